"""Items with conditions: each cell of the table of verdicts, with a neighbour that falls outside it."""

from dataclasses import replace

import pytest

from fixtures.tiny import ASSESSED_ON, UNWILLING, WILLING, demand, job, limit, person
from matcher.catalogue.closes import ClosesTable
from matcher.catalogue.items import ItemType
from matcher.domain.candidate import Reason, Verdict
from matcher.domain.client import DayPart
from matcher.domain.profile import Answer, CapacityValue, Source
from matcher.domain.support import Instrument
from matcher.domain.vacancy import Risk
from tests.builders import (
    ITEMS,
    NO_SEPARATE_GATE,
    derived,
    item_codes,
    item_of,
    scales,
    task,
    unknown,
    verdict_on,
    weighed,
)

CONDITIONS = [item for item in NO_SEPARATE_GATE if item.type is ItemType.SET]
CODES = item_codes(CONDITIONS)


@pytest.mark.parametrize("code", CODES)
def test_a_clash_is_kan_niet_and_another_condition_past(code: str) -> None:
    first, second = ITEMS[code].condition_numbers[:2]
    assert verdict_on(code, 0, demand(code, (first,)), first).verdict is Verdict.KAN_NIET
    found = verdict_on(code, 0, demand(code, (second,)), first)
    assert (found.verdict, found.reason) == (Verdict.PAST, Reason.WITHIN)


@pytest.mark.parametrize("code", CODES)
def test_a_clash_that_is_only_derived_is_a_question(code: str) -> None:
    first = ITEMS[code].condition_numbers[0]
    found = verdict_on(code, 0, derived(demand(code, (first,))), first)
    assert (found.verdict, found.reason) == (Verdict.VRAAG_NA, Reason.DERIVED)


def test_a_clash_that_one_task_derives_and_another_states_is_kan_niet() -> None:
    tasks = (task("t1", 50, derived(demand("II-12", (6,)))), task("t2", 50, demand("II-12", (6,))))
    found = weighed(person("K1", limit("II-12", 0, 6)), job(tasks=tasks))
    assert item_of(found, "II-12").verdict is Verdict.KAN_NIET


def test_work_that_asks_nothing_is_past_whatever_is_known() -> None:
    asked = job(demand("II-6", ()))
    for client in (person("K1", limit("II-6", 0, 1, 2)), person(without="II")):
        assert item_of(weighed(client, asked), "II-6").reason is Reason.NOT_ASKED


def test_who_needs_nothing_is_past_whatever_is_asked_or_unknown() -> None:
    for asked in (demand("II-6", (1, 2, 3, 4)), unknown("II-6")):
        assert item_of(weighed(person(), job(asked)), "II-6").verdict is Verdict.PAST


@pytest.mark.parametrize(
    ("asked", "reason"),
    [(demand("II-6", (1,)), Reason.UNKNOWN_CAPACITY), (unknown("II-6"), Reason.UNKNOWN_BOTH)],
    ids=["asked", "unknown"],
)
def test_what_nobody_looked_at_is_a_question(asked, reason: Reason) -> None:  # type: ignore[no-untyped-def]
    found = item_of(weighed(person(without="II"), job(asked)), "II-6")
    assert (found.verdict, found.reason) == (Verdict.VRAAG_NA, reason)
    assert found.is_unknown_both == (reason is Reason.UNKNOWN_BOTH)


def test_an_unknown_demand_is_a_question_for_who_needs_something() -> None:
    found = verdict_on("II-6", 0, unknown("II-6"), 1)
    assert (found.verdict, found.reason) == (Verdict.VRAAG_NA, Reason.UNKNOWN_DEMAND)


def test_a_clash_that_support_closes_is_let_op() -> None:
    found = verdict_on("III-8", 0, demand("III-8", (1, 2)), 1, 2, can=WILLING)
    assert (found.verdict, found.reason, found.is_covered, found.excess) == (Verdict.LET_OP, Reason.CLOSED, True, 2)


def test_one_clash_that_nothing_closes_decides_over_one_that_is_closed() -> None:
    can = replace(UNWILLING, work_buddy=Answer.YES)
    assert verdict_on("II-12", 0, demand("II-12", (3,)), 3, can=can).verdict is Verdict.LET_OP
    assert verdict_on("II-12", 0, demand("II-12", (3, 6)), 3, 6, can=can).verdict is Verdict.KAN_NIET


def test_what_closes_each_of_two_clashes_is_named_at_the_item() -> None:
    tasks = (task("t1", 30, demand("II-12", (1, 3)), leave=Answer.YES), task("t2", 70))
    can = replace(UNWILLING, work_buddy=Answer.YES)
    found = weighed(person("K1", limit("II-12", 0, 1, 3)), job(tasks=tasks, can=can))
    item = item_of(found, "II-12")
    assert (item.verdict, item.closers) == (Verdict.LET_OP, (Instrument.LEAVE_OUT, Instrument.WORK_BUDDY))
    assert found.packages[0].package.instruments == (Instrument.LEAVE_OUT, Instrument.WORK_BUDDY)


