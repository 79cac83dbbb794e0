"""Items with levels: each cell of the table of verdicts, with a neighbour that falls outside it."""

from dataclasses import replace

import pytest

from fixtures.tiny import UNWILLING, WILLING, demand, job, limit, person
from matcher.catalogue.items import ItemType
from matcher.domain.candidate import Reason, Verdict
from matcher.domain.client import LksGroup
from matcher.domain.profile import Answer, CapacityValue, Demand, Frequency, Source
from matcher.domain.support import Instrument
from matcher.domain.vacancy import Risk
from tests.builders import (
    NO_SEPARATE_GATE,
    derived,
    item_codes,
    item_of,
    minutes,
    task,
    unknown,
    verdict_on,
    weighed,
)

LEVELLED = [item for item in NO_SEPARATE_GATE if item.type is ItemType.ORD]
PER_TASK = [item for item in LEVELLED if not item.per_day]
INCIDENTAL, MARGINAL = Frequency.INCIDENTAL, Frequency.MARGINAL
STRUCTURAL, UNKNOWN_HOW = Frequency.STRUCTURAL, Frequency.UNKNOWN

# On IV-18 only leaving the task out helps, and here it is the only task: nothing closes.
CELLS = [
    (0, 0, STRUCTURAL, Verdict.PAST, Reason.WITHIN),
    (1, 1, STRUCTURAL, Verdict.PAST, Reason.WITHIN),
    (1, 2, UNKNOWN_HOW, Verdict.PAST, Reason.WITHIN),
    (3, 3, STRUCTURAL, Verdict.PAST, Reason.NOT_ASKED),
    (0, -1, STRUCTURAL, Verdict.LET_OP, Reason.ABOVE_NORM),
    (0, -1, UNKNOWN_HOW, Verdict.LET_OP, Reason.ABOVE_NORM),
    (1, 0, INCIDENTAL, Verdict.LET_OP, Reason.TOLERATED),
    (2, 1, MARGINAL, Verdict.LET_OP, Reason.TOLERATED),
    (1, 0, UNKNOWN_HOW, Verdict.VRAAG_NA, Reason.FREQUENCY_UNKNOWN),
    (1, 0, STRUCTURAL, Verdict.KAN_NIET, Reason.EXCESS),
    (2, 0, INCIDENTAL, Verdict.KAN_NIET, Reason.EXCESS),
    (2, 0, MARGINAL, Verdict.KAN_NIET, Reason.EXCESS),
    (2, 0, UNKNOWN_HOW, Verdict.KAN_NIET, Reason.EXCESS),
    (1, -1, INCIDENTAL, Verdict.KAN_NIET, Reason.EXCESS),
]


@pytest.mark.parametrize(("level", "tolerated", "how", "verdict", "reason"), CELLS)
def test_a_level_against_what_is_tolerated(
    level: int, tolerated: int, how: Frequency, verdict: Verdict, reason: Reason
) -> None:
    found = verdict_on("IV-18", level, demand("IV-18", tolerated, how))
    assert (found.verdict, found.reason) == (verdict, reason)
    assert found.is_at_norm == (reason is Reason.ABOVE_NORM)
    assert not found.is_covered


def test_what_the_work_does_not_ask_is_past_even_where_nobody_looked() -> None:
    found = weighed(person(without="IV"), job(demand("IV-18", 3)))
    assert item_of(found, "IV-18").reason is Reason.NOT_ASKED
    found = weighed(person(without="IV"), job(demand("IV-18", 2)))
    assert item_of(found, "IV-18").reason is Reason.UNKNOWN_CAPACITY


@pytest.mark.parametrize(
    ("level", "verdict", "reason"),
    [(0, Verdict.PAST, Reason.WITHIN), (1, Verdict.VRAAG_NA, Reason.UNKNOWN_DEMAND)],
)
def test_an_unknown_demand_is_a_question_only_for_who_is_limited(level: int, verdict: Verdict, reason: Reason) -> None:
    found = verdict_on("IV-18", level, unknown("IV-18"))
    assert (found.verdict, found.reason) == (verdict, reason)


