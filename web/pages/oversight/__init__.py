"""Nights, questions that wait for advice, the look back, and the log."""
