from datetime import date

from matcher.domain.client import HoursStep, LksGroup, Mode
from matcher.domain.profile import Answer, BinDemand, Frequency, ReadingOutcome, Source
from matcher.domain.road import (
    GoalArea,
    Motivation,
    OwnChoice,
    OwnStep,
    RoadArgument,
    ShelteredQuestion,
    StepStatus,
)
from matcher.domain.support import Instrument
from matcher.domain.task_kind import TaskKind
from tests.read.world import DAY, changed, read, world


def test_the_small_world_is_accepted_whole():
    result = read(world())
    assert result.rejected == ()
    assert {name: len(rows) for name, rows in result.accepted.items()} == {
        name: len(rows) for name, rows in world().items()
    }


def test_a_client_carries_what_every_sheet_says_about_him():
    client, other = read(world()).region.clients
    assert (client.key, client.week_minutes, client.place) == ("c1", 24 * 60, "Leiden")
    assert client.path == (HoursStep(month=3, week_minutes=28 * 60), HoursStep(month=6, week_minutes=32 * 60))
    assert [(value.item, value.level, value.conditions) for value in client.profile.values] == [
        ("I-8", 0, (1, 3)),
        ("IV-13", 2, ()),
    ]
    assert [(cover.rubriek, cover.source) for cover in client.profile.coverage] == [("IV", Source.UWV)]
    assert [(drop.item, drop.week_minutes) for drop in client.drop_outs] == [("IV-13", 20 * 60)]
    assert client.loonwaarde == ()
    (value,) = client.task_values
    assert (value.kind, value.pace, value.quality, value.net_time) == (TaskKind.SORTING, 80, 90, 100)
    assert (value.occupation, value.share, value.is_measured, value.source) == ("inpakker", 65, False, "uwv")
    assert client.forbidden == (("v9", date(2027, 3, 1)),)
    assert other.lks_group is LksGroup.ESTABLISHED
    assert other.modes == (Mode.WALK, Mode.TRANSIT)
    assert [(each.percent, each.is_measured) for each in other.loonwaarde] == [(60, True)]
    assert other.is_placed
    assert not client.is_placed


def test_what_a_person_says_of_his_road_stands_beside_him_and_the_last_counts():
    first, second = read(world()).region.roads
    assert first.choice == OwnChoice(choice=Motivation.WORK_NOW, words="Graag buiten", recorded_on=date(2026, 6, 1))
    assert first.own_step == OwnStep(words="Ik ga meelopen", by=date(2026, 12, 1), recorded_on=date(2026, 6, 1))
    assert [(goal.area, goal.status) for goal in first.goals] == [
        (GoalArea.CONTACTS, StepStatus.WANTED),
        (GoalArea.PAID_WORK, StepStatus.BUSY),
    ]
    (fact,), (argument,) = second.sheltered, second.put_forward
    assert (fact.question, fact.source, fact.agrees) == (ShelteredQuestion.SUPERVISION, Source.UWV, Answer.YES)
    assert (argument.code, argument.is_for) == (RoadArgument.SUPPORT_WORKED, True)
    assert read(world()).region.budgets[0].expert_questions == 4


def test_a_row_with_a_reading_is_a_reading_and_no_value():
    other = read(world()).region.clients[1]
    (reading,) = other.profile.readings
    assert (reading.vacancy, reading.task, reading.outcome) == ("v1", "a", ReadingOutcome.WORKS_WITH)
    assert (reading.instrument, reading.task_text) == (Instrument.AID, "")
    told = read(changed("capacities", 3, task_text="Dozen stapelen")).region.clients[1].profile.readings[0]
    assert told.task_text == "Dozen stapelen"
    assert [value.text for value in other.profile.values] == ["links"]


def test_a_vacancy_carries_its_tasks_demands_and_requirements():
    (vacancy,) = read(world()).region.vacancies
    assert (vacancy.week_minutes_min, vacancy.week_minutes_max) == (960, 1950)
    assert (vacancy.positions, vacancy.days_per_week, vacancy.max_supported) == (1, 5, 2)
    assert [(each.kind, each.code, each.mastery) for each in vacancy.requirements] == [
        ("certificaat", "vca", 0),
        ("competentie", "24100", 3),
        ("competentie", "24105", 2),
    ]
    first, second = vacancy.tasks
    assert (first.key, first.share, second.key, second.share) == ("a", 60, "b", 40)
    assert (first.kind, second.kind) == (TaskKind.SORTING, None)
    assert {demand.item: demand.asks for demand in first.demands} == {"I-8": (3,), "II-2": None}
    assert first.demands[1].needs is BinDemand.NORM
    assert [(demand.item, demand.tolerated, demand.minutes_per_day) for demand in second.demands] == [
        ("IV-13", 1, None),
        ("V-4", None, 120),
    ]
    unknown, wide = vacancy.demands[1], vacancy.demands[0]
    assert (wide.item, wide.tolerated, wide.frequency) == ("IV-13", 2, Frequency.MARGINAL)
    assert (unknown.item, unknown.is_known) == ("IV-16", False)


def test_empty_cells_are_unknown_and_never_zero():
    client = read(changed("clients", 0, hours="", path="", travel_limit="")).region.clients[0]
    assert (client.week_minutes, client.travel_limit, client.modes, client.times) == (None, None, None, None)


def test_every_choice_of_a_gemeente_is_kept_with_its_day_and_source():
    stratum, tariff = sorted(read(world()).region.choices, key=lambda choice: choice.valid_from)
    assert (stratum.rule, stratum.name, stratum.value) == ("stratum", "steun_licht", 80)
    assert (tariff.rule, tariff.name, tariff.value, tariff.cvdr) == ("jobcoach_tarief", "", 10_500, "CVDR698123")
    assert (str(tariff.valid_from), str(tariff.checked_on), tariff.article) == ("2026-03-01", "2026-10-01", "12")


def test_only_the_budget_of_the_year_counts():
    assert len(read(world()).region.budgets) == 1
    assert read(changed("budgets", 0, year=str(DAY.year + 1))).region.budgets == ()


def test_a_later_decision_lifts_a_ban():
    sheets = world()
    sheets["decisions"].append({"client": "c1", "vacancy": "v9", "decision": "bespreken", "date": "2026-10-01"})
    assert read(sheets).region.clients[0].forbidden == ()


def test_tasks_in_minutes_become_whole_shares_that_fit_in_the_week():
    sheets = world()
    sheets["demands"] = [row for row in sheets["demands"] if not row.get("task")]
    sheets["tasks"] = [
        {"vacancy": "v1", "task": name, "description": "werk", "minutes": "650"} for name in ("a", "b", "c")
    ]
    (vacancy,) = read(sheets).region.vacancies
    assert [task.share for task in vacancy.tasks] == [34, 33, 33]


def test_a_placement_without_gemeente_is_paid_by_the_gemeente_of_its_client():
    (placement,) = read(world()).region.placements
    assert (placement.gemeente, placement.employer, placement.coach_minutes) == ("Leiden", "w9", 60)