def test_unknown_on_both_sides_is_one_question_of_its_own_kind() -> None:
    found = item_of(weighed(person(without="IV"), job(unknown("IV-18"))), "IV-18")
    assert (found.verdict, found.reason, found.is_unknown_both) == (Verdict.VRAAG_NA, Reason.UNKNOWN_BOTH, True)


def test_support_turns_too_heavy_into_let_op_and_the_no_of_the_employer_turns_it_back() -> None:
    found = verdict_on("IV-13", 2, demand("IV-13", 0), can=WILLING)
    assert (found.verdict, found.reason, found.is_covered) == (Verdict.LET_OP, Reason.CLOSED, True)
    assert found.closers == (Instrument.AID, Instrument.INTERMEDIATE)
    assert verdict_on("IV-13", 2, demand("IV-13", 0)).verdict is Verdict.KAN_NIET


@pytest.mark.parametrize(
    ("group", "verdict", "reason"),
    [
        (LksGroup.ESTABLISHED, Verdict.LET_OP, Reason.CLOSED),
        (LksGroup.UNKNOWN, Verdict.VRAAG_NA, Reason.STATUS_UNKNOWN),
        (LksGroup.NOT, Verdict.KAN_NIET, Reason.EXCESS),
    ],
)
def test_who_may_have_the_only_instrument_decides(group: LksGroup, verdict: Verdict, reason: Reason) -> None:
    client = replace(person("K1", limit("I-7", 1)), lks_group=group)
    found = weighed(client, job(demand("I-7", 0), can=replace(UNWILLING, slower_pace=Answer.YES)))
    assert (item_of(found, "I-7").verdict, item_of(found, "I-7").reason) == (verdict, reason)


@pytest.mark.parametrize("code", item_codes(PER_TASK))
def test_one_level_too_much_now_and_then_is_tolerated_but_not_on_ladders(code: str) -> None:
    found = verdict_on(code, 1, demand(code, 0, INCIDENTAL))
    assert found.verdict is (Verdict.KAN_NIET if code == "IV-19" else Verdict.LET_OP)


@pytest.mark.parametrize("how", [INCIDENTAL, MARGINAL, UNKNOWN_HOW])
@pytest.mark.parametrize("code", ["I-1", "I-2", "IV-18"])
def test_attention_is_not_tolerated_short_of_in_a_task_with_a_risk_mark(code: str, how: Frequency) -> None:
    safe = Verdict.VRAAG_NA if how is UNKNOWN_HOW else Verdict.LET_OP
    asked = demand(code, 0, how)
    for risks, verdict in (((), safe), ((Risk.MACHINE,), Verdict.KAN_NIET if code != "IV-18" else safe)):
        found = weighed(person("K1", limit(code, 1)), job(tasks=(task("t1", 100, asked, risks=risks),)))
        assert item_of(found, code).verdict is verdict


def test_a_risk_mark_on_another_task_changes_nothing() -> None:
    tasks = (task("t1", 50, demand("I-1", 0, INCIDENTAL)), task("t2", 50, risks=(Risk.TRAFFIC,)))
    found = weighed(person("K1", limit("I-1", 1)), job(demand("I-1", 2), tasks=tasks))
    assert item_of(found, "I-1").reason is Reason.TOLERATED


@pytest.mark.parametrize("code", item_codes(PER_TASK))
def test_far_too_heavy_everywhere_is_kan_niet_and_derived_only_a_question(code: str) -> None:
    heavy = demand(code, -1)
    level = max(1, min(2, {item.code: item.k for item in LEVELLED}[code]))
    assert verdict_on(code, level, heavy).verdict is Verdict.KAN_NIET
    asked = verdict_on(code, level, derived(heavy))
    assert (asked.verdict, asked.reason) == (Verdict.VRAAG_NA, Reason.DERIVED)


def test_a_derived_demand_that_is_tolerated_or_closed_stays_let_op() -> None:
    assert verdict_on("IV-18", 1, derived(demand("IV-18", 0, INCIDENTAL))).reason is Reason.TOLERATED
    assert verdict_on("IV-13", 1, derived(demand("IV-13", 0)), can=WILLING).reason is Reason.CLOSED


