"""The assignment problem in integers: sets, rows, budgets, floors; the one place anything is checked for range.

Symbols are those of ``MODEL.md``. A row is one proposable (client, vacancy, package). Rows stand in a canonical order:
the tie key first, then what the row says, so the order in which a caller lists them never decides anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from solver import checks, intake
from solver.intake import Ints, Keys, Numbers

__all__ = ["DEFAULT_FLOOR_PENALTY", "HARD", "PRICE_SCALE", "Ints", "Keys", "Numbers", "Problem", "Rows", "take_rows"]

PRICE_SCALE = checks.PRICE_SCALE
HARD = checks.HARD

DEFAULT_FLOOR_PENALTY = 1_000
"""Price of one missing floor point, in value units: ten times what a point is worth in the plan."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Problem:
    """Who could go where with what support, and what is scarce; every number an integer.

    Made by :meth:`build`, never by hand: the other parts rely on its checks.

    Attributes
    ----------
    n_clients
        Number of clients; they are 0 … n_clients − 1.
    positions
        Places per vacancy, ``n_j``, [n_vacancies].
    client, vacancy, value, floor_amount, tie
        Per row in canonical order, [n_rows]: ``i``, ``j``, ``w_e`` in value units, ``f_e`` in points, tie key.
    use_start, use_budget, use_amount
        Sparse use of budgets: row e uses ``use_amount[k]`` > 0 of ``use_budget[k]`` for k from ``use_start[e]`` up to
        ``use_start[e + 1]``; every budget at most once a row.
    budgets, overflow_price
        ``B_r`` in the budget's own unit and ``κ_r`` in value units per unit of overflow, −1 where hard, [n_budgets].
    group, floors, floor_penalty
        Floor group per client (−1: none), ``F_g`` in points per group, ``P`` in value units per missing point.
    pinned, forbidden
        Canonical row numbers, sorted: rows that must be chosen, and rows that may not.
    given
        For each row its number in the caller's lists; rows added later continue the count, [n_rows].
    n_given
        How many rows callers have given so far.
    """

    n_clients: int
    positions: Ints
    client: Ints
    vacancy: Ints
    value: Ints
    floor_amount: Ints
    tie: Keys
    use_start: Ints
    use_budget: Ints
    use_amount: Ints
    budgets: Ints
    overflow_price: Ints
    group: Ints
    floors: Ints
    floor_penalty: int
    pinned: Ints
    forbidden: Ints
    given: Ints
    n_given: int

    @classmethod
    def build(
        cls,
        *,
        client: Numbers,
        vacancy: Numbers,
        value: Numbers,
        positions: Numbers,
        n_clients: int,
        use_row: Numbers = (),
        use_budget: Numbers = (),
        use_amount: Numbers = (),
        budgets: Numbers = (),
        overflow_price: Numbers | None = None,
        group: Numbers | None = None,
        floor_amount: Numbers | None = None,
        floors: Numbers = (),
        floor_penalty: int = DEFAULT_FLOOR_PENALTY,
        pinned: Numbers = (),
        forbidden: Numbers = (),
        tie: npt.NDArray[np.uint64] | Sequence[int] | None = None,
    ) -> Problem:
        """Check the given numbers and put the rows in canonical order.

        Parameters
        ----------
        client, vacancy, value
            One entry per candidate row; value ≥ 0 in value units.
        positions, n_clients
            Places per vacancy, ≥ 0, and the number of clients.
        use_row, use_budget, use_amount
            Sparse use of budgets, amounts ≥ 0; entries of one row and budget add up.
        budgets, overflow_price
            Size per budget, ≥ 0, and price per unit of overflow; −1 (the default) is hard.
        group, floor_amount, floors, floor_penalty
            Group per client (default: none), points a row counts towards a floor (default 1), the floors and their
            price.
        pinned, forbidden
            Numbers of given rows that must, or may not, be chosen.
        tie
            Lottery key per row; by default a mix of client and vacancy.

        Raises
        ------
        ProblemError
            Where numbers contradict each other or leave the range that 64-bit arithmetic carries; it names the row.
        """
        rows = intake.integers(client=client, vacancy=vacancy, value=value)
        n_rows = len(rows["client"])
        intake.same_length(n_rows, rows)
        amounts = intake.integers(
            floor_amount=np.ones(n_rows, np.int64) if floor_amount is None else floor_amount,
        )["floor_amount"]
        n_clients = intake.whole_number("n_clients", n_clients)
        shelves = intake.integers(positions=positions, budgets=budgets, floors=floors)
        prices = np.full(len(shelves["budgets"]), HARD, np.int64) if overflow_price is None else overflow_price
        groups = np.full(n_clients, -1, np.int64) if group is None else group
        side = intake.integers(overflow_price=prices, group=groups)
        uses = intake.integers(use_row=use_row, use_budget=use_budget, use_amount=use_amount)
        chosen = intake.integers(pinned=pinned, forbidden=forbidden)
        keys = intake.pair_keys(rows["client"], rows["vacancy"]) if tie is None else intake.tie_keys(tie)
        use_start, by_row_budget, by_row_amount = intake.gather_uses(n_rows, len(shelves["budgets"]), uses)
        problem = cls(
            n_clients=n_clients,
            positions=shelves["positions"],
            client=rows["client"],
            vacancy=rows["vacancy"],
            value=rows["value"],
            floor_amount=amounts,
            tie=keys,
            use_start=use_start,
            use_budget=by_row_budget,
            use_amount=by_row_amount,
            budgets=shelves["budgets"],
            overflow_price=side["overflow_price"],
            group=side["group"],
            floors=shelves["floors"],
            floor_penalty=intake.whole_number("floor_penalty", floor_penalty),
            pinned=np.unique(chosen["pinned"]),
            forbidden=np.unique(chosen["forbidden"]),
            given=np.arange(n_rows, dtype=np.int64),
            n_given=n_rows,
        )
        checks.refuse_nonsense(problem)
        checks.refuse_overflow(problem)
        return _canonical(problem)

    @property
    def n_rows(self) -> int:
        """Number of candidate rows."""
        return len(self.client)

    @property
    def n_vacancies(self) -> int:
        """Number of vacancies."""
        return len(self.positions)

    @property
    def n_budgets(self) -> int:
        """Number of budgets."""
        return len(self.budgets)

    @property
    def is_elastic(self) -> npt.NDArray[np.bool_]:
        """Which budgets may be exceeded at a price, [n_budgets]."""
        elastic: npt.NDArray[np.bool_] = self.overflow_price != HARD
        return elastic

    def use_row(self) -> Ints:
        """The row of every use entry, [n_uses]."""
        return np.repeat(np.arange(self.n_rows, dtype=np.int64), np.diff(self.use_start))

    def with_rows(self, rows: Rows) -> Problem:
        """Give the problem with more candidate rows, in canonical order again.

        A row that says the same as one already here is left out, so a forbidden row stays forbidden.

        Raises
        ------
        ProblemError
            As :meth:`build`, for the joined rows.
        """
        intake.same_length(
            len(rows.client),
            {"vacancy": rows.vacancy, "value": rows.value, "floor_amount": rows.floor_amount, "tie": rows.tie},
        )
        uses = {"use_row": rows.use_row, "use_budget": rows.use_budget, "use_amount": rows.use_amount}
        start, budget, amount = intake.gather_uses(len(rows.client), self.n_budgets, uses)
        joined = replace(
            self,
            client=np.concatenate([self.client, rows.client]),
            vacancy=np.concatenate([self.vacancy, rows.vacancy]),
            value=np.concatenate([self.value, rows.value]),
            floor_amount=np.concatenate([self.floor_amount, rows.floor_amount]),
            tie=np.concatenate([self.tie, rows.tie]),
            use_start=np.concatenate([self.use_start, self.use_start[-1] + start[1:]]),
            use_budget=np.concatenate([self.use_budget, budget]),
            use_amount=np.concatenate([self.use_amount, amount]),
            given=np.concatenate([self.given, self.n_given + np.arange(len(rows.client), dtype=np.int64)]),
            n_given=self.n_given + len(rows.client),
        )
        checks.refuse_nonsense(joined)
        checks.refuse_overflow(joined)
        return _without_repeats(_canonical(joined), self.n_given)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rows:
    """Candidate rows on their way into a problem; the fields are those of :meth:`Problem.build`."""

    client: Ints
    vacancy: Ints
    value: Ints
    floor_amount: Ints
    tie: Keys
    use_row: Ints
    use_budget: Ints
    use_amount: Ints


