"""From rows to nouns: what is accepted, what is refused and why."""
