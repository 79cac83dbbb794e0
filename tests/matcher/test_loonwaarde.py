"""The loonwaarde of a pair before placement, worked by hand: measured, over kinds of task, or unknown."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.days import DAY
from fixtures.pace import LONG_AGO, MEASURED, MEASURED_ON, measured_tasks, seen, tasks_of
from fixtures.tiny import job, limit, person
from fixtures.worlds import WORLDS
from matcher.catalogue.normfuncties import load_normfuncties
from matcher.domain.client import Client, LoonwaardeValue, TaskValue
from matcher.domain.loonwaarde import (
    Composition,
    EstimateKind,
    EstimateReason,
    LoonwaardeEstimate,
    SourceState,
    TaskState,
)
from matcher.domain.task_kind import TaskKind
from matcher.domain.vacancy import Task, Vacancy
from matcher.errors import ReadError
from matcher.loonwaarde import Basis, estimate_loonwaarde
from matcher.rules import Rulebook

BASIS = Basis(day=DAY, rules=Rulebook.load().on(DAY), normfuncties=load_normfuncties())
WEEK = 24 * 60
PACKING = tasks_of(SORTING=75, CLEANING=25)
WHOLE_DAY = tasks_of(SORTING=100)
KINDS = (TaskKind.SORTING, TaskKind.CLEANING, TaskKind.MOVING)


def estimate(client: Client, tasks: Sequence[Task] = PACKING, **options: object) -> LoonwaardeEstimate:
    """Estimate in a job of 24 hours over 4 days."""
    vacancy = job(tasks=tuple(tasks))
    return _of(client, replace(vacancy, occupation="inpakker"), **options)


def _of(client: Client, vacancy: Vacancy, *, week_minutes: int = WEEK, **options: object) -> LoonwaardeEstimate:
    return estimate_loonwaarde(client, vacancy, BASIS, week_minutes=week_minutes, **options)  # type: ignore[arg-type]


def who(*values: TaskValue, functions: Sequence[LoonwaardeValue] = ()) -> Client:
    return replace(person(), task_values=values, loonwaarde=tuple(functions))


def figures(found: LoonwaardeEstimate) -> tuple[int | None, int | None, int | None]:
    return found.low, found.expected, found.high


def in_world(client: str, vacancy: str) -> LoonwaardeEstimate:
    region = WORLDS["loonwaarde"]().region
    first = next(one for one in region.clients if one.key == client)
    return _of(first, next(one for one in region.vacancies if one.key == vacancy))


def test_the_world_gives_four_different_estimates_as_it_says() -> None:
    found = [(figures(in_world(one.client, one.vacancy)), one.loonwaarde) for one in WORLDS["loonwaarde"]().expected]
    assert all(figure == said for figure, said in found)
    assert len({figure for figure, _ in found}) == 4


def test_two_who_differ_make_the_range_and_their_mean_the_middle() -> None:
    """K1 in V1. Packing 0.80 x 0.90 = 0.72 and 0.40 x 0.90 = 0.36, mean 0.54; cleaning 0.70 x 0.80 = 0.56.

    middle 0.75 x 0.54 + 0.25 x 0.56 = 0.405 + 0.14 = 0.545, half up 55
    low    0.75 x 0.36 + 0.25 x 0.56 = 0.27  + 0.14 = 0.41; the margin alone would give 44.5
    high   0.75 x 0.72 + 0.25 x 0.56 = 0.54  + 0.14 = 0.68; the margin alone would give 64.5
    """
    found = in_world("K1", "V1")
    assert (found.kind, figures(found), found.exact) == (EstimateKind.ESTIMATED, (41, 55, 68), "109/200")
    assert [(line.task, line.time_share, line.state) for line in found.tasks] == [
        ("t1", "3/4", TaskState.COUNTED),
        ("t2", "1/4", TaskState.COUNTED),
    ]
    assert [one.performance for one in found.tasks[0].used] == [Fraction(72, 100), Fraction(36, 100)]
    assert found.reasons == (EstimateReason.SOURCES_DIFFER,)


def test_an_unknown_part_may_bring_anything_and_there_is_no_middle() -> None:
    """K1 in V2. Cleaning, 60% of the time, at 0.56: 0.6 x 0.56 = 0.336; nobody saw the other 40%.

    low  0.336 - 0.10 + 0          = 0.236, 24
    high 0.336 + 0.10 + 0.40       = 0.836, 84
    """
    found = in_world("K1", "V2")
    assert (found.kind, figures(found), found.exact) == (EstimateKind.ESTIMATED, (24, None, 84), "")
    assert [line.state for line in found.tasks] == [TaskState.COUNTED, TaskState.VALUE_UNKNOWN]
    assert found.reasons == (EstimateReason.PART_UNKNOWN,)


def test_a_measurement_in_the_same_function_goes_first() -> None:
    """K2 in V1: 70% packing there, 75% here; they agree in 70% of the time. Measured 55, ten points either side."""
    found = in_world("K2", "V1")
    assert (found.kind, figures(found)) == (EstimateKind.MEASURED, (45, 55, 65))
    (function,) = found.functions
    assert (function.overlap, function.composition, function.state) == (70, Composition.REPORT, SourceState.USED)


def test_too_little_known_gives_no_figure() -> None:
    """K2 in V2: 30% moving in common is another function; moving is 40% of the work, the cleaning was seen in 2024."""
    found = in_world("K2", "V2")
    assert (found.kind, figures(found)) == (EstimateKind.UNKNOWN, (None, None, None))
    assert found.reasons == (EstimateReason.TOO_LITTLE_KNOWN, EstimateReason.STALE)
    assert [line.state for line in found.tasks] == [TaskState.VALUE_STALE, TaskState.COUNTED]
    assert found.functions[0].state is SourceState.OTHER_FUNCTION
    assert found.functions[0].overlap == 30


def test_who_was_never_seen_at_work_has_no_figure() -> None:
    found = estimate(who())
    assert (found.kind, found.reasons) == (EstimateKind.UNKNOWN, (EstimateReason.NO_SOURCE,))


def test_a_task_without_a_kind_is_unknown_time() -> None:
    """0.75 x 0.72 = 0.54; minus the margin 0.44, plus the margin and the quarter nobody named 0.89."""
    unnamed = (PACKING[0], replace(PACKING[1], kind=None))
    found = estimate(who(seen(TaskKind.SORTING, 80, 90, 100)), unnamed)
    assert (figures(found), found.tasks[1].state) == ((44, None, 89), TaskState.KIND_UNKNOWN)


def test_time_that_no_task_names_is_unknown_too() -> None:
    """0.8 x 0.72 = 0.576; low 0.476, high 0.576 + 0.10 + 0.20 = 0.876."""
    found = estimate(who(seen(TaskKind.SORTING, 80, 90, 100)), tasks_of(SORTING=80))
    assert figures(found) == (48, None, 88)
    assert [(line.task, line.share, line.state) for line in found.tasks] == [
        ("t1", 80, TaskState.COUNTED),
        ("", 20, TaskState.UNNAMED),
    ]


@pytest.mark.parametrize(("known", "is_known"), [(60, True), (59, False)])
def test_at_least_sixty_percent_of_the_time_has_to_be_known(known: int, is_known: bool) -> None:
    found = estimate(who(seen(TaskKind.SORTING, 80, 90, 100)), tasks_of(SORTING=known, MOVING=100 - known))
    assert found.is_known is is_known


def test_a_small_task_is_no_hoofdtaak_and_its_time_goes_to_the_others() -> None:
    """6% is under a sixteenth: BT 64/94 and 30/94; (64 x 0.72 + 30 x 0.40) / 94 = 58.08 / 94 = 0.6179."""
    client = who(seen(TaskKind.SORTING, 80, 90, 100), seen(TaskKind.CLEANING, 40, 100, 100))
    found = estimate(client, tasks_of(SORTING=64, CLEANING=30, MOVING=6))
    assert [(line.time_share, line.state) for line in found.tasks] == [
        ("32/47", TaskState.COUNTED),
        ("15/47", TaskState.COUNTED),
        ("", TaskState.TOO_SMALL),
    ]
    assert figures(found) == (52, 62, 72)


@pytest.mark.parametrize(("week_minutes", "state"), [(1200, TaskState.COUNTED), (1199, TaskState.TOO_SMALL)])
def test_a_hoofdtaak_takes_half_an_hour_of_a_working_day(week_minutes: int, state: TaskState) -> None:
    """A tenth of 1200 minutes over four days is exactly 30 minutes a day."""
    found = estimate(who(), tasks_of(SORTING=90, CLEANING=10), week_minutes=week_minutes)
    assert found.tasks[1].state is (TaskState.VALUE_UNKNOWN if state is TaskState.COUNTED else state)


def test_of_six_tasks_the_five_largest_are_hoofdtaken() -> None:
    tasks = tasks_of(SORTING=30, CLEANING=20, MOVING=15, OFFICE=15, COOKING=10, GREEN=10)
    found = estimate(who(), tasks, week_minutes=36 * 60)
    assert [line.task for line in found.tasks if line.time_share] == ["t1", "t2", "t3", "t4", "t5"]
    assert found.tasks[5].state is TaskState.BEYOND_MOST
    assert sum((line.time_part for line in found.tasks), Fraction(0)) == 1


def test_work_in_crumbs_gives_no_figure() -> None:
    """Two tasks of 12% are hoofdtaken of no day of two hours: only 52% is a hoofdtaak, less than 60%."""
    crumbs = tasks_of(SORTING=52, CLEANING=12, MOVING=12, OFFICE=12, GREEN=12)
    client = who(seen(TaskKind.SORTING, 80, 90, 100), functions=(MEASURED,))
    found = estimate(client, crumbs, week_minutes=480)
    assert found.reasons == (EstimateReason.TOO_FRAGMENTED,)
    assert found.functions[0].overlap is None


def test_a_task_somebody_else_takes_over_does_not_count() -> None:
    client = who(seen(TaskKind.SORTING, 80, 90, 100))
    found = estimate(client, left_out=("t2",))
    assert figures(found) == (62, 72, 82)
    assert found.tasks[1].state is TaskState.LEFT_OUT


@pytest.mark.parametrize(("on", "is_used"), [(date(2024, 11, 2), True), (date(2024, 11, 1), False)])
def test_what_was_seen_more_than_24_months_ago_does_not_count_and_is_shown(on: date, is_used: bool) -> None:
    found = estimate(who(seen(TaskKind.SORTING, 80, 90, 100, on=on)), WHOLE_DAY)
    assert found.is_known is is_used
    assert found.tasks[0].sources[0].state is (SourceState.USED if is_used else SourceState.STALE)
    assert (EstimateReason.STALE in found.reasons) is not is_used


def test_a_source_that_looked_again_replaces_its_own_older_look() -> None:
    old, new = date(2026, 1, 5), date(2026, 6, 1)
    client = who(seen(TaskKind.SORTING, 30, 100, 100, on=old), seen(TaskKind.SORTING, 60, 100, 100, on=new))
    found = estimate(client, WHOLE_DAY)
    assert figures(found) == (50, 60, 70)
    assert [one.state for one in found.tasks[0].sources] == [SourceState.USED, SourceState.REPLACED]


def test_a_stale_source_does_not_move_the_others() -> None:
    client = who(seen(TaskKind.SORTING, 30, 100, 100, on=LONG_AGO), seen(TaskKind.SORTING, 60, 100, 100, source="uwv"))
    assert figures(estimate(client, WHOLE_DAY)) == (50, 60, 70)


def test_what_is_older_than_12_months_is_to_be_checked() -> None:
    found = estimate(who(seen(TaskKind.SORTING, 80, 90, 100, on=date(2025, 11, 1))), WHOLE_DAY)
    assert found.reasons == (EstimateReason.TO_CHECK,)


def test_what_was_seen_after_the_day_is_not_known_yet() -> None:
    assert estimate(who(seen(TaskKind.SORTING, 80, 90, 100, on=date(2026, 11, 3))), WHOLE_DAY).tasks[0].sources == ()


def function(percent: int, on: date = MEASURED_ON, occupation: str = "inpakker", **other: object) -> LoonwaardeValue:
    value = LoonwaardeValue(
        occupation=occupation, percent=percent, is_measured=True, recorded_on=on, source="deskundige"
    )
    return replace(value, **other)  # type: ignore[arg-type]


def test_a_function_without_tasks_of_its_own_is_compared_by_its_occupation() -> None:
    """A packer is 65 packing, 20 moving, 15 packing: 80% packing; this work is 75% packing and 25% cleaning."""
    (found,) = estimate(who(functions=[function(60)])).functions
    assert (found.overlap, found.composition, found.state) == (75, Composition.PROFILE, SourceState.USED)


def test_a_function_nobody_knows_the_tasks_of_is_not_called_the_same() -> None:
    found = estimate(who(functions=[function(60, occupation="eigen-code-12")]))
    assert not found.is_known
    assert (found.functions[0].overlap, found.functions[0].state) == (None, SourceState.OVERLAP_UNKNOWN)


def test_tasks_without_a_kind_leave_the_overlap_open() -> None:
    nameless = tuple(replace(task, kind=None) for task in PACKING)
    assert estimate(who(functions=[function(60)]), nameless).functions[0].state is SourceState.OVERLAP_UNKNOWN


@pytest.mark.parametrize(("packing", "state"), [(60, SourceState.USED), (59, SourceState.OTHER_FUNCTION)])
def test_the_overlap_has_to_be_sixty_percent(packing: int, state: SourceState) -> None:
    tasks = tasks_of(SORTING=packing, OFFICE=100 - packing)
    assert estimate(who(functions=[function(60)]), tasks).functions[0].state is state


def test_a_measurement_older_than_24_months_does_not_count() -> None:
    (found,) = estimate(who(functions=[function(60, on=date(2024, 11, 1))])).functions
    assert found.state is SourceState.STALE


def test_an_estimate_for_a_whole_function_is_shown_and_gives_no_figure() -> None:
    found = estimate(who(functions=[function(60, is_measured=False)]))
    assert (found.is_known, found.functions[0].state) == (False, SourceState.NOT_MEASURED)


def test_of_two_measurements_the_newest_is_the_middle_and_both_are_the_range() -> None:
    found = estimate(who(functions=[function(80, on=date(2025, 1, 10)), function(60)]))
    assert figures(found) == (50, 60, 80)
    assert EstimateReason.SOURCES_DIFFER in found.reasons


def test_of_one_day_the_function_that_agrees_most_decides_and_of_equals_the_mean() -> None:
    """Also measured in packing and loading: 70% in common with this work, a packer has 75%."""
    both = who(*measured_tasks(), functions=[MEASURED, function(71)])
    assert estimate(both).expected == 71
    equals = who(functions=[function(60), function(71, source="ander")])
    assert estimate(equals).expected == 66


def test_a_measurement_that_the_tasks_contradict_says_so() -> None:
    found = estimate(who(seen(TaskKind.SORTING, 90, 100, 100), functions=[function(60)]), WHOLE_DAY)
    assert (figures(found), found.reasons) == ((50, 60, 70), (EstimateReason.SOURCES_DIFFER,))


@pytest.mark.parametrize(("pace", "expected"), [(0, (0, 0, 10)), (4, (0, 4, 14)), (97, (87, 97, 100))])
def test_the_range_ends_at_0_and_100(pace: int, expected: tuple[int, int, int]) -> None:
    assert figures(estimate(who(seen(TaskKind.SORTING, pace, 100, 100)), WHOLE_DAY)) == expected


def test_what_somebody_can_on_the_fml_says_nothing() -> None:
    seen_once = seen(TaskKind.SORTING, 80, 90, 100)
    limited = replace(person("K1", limit("I-7", 1), limit("I-1", 2)), task_values=(seen_once,))
    assert estimate(limited) == estimate(who(seen_once))


def test_an_estimate_that_is_no_range_is_refused() -> None:
    with pytest.raises(ReadError, match="no range"):
        LoonwaardeEstimate(kind=EstimateKind.ESTIMATED, low=50, expected=40, high=60, tasks=())
    with pytest.raises(ReadError, match="expected both"):
        LoonwaardeEstimate(kind=EstimateKind.UNKNOWN, low=50, high=60, tasks=())


@st.composite
def looks(draw: st.DrawFn, kinds: Sequence[TaskKind] = KINDS) -> tuple[TaskValue, ...]:
    """Some looks at a person, at most one of a source and a kind on a day."""
    percent, day = st.integers(0, 100), st.sampled_from([date(2026, 5, 1), date(2025, 9, 1), LONG_AGO])
    one = st.builds(seen, st.sampled_from(kinds), percent, percent, percent, source=st.sampled_from("ab"), on=day)
    found = draw(st.lists(one, max_size=8))
    return tuple({(value.kind, value.source, value.recorded_on): value for value in found}.values())


functions = st.lists(st.builds(function, st.integers(0, 100), st.sampled_from([MEASURED_ON, LONG_AGO])), max_size=2)
jobs = st.sampled_from([PACKING, WHOLE_DAY, tasks_of(SORTING=60, CLEANING=30), tasks_of(CLEANING=40, MOVING=60)])


@given(looks(), functions, jobs)
def test_every_estimate_is_a_range_of_at_least_ten_points_either_side_or_nothing(
    values: tuple[TaskValue, ...], known: list[LoonwaardeValue], tasks: tuple[Task, ...]
) -> None:
    found = estimate(who(*values, functions=known), tasks)
    if not found.is_known:
        assert figures(found) == (None, None, None)
        return
    assert found.low is not None
    assert found.high is not None
    if found.expected is not None:
        assert found.low <= max(0, found.expected - 10)
        assert found.high >= min(100, found.expected + 10)
    else:
        assert found.high - found.low >= 10


@given(looks(), functions, jobs, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(
    values: tuple[TaskValue, ...], known: list[LoonwaardeValue], tasks: tuple[Task, ...], random: object
) -> None:
    shuffled = random.sample(values, len(values))  # type: ignore[attr-defined]
    assert estimate(who(*shuffled, functions=known[::-1]), tasks) == estimate(who(*values, functions=known), tasks)


@given(looks(), jobs, st.data())
def test_a_better_look_never_lowers_a_figure(
    values: tuple[TaskValue, ...], tasks: tuple[Task, ...], data: st.DataObject
) -> None:
    if not values:
        return
    place = data.draw(st.integers(0, len(values) - 1))
    factor = data.draw(st.sampled_from(["pace", "quality", "net_time"]))
    better = replace(values[place], **{factor: data.draw(st.integers(getattr(values[place], factor), 100))})
    before, after = estimate(who(*values), tasks), estimate(who(*values[:place], better, *values[place + 1 :]), tasks)
    assert before.kind is after.kind
    assert all(one <= other for one, other in zip(before.percents, after.percents, strict=True))


@given(looks(KINDS[:1]), looks(KINDS[1:2]))
def test_filling_in_what_is_unknown_stays_within_the_range(
    known: tuple[TaskValue, ...], filled: tuple[TaskValue, ...]
) -> None:
    """Cleaning, a quarter of the work, may turn out anywhere."""
    before, after = estimate(who(*known)), estimate(who(*known, *filled))
    if before.low is None or before.high is None or after.low is None or after.high is None:
        return
    assert before.low <= after.low
    assert after.high <= before.high
