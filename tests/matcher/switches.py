"""The ways in which each rule of the kernel is switched off, by what has to notice it.

A rule is named ``module.function``. A switch takes the rule and gives what stands in its place; ``switched_off`` runs
them and tells which drawn pairs notice.
"""

from collections.abc import Callable
from itertools import islice
from typing import Any

import numpy as np

from matcher.kernel.fields import NO_CEILING, YES, ZERO
from matcher.kernel.reach import TRAVEL
from matcher.kernel.sure import NEVER, SURE

Rule = Callable[..., Any]
Off = Callable[[Rule], Rule]


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


def _only_looks(
    c: int, low: int, high: int, C: Any, V: Any, T: Any, B: Any, S: Any, R: Any, N: Any, W: Any, A: Any
) -> int:
    for k in range(low, high):
        if R.most[k] < 0:
            W.batch[W.n_batch[0]] = R.jobs[k]
            W.n_batch[0] += 1
        elif R.most[k] > TRAVEL:
            A.stopped[R.jobs[k], R.most[k]] += 1
    return 0


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
    "judge.weigh_items": {"no item": always(0)},
    "judge.write_verdict": {"past": nothing},
    "points.count_load": {
        "nothing open": answers(lambda found, *_: (0, found[1], found[2])),
        "no stacking in a rubriek": answers(lambda found, *_: (found[0], 0, found[2])),
        "no questions": answers(lambda found, *_: (found[0], found[1], 0)),
    },
    "points.is_stacked": {"never": always(False)},
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
    "support.let_by_vacancy": {"everything": always((1 << 15) - 1)},
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
    "marks.mark": {"nothing": nothing, "never covered": given(lambda i, verdict, _, S: (i, verdict, False, S))},
    "settle.settle": {
        "never closed": answers(lambda found, c, v, i, cell, n, *_: (3, False, n)),
        "past": answers(lambda found, c, v, i, cell, n, *_: (0, False, n)),
        "not covered": answers(lambda found, *_: (found[0], False, found[2])),
    },
    "settle.settle_conditions": {"past": answers(lambda found, c, v, i, half, yes, perhaps, tasks, n, *_: (0, n))},
    "weigh.weigh_limited": {"past": keeps(2)},
    "weigh.weigh_days": {"past": keeps(3)},
    "days.cell_of_day": {"nothing": always(0)},
    "support.drop_gap": {"kept": nothing},
    "readings.is_answered": {"never": always(False), "always": always(True)},
    "settle.strain_of": {"nothing": always(0)},
    "settle.closers_of": {
        "everything": always(((1 << 15) - 1, 0, 0, 1)),
        "nothing": answers(lambda found, *_: (0, 0, *found[2:])),
        "no aid": answers(lambda found, *_: (*found[:3], 0)),
        "no task": answers(lambda found, *_: (*found[:2], 0, found[3])),
    },
    "settle.close_couples": {"each by itself": keeps(2)},
    "settle.settle_together": {"each by itself": keeps(5)},
    "days.tolerated_by_minutes": {"everything": always(3), "nothing": always(0)},
    "days.day_cell": {
        "all firm": given(lambda over, _, __, asked: (over, over, True, asked)),
        "nothing firm": given(lambda over, _, __, asked: (over, 0, False, asked)),
        "no task": given(lambda over, firm, is_firm, asked: (over, firm, is_firm, asked & 1023)),
    },
    "days.if_open": {
        "never borne": answers(lambda found, excess, how, otherwise: otherwise),
        "always borne": always(1),
    },
    "readings.apply_readings": {
        "unread": answers(lambda found, c, v, n, *_: (n, ZERO)),
        "not read": answers(lambda found, *_: (found[0], ZERO)),
    },
    "marks.verdict_of": {"past": always(0)},
    "marks.severity": {"alike": always(1), "past": always(0)},
    "settle.mark_couples": {"none": nothing},
    "settle.clashes_alone": {"always": always(True), "never": always(False)},
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
    "asking.gain_of": {"nothing": always(0), "no prices": answers(_worth_alone)},
    "asking.fits": {"everything": always(True), "nothing": always(False)},
    "affordable.cheapest_first": {
        "no work": answers(lambda grid, *_: grid._replace(place_start=np.zeros_like(grid.place_start)))
    },
    "affordable.list_affordable": {"nothing": always(0)},
    "affordable.most_of_others": {"nothing": always(-(1 << 20))},
    "asking.most_worth": {"nothing": always(-(1 << 60))},
    "asking.know": {"too much": lambda rule: lambda *given: given[-1].fill(1 << 50)},
    "price._as_rows": {"twice the points": answers(lambda rows, *_: rows * np.array([1, 1, 1, 1, 2]))},
    "price._next_batch": {"nothing": answers(lambda found, c, at, n_open, *_: (n_open, 0))},
    "asking.most_gain": {"nothing": always(-(1 << 60))},
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
    "near.scan": {"no gate waits": lambda rule: _only_looks},
    "near.batch": {"nothing": nothing},
    "near.file_under_hours": {"nothing": nothing},
    "near.reaches": {"never": always(False)},
    "near.lacking": {"nothing": always(-1)},
    "near.weigh_batch": {"nothing open": answers(lambda found, *_: 0)},
    "near.file_under_steps": {"nothing": nothing},
    "near.file_under_answers": {"nothing": nothing},
    "near.wait": {"nothing": nothing},
    "again.weigh_again": {"nothing": nothing},
    "again.weigh_person": {"nothing": nothing},
    "again.count_opened": {"nothing": nothing},
    "again.copy_person": {"nothing": nothing},
    "again.take_step": {"nothing": nothing},
    "again.change_answer": {"nothing": nothing},
    "again.put_back": {"nothing": nothing},
    "judge.find_reasons": {"nothing": nothing},
    "judge.find_reason": {"none": always(-1)},
    "sure.bits_of": {"nothing met": answers(lambda found, *_: found._replace(jobs=np.zeros_like(found.jobs)))},
    "sure.write_words": {"no limit": nothing},
    "sure.add_bit": {"no limit": nothing},
    "sure.foretell": {"all sure": always(SURE), "never": always(NEVER)},
    "sure.limit_left": {"nothing": always(0), "never": always(NEVER)},
    "sure.cell_left": {"nothing": always(0), "never": always(NEVER)},
    "sure.is_firm": {"nothing": always(False)},
    "sure.has_couple": {"none": always(False)},
    "ways._affects": {"itself alone": answers(lambda found, *_: np.uint64(1) << np.arange(64, dtype=np.uint64))},
    "ways._no_parts": {"no no": answers(lambda found, *_: np.zeros_like(found))},
    "ways._no_tasks": {"no no": answers(lambda found, *_: np.zeros_like(found))},
    "survey._put_back": {"as weighed": keeps(0)},
    "survey._survey": {"nothing": nothing},
    "survey._weigh_all": {"nothing": nothing},
}
"""Rules that only near misses and people who are thought up go through."""

OFF_IN_PLANES: dict[str, dict[str, Off]] = {
    "planes.planes_of": {"nobody has anything": answers(lambda found, *_: (np.zeros_like(found[0]), found[1]))},
    "planes._words": {"no bit": answers(lambda words, *_: np.zeros_like(words))},
    "planes.count_in": {"nothing": answers(lambda found, *_: np.zeros_like(found))},
    "planes._columns": {"one item": answers(lambda columns, *_: islice(columns, 1))},
    "planes._packed": {"no bit": answers(lambda words, *_: np.zeros_like(words))},
    "planes.limits_of": {"nobody has anything": answers(lambda found, *_: found._replace(start=found.start * 0))},
    "planes.count_clashing": {"nothing": nothing},
    "planes.sweep_near": {"nothing": nothing},
    "planes.clashes_in": {"none": always(0)},
    "reached._count_reached": {"nobody": nothing},
}
"""Rules that only sweeps go through: bits of levels and conditions, and who can travel where."""

# Copying columns is no rule, but a column left out is a rule lost: test_kernel_rules_matter.py empties each of them.
COLUMNS = {"packed.pack_people", "packed._jobs", "packed._desk"}
