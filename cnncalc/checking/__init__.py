"""Judging designs: which files, which rules, what is found in them, and what may be passed over."""
