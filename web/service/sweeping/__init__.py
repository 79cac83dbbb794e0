"""One night under many choices."""
