"""Plans for tight hard budgets: fix what the average filling is sure of, price the rest again, search the last exactly.

Where a few budgets hold many people, prices of the budgets leave almost every client in doubt between two of them. The
average of the fillings at prices of the *clients* does not: it says which client belongs where. The same prices bound
what any plan with a given row is worth, in whole numbers, so what is left to search for a better plan is small.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace

import numpy as np

from solver.core import reduce_problem
from solver.engines.cpsat import solve_exact
from solver.greedy import extend_plan
from solver.incumbent import Incumbent
from solver.knapsacks import Asked, Knapsacks, as_knapsacks, follow, losses, start_asking
from solver.policy import Limits
from solver.problem import PRICE_SCALE, Ints, Problem, take_rows

_FIRST_PASSES, _MORE_PASSES, _FIRST_WEIGHT = 400, 60, 0.08
_SURE = 0.95
_LEAST_LENGTH = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How one dive goes down.

    Attributes
    ----------
    stop
        So many open clients are searched exactly.
    most
        At most this share of the open clients is fixed at once.
    weight, passes
        Weight of the newest pass in the average, and the passes between fixings.
    """

    stop: int
    most: float
    weight: float
    passes: int


_RECIPES = (Recipe(stop=22, most=0.05, weight=0.08, passes=40), Recipe(stop=20, most=0.02, weight=0.03, passes=100))


def search_by_volume(incumbent: Incumbent, limits: Limits) -> None:
    """Offer the plans of some dives, then search what their best leaves in doubt; nothing where it is no such problem.

    What the search proves is exact: a row whose loss, in whole numbers, exceeds bound − objective is in no better plan.
    """
    problem = incumbent.core.problem
    sacks = as_knapsacks(problem)
    if sacks is None or not limits.volume_dives:
        return
    asked = start_asking(sacks)
    everybody = np.ones(sacks.n_clients, np.bool_)
    value = PRICE_SCALE * int(problem.value[incumbent.core_plan].sum())
    follow(sacks, asked, everybody, sacks.sizes, target=value, passes=_FIRST_PASSES, weight=_FIRST_WEIGHT)
    for chosen in _dives(problem, sacks, asked, limits):
        incumbent.offer(chosen)
    incumbent.finish("volume", limits.volume_dives * _FIRST_PASSES * problem.n_rows)
    _search_in_doubt(incumbent, sacks, asked, limits)


def _dives(problem: Problem, sacks: Knapsacks, asked: Asked, limits: Limits) -> Iterator[Ints]:
    """Give a plan per dive; each starts where the prices went on from the one before, so no two are alike."""
    everybody = np.ones(sacks.n_clients, np.bool_)
    for number in range(limits.volume_dives):
        yield _dive(problem, sacks, deepcopy(asked), _RECIPES[number % len(_RECIPES)], limits)
        target = asked.bound - int(sacks.value.max()) // 2
        follow(sacks, asked, everybody, sacks.sizes, target=target, passes=_MORE_PASSES, weight=_FIRST_WEIGHT)


def _dive(problem: Problem, sacks: Knapsacks, asked: Asked, recipe: Recipe, limits: Limits) -> Ints:
    """Go down to a plan of the problem's rows."""
    is_open, sizes = np.ones(sacks.n_clients, np.bool_), sacks.sizes.copy()
    fixed: list[int] = []
    while is_open.sum() > recipe.stop:
        surest = _surest(sacks, asked, recipe, is_open, sizes)
        if not surest:
            break
        fixed += surest
        asked.share[~is_open[sacks.client]] = 0.0
        asked.length = max(asked.length, _LEAST_LENGTH)
        target = asked.bound - int(sacks.value.max()) // 2
        follow(sacks, asked, is_open, sizes, target=target, passes=recipe.passes, weight=recipe.weight)
    rest = reduce_problem(replace(problem, pinned=np.sort(sacks.rows[np.array(fixed, np.int64)])))
    hint = extend_plan(rest.problem, np.zeros(0, np.int64), _by_value(rest.problem))
    answer = solve_exact(rest.problem, hint, limits.exact_units, limits.seed)
    return rest.whole(hint if answer.chosen is None else answer.chosen)


def _surest(sacks: Knapsacks, asked: Asked, recipe: Recipe, is_open: np.ndarray, sizes: Ints) -> list[int]:
    """Fix the surest rows that fit, one at least; closes their clients and takes from the sizes."""
    fits = np.flatnonzero(is_open[sacks.client] & (sacks.amount <= sizes[sacks.budget]))
    most = max(1, int(recipe.most * is_open.sum()))
    taken: list[int] = []
    for k in fits[np.argsort(-asked.share[fits], kind="stable")].tolist():
        if len(taken) == most or (taken and asked.share[k] < _SURE):
            break
        if is_open[sacks.client[k]] and sacks.amount[k] <= sizes[sacks.budget[k]]:
            is_open[sacks.client[k]] = False
            sizes[sacks.budget[k]] -= sacks.amount[k]
            taken.append(k)
    return taken


def _search_in_doubt(incumbent: Incumbent, sacks: Knapsacks, asked: Asked, limits: Limits) -> None:
    """Search the rows that a better plan could hold; where that ends by itself, the plan is the best there is."""
    problem, plan = incumbent.core.problem, incumbent.core_plan
    everybody = np.ones(sacks.n_clients, np.bool_)
    follow(sacks, asked, everybody, sacks.sizes, target=asked.bound, passes=0, weight=0.0)
    doubt = asked.bound - PRICE_SCALE * (int(problem.value[plan].sum()) + 1)
    near = np.union1d(sacks.rows[losses(sacks, asked.price) <= doubt], plan).astype(np.int64)
    if len(near) > limits.close_rows:
        return
    hint = np.searchsorted(near, plan).astype(np.int64)
    answer = solve_exact(take_rows(problem, near), hint, limits.volume_units, limits.seed)
    incumbent.offer(None if answer.chosen is None else near[answer.chosen], is_exact=answer.is_proven)
    incumbent.finish("search", answer.work)


def _by_value(problem: Problem) -> Ints:
    return np.argsort(-problem.value, kind="stable").astype(np.int64)