def test_the_strictest_task_decides() -> None:
    light, heavy = task("t1", 60, demand("IV-18", 2)), task("t2", 40, demand("IV-18", 0))
    found = weighed(person("K1", limit("IV-18", 2)), job(tasks=(light, heavy)))
    assert item_of(found, "IV-18").excess == 2
    assert item_of(found, "IV-18").verdict is Verdict.KAN_NIET
    assert item_of(weighed(person("K1", limit("IV-18", 2)), job(tasks=(light,))), "IV-18").verdict is Verdict.PAST


@pytest.mark.parametrize(("level", "tolerated", "excess"), [(1, 0, 1), (3, 2, 1), (3, 1, 2), (1, -1, 2)])
def test_what_is_too_heavy_is_counted_from_what_is_tolerated(level: int, tolerated: int, excess: int) -> None:
    """A lay-out of the place closes one level, wherever that level lies."""
    assert verdict_on("IV-18", level, demand("IV-18", tolerated)).excess == excess
    can = replace(UNWILLING, organisation=Answer.YES)
    level, tolerated = min(level, 2), min(tolerated, 1)
    found = verdict_on("IV-7", level, demand("IV-7", tolerated), can=can)
    assert found.is_covered == (level - tolerated == 1)


def test_a_task_that_says_nothing_of_its_own_follows_the_vacancy() -> None:
    tasks = (task("t1", 50), task("t2", 50, demand("IV-18", 2)))
    client = person("K1", limit("IV-18", 1))
    assert item_of(weighed(client, job(demand("IV-18", 1), tasks=tasks)), "IV-18").verdict is Verdict.PAST
    assert item_of(weighed(client, job(demand("IV-18", 0), tasks=tasks)), "IV-18").verdict is Verdict.KAN_NIET


def test_one_silent_task_asks_a_question_but_never_hides_what_is_too_heavy() -> None:
    silent = task("t1", 50, unknown("IV-18"))
    client = person("K1", limit("IV-18", 1))
    light = job(tasks=(silent, task("t2", 50, demand("IV-18", 1))))
    heavy = job(tasks=(silent, task("t2", 50, demand("IV-18", 0))))
    assert item_of(weighed(client, light), "IV-18").reason is Reason.UNKNOWN_DEMAND
    assert item_of(weighed(client, heavy), "IV-18").verdict is Verdict.KAN_NIET


def test_where_only_the_firm_part_can_be_left_out_the_tolerated_part_stays_open() -> None:
    firm = task("t1", 30, demand("IV-18", 0), leave=Answer.YES)
    borne = task("t2", 70, demand("IV-18", 0, INCIDENTAL))
    found = weighed(person("K1", limit("IV-18", 1)), job(tasks=(firm, borne)))
    item = item_of(found, "IV-18")
    assert (item.verdict, item.reason, item.is_covered) == (Verdict.LET_OP, Reason.TOLERATED, False)
    assert found.packages[0].package.instruments == (Instrument.LEAVE_OUT,)


def test_where_the_rest_is_of_unknown_frequency_leaving_the_firm_part_out_leaves_a_question() -> None:
    firm = task("t1", 30, demand("IV-18", 0), leave=Answer.YES)
    asked = task("t2", 70, demand("IV-18", 0, UNKNOWN_HOW))
    found = weighed(person("K1", limit("IV-18", 1)), job(tasks=(firm, asked)))
    assert item_of(found, "IV-18").reason is Reason.FREQUENCY_UNKNOWN
    assert found.packages[0].package.instruments == (Instrument.LEAVE_OUT,)


def test_the_norm_is_never_too_little_for_what_is_tolerated() -> None:
    for item in PER_TASK:
        assert verdict_on(item.code, 0, demand(item.code, 0)).verdict is Verdict.PAST


