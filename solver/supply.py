"""What a night can give, as columns: places, budgets, and who draws on which; no object per person or vacancy."""

from dataclasses import dataclass

import numpy as np

from matcher.domain.caseload import I32, I64
from matcher.domain.support import JOBCOACH, Instrument
from matcher.shortlist import Candidates
from solver.policy import SolverPolicy
from solver.problem import HARD, Problem, Rows

SUPPORTING = (Instrument.WORK_BUDDY, *JOBCOACH, Instrument.WAGE_SUBSIDY)
NO_LIMIT = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Supply:
    """Places and budgets, and the budget that each person's or vacancy's rows draw on.

    Attributes
    ----------
    positions
        Places left per vacancy, [m].
    available, overflow_price
        What is left of each budget in its own unit, and its price in value units per unit above that; `HARD` where
        nothing may go above it, [n_budgets].
    coach, once
        Budget of each person's guidance and of his once-only money, −1 none, [n].
    supported
        Budget of what the employer of a vacancy can carry, −1 none, [m].
    yesterday
        Vacancy each person was proposed the night before, −1 none, [n].
    group
        Group of each person with a floor, −1 none, [n].
    n_groups
        How many groups there are.
    """

    positions: I64
    available: I64
    overflow_price: I64
    coach: I64
    once: I64
    supported: I64
    yesterday: I32
    group: I64
    n_groups: int

    def left_for_one(self, budget: I64) -> I64:
        """Give what a hard budget leaves, per entry; `NO_LIMIT` where it is elastic or there is none."""
        left = np.where(self.overflow_price == HARD, self.available, NO_LIMIT)
        return np.append(left, NO_LIMIT)[budget]


def rows_of(candidates: Candidates, supply: Supply, policy: SolverPolicy) -> Rows:
    """Write candidates as rows of the problem: values, floor points and what each takes of the budgets."""
    is_yesterday = supply.yesterday[candidates.client] == candidates.vacancy
    use_row, use_budget, use_amount = uses_of(candidates, supply)
    return Rows(
        client=candidates.client.astype(np.int64),
        vacancy=candidates.vacancy.astype(np.int64),
        value=policy.values(candidates.total, candidates.tie, is_yesterday),
        floor_amount=candidates.total,
        tie=candidates.tie,
        use_row=use_row,
        use_budget=use_budget,
        use_amount=use_amount,
    )


def problem_of(candidates: Candidates, supply: Supply, policy: SolverPolicy) -> Problem:
    """Write candidates as the assignment problem of the night; the floors of its groups are still 0."""
    rows = rows_of(candidates, supply, policy)
    return Problem.build(
        client=rows.client,
        vacancy=rows.vacancy,
        value=rows.value,
        positions=supply.positions,
        n_clients=len(supply.group),
        use_row=rows.use_row,
        use_budget=rows.use_budget,
        use_amount=rows.use_amount,
        budgets=supply.available,
        overflow_price=supply.overflow_price,
        group=supply.group,
        floor_amount=rows.floor_amount,
        floors=np.zeros(supply.n_groups, np.int64),
        floor_penalty=policy.floor_penalty,
        tie=rows.tie,
    )


def uses_of(candidates: Candidates, supply: Supply) -> tuple[I64, I64, I64]:
    """Give the sparse use of the budgets by rows: rows, budgets and amounts, sorted by row within each kind."""
    supports = np.zeros(len(candidates.client), bool)
    for instrument in SUPPORTING:
        supports |= candidates.uses(instrument)
    rows, budgets, amounts = [], [], []
    for budget, amount in (
        (supply.coach[candidates.client], candidates.coach_minutes),
        (supply.once[candidates.client], candidates.once_cents),
        (supply.supported[candidates.vacancy], supports.astype(np.int64)),
    ):
        draws = (amount > 0) & (budget >= 0)
        rows.append(np.flatnonzero(draws))
        budgets.append(budget[draws])
        amounts.append(amount[draws])
    return np.concatenate(rows), np.concatenate(budgets), np.concatenate(amounts)
