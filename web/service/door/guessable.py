"""Which passwords everybody tries first.

Three sources: the 30,000 most used passwords, as the package zxcvbn ranks them, words that belong to this house and
this work, and whatever list of leaked passwords an operator puts in the data folder.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from zxcvbn.frequency_lists import FREQUENCY_LISTS

LEAKED_FILE = "gelekte-wachtwoorden.txt"
FEWEST_DIFFERENT_SIGNS = 4
LOOKALIKES = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "@": "a", "5": "s", "$": "s", "7": "t", "!": "i"})


def is_guessable(password: str, own_words: Iterable[str] = (), leaked: frozenset[str] = frozenset()) -> bool:
    """Whether a password is among the first that somebody would try.

    Parameters
    ----------
    own_words
        What belongs to the person: his login name and its parts.
    leaked
        Passwords known to be out in the open, in small letters.
    """
    low = password.casefold()
    if len(set(low)) < FEWEST_DIFFERENT_SIGNS or low in common() or low in leaked:
        return True
    own = {word for word in own_words if len(word) > 2}
    return any(_is_made_of(form, house_words() | own) for form in _cores(low))


@cache
def common() -> frozenset[str]:
    """Give the most used passwords."""
    return frozenset(FREQUENCY_LISTS["passwords"])


@cache
def house_words() -> frozenset[str]:
    """Give words of the house, the work and the calendar; figures and signs around them help nobody."""
    return frozenset((files("web.service.door") / "house_words.txt").read_text("utf-8").split())


@cache
def leaked_in(folder: Path) -> frozenset[str]:
    """Give the passwords of the operator's own list, one on a line; empty where there is none."""
    file = folder / LEAKED_FILE
    return frozenset(file.read_text("utf-8").casefold().split()) if file.is_file() else frozenset()


def _cores(low: str) -> Iterable[str]:
    """Give the letters of a password, as they stand and with figures read as the letters they stand in for."""
    yield "".join(sign for sign in low if sign.isalpha())
    for shown in (low, low.strip("0123456789!?.-_@#$%&* ")):
        yield "".join(sign for sign in shown.translate(LOOKALIKES) if sign.isalpha())


def _is_made_of(letters: str, words: Iterable[str]) -> bool:
    """Whether letters are at most two of some words, one after the other, and nothing else."""
    found = [word for word in words if letters.startswith(word)]
    return any(letters == word or letters.removeprefix(word) in words for word in found)
