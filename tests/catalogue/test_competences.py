"""The VUM competences, their scale, and what the loader refuses."""

import re

import pytest

from matcher.catalogue.competences import load_competences, read_competences
from matcher.errors import CatalogueError
from tests.catalogue.bad_files import message, names
from tests.reference import reference_folder

COMPETENCES = load_competences()


def test_there_are_25_competences_and_two_codes_are_not_used() -> None:
    codes = [competence.code for competence in COMPETENCES.competences]
    assert len(codes) == 25
    assert set(range(24100, 24127)) - set(codes) == {24103, 24117}


def test_mastery_falls_with_the_code_and_two_codes_say_nothing() -> None:
    assert [(mastery.code, mastery.is_known) for mastery in COMPETENCES.scale] == [
        (1, True), (2, True), (3, True), (4, True), (5, False), (9, False),
    ]  # fmt: skip


def test_every_competence_has_its_own_name_in_both_languages() -> None:
    assert len({competence.nl for competence in COMPETENCES.competences}) == 25
    assert len({competence.en for competence in COMPETENCES.competences}) == 25


def test_a_competence_and_a_mastery_are_found_by_code() -> None:
    assert COMPETENCES.by_code(24121).en == "Following instructions and procedures"
    assert COMPETENCES.mastery(2).nl == "voldoende"


def test_an_unknown_competence_names_the_nearest() -> None:
    with pytest.raises(CatalogueError, match=r"no competence 24103.*Did you mean 24102 \(Begeleiden\)"):
        COMPETENCES.by_code(24103)


def test_an_unknown_mastery_names_the_codes() -> None:
    with pytest.raises(CatalogueError, match=r"no mastery 6.*1, 2, 3, 4, 5, 9"):
        COMPETENCES.mastery(6)


def test_codes_and_labels_are_those_of_the_standard() -> None:
    standard = reference_folder() / "vum" / "UM-Gemeente-WerkzoekendenProfielen-0.8.7.yaml"
    text = standard.read_text(encoding="utf-8")
    labels = {int(code): label.strip() for code, label in re.findall(r"- (24\d{3}) = (.+)", text)}
    # The standard writes "Creeren" without its diaeresis.
    ours = {competence.code: competence.nl.replace("Creë", "Cree") for competence in COMPETENCES.competences}
    assert ours == labels


REFUSALS = {
    "competences_code_text.toml": "'code' is '24100'; expected a whole number",
    "competences_code_twice.toml": "the codes are [24100, 24100]",
    "competences_empty.toml": "competences.toml, competences: the codes are []",
    "competences_key_twice.toml": "competences.toml: this is no valid TOML",
    "competences_key_unknown.toml": "unknown key 'name'",
    "competences_known_missing.toml": "key 'known' is missing",
    "competences_mastery_disorder.toml": "competences.toml, mastery: the codes are [2, 1]",
    "competences_top_key_unknown.toml": "unknown key 'scale'",
}


def test_every_broken_competences_file_has_its_message() -> None:
    assert names("competences") == set(REFUSALS)


@pytest.mark.parametrize("name", sorted(REFUSALS))
def test_a_broken_competences_file_is_refused(name: str) -> None:
    assert REFUSALS[name] in message(read_competences, name)
