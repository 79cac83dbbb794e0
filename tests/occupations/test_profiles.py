"""The 34 profiles as shipped: known enough, within scale, coherent over the day, and sensible where one can check."""

import pytest

from matcher.catalogue.items import ItemType, load_catalogue
from matcher.catalogue.occupations import Occupation, load_occupations
from matcher.catalogue.occupations.asked import Asked, check_scale, nothing, strictest
from matcher.catalogue.occupations.occupation import POSTURE_ITEMS, WORKING_DAY_MINUTES
from matcher.domain.profile import BinDemand, DemandSource, Frequency
from matcher.domain.vacancy import Risk

CATALOGUE = load_catalogue()
OCCUPATIONS = load_occupations()
BY_CODE = {occupation.code: occupation for occupation in OCCUPATIONS}
each_occupation = pytest.mark.parametrize("occupation", OCCUPATIONS, ids=lambda occupation: occupation.code)


def level(code: str, item: str) -> int:
    demand = BY_CODE[code].demand(item)
    assert demand is not None
    assert demand.asked is not None
    assert demand.asked.tolerated is not None
    return demand.asked.tolerated


def minutes(code: str, item: str) -> int:
    demand = BY_CODE[code].demand(item)
    assert demand is not None
    assert demand.minutes_per_day is not None
    return demand.minutes_per_day


def asked(code: str, item: str) -> Asked:
    demand = BY_CODE[code].demand(item)
    assert demand is not None
    assert demand.asked is not None
    return demand.asked


def test_there_are_34_occupations_in_order_of_code() -> None:
    assert len(OCCUPATIONS) == 34
    assert [occupation.code for occupation in OCCUPATIONS] == sorted(BY_CODE)


@each_occupation
def test_at_least_50_of_the_64_items_are_known_and_no_side(occupation: Occupation) -> None:
    known = [demand.item for demand in occupation.demands]
    assert len(known) == len(set(known)) >= 50
    assert not {"IV-1", "IV-2"} & set(known)
    assert known == sorted(known, key=lambda code: CATALOGUE.by_code(code).index)


@each_occupation
def test_every_demand_lies_within_the_scale_and_has_a_mark_and_a_reason(occupation: Occupation) -> None:
    for demand in (*occupation.demands, *(one for task in occupation.tasks for one in task.demands)):
        item = CATALOGUE.by_code(demand.item)
        assert (demand.minutes_per_day is not None) == item.per_day
        assert (demand.frequency is not None) == (item.type is ItemType.ORD and not item.per_day)
        assert demand.source in (DemandSource.DERIVED, DemandSource.ESTIMATED)
        assert demand.reason.endswith(".")
        if demand.asked:
            check_scale(occupation.code, demand.asked, item)
        if demand.minutes_per_day is not None:
            assert 0 <= demand.minutes_per_day <= WORKING_DAY_MINUTES


@each_occupation
def test_derived_and_estimated_items_do_not_mix(occupation: Occupation) -> None:
    derived = {demand.item for demand in occupation.demands if demand.source is DemandSource.DERIVED}
    first = {demand.item for demand in OCCUPATIONS[0].demands if demand.source is DemandSource.DERIVED}
    assert derived == first
    assert len(derived) > 25


@each_occupation
def test_a_level_that_asks_something_says_how_often(occupation: Occupation) -> None:
    for demand in occupation.demands:
        if demand.asked and demand.asked.tolerated is not None:
            asks_nothing = demand.asked == nothing(CATALOGUE.by_code(demand.item))
            assert (demand.frequency is Frequency.UNKNOWN) <= asks_nothing


@each_occupation
def test_tasks_fill_the_working_time_and_one_at_least_stays(occupation: Occupation) -> None:
    assert 2 <= len(occupation.tasks) <= 5
    assert sum(task.share for task in occupation.tasks) == 100
    assert len({task.name_nl for task in occupation.tasks}) == len(occupation.tasks)
    assert any(not task.can_leave_out for task in occupation.tasks)


