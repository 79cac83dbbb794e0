"""How long a value of the law is known: until the law renews it, or until a change that was announced."""

from datetime import date

import pytest

from matcher.rules.fields import read_toml
from matcher.rules.legal import LawTable
from matcher.rules.parsing import parse_table

HEAD = 'description = "A wage"\nunit = "eurocent"\n'
BASIS = """confidence = "verified"
[values.basis]
law = "Wet minimumloon en minimumvakantiebijslag"
bwb_id = "BWBR0002638"
article = "8"
url = "https://wetten.overheid.nl/BWBR0002638"
checked_on = 2026-10-01
"""
ANNOUNCED = """[[announced]]
from = 2028-07-01
note = "A change"
url = "https://wetten.overheid.nl/BWBR0002638"
checked_on = 2026-10-01
"""


def table(*firsts: str, head: str = "", tail: str = "", last: str = 'amount = "1.00"') -> LawTable:
    amounts = ['amount = "1.00"'] * (len(firsts) - 1) + [last]
    values = [f"[[values]]\nfrom = {day}\n{amount}\n{BASIS}" for day, amount in zip(firsts, amounts, strict=True)]
    text = HEAD + head + "".join(values) + tail
    return parse_table(read_toml(text, "wage.toml"), name="wage", file="wage.toml")


@pytest.mark.parametrize(
    ("first", "renews", "last"),
    [
        ("2026-01-01", '["01-01", "07-01"]', date(2026, 6, 30)),
        ("2026-07-01", '["01-01", "07-01"]', date(2026, 12, 31)),
        ("2026-07-01", '["07-01", "01-01"]', date(2026, 12, 31)),
        ("2026-07-01", '["07-01"]', date(2027, 6, 30)),
        ("2026-06-30", '["07-01"]', date(2026, 6, 30)),
        ("2026-07-02", '["07-01"]', date(2027, 6, 30)),
        ("2026-07-01", '["01-01"]', date(2026, 12, 31)),
    ],
)
def test_a_value_that_is_renewed_is_known_to_the_day_before(first: str, renews: str, last: date) -> None:
    assert table(first, head=f"renews = {renews}\n").known_until == last


def test_the_latest_value_counts() -> None:
    assert table("2026-01-01", "2026-07-01", head='renews = ["01-01"]\n').known_until == date(2026, 12, 31)


def test_what_is_not_renewed_or_has_ended_has_no_last_day() -> None:
    assert table("2026-01-01").known_until is None
    ended = table("2025-01-01", "2026-01-01", head='renews = ["01-01"]\n', last="ended = true")
    assert ended.known_until is None


@pytest.mark.parametrize(("first", "waits"), [("2028-06-30", True), ("2028-07-01", False), ("2028-07-02", False)])
def test_an_announced_change_is_awaited_until_there_is_a_value_from_its_day(first: str, waits: bool) -> None:
    found = table("2026-01-01", first, tail=ANNOUNCED)
    assert [found.awaits(change) for change in found.announced] == [waits]
    assert found.announced[0].on == date(2028, 7, 1)
