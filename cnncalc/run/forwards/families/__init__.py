"""What the forwards of one family have in common, a family a file."""
