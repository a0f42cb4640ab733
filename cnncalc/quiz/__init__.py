"""Practice: questions about layers and networks, with the answers, and what the usual wrong answers forgot."""
