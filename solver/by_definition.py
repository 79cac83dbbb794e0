"""What a client is worth at given prices, by the readable definition of a pair: slow, and with none of the kernel.

A vacancy is weighed item by item only where its points could still beat the best so far: every line of points but
*belasting* is known once the gates are through, *belasting* has a most, and support never adds points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.domain.candidate import PackagedPoints
from matcher.domain.client import Client
from matcher.domain.vacancy import Vacancy
from matcher.fit import first_gate, weighed
from matcher.gates import gates_of, hours_of, travel_of
from matcher.points import (
    ability_points,
    hours_points,
    lasting_points,
    travel_points,
    waiting_points,
    wish_points,
)
from matcher.scales import Scales
from matcher.tie import tie_key
from solver.prepared import Prepared
from solver.problem import HARD, PRICE_SCALE
from solver.result import Prices
from solver.rows import COACH, DISCRETIONARY, ONCE, SUPPORTED
from solver.supply import SUPPORTING


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinedRow:
    """One package of a pair as the model sees it.

    Attributes
    ----------
    value, floor_amount
        ``w_e`` and ``f_e``.
    uses
        (budget, amount) of each budget it draws on, by budget.
    """

    package: int
    value: int
    floor_amount: int
    uses: tuple[tuple[int, int], ...]


class Definition:
    """The rows of a night by the definition.

    Parameters
    ----------
    night
        Its nouns, scales, budgets and groups; its columns are not looked at.
    """

    def __init__(self, night: Prepared) -> None:
        self._clients, self._vacancies, self._scales = night.region.clients, night.region.vacancies, night.scales
        self._policy = night.policy
        self._shelves = night.posed.shelves
        self._number = {(shelf.owner, shelf.kind): k for k, shelf in enumerate(self._shelves)}
        self._yesterday = frozenset(night.region.yesterday)
        self._group: Sequence[int] = night.grouped.group.tolist()
        self._places: Sequence[int] = night.posed.problem.positions.tolist()
        self._known: dict[tuple[int, int], tuple[DefinedRow, ...]] = {}

    def rows(self, i: int, j: int) -> tuple[DefinedRow, ...]:
        """Give the rows of a pair; none where it cannot be proposed."""
        if (i, j) not in self._known:
            # One client after another: what was weighed for somebody else is not asked again.
            self._known = {pair: rows for pair, rows in self._known.items() if pair[0] == i}
            self._known[i, j] = self._rows(i, j)
        return self._known[i, j]

    def _rows(self, i: int, j: int) -> tuple[DefinedRow, ...]:
        client, vacancy = self._clients[i], self._vacancies[j]
        found = weighed(client, vacancy, self._scales)
        if not found.is_proposable:
            return ()
        return tuple(self._row(number, made, client, vacancy) for number, made in enumerate(found.packages))

    def best(self, i: int, prices: Prices) -> int:
        """Give ``m_i`` of a client over every vacancy, in price units."""
        floor = int(prices.floor[self._group[i]]) if self._group[i] >= 0 else 0
        best = 0
        for most, j in sorted(self._promising(i, floor, prices), reverse=True):
            if most <= best:
                break
            for row in self.rows(i, j):
                if self._fits(row):
                    best = max(best, self._gain(row, j, floor, prices))
        return best

    def _promising(self, i: int, floor: int, prices: Prices) -> list[tuple[int, int]]:
        """Give (the most it can gain, vacancy) of each vacancy with a place whose gates let the client through."""
        client, found = self._clients[i], []
        for j, vacancy in enumerate(self._vacancies):
            if not self._places[j]:
                continue
            points = _most_points(client, vacancy, self._scales)
            if points is None:
                continue
            worth = points * self._policy.value_units_per_point + self._policy.tie_digits
            worth += self._bonus(client, vacancy)
            found.append((worth * PRICE_SCALE + floor * points - int(prices.place[j]), j))
        return found

    def _row(self, number: int, made: PackagedPoints, client: Client, vacancy: Vacancy) -> DefinedRow:
        digit = tie_key(self._scales.day, client.key, vacancy.key) % (self._policy.tie_digits + 1)
        package = made.package
        coach = COACH if client.may_claim_guidance else DISCRETIONARY
        supports = any(part in SUPPORTING for part in package.instruments)
        drawn = (
            (self._number.get((client.gemeente, coach)), package.coach_minutes),
            (self._number.get((client.gemeente, ONCE)), package.once_cents),
            (self._number.get((vacancy.employer, SUPPORTED)), int(supports)),
        )
        return DefinedRow(
            package=number,
            value=made.total * self._policy.value_units_per_point + self._bonus(client, vacancy) + digit,
            floor_amount=made.total,
            uses=tuple(sorted((budget, amount) for budget, amount in drawn if budget is not None and amount > 0)),
        )

    def _bonus(self, client: Client, vacancy: Vacancy) -> int:
        return self._policy.stability_bonus if (client.key, vacancy.key) in self._yesterday else 0

    def _fits(self, row: DefinedRow) -> bool:
        """Whether each hard budget leaves enough for this row alone."""
        shelves = self._shelves
        return all(
            shelves[budget].overflow_price != HARD or amount <= shelves[budget].available for budget, amount in row.uses
        )

    def _gain(self, row: DefinedRow, j: int, floor: int, prices: Prices) -> int:
        taken = sum(amount * int(prices.budget[budget]) for budget, amount in row.uses)
        return row.value * PRICE_SCALE + floor * row.floor_amount - int(prices.place[j]) - taken


def _most_points(client: Client, vacancy: Vacancy, scales: Scales) -> int | None:
    """Give the most points a pair can have before its items are weighed; None where a gate is shut."""
    hours = hours_of(client, vacancy, scales)
    if first_gate(gates_of(client, vacancy, hours, scales)) is not None:
        return None
    minutes, limit, _ = travel_of(client, vacancy, scales)
    lines = (
        wish_points(client, vacancy, scales),
        ability_points(client, vacancy, scales),
        travel_points(minutes, limit, scales),
        hours_points(client, vacancy, hours, scales),
        lasting_points(vacancy, scales),
        waiting_points(client, scales),
    )
    return sum(line.points for line in lines) + scales.policy.load_full
