"""What one more is worth to one gemeente: of coach time, once-only money, a place; in points and in people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.errors import ProblemError
from solver.asked import ask
from solver.policy import Effort
from solver.question import Question, SolvedNight
from solver.rows import COACH, DISCRETIONARY, ONCE
from solver.whatif import Answer

MOST_SOLVES = 7
"""So often the plan is made again at most for one question about worth."""

PLACES = "places"
STEPS = ((COACH, 60), (DISCRETIONARY, 60), (ONCE, 100_000))
"""One hour a week, and € 1,000 once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What one more of one thing gives.

    Attributes
    ----------
    owner, kind, amount
        Gemeente and budget, or a vacancy and `PLACES`; how much more, in its own unit.
    at_most
        What it can give at most, from the night's prices alone, in value units.
    answer
        What it gives, made again; None where the prices prove that it gives nothing.
    """

    owner: str
    kind: str
    amount: int
    at_most: int
    answer: Answer | None

    @property
    def low(self) -> int:
        """The least it gives, in value units: more of something never costs."""
        return 0 if self.answer is None else max(0, -self.answer.high)

    @property
    def high(self) -> int:
        """The most it gives, in value units."""
        return 0 if self.answer is None else max(0, -self.answer.low)


def worth_of(
    solved: SolvedNight, gemeente: str, vacancies: Sequence[str] = (), *, effort: str = Effort.PROOF
) -> tuple[Worth, ...]:
    """Give what one more of each budget of a gemeente is worth, and of a place where its people would want one.

    Parameters
    ----------
    vacancies
        Where a place is asked about; without any, where places are dearest among what its people could have.

    Raises
    ------
    ProblemError
        Where nobody of the gemeente is in the night, or more is asked than may be solved again.
    """
    people = [at for at, client in enumerate(solved.night.region.clients) if client.gemeente == gemeente]
    if not people:
        raise ProblemError(f"Nobody of gemeente {gemeente} was in this night; look at the name.")
    limited = {shelf.kind for shelf in solved.night.posed.shelves if shelf.owner == gemeente}
    asked = [(gemeente, kind, amount) for kind, amount in STEPS if kind in limited]
    room = MOST_SOLVES - len(asked)
    if len(vacancies) > room:
        raise ProblemError(f"Ask about at most {room} vacancies at once: each makes the plan again.")
    places = vacancies or _dearest(solved, people, room)
    asked += [(vacancy, PLACES, 1) for vacancy in places]
    return tuple(_worth(solved, owner, kind, amount, effort) for owner, kind, amount in asked)


def _worth(solved: SolvedNight, owner: str, kind: str, amount: int, effort: str) -> Worth:
    is_place = kind == PLACES
    asked = ask(
        solved,
        Question(budgets=() if is_place else ((owner, kind, amount),), places=((owner, amount),) if is_place else ()),
    )
    at_most = max(0, -asked.at_least())
    answer = asked.answer(effort, slack=0) if at_most else None
    return Worth(owner=owner, kind=kind, amount=amount, at_most=at_most, answer=answer)


def _dearest(solved: SolvedNight, people: Sequence[int], most: int) -> list[str]:
    """Give the vacancies with the highest price among those that some of these people could have, dearest first."""
    standing = solved.standing
    reach = np.unique(standing.problem.vacancy[np.isin(standing.problem.client, people)])
    price = standing.prices.place[reach]
    order = np.lexsort((reach, -price))
    dear = reach[order][price[order] > 0]
    return [str(solved.night.region.vacancies[int(vacancy)].key) for vacancy in dear[:most]]
