"""What a refused loonwaarde says; the amounts are in `cases/loonwaarde.toml`."""

from datetime import date
from fractions import Fraction

import pytest

from matcher.rules import Refusal, Rulebook, TaskPerformance, loonwaarde_from_tasks

RULES = Rulebook.load().on(date(2026, 1, 1))


def task(name: str, time_share: str) -> TaskPerformance:
    return TaskPerformance(
        name=name, pace=Fraction(1), quality=Fraction(1), net_time=Fraction(1), time_share=Fraction(time_share)
    )


def test_a_small_task_is_named_with_the_least_the_law_asks() -> None:
    with pytest.raises(Refusal, match=r"task vegen takes 6% of the time and a hoofdtaak takes at least 6\.25%"):
        loonwaarde_from_tasks([task("koken", "0.94"), task("vegen", "0.06")], RULES)


def test_shares_are_told_as_they_add_up() -> None:
    with pytest.raises(Refusal, match=r"together take 99\.5% of the time"):
        loonwaarde_from_tasks([task("koken", "0.6"), task("vegen", "0.395")], RULES)


def test_a_factor_is_told_with_its_task() -> None:
    with pytest.raises(Refusal, match="BT of task koken is 110%"):
        task("koken", "1.1")
