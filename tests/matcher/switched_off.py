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
from matcher.kernel import N_REASONS, REASON, count_fitting, judge_each, packed, price, proposable, rank, sweep
from matcher.kernel.fields import NO_CEILING, YES, ZERO
from matcher.kernel.reach import TRAVEL
from matcher.tie import tie_key
from tests.builders import CATALOGUE, region_scales
from tests.matcher.drawn import draw_all
from tests.matcher.equality import as_numbers
from tests.matcher.far import spread_region
from tests.matcher.fitting import clashing, within_reach
from tests.matcher.nearing import by_definition, by_kernel, draw_near_pairs
from tests.matcher.pricing import POINT, SCALE, as_expected, draw_asking, near_by_definition

MODULES = [
    importlib.import_module(f"matcher.kernel.{found.name}") for found in pkgutil.iter_modules(matcher.kernel.__path__)
]
Rule = Callable[..., Any]
Off = Callable[[Rule], Rule]
CHUNK, KEPT = 60, 3
# Columns are kept once packed, and rules that pack them must be asked again.
PACK = packed.pack

# The verbs are what is compared; the rest keeps compiled code and arrays in order and decides nothing.
NO_RULE = {
    "rank.rank", "rank.judge_each", "price.price", "survey.survey", "survey.proposable",
    "planes.count_fitting", "planes.sweep",
    "judge.in_part", "survey._taken", "survey._ascending", "ways.ways_of", "ways.room", "grid.rooms",
    "packed.pack", "packed._ints", "fields.scratch", "tally.tally_of", "cache.keep_apart",
    "hot.hot", "hot.placed", "hot.inline",
}  # fmt: skip


def always(value: Any) -> Off:
    """Switch a rule off by one answer for everything."""
    return lambda rule: lambda *given: value


def nothing(rule: Rule) -> Rule:
    """Switch a rule off that writes: it writes nothing."""
    return lambda *given: None


def keeps(place: int) -> Off:
    """Switch a rule off that passes a value on: it gives back what it got."""
    return lambda rule: lambda *given: given[place]


def answers(change: Callable[..., Any]) -> Off:
    """Change what a rule answers: ``change`` gets the answer and then what was given."""
    return lambda rule: lambda *given: change(rule(*given), *given)


def given(change: Callable[..., tuple[Any, ...]]) -> Off:
    """Change what a rule is given."""
    return lambda rule: lambda *values: rule(*change(*values))


def _closes_nothing(c: int, C: Any, T: Any, S: Any) -> None:
    S.yes[:], S.perhaps[:] = 0, 0


def _nowhere(c: int, most: int, C: Any, T: Any, G: Any, S: Any, R: Any) -> None:
    R.near[-1] = 0


def _only_lists(c: int, low: int, high: int, n_batch: int, C: Any, V: Any, R: Any, N: Any, W: Any, A: Any) -> int:
    for k in range(low, high):
        if R.most[k] < 0:
            W.batch[n_batch] = R.jobs[k]
            n_batch += 1
        elif R.most[k] > TRAVEL:
            A.stopped[R.jobs[k], R.most[k]] += 1
    return n_batch


def _never_leave(table: Any, *_: Any) -> Any:
    return np.zeros_like(table)


def _worth_alone(gain: int, c: int, v: int, at: int, out: Any, C: Any, V: Any, A: Any) -> int:
    return int(out[at + 5] * A.value[0] * A.value[3])


