"""What changed since the night before, in words."""

from solver.overnight import Cause
from web.language.pages import say


def cause_words(cause: Cause, language: str) -> str:
    """Give why proposals differ."""
    return say(f"run.cause.{cause}", language)
