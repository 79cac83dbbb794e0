"""Keeping the house running: what machines ask of it, and what it tells the world outside.

the store ─> vitals ─> /readyz and /metrics; the night ─> deadman ─> whoever has to hear that it ended
"""
