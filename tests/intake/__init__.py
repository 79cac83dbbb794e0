"""From files to the store and back to the sender."""
