"""What is owed leaves: once, in order, at a pace, and what became of it is known."""
