"""Readings task by task: all that the tasks need together, the worst of them, and only of the text that was read."""

from dataclasses import replace

import pytest

from fixtures.tiny import UNWILLING, WILLING, demand, job, limit, person
from matcher.domain.candidate import Reason, Verdict
from matcher.domain.client import LksGroup
from matcher.domain.profile import Answer, BinDemand, Frequency, ReadingOutcome, Source
from matcher.domain.support import Instrument
from tests.builders import item_of, reading, refusing, task, weighed, with_readings

WORKS, WORKS_WITH, FAILS = ReadingOutcome.WORKS, ReadingOutcome.WORKS_WITH, ReadingOutcome.FAILS
AID, BUDDY = Instrument.AID, Instrument.WORK_BUDDY
TASKS = (task("t1", 50, demand("III-2", BinDemand.NORM)), task("t2", 50, demand("III-2", BinDemand.NORM)))
LIMITED = person("K1", limit("III-2", 1, text="geen tocht"))
BOTH = (reading("III-2", WORKS_WITH, AID, task="t1"), reading("III-2", WORKS_WITH, BUDDY, task="t2"))


def test_what_a_reading_settles_is_no_longer_covered_by_the_table_nor_at_the_norm() -> None:
    covered = limit("IV-13", 1, text="alleen tot de heup"), demand("IV-13", 0)
    at_norm = limit("IV-13", text="alleen tot de heup"), demand("IV-13", -1)
    for value, asked in (covered, at_norm):
        for outcome, verdict in ((FAILS, Verdict.KAN_NIET), (WORKS, Verdict.PAST)):
            read = reading("IV-13", outcome, source=Source.LABOUR_EXPERT)
            client = with_readings(person("K1", value), read)
            item = item_of(weighed(client, job(asked, can=WILLING)), "IV-13")
            assert (item.verdict, item.reason) == (verdict, Reason.TEXT_READ)
            assert (item.is_covered, item.is_at_norm, item.closers) == (False, False, ())


def test_what_each_task_needs_is_needed_together() -> None:
    found = weighed(with_readings(LIMITED, *BOTH), job(tasks=TASKS, can=WILLING))
    item = item_of(found, "III-2")
    assert (item.verdict, item.reason, item.closers) == (Verdict.LET_OP, Reason.TEXT_READ, (AID, BUDDY))
    assert [one.package.instruments for one in found.packages] == [(AID, BUDDY)]


def test_the_worst_of_them_holds() -> None:
    vacancy = job(tasks=TASKS, can=WILLING)
    assert item_of(weighed(with_readings(refusing(LIMITED, BUDDY), *BOTH), vacancy), "III-2").verdict is (
        Verdict.KAN_NIET
    )
    no_buddy = replace(vacancy, adaptations=replace(WILLING, work_buddy=Answer.NO))
    assert not weighed(with_readings(LIMITED, *BOTH), no_buddy).is_proposable
    unsure = reading("III-2", WORKS_WITH, Instrument.WAGE_SUBSIDY, task="t2")
    asked = with_readings(replace(LIMITED, lks_group=LksGroup.UNKNOWN), BOTH[0], unsure)
    assert item_of(weighed(asked, vacancy), "III-2").verdict is Verdict.VRAAG_NA


def test_a_task_that_works_as_it_is_adds_nothing() -> None:
    mixed = with_readings(LIMITED, BOTH[0], reading("III-2", WORKS, task="t2"))
    found = weighed(mixed, job(tasks=TASKS, can=WILLING))
    assert [one.package.instruments for one in found.packages] == [(AID,)]


def test_maatwerk_task_by_task_replaces_the_table_once_and_adds_each_support() -> None:
    tasks = (task("t1", 50, demand("IV-13", 0)), task("t2", 50, demand("IV-13", 0)))
    expert = tuple(
        reading("IV-13", WORKS_WITH, instrument, source=Source.LABOUR_EXPERT, task=key)
        for key, instrument in (("t1", Instrument.ORGANISATION), ("t2", BUDDY))
    )
    found = weighed(with_readings(person("K1", limit("IV-13", 2)), *expert), job(tasks=tasks, can=WILLING))
    assert [one.package.instruments for one in found.packages] == [(Instrument.ORGANISATION, BUDDY)]


def test_a_level_is_set_aside_only_by_the_word_of_the_expert_himself() -> None:
    """He read that it works; a coach after him that it takes an aid: that is the coach's word, and the level stays."""
    client = person("K1", limit("IV-18", 2, text="alleen links"))
    expert = reading("IV-18", WORKS, source=Source.LABOUR_EXPERT)
    vacancy = job(demand("IV-18", 0), can=WILLING)
    words = (reading("IV-18", WORKS), Verdict.PAST), (reading("IV-18", WORKS_WITH, AID), Verdict.KAN_NIET)
    for later, verdict in words:
        assert item_of(weighed(with_readings(client, expert, later), vacancy), "IV-18").verdict is verdict


def test_support_that_was_read_stays_in_the_package_beside_a_question_on_the_level() -> None:
    client = with_readings(person("K1", limit("IV-18", 1, text="alleen links")), reading("IV-18", WORKS_WITH, BUDDY))
    found = weighed(client, job(demand("IV-18", 0, Frequency.UNKNOWN), can=replace(UNWILLING, work_buddy=Answer.YES)))
    assert item_of(found, "IV-18").reason is Reason.FREQUENCY_UNKNOWN
    assert [one.package.instruments for one in found.packages] == [(BUDDY,)]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("", Verdict.PAST), ("Taak t1", Verdict.PAST), ("  taak\nT1 ", Verdict.PAST), ("Iets anders", Verdict.VRAAG_NA)],
)
def test_a_reading_ends_when_the_text_of_the_task_is_another(text: str, verdict: Verdict) -> None:
    read = replace(reading("III-2", WORKS, task="t1"), task_text=text)
    vacancy = job(tasks=(TASKS[0], task("t2", 50)))
    assert item_of(weighed(with_readings(LIMITED, read), vacancy), "III-2").verdict is verdict


def test_a_reading_without_a_task_holds_only_for_tasks_with_the_text_that_was_read() -> None:
    read = replace(reading("III-2", FAILS), task_text="Taak t1")
    again = (replace(TASKS[0], description="Taak t1"), replace(TASKS[1], description="Taak t1"))
    assert item_of(weighed(with_readings(LIMITED, read), job(tasks=TASKS)), "III-2").verdict is Verdict.VRAAG_NA
    assert item_of(weighed(with_readings(LIMITED, read), job(tasks=again)), "III-2").verdict is Verdict.KAN_NIET
