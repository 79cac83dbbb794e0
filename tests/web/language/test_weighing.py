"""What a weighing says is complete in both languages, true to the figures, and free of a solver's words."""

import re
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from itertools import product
from pathlib import Path

import pytest

from fixtures.caseload import region
from fixtures.tiny import WILLING, demand, job, limit, person
from matcher.catalogue.items import Item, load_catalogue
from matcher.domain.candidate import GATES, LINES, Contribution, Gate, GateResult, Line, Reason, Verdict
from matcher.domain.profile import DemandSource, Frequency, Source
from matcher.domain.support import INSTRUMENTS
from matcher.shortlist import reason_names
from solver.planned import BudgetUse, Outcome, Proposal, SolveReport
from solver.result import Status
from tests.builders import item_of, minutes, region_scales, unknown, weighed
from web.language.gates import gate_words
from web.language.items import ItemWords, item_groups, item_words, minutes_on_planned_day, plain_count
from web.language.outcomes import budget_words, dropped_name, outcome_name, outcome_words, solve_words, stage_name
from web.language.pages import LANGUAGES, has, texts
from web.language.points import line_label, points_words
from web.language.support import instrument_name, package_words
from web.language.terminal import label
from web.language.weighing import (
    field_name,
    questions,
    start_hours_you,
    summary,
    travel_words,
    verdict_code,
    verdict_word,
)

OWN = "w_"
SOLVER_WORDS = re.compile(
    r"solver|infeasible|optima|objective|shadow|schaduwprijs|dual|heuristi|belastbaarheid|functiebelasting|jobcarving"
    r"|constraint|score",
    re.IGNORECASE,
)


def own_texts() -> dict[str, tuple[str, str]]:
    return {code: pair for code, pair in texts().items() if code.startswith(OWN)}


def last_parts(prefix: str) -> set[str]:
    return {code.removeprefix(prefix) for code in own_texts() if code.startswith(prefix)}


def said(words: object) -> list[str]:
    """Give every text inside a value of words."""
    if isinstance(words, str):
        return [words]
    if isinstance(words, tuple):
        return [text for one in words for text in said(one)]
    if is_dataclass(words):
        return [text for one in fields(words) for text in said(getattr(words, one.name))]
    return []


def row(code: str, level: int, asked: int | tuple[int, ...] | None, *conditions: int, text: str = "") -> ItemWords:
    """Give the Dutch words for one limit against one demand, with an employer who is willing."""
    found = weighed(person("K1", limit(code, level, *conditions, text=text)), job(demand(code, asked), can=WILLING))
    return item_words(item_of(found, code), found, "nl")


def test_every_reason_of_an_item_has_its_words() -> None:
    for reason in Reason:
        if reason is Reason.TEXT_READ:
            assert all(has(f"w_items.why.{reason}.{verdict_code(verdict)}") for verdict in Verdict)
        else:
            assert has(f"w_items.why.{reason}"), reason


@pytest.mark.parametrize(("kind", "members"), [("source", Source), ("demand_source", DemandSource), ("how", Frequency)])
def test_every_code_of_where_a_value_comes_from_has_its_words(kind: str, members: type[StrEnum]) -> None:
    assert last_parts(f"w_items.{kind}.") == {member.value for member in members}


def test_every_unit_of_the_catalogue_has_a_short_form() -> None:
    assert last_parts("w_items.unit.") == {item.unit_nl for item in load_catalogue().items if item.unit_nl}


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_every_instrument_has_a_name_a_meaning_and_its_questions(instrument: str) -> None:
    assert all(has(f"w_support.{kind}.{instrument}") for kind in ("what", "employer", "status"))
    names = [instrument_name(instrument, language) for language in LANGUAGES]
    assert names != [label(f"instrument.no_{instrument}", language) for language in LANGUAGES]


def test_every_gate_and_every_line_has_its_words() -> None:
    assert all(has(f"w_gates.name.{gate}") and has(f"w_gates.{gate}.past") for gate in GATES)
    assert all(line_label(line, language) for line, language in product(LINES, LANGUAGES))