# The job has 20 to 24 hours over 4 days: who does 24 hours works 360 minutes a day, three quarters of a full day.
@pytest.mark.parametrize(
    ("hours", "asked", "tolerated"),
    [
        (24, 80, 2),  # 80 x 3/4 = 60 minutes: the ceiling of level 2
        (24, 81, 1),  # a minute more
        (20, 96, 2),  # 96 x 5/8 = 60
        (20, 97, 1),
        (24, 0, 3),  # asks nothing
        (24, 38, 3),  # 28.5, under the 29 of level 3
        (24, 39, 2),  # 29.25
        (24, 321, 0),  # 240.75, above every ceiling
        (24, 320, 1),
    ],
)
def test_minutes_of_the_day_count_on_the_own_planned_day(hours: int, asked: int, tolerated: int) -> None:
    client = replace(person("K1", limit("IV-4", 1)), week_minutes=hours * 60)
    assert item_of(weighed(client, job(minutes("IV-4", asked))), "IV-4").tolerated == tolerated


def test_sitting_has_ceilings_of_its_own() -> None:
    for asked, tolerated in ((160, 3), (161, 2), (320, 2), (321, 1), (640, 1), (641, 0)):
        assert verdict_on("V-2", 3, minutes("V-2", asked)).tolerated == tolerated


def test_fewer_hours_make_a_person_past_where_more_hours_do_not() -> None:
    short, long = (replace(person("K1", limit("IV-4", 2)), week_minutes=hours * 60) for hours in (20, 24))
    vacancy = job(minutes("IV-4", 90))
    assert item_of(weighed(short, vacancy), "IV-4").verdict is Verdict.PAST
    assert item_of(weighed(long, vacancy), "IV-4").verdict is Verdict.KAN_NIET


def test_minutes_add_up_over_the_tasks() -> None:
    client = person("K1", limit("IV-4", 2))
    two = (task("t1", 50, minutes("IV-4", 40)), task("t2", 50, minutes("IV-4", 40)))
    three = (*two[:1], task("t2", 50, minutes("IV-4", 41)))
    assert item_of(weighed(client, _without_whole_day("IV-4", two)), "IV-4").verdict is Verdict.PAST
    assert item_of(weighed(client, _without_whole_day("IV-4", three)), "IV-4").verdict is Verdict.KAN_NIET


def test_where_the_vacancy_and_its_tasks_both_name_minutes_the_heavier_holds() -> None:
    """V-4 at level 3 bears 29 minutes: neither side may make the other lighter."""
    client = person("K1", limit("V-4", 3))
    heavy = (task("t1", 50, minutes("V-4", 400)), task("t2", 50))
    light = (task("t1", 50, minutes("V-4", 10)), task("t2", 50, minutes("V-4", 10)))
    for whole, tasks, verdict, asked in (
        (5, heavy, Verdict.KAN_NIET, 0),
        (400, light, Verdict.KAN_NIET, 0),
        (5, light, Verdict.PAST, 3),
        (20, (light[0], task("t2", 50)), Verdict.PAST, 3),
    ):
        found = item_of(weighed(client, job(minutes("V-4", whole), tasks=tasks)), "V-4")
        assert (found.verdict, found.tolerated) == (verdict, asked)


def test_the_tasks_that_make_the_day_too_long_can_be_left_out() -> None:
    tasks = (task("t1", 30, minutes("IV-4", 200), leave=Answer.YES), task("t2", 70, minutes("IV-4", 0)))
    client = person("K1", limit("IV-4", 2))
    found = weighed(client, job(minutes("IV-4", 10), tasks=tasks))
    assert found.packages[0].package.instruments == (Instrument.LEAVE_OUT,)
    found = weighed(client, job(minutes("IV-4", 300), tasks=tasks))
    assert item_of(found, "IV-4").verdict is Verdict.KAN_NIET


def test_a_day_that_is_known_to_be_too_long_is_not_shortened_by_leaving_out_a_task_of_derived_minutes() -> None:
    """The vacancy's own 400 minutes are of all tasks; without t1, of which 450 are only thought, they still are."""
    tasks = (task("t1", 30, derived(minutes("IV-4", 450)), leave=Answer.YES), task("t2", 70, minutes("IV-4", 0)))
    found = weighed(person("K1", limit("IV-4", 2)), job(minutes("IV-4", 400), tasks=tasks))
    assert item_of(found, "IV-4").verdict is Verdict.KAN_NIET


