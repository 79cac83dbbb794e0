"""Nobody without a next step: from what a night weighed to one outcome for everybody."""
