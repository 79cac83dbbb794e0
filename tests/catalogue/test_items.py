"""The 64 items, their values and couples, and what the loader refuses."""

from collections import Counter
from dataclasses import replace

import pytest

from matcher.catalogue.items import Catalogue, Item, ItemType, load_catalogue, read_catalogue
from matcher.errors import CatalogueError
from tests.catalogue.bad_files import message, names

CATALOGUE = load_catalogue()

# Kind of each item in FML order, worked out from the FML by hand: O level, S conditions, B norm or limited, M side.
TYPES = {
    "I": "OOOSSSOSO",
    "II": "BBBBBSSOOBBS",
    "III": "SBBBBBBS",
    "IV": "MMSOBBOOOOBOOOOOOOOOB",
    "V": "OOOOOOOOBB",
    "VI": "SOOB",
}
HIGHEST_LEVEL = {
    "I-1": 2, "I-2": 2, "I-3": 2, "I-7": 1, "I-9": 2, "II-8": 2, "II-9": 2,
    "IV-4": 3, "IV-7": 2, "IV-8": 2, "IV-9": 2, "IV-10": 3, "IV-12": 2, "IV-13": 3, "IV-14": 3, "IV-15": 2,
    "IV-16": 3, "IV-17": 3, "IV-18": 3, "IV-19": 3, "IV-20": 3,
    "V-1": 3, "V-2": 3, "V-3": 3, "V-4": 3, "V-5": 1, "V-6": 2, "V-7": 2, "V-8": 3, "VI-2": 4, "VI-3": 4,
}  # fmt: skip
N_CONDITIONS = {
    "I-4": 2, "I-5": 5, "I-6": 9, "I-8": 7, "II-6": 4, "II-7": 3, "II-12": 6, "III-1": 2, "III-8": 4, "IV-3": 9,
    "VI-1": 2,
}  # fmt: skip
THRESHOLDS = {
    "I-1": (None, 30, 5),
    "IV-7": (70, 60, 50),
    "IV-8": (1200, 600, 300),
    "IV-9": (90, 60, 45),
    "IV-10": (600, 300, 150, 50),
    "IV-12": (250, 150, 100),
    "IV-13": (15, 10, 5, 2),
    "IV-14": (15, 10, 5, 2),
    "IV-15": (120, None, None),
    "IV-16": (60, 30, 15, 5),
    "IV-18": (60, 30, 15, None),
    "IV-19": (5, 3, None, None),
    "IV-20": (10, 5, 2, None),
    "V-1": (120, 60, 30, 15),
    "V-3": (60, 30, 15, 5),
    "V-5": (None, 5),
    "V-6": (None, 5, 2),
    "V-7": (2, 1, None),
    "VI-2": (None, 8, 6, 4, 2),
    "VI-3": (None, 40, 30, 20, 10),
}


def items_of(kind: ItemType) -> list[Item]:
    return [item for item in CATALOGUE.items if item.type is kind]


def test_there_are_64_items_in_fml_order() -> None:
    assert len(CATALOGUE.items) == 64
    assert [item.index for item in CATALOGUE.items] == list(range(64))
    assert Counter(item.rubriek for item in CATALOGUE.items) == {"I": 9, "II": 12, "III": 8, "IV": 21, "V": 10, "VI": 4}
    assert [item.code for item in CATALOGUE.items][8:11] == ["I-9", "II-1", "II-2"]


def test_each_item_has_the_type_of_the_fml() -> None:
    letters = "".join(item.type[0] for item in CATALOGUE.items)
    assert letters == "".join(TYPES.values())


def test_each_ordered_item_has_its_levels() -> None:
    assert {item.code: item.k for item in items_of(ItemType.ORD)} == HIGHEST_LEVEL


def test_each_set_item_has_its_conditions() -> None:
    assert {item.code: len(item.conditions) for item in items_of(ItemType.SET)} == N_CONDITIONS


