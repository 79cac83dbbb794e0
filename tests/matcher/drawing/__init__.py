"""Draws of one pair, by what decides it; `tests.matcher.drawn` puts them together."""
