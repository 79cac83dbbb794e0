"""Hoofdtaken: at least a sixteenth of the week and half an hour a day; time that no task names is time too."""

from dataclasses import replace
from fractions import Fraction

import pytest

from fixtures.days import DAY
from fixtures.pace import seen, tasks_of
from fixtures.tiny import job, person
from matcher.catalogue.normfuncties import load_normfuncties
from matcher.domain.loonwaarde import EstimateReason, TaskState
from matcher.domain.task_kind import TaskKind
from matcher.domain.vacancy import Task
from matcher.hoofdtaken import hoofdtaken
from matcher.loonwaarde import Basis, estimate_loonwaarde
from matcher.rules import Rulebook

RULES = Rulebook.load().on(DAY)
LONG_WEEK = 60 * 60
KNOWN, TOO_SMALL, UNNAMED = TaskState.COUNTED, TaskState.TOO_SMALL, TaskState.UNNAMED


def _lines(*tasks: Task, left_out: tuple[str, ...] = ()) -> list[tuple[str, str, TaskState]]:
    found = hoofdtaken(job(tasks=tasks), RULES, week_minutes=LONG_WEEK, left_out=left_out)
    return [(one.task, one.time_share, one.state) for one in found]


def test_exactly_a_sixteenth_of_what_is_left_is_a_hoofdtaak() -> None:
    """Without a fifth that goes to a colleague 5 of 80 is a sixteenth; 4 of 80 is less, though 45 minutes a day."""
    exact, less = tasks_of(SORTING=75, CLEANING=5, MOVING=20), tasks_of(SORTING=76, CLEANING=4, MOVING=20)
    gone = ("t3", "", TaskState.LEFT_OUT)
    assert _lines(*exact, left_out=("t3",)) == [("t1", "15/16", KNOWN), ("t2", "1/16", KNOWN), gone]
    assert _lines(*less, left_out=("t3",)) == [("t1", "1", KNOWN), ("t2", "", TOO_SMALL), gone]


def test_time_that_no_task_names_counts_as_long_as_a_hoofdtaak_would() -> None:
    assert _lines(*tasks_of(SORTING=60, CLEANING=20)) == [
        ("t1", "3/5", KNOWN),
        ("t2", "1/5", KNOWN),
        ("", "1/5", UNNAMED),
    ]
    assert _lines(*tasks_of(SORTING=97)) == [("t1", "1", KNOWN), ("", "", TOO_SMALL)]
    assert _lines(*tasks_of(SORTING=100)) == [("t1", "1", KNOWN)]


def test_time_that_no_task_names_makes_a_small_task_smaller() -> None:
    """6 of 86 would be more than a sixteenth; 6 of 100 is not."""
    assert _lines(*tasks_of(SORTING=80, CLEANING=6)) == [
        ("t1", "40/47", KNOWN),
        ("t2", "", TOO_SMALL),
        ("", "7/47", UNNAMED),
    ]


def test_a_hoofdtaak_of_an_unknown_kind_keeps_its_time() -> None:
    sorting, unknown = tasks_of(SORTING=70, CLEANING=30)
    found = _lines(sorting, replace(unknown, kind=None))
    assert found[1] == ("t2", "3/10", TaskState.KIND_UNKNOWN)
    assert sum(Fraction(share) for _, share, _ in found) == 1


@pytest.mark.parametrize("state", [TaskState.KIND_UNKNOWN, TaskState.VALUE_UNKNOWN, TaskState.VALUE_STALE, UNNAMED])
def test_every_part_that_is_unknown_is_said_beside_the_figure(state: TaskState) -> None:
    sorting, other = tasks_of(SORTING=70, CLEANING=30)
    tasks = {UNNAMED: (sorting,), TaskState.KIND_UNKNOWN: (sorting, replace(other, kind=None))}
    old = [seen(TaskKind.CLEANING, 80, 90, 100, on=DAY.replace(year=2024, month=1))]
    values = [seen(TaskKind.SORTING, 80, 90, 100), *(old if state is TaskState.VALUE_STALE else [])]
    client = replace(person(), task_values=tuple(values))
    basis = Basis(day=DAY, rules=RULES, normfuncties=load_normfuncties())
    vacancy = job(tasks=tasks.get(state, (sorting, other)))
    found = estimate_loonwaarde(client, vacancy, basis, week_minutes=24 * 60)
    assert found.tasks[1].state is state
    assert EstimateReason.PART_UNKNOWN in found.reasons
