"""Measurements of speed, memory and quality; never assertions of correctness."""
