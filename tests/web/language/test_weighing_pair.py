"""What a page says about gates, support, points, budgets and the journey of a pair."""

import re
from dataclasses import replace
from datetime import date

import pytest

from fixtures.tiny import WILLING, demand, job, limit, person
from matcher.domain.candidate import LINES, Contribution, Gate, GateResult, Line, Verdict
from matcher.domain.client import DayPart, HoursStep, LksGroup, WishKind
from matcher.domain.support import Instrument
from matcher.domain.vacancy import Adaptations
from solver.planned import BudgetUse, Proposal, SolveReport
from tests.builders import weighed
from web.language.gates import gate_words
from web.language.outcomes import budget_words, solve_words
from web.language.pages import LANGUAGES
from web.language.points import points_words
from web.language.support import package_words
from web.language.weighing import (
    field_name,
    questions,
    start_hours_you,
    summary,
    travel_words,
    verdict_word,
)


def test_a_bound_is_never_said_smaller_than_it_is() -> None:
    report = SolveReport(status="bounded", objective=1, bound=2, gap_ppm=0, points=1, stages=())
    assert solve_words(report, "nl").gap == "hooguit 0,0001% beter mogelijk"
    proven = SolveReport(status="optimal", objective=1, bound=1, gap_ppm=0, points=1, stages=())
    assert solve_words(proven, "nl").gap == "geen beter plan mogelijk"


@pytest.mark.parametrize(
    ("gate", "sentence"),
    [
        (
            GateResult(gate=Gate.TRAVEL, verdict=Verdict.KAN_NIET, has=45, asks=60),
            "De reis duurt 60 minuten. De grens van de cliënt is 45 minuten.",
        ),
        (
            GateResult(gate=Gate.TRAVEL, verdict=Verdict.VRAAG_NA, has=45, asks=-1),
            "Niet bekend is hoe lang de reis duurt. Wij rekenen met een grens van 45 minuten.",
        ),
        (
            GateResult(gate=Gate.HOURS, verdict=Verdict.LET_OP, has=480, asks=720, code="urenopbouw"),
            "De cliënt begint met 8 uur per week. Het werk vraagt 12 uur. Door op te bouwen lukt dat op tijd.",
        ),
        (
            GateResult(gate=Gate.CERTIFICATE, verdict=Verdict.KAN_NIET, code="vca"),
            "De cliënt heeft dit certificaat niet: VCA (veilig werken).",
        ),
        (
            GateResult(gate=Gate.POSTURE, verdict=Verdict.KAN_NIET, has=150, asks=240),
            "Zitten, staan en lopen lukt samen 2,5 uur per dag. De werkdag is 4 uur.",
        ),
        (
            GateResult(gate=Gate.TIMES, verdict=Verdict.KAN_NIET, code="nacht"),
            "Het werk is ook in de nacht. Dan kan de cliënt niet.",
        ),
    ],
)
def test_a_gate_says_both_figures(gate: GateResult, sentence: str) -> None:
    assert gate_words(gate, "nl").sentence == sentence


