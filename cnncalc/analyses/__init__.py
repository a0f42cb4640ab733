"""What can be read off a walk: pure functions, none of which changes it."""
