"""A stored run checked again, in four independent ways: its own integers, its input, the kernel, the definition.

Each check says how much it looked at and every difference it found, with what was stored and what came out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from matcher.errors import ProblemError
from solver.by_definition import DefinedRow, Definition
from solver.differences import Checked, CheckName, Difference, Stored, checked
from solver.prepared import Prepared
from solver.problem import PRICE_SCALE, Ints
from solver.result import Rule, Status, Violation
from solver.reweighed import other_rows
from solver.stored_proof import StoredProof, result_of
from solver.verify import proof_from_prices, verify

_OF_CLIENT, _OF_ROW = (Rule.CLIENT_TWICE,), (Rule.ROW_UNKNOWN, Rule.PIN_MISSING, Rule.FORBIDDEN_CHOSEN)


def check_integers(stored: StoredProof) -> Checked:
    """Recompute feasibility, objective, floors and bound from the stored numbers alone, in plain integers."""
    return checked(CheckName.INTEGERS, len(stored.client), _integers(stored))


def _integers(stored: StoredProof) -> Iterator[Difference]:
    try:
        result = result_of(stored)
        check = verify(result.problem, result)
    except (ProblemError, ValueError, IndexError) as problem:
        # Columns that do not belong together any more: nothing can be counted from them.
        yield Difference(what=Stored.REFUSED, where=(str(problem),))
        return
    for rule, broken in check.violations.items():
        yield from (_broken(rule, one, stored) for one in broken)
    yield from _other(Stored.OVERFLOW, stored.overflow, check.overflow, stored.names.budgets)
    yield from _other(Stored.SHORTFALL, stored.shortfall, check.shortfall, stored.names.groups)
    if result.prices is not None and check.bound is not None:
        proven = proof_from_prices(result.problem, result.prices, result.best)
        if proven != stored.figures.proven:
            yield Difference(what=Stored.PROVEN, stored=stored.figures.proven, found=proven)


def _broken(rule: Rule, one: Violation, stored: StoredProof) -> Difference:
    where: tuple[str, ...] = ()
    if rule in _OF_CLIENT:
        where = (stored.names.clients[one.index],)
    elif rule is Rule.PLACE_OVERFULL:
        where = (stored.names.vacancies[one.index],)
    elif rule is Rule.BUDGET_OVERFULL:
        where = stored.names.budgets[one.index]
    elif rule in _OF_ROW and 0 <= one.index < len(stored.client):
        where = _pair(stored, one.index)
    return Difference(what=rule, where=where, stored=one.amount, found=0)


def check_input(stored: StoredProof, night: Prepared) -> Checked:
    """Hold the stored places, budgets, groups and floors to the night's own input."""
    names = stored.names
    sizes = (len(names.clients), len(names.vacancies), len(names.budgets), len(names.groups))
    return checked(CheckName.INPUT, sum(sizes), _input(stored, night))


def _input(stored: StoredProof, night: Prepared) -> Iterator[Difference]:
    problem, names = night.posed.problem, stored.names
    people = [(str(client.key),) for client in night.region.clients]
    work = [(str(vacancy.key),) for vacancy in night.region.vacancies]
    shelves = [(shelf.owner, shelf.kind) for shelf in night.posed.shelves]
    groups = [(group.gemeente, group.stratum) for group in night.grouped.groups]
    yield from _other_names([(key,) for key in names.clients], people)
    yield from _other_names([(key,) for key in names.vacancies], work)
    yield from _other_names(names.budgets, shelves)
    yield from _other_names(names.groups, groups)
    yield from _other(Stored.POSITIONS, stored.positions, problem.positions.tolist(), work)
    yield from _other(Stored.BUDGET, stored.budgets, problem.budgets.tolist(), shelves)
    yield from _other(Stored.OVERFLOW_PRICE, stored.overflow_price, problem.overflow_price.tolist(), shelves)
    yield from _other(Stored.GROUP, stored.group, problem.group.tolist(), people)
    yield from _other(Stored.FLOOR, stored.floors, problem.floors.tolist(), groups)
    if stored.figures.floor_penalty != problem.floor_penalty:
        yield Difference(
            what=Stored.FLOOR_PENALTY, stored=stored.figures.floor_penalty, found=problem.floor_penalty
        )  # fmt: skip


def check_rows(stored: StoredProof, night: Prepared) -> Checked:
    """Weigh every stored row again: its value, its points and what it takes of each budget."""
    return checked(CheckName.ROWS, len(stored.client), other_rows(stored, night))


def check_bound(stored: StoredProof, night: Prepared) -> Checked:
    """Look at all pairs at the stored prices: every client's best, and whether a row is missing for the proof."""
    return checked(CheckName.BOUND, len(night.region.clients) * len(night.region.vacancies), _bound(stored, night))


