from fractions import Fraction

import pytest

from matcher.rules.rounding import decimal_text, round_half_up, round_up


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0", 0), ("0.49", 0), ("0.5", 1), ("1.4999", 1), ("1.5", 2), ("2.5", 3), ("7", 7)],
)
def test_a_half_goes_up(value: str, expected: int) -> None:
    assert round_half_up(Fraction(value)) == expected


@pytest.mark.parametrize(("value", "expected"), [("0", 0), ("0.001", 1), ("1", 1), ("1.0001", 2), ("86.4", 87)])
def test_rounding_up_keeps_whole_numbers(value: str, expected: int) -> None:
    assert round_up(Fraction(value)) == expected


@pytest.mark.parametrize("text", ["0", "24", "100", "25.5", "6.25", "-1"])
def test_a_number_is_written_as_it_was_given(text: str) -> None:
    assert decimal_text(Fraction(text)) == text
