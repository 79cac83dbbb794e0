"""The law asked from outside: amounts with their steps, and what the rulebook holds on a day."""
