"""All there is to tell about one proposal, one person or one vacancy."""
