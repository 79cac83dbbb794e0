"""The nouns of the matcher have no place for who a person is, and none of them can change after it was made."""

import dataclasses
import importlib
import pkgutil
from types import ModuleType

import pytest

import matcher.domain
from matcher.domain import caseload
from tests.protected_traits import trait_in

MODULES = [
    importlib.import_module(f"matcher.domain.{found.name}") for found in pkgutil.iter_modules(matcher.domain.__path__)
]
NOUNS = [
    value
    for module in MODULES
    for value in vars(module).values()
    if isinstance(value, type) and value.__module__ == module.__name__ and dataclasses.is_dataclass(value)
]
COLUMNS = [caseload.ClientColumns, caseload.VacancyColumns, caseload.Tables, caseload.ClosesRows]


def test_the_nouns_are_really_found() -> None:
    assert {"Client", "Vacancy", "Fit", "SupportPackage", "Capacity", "Region"} <= {noun.__name__ for noun in NOUNS}


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_a_noun_is_frozen_and_knows_no_protected_trait(noun: type) -> None:
    assert noun.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert not hasattr(noun, "__dict__") or "__slots__" in vars(noun)
    for field in dataclasses.fields(noun):
        assert trait_in(field.name) is None, f"{noun.__name__}.{field.name}"


@pytest.mark.parametrize("columns", COLUMNS, ids=lambda columns: columns.__name__)
def test_the_columns_of_the_kernel_know_no_protected_trait(columns: type) -> None:
    for name in columns._fields:  # type: ignore[attr-defined]
        assert trait_in(name) is None, f"{columns.__name__}.{name}"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_no_code_of_a_choice_names_a_protected_trait(module: ModuleType) -> None:
    for value in vars(module).values():
        for member in getattr(value, "__members__", {}):
            assert trait_in(member) is None, member