@pytest.mark.parametrize("reason", [*reason_names(load_catalogue()), "wacht_op_plek"])
def test_every_reason_for_no_proposal_is_said_in_both_languages(reason: str) -> None:
    for language, count in product(LANGUAGES, (1, 7)):
        words = outcome_words(Outcome(client="K1", code=reason, count=count), language)
        assert outcome_name(reason, language) == dropped_name(reason, language) != reason
        assert all("{" not in text and text.endswith((".", "?")) for text in (words.sentence, words.next))


@pytest.mark.parametrize("status", Status)
def test_every_end_of_a_solve_is_said_without_a_solver_word(status: Status) -> None:
    for gap in (None, 0, 2_900):
        report = SolveReport(status=status.value, objective=1, bound=1, gap_ppm=gap, points=1, stages=())
        for language in LANGUAGES:
            words = solve_words(report, language)
            assert not any(SOLVER_WORDS.search(text) or "{" in text for text in said(words))


def test_every_stage_a_solve_can_report_has_a_name() -> None:
    source = "\n".join(path.read_text("utf-8") for path in sorted((Path(__file__).parents[3] / "solver").glob("*.py")))
    stages = set(re.findall(r'\.finish\(\s*"(\w+)"', source))
    assert {"canonical", "flow", "search"} <= stages
    assert all(stage_name(stage, language) for stage, language in product(sorted(stages), LANGUAGES))


def test_a_bound_is_never_said_smaller_than_it_is() -> None:
    report = SolveReport(status="bounded", objective=1, bound=2, gap_ppm=0, points=1, stages=())
    assert solve_words(report, "nl").gap == "hooguit 0,0001% beter mogelijk"
    proven = SolveReport(status="optimal", objective=1, bound=1, gap_ppm=0, points=1, stages=())
    assert solve_words(proven, "nl").gap == "geen beter plan mogelijk"


@pytest.mark.parametrize("code", sorted(own_texts()))
def test_both_languages_use_the_same_facts_and_no_solver_word(code: str) -> None:
    dutch, english = own_texts()[code]
    assert sorted(set(re.findall(r"{(\w+)}", dutch))) == sorted(set(re.findall(r"{(\w+)}", english)))
    assert not SOLVER_WORDS.search(dutch)
    assert not SOLVER_WORDS.search(english)
    assert dutch[-1] in ".?" or english[-1] not in ".?"


def test_both_sides_of_a_level_are_said_in_the_units_of_the_item() -> None:
    words = row("IV-13", 1, 0)
    assert (words.asks, words.can) == ("15 kg", "10 kg")
    assert words.sentence == "Het werk vraagt 15 kg. De cliënt kan 10 kg."
    assert (words.code, words.why) == ("let_op", "Met steun lukt dit.")
    assert words.source == "UWV, 1 september 2026"


@pytest.mark.parametrize("item", [item for item in load_catalogue().items if item.levels and not item.is_gate])
def test_a_higher_level_is_said_as_less_capacity(item: Item) -> None:
    numbers = [
        int(found.group().replace(".", ""))
        for level in range(len(item.levels))
        if (found := re.match(r"[\d.]+(?= )", row(item.code, level, None).can))
    ]
    assert numbers == sorted(numbers, reverse=True)


def test_a_level_without_a_figure_is_said_in_the_words_of_the_catalogue() -> None:
    words = row("I-7", 1, 0)
    assert words.sentence == "Genoeg voor dit werk: gewoon tempo. De cliënt nu: veel langzamer dan gewoon."


def test_less_than_a_figure_is_not_said_as_that_figure() -> None:
    assert row("V-3", 3, 1).can == "minder dan 5 minuten"


def test_work_above_everybodys_norm_says_so() -> None:
    words = row("IV-13", 0, -1)
    assert (words.asks, words.can) == ("meer dan 15 kg", "15 kg of meer")
    assert words.why == "Het werk vraagt hier van iedereen meer dan gewoon."


@pytest.mark.parametrize("asked", [1, 59, 60, 61, 79, 80, 81, 82, 239, 320, 321, 400, 480])
@pytest.mark.parametrize("level", [1, 2, 3])
def test_minutes_on_the_planned_day_never_contradict_the_verdict(asked: int, level: int) -> None:
    found = weighed(person("K1", limit("V-4", level)), job(minutes("V-4", asked)))
    item = item_of(found, "V-4")
    said_minutes = minutes_on_planned_day(item, found)
    assert said_minutes is not None
    assert (item.excess > 0) == (said_minutes > load_catalogue().by_code("V-4").day_ceilings[level - 1])


