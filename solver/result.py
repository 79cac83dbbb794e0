"""What a solve answers: a plan or none, what is proven about it, and the prices that prove it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from solver.problem import Ints, Problem


class Status(StrEnum):
    """What is known about the plan."""

    OPTIMAL = "optimal"
    """No plan over these rows is worth more: an exact search ended by itself, or the bound equals the objective."""
    BOUNDED = "bounded"
    """The plan is verified and the bound says how much better any plan could be."""
    CANONICAL = "canonical"
    """Only the first, greedy plan stands; nothing is proven about it."""
    PIN_CONFLICT = "pin_conflict"
    """The pinned rows alone overfill a place or a hard budget; the plan holds them, ``Result.conflicts`` says what."""


class Rule(StrEnum):
    """The rules a plan or an answer can break."""

    ROW_UNKNOWN = "row_unknown"
    CLIENT_TWICE = "client_twice"
    PLACE_OVERFULL = "place_overfull"
    BUDGET_OVERFULL = "budget_overfull"
    PIN_MISSING = "pin_missing"
    FORBIDDEN_CHOSEN = "forbidden_chosen"
    PRICE_OUT_OF_RANGE = "price_out_of_range"
    OBJECTIVE_DIFFERS = "objective_differs"
    BOUND_DIFFERS = "bound_differs"
    BOUND_BELOW_OBJECTIVE = "bound_below_objective"


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One broken rule.

    Attributes
    ----------
    rule
        Which rule.
    index
        The row, client, vacancy or budget it is broken at; 0 for a figure of the whole plan.
    amount
        By how much: places, budget units or value units too many, or the stored minus the recomputed figure.
    """

    rule: Rule
    index: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prices:
    """What one unit of each scarce thing is worth, in millionths of a value unit (``PRICE_SCALE``).

    Attributes
    ----------
    place
        ``p_j`` ≥ 0 per vacancy, [n_vacancies].
    budget
        ``λ_r`` ≥ 0 per budget, at most its overflow price where elastic, [n_budgets].
    floor
        ``φ_g`` from 0 to the floor penalty per group, [n_groups].
    """

    place: Ints
    budget: Ints
    floor: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One finished step of a solve.

    Attributes
    ----------
    name
        ``canonical``, ``flow``, ``prices``, ``columns``, ``fill``, ``dive``, ``polish``, ``search`` or ``close``.
    objective, bound
        Of the best plan and the lowest bound so far, in value units; bound None while nothing is proven.
    work
        Work units the step used: passes over the rows, rows, or millionths of the engine's deterministic time.
    """

    name: str
    objective: int
    bound: int | None
    work: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Result:
    """The answer to a problem; ``verify`` recomputes every figure in it.

    Attributes
    ----------
    problem
        The problem that row numbers belong to: the one given, or with the rows that pricing all pairs added.
    status
        What is known about the plan.
    chosen
        Sorted row numbers of ``problem``; None where there is no plan.
    objective
        ``Σ w_e x_e − Σ κ_r o_r − P Σ s_g`` of the plan, in value units.
    bound
        No plan is worth more, in value units, rounded down; None where nothing is proven.
    placed_value
        ``Σ w_e x_e`` of the plan: what the gap is measured against.
    prices
        The prices behind the bound.
    best
        ``m_i`` at these prices over all pairs, as the pricing pass gave it, [n_clients]; None: over the rows only.
    near
        With ``best``: every row within this of its client's best is among the problem's rows, in price units.
    conflicts
        What the pinned rows overfill, with the amount.
    stages
        The finished steps in order.
    is_cut_short
        An engine was lost: the plan is that of the last of these stages, and later ones were not made.
    """

    problem: Problem
    status: Status
    chosen: Ints | None
    objective: int | None
    bound: int | None
    placed_value: int
    prices: Prices | None
    best: Ints | None = None
    near: int = 0
    conflicts: tuple[Violation, ...] = ()
    stages: tuple[Stage, ...] = field(default=())
    is_cut_short: bool = False

    @property
    def gap(self) -> Fraction | None:
        """The exact share of the placed value that a better plan could add at most; None without plan or bound."""
        if self.objective is None or self.bound is None:
            return None
        if self.bound == self.objective:
            return Fraction(0)
        return Fraction(self.bound - self.objective, self.placed_value) if self.placed_value else None

    @property
    def is_over_all_pairs(self) -> bool:
        """Whether the bound holds over all pairs, not only over the rows of the problem."""
        return self.best is not None


def gap_text(gap: Fraction | None) -> str:
    """Write a gap as a percentage with three decimals, rounded up so that it never promises more than is proven."""
    if gap is None:
        return "-"
    thousandths = -((-gap.numerator * 100_000) // gap.denominator)
    return f"{thousandths // 1000}.{thousandths % 1000:03d}%"
