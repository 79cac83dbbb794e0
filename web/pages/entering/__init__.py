"""Forms that change what is known: nothing is saved before its effect was seen, nothing typed is lost."""
