"""What free text and references may hold: printable, short, and nothing that looks like a BSN."""

import re

from matcher.reading.numbers import refuse
from matcher.reading.rows import Reason

MAX_TEXT = 2000
MAX_KEY = 100

# Control characters, halves of a character, and marks that turn the reading direction around; a text of more lines may
# hold line ends and tabs.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_LINE_ENDS = re.compile(r"[\t\n\r\u2028\u2029]")
_NINE_DIGITS = re.compile(r"(?<![0-9])[0-9]{9}(?![0-9])")
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_BSN_PRIME = 11


def check_characters(column: str, text: str, *, has_lines: bool) -> None:
    """Refuse text that is too long or holds characters nobody can see."""
    if len(text) > MAX_TEXT:
        raise refuse(column, text[:40] + "…", Reason.TOO_LONG, length=str(len(text)), maximum=str(MAX_TEXT))
    if _CONTROL.search(text) or (not has_lines and _LINE_ENDS.search(text)):
        raise refuse(column, ascii(text[:40])[1:-1], Reason.CONTROL_CHARACTER)


def check_key(column: str, text: str) -> None:
    """Refuse a reference that is too long to be one."""
    if len(text) > MAX_KEY:
        raise refuse(column, text[:40] + "…", Reason.TOO_LONG, length=str(len(text)), maximum=str(MAX_KEY))


def check_no_bsn(column: str, text: str) -> None:
    """Refuse nine digits that pass the test of a BSN; the number itself is not repeated in the refusal."""
    for digits in _NINE_DIGITS.findall(text):
        if is_like_bsn(digits):
            raise refuse(column, "*********", Reason.LOOKS_LIKE_BSN)


def is_like_bsn(digits: str) -> bool:
    """Whether nine digits pass the elfproef of the BSN (weights 9 to 2 and −1, divisible by 11)."""
    total = sum(weight * int(digit) for weight, digit in zip(_BSN_WEIGHTS, digits, strict=True))
    return total % _BSN_PRIME == 0 and digits != "000000000"