def test_only_ordered_items_have_a_highest_level() -> None:
    assert all(item.k == 0 and item.levels == () for item in CATALOGUE.items if item.type is not ItemType.ORD)


def test_the_two_meta_items_have_sides() -> None:
    assert {item.code: len(item.sides) for item in items_of(ItemType.META)} == {"IV-1": 2, "IV-2": 3}


def test_thresholds_are_those_of_the_fml() -> None:
    measured = {
        item.code: tuple(level.threshold for level in item.levels)
        for item in CATALOGUE.items
        if item.unit_nl and not item.per_day
    }
    assert measured == THRESHOLDS


def test_items_per_day_carry_their_ceilings() -> None:
    assert {item.code: item.day_ceilings for item in CATALOGUE.items if item.per_day} == {
        "IV-4": (240, 60, 29),
        "IV-17": (240, 60, 29),
        "V-2": (480, 240, 120),
        "V-4": (240, 60, 29),
        "V-8": (240, 60, 29),
    }


def test_tolerance_and_gates_are_marked() -> None:
    assert {item.code for item in CATALOGUE.items if item.no_tolerance} == {
        "I-4", "II-10", "II-11", "III-3", "III-4", "III-8", "IV-19", "VI-1", "VI-2", "VI-3", "VI-4",
    }  # fmt: skip
    assert {item.code: item.no_tolerance_conditions for item in CATALOGUE.items if item.no_tolerance_conditions} == {
        "I-8": (6,)
    }
    assert {item.code for item in CATALOGUE.items if item.risk_no_tolerance} == {"I-1", "I-2", "II-1", "II-2"}
    assert {item.code for item in CATALOGUE.items if item.is_gate} == {"VI-1", "VI-2", "VI-3"}


def test_eight_couples_count_as_one() -> None:
    ends = [(c.first, c.first_condition, c.second, c.second_condition) for c in CATALOGUE.couples]
    assert ends == [
        ("I-7", None, "I-8", 5),
        ("IV-3", 9, "IV-4", None),
        ("IV-7", None, "IV-8", None),
        ("IV-9", None, "IV-10", None),
        ("IV-13", None, "IV-14", None),
        ("IV-16", None, "IV-17", None),
        ("V-1", None, "V-2", None),
        ("V-3", None, "V-4", None),
    ]


def test_every_text_is_there_in_both_languages() -> None:
    for item in CATALOGUE.items:
        texts = [(item.name_nl, item.name_en)]
        texts += [(level.nl, level.en) for level in item.levels]
        texts += [(condition.nl, condition.en) for condition in (*item.conditions, *item.sides)]
        assert all(nl.strip() and en.strip() for nl, en in texts), item.code
        assert len({nl for nl, _ in texts[1:]}) == len(texts) - 1, item.code
        assert len({en for _, en in texts[1:]}) == len(texts) - 1, item.code
        assert bool(item.norm_nl) == bool(item.norm_en) == (item.type is ItemType.BIN)


def test_screen_names_are_unique() -> None:
    assert len({item.name_nl for item in CATALOGUE.items}) == len({item.name_en for item in CATALOGUE.items}) == 64


def test_an_item_is_found_by_its_code() -> None:
    assert CATALOGUE.by_code("IV-13").index == 41


@pytest.mark.parametrize(("wrong", "near"), [("IV-99", "IV-9"), ("iv-13", "IV-13"), ("VII-1", "VI-1")])
def test_an_unknown_code_names_a_near_one(wrong: str, near: str) -> None:
    with pytest.raises(CatalogueError, match=rf"no item '{wrong}'.*Did you mean {near}"):
        CATALOGUE.by_code(wrong)


def test_the_shipped_catalogue_is_read_once() -> None:
    assert load_catalogue() is CATALOGUE


