"""A question to a night as changes of its problem, each with a pricing pass over all pairs as they would be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from matcher.domain.caseload import Caseload
from matcher.domain.region import Region
from matcher.encode import encode
from matcher.errors import ProblemError
from solver.all_pairs import AllPairs
from solver.change import Change, with_deltas
from solver.core import usage
from solver.policy import Effort
from solver.pricing import PriceAll, Priced
from solver.question import Pair, Question, SolvedNight
from solver.result import Prices
from solver.rows import ONCE, coach_kind
from solver.supply import Supply
from solver.whatif import Answer, costs_at_least, what_if

POINTS_TO_STAY = 5
"""Nobody else is moved for less than so many points."""


@dataclass(frozen=True, eq=False)
class Asked:
    """A question to a night, as changes of its problem: one, or one per package of a pair that is pinned."""

    solved: SolvedNight
    question: Question
    changes: tuple[Change, ...]
    supply: Supply
    region: Region

    @cached_property
    def caseload(self) -> Caseload:
        """The columns as they would be."""
        night = self.solved.night
        is_other = self.region is not night.region
        return encode(self.region.clients, self.region.vacancies, night.scales) if is_other else night.caseload

    def price_after(self, at: int) -> PriceAll:
        """Give the pricing pass over all pairs as they would be after one of the changes."""
        night, supply = self.solved.night, self._supply_beside(self.changes[at].pinned)

        def price(prices: Prices, threshold: int) -> Priced:
            return AllPairs(self.caseload, night.graph, supply, night.policy, night.threads)(prices, threshold)

        return price

    def _supply_beside(self, pinned: tuple[int, ...]) -> Supply:
        """Give what is left beside pinned rows: a place that is spent is shut, else everybody is promised it."""
        problem, rows = self.solved.standing.problem, np.array(pinned, np.int64)
        held = np.bincount(problem.vacancy[rows], minlength=problem.n_vacancies)
        return replace(
            self.supply,
            positions=np.maximum(self.supply.positions - held, 0),
            available=np.maximum(self.supply.available - usage(problem, rows), 0),
        )

    def fitting(self) -> Asked | None:
        """Give the question over those packages alone that there is a place and money for; None where there is none."""
        problem = self.solved.standing.problem
        changes = tuple(
            change
            for change in self.changes
            if all(
                self.supply.positions[problem.vacancy[row]] > 0 and not self.too_small_for(row) for row in change.pinned
            )
        )
        return replace(self, changes=changes) if changes else None

    def too_small_for(self, row: int) -> tuple[int, ...]:
        """Give the hard budgets that are too small for one row alone."""
        problem = self.solved.standing.problem
        uses = range(int(problem.use_start[row]), int(problem.use_start[row + 1]))
        drawn = [(int(problem.use_budget[use]), int(problem.use_amount[use])) for use in uses]
        return tuple(
            budget
            for budget, amount in drawn
            if not problem.is_elastic[budget] and amount > int(self.supply.available[budget])
        )

    def cheapest(self) -> int:
        """Give the number of the change that costs least at the night's prices."""
        return self._bounds()[0][1]

    def at_least(self) -> int:
        """Give what it costs at least, at once, from the night's prices: of the packages the one that costs least."""
        return min(bound for bound, _ in self._bounds())

    def _bounds(self) -> list[tuple[int, int]]:
        standing = self.solved.standing
        return sorted(
            (costs_at_least(standing, change, self.price_after(at)), at) for at, change in enumerate(self.changes)
        )

    def answer(self, effort: str = Effort.PROOF, slack: int | None = None) -> Answer:
        """Give what it does to the plan; of the packages of a pinned pair the one that costs least."""
        standing, policy = self.solved.standing, self.solved.night.policy
        given_up = POINTS_TO_STAY * policy.value_units_per_point if slack is None else slack
        best: Answer | None = None
        for at_least, at in self._bounds():
            if best is not None and best.loss <= at_least:
                break
            found = what_if(
                standing,
                self.changes[at],
                effort=effort,
                slack=given_up,
                proven=self.solved.proven,
                price_after=self.price_after(at),
            )
            best = found if best is None or found.loss < best.loss else best
        if best is None:
            raise ProblemError("this pair has no package that could be proposed: there is nothing to pin")
        return best


