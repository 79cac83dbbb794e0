"""What was worked out by hand and stands: points of three people, and the ranges of the lines."""