OFF: dict[str, dict[str, Off]] = {
    "bits.lowest": {"always the first": always(0)},
    "bits.count_bits": {"none": always(0)},
    "gates.objects": {"nobody": always(False)},
    "gates.subject": {"another": answers(lambda code, *_: code + 1)},
    "gates.hours": {
        "open": answers(lambda found, *_: (*found[:3], 0)),
        "no path": answers(lambda found, *_: (found[0], found[1], False, found[3])),
        "least planned": answers(lambda found, *_: (found[0] - 1, *found[1:])),
        "nothing stated": answers(lambda found, *_: (found[0], -1, *found[2:])),
    },
    "gates.week_ceiling": {"none": always(3_600)},
    "gates.times": {"open": always(0)},
    "travel.minutes": {"unknown": always(-1)},
    "travel.time_to": {"no time": always(0)},
    "travel.metres_between": {"no distance": answers(lambda metres, *_: min(metres, 0)), "no position": always(-1)},
    "travel.estimate": {"a minute less": answers(lambda time, *_: time - 1)},
    "gates.certificate": {"open": always(0)},
    "gates.posture_room": {"any day": always(3 * NO_CEILING)},
    "gates.write_gates": {"all open": always(-1), "first unknown": answers(lambda found, *_: min(found, 0))},
    "judge.judge": {"no item": nothing},
    "judge.judge_row": {"nothing": nothing},
    "judge.judge_more": {"nothing": nothing},
    "judge.write_verdict": {"past": nothing},
    "points.count_load": {
        "nothing open": answers(lambda found, *_: (0, found[1], found[2])),
        "no stacking in a rubriek": answers(lambda found, *_: (found[0], 0, found[2])),
        "no questions": answers(lambda found, *_: (found[0], found[1], 0)),
    },
    "points.wish_points": {"unknown": always(125)},
    "points.write_lines": {"no sum": answers(lambda total, *_: 0), "nothing": always(0)},
    "points.ability_points": {"full": always(150)},
    "points.travel_points": {"full": always(100)},
    "points.hours_points": {"full": always(100)},
    "support.prepare_closers": {"nothing": lambda rule: _closes_nothing},
    "support.fills": {"every slot": always(True), "no slot": always(False)},
    "support.row_status": {"yes": always(YES), "perhaps": answers(lambda status, *_: min(status, 1))},
    "support.admitted": {
        "everything": always((1 << 15) - 1),
        "no risk": given(lambda c, v, i, slot, is_risk, *rest: (c, v, i, slot, 0, *rest)),
        "no task": given(lambda c, v, i, slot, is_risk, tasks, *rest: (c, v, i, slot, is_risk, 0, *rest)),
    },
    "support.may_leave": {"always": always(True), "never": always(False)},
    "support.fits_without": {"always": always(True), "never": always(False)},
    "support.path_closers": {"nothing": always(0), "everything": always((1 << 15) - 1)},
    "support.preferred": {
        "no wish": answers(lambda found, c, strategy, usable, C, T: int(T.first[strategy, usable])),
        "nothing": always(-1),
    },
    "support.too_many": {"never": always(0)},
    "support.add_gap": {
        "none": keeps(0),
        "no aid": given(lambda n, i, yes, perhaps, aid, *rest: (n, i, yes, perhaps, -1, *rest)),
        "no tasks": given(lambda n, i, yes, perhaps, aid, tasks, *rest: (n, i, yes, perhaps, aid, 0, *rest)),
        "no offer": given(lambda n, i, yes, perhaps, aid, tasks, _, S: (n, i, yes, perhaps, aid, tasks, 0, S)),
        "nothing sure": given(lambda n, i, yes, perhaps, *rest: (n, i, 0, perhaps, *rest)),
    },
    "support.sort_gaps": {"as found": nothing},
    "support.choose": {
        "one strategy": given(lambda c, v, n, strategy, *rest: (c, v, n, 0, *rest)),
        "no aids": answers(lambda found, *_: (found[0], 0)),
    },
    "support.with_claims": {"no claims": keeps(2)},
    "support.write_packages": {"none": nothing},
    "weigh.mark": {"nothing": nothing, "never covered": given(lambda i, verdict, _, S: (i, verdict, False, S))},
    "weigh.settle": {
        "never closed": answers(lambda found, c, v, i, cell, n, *_: (3, False, n)),
        "past": answers(lambda found, c, v, i, cell, n, *_: (0, False, n)),
        "not covered": answers(lambda found, *_: (found[0], False, found[2])),
    },
    "weigh.weigh_conditions": {"past": answers(lambda found, c, v, i, n, *_: (0, n))},
    "weigh.weigh_limited": {"past": keeps(2)},
    "weigh.weigh_days": {"past": keeps(3)},
    "weigh.cell_of_day": {"nothing": always(0)},
    "weigh.drop_gap": {"kept": nothing},
    "weigh.is_answered": {"never": always(False), "always": always(True)},
    "weigh.strain_of": {"nothing": always(0)},
    "weigh.closers_of": {
        "everything": always(((1 << 15) - 1, 0, 0, 1)),
        "nothing": answers(lambda found, *_: (0, 0, *found[2:])),
        "no aid": answers(lambda found, *_: (*found[:3], 0)),
        "no task": answers(lambda found, *_: (*found[:2], 0, found[3])),
    },
    "weigh.close_couples": {"each by itself": keeps(2)},
    "weigh.settle_together": {"each by itself": keeps(5)},
    "weigh.tolerated_by_minutes": {"everything": always(3), "nothing": always(0)},
    "weigh.day_cell": {
        "all firm": given(lambda over, _, __, asked: (over, over, True, asked)),
        "nothing firm": given(lambda over, _, __, asked: (over, 0, False, asked)),
        "no task": given(lambda over, firm, is_firm, asked: (over, firm, is_firm, asked & 1023)),
    },
    "weigh.if_open": {
        "never borne": answers(lambda found, excess, how, otherwise: otherwise),
        "always borne": always(1),
    },
    "weigh.apply_readings": {
        "unread": answers(lambda found, c, v, n, *_: (n, ZERO)),
        "not read": answers(lambda found, *_: (found[0], ZERO)),
    },
    "weigh.verdict_of": {"past": always(0)},
    "weigh.severity": {"alike": always(1), "past": always(0)},
    "weigh.mark_couples": {"none": nothing},
    "weigh.clashes_alone": {"always": always(True), "never": always(False)},
    "packed._leave": {"never": answers(_never_leave), "always": answers(lambda table, *_: table | 2)},
    "packed._first": {"none": answers(lambda table, *_: np.full_like(table, -1))},
    "packed._by_slot": {
        "nothing forbidden": answers(lambda found, *_: (np.zeros_like(found[0]), found[1])),
        "no aid": answers(lambda found, *_: (found[0], np.full_like(found[1], -1))),
    },
    "packed.slots_of": {"none": always([])},
    "rank._judge_each": {"nothing": nothing},
}
"""Rules that weighing a pair goes through."""

