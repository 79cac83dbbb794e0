"""Functiecreatie: what remains has to fill this person's day within his ceilings, and a colleague gets the rest."""

from dataclasses import replace
from datetime import date

from fixtures.tiny import UNWILLING, demand, job, limit, person
from matcher.carve import carve_answer, fits_without
from matcher.domain.candidate import Fit, Reason
from matcher.domain.client import Client
from matcher.domain.profile import Answer
from matcher.domain.support import Instrument, MovedTask
from matcher.domain.vacancy import Vacancy
from tests.builders import derived, item_of, minutes, scales, task, weighed

HOUR = 60


def _work(standing: int, *, seen: bool = True) -> Vacancy:
    """Give work of which a fifth asks to handle conflicts and can be left out; the rest stands so many minutes."""
    rest = minutes("V-4", standing)
    tasks = (
        task("balie", 20, demand("II-8", 0), minutes("V-4", 0), leave=Answer.YES),
        task("magazijn", 80, rest if seen else derived(rest)),
    )
    vacancy = job(tasks=tasks)
    kept = tuple(one for one in vacancy.demands if one.item != "V-4")
    return replace(vacancy, demands=kept, days_per_week=5, week_minutes_min=20 * HOUR, week_minutes_max=40 * HOUR)


def _client(level: int, hours: int = 40) -> Client:
    return replace(person("K1", limit("II-8", 2), limit("V-4", level)), week_minutes=hours * HOUR)


def _packages(found: Fit) -> list[tuple[Instrument, ...]]:
    return [one.package.instruments for one in found.packages]


def test_what_remains_stretches_over_the_day_and_may_not_pass_a_ceiling() -> None:
    """Of 200 minutes on 80% of the time 250 remain on the whole of it: more than the 240 of level 1."""
    fits, too_long = weighed(_client(1), _work(190)), weighed(_client(1), _work(200))
    assert _packages(fits) == [(Instrument.LEAVE_OUT,)]
    assert _packages(too_long) == []
    assert item_of(too_long, "II-8").reason is Reason.EXCESS
    assert item_of(too_long, "V-4").reason is Reason.WITHIN


def test_the_last_minute_counts() -> None:
    for standing, is_open in ((192, True), (193, False)):
        assert weighed(_client(1), _work(standing)).is_proposable is is_open


def test_a_shorter_day_stands_shorter() -> None:
    assert weighed(_client(1, hours=20), _work(200)).is_proposable
    assert weighed(_client(2, hours=20), _work(90)).is_proposable
    assert not weighed(_client(2, hours=40), _work(60)).is_proposable


def test_who_is_at_the_norm_and_minutes_nobody_saw_are_no_obstacle() -> None:
    assert weighed(_client(0), _work(400)).is_proposable
    assert weighed(_client(1), _work(230, seen=False)).is_proposable


def test_what_is_too_heavy_by_itself_may_not_get_a_level_heavier() -> None:
    """Two hours at the keyboard are a level too much for one hour; stretched to three they still are, to five not."""
    client = replace(person("K1", limit("IV-4", 2)), week_minutes=40 * HOUR)
    for share, fits in ((30, True), (40, True), (60, False)):
        tasks = (task("balie", share, minutes("IV-4", 0)), task("invoer", 100 - share, minutes("IV-4", 120)))
        kept = tuple(one for one in job().demands if one.item != "IV-4")
        vacancy = replace(job(tasks=tasks), demands=kept, days_per_week=5)
        assert fits_without(client, vacancy, (0,), 40 * HOUR, scales()) is fits


def test_a_colleague_gets_the_task_and_its_minutes() -> None:
    part = weighed(_client(1, hours=24), _work(100)).packages[0].package.parts[0]
    assert part.moved == (MovedTask(task="balie", week_minutes=288),)
    other = weighed(person("K1", limit("IV-7", 1)), job(demand("IV-7", 0), can=replace(UNWILLING, aid=Answer.YES)))
    assert other.packages[0].package.parts[0].moved == ()


def test_a_task_that_stays_with_an_aid_is_no_load_on_a_colleague() -> None:
    tasks = (
        task("trap", 40, demand("IV-18", 0), leave=Answer.YES),
        task("kratten", 60, demand("IV-13", 0)),
    )
    client = person("K1", limit("IV-18", 2), limit("IV-13", 1))
    package = weighed(client, job(tasks=tasks, can=replace(UNWILLING, aid=Answer.YES))).packages[0].package
    assert package.instruments == (Instrument.LEAVE_OUT, Instrument.AID)
    assert [moved.task for part in package.parts for moved in part.moved] == ["trap"]


def test_the_minutes_of_the_task_that_goes_go_with_it() -> None:
    """Of 240 minutes on one's feet 200 are of the task that a colleague takes over."""
    tasks = (task("balie", 20, minutes("V-4", 200)), task("magazijn", 80, minutes("V-4", 40)))
    kept = tuple(one for one in job().demands if one.item != "V-4")
    vacancy = replace(job(tasks=tasks), demands=kept, days_per_week=5)
    assert fits_without(_client(1), vacancy, (0,), 40 * HOUR, scales())
    assert not fits_without(_client(1), vacancy, (1,), 40 * HOUR, scales())


def test_what_is_unknown_or_out_of_date_of_the_person_keeps_nobody_from_work() -> None:
    old = replace(limit("V-4", 1), recorded_on=date(2023, 9, 1))
    unknown = person("K1", without="V")
    for client in (unknown, replace(unknown, profile=replace(unknown.profile, values=(old,)))):
        assert fits_without(client, _work(200), (0,), 40 * HOUR, scales())


def test_work_that_no_level_bears_is_no_heavier_without_a_task() -> None:
    assert fits_without(_client(3), _work(460), (0,), 40 * HOUR, scales())


def test_a_task_of_which_the_employer_said_nothing_is_not_asked_where_the_day_would_be_too_long() -> None:
    for standing, answer in ((190, Answer.UNKNOWN), (200, Answer.NO)):
        work = _work(standing)
        asked = replace(work, tasks=(replace(work.tasks[0], can_leave_out=Answer.UNKNOWN), work.tasks[1]))
        assert carve_answer(_client(1), asked, (0,), 40 * HOUR, scales()) is answer
