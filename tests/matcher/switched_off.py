"""Switch the kernel's rules off one at a time and see whether the definition notices; run without compiling.

``python -m tests.matcher.switched_off`` with ``NUMBA_DISABLE_JIT=1`` prints as JSON, per rule and way of switching it
off, the first drawn pair on which kernel and definition then differ, or −1 where none does.
"""

import importlib
import json
import pkgutil
import sys
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import zip_longest
from typing import Any

import numpy as np

import matcher.kernel
from fixtures.caseload import region
from matcher.domain.vacancy import VacancyKey
from matcher.encode import encode
from matcher.fit import fit
from matcher.kernel import N_REASONS, REASON, count_fitting, judge_each, packed, price, proposable, rank, reached, sweep
from matcher.tie import tie_key
from tests.builders import CATALOGUE, region_scales
from tests.matcher.drawn import draw_all
from tests.matcher.equality import as_numbers
from tests.matcher.far import spread_region
from tests.matcher.fitting import clashing, within_reach
from tests.matcher.nearing import by_definition, by_kernel, draw_near_pairs, halves_apart
from tests.matcher.pricing import POINT, SCALE, as_expected, draw_asking, near_by_definition
from tests.matcher.switches import OFF, OFF_IN_NEAR, OFF_IN_PLANES, OFF_IN_PRICE, OFF_IN_RANK, Off, answers

MODULES = [
    importlib.import_module(f"matcher.kernel.{found.name}") for found in pkgutil.iter_modules(matcher.kernel.__path__)
]
CHUNK, KEPT = 60, 3
# Columns are kept once packed, and rules that pack them must be asked again.
PACK = packed.pack

# The verbs are what is compared; the rest keeps compiled code and arrays in order and decides nothing.
NO_RULE = {
    "rank.rank", "rank.judge_each", "price.price", "survey.survey", "survey.proposable",
    "planes.count_fitting", "planes.sweep", "reached.reached",
    "judge.in_part", "survey._taken", "survey._ascending", "survey._turns", "ways.ways_of", "ways.room", "grid.rooms",
    "packed.pack", "packed._ints", "fields.scratch", "tally.tally_of", "cache.keep_apart",
    "hot.hot", "hot.placed", "hot.inline",
}  # fmt: skip


def rules() -> set[str]:
    """Give every function of the kernel but the verbs and the plumbing, by introspection."""
    found = set()
    for module in MODULES:
        for name, value in vars(module).items():
            function = getattr(value, "py_func", value)
            if isinstance(function, types.FunctionType) and function.__module__ == module.__name__:
                found.add(f"{module.__name__.rpartition('.')[2]}.{name}")
    return found - NO_RULE


@contextmanager
def switched_off(name: str, off: Off) -> Iterator[None]:
    """Replace a rule in every module that uses it, and put it back."""
    home, _, function = name.rpartition(".")
    rule = getattr(importlib.import_module(f"matcher.kernel.{home}"), function)
    replaced = off(rule)
    places = [(module, key) for module in MODULES for key, value in vars(module).items() if value is rule]
    for module, key in places:
        setattr(module, key, replaced)
    PACK.cache_clear()
    try:
        yield
    finally:
        PACK.cache_clear()
        for module, key in places:
            setattr(module, key, rule)


def _widened(columns: Any, *_: Any) -> Any:
    """Give columns as the compiled rules count with them: in 64 bits, whatever they are kept in."""
    return type(columns)(*(_wide(column) for column in columns))


def _wide(column: Any) -> Any:
    if not isinstance(column, np.ndarray):
        return _widened(column)
    return column if column.dtype == np.uint64 else column.astype(np.int64)


def pair_check() -> Callable[[], int]:
    """Give a check that weighs few pairs of every sort and says which is the first that differs."""
    drawn, scales = draw_all(
        per_item=3, mixed=160, together=160, per_gate=10, per_instrument=3, per_line=6, natural=0, seed=5
    )
    caseload = drawn.caseload(scales)
    clients, vacancies = drawn.rows()
    order = np.random.default_rng(1).permutation(len(clients))
    clients, vacancies = clients[order], vacancies[order]
    pairs = zip(clients, vacancies, strict=True)
    expected = [as_numbers(fit(drawn.clients[c], drawn.vacancies[v], scales), CATALOGUE) for c, v in pairs]
    outs, masks = (np.array(part) for part in zip(*expected, strict=True))

    def check() -> int:
        for low in range(0, len(clients), CHUNK):
            part = slice(low, low + CHUNK)
            try:
                found = judge_each(caseload, clients[part], vacancies[part], is_whole=True, threads=1)
            except (IndexError, ZeroDivisionError):
                return low
            differs = (found.out != outs[part]).any(axis=1) | (found.masks != masks[part]).any(axis=1)
            if differs.any():
                return low + int(differs.argmax())
        return -1

    return check


