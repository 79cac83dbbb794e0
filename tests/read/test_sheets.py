import pytest

from matcher.catalogue.items import load_catalogue
from matcher.errors import ReadError
from matcher.reading.people_sheets import FML_EDITION, RUBRIEKEN
from matcher.sheets import SHEETS, sheet


def test_the_required_sheets_are_the_five_a_match_needs():
    required = [each.name for each in SHEETS if each.is_required]
    assert required == ["clients", "capacities", "vacancies", "tasks", "demands"]


def test_every_column_explains_itself_in_both_languages():
    for each in SHEETS:
        for column in each.columns:
            assert column.nl.endswith((".", "?")), (each.name, column.name)
            assert column.en.endswith((".", "?")), (each.name, column.name)


def test_what_sheets_refer_to_exists_with_one_key_column():
    for each in SHEETS:
        for column, target in each.refers_to:
            assert column in each.names
            assert len(sheet(target).key) == 1


def test_an_unknown_sheet_is_refused_with_the_names_there_are():
    with pytest.raises(ReadError, match="clients"):
        sheet("klanten")


def test_rubrieken_and_edition_are_those_of_the_catalogue():
    assert tuple(each.code for each in load_catalogue().rubrieken) == RUBRIEKEN
    assert load_catalogue().fml_version == FML_EDITION
