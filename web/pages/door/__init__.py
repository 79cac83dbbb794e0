"""The pages at the door: signing on elsewhere, the own account, and who is inside."""
