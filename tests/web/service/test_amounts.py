"""The forecast follows the law of the day and what is known of the loonwaarde, and says when it knows nothing."""

from dataclasses import replace

from fixtures.pace import MEASURED, measured_tasks, seen, tasks_of
from fixtures.tiny import job, person
from matcher.domain.client import Client, LksGroup
from matcher.domain.loonwaarde import EstimateKind
from matcher.domain.region import Placement, Region
from matcher.domain.support import Instrument, MovedTask, PackagePart
from matcher.domain.task_kind import TaskKind
from matcher.municipal import SavingReason
from matcher.rules import Rulebook
from matcher.wage_costs import CostCondition, FigureKind
from tests.web.made import DAY, proposal
from web.service.dossier.amounts import Forecast, forecast_of
from web.store.codec import from_json, to_json
from web.store.records import Amount

RULES = Rulebook.load().on(DAY)
VACANCY = job(tasks=tasks_of(SORTING=75, CLEANING=25))
CLIENT = replace(person("K1"), lks_group=LksGroup.ESTABLISHED)
SEEN = replace(CLIENT, task_values=(seen(TaskKind.SORTING, 60, 100, 100), seen(TaskKind.CLEANING, 60, 100, 100)))


def amount(client: Client, group: str = "21", **other: object) -> Amount:
    """Forecast 24 hours in a job of 12 months."""
    wage_groups = {"K1": group} if group else {}
    forecast = Forecast(day=DAY, rules=RULES, wage_groups=wage_groups, **other)  # type: ignore[arg-type]
    return forecast.of(proposal().fit, client, VACANCY)


def forecast(client: Client, group: str = "21") -> tuple[str, int | None]:
    found = amount(client, group)
    return found.basis, found.cents_per_month


def test_who_is_not_in_the_group_has_no_claim_and_no_estimate() -> None:
    assert amount(replace(SEEN, lks_group=LksGroup.NOT)) == Amount(basis="geen")


def test_an_unknown_group_gives_no_figure_but_what_is_known_of_the_loonwaarde() -> None:
    found = amount(replace(SEEN, lks_group=LksGroup.UNKNOWN))
    assert (found.basis, found.cents_per_month, found.figures) == ("onbekend", None, ())
    assert found.estimate is not None
    assert found.estimate.expected == 60


def test_a_loonwaarde_for_this_work_counts_over_its_range() -> None:
    # 24 h, 60%: 252,396 x 40% = 100,958.4; x 1.235 = 124,683.624; x 24/36 = 83,122.416
    # 50%: 103,903.02; 70%: 62,341.812
    found = amount(SEEN)
    assert (found.basis, found.cents_per_month) == ("loonwaarde", 83122)
    assert [(figure.kind, figure.per_month) for figure in found.figures] == [
        (FigureKind.LOW, 103903),
        (FigureKind.MIDDLE, 83122),
        (FigureKind.HIGH, 62342),
        (FigureKind.FORFAIT, 103903),
    ]
    assert found.steps[-1].cents == 83122


def test_a_measurement_in_the_same_function_counts_without_a_forfait() -> None:
    # 55%: 252,396 x 45% = 113,578.2; x 1.235 = 140,269.077; x 24/36 = 93,512.718
    found = amount(replace(CLIENT, task_values=measured_tasks(), loonwaarde=(MEASURED,)))
    assert (found.basis, found.cents_per_month) == ("loonwaarde", 93513)
    assert found.estimate is not None
    assert found.estimate.kind is EstimateKind.MEASURED
    assert FigureKind.FORFAIT not in {figure.kind for figure in found.figures}


def test_without_one_the_forfait_counts() -> None:
    # 252,396 x 50% x 1.235 x 24/36 = 103,903.02
    assert forecast(CLIENT) == ("forfait", 103903)


def test_a_part_that_is_unknown_leaves_a_range_without_one_amount() -> None:
    found = amount(replace(CLIENT, task_values=(seen(TaskKind.SORTING, 60, 100, 100),)))
    assert (found.basis, found.cents_per_month) == ("loonwaarde", None)
    # The calculation shown is that of the lowest loonwaarde, the highest subsidy.
    assert found.steps[-1].cents == found.figures[0].per_month


def test_the_youth_wage_lowers_the_amount() -> None:
    adult, young = forecast(CLIENT)[1], forecast(CLIENT, "18")[1]
    assert adult is not None
    assert young is not None
    assert young < adult


def test_what_a_colleague_takes_over_is_no_work_of_this_person() -> None:
    """Cleaning goes to a colleague: what nobody saw no longer makes the range wide, packing is the whole job."""
    client = replace(CLIENT, task_values=(seen(TaskKind.SORTING, 60, 100, 100),))
    fit = proposal().fit
    parts = (PackagePart(instrument=Instrument.LEAVE_OUT, closes=(), moved=(MovedTask(task="t2", week_minutes=360),)),)
    carved = replace(fit.packages[0], package=replace(fit.packages[0].package, parts=parts))
    made = Forecast(day=DAY, rules=RULES, wage_groups={"K1": "21"})
    assert made.of(fit, client, VACANCY, 0).cents_per_month is None
    assert made.of(replace(fit, packages=(carved,)), client, VACANCY, 0).cents_per_month == 83122


def test_an_unknown_age_is_said() -> None:
    found = amount(CLIENT, "")
    assert CostCondition.ADULT_WAGE in found.conditions
    assert found.municipal is not None
    assert found.municipal.reason is SavingReason.UNKNOWN


def test_who_works_there_already_has_no_forfait() -> None:
    running = Placement(client="K1", vacancy="V0", employer="W1", gemeente="Testdam", started_on=DAY)
    ended = replace(running, employer="W2", ended_on=DAY)
    made = forecast_of(Region(clients=(CLIENT,), vacancies=(VACANCY,), placements=(running, ended)), RULES, {})
    assert made.employed == {("K1", "W1")}
    found = made.of(proposal().fit, CLIENT, VACANCY)
    assert (found.basis, found.cents_per_month, found.conditions) == (
        "onbekend",
        None,
        (CostCondition.ALREADY_EMPLOYED,),
    )


def test_what_the_gemeente_pays_and_saves_stands_apart() -> None:
    municipal = amount(SEEN).municipal
    assert municipal is not None
    assert (municipal.least_cost, municipal.most_cost, municipal.saved_alone) == (62342, 103903, 136906)


def test_an_amount_is_read_back_as_it_was_written() -> None:
    for client in (SEEN, CLIENT, replace(CLIENT, task_values=measured_tasks(), loonwaarde=(MEASURED,))):
        found = amount(client)
        assert from_json(Amount, to_json(found)) == found