@each_occupation
def test_sitting_standing_and_walking_fill_the_day_and_never_more(occupation: Occupation) -> None:
    for task in occupation.tasks:
        assert sum(task.minutes_of(item) for item in POSTURE_ITEMS) <= task.share * WORKING_DAY_MINUTES // 100
    total = sum(minutes(occupation.code, item) for item in POSTURE_ITEMS)
    assert 456 <= total <= WORKING_DAY_MINUTES


@each_occupation
def test_minutes_of_the_occupation_are_the_sum_of_its_tasks(occupation: Occupation) -> None:
    for item in CATALOGUE.items:
        if item.per_day:
            assert minutes(occupation.code, item.code) == sum(task.minutes_of(item.code) for task in occupation.tasks)


@each_occupation
def test_the_strictest_task_asks_what_the_occupation_asks(occupation: Occupation) -> None:
    for demand in occupation.demands:
        per_task = [occupation.demand(demand.item, task) for task in occupation.tasks]
        answers = [one.asked for one in per_task if one and one.asked]
        if demand.asked:
            assert strictest(answers) == demand.asked


@each_occupation
def test_sitting_at_a_stretch_fits_the_sitting_of_a_day(occupation: Occupation) -> None:
    longest_by_level = {0: 120, 1: 60, 2: 30, 3: 0}
    assert minutes(occupation.code, "V-2") >= longest_by_level[level(occupation.code, "V-1")]
    assert minutes(occupation.code, "V-4") >= {0: 60, 1: 30, 2: 15, 3: 0}[level(occupation.code, "V-3")]


@each_occupation
def test_keyboard_as_condition_and_as_minutes_agree(occupation: Occupation) -> None:
    uses_keyboard = minutes(occupation.code, "IV-4") >= 30
    assert (9 in (asked(occupation.code, "IV-3").asks or ())) == uses_keyboard
    for task in occupation.tasks:
        hands = occupation.demand("IV-3", task)
        assert hands is not None
        assert hands.asked is not None
        assert (9 in (hands.asked.asks or ())) == (uses_keyboard and task.minutes_of("IV-4") > 0)


def test_a_dishwasher_stands_in_wet_work_and_noise_without_keyboard() -> None:
    assert minutes("afwasser", "V-4") > 240
    assert minutes("afwasser", "IV-4") == 0
    assert asked("afwasser", "III-3") == Asked(needs=BinDemand.NORM)
    assert asked("afwasser", "III-6") == Asked(needs=BinDemand.NORM)


def test_an_office_clerk_sits_at_a_keyboard_and_lifts_nothing() -> None:
    assert minutes("administratief-medewerker", "V-2") > 360
    assert minutes("administratief-medewerker", "IV-4") > 240
    assert asked("administratief-medewerker", "IV-13") == nothing(CATALOGUE.by_code("IV-13"))


def test_lifting_follows_static_strength_by_hand() -> None:
    # Levels 0.50 (importance 1.38), 2.00, 2.75, 3.25 and 4.00 of the ratings; bands at 1.50, 2.50, 3.25 and 4.00.
    codes = ("administratief-medewerker", "kassamedewerker", "afwasser", "productiehulp", "laad-en-losmedewerker")
    assert [level(code, "IV-13") for code in codes] == [3, 2, 1, 0, -1]


def test_only_the_driver_drives_for_a_living_and_in_traffic() -> None:
    assert [code for code in BY_CODE if asked(code, "II-11") != Asked(needs=BinDemand.NONE)] == ["bezorger"]
    assert [task.share for task in BY_CODE["bezorger"].tasks if Risk.TRAFFIC in task.risks] == [50]


def test_leaving_out_a_task_takes_its_demands_along() -> None:
    worker = BY_CODE["bouwhulp"]
    kept = [task for task in worker.tasks if not task.can_leave_out]
    climbing = [worker.demand("IV-19", task) for task in kept]
    assert level("bouwhulp", "IV-19") == 0
    assert {one.asked for one in climbing if one} == {Asked(tolerated=3)}
