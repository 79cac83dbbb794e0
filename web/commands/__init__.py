"""The commands of `waag`, one subject per module; each is a few lines onto a service."""
