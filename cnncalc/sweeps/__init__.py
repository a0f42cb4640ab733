"""How the totals of a network grow: over sizes of the input, a variable of the file, or its variants."""
