"""What verifying a run found, in words: each check with its outcome, and each number that differs."""

from solver.differences import Checked, Difference
from web.language.numbers import whole
from web.language.pages import counted, say


def check_words(check: Checked, language: str) -> tuple[str, str, str]:
    """Give a check as three cells: its outcome, what it looked at, and what it is."""
    wrong = len(check.differences)
    outcome = counted("w_verify.wrong", wrong, language) if wrong else say("w_verify.fine", language)
    looked = say(f"w_verify.looked.{check.name}", language, count=whole(check.looked_at, language))
    return outcome, looked, check_name(check.name, language)


def check_name(name: str, language: str) -> str:
    """Say what a check does."""
    return say(f"w_verify.check.{name}", language)


def difference_words(found: Difference, language: str) -> str:
    """Say which number differs, where, and what it was against what it should be."""
    what = say(f"w_verify.what.{found.what}", language)
    where = say("w_verify.between", language).join(part for part in found.where if part)
    if found.stored is None and found.found is None:
        return f"{what}: {where}."
    values = say(
        "w_verify.values", language, stored=_number(found.stored, language), found=_number(found.found, language)
    )
    return f"{what}: {where}: {values}." if where else f"{what}: {values}."


def _number(value: int | None, language: str) -> str:
    return say("w_verify.none", language) if value is None else whole(value, language)