OFF_IN_RANK: dict[str, dict[str, Off]] = {
    "bits.mix": {"no lots": keeps(0)},
    "travel.whole_root": {"the square": keeps(0)},
    "travel.first_known": {"none": answers(lambda found, start, end, T: int(T.known_start[start + 1]))},
    "travel.farthest": {"nowhere": always(-1)},
    "grid._map": {"one square": answers(lambda found, *_: (np.array((*found[0][:3], 1, 1)), 1))},
    "grid._squares": {"one square": answers(lambda found, *_: np.zeros_like(found))},
    "grid._classes": {"one class": answers(lambda found, *_: (found[0][:1], np.zeros_like(found[1])))},
    "grid._certificates": {"alike": answers(lambda found, *_: np.zeros_like(found))},
    "grid._counts": {"nothing": answers(lambda found, *_: np.zeros_like(found))},
    "grid._n": {"one less": answers(lambda n, *_: n - 1)},
    "grid._starts": {"nothing": answers(lambda found, *_: np.zeros_like(found))},
    "grid._by_code": {"another order": answers(lambda found, *_: found[::-1])},
    "bounds.sure_questions": {"every item": always(~ZERO)},
    "bounds.most_points": {"too few": answers(lambda most, *_: most // 4)},
    "bounds.put_highest_first": {"as they lie": nothing},
    "bounds.may_reach": {"never": always(False)},
    "reach.open_jobs": {"nothing": always(0)},
    "reach.forget": {"remembers": nothing},
    "reach.count_before_travel": {"nothing": always(0)},
    "reach.write_classes": {"all open": nothing},
    "reach.add_classes": {"nobody": always(0)},
    "reach.objects_to_some": {"nobody": always(False)},
    "reach.count_objections": {"none": always(0)},
    "reach.objects_to_sector": {"never": always(False)},
    "reach.list_objections": {"none": always(0)},
    "reach.is_objection": {"none": always(False), "every wish": always(True)},
    "reach.names_before": {"never": always(False)},
    "reach.is_named": {"never": always(False)},
    "reach.take_off": {"none": always(0)},
    "reach.reach": {"nowhere": lambda rule: _nowhere},
    "reach.squares": {"one square": answers(lambda found, *_: (found[0], min(found[1], found[0] + 1)))},
    "reach.visit": {"none": keeps(3)},
    "rank.insert": {"nobody": keeps(7), "any order": given(lambda k, v, total, *rest: (k, v, 0, *rest))},
    "rank._take": {"nothing": keeps(2)},
    "rank._rank": {"nothing": nothing},
}
"""Rules that only the ranking of all pairs goes through."""

OFF_IN_PRICE: dict[str, dict[str, Off]] = {
    "price.gain_of": {"nothing": always(0), "no prices": answers(_worth_alone)},
    "price.fits": {"everything": always(True), "nothing": always(False)},
    "price._next_batch": {"nothing": answers(lambda found, c, at, n_open, *_: (n_open, 0))},
    "price.most_gain": {"nothing": always(-(1 << 60))},
    "price._collect": {"nothing": lambda rule: lambda *given: given[3:5]},
    "price._keep_near": {"everything": answers(lambda kept, start, end, *_: end)},
    "price._price": {"nothing": answers(lambda rows, *_: rows[:0])},
    "price.mixed": {"no lots": keeps(0)},
}
"""Rules that only the rows at given prices go through."""

OFF_IN_NEAR: dict[str, dict[str, Off]] = {
    "tally.count_person": {"nowhere": always(False)},
    "tally.add_shut": {"nobody": nothing},
    "tally.stopped_in_all": {"nobody": answers(lambda found, *_: np.zeros_like(found))},
    "near.prepare_person": {"nothing": nothing},
    "near.list_near": {"nothing": always(0)},
    "near.scan": {"no gate waits": lambda rule: _only_lists},
    "near.file_under_hours": {"nothing": nothing},
    "near.reaches": {"never": always(False)},
    "near.lacking": {"nothing": always(-1)},
    "near.file_weighed": {"nothing open": answers(lambda found, *_: 0)},
    "near.file_under_steps": {"nothing": nothing},
    "near.file_under_answers": {"nothing": nothing},
    "near.wait": {"nothing": nothing},
    "near.weigh_again": {"nothing": nothing},
    "near.count_opened": {"nothing": nothing},
    "near.copy_person": {"nothing": nothing},
    "near.take_step": {"nothing": nothing},
    "near.change_answer": {"nothing": nothing},
    "near.put_back": {"nothing": nothing},
    "ways._affects": {"itself alone": answers(lambda found, *_: np.uint64(1) << np.arange(64, dtype=np.uint64))},
    "ways._no_parts": {"no no": answers(lambda found, *_: np.zeros_like(found))},
    "ways._no_tasks": {"no no": answers(lambda found, *_: np.zeros_like(found))},
    "survey._survey": {"nothing": nothing},
    "survey._weigh_all": {"nothing": nothing},
}
"""Rules that only near misses and people who are thought up go through."""

OFF_IN_PLANES: dict[str, dict[str, Off]] = {
    "planes.planes_of": {"nobody has anything": answers(lambda found, *_: (np.zeros_like(found[0]), found[1]))},
    "planes._words": {"no bit": answers(lambda words, *_: np.zeros_like(words))},
    "planes.count_in": {"nothing": answers(lambda found, *_: np.zeros_like(found))},
    "planes.count_tile": {"nothing": nothing},
    "planes.sweep_near": {"nothing": nothing},
    "planes.clashes_in": {"none": always(0)},
}
"""Rules that only the bits of levels and conditions go through."""

# Copying columns is no rule, but a column left out is a rule lost: test_kernel_rules_matter.py empties each of them.
COLUMNS = {"packed.pack_people", "packed._jobs", "packed._desk"}


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

    def check() -> int:
        found = as_expected(price(caseload, asking, threshold, threads=1))
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

    def check() -> int:
        found = proposable(caseload, caseload.clients, threads=1)
        if found.tolist() != expected or by_kernel(drawn.clients, drawn.vacancies, scales, threads=1) != whole:
            return 0
        for place, (client, vacancy) in enumerate(pairs):
            if by_kernel([client], [vacancy], own_scales, threads=1) != counts[place]:
                return place + 1
        return -1

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
