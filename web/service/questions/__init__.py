"""Questions to a stored night: what if, why not, and what one more is worth, answered beside the pages."""
