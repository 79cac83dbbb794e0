"""One person and one vacancy, with the steps planned for them."""
