"""Campaigns: what must hold over many whole nights. Small here; `make same` and `make traits` run them large."""
