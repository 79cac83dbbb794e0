"""Why not, answered and held to a second solve from nothing: the small version of ``make whynot``."""

import pytest

from solver.question import SolvedNight
from solver.whatif import Meaning
from tests.campaigns.whynot import campaign, night_of

QUESTIONS = 12


@pytest.fixture(scope="module")
def solved() -> SolvedNight:
    """A drawn region, solved."""
    return night_of(150, 45, 3)


def test_what_is_proven_is_what_a_solve_with_the_pin_loses(solved: SolvedNight) -> None:
    held = list(campaign(solved, QUESTIONS))
    assert [one for one in held if not one.is_right] == []
    assert sum(one.is_compared and one.answer.meaning is Meaning.PROVEN for one in held) >= QUESTIONS // 2


def test_around_the_pair_it_is_what_a_solve_with_everybody_else_pinned_loses(
    solved: SolvedNight, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("solver.whatif.MOST_PROVEN_CLIENTS", 0)
    monkeypatch.setattr("solver.around.MOST_FREE_CLIENTS", 60)
    held = list(campaign(solved, QUESTIONS))
    assert [one for one in held if not one.is_right] == []
    assert all(one.answer.meaning is not Meaning.PROVEN for one in held)
    assert sum(one.is_compared for one in held) >= QUESTIONS // 2
