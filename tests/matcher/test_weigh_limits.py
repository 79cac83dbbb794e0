"""Items that are limited or not: each cell of the table of verdicts, and what a person who read the limit found."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fixtures.days import DAY
from fixtures.tiny import UNWILLING, WILLING, demand, job, limit, person
from matcher.catalogue.items import ItemType
from matcher.domain.candidate import ItemVerdict, Reason, Verdict
from matcher.domain.client import Client
from matcher.domain.profile import Answer, BinDemand, Frequency, Reading, ReadingOutcome, Source
from matcher.domain.support import Instrument
from matcher.domain.vacancy import Vacancy
from tests.builders import (
    NO_SEPARATE_GATE,
    derived,
    item_codes,
    item_of,
    reading,
    refusing,
    task,
    unknown,
    weighed,
    with_readings,
)

LIMITED_OR_NOT = item_codes(item for item in NO_SEPARATE_GATE if item.type is ItemType.BIN)
WORKS, WORKS_WITH, FAILS = ReadingOutcome.WORKS, ReadingOutcome.WORKS_WITH, ReadingOutcome.FAILS
ASKED = {"geen": BinDemand.NONE, "norm": BinDemand.NORM, "boven": BinDemand.ABOVE, "onbekend": None}
CELLS = [
    ("limited", "geen", Verdict.PAST, Reason.NOT_ASKED),
    ("limited", "norm", Verdict.VRAAG_NA, Reason.TEXT_UNREAD),
    ("limited", "boven", Verdict.VRAAG_NA, Reason.TEXT_UNREAD),
    ("limited", "onbekend", Verdict.VRAAG_NA, Reason.TEXT_UNREAD),
    ("norm", "geen", Verdict.PAST, Reason.NOT_ASKED),
    ("norm", "norm", Verdict.PAST, Reason.WITHIN),
    ("norm", "boven", Verdict.LET_OP, Reason.ABOVE_NORM),
    ("norm", "onbekend", Verdict.PAST, Reason.WITHIN),
    ("unknown", "geen", Verdict.PAST, Reason.NOT_ASKED),
    ("unknown", "norm", Verdict.VRAAG_NA, Reason.UNKNOWN_CAPACITY),
    ("unknown", "boven", Verdict.VRAAG_NA, Reason.UNKNOWN_CAPACITY),
    ("unknown", "onbekend", Verdict.VRAAG_NA, Reason.UNKNOWN_BOTH),
]


@pytest.mark.parametrize(("capacity", "asked", "verdict", "reason"), CELLS)
@pytest.mark.parametrize("code", LIMITED_OR_NOT)
def test_a_limit_against_what_is_asked(code: str, capacity: str, asked: str, verdict: Verdict, reason: Reason) -> None:
    clients = {
        "limited": person("K1", limit(code, 1, text="kan dit niet altijd")),
        "norm": person(),
        "unknown": person(without=code.partition("-")[0]),
    }
    found = item_of(weighed(clients[capacity], job(_asks(code, asked))), code)
    assert (found.verdict, found.reason) == (verdict, reason)
    assert found.is_at_norm == (reason is Reason.ABOVE_NORM)


def test_a_limit_is_kan_niet_only_where_a_person_read_that_it_fails() -> None:
    client = person("K1", limit("II-11", 1))
    vacancy = job(demand("II-11", BinDemand.ABOVE))
    assert _verdict(client, vacancy) is Verdict.VRAAG_NA
    assert _verdict(client, vacancy, reading("II-11", FAILS)) is Verdict.KAN_NIET
    assert _verdict(client, vacancy, reading("II-11", WORKS)) is Verdict.PAST
    assert _verdict(client, vacancy, reading("II-11", WORKS_WITH, Instrument.WORK_BUDDY)) is Verdict.KAN_NIET
    willing = replace(vacancy, adaptations=WILLING)
    assert _verdict(client, willing, reading("II-11", WORKS_WITH, Instrument.WORK_BUDDY)) is Verdict.LET_OP


def test_what_the_work_does_not_depend_on_needs_no_reading() -> None:
    client = person("K1", limit("II-11", 1))
    assert _verdict(client, job(), reading("II-11", FAILS)) is Verdict.PAST


def test_the_instrument_of_a_reading_is_the_support() -> None:
    client = with_readings(
        person("K1", limit("III-2", 1, text="geen tocht")), reading("III-2", WORKS_WITH, Instrument.AID)
    )
    found = weighed(client, job(demand("III-2", BinDemand.NORM), can=WILLING))
    item = item_of(found, "III-2")
    assert (item.verdict, item.reason, item.is_covered) == (Verdict.LET_OP, Reason.TEXT_READ, True)
    assert [one.package.instruments for one in found.packages] == [(Instrument.AID,)]


@pytest.mark.parametrize(
    ("answer", "refused", "verdict"),
    [
        (Answer.YES, (), Verdict.LET_OP),
        (Answer.UNKNOWN, (), Verdict.LET_OP),
        (Answer.NO, (), Verdict.KAN_NIET),
        (Answer.YES, (Instrument.AID,), Verdict.KAN_NIET),
    ],
)
def test_lukt_met_holds_only_where_the_employer_and_the_person_want_it(
    answer: Answer, refused: tuple[Instrument, ...], verdict: Verdict
) -> None:
    client = refusing(person("K1", limit("III-2", 1)), *refused)
    vacancy = job(demand("III-2", BinDemand.NORM), can=replace(UNWILLING, aid=answer))
    assert _verdict(client, vacancy, reading("III-2", WORKS_WITH, Instrument.AID), code="III-2") is verdict


def test_the_question_offers_what_could_help_and_stays_open_without_it() -> None:
    client = person("K1", limit("III-5", 1))
    offered = weighed(client, job(demand("III-5", BinDemand.NORM), can=WILLING))
    assert offered.packages[0].package.instruments == (Instrument.ORGANISATION,)
    bare = weighed(client, job(demand("III-5", BinDemand.NORM)))
    assert [one.package.instruments for one in bare.packages] == [()]
    assert offered.verdict is bare.verdict is Verdict.VRAAG_NA


TEXT = "alleen met rechterhand"


def test_a_text_on_levels_is_a_question_until_somebody_read_it() -> None:
    client, vacancy = person("K1", limit("IV-18", 1, text=TEXT)), job(demand("IV-18", 1))
    found = item_of(weighed(client, vacancy), "IV-18")
    assert (found.verdict, found.reason) == (Verdict.VRAAG_NA, Reason.TEXT_UNREAD)
    assert _verdict(client, vacancy, reading("IV-18", WORKS), code="IV-18") is Verdict.PAST
    assert _verdict(client, vacancy, reading("IV-18", FAILS), code="IV-18") is Verdict.KAN_NIET
    assert _verdict(client, job(demand("IV-18", 3)), code="IV-18") is Verdict.PAST


def test_a_text_beside_the_norm_and_one_beside_conditions_count_too() -> None:
    at_norm = person("K1", limit("IV-18", 0, text=TEXT))
    assert _verdict(at_norm, job(demand("IV-18", 0)), code="IV-18") is Verdict.VRAAG_NA
    above = item_of(weighed(at_norm, job(demand("IV-18", -1))), "IV-18")
    assert (above.verdict, above.is_at_norm) == (Verdict.VRAAG_NA, False)
    conditions = person("K1", limit("III-8", 0, 1, text=TEXT))
    assert _verdict(conditions, job(demand("III-8", (2,))), code="III-8") is Verdict.VRAAG_NA
    assert _verdict(conditions, job(demand("III-8", ())), code="III-8") is Verdict.PAST
    assert _verdict(conditions, job(unknown("III-8")), code="III-8") is Verdict.VRAAG_NA


def test_a_text_nobody_read_is_a_question_beside_what_support_closes_and_what_is_tolerated() -> None:
    client = person("K1", limit("IV-13", 1, text=TEXT), limit("IV-18", 1, text=TEXT))
    vacancy = job(demand("IV-13", 0), demand("IV-18", 0, Frequency.INCIDENTAL), can=WILLING)
    found = weighed(client, vacancy)
    for item in (item_of(found, "IV-13"), item_of(found, "IV-18")):
        assert (item.reason, item.is_covered, item.is_at_norm) == (Reason.TEXT_UNREAD, False, False)
    assert found.packages[0].package.instruments == (Instrument.AID,)
    read = with_readings(client, reading("IV-13", WORKS), reading("IV-18", WORKS))
    found = weighed(read, vacancy)
    assert [item_of(found, code).reason for code in ("IV-13", "IV-18")] == [Reason.CLOSED, Reason.TOLERATED]


def test_only_an_arbeidsdeskundige_sets_a_level_aside() -> None:
    client, vacancy = person("K1", limit("IV-18", 2, text=TEXT)), job(demand("IV-18", 0))
    assert _verdict(client, vacancy, reading("IV-18", WORKS), code="IV-18") is Verdict.KAN_NIET
    tailored = reading("IV-18", WORKS, source=Source.LABOUR_EXPERT, until=DAY)
    assert _verdict(client, vacancy, tailored, code="IV-18") is Verdict.PAST
    ended = replace(tailored, until=DAY - timedelta(days=1))
    assert _verdict(client, vacancy, ended, code="IV-18") is Verdict.KAN_NIET


def test_maatwerk_needs_no_text_and_may_name_its_support() -> None:
    client = person("K1", limit("IV-18", 2))
    vacancy = job(demand("IV-18", 0), can=WILLING)
    tailored = reading("IV-18", WORKS_WITH, Instrument.ORGANISATION, source=Source.LABOUR_EXPERT)
    found = weighed(with_readings(client, tailored), vacancy)
    assert item_of(found, "IV-18").reason is Reason.TEXT_READ
    assert found.packages[0].package.instruments == (Instrument.ORGANISATION,)


def test_maatwerk_replaces_the_support_of_the_table() -> None:
    client = person("K1", limit("IV-13", 1))
    tailored = reading("IV-13", WORKS, source=Source.LABOUR_EXPERT)
    found = weighed(with_readings(client, tailored), job(demand("IV-13", 0), can=WILLING))
    assert item_of(found, "IV-13").verdict is Verdict.PAST
    assert [one.package.instruments for one in found.packages] == [()]


def test_another_reader_answers_the_text_and_leaves_what_the_level_needs() -> None:
    client = person("K1", limit("IV-13", 1, text=TEXT))
    read = reading("IV-13", WORKS_WITH, Instrument.WORK_BUDDY)
    found = weighed(with_readings(client, read), job(demand("IV-13", 0), can=WILLING))
    assert item_of(found, "IV-13").verdict is Verdict.LET_OP
    assert {Instrument.WORK_BUDDY, Instrument.AID} <= set(found.packages[0].package.instruments)


def test_a_reading_belongs_to_one_vacancy_one_item_and_its_last_day() -> None:
    client, vacancy = person("K1", limit("II-11", 1)), job(demand("II-11", BinDemand.NORM))
    for other in (
        reading("II-11", WORKS, vacancy="V2"),
        reading("II-9", WORKS),
        reading("II-11", WORKS, until=DAY - timedelta(days=1)),
    ):
        assert _verdict(client, vacancy, other) is Verdict.VRAAG_NA
    assert _verdict(client, vacancy, reading("II-11", WORKS, until=DAY)) is Verdict.PAST


def test_each_task_that_depends_on_it_is_read_and_the_worst_holds() -> None:
    tasks = (
        task("t1", 40, demand("II-11", BinDemand.NORM)),
        task("t2", 40, demand("II-11", BinDemand.NORM)),
        task("t3", 20),
    )
    client, vacancy = person("K1", limit("II-11", 1)), job(tasks=tasks)
    first, second = reading("II-11", WORKS, task="t1"), reading("II-11", FAILS, task="t2")
    assert _verdict(client, vacancy, first) is Verdict.VRAAG_NA
    assert _verdict(client, vacancy, first, replace(second, outcome=WORKS)) is Verdict.PAST
    assert _verdict(client, vacancy, first, second) is Verdict.KAN_NIET
    assert _verdict(client, vacancy, reading("II-11", WORKS), second) is Verdict.KAN_NIET
    beside = reading("II-11", FAILS, task="t3")
    assert _verdict(client, vacancy, first, replace(second, outcome=WORKS), beside) is Verdict.PAST


def test_a_reading_does_not_make_an_old_or_unknown_limit_known() -> None:
    old = replace(limit("II-11", 1), recorded_on=date(2024, 6, 1))
    vacancy = job(demand("II-11", BinDemand.NORM))
    for client in (person("K1", old, without="II"), person(without="II")):
        assert _verdict(client, vacancy, reading("II-11", WORKS)) is Verdict.VRAAG_NA


def test_an_unlimited_item_without_text_takes_no_reading_but_lukt_niet() -> None:
    above = job(demand("II-11", BinDemand.ABOVE))
    assert _verdict(person(), above) is Verdict.LET_OP
    assert _verdict(person(), above, reading("II-11", WORKS)) is Verdict.LET_OP
    assert _verdict(person(), above, reading("II-11", WORKS_WITH, Instrument.ORGANISATION)) is Verdict.LET_OP


@pytest.mark.parametrize("source", [Source.LABOUR_EXPERT, Source.CASEWORKER])
def test_lukt_niet_closes_the_pair_whatever_is_known_of_the_person(source: Source) -> None:
    """Not only beside a deviation: the norm, what nobody looked at and what is too old are no ground to try again."""
    old = replace(limit("IV-13", 1), recorded_on=date(2024, 6, 1))
    failed = reading("IV-13", FAILS, source=source)
    for client in (person(), person(without="IV"), person("K1", old, without="IV"), person("K1", limit("IV-13", 1))):
        found = weighed(with_readings(client, failed), job(demand("IV-13", 0), can=WILLING))
        item = item_of(found, "IV-13")
        assert (item.verdict, item.reason, item.closers) == (Verdict.KAN_NIET, Reason.TEXT_READ, ())
        assert not found.is_proposable


def test_the_arbeidsdeskundige_sets_a_level_aside_only_in_the_tasks_he_read() -> None:
    tasks = (task("t1", 60, demand("IV-18", 0)), task("t2", 40, demand("IV-18", 0)))
    client, vacancy = person("K1", limit("IV-18", 2, text=TEXT)), job(tasks=tasks)
    expert = reading("IV-18", WORKS, source=Source.LABOUR_EXPERT, task="t1")
    coach = reading("IV-18", WORKS, source=Source.JOBCOACH, task="t2")
    assert _verdict(client, vacancy, expert, coach, code="IV-18") is Verdict.KAN_NIET
    both = replace(coach, source=Source.LABOUR_EXPERT)
    assert _verdict(client, vacancy, expert, both, code="IV-18") is Verdict.PAST
    assert _verdict(client, vacancy, expert, both, coach, code="IV-18") is Verdict.PAST
    assert _verdict(client, vacancy, replace(expert, task=""), code="IV-18") is Verdict.PAST


def test_lukt_met_what_the_employer_refuses_is_not_proposed_without_it() -> None:
    client = with_readings(
        person("K1", limit("II-1", 1, text=TEXT)), reading("II-1", WORKS_WITH, Instrument.WORK_BUDDY)
    )
    asked = demand("II-1", BinDemand.NORM)
    assert not weighed(client, job(asked, can=replace(WILLING, work_buddy=Answer.NO))).is_proposable
    assert weighed(client, job(asked, can=WILLING)).packages[0].package.instruments == (Instrument.WORK_BUDDY,)


@pytest.mark.parametrize("code", ["II-11", "IV-18"])
def test_a_reading_ends_when_the_value_is_newer_and_counts_from_its_own_day(code: str) -> None:
    client = person("K1", limit(code, 1, text=TEXT))
    vacancy = job(demand(code, BinDemand.NORM if code == "II-11" else 1))
    read_on = limit(code).recorded_on
    for on, verdict in (
        (read_on - timedelta(days=1), Verdict.VRAAG_NA),
        (read_on, Verdict.PAST),
        (DAY, Verdict.PAST),
        (DAY + timedelta(days=1), Verdict.VRAAG_NA),
    ):
        assert _verdict(client, vacancy, replace(reading(code, WORKS), recorded_on=on), code=code) is verdict


def test_a_derived_demand_on_a_limit_is_a_question() -> None:
    client = person("K1", limit("II-11", 1))
    assert _verdict(client, job(derived(demand("II-11", BinDemand.ABOVE)))) is Verdict.VRAAG_NA


def _asks(code: str, asked: str):  # type: ignore[no-untyped-def]
    word = ASKED[asked]
    return unknown(code) if word is None else demand(code, word)


def _verdict(client: Client, vacancy: Vacancy, *readings: Reading, code: str = "II-11") -> Verdict:
    found: ItemVerdict = item_of(weighed(with_readings(client, *readings), vacancy), code)
    return found.verdict
