"""What a weighing says is complete in both languages, true to the figures, and free of a solver's words."""

import re
from dataclasses import fields, is_dataclass
from enum import StrEnum
from itertools import product
from pathlib import Path

import pytest

from fixtures.caseload import region
from matcher.catalogue.items import load_catalogue
from matcher.domain.candidate import GATES, LINES, Reason, Verdict
from matcher.domain.profile import DemandSource, Frequency, Source
from matcher.domain.support import INSTRUMENTS
from matcher.shortlist import reason_names
from solver.planned import Outcome, Proposal, SolveReport
from solver.result import Status
from tests.builders import region_scales, weighed
from web.language.gates import gate_words
from web.language.items import item_words
from web.language.outcomes import dropped_name, outcome_name, outcome_words, solve_words, stage_name
from web.language.pages import LANGUAGES, has, texts
from web.language.points import line_label, points_words
from web.language.support import instrument_name, package_words
from web.language.terminal import label
from web.language.weighing import (
    questions,
    verdict_code,
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


@pytest.mark.parametrize("code", sorted(own_texts()))
def test_both_languages_use_the_same_facts_and_no_solver_word(code: str) -> None:
    dutch, english = own_texts()[code]
    assert sorted(set(re.findall(r"{(\w+)}", dutch))) == sorted(set(re.findall(r"{(\w+)}", english)))
    assert not SOLVER_WORDS.search(dutch)
    assert not SOLVER_WORDS.search(english)
    assert dutch[-1] in ".?" or english[-1] not in ".?"


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
