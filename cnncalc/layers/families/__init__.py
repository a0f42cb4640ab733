"""What the kinds of one family have in common, a family a file."""
