"""An independent check of an answer, in plain integers, from the problem alone.

It shares no code with what made the plan: only the problem and the shape of the answer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from solver.problem import PRICE_SCALE, Ints, Problem
from solver.result import Prices, Result, Rule, Status, Violation


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What a plan and its prices really are.

    Attributes
    ----------
    objective
        ``Σ w_e x_e − Σ κ_r o_r − P Σ s_g``, in value units; None without a plan.
    placed_value
        ``Σ w_e x_e``.
    overflow, shortfall
        ``o_r`` per budget and ``s_g`` per group.
    violations
        The broken rules, each with where and how much; empty where all is well.
    bound
        The bound that the stored prices prove, in value units, rounded down; None without prices.
    """

    objective: int | None
    placed_value: int
    overflow: tuple[int, ...]
    shortfall: tuple[int, ...]
    violations: Mapping[Rule, tuple[Violation, ...]]
    bound: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The figures of one plan: objective, placed value, overflow per budget, shortfall per floor, broken rules."""

    objective: int
    placed_value: int
    overflow: tuple[int, ...]
    shortfall: tuple[int, ...]
    violations: tuple[Violation, ...]


def verify(problem: Problem, result: Result) -> Check:
    """Recompute feasibility, objective and bound of an answer.

    Parameters
    ----------
    problem
        The problem the answer's row numbers belong to (``result.problem``).
    result
        The answer to check.
    """
    violations: list[Violation] = []
    measured: Measure | None = None
    if result.chosen is not None:
        measured = measure(problem, result.chosen)
        violations.extend(measured.violations)
        if result.objective != measured.objective:
            violations.append(_figure(Rule.OBJECTIVE_DIFFERS, result.objective, measured.objective))
        if result.placed_value != measured.placed_value:
            violations.append(_figure(Rule.OBJECTIVE_DIFFERS, result.placed_value, measured.placed_value))
    bound: int | None = None
    if result.prices is not None:
        wrong_prices = _price_violations(problem, result.prices)
        violations.extend(wrong_prices)
        if not wrong_prices:
            bound = bound_from_prices(problem, result.prices, result.best)
    violations.extend(_bound_violations(result, measured, bound))
    return Check(
        objective=measured.objective if measured else None,
        placed_value=measured.placed_value if measured else 0,
        overflow=measured.overflow if measured else (),
        shortfall=measured.shortfall if measured else (),
        violations=_by_rule(violations),
        bound=bound,
    )


def measure(problem: Problem, chosen: Ints) -> Measure:
    """Measure one plan: its figures and the rules it breaks."""
    numbers = [int(row) for row in chosen]
    unknown = [
        Violation(rule=Rule.ROW_UNKNOWN, index=row, amount=1) for row in numbers if not 0 <= row < problem.n_rows
    ]
    rows = [row for row in numbers if 0 <= row < problem.n_rows]
    used = _used(problem, rows)
    overflow = [max(0, used[r] - size) for r, size in enumerate(problem.budgets.tolist())]
    prices = problem.overflow_price.tolist()
    shortfall = _shortfall(problem, rows)
    placed_value = sum(int(problem.value[row]) for row in rows)
    elastic_cost = sum(over * price for over, price in zip(overflow, prices, strict=True) if price >= 0)
    broken = [
        Violation(rule=Rule.BUDGET_OVERFULL, index=r, amount=over)
        for r, (over, price) in enumerate(zip(overflow, prices, strict=True))
        if over and price < 0
    ]
    return Measure(
        objective=placed_value - elastic_cost - problem.floor_penalty * sum(shortfall),
        placed_value=placed_value,
        overflow=tuple(overflow),
        shortfall=tuple(shortfall),
        violations=tuple(unknown + _counting_violations(problem, rows) + broken + _choice_violations(problem, rows)),
    )


def _used(problem: Problem, rows: list[int]) -> Counter[int]:
    used: Counter[int] = Counter()
    for row in rows:
        for entry in range(int(problem.use_start[row]), int(problem.use_start[row + 1])):
            used[int(problem.use_budget[entry])] += int(problem.use_amount[entry])
    return used


def _shortfall(problem: Problem, rows: list[int]) -> list[int]:
    reached: Counter[int] = Counter()
    for row in rows:
        reached[int(problem.group[problem.client[row]])] += int(problem.floor_amount[row])
    return [max(0, floor - reached[g]) for g, floor in enumerate(problem.floors.tolist())]


def _counting_violations(problem: Problem, rows: list[int]) -> list[Violation]:
    clients = Counter(int(problem.client[row]) for row in rows)
    places = Counter(int(problem.vacancy[row]) for row in rows)
    twice = [
        Violation(rule=Rule.CLIENT_TWICE, index=i, amount=count - 1)
        for i, count in sorted(clients.items())
        if count > 1
    ]
    overfull = [
        Violation(rule=Rule.PLACE_OVERFULL, index=j, amount=count - int(problem.positions[j]))
        for j, count in sorted(places.items())
        if count > int(problem.positions[j])
    ]
    return twice + overfull


def _choice_violations(problem: Problem, rows: list[int]) -> list[Violation]:
    chosen = set(rows)
    missing = [
        Violation(rule=Rule.PIN_MISSING, index=row, amount=1) for row in problem.pinned.tolist() if row not in chosen
    ]
    forbidden = [
        Violation(rule=Rule.FORBIDDEN_CHOSEN, index=row, amount=1)
        for row in problem.forbidden.tolist()
        if row in chosen
    ]
    return missing + forbidden


def _price_violations(problem: Problem, prices: Prices) -> list[Violation]:
    """Prices below 0 or above what an overflow or a missing floor point costs prove nothing."""
    ceilings: list[tuple[Ints, list[int | None]]] = [
        (prices.place, [None] * problem.n_vacancies),
        (prices.budget, [k * PRICE_SCALE if k >= 0 else None for k in problem.overflow_price.tolist()]),
        (prices.floor, [problem.floor_penalty * PRICE_SCALE] * len(problem.floors)),
    ]
    wrong: list[Violation] = []
    for column, limits in ceilings:
        if len(column) != len(limits):
            wrong.append(Violation(rule=Rule.PRICE_OUT_OF_RANGE, index=len(column), amount=len(column) - len(limits)))
            continue
        for index, (price, limit) in enumerate(zip(column.tolist(), limits, strict=True)):
            if price < 0 or (limit is not None and price > limit):
                wrong.append(Violation(rule=Rule.PRICE_OUT_OF_RANGE, index=index, amount=price))
    return wrong


def bound_from_prices(problem: Problem, prices: Prices, best: Ints | None) -> int:
    """Recompute the bound that prices prove, in value units, rounded down."""
    return proof_from_prices(problem, prices, best) // PRICE_SCALE


def proof_from_prices(problem: Problem, prices: Prices, best: Ints | None) -> int:
    """Recompute what prices prove, in price units, nothing rounded.

    Pinned rows are taken out first: what they use is gone, what they overfill is a remainder of 0, and their value
    (less the price of the overflow) is a constant of plan and bound alike.
    """
    pinned = problem.pinned.tolist()
    used = _used(problem, pinned)
    held = Counter(int(problem.vacancy[row]) for row in pinned)
    places = [max(0, n - held[j]) for j, n in enumerate(problem.positions.tolist())]
    left = [max(0, size - used[r]) for r, size in enumerate(problem.budgets.tolist())]
    over = [max(0, used[r] - size) for r, size in enumerate(problem.budgets.tolist())]
    elastic_price = [max(0, price) for price in problem.overflow_price.tolist()]
    constant = sum(int(problem.value[row]) for row in pinned)
    constant -= sum(amount * price for amount, price in zip(over, elastic_price, strict=True))
    missing = _shortfall(problem, pinned)
    total = PRICE_SCALE * constant + sum(_best_gains(problem, prices, best, places, left).values())
    total += sum(n * p for n, p in zip(places, prices.place.tolist(), strict=True))
    total += sum(size * p for size, p in zip(left, prices.budget.tolist(), strict=True))
    total -= sum(floor * p for floor, p in zip(missing, prices.floor.tolist(), strict=True))
    return int(total)


def _best_gains(
    problem: Problem, prices: Prices, best: Ints | None, places: list[int], left: list[int]
) -> Mapping[int, int]:
    """Give m_i of each client that no pin holds, where above 0, over the rows that could still be chosen."""
    held_clients = {int(problem.client[row]) for row in problem.pinned}
    barred = set(problem.forbidden.tolist())
    is_hard = [price < 0 for price in problem.overflow_price.tolist()]
    place_price, budget_price, floor_price = prices.place.tolist(), prices.budget.tolist(), prices.floor.tolist()
    group = problem.group.tolist()
    starts, budget, amount = problem.use_start.tolist(), problem.use_budget.tolist(), problem.use_amount.tolist()
    columns = zip(
        problem.client.tolist(),
        problem.vacancy.tolist(),
        problem.value.tolist(),
        problem.floor_amount.tolist(),
        strict=True,
    )
    gains: defaultdict[int, int] = defaultdict(int)
    for row, (i, j, value, floor_amount) in enumerate(columns):
        if i in held_clients or row in barred or not places[j]:
            continue
        uses = range(starts[row], starts[row + 1])
        if any(is_hard[budget[k]] and amount[k] > left[budget[k]] for k in uses):
            continue
        gain = value * PRICE_SCALE - place_price[j] - sum(amount[k] * budget_price[budget[k]] for k in uses)
        if group[i] >= 0:
            gain += floor_price[group[i]] * floor_amount
        gains[i] = max(gains[i], gain)
    if best is not None:
        for i, gain in enumerate(best.tolist()):
            if i not in held_clients:
                gains[i] = max(gains[i], gain)
    return gains


def _bound_violations(result: Result, measured: Measure | None, bound: int | None) -> list[Violation]:
    """The stored bound is what the prices prove, or the objective itself where an exact search ended by itself."""
    broken: list[Violation] = []
    is_exact = result.bound is not None and result.bound == result.objective
    if not is_exact and result.bound != bound:
        broken.append(_figure(Rule.BOUND_DIFFERS, result.bound, bound))
    if result.status is Status.OPTIMAL and not is_exact:
        broken.append(_figure(Rule.BOUND_DIFFERS, result.bound, result.objective))
    # A plan with a broken rule may be worth more than any plan allowed, so only a clean one is held to the bound.
    if measured and not measured.violations:
        proven = [known for known in (bound, result.bound) if known is not None]
        broken.extend(
            _figure(Rule.BOUND_BELOW_OBJECTIVE, known, measured.objective)
            for known in proven
            if known < measured.objective
        )
    return broken


def _figure(rule: Rule, stored: int | None, found: int | None) -> Violation:
    return Violation(rule=rule, index=0, amount=(stored or 0) - (found or 0))


def _by_rule(violations: list[Violation]) -> Mapping[Rule, tuple[Violation, ...]]:
    grouped: dict[Rule, tuple[Violation, ...]] = {}
    for violation in violations:
        grouped[violation.rule] = (*grouped.get(violation.rule, ()), violation)
    return MappingProxyType(grouped)