def test_a_catalogue_without_one_item_is_refused() -> None:
    with pytest.raises(CatalogueError, match="rubriek VI: 3 items, expected 4"):
        replace_items(CATALOGUE.items[:-1])


def test_a_catalogue_out_of_order_is_refused() -> None:
    with pytest.raises(CatalogueError, match="not in FML order"):
        replace_items((CATALOGUE.items[1], CATALOGUE.items[0], *CATALOGUE.items[2:]))


def replace_items(items: tuple[Item, ...]) -> Catalogue:
    return replace(CATALOGUE, items=items)


REFUSALS = {
    "items_ceiling_differs.toml": "has day ceilings that are not the thresholds",
    "items_condition_gap.toml": "has conditions that do not run 1, 2",
    "items_condition_twice.toml": "has conditions that do not run 1, 2",
    "items_couple_condition.toml": "item I-2 has no condition 9",
    "items_couple_twice.toml": "I-1 with I-2 is there twice",
    "items_couple_with_itself.toml": "couples an item with itself",
    "items_couple_unknown.toml": "no item 'I-22'",
    "items_empty_name.toml": "'nl' is ' '; expected a text that is not empty",
    "items_item_twice.toml": "item I-1 is there twice",
    "items_key_missing.toml": "item I-1: key 'vakterm' is missing",
    "items_key_twice.toml": "items.toml: this is no valid TOML",
    "items_key_unknown.toml": "item I-1: unknown key 'vakterms'",
    "items_level_gap.toml": "has levels that do not run 0, 1",
    "items_level_key_unknown.toml": "levels row 1: unknown key 'treshold'",
    "items_level_twice.toml": "has levels that do not run 0, 1",
    "items_levels_absent.toml": "is of type ORD but its values are of another type",
    "items_no_norm.toml": "has no clear norm",
    "items_not_a_list.toml": "'items' is 'I-1'; expected a list",
    "items_not_a_table.toml": "'items' is 'I-1'; expected a list of tables",
    "items_not_a_truth.toml": "'is_gate' is 1; expected true or false",
    "items_threshold_negative.toml": "'threshold' is -5; expected a whole number of at least 0",
    "items_threshold_rises.toml": "has thresholds that do not fall",
    "items_threshold_truth.toml": "'threshold' is True; expected a whole number",
    "items_tolerance_unknown.toml": "names a condition without tolerance that it does not have",
    "items_top_key_unknown.toml": "items.toml: unknown key 'version'",
    "items_type_unknown.toml": "type 'ORDINAL' does not exist",
    "items_unit_missing.toml": "has thresholds without a unit",
    "items_wrong_count.toml": "rubriek I: 2 items, expected 3",
}


def test_every_broken_items_file_has_its_message() -> None:
    assert names("items") == set(REFUSALS)


@pytest.mark.parametrize("name", sorted(REFUSALS))
def test_a_broken_items_file_is_refused_with_place_and_remedy(name: str) -> None:
    said = message(read_catalogue, name)
    assert REFUSALS[name] in said
    assert said.startswith(("items.toml", "The FML"))
    assert said.endswith((".", "?"))


def test_the_broken_files_differ_from_a_whole_one_only_in_their_fault() -> None:
    assert len(read_catalogue(WHOLE).items) == 2


WHOLE = """
fml_version = "test"
rubrieken = [{ code = "I", n_items = 2, nl = "een", en = "one" }]
couples = [{ first = "I-1", second = "I-2", second_condition = 1 }]
[[items]]
code = "I-1"
type = "ORD"
vakterm = "a"
nl = "a"
en = "a"
unit_nl = "kg"
unit_en = "kg"
levels = [{ value = 0, threshold = 15, nl = "a", en = "a" }, { value = 1, threshold = 10, nl = "b", en = "b" }]
[[items]]
code = "I-2"
type = "SET"
vakterm = "b"
nl = "b"
en = "b"
conditions = [{ number = 1, nl = "a", en = "a" }]
"""