@pytest.mark.parametrize(
    ("gate", "codes"),
    [
        (Gate.AVAILABLE, ("basis", "onderwijs", "aan_het_werk", "later")),
        (Gate.OBJECTION, (*(kind for kind in WishKind if kind is not WishKind.SUPPORT), "niet_doen")),
        (Gate.TIMES, tuple(DayPart)),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_gate_says_each_reason_it_can_be_shut_for(gate: Gate, codes: tuple[str, ...], language: str) -> None:
    shut = [GateResult(gate=gate, verdict=Verdict.KAN_NIET, code=code) for code in codes]
    sentences = [gate_words(one, language).sentence for one in shut]
    assert len(set(sentences)) == len(codes)
    assert all(sentence.endswith(".") for sentence in sentences)


@pytest.mark.parametrize("gate", [Gate.AVAILABLE, Gate.HOURS, Gate.TIMES, Gate.TRAVEL, Gate.CERTIFICATE])
def test_a_gate_that_does_not_know_asks_somebody(gate: Gate) -> None:
    words = gate_words(GateResult(gate=gate, verdict=Verdict.VRAAG_NA, has=600, asks=30, code=""), "nl")
    assert words.question is not None
    assert words.question.text.rstrip(": ?")
    assert words.question.text.endswith("?")


def test_a_gate_about_a_day_names_the_day_where_the_page_knows_it() -> None:
    later = GateResult(gate=Gate.AVAILABLE, verdict=Verdict.KAN_NIET, code="later")
    school = GateResult(gate=Gate.AVAILABLE, verdict=Verdict.KAN_NIET, code="onderwijs")
    day = date(2027, 3, 1)
    assert gate_words(later, "nl", day=day).sentence == "De cliënt kan pas beginnen op 1 maart 2027."
    assert gate_words(school, "nl", day=day).sentence.endswith("Dat duurt tot 1 maart 2027.")
    assert gate_words(school, "en").sentence == "The client goes to school first."


def test_an_answer_the_employer_has_not_given_is_asked_of_him_once() -> None:
    found = weighed(person("K1", limit("IV-13", 2)), job(demand("IV-13", 1), can=Adaptations()))
    package = found.packages[0].package
    asked = [one for one in questions(found, package, "nl") if one.to == "werkgever"]
    assert [one.text for one in asked] == ["Is er plaats voor een hulpmiddel?"]
    assert package_words(package, found, "nl").parts[0].employer_question == asked[0]


def test_a_claim_that_closes_nothing_says_that_it_is_a_right() -> None:
    entitled = replace(person(), lks_group=LksGroup.ESTABLISHED)
    found = weighed(entitled, job(can=WILLING))
    words = package_words(found.packages[0].package, found, "nl")
    subsidy = next(part for part in words.parts if part.instrument == Instrument.WAGE_SUBSIDY)
    assert subsidy.helps == ()
    assert subsidy.right.startswith("Dit hoort bij het recht")
    assert words.ground == "Op begeleiding heeft de cliënt recht."


def test_hours_that_grow_are_support_step_by_step() -> None:
    growing = replace(person(), week_minutes=960, path=(HoursStep(month=2, week_minutes=1260),))
    found = weighed(growing, replace(job(), ramp_months=3))
    words = package_words(found.packages[0].package, found, "nl")
    assert [(one.name, one.how) for one in words.parts[0].helps] == [("Uren per week", "stap voor stap meer uren")]
    assert gate_words(found.gates[3], "nl").code == "let_op"


def test_a_package_says_what_helps_by_what_and_on_which_article() -> None:
    found = weighed(person("K1", limit("IV-13", 2)), job(demand("IV-13", 1), can=WILLING))
    words = package_words(found.packages[0].package, found, "nl")
    assert words.title == "hulpmiddel"
    assert [(one.name, one.how) for one in words.parts[0].helps] == [("Tillen", "een tilhulp")]
    assert words.parts[0].article == "Participatiewet art. 8a lid 2 onder f sub 3"
    assert words.parts[0].sureness == "nagelezen in de wet"
    assert words.money == "Kosten, één keer: ongeveer €\u00a01.200,00."
    assert words.parts[0].employer_question is None


def test_no_package_needs_no_support() -> None:
    found = weighed(person(), job())
    words = package_words(found.packages[0].package, found, "en")
    assert (words.title, words.is_empty, words.ground) == ("No support needed", True, "")


def test_the_lines_of_points_add_up_to_the_total() -> None:
    found = weighed(person("K1", limit("IV-13", 2)), job(demand("IV-13", 1), can=WILLING))
    words = points_words(Proposal(fit=found, package=0), "nl")
    assert [line.line for line in words.lines] == list(LINES)
    assert sum(line.points for line in words.lines) == words.total == found.packages[0].total
    assert all(line.why.endswith(".") for line in words.lines)


@pytest.mark.parametrize(
    ("facts", "points", "why"),
    [
        ((1, 0), 250, "Dit werk past bij een wens van de cliënt."),
        ((2, 0), 0, "De cliënt wil liever ander werk."),
        ((0, 1), 0, "De cliënt wil liever ander werk."),
        ((0, 0), 125, "Wij kennen nog geen wens. Daarom telt de helft."),
    ],
)
def test_an_unknown_wish_is_not_said_as_another_wish(facts: tuple[int, ...], points: int, why: str) -> None:
    found = weighed(person(), job())
    wish = Contribution(line=Line.WISH, points=points, facts=facts)
    other = Proposal(fit=replace(found, contributions=(wish, *found.contributions[1:])), package=0)
    assert points_words(other, "nl").lines[0].why == why


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("coach_minutes", "21,5 uur nodig, 18,0 uur beschikbaar, 3,5 uur tekort."),
        ("once_cents", "€\u00a012,90 nodig, €\u00a010,80 beschikbaar, €\u00a02,10 tekort."),
    ],
)
def test_a_budget_says_what_is_short_and_never_that_it_is_gone(kind: str, sentence: str) -> None:
    use = BudgetUse(gemeente="A", kind=kind, granted=1200, available=1080, used=1290, short=210, people=3)
    words = budget_words(use, "nl")
    assert words.sentence == sentence
    assert words.is_short
    assert not any(re.search(r"\bop\b", text) for text in (words.sentence, words.used, words.short, words.available))


def test_a_budget_without_a_limit_says_so() -> None:
    use = BudgetUse(gemeente="A", kind="coach_minutes", granted=-1, available=-1, used=60, short=0, people=1)
    assert budget_words(use, "nl").sentence == "1,0 uur nodig, er is geen grens genoemd."
    assert budget_words(use, "nl").available == "geen grens"


def test_journey_and_start_are_said_to_the_adviser_and_to_the_person() -> None:
    found = weighed(person(), job())
    assert start_hours_you(found, "nl") == "U begint met 24 uur per week."
    assert summary(found, "en").startswith("The client starts with 24 hours a week.")
    assert travel_words(8, 35, "nl") == "8 minuten reizen, grens 35 minuten"
    assert travel_words(None, 35, "nl") == "reistijd niet bekend, grens 35 minuten"
    assert travel_words(-1, None, "en") == "journey and limit not known"


def test_a_motivation_is_asked_by_the_name_of_its_item_or_gate() -> None:
    assert field_name("IV-13", "nl") == "Tillen"
    assert field_name("poort.uren", "nl") == "Uren"
    assert [verdict_word(verdict, "nl") for verdict in Verdict] == ["past", "let op", "vraag na", "kan niet"]