def rank_check() -> Callable[[], int]:
    """Give a check that ranks a small region, each vacancy twice, and says whom it ranks otherwise than brute force."""
    drawn = spread_region(24, 12, 23)
    copies = (replace(one, key=VacancyKey(f"{one.key}-{copy}")) for one in drawn.vacancies for copy in range(2))
    drawn = replace(drawn, vacancies=tuple(copies))
    scales = region_scales(drawn)
    best, reasons = [], np.zeros((len(drawn.clients), N_REASONS), np.int64)
    for row, client in enumerate(drawn.clients):
        keyed = []
        for column, vacancy in enumerate(drawn.vacancies):
            found = fit(client, vacancy, scales)
            reason = int(as_numbers(found, CATALOGUE)[0][REASON])
            if reason >= 0:
                reasons[row, reason] += 1
            if found.is_proposable:
                total = max(one.total for one in found.packages)
                keyed.append((-total, tie_key(scales.day, client.key, vacancy.key), column))
        best.append([column for _, _, column in sorted(keyed)[:KEPT]])

    def check() -> int:
        caseload = encode(drawn.clients, drawn.vacancies, scales)
        try:
            ranked, short = (rank(caseload, KEPT, threads=1, is_whole=whole) for whole in (True, False))
        except (IndexError, ValueError):
            return 0
        for row, expected in enumerate(best):
            if ranked.vacancy[row, : ranked.found[row]].tolist() != expected:
                return row
            if ranked.reasons[row].tolist() != reasons[row].tolist():
                return row
            if short.vacancy[row].tolist() != ranked.vacancy[row].tolist():
                return row
        return -1

    return check


def price_check() -> Callable[[], int]:
    """Give a check that prices a tiny region and says on which row it differs from brute force."""
    drawn = region(24, 16, 23)
    scales = region_scales(drawn)
    caseload = encode(drawn.clients, drawn.vacancies, scales)
    asking, threshold = draw_asking(24, 16, 2), 100 * POINT * SCALE
    expected = near_by_definition(drawn.clients, drawn.vacancies, scales, asking, threshold)
    known = price(caseload, draw_asking(24, 16, 7), threshold, threads=1)

    def check() -> int:
        found = as_expected(price(caseload, asking, threshold, threads=1, known=(known,)))
        pairs = zip_longest((*found.rows, *found.best), (*expected.rows, *expected.best))
        return next((row for row, (one, other) in enumerate(pairs) if one != other), -1)

    return check


def near_check() -> Callable[[], int]:
    """Give a check of people who are thought up in a tiny region, then of what changes open, pair by drawn pair."""
    drawn = spread_region(24, 16, 23)
    scales = region_scales(drawn)
    caseload = encode(drawn.clients, drawn.vacancies, scales)
    expected = [[fit(one, vacancy, scales).is_proposable for vacancy in drawn.vacancies] for one in drawn.clients]
    whole = by_definition(drawn.clients, drawn.vacancies, scales)
    pairs, own_scales = draw_near_pairs(6, 11)
    counts = [by_definition([client], [vacancy], own_scales) for client, vacancy in pairs]
    (half, both), other_scales = halves_apart()
    together = by_definition([half], [both], other_scales)

    def check() -> int:
        found = proposable(caseload, caseload.clients, threads=1)
        if found.tolist() != expected or by_kernel(drawn.clients, drawn.vacancies, scales, threads=1) != whole:
            return 0
        for place, (client, vacancy) in enumerate(pairs):
            if by_kernel([client], [vacancy], own_scales, threads=1) != counts[place]:
                return place + 1
        return -1 if by_kernel([half], [both], other_scales, threads=1) == together else len(pairs) + 1

    return check


def planes_check() -> Callable[[], int]:
    """Give a check that counts who fits where in a tiny region, and says at whom it differs from item by item."""
    drawn = region(20, 12, 5)
    scales = region_scales(drawn)
    caseload = encode(drawn.clients, drawn.vacancies, scales)
    clashes, near = clashing(caseload), within_reach(drawn, scales)
    expected = (int(near.sum()), int(clashes[near].sum()))

    def check() -> int:
        try:
            found = count_fitting(caseload)
            differs = found != (clashes == 0).sum(axis=1)
            if differs.any():
                return int(differs.argmax())
            by_group = reached(caseload, np.arange(len(found)) % 3, 3)
            if by_group.tolist() != [near[group::3].sum(axis=0).tolist() for group in range(3)]:
                return len(found)
            return -1 if sweep(caseload, 1) == expected else len(found)
        except AttributeError:
            return 0

    return check


def main() -> None:
    """Print what every switch does; first that without one the two are equal.

    Few pairs are weighed at a time, so that even here some are left out for what others came to.
    """
    for module in MODULES:
        if hasattr(module, "FEW"):
            vars(module)["FEW"] = 1
    widened = answers(_widened)
    with switched_off("packed.pack", widened), switched_off("packed.pack_people", widened):
        _print_all()


def _print_all() -> None:
    found: dict[str, int] = {}
    tables = (OFF, OFF_IN_RANK, OFF_IN_PRICE, OFF_IN_NEAR, OFF_IN_PLANES)
    for table, make in zip(tables, (pair_check, rank_check, price_check, near_check, planes_check), strict=True):
        check = make()
        found[f"nothing switched off, {make.__name__}"] = check()
        for name, ways in table.items():
            for way, off in ways.items():
                with switched_off(name, off):
                    found[f"{name}: {way}"] = check()
    json.dump(found, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
