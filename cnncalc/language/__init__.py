"""The file language: text to nodes, nodes to declarations, declarations to a walk."""
