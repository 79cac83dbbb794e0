"""Items over the tasks of a vacancy: one task is enough to ask, the heaviest decides, and it is named."""

from dataclasses import replace

import pytest

from fixtures.tiny import WILLING, demand, job, limit, person
from matcher.catalogue.closes import ClosesTable
from matcher.domain.candidate import Reason, Verdict
from matcher.domain.profile import Answer, BinDemand, Demand, Frequency
from matcher.domain.support import Instrument
from matcher.domain.vacancy import Risk
from tests.builders import item_of, scales, task, unknown, weighed


def test_of_what_is_borne_in_one_task_and_asked_in_another_the_question_stays() -> None:
    borne, asked = (
        task("t1", 50, demand("IV-18", 0, Frequency.INCIDENTAL)),
        task("t2", 50, demand("IV-18", 0, Frequency.UNKNOWN)),
    )
    for tasks in ((borne, asked), (asked, borne)):
        found = item_of(weighed(person("K1", limit("IV-18", 1)), job(tasks=tasks)), "IV-18")
        assert (found.verdict, found.reason) == (Verdict.VRAAG_NA, Reason.FREQUENCY_UNKNOWN)


@pytest.mark.parametrize(
    ("heavy", "reason"),
    [(demand("IV-18", 0), Reason.UNKNOWN_CAPACITY), (unknown("IV-18"), Reason.UNKNOWN_BOTH)],
    ids=["asked", "silent"],
)
def test_one_task_is_enough_to_ask_what_nobody_looked_at(heavy: Demand, reason: Reason) -> None:
    tasks = (task("t1", 50, heavy), task("t2", 50, demand("IV-18", 3)))
    found = item_of(weighed(person(without="IV"), job(tasks=tasks)), "IV-18")
    assert (found.verdict, found.reason) == (Verdict.VRAAG_NA, reason)


def test_a_silent_task_beside_a_question_does_not_change_what_is_asked() -> None:
    tasks = (task("t1", 50, demand("IV-18", 0, Frequency.UNKNOWN)), task("t2", 50, unknown("IV-18")))
    found = item_of(weighed(person("K1", limit("IV-18", 1)), job(tasks=tasks)), "IV-18")
    assert (found.verdict, found.reason) == (Verdict.VRAAG_NA, Reason.FREQUENCY_UNKNOWN)


def test_one_task_is_enough_to_make_a_limit_a_question() -> None:
    """Whether it asks it or says nothing; the other does not depend on it."""
    nothing = task("t2", 50, demand("II-11", BinDemand.NONE))
    for heavy, unlooked in ((demand("II-11", BinDemand.NORM), False), (unknown("II-11"), True)):
        vacancy = job(tasks=(task("t1", 50, heavy), nothing))
        limited = item_of(weighed(person("K1", limit("II-11", 1)), vacancy), "II-11")
        assert (limited.reason, limited.excess) == (Reason.TEXT_UNREAD, 1)
        silent = item_of(weighed(person(without="II"), vacancy), "II-11")
        assert (silent.verdict, silent.is_unknown_both) == (Verdict.VRAAG_NA, unlooked)


def test_the_task_that_asks_most_is_named_and_one_that_asks_nothing_is_not_left_out_for_it() -> None:
    tasks = (
        task("binnen", 60, demand("III-2", BinDemand.NONE)),
        task("loods", 20, demand("III-2", BinDemand.NORM), leave=Answer.YES),
        task("kade", 20, demand("III-2", BinDemand.ABOVE), leave=Answer.YES),
    )
    found = weighed(person("K1", limit("III-2", 1)), job(tasks=tasks))
    item = item_of(found, "III-2")
    assert (item.task, item.closers) == ("kade", (Instrument.LEAVE_OUT,))
    alike = job(demand("III-2", BinDemand.NORM), tasks=(task("t1", 50), task("t2", 50)))
    assert item_of(weighed(person("K1", limit("III-2", 1)), alike), "III-2").task == ""
    (part,) = found.packages[0].package.parts
    assert [moved.task for moved in part.moved] == ["loods", "kade"]


def test_a_risk_mark_on_one_of_the_tasks_that_ask_it_takes_support_away() -> None:
    rows = tuple(replace(row, not_in_risk_task=row.item == "III-2") for row in scales().closes.rows)
    strict = replace(scales(), closes=ClosesTable(rows=rows))
    asked = demand("III-2", BinDemand.NORM)
    for risks, offers in (((), (Instrument.ORGANISATION,)), ((Risk.TRAFFIC,), ())):
        vacancy = job(tasks=(task("t1", 50, asked, risks=risks), task("t2", 50, asked)), can=WILLING)
        assert item_of(weighed(person("K1", limit("III-2", 1)), vacancy, strict), "III-2").closers == offers
