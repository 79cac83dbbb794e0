"""The best verified plan so far and what is proven about it; nothing enters unverified, nothing gets worse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matcher.errors import ProblemError
from solver.certificate import gains, upper_bound
from solver.core import Core, reduce_problem
from solver.greedy import core_greedy_plan
from solver.market import Market, open_market
from solver.problem import PRICE_SCALE, Ints, Problem, Rows
from solver.result import Prices, Result, Stage, Status
from solver.verify import measure, verify


class Proven(NamedTuple):
    """What prices prove over the rows and over all pairs, in price units; twice the same without a pricing pass."""

    over_rows: int
    over_pairs: int


@dataclass(slots=True, kw_only=True, eq=False)
class Incumbent:
    """Holds plan, bound and stages of one solve; the only part of the solver that changes in place.

    Attributes
    ----------
    problem, core
        The whole problem and what is left of it beside its pins.
    plan
        Sorted rows of the whole problem; verified.
    objective, placed_value
        Its figures, as ``verify`` counts them.
    bound, prices, best, near
        The lowest proven bound, in value units, and what proves it; over all pairs, every row within ``near`` of its
        client's best was handed over.
    is_exact
        Whether an exact search over all that is not excluded ended by itself with this plan.
    is_cut_short
        Whether an engine was lost before the last stage.
    on_stage
        Called with each finished stage.
    opened
        The core's problem whose market was opened last, with that market.
    """

    problem: Problem
    core: Core
    plan: Ints
    objective: int
    placed_value: int
    on_stage: Callable[[Stage], None] | None
    bound: int | None = None
    prices: Prices | None = None
    best: Ints | None = None
    near: int = 0
    is_exact: bool = False
    is_cut_short: bool = False
    stages: list[Stage] = field(default_factory=list)
    opened: tuple[Problem, Market] | None = None

    @classmethod
    def start(cls, problem: Problem, on_stage: Callable[[Stage], None] | None) -> Incumbent:
        """Begin with the canonical plan, which no later step may fall below."""
        core = reduce_problem(problem)
        plan = core_greedy_plan(core)
        figures = measure(problem, plan)
        incumbent = cls(
            problem=problem,
            core=core,
            plan=plan,
            objective=figures.objective,
            placed_value=figures.placed_value,
            on_stage=on_stage,
        )
        incumbent.finish("canonical", core.problem.n_rows)
        return incumbent

    @property
    def core_plan(self) -> Ints:
        """The plan as rows of the core."""
        beside_pins = np.setdiff1d(self.plan, self.core.pinned, assume_unique=True)
        return np.searchsorted(self.core.rows, beside_pins).astype(np.int64)

    @property
    def is_closed(self) -> bool:
        """Whether the plan is proven optimal."""
        return self.is_exact or self.bound == self.objective

    def offer(self, chosen: Ints | None, *, is_exact: bool = False) -> None:
        """Take a plan of the core's rows if it is verified and better; an empty answer counts as no improvement.

        ``is_exact`` says that no plan over the core's rows is worth more than this one.
        """
        if chosen is None:
            return
        plan = self.core.whole(chosen)
        figures = measure(self.problem, plan)
        if figures.violations != self.core.conflicts:
            return
        if figures.objective > self.objective:
            self.plan, self.objective, self.placed_value = plan, figures.objective, figures.placed_value
        if is_exact and figures.objective == self.objective:
            self.is_exact = True

    def market(self) -> Market:
        """Give the rows of the core in the form the passes read, opened once per core."""
        if self.opened is None or self.opened[0] is not self.core.problem:
            self.opened = self.core.problem, open_market(self.core.problem)
        return self.opened[1]

    def prove(self, prices: Prices, best: Ints | None, near: int = 0) -> Proven:
        """Keep the prices if their bound is lower than the one known; give what they prove.

        Once a bound over all pairs stands, one over the rows alone says less and is not kept.
        """
        core = self.core.problem
        _, over_rows = gains(core, self.market(), prices)
        constant = PRICE_SCALE * self.core.constant
        by_rows = constant + upper_bound(core, prices, over_rows)
        if best is None and self.best is not None:
            return Proven(by_rows, by_rows)
        over_pairs = over_rows if best is None else np.where(self._is_free(), np.maximum(over_rows, best), 0)
        proven = by_rows + sum(over_pairs.tolist()) - sum(over_rows.tolist())
        bound = proven // PRICE_SCALE
        if self.bound is None or bound < self.bound or (best is not None and self.best is None):
            self.bound, self.prices, self.best, self.near = bound, prices, best, near
        return Proven(by_rows, proven)

    def _is_free(self) -> npt.NDArray[np.bool_]:
        """Which clients no pin holds, [n_clients]."""
        is_free = np.ones(self.problem.n_clients, np.bool_)
        is_free[self.problem.client[self.core.pinned]] = False
        return is_free

    def add(self, rows: Rows) -> None:
        """Go on with more candidate rows; the plan keeps its rows, a bound over the old rows only is dropped."""
        kept = self.problem.given[self.plan]
        self.problem = self.problem.with_rows(rows)
        self.core = reduce_problem(self.problem)
        position = np.full(self.problem.n_given, -1, np.int64)
        position[self.problem.given] = np.arange(self.problem.n_rows, dtype=np.int64)
        self.plan = np.sort(position[kept])
        self.is_exact = False
        if self.best is None:
            self.bound, self.prices = None, None

    def finish(self, name: str, work: int) -> None:
        """Record a finished stage."""
        stage = Stage(name=name, objective=self.objective, bound=self.bound, work=work)
        self.stages.append(stage)
        if self.on_stage is not None:
            self.on_stage(stage)

    def result(self) -> Result:
        """Give the answer as it stands, checked once more from the problem alone.

        Raises
        ------
        ProblemError
            Where the check disagrees: a fault in the solver, never a property of the problem.
        """
        result = Result(
            problem=self.problem,
            status=self._status(),
            chosen=self.plan,
            objective=self.objective,
            bound=self.objective if self.is_closed else self.bound,
            placed_value=self.placed_value,
            prices=self.prices,
            best=self.best,
            near=self.near,
            conflicts=self.core.conflicts,
            stages=tuple(self.stages),
            is_cut_short=self.is_cut_short,
        )
        found = [violation for broken in verify(self.problem, result).violations.values() for violation in broken]
        if tuple(found) != self.core.conflicts:
            raise ProblemError(f"the solver's own check disagrees with its answer: {found}; report this as a fault")
        return result

    def _status(self) -> Status:
        if self.core.conflicts:
            return Status.PIN_CONFLICT
        if self.is_closed:
            return Status.OPTIMAL
        return Status.CANONICAL if self.bound is None else Status.BOUNDED
