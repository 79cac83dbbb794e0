"""A placement that ended early: fewer hours to start with, a second look at what failed, and never fewer points."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fixtures.days import DAY
from fixtures.tiny import demand, job, limit, person
from matcher.domain.candidate import Gate, Reason, Verdict
from matcher.domain.client import Client, DropOut, HoursStep
from matcher.domain.profile import Coverage, Source
from matcher.domain.support import Instrument
from matcher.domain.vacancy import Vacancy
from matcher.drop_outs import failed_items, path_of
from tests.builders import gate_of, item_of, scales, task, unknown, weighed

HOUR = 60
WIDE = replace(job(), week_minutes_min=8 * HOUR)


def _dropped(item: str = "IV-13", hours: int | None = 12, ended_on: date = date(2026, 10, 5)) -> Client:
    drop_out = DropOut(ended_on=ended_on, week_minutes=None if hours is None else hours * HOUR, item=item, cause="x")
    return replace(person(), drop_outs=(drop_out,))


def _planned(client: Client, vacancy: Vacancy = WIDE) -> int:
    return weighed(client, vacancy).planned_week_minutes // HOUR


def test_a_person_starts_with_the_hours_he_last_held() -> None:
    assert (_planned(person()), _planned(_dropped())) == (24, 12)
    assert _planned(_dropped(hours=30)) == 24
    assert _planned(_dropped(hours=None)) == 24
    assert _planned(replace(_dropped(), week_minutes=None), replace(WIDE, week_minutes_min=16 * HOUR)) == 12


@pytest.mark.parametrize(
    ("ended_on", "hours"),
    [(DAY, 12), (date(2026, 8, 2), 12), (date(2026, 8, 1), 24), (DAY + timedelta(days=1), 24)],
)
def test_it_holds_for_three_months(ended_on: date, hours: int) -> None:
    assert date(2026, 11, 2) == DAY
    assert _planned(_dropped(ended_on=ended_on)) == hours


def test_the_last_of_two_decides() -> None:
    first = DropOut(ended_on=date(2026, 9, 1), week_minutes=8 * HOUR)
    client = replace(_dropped(), drop_outs=(first, *_dropped().drop_outs))
    assert _planned(client) == 12


def test_of_two_that_ended_on_one_day_the_fewest_hours_are_what_was_held() -> None:
    ended = date(2026, 10, 5)
    for hours in ((12, 8), (8, 12), (8, None), (None, 8)):
        both = [DropOut(ended_on=ended, week_minutes=None if one is None else one * HOUR) for one in hours]
        assert _planned(replace(person(), drop_outs=tuple(both))) == 8
    unsaid = DropOut(ended_on=ended + timedelta(days=9))
    assert _planned(replace(_dropped(), drop_outs=(*_dropped().drop_outs, unsaid))) == 12


@pytest.mark.parametrize(
    ("ended_on", "month"), [(DAY, 3), (date(2026, 10, 2), 2), (date(2026, 9, 2), 1), (date(2026, 8, 2), 1)]
)
def test_what_is_held_back_comes_after_the_months_that_are_left(ended_on: date, month: int) -> None:
    assert path_of(_dropped(ended_on=ended_on), scales()) == (HoursStep(month=month, week_minutes=24 * HOUR),)
    assert path_of(person(), scales()) == ()


def test_a_placement_that_ended_for_no_item_asks_no_second_look() -> None:
    assert failed_items(_dropped(item=""), scales()) == frozenset()


def test_a_job_that_leaves_time_lets_the_hours_grow_back() -> None:
    """Ended on 5 October: by January he may do what he said; a minimum that waits three months waits long enough."""
    client, now = _dropped(), replace(job(), ramp_months=0)
    assert gate_of(weighed(client, now), Gate.HOURS).verdict is Verdict.KAN_NIET
    assert gate_of(weighed(client, replace(now, ramp_months=2)), Gate.HOURS).verdict is Verdict.KAN_NIET
    found = weighed(client, replace(now, ramp_months=3))
    assert gate_of(found, Gate.HOURS).code == "urenopbouw"
    assert found.packages[0].package.instruments == (Instrument.HOURS_PATH,)
    assert found.planned_week_minutes == 12 * HOUR
    unsaid = weighed(replace(client, week_minutes=None), replace(now, ramp_months=3))
    assert gate_of(unsaid, Gate.HOURS).verdict is Verdict.VRAAG_NA
    assert unsaid.is_proposable


def test_what_failed_is_a_let_op_that_costs_nothing() -> None:
    vacancy = replace(WIDE, demands=job(demand("IV-13", 0)).demands)
    before, after = weighed(person(), vacancy), weighed(_dropped(), vacancy)
    item = item_of(after, "IV-13")
    assert (item.verdict, item.reason, item.is_at_norm) == (Verdict.LET_OP, Reason.DROPPED_OUT, True)
    assert after.verdict is Verdict.LET_OP
    assert after.contributions == before.contributions
    assert not after.is_stacked


def test_work_that_does_not_depend_on_it_is_as_before_and_what_weighs_more_stays() -> None:
    assert item_of(weighed(_dropped(), WIDE), "IV-13").verdict is Verdict.PAST
    asked = weighed(_dropped(), replace(WIDE, demands=job(unknown("IV-13")).demands))
    assert item_of(asked, "IV-13").reason is Reason.DROPPED_OUT
    limited = replace(_dropped(), profile=person("K1", limit("IV-13", 2)).profile)
    heavy = item_of(weighed(limited, replace(WIDE, demands=job(demand("IV-13", 0)).demands)), "IV-13")
    assert heavy.reason is Reason.EXCESS


def test_one_task_that_asks_what_failed_is_enough_for_a_second_look() -> None:
    tasks = (task("t1", 50, demand("IV-13", 0)), task("t2", 50, demand("IV-13", 4)))
    assert item_of(weighed(_dropped(), replace(WIDE, tasks=tasks)), "IV-13").reason is Reason.DROPPED_OUT


def test_a_later_value_of_an_arbeidsdeskundige_ends_it() -> None:
    heavy = replace(WIDE, demands=job(demand("IV-13", 0)).demands)
    later, before = date(2026, 10, 20), date(2026, 9, 30)
    for code, source, on, hours, reason in (
        ("IV-13", Source.LABOUR_EXPERT, later, 24, Reason.WITHIN),
        ("VI-3", Source.LABOUR_EXPERT, later, 24, Reason.DROPPED_OUT),
        ("IV-13", Source.UWV, later, 12, Reason.DROPPED_OUT),
        ("IV-13", Source.LABOUR_EXPERT, before, 12, Reason.DROPPED_OUT),
        ("IV-7", Source.LABOUR_EXPERT, later, 12, Reason.DROPPED_OUT),
    ):
        profile = replace(person().profile, values=(replace(limit(code), source=source, recorded_on=on),))
        found = weighed(replace(_dropped(), profile=profile), heavy)
        assert found.planned_week_minutes // HOUR == hours, (code, source)
        assert item_of(found, "IV-13").reason is reason, (code, source)
    elsewhere = Coverage(rubriek="V", source=Source.LABOUR_EXPERT, recorded_on=later)
    profile = replace(person().profile, coverage=(*person().profile.coverage, elsewhere))
    assert _planned(replace(_dropped(), profile=profile), heavy) == 12
    looked = Coverage(rubriek="IV", source=Source.LABOUR_EXPERT, recorded_on=later)
    profile = replace(person().profile, coverage=(*person().profile.coverage, looked))
    assert _planned(replace(_dropped(), profile=profile), heavy) == 24


@pytest.mark.parametrize(
    ("on", "hours"),
    [(date(2026, 10, 5), 12), (date(2026, 10, 6), 24), (DAY, 24), (DAY + timedelta(days=1), 12)],
)
def test_a_value_ends_it_from_the_day_after_the_placement_to_today(on: date, hours: int) -> None:
    value = replace(limit("IV-13"), source=Source.LABOUR_EXPERT, recorded_on=on)
    profile = replace(person().profile, values=(value,))
    assert _planned(replace(_dropped(), profile=profile)) == hours


def test_the_path_of_the_person_stays() -> None:
    client = replace(_dropped(), path=(HoursStep(month=2, week_minutes=20 * HOUR),))
    found = weighed(client, replace(job(), ramp_months=2))
    assert gate_of(found, Gate.HOURS).verdict is Verdict.LET_OP
    assert found.planned_week_minutes == 12 * HOUR
