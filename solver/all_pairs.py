"""The pricing pass of the night: the kernel looks at all pairs again at the solver's prices."""

import numpy as np

from matcher.domain.caseload import I64, Caseload
from matcher.domain.support import INSTRUMENTS
from matcher.kernel import Asking
from matcher.shortlist import Candidates, joined, near
from solver.policy import SolverPolicy
from solver.pricing import Priced
from solver.problem import PRICE_SCALE
from solver.result import Prices
from solver.supply import SUPPORTING, Supply, rows_of


class AllPairs:
    """A `solver.pricing.PriceAll` over a caseload; it remembers every row it gave, in the order of their numbers.

    Parameters
    ----------
    caseload, supply
        Columns of the night and what it can give, in the same order.
    graph
        The candidates the problem was first made of.
    policy
        How points become values.
    threads
        Changes the time, never the answer.
    """

    def __init__(
        self, caseload: Caseload, graph: Candidates, supply: Supply, policy: SolverPolicy, threads: int
    ) -> None:  # fmt: skip
        self._caseload, self._supply, self._policy, self._threads = caseload, supply, policy, threads
        self._given: list[Candidates] = [graph]

    def __call__(self, prices: Prices, threshold: int) -> Priced:
        """Give the rows within the threshold of each person's best at these prices, over all pairs."""
        found, best = near(self._caseload, self._asking(prices), threshold, self._threads, self._given)
        self._given.append(found)
        return Priced(rows=rows_of(found, self._supply, self._policy), best=best)

    def best(self, prices: Prices) -> I64:
        """Give each person's highest reduced value over all pairs, and no rows."""
        return near(self._caseload, self._asking(prices), 0, self._threads, self._given)[1]

    def best_for_floors(self, prices: Prices) -> I64:
        """Give each person's highest reduced value over all pairs where nothing but floor points is worth anything."""
        asking = self._asking(prices)
        value = asking.value.copy()
        value[:3] = 0
        return near(self._caseload, asking._replace(value=value), 0, self._threads, self._given)[1]

    def candidates(self) -> Candidates:
        """Give every row the solver was ever given, in the order of its numbers."""
        return joined(self._given)

    def _asking(self, prices: Prices) -> Asking:
        """Put the prices of budgets where the kernel looks for them: at the person and at the vacancy."""
        policy, supply = self._policy, self._supply
        supporting = sum(1 << INSTRUMENTS.index(instrument) for instrument in SUPPORTING)
        return Asking(
            place=prices.place,
            supported=_price_of(prices.budget, supply.supported),
            coach=_price_of(prices.budget, supply.coach),
            once=_price_of(prices.budget, supply.once),
            is_open=(supply.positions > 0).astype(np.uint8),
            may_support=(supply.left_for_one(supply.supported) > 0).astype(np.uint8),
            coach_most=supply.left_for_one(supply.coach),
            once_most=supply.left_for_one(supply.once),
            floor=_price_of(prices.floor, supply.group),
            yesterday=supply.yesterday,
            value=np.array(
                [policy.value_units_per_point, policy.tie_digits, policy.stability_bonus, PRICE_SCALE, supporting],
                np.int64,
            ),
        )


def _price_of(prices: I64, at: I64) -> I64:
    """Give the price at each place in a list of prices; 0 where there is none (−1)."""
    return np.append(prices, 0)[at].astype(np.int64)