def test_minutes_of_one_task_unknown_leave_the_day_a_question() -> None:
    tasks = (task("t1", 50, minutes("IV-4", 10)), task("t2", 50))
    found = weighed(person("K1", limit("IV-4", 2)), _without_whole_day("IV-4", tasks))
    assert item_of(found, "IV-4").reason is Reason.UNKNOWN_DEMAND
    assert item_of(weighed(person(), _without_whole_day("IV-4", tasks)), "IV-4").verdict is Verdict.PAST
    found = weighed(person(without="IV"), _without_whole_day("IV-4", (task("t1", 100),)))
    assert item_of(found, "IV-4").is_unknown_both


@pytest.mark.parametrize("beside", [None, minutes("V-4", 5), minutes("V-4", 0)], ids=["silent", "five", "nothing"])
def test_minutes_nobody_saw_never_hide_minutes_that_are_known_to_be_too_many(beside: Demand | None) -> None:
    client = person("K1", limit("V-4", 3))
    part = task("t2", 50) if beside is None else task("t2", 50, derived(beside))
    known = _without_whole_day("V-4", (task("t1", 50, minutes("V-4", 400)), part))
    assert item_of(weighed(client, known), "V-4").verdict is Verdict.KAN_NIET


def test_minutes_that_are_too_many_only_with_the_derived_ones_are_a_question() -> None:
    seen, thought = task("t1", 50, minutes("V-4", 20)), task("t2", 50, derived(minutes("V-4", 400)))
    found = item_of(weighed(person("K1", limit("V-4", 3)), _without_whole_day("V-4", (seen, thought))), "V-4")
    assert (found.verdict, found.reason) == (Verdict.VRAAG_NA, Reason.DERIVED)
    light = task("t2", 50, derived(minutes("V-4", 5)))
    found = item_of(weighed(person("K1", limit("V-4", 3)), _without_whole_day("V-4", (seen, light))), "V-4")
    assert found.verdict is Verdict.PAST


@pytest.mark.parametrize("item", [item for item in LEVELLED if item.per_day], ids=lambda item: item.code)
def test_minutes_too_many_are_tolerated_asked_or_too_heavy_as_levels_are(item) -> None:  # type: ignore[no-untyped-def]
    over = item.day_ceilings[0] * 4 // 3 + 2
    for how, verdict in (
        (INCIDENTAL, Verdict.LET_OP),
        (MARGINAL, Verdict.LET_OP),
        (UNKNOWN_HOW, Verdict.VRAAG_NA),
        (STRUCTURAL, Verdict.KAN_NIET),
    ):
        assert verdict_on(item.code, 1, minutes(item.code, over, how)).verdict is verdict
        assert verdict_on(item.code, 2, minutes(item.code, over, how)).verdict is Verdict.KAN_NIET
    assert verdict_on(item.code, 2, derived(minutes(item.code, over))).reason is Reason.DERIVED
    assert verdict_on(item.code, 0, minutes(item.code, 1440)).verdict is Verdict.PAST


def test_what_is_too_old_is_a_question_where_the_work_depends_on_it() -> None:
    old = replace(limit("IV-18", 0), recorded_on=limit("IV-18").recorded_on.replace(year=2024))
    client = person("K1", old, without="IV")
    assert item_of(weighed(client, job(demand("IV-18", 0))), "IV-18").reason is Reason.STALE_CAPACITY
    assert item_of(weighed(client, job(demand("IV-18", 3))), "IV-18").verdict is Verdict.PAST
    assert item_of(weighed(client, job(unknown("IV-18"))), "IV-18").is_unknown_both


def test_of_two_sources_that_differ_the_stricter_decides() -> None:
    milder = CapacityValue(item="IV-18", level=0, source=Source.SELF, recorded_on=limit("IV-18").recorded_on)
    found = weighed(person("K1", milder, limit("IV-18", 2)), job(demand("IV-18", 0)))
    assert item_of(found, "IV-18").verdict is Verdict.KAN_NIET
    stricter = replace(milder, level=2)
    found = weighed(person("K1", stricter, limit("IV-18", 0)), job(demand("IV-18", 0)))
    assert item_of(found, "IV-18").verdict is Verdict.KAN_NIET


def _without_whole_day(code: str, tasks):  # type: ignore[no-untyped-def]
    vacancy = job(tasks=tasks)
    return replace(vacancy, demands=tuple(one for one in vacancy.demands if one.item != code))