def ask(solved: SolvedNight, question: Question) -> Asked:
    """Write a question as changes of the night's problem.

    Raises
    ------
    ProblemError
        Where somebody or something it names is not in the night, or where it contradicts itself.
    """
    if question.client is not None and question.vacancy is not None:
        raise ProblemError("ask about the answer of a person or of a vacancy, one at a time")
    supply, budgets, places = _supply_after(solved, question)
    region = _region_after(solved, question)
    change = _change_of(solved, question, supply, budgets, places)
    pinned: tuple[int, ...] = ()
    if question.pin is not None:
        if question.pin in question.forbid:
            raise ProblemError(f"the pair {question.pin[0]}:{question.pin[1]} is pinned and forbidden at once")
        solved, pinned = solved.with_pair(question.pin)
        if not pinned:
            raise ProblemError(
                f"The pair {question.pin[0]}:{question.pin[1]} cannot be proposed, so it cannot be pinned; "
                "`waag whynot` says why."
            )
    forbidden = _rows_of(solved, question.forbid)
    change = replace(change, forbidden=forbidden)
    changes = tuple(replace(change, pinned=(row,)) for row in pinned) if question.pin is not None else (change,)
    return Asked(solved, question, changes, supply, region)


def _rows_of(solved: SolvedNight, pairs: tuple[Pair, ...]) -> tuple[int, ...]:
    problem = solved.standing.problem
    found: list[int] = []
    for client, vacancy in pairs:
        own = solved.standing.of_client[solved.number_of_client(client)]
        found += own[problem.vacancy[own] == solved.number_of_vacancy(vacancy)].tolist()
    return tuple(sorted(found))


def _change_of(
    solved: SolvedNight,
    question: Question,
    supply: Supply,
    budgets: tuple[tuple[int, int], ...],
    places: tuple[tuple[int, int], ...],
) -> Change:
    region = solved.night.region
    change = Change(budgets=budgets, places=places)
    if question.client is not None:
        number = solved.number_of_client(question.client.key)
        everywhere = np.arange(len(region.vacancies))
        rows = solved.rows_between((question.client,), region.vacancies, np.array([number]), everywhere, supply)
        return replace(change, client=number, rows=rows)
    if question.vacancy is not None:
        number = solved.number_of_vacancy(question.vacancy.key)
        everybody = np.arange(len(region.clients))
        rows = solved.rows_between(region.clients, (question.vacancy,), everybody, np.array([number]), supply)
        return replace(change, vacancy=number, rows=rows)
    return change


def _supply_after(
    solved: SolvedNight, question: Question
) -> tuple[Supply, tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """Give what the night could give, and by how much each budget and vacancy differs."""
    night, supply = solved.night, solved.night.posed.supply
    shelves = night.posed.shelves
    number = {(shelf.owner, shelf.kind): k for k, shelf in enumerate(shelves)}
    budgets = []
    for owner, kind, delta in question.budgets:
        if (owner, kind) not in number:
            raise ProblemError(f"{owner} named no limit for {kind}: more or less of it changes nothing.")
        shelf = shelves[number[owner, kind]]
        # What runs already may take more than was granted; only what comes above that can be used.
        budgets.append((number[owner, kind], max(0, shelf.granted + delta - shelf.taken) - shelf.available))
    places = []
    for key, delta in question.places:
        at = solved.number_of_vacancy(key)
        held = sum(pair.vacancy == key for pair in night.region.held)
        room = (night.region.vacancies[at].positions + delta) * night.policy.candidates_per_place - held
        places.append((at, max(0, room) - int(supply.positions[at])))
    coach, once = supply.coach.copy(), supply.once.copy()
    if question.client is not None:
        at, person = solved.number_of_client(question.client.key), question.client
        coach[at] = number.get((person.gemeente, coach_kind(person)), -1)
        once[at] = number.get((person.gemeente, ONCE), -1)
    after = replace(
        supply,
        positions=with_deltas(supply.positions, tuple(places)),
        available=with_deltas(supply.available, tuple(budgets)),
        coach=coach,
        once=once,
    )
    return after, tuple(budgets), tuple(places)


def _region_after(solved: SolvedNight, question: Question) -> Region:
    region = solved.night.region
    clients = list(region.clients)
    for client, vacancy in question.forbid:
        at = solved.number_of_client(client)
        clients[at] = replace(clients[at], forbidden=(*clients[at].forbidden, (vacancy, None)))
    if question.client is not None:
        clients[solved.number_of_client(question.client.key)] = question.client
    vacancies = list(region.vacancies)
    if question.vacancy is not None:
        vacancies[solved.number_of_vacancy(question.vacancy.key)] = question.vacancy
    if not (question.forbid or question.client or question.vacancy):
        return region
    return replace(region, clients=tuple(clients), vacancies=tuple(vacancies))
