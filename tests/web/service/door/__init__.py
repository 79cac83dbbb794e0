"""The door: passwords, tries, sessions, signing on elsewhere."""