def test_clashing_conditions_are_named_and_others_are_not() -> None:
    words = row("I-8", 0, (3, 4, 5), 2, 3, 4)
    assert words.asks == "botst met 2 dingen"
    assert "niet vaak gestoord worden" in words.sentence
    assert "niet vaak haast of piekdrukte" in words.sentence
    assert "wat er komt" not in words.sentence
    assert "wat er komt" in words.can


def test_an_unread_text_is_asked_of_the_caseworker() -> None:
    words = row("IV-13", 1, 1, text="met rechts niet")
    assert words.why == "De tekst hierbij is nog niet gelezen bij dit werk."
    assert words.question is not None
    assert (words.question.to, words.question.who) == ("klantmanager", "de klantmanager")


def test_what_is_not_known_is_said_and_asked_of_who_can_know() -> None:
    silent = weighed(person("K1", without="IV"), job(demand("IV-13", 1)))
    words = item_words(item_of(silent, "IV-13"), silent, "nl")
    assert (words.can, words.source) == ("niet bekend", "")
    assert words.question is not None
    assert words.question.to == "client"
    vague = weighed(person("K1", limit("IV-13", 1)), job(unknown("IV-13")))
    asked = item_words(item_of(vague, "IV-13"), vague, "nl")
    assert asked.asks == "niet bekend"
    assert asked.question is not None
    assert asked.question.to == "werkgever"


def test_the_other_half_of_a_couple_says_that_it_counts_once_and_is_asked_once() -> None:
    found = weighed(person("K1", without="IV"), job(demand("IV-13", 1), demand("IV-14", 1)))
    doubles = [item_words(item, found, "nl").double for item in found.items if item.is_duplicate]
    assert "Telt samen met «Tillen» als één punt." in doubles
    asked = [one.text for one in questions(found, None, "nl")]
    assert len([text for text in asked if text.startswith(("Tillen", "Dragen"))]) == 1
    assert len(asked) == len(set(asked))


def test_what_has_to_be_looked_at_stands_first_and_nothing_is_lost() -> None:
    found = weighed(
        person("K1", limit("IV-13", 1), without="V"), job(demand("IV-13", 0), demand("V-3", 1), can=WILLING)
    )
    groups = item_groups(found)
    assert [item.item for item in groups.flagged[:1]] == ["V-3"]
    assert "IV-13" in [item.item for item in groups.flagged]
    every = [item.item for item in (*groups.flagged, *groups.notable, *groups.plain)]
    assert sorted(every) == sorted(item.item for item in found.items)
    assert plain_count(len(groups.plain), "nl").startswith("Bij nog ")
    assert plain_count(0, "nl") == ""


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


def test_a_package_says_what_helps_by_what_and_on_which_article() -> None:
    found = weighed(person("K1", limit("IV-13", 2)), job(demand("IV-13", 1), can=WILLING))
    words = package_words(found.packages[0].package, found, "nl")
    assert words.title == "hulpmiddel"
    assert [(one.name, one.how) for one in words.parts[0].helps] == [("Tillen", "een tilhulp")]
    assert words.parts[0].article == "Participatiewet art. 8a lid 2 onder f"
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
    assert not any(re.search(r"\bop\b", text) for text in said(words))


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pair_of_a_lifelike_region_can_be_said(language: str) -> None:
    made = region(8, 8, 7)
    scales = region_scales(made)
    for client, vacancy in product(made.clients, made.vacancies):
        found = weighed(client, vacancy, scales)
        every: list[object] = [item_words(item, found, language) for item in found.items]
        every += [gate_words(gate, language) for gate in found.gates]
        for number, packaged in enumerate(found.packages):
            every += [package_words(packaged.package, found, language)]
            every += [points_words(Proposal(fit=found, package=number), language)]
            every += [questions(found, packaged.package, language)]
        texts_said = [text for words in every for text in said(words)]
        assert not any("{" in text or SOLVER_WORDS.search(text) for text in texts_said)
        if language == "nl":
            assert not any(re.search(r"\d+\.\d uur|\d{4}-\d\d-\d\d", text) for text in texts_said)
