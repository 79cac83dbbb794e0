"""One night under many choices, and one night over many machines: the same bytes from each."""
