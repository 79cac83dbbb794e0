"""Every outcome, argument, question and step has words in both languages, and each fact is read in its own way."""

from collections.abc import Iterable
from enum import StrEnum

import pytest

from matcher.domain.argument import Argument, ArgumentCode, Fact, FactName, OutcomeKind
from matcher.domain.nearmiss import EMPLOYER_PARTS, Step, StepKind, StepName
from matcher.domain.question import Addressee, AdKind, Heard, QuestionKind
from matcher.domain.road import GoalArea, Motivation, ShelteredQuestion, StepStatus
from web.language.arguments import argument_words
from web.language.asked import heard_words, question_name
from web.language.pages import has
from web.language.steps import group_name, how_words, name_words, step_words

KINDS: tuple[tuple[str, Iterable[StrEnum]], ...] = (
    ("title", OutcomeKind),
    ("name", OutcomeKind),
    ("what", OutcomeKind),
    ("to", Addressee),
    ("argument", ArgumentCode),
    ("ask", QuestionKind),
    ("ad", AdKind),
    ("ad_name", AdKind),
    ("goal", GoalArea),
    ("choice", Motivation),
    ("status", StepStatus),
    ("sheltered", ShelteredQuestion),
)
STEPS = (
    Step(kind=StepKind.ITEM, code="IV-13", before=1, after=0),
    Step(kind=StepKind.CONDITION, code="IV-3", before=7, after=0),
    Step(kind=StepKind.HOURS, before=480, after=720),
    Step(kind=StepKind.TRAVEL, before=30, after=45),
    Step(kind=StepKind.CERTIFICATE, code="bhv", before=0, after=1),
    *(Step(kind=StepKind.EMPLOYER, code=part, before=0, after=1) for part in EMPLOYER_PARTS),
    Step(kind=StepKind.TASK, code="t1", before=0, after=1),
)


@pytest.mark.parametrize(("table", "codes"), KINDS, ids=[name for name, _ in KINDS])
def test_every_code_has_its_words(table: str, codes: Iterable[StrEnum]) -> None:
    assert [code.value for code in codes if not has(f"w_next.{table}.{code}")] == []


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.kind}-{step.code}")
def test_every_step_has_its_words(step: Step, language: str) -> None:
    said = (
        step_words(step, language),
        name_words(StepName.of(step), language, {"t1": "Vegen"}),
        group_name(step.kind, language),
        how_words(step.kind, language),
    )
    assert all(said)
    assert not any("{" in words for words in said)


def test_a_step_is_said_in_the_units_of_its_item() -> None:
    assert step_words(STEPS[0], "nl") == "Tillen: van 10 kg naar 15 kg of meer"
    assert step_words(STEPS[2], "en") == "Working: from 8 hours to 12 hours a week"


@pytest.mark.parametrize("kind", QuestionKind)
def test_every_question_names_what_it_is_about(kind: QuestionKind) -> None:
    code = {QuestionKind.CERTIFICATE: "bhv", QuestionKind.EMPLOYER: "aid"}.get(kind, "IV-13")
    assert question_name(kind, code, "nl").endswith(("?", "."))
    assert "{" not in question_name(kind, code, "en")


def argue(code: ArgumentCode, *facts: Fact) -> str:
    found = Argument(code=code, outcome=OutcomeKind.ASK_EXPERT, is_for=True, facts=facts)
    return argument_words(found, {"V1": "Inpakker – Holt"}, "nl").cited


def test_two_sources_are_told_with_what_each_said() -> None:
    said = argue(
        ArgumentCode.CONTRADICTION,
        Fact.of(FactName.ITEM, "IV-13"),
        Fact.of(FactName.SOURCE, "uwv"),
        Fact.of(FactName.OTHER_SOURCE, "klantmanager"),
        Fact.of(FactName.LEVEL, "1"),
        Fact.of(FactName.OTHER_LEVEL, "0"),
        Fact.of(FactName.OPENS, 1),
    )
    assert said == "Tillen, UWV zegt: 10 kg, klantmanager zegt: 15 kg of meer, opent 1 vacature"


def test_a_place_that_went_elsewhere_names_the_vacancy_and_never_a_person() -> None:
    said = argue(
        ArgumentCode.PLACE_ELSEWHERE,
        Fact.of(FactName.VACANCY, "V1"),
        Fact.of(FactName.POINTS, 700),
        Fact.of(FactName.PLACES, 1),
        Fact.of(FactName.FITTING, 12),
    )
    assert said == "Inpakker – Holt, 700 punten, 1 plek, past bij 12 mensen"


def test_guidance_that_is_short_is_told_in_hours_and_money_in_euros() -> None:
    coach = (Fact.of(FactName.BUDGET, "discretionary_coach_minutes"), Fact.of(FactName.ASKED_MINUTES, 90))
    money = (Fact.of(FactName.BUDGET, "once_cents"), Fact.of(FactName.AVAILABLE, 12_500))
    assert argue(ArgumentCode.WOULD_CHANGE_SUPPORT, *coach).endswith("nodig: 1,5 uur")
    assert argue(ArgumentCode.SUPPORT_ELSEWHERE, *money).endswith("beschikbaar: €\xa0125,00")


@pytest.mark.parametrize("name", FactName)
def test_every_fact_can_be_told(name: FactName) -> None:
    value = {
        "dag": "2026-11-02",
        "item": "IV-13",
        "bron": "uwv",
        "vacature": "V1",
        "beroep": "tuin",
        "woorden": "ik wil buiten werken",
    }.get(Fact.of(name, 1).kind.value, "1")
    by_name = {
        FactName.CHOICE: "wil_leren",
        FactName.BUDGET: "supported_people",
        FactName.SHELTERED: "toezicht",
        FactName.GOAL: "betaald_werk",
        FactName.GATE: "reis",
    }
    skipped = (FactName.STEP, FactName.BEFORE, FactName.AFTER, FactName.QUESTION, FactName.LEVEL, FactName.OTHER_LEVEL)
    if name in skipped:
        return
    assert argue(ArgumentCode.GOAL, Fact.of(name, by_name.get(name, value)))


def test_a_drop_out_is_told_with_its_day_and_its_cause() -> None:
    told = heard_words(Heard(what="uitval", words="reis te lang"), "", {}, "nl")
    assert (told.who, told.day, told.value) == ("eerder werk stopte", "", "«reis te lang»")