def test_a_clash_closed_beside_a_silent_task_stays_a_question_with_its_support() -> None:
    tasks = (task("t1", 50, unknown("III-8")), task("t2", 50, demand("III-8", (1,))))
    found = weighed(person("K1", limit("III-8", 0, 1)), job(tasks=tasks, can=WILLING))
    item = item_of(found, "III-8")
    assert (item.verdict, item.reason, item.is_covered) == (Verdict.VRAAG_NA, Reason.UNKNOWN_DEMAND, False)
    assert found.packages[0].package.instruments == (Instrument.ORGANISATION,)


def test_more_conditions_at_once_need_a_heavier_jobcoach() -> None:
    can = replace(UNWILLING, jobcoach=Answer.YES)
    regimes = []
    for most in (1, 2, 3, 4, 7):
        needed = tuple(range(1, most + 1))
        found = weighed(person("K1", limit("I-6", 0, *needed)), job(demand("I-6", needed), can=can))
        regimes.append(found.packages[0].package.instruments)
    light, medium, intensive = (
        Instrument.JOBCOACH_LIGHT,
        Instrument.JOBCOACH_MEDIUM,
        Instrument.JOBCOACH_INTENSIVE,
    )
    assert regimes == [(light,), (light,), (medium,), (intensive,), (intensive,)]


def test_only_clashing_conditions_count_towards_the_most_an_instrument_closes() -> None:
    can = replace(UNWILLING, work_buddy=Answer.YES)
    assert verdict_on("I-6", 0, demand("I-6", (1, 4)), 1, 2, 3, 4, can=can).verdict is Verdict.LET_OP
    assert verdict_on("I-6", 0, demand("I-6", (1, 2, 4)), 1, 2, 3, 4, can=can).verdict is Verdict.KAN_NIET


def test_a_clash_closed_only_by_what_the_person_perhaps_may_have_is_a_question() -> None:
    closes = scales().closes
    rows = tuple(replace(row, needs_norm=("II-1",)) if row.item == "III-8" else row for row in closes.rows)
    with_need = replace(scales(), closes=ClosesTable(rows=rows))
    client = person("K1", limit("III-8", 0, 1), without="II")
    found = item_of(weighed(client, job(demand("III-8", (1,)), can=WILLING), with_need), "III-8")
    assert (found.verdict, found.reason) == (Verdict.VRAAG_NA, Reason.STATUS_UNKNOWN)


def test_conditions_of_all_sources_are_needed_together() -> None:
    second = CapacityValue(item="III-8", conditions=(2,), source=Source.SELF, recorded_on=ASSESSED_ON)
    client = person("K1", limit("III-8", 0, 1), second)
    for asked, verdict in (((1,), Verdict.KAN_NIET), ((2,), Verdict.KAN_NIET), ((3,), Verdict.PAST)):
        assert item_of(weighed(client, job(demand("III-8", asked))), "III-8").verdict is verdict


def test_a_risk_mark_stops_only_the_task_that_asks_the_condition() -> None:
    closes = scales().closes
    rows = tuple(replace(row, not_in_risk_task=True) if row.item == "III-8" else row for row in closes.rows)
    strict = replace(scales(), closes=ClosesTable(rows=rows))
    client = person("K1", limit("III-8", 0, 1))
    for risky, verdict in ((0, Verdict.KAN_NIET), (1, Verdict.LET_OP)):
        risks = [(Risk.HEIGHT,) if risky == place else () for place in range(2)]
        tasks = (
            task("t1", 50, demand("III-8", (1,)), risks=risks[0]),
            task("t2", 50, demand("III-8", (2,)), risks=risks[1]),
        )
        assert item_of(weighed(client, job(tasks=tasks, can=WILLING), strict), "III-8").verdict is verdict


def test_times_are_asked_by_the_roster_where_nobody_said_it_per_task() -> None:
    every_evening, no_night = person("K1", limit("VI-1", 0, 1)), person("K1", limit("VI-1", 0, 2))
    vacancy = job()
    vacancy = replace(vacancy, demands=tuple(one for one in vacancy.demands if one.item != "VI-1"))
    evening = replace(vacancy, times=(DayPart.DAY, DayPart.EVENING), every_evening=True)
    some_evenings = replace(evening, every_evening=False)
    night = replace(vacancy, times=(DayPart.DAY, DayPart.NIGHT))
    unsaid = replace(vacancy, times=None)
    table = (
        (every_evening, evening, Verdict.KAN_NIET),
        (every_evening, some_evenings, Verdict.PAST),
        (every_evening, night, Verdict.PAST),
        (no_night, night, Verdict.KAN_NIET),
        (no_night, evening, Verdict.PAST),
        (no_night, unsaid, Verdict.VRAAG_NA),
        (person(), unsaid, Verdict.PAST),
    )
    for client, asked, verdict in table:
        assert item_of(weighed(client, asked), "VI-1").verdict is verdict
