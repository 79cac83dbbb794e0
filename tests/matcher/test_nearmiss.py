"""A step is one stated change; applied and weighed again it opens what is said, and an unknown has no step."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fixtures.days import DAY
from fixtures.tiny import FAR, UNWILLING, demand, job, limit, person
from matcher.domain.client import DropOut, Qualification
from matcher.domain.nearmiss import Step, StepKind
from matcher.domain.profile import Answer, CapacityValue, ReadingOutcome, Source
from matcher.domain.vacancy import Requirement
from matcher.errors import PolicyError, ReadError
from matcher.nearmiss import apply, apply_to_vacancy, employer_steps, opened, reached, steps_of, without_task
from matcher.policy import MatchPolicy
from tests.builders import minutes, reading, scales, task, weighed, with_readings

HOUR = 60


def step(kind: StepKind, code: str, before: int, after: int) -> Step:
    return Step(kind=kind, code=code, before=before, after=after)


def value(item: str, level: int, source: Source, on: date, *conditions: int, text: str = "") -> CapacityValue:
    return CapacityValue(item=item, level=level, conditions=conditions, text=text, source=source, recorded_on=on)


def test_a_person_has_a_step_for_each_limit_his_hours_his_journey_and_each_missing_certificate() -> None:
    client = replace(
        person("K1", limit("IV-13", 2), limit("II-6", 0, 1, 3), limit("II-1", 1)),
        qualifications=(
            Qualification(kind="certificaat", code="vca", has=Answer.NO),
            Qualification(kind="certificaat", code="heftruck", has=Answer.YES),
            Qualification(kind="certificaat", code="bhv", has=Answer.UNKNOWN),
            Qualification(kind="vaardigheid", code="kassa", has=Answer.NO),
        ),
    )
    assert steps_of(client, scales()) == (
        step(StepKind.ITEM, "IV-13", 2, 1),
        step(StepKind.CONDITION, "II-6", 1, 0),
        step(StepKind.CONDITION, "II-6", 3, 0),
        step(StepKind.HOURS, "", 24 * HOUR, 28 * HOUR),
        step(StepKind.TRAVEL, "", 30, 45),
        step(StepKind.CERTIFICATE, "vca", 0, 1),
    )


def test_what_is_unknown_or_too_old_to_count_has_no_step() -> None:
    old = value("IV-13", 2, Source.UWV, date(2024, 1, 1))
    client = replace(person("K1", old, without="IV"), week_minutes=None, travel_limit=None)
    assert steps_of(client, scales()) == ()


def test_a_step_ends_at_the_most_a_person_can_state_and_then_there_is_none() -> None:
    near = replace(person(), week_minutes=58 * HOUR, travel_limit=170)
    assert [one.after for one in steps_of(near, scales())] == [60 * HOUR, 180]
    assert steps_of(replace(near, week_minutes=60 * HOUR, travel_limit=180), scales()) == ()


def test_an_item_one_level_better_opens_what_asked_that_level() -> None:
    client, vacancy = person("K1", limit("IV-13", 2)), job(demand("IV-13", 1), can=UNWILLING)
    assert opened(client, [vacancy], step(StepKind.ITEM, "IV-13", 2, 1), scales()) == ("V1",)
    heavier = job(demand("IV-13", 0), can=UNWILLING)
    assert opened(client, [heavier], step(StepKind.ITEM, "IV-13", 2, 1), scales()) == ()


def test_what_was_open_before_a_step_is_not_opened_by_it() -> None:
    client, vacancy = person("K1", limit("IV-13", 2)), job(demand("IV-13", 2))
    assert weighed(client, vacancy).is_proposable
    assert opened(client, [vacancy], step(StepKind.ITEM, "IV-13", 2, 1), scales()) == ()


def test_after_a_step_one_value_holds_and_the_look_of_an_arbeidsdeskundige_stays_known() -> None:
    first, coach = value("IV-13", 1, Source.UWV, date(2026, 9, 2), text="een"), Source.JOBCOACH
    expert = value("IV-13", 1, Source.LABOUR_EXPERT, DAY)
    for others, kept in (
        ((value("IV-13", 1, coach, DAY, text="twee"),), [(Source.UWV, 0, "een")]),
        ((value("IV-13", 0, Source.LABOUR_EXPERT, DAY),), [(Source.UWV, 0, "een"), (Source.LABOUR_EXPERT, 0, "")]),
    ):
        after = apply(person("K1", first, *others), step(StepKind.ITEM, "IV-13", 1, 0), scales())
        assert [(one.source, one.level, one.text) for one in after.profile.values] == kept
    alone = apply(person("K1", expert), step(StepKind.ITEM, "IV-13", 1, 0), scales())
    assert [(one.source, one.level) for one in alone.profile.values] == [(Source.LABOUR_EXPERT, 0)]


def test_a_better_level_counts_whatever_other_sources_said_of_the_item() -> None:
    values = (value("IV-13", 3, Source.UWV, date(2026, 9, 2)), value("IV-13", 2, Source.JOBCOACH, DAY))
    after = apply(person("K1", *values), step(StepKind.ITEM, "IV-13", 3, 2), scales())
    capacity = scales().capacity(after, scales().catalogue.by_code("IV-13"))
    assert capacity is not None
    assert (capacity.level, capacity.source, capacity.recorded_on) == (2, Source.UWV, date(2026, 9, 2))


def test_a_condition_no_longer_needed_leaves_the_others_of_every_source() -> None:
    values = (
        value("II-6", 0, Source.UWV, date(2026, 9, 2), 1, 2),
        value("II-6", 0, Source.JOBCOACH, DAY, 2, 3, text="rustig aan"),
    )
    after = apply(person("K1", *values), step(StepKind.CONDITION, "II-6", 2, 0), scales())
    capacity = scales().capacity(after, scales().catalogue.by_code("II-6"))
    assert capacity is not None
    assert capacity.conditions == (1, 3)
    assert capacity.has_text


def test_a_reading_stays_with_the_value_that_a_step_changes() -> None:
    found = reading("IV-13", ReadingOutcome.FAILS)
    client = with_readings(person("K1", limit("IV-13", 2)), found)
    assert opened(client, [job(demand("IV-13", 1))], step(StepKind.ITEM, "IV-13", 2, 1), scales()) == ()


def test_four_hours_more_open_a_job_that_asks_them_unless_a_ceiling_stands_below() -> None:
    vacancy = replace(job(), week_minutes_min=28 * HOUR, week_minutes_max=32 * HOUR)
    longer = step(StepKind.HOURS, "", 24 * HOUR, 28 * HOUR)
    assert opened(person(), [vacancy], longer, scales()) == ("V1",)
    assert opened(person("K1", limit("VI-3", 3)), [vacancy], longer, scales()) == ()


def test_a_ceiling_on_the_hours_is_an_item_with_a_step_of_its_own() -> None:
    client = replace(person("K1", limit("VI-3", 3)), week_minutes=28 * HOUR)
    vacancy = replace(job(), week_minutes_min=28 * HOUR, week_minutes_max=32 * HOUR)
    assert opened(client, [vacancy], step(StepKind.ITEM, "VI-3", 3, 2), scales()) == ("V1",)


def test_a_quarter_of_an_hour_more_opens_what_lies_within_it() -> None:
    far = replace(job(), place=FAR.key)
    took = weighed(person(), far).travel_minutes
    client = replace(person(), travel_limit=took - 15)
    assert opened(client, [far], step(StepKind.TRAVEL, "", took - 15, took), scales()) == ("V1",)
    nearer = replace(client, travel_limit=took - 16)
    assert opened(nearer, [far], step(StepKind.TRAVEL, "", took - 16, took - 1), scales()) == ()


def test_a_certificate_opens_only_what_lacked_that_one() -> None:
    lacks = tuple(Qualification(kind="certificaat", code=code, has=Answer.NO) for code in ("bhv", "vca"))
    client = replace(person(), qualifications=lacks)
    both = tuple(Requirement(kind="certificaat", code=code) for code in ("bhv", "vca"))
    one, two = replace(job(), requirements=both[1:]), replace(job(key="V2"), requirements=both)
    assert opened(client, [one, two], step(StepKind.CERTIFICATE, "vca", 0, 1), scales()) == ("V1",)


def test_a_person_who_bears_a_posture_longer_can_fill_the_day() -> None:
    client = person("K1", limit("V-2", 2), limit("V-4", 3), limit("IV-17", 3))
    vacancy = job(*(minutes(code, 20) for code in ("V-2", "V-4")))
    assert not weighed(client, vacancy).is_proposable
    assert opened(client, [vacancy], step(StepKind.ITEM, "V-2", 2, 1), scales()) == ("V1",)


def test_only_a_no_of_an_employer_can_become_a_yes() -> None:
    tasks = (task("a", 30, leave=Answer.NO), task("b", 30, leave=Answer.UNKNOWN), task("c", 40, leave=Answer.YES))
    vacancy = job(tasks=tasks, can=replace(UNWILLING, aid=Answer.UNKNOWN, organisation=Answer.YES))
    assert [(one.kind, one.code) for one in employer_steps(vacancy)] == [
        (StepKind.EMPLOYER, "work_buddy"),
        (StepKind.EMPLOYER, "jobcoach"),
        (StepKind.EMPLOYER, "slower_pace"),
        (StepKind.TASK, "a"),
    ]


def test_an_aid_that_the_employer_would_allow_lets_a_person_in() -> None:
    vacancy = job(demand("IV-13", 0), can=UNWILLING)
    willing = apply_to_vacancy(vacancy, step(StepKind.EMPLOYER, "aid", 0, 1))
    people = [person("K1", limit("IV-13", 1)), person("K2"), person("K3", limit("IV-13", 4))]
    assert reached(people, vacancy, willing, scales()) == ("K1",)


def test_a_task_that_a_colleague_may_take_over_lets_a_person_in() -> None:
    tasks = (task("a", 30, demand("IV-18", 0)), task("b", 70))
    vacancy = job(tasks=tasks)
    willing = apply_to_vacancy(vacancy, step(StepKind.TASK, "a", 0, 1))
    assert reached([person("K1", limit("IV-18", 2))], vacancy, willing, scales()) == ("K1",)


def test_a_job_made_without_a_task_stretches_the_others_over_the_day_and_leaves_out_no_more() -> None:
    tasks = (
        task("a", 40, demand("IV-18", 0), leave=Answer.NO),
        task("b", 30, minutes("V-4", 100), leave=Answer.YES),
        task("c", 30, minutes("V-4", 20)),
    )
    made = without_task(job(tasks=tasks), "a", scales())
    assert made is not None
    assert [(one.key, one.share, one.can_leave_out) for one in made.tasks] == [
        ("b", 30, Answer.NO),
        ("c", 30, Answer.NO),
    ]
    stretched = [one.own_demand("V-4") for one in made.tasks]
    assert [one.minutes_per_day for one in stretched if one is not None] == [167, 34]
    assert reached([person("K1", limit("IV-18", 2))], job(tasks=tasks), made, scales()) == ("K1",)


def test_no_more_than_policy_lets_go_and_never_the_whole_job_is_carved_away() -> None:
    tasks = (task("a", 41), task("b", 40), task("c", 19))
    made = {key: without_task(job(tasks=tasks), key, scales()) for key in ("a", "b", "z")}
    assert {key: found is not None for key, found in made.items()} == {"a": False, "b": True, "z": False}
    assert without_task(job(), "t1", scales()) is None
    assert without_task(job(tasks=(task("a", 30),)), "a", scales()) is None


def test_a_job_of_two_tasks_keeps_one_and_no_day_is_longer_than_a_day() -> None:
    made = without_task(job(tasks=(task("a", 40), task("b", 60, minutes("V-4", 1000)))), "a", scales())
    assert made is not None
    assert [one.key for one in made.tasks] == ["b"]
    assert [one.minutes_per_day for one in made.tasks[0].demands] == [24 * HOUR]


def test_who_starts_with_fewer_hours_after_a_failed_placement_has_no_step_of_more_hours() -> None:
    failed = DropOut(ended_on=DAY - timedelta(days=60), week_minutes=16 * HOUR)
    steps = steps_of(replace(person(), drop_outs=(failed,)), scales())
    assert [one.kind for one in steps] == [StepKind.TRAVEL]


@pytest.mark.parametrize(
    "wrong",
    [
        step(StepKind.ITEM, "IV-13", 3, 2),
        step(StepKind.HOURS, "", 20 * HOUR, 24 * HOUR),
        step(StepKind.CERTIFICATE, "vca", 0, 1),
        step(StepKind.EMPLOYER, "aid", 0, 1),
    ],
)
def test_a_step_that_is_not_this_persons_is_refused(wrong: Step) -> None:
    with pytest.raises(ReadError, match="has no step"):
        apply(person("K1", limit("IV-13", 2)), wrong, scales())


def test_an_answer_that_was_no_no_is_refused() -> None:
    with pytest.raises(ReadError, match="did not say no to aid"):
        apply_to_vacancy(job(can=replace(UNWILLING, aid=Answer.UNKNOWN)), step(StepKind.EMPLOYER, "aid", 0, 1))


@pytest.mark.parametrize(("kind", "code", "after"), [(StepKind.HOURS, "", 10), (StepKind.ITEM, "", 9)])
def test_a_step_that_changes_nothing_or_names_nothing_does_not_exist(kind: StepKind, code: str, after: int) -> None:
    with pytest.raises(ReadError):
        step(kind, code, 10, after)


@pytest.mark.parametrize("chosen", [{"step_week_minutes": 30}, {"step_travel_minutes": 90}])
def test_how_far_a_step_goes_is_policy_within_bounds(chosen: dict[str, int]) -> None:
    with pytest.raises(PolicyError, match="may be"):
        MatchPolicy(**chosen)  # type: ignore[arg-type]
