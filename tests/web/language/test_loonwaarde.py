"""A loonwaarde in words: every code has its text in both languages, and the words repeat the figures."""

from dataclasses import replace

import pytest

from fixtures.days import DAY
from fixtures.worlds import WORLDS
from matcher.catalogue.normfuncties import load_normfuncties
from matcher.domain.loonwaarde import EstimateKind, EstimateReason, LoonwaardeEstimate, SourceState, TaskState
from matcher.loonwaarde import Basis, estimate_loonwaarde
from matcher.municipal import SavingReason, municipal_effect
from matcher.rules import Rulebook
from matcher.wage_costs import CostCondition, FigureKind
from tests.matcher.test_wage_costs import CONTRACT, ESTIMATED, PARTLY, RULES, UNKNOWN, outlook
from web.language.law import Language
from web.language.loonwaarde import (
    condition_words,
    figure_words,
    loonwaarde_words,
    municipal_words,
)
from web.language.pages import has
from web.language.subsidy import basis_words
from web.store.records import Amount

NOT_COUNTED = (state for state in TaskState if state is not TaskState.COUNTED)
CODES = [
    *(f"found.{kind}" for kind in EstimateKind),
    *(f"reason.{reason}" for reason in EstimateReason),
    *(f"task_state.{state}" for state in NOT_COUNTED),
    *(f"source.{state}" for state in (SourceState.REPLACED, SourceState.STALE)),
    *(f"function_state.{state}" for state in SourceState if state is not SourceState.REPLACED),
    *(f"figure.{kind}" for kind in FigureKind),
    *(f"condition.{condition}" for condition in CostCondition),
    *(f"saving.{reason}" for reason in SavingReason),
]
NAMES = {"t1": "Dozen vullen", "t2": "Vegen"}


def estimate(client: str, vacancy: str) -> LoonwaardeEstimate:
    region = WORLDS["loonwaarde"]().region
    basis = Basis(day=DAY, rules=Rulebook.load().on(DAY), normfuncties=load_normfuncties())
    person = next(one for one in region.clients if one.key == client)
    work = next(one for one in region.vacancies if one.key == vacancy)
    return estimate_loonwaarde(person, work, basis, week_minutes=24 * 60)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_its_text(code: str) -> None:
    assert has(f"w_loonwaarde.{code}")


def test_an_estimate_tells_its_figures_its_tasks_and_its_sources() -> None:
    said = loonwaarde_words(estimate("K1", "V1"), NAMES, "en")
    assert said.found == "Estimated at 55%. It may lie between 41% and 68%."
    assert said.reasons == ("The sources do not say the same. Ask why.",)
    first, second = said.tasks
    assert (first.name, first.kind, first.time, first.result) == ("Dozen vullen", "packing and sorting", "75%", "54%")
    assert first.seen == (
        "80% × 90% × 100% = 72% (jobcoach, 1 September 2026)",
        "40% × 90% × 100% = 36% (werkgever, 1 September 2026)",
    )
    assert (second.name, second.result) == ("Vegen", "56%")


def test_a_task_nobody_saw_says_so_instead_of_a_figure() -> None:
    said = loonwaarde_words(estimate("K1", "V2"), {}, "nl")
    assert said.found == "Het kan tussen 24% en 84% liggen. Een midden is niet te geven."
    assert [(task.name, task.result) for task in said.tasks] == [
        ("t1", "56%"),
        ("t2", "Niemand zag de cliënt dit doen."),
    ]


def test_a_measurement_tells_where_it_was_and_how_much_is_the_same() -> None:
    said = loonwaarde_words(estimate("K2", "V1"), NAMES, "nl")
    assert said.found.startswith("Gemeten in werk dat hier genoeg op lijkt: 55%.")
    assert said.functions == (
        "Inpakken en laden: 55% (loonwaardedeskundige, 2 maart 2026), 70% van het werk is gelijk: telt mee",
    )
    assert "loonwaardedeskundige, gemeten" in said.tasks[0].seen[0]


def test_what_is_too_old_is_shown_as_not_counting() -> None:
    said = loonwaarde_words(estimate("K2", "V2"), {}, "nl")
    assert said.found == "De loonwaarde in dit werk is onbekend."
    assert said.official == ""
    assert said.tasks[0].seen == ("90% × 100% × 100% = 90% (jobcoach, 1 augustus 2024): telt niet: te oud",)
    assert said.functions[0].endswith("30% van het werk is gelijk: telt niet: ander werk")


def test_the_figures_stand_in_money_of_the_language() -> None:
    low, middle, _, forfait = figure_words(outlook(ESTIMATED).figures, "en")
    assert (middle.loonwaarde, middle.per_month, middle.per_year) == ("60%", "€831.22", "€9,974.69")
    assert middle.per_contract == "€5,818.57 (7 months)"
    assert (low.remainder, middle.remainder) == ("€168.26", "none")
    assert (forfait.loonwaarde, forfait.per_year, forfait.per_contract) == ("–", "–", "€6,234.18 (6 months)")
    unknown = figure_words(outlook(ESTIMATED, replace(CONTRACT, months=None)).figures, "nl")
    assert unknown[0].per_contract == "onbekend"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_interest_of_the_gemeente_is_told_apart(language: Language) -> None:
    known, unknown = outlook(ESTIMATED), outlook(UNKNOWN, replace(CONTRACT, is_employed=True))
    legal_group = WORLDS["loonwaarde"]().region.clients[0].legal_group
    said = municipal_words(municipal_effect(known, CONTRACT, legal_group, RULES), language)
    assert all((said.cost, said.saving, said.note))
    assert municipal_words(municipal_effect(unknown, CONTRACT, legal_group, RULES), language).cost == ""


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Amount(basis="loonwaarde", cents_per_month=1), "Berekend met de loonwaarde"),
        (Amount(basis="loonwaarde"), "Eén bedrag is niet te geven."),
        (Amount(basis="onbekend"), "Stel de doelgroep vast."),
        (
            Amount(basis="onbekend", conditions=(CostCondition.ALREADY_EMPLOYED,)),
            "Daar is eerst een meting voor nodig.",
        ),
        (Amount(basis="geen"), "geen loonkostensubsidie"),
    ],
)
def test_a_forecast_says_what_it_rests_on_or_what_is_missing(amount: Amount, words: str) -> None:
    assert words in basis_words(amount, "nl")


def test_conditions_are_sentences() -> None:
    assert all(words.endswith((".", "?")) for words in condition_words(outlook(PARTLY).conditions, "nl"))
