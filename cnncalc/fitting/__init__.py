"""The input sizes that a network takes, as a rule: found from its formulas, and told with the layers that exclude the others."""