def take_rows(problem: Problem, keep: Ints) -> Problem:
    """Give the problem with only the rows ``keep`` (sorted canonical numbers); pins and forbids follow their rows."""
    start, entries = intake.take_uses(problem.use_start, keep)
    position = np.full(problem.n_rows, -1, np.int64)
    position[keep] = np.arange(len(keep), dtype=np.int64)
    pinned, forbidden = position[problem.pinned], position[problem.forbidden]
    return replace(
        problem,
        client=problem.client[keep],
        vacancy=problem.vacancy[keep],
        value=problem.value[keep],
        floor_amount=problem.floor_amount[keep],
        tie=problem.tie[keep],
        use_start=start,
        use_budget=problem.use_budget[entries],
        use_amount=problem.use_amount[entries],
        pinned=np.sort(pinned[pinned >= 0]),
        forbidden=np.sort(forbidden[forbidden >= 0]),
        given=problem.given[keep],
    )


def _canonical(problem: Problem) -> Problem:
    order = intake.canonical_order(
        tie=problem.tie,
        value=problem.value,
        floor_amount=problem.floor_amount,
        uses=intake.use_keys(problem.use_start, problem.use_budget, problem.use_amount),
        client=problem.client,
        vacancy=problem.vacancy,
        given=problem.given,
    )
    return take_rows(problem, order)


def _without_repeats(problem: Problem, n_before: int) -> Problem:
    """Drop each added row that equals a row already there or added before it."""
    uses = intake.use_keys(problem.use_start, problem.use_budget, problem.use_amount)
    says = (problem.tie, problem.value, problem.floor_amount, uses, problem.client, problem.vacancy)
    repeats = np.zeros(problem.n_rows, np.bool_)
    repeats[1:] = np.logical_and.reduce([part[1:] == part[:-1] for part in says])
    return take_rows(problem, np.flatnonzero(~repeats | (problem.given < n_before)))