def _bound(stored: StoredProof, night: Prepared) -> Iterator[Difference]:
    prices, figures = stored.prices, stored.figures
    if prices is None or figures.proven is None or not figures.is_over_all_pairs:
        return
    doubt = 0
    if figures.status == Status.OPTIMAL:
        # Proven by a search over the rows: every row that a better plan could hold must be among them.
        doubt = max(0, figures.proven - PRICE_SCALE * figures.objective)
    all_pairs = night.all_pairs()
    priced = all_pairs(prices, doubt)
    people = [(str(client.key),) for client in night.region.clients]
    best = [] if priced.best is None else priced.best.tolist()
    yield from _other(Stored.BEST, stored.best, best, people)
    kept = set(zip(stored.client.tolist(), stored.vacancy.tolist(), stored.value.tolist(), strict=True))
    near = zip(priced.rows.client.tolist(), priced.rows.vacancy.tolist(), priced.rows.value.tolist(), strict=True)
    for i, j, value in near if doubt else ():
        if (i, j, value) not in kept:
            where = (str(night.region.clients[i].key), str(night.region.vacancies[j].key))
            yield Difference(what=Stored.ROW_MISSING, where=where, found=value)


def check_definition(stored: StoredProof, night: Prepared, drawn: Sequence[str]) -> Checked:
    """Work out for some clients, by the readable definition, their rows and what they are worth at the prices."""
    number = {str(client.key): i for i, client in enumerate(night.region.clients)}
    people = sorted(number[key] for key in drawn if key in number)
    return checked(CheckName.DEFINITION, len(people), _by_definition(stored, night, people))


def _by_definition(stored: StoredProof, night: Prepared, people: Sequence[int]) -> Iterator[Difference]:
    definition = Definition(night)
    starts = np.concatenate(([0], np.cumsum(stored.use_count)))
    for i in people:
        for row in np.flatnonzero(stored.client == i).tolist():
            made = definition.rows(i, int(stored.vacancy[row]))
            yield from _other_row(stored, row, made, slice(int(starts[row]), int(starts[row + 1])))
        prices = stored.prices
        if prices is not None and stored.figures.is_over_all_pairs:
            best, kept = definition.best(i, prices), int(stored.best[i])
            if best != kept:
                yield Difference(what=Stored.BEST, where=(str(night.region.clients[i].key),), stored=kept, found=best)


def _other_row(
    stored: StoredProof, row: int, weighed: Sequence[DefinedRow], entries: slice
) -> Iterator[Difference]:  # fmt: skip
    where, package = _pair(stored, row), int(stored.package[row])
    made = next((one for one in weighed if one.package == package), None)
    if made is None:
        yield Difference(what=Stored.ROW_GONE, where=where)
        return
    if int(stored.value[row]) != made.value:
        yield Difference(what=Stored.ROW_VALUE, where=where, stored=int(stored.value[row]), found=made.value)
    if int(stored.floor_amount[row]) != made.floor_amount:
        points = int(stored.floor_amount[row])
        yield Difference(what=Stored.ROW_POINTS, where=where, stored=points, found=made.floor_amount)
    kept = dict(zip(stored.use_budget[entries].tolist(), stored.use_amount[entries].tolist(), strict=True))
    uses = dict(made.uses)
    for budget in sorted(kept.keys() | uses.keys()):
        if kept.get(budget, 0) != uses.get(budget, 0):
            yield Difference(
                what=Stored.ROW_USE, where=where, stored=kept.get(budget, 0), found=uses.get(budget, 0)
            )  # fmt: skip


def _other(what: Stored, kept: Ints, found: Sequence[int], names: Sequence[tuple[str, ...]]) -> Iterator[Difference]:
    """Compare two columns; each number that differs by name, and one that stands in one of them only."""
    own = kept.tolist()
    for k in range(max(len(own), len(found))):
        left, right = (own[k] if k < len(own) else None), (found[k] if k < len(found) else None)
        if left != right:
            yield Difference(what=what, where=names[k] if k < len(names) else (), stored=left, found=right)


def _other_names(kept: Sequence[tuple[str, ...]], found: Sequence[tuple[str, ...]]) -> Iterator[Difference]:
    """Say where two lists of names first part."""
    if list(kept) == list(found):
        return
    k = next((k for k, (one, other) in enumerate(zip(kept, found, strict=False)) if one != other), None)
    at = min(len(kept), len(found)) if k is None else k
    yield Difference(
        what=Stored.NAMES, where=kept[at] if at < len(kept) else found[at], stored=len(kept), found=len(found)
    )


def _pair(stored: StoredProof, row: int) -> tuple[str, ...]:
    names = stored.names
    return names.clients[int(stored.client[row])], names.vacancies[int(stored.vacancy[row])]
