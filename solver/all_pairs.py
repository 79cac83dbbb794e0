"""The pricing pass of the night: the kernel looks at all pairs again at the solver's prices."""

import numpy as np

from matcher.domain.caseload import I32, I64, Caseload
from matcher.domain.region import Region
from matcher.domain.support import INSTRUMENTS
from matcher.kernel import Asking
from matcher.shortlist import CandidateGraph, Candidates, joined, near
from solver.policy import SolverPolicy
from solver.pricing import Priced
from solver.problem import HARD, PRICE_SCALE, Rows
from solver.result import Prices
from solver.rows import (
    COACH,
    DISCRETIONARY,
    ONCE,
    SUPPORTED,
    SUPPORTING,
    Posed,
    is_claim,
    owners,
    uses_of,
    yesterday_rows,
)

NO_LIMIT = np.iinfo(np.int64).max


class AllPairs:
    """A `solver.pricing.PriceAll` over a caseload; it remembers every row it gave, in the order of their numbers.

    Parameters
    ----------
    caseload, region
        Columns and nouns of the night, in the same order.
    graph, posed
        The candidates the problem was first made of, and that problem with its shelves.
    policy
        How points become values.
    threads
        Changes the time, never the answer.
    """

    def __init__(
        self,
        caseload: Caseload,
        region: Region,
        graph: CandidateGraph,
        posed: Posed,
        policy: SolverPolicy,
        threads: int,
    ) -> None:
        self._caseload, self._region, self._posed, self._policy = caseload, region, posed, policy
        self._threads = threads
        self._given: list[Candidates] = [graph]
        self._yesterday = _yesterday(region)

    def __call__(self, prices: Prices, threshold: int) -> Priced:
        """Give the rows within the threshold of each person's best at these prices, over all pairs."""
        found, best = near(self._caseload, self._asking(prices), threshold, self._threads)
        self._given.append(found)
        use_row, use_shelf, use_amount = uses_of(found, self._region, self._posed.number)
        is_yesterday = self._yesterday[found.client] == found.vacancy
        rows = Rows(
            client=found.client.astype(np.int64),
            vacancy=found.vacancy.astype(np.int64),
            value=self._policy.values(found.total, found.tie, is_yesterday),
            floor_amount=found.total,
            tie=found.tie,
            use_row=use_row,
            use_budget=use_shelf,
            use_amount=use_amount,
        )
        return Priced(rows=rows, best=best)

    def candidates(self) -> Candidates:
        """Give every row the solver was ever given, in the order of its numbers."""
        return joined(self._given)

    def _asking(self, prices: Prices) -> Asking:
        """Put the prices of shelves where the kernel looks for them: at the person and at the vacancy."""
        claim, number = is_claim(self._region), self._posed.number
        coach = np.where(claim, owners(COACH, self._region, number), owners(DISCRETIONARY, self._region, number))
        policy = self._policy
        supporting = sum(1 << INSTRUMENTS.index(instrument) for instrument in SUPPORTING)
        return Asking(
            place=prices.place,
            supported=_price_of(prices, owners(SUPPORTED, self._region, number)),
            coach=_price_of(prices, coach),
            once=_price_of(prices, owners(ONCE, self._region, number)),
            is_open=(self._posed.problem.positions > 0).astype(np.uint8),
            may_support=(self._most(owners(SUPPORTED, self._region, number)) > 0).astype(np.uint8),
            coach_most=self._most(coach),
            once_most=self._most(owners(ONCE, self._region, number)),
            floor=_price_of_group(prices, self._posed.problem.group),
            yesterday=self._yesterday,
            value=np.array(
                [policy.value_units_per_point, policy.tie_digits, policy.stability_bonus, PRICE_SCALE, supporting],
                np.int64,
            ),
        )

    def _most(self, shelf: I64) -> I64:
        """Give what a hard shelf leaves, per person or vacancy; without bound where it is elastic or there is none."""
        left = [shelf.available if shelf.overflow_price == HARD else NO_LIMIT for shelf in self._posed.shelves]
        return np.array([*left, NO_LIMIT], np.int64)[shelf]


def _price_of(prices: Prices, shelf: I64) -> I64:
    """Give the price of a shelf per person or vacancy; 0 where there is none."""
    if len(prices.budget) == 0:
        return np.zeros(len(shelf), np.int64)
    return np.where(shelf >= 0, prices.budget[np.maximum(shelf, 0)], 0).astype(np.int64)


def _price_of_group(prices: Prices, group: I64) -> I64:
    """Give the price of a floor point per person; 0 for who is in no group."""
    return np.append(prices.floor, 0)[group].astype(np.int64)


def _yesterday(region: Region) -> I32:
    """Give the vacancy each person was proposed the night before, −1 none."""
    found = np.full(len(region.clients), -1, np.int32)
    for client, vacancy in yesterday_rows(region):
        found[client] = vacancy
    return found
