"""One layer at a time, with the working shown: what a textbook asks, answered by the layers themselves."""
