"""What the work asks of one item, task by task or over the day, before any person is weighed against it."""

from dataclasses import replace

import pytest

from fixtures.tiny import demand, job
from matcher.asked import Asked, asked_of, depends, firm_minutes
from matcher.domain.profile import Demand, DemandSource, Frequency
from matcher.domain.vacancy import Risk, Task, Vacancy
from tests.builders import ITEMS, derived, minutes, task, unknown

WEEK = 24 * 60
RISK = (Risk.TRAFFIC,)


def _work(code: str, *tasks: Task, whole: Demand | None = None) -> Vacancy:
    """Give work that says of this item only what its tasks say, and what `whole` says of all of it."""
    vacancy = job(tasks=tasks)
    said = tuple(one for one in vacancy.demands if one.item != code)
    return replace(vacancy, demands=said if whole is None else (*said, whole))


def _rows(code: str, *tasks: Task, whole: Demand | None = None) -> tuple[Asked, ...]:
    return asked_of(_work(code, *tasks, whole=whole), ITEMS[code], WEEK)


@pytest.mark.parametrize("code", ["IV-18", "II-6", "II-11"])
def test_what_nobody_mentions_is_unknown_in_every_task_and_the_work_may_depend_on_it(code: str) -> None:
    rows = _rows(code, task("t1", 50), task("t2", 50, risks=RISK))
    assert rows == (Asked(tasks=(0,)), Asked(tasks=(1,), is_risk=True))
    for row in rows:
        assert (row.is_known, row.is_derived, row.frequency, row.source) == (False, False, Frequency.UNKNOWN, None)
        assert depends(ITEMS[code], row)


def test_the_minutes_of_the_tasks_add_up_and_the_strictest_how_holds() -> None:
    tasks = (
        task("t1", 30, minutes("IV-4", 40, Frequency.INCIDENTAL)),
        task("t2", 30, minutes("IV-4", 0, Frequency.STRUCTURAL), risks=RISK),
        task("t3", 40, minutes("IV-4", 30, Frequency.MARGINAL)),
    )
    (row,) = _rows("IV-4", *tasks)
    assert (row.minutes, row.tasks, row.frequency, row.is_risk) == (70, (0, 2), Frequency.STRUCTURAL, True)
    (calm,) = _rows("IV-4", tasks[0], tasks[2])
    assert (calm.minutes, calm.frequency, calm.is_risk) == (70, Frequency.MARGINAL, False)


def test_a_day_without_minutes_asks_nothing() -> None:
    (row,) = _rows("IV-4", task("t1", 50, minutes("IV-4", 0)), task("t2", 50, minutes("IV-4", 0)))
    assert (row.minutes, row.tolerated, depends(ITEMS["IV-4"], row)) == (0, ITEMS["IV-4"].k, False)


def test_minutes_that_are_only_derived_stand_in_a_row_of_their_own() -> None:
    measured = replace(minutes("IV-4", 20), source=DemandSource.MEASURED)
    firm, whole = _rows("IV-4", task("t1", 50, measured), task("t2", 50, derived(minutes("IV-4", 30))))
    assert (firm.minutes, firm.source, firm.is_derived) == (20, DemandSource.MEASURED, False)
    assert (whole.minutes, whole.source, whole.is_derived) == (50, DemandSource.DERIVED, True)
    (only,) = _rows("IV-4", task("t1", 50, measured), task("t2", 50, minutes("IV-4", 30)))
    assert (only.minutes, only.source, only.is_derived) == (50, DemandSource.MEASURED, False)


@pytest.mark.parametrize("silent", [(), (unknown("IV-4"),)], ids=["no row", "a row without minutes"])
def test_tasks_that_name_no_minutes_are_silent_together(silent: tuple[Demand, ...]) -> None:
    tasks = (
        task("t1", 30, minutes("IV-4", 10)),
        task("t2", 30, *silent, risks=RISK),
        task("t3", 40, *silent),
    )
    spoken, quiet = _rows("IV-4", *tasks)
    assert (spoken.minutes, spoken.tasks) == (10, (0,))
    assert quiet == Asked(tasks=(1, 2), is_risk=True)
    (told,) = _rows("IV-4", *tasks, whole=minutes("IV-4", 25))
    assert (told.minutes, told.tasks) == (25, (0, 1, 2))


def test_firm_minutes_are_those_somebody_saw_or_said() -> None:
    tasks = (
        task("t1", 30, minutes("IV-4", 10)),
        task("t2", 30, derived(minutes("IV-4", 99))),
        task("t3", 40, unknown("IV-4")),
    )
    assert firm_minutes(_work("IV-4", *tasks), ITEMS["IV-4"]) == ((10, 0, 0), 10)
    assert firm_minutes(_work("IV-4", *tasks, whole=minutes("IV-4", 25)), ITEMS["IV-4"]) == ((10, 0, 0), 25)
    assert firm_minutes(_work("IV-4", task("t1", 100)), ITEMS["IV-4"]) == ((0,), 0)


def test_a_level_that_everybody_has_is_not_depended_on() -> None:
    for tolerated, is_asked in ((0, True), (2, True), (3, False)):
        (row,) = _rows("IV-18", task("t1", 100, demand("IV-18", tolerated)))
        assert depends(ITEMS["IV-18"], row) is is_asked
