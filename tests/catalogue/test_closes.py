"""The table of what closes what: whole against the definition, monotone, and what the loader refuses."""

from collections.abc import Iterator

import pytest

from matcher.catalogue.closes import Closing, load_closes, read_closes
from matcher.catalogue.items import Couple, ItemType, load_catalogue
from matcher.domain.support import INSTRUMENTS, JOBCOACH, Instrument
from tests.catalogue.bad_files import message, names

CATALOGUE = load_catalogue()
TABLE = load_closes()

# The definition of support, written out a second time by hand: per item the instrument and what it closes.
# "2" the largest excess; "yes" a limitation; "1,2" conditions; "1-7<=2" at most two of the conditions 1 to 7.
DEFINITION = """
I-1    organisatorisch 1 | hulpmiddel 1 | werkbegeleider 1 | jobcoach_midden 1 | jobcoach_intensief 1
I-2    organisatorisch 1
I-3    hulpmiddel 1 | werkbegeleider 1 | jobcoach_licht 1 | jobcoach_midden 1 | jobcoach_intensief 1
I-5    werkbegeleider 1-4<=2 | jobcoach_licht 1-4<=2 | jobcoach_midden 1-4<=3 | jobcoach_intensief 1-4
I-6    werkbegeleider 1-7<=2 | werkbegeleider 8 | jobcoach_licht 1-7<=2
I-6    jobcoach_midden 1-7<=3 | jobcoach_intensief 1-7
I-7    organisatorisch 1 | loonkostensubsidie 1
I-8    organisatorisch 1-5 | functiecreatie 6 | hulpmiddel 1 | werkbegeleider 2
I-9    organisatorisch 1 | hulpmiddel 1 | werkbegeleider 1
I-9    jobcoach_licht 1 | jobcoach_midden 1 | jobcoach_intensief 2
II-1   functiecreatie yes | visuele_voorziening yes
II-2   functiecreatie yes | tolk yes
II-3   functiecreatie yes | hulpmiddel yes
II-4   functiecreatie yes | hulpmiddel yes
II-5   functiecreatie yes | hulpmiddel yes | visuele_voorziening yes
II-6   functiecreatie 1-4
II-7   functiecreatie 1-3 | werkbegeleider 1-2 | jobcoach_midden 1-2 | jobcoach_intensief 1-2
II-8   functiecreatie 3
II-9   organisatorisch 2 | werkbegeleider 1 | jobcoach_licht 1 | jobcoach_midden 1 | jobcoach_intensief 1
II-10  vervoersvoorziening yes | reistraining yes | visuele_voorziening yes
II-11  functiecreatie yes
II-12  functiecreatie 1,2,4,5 | werkbegeleider 3
III-1  organisatorisch 1-2 | functiecreatie 1-2
III-2  organisatorisch yes | functiecreatie yes
III-3  organisatorisch yes | hulpmiddel yes
III-4  organisatorisch yes | functiecreatie yes
III-5  organisatorisch yes | hulpmiddel yes
III-6  organisatorisch yes | hulpmiddel yes
III-7  organisatorisch yes | hulpmiddel yes
III-8  organisatorisch 1-4 | functiecreatie 1-4
IV-3   functiecreatie 5,6,8,9 | hulpmiddel 5,6,8,9<=2
IV-4   functiecreatie 4 | hulpmiddel 2
IV-6   functiecreatie yes | hulpmiddel yes
IV-7   organisatorisch 1 | hulpmiddel 1
IV-8   organisatorisch 1 | hulpmiddel 1
IV-9   functiecreatie 3 | hulpmiddel 2 | intermediaire_activiteit 2
IV-10  functiecreatie 4 | hulpmiddel 2 | intermediaire_activiteit 3
IV-12  functiecreatie 3 | hulpmiddel 2 | intermediaire_activiteit 2
IV-13  functiecreatie 4 | hulpmiddel 2 | intermediaire_activiteit 3
IV-14  functiecreatie 4 | hulpmiddel 2 | intermediaire_activiteit 3
IV-15  organisatorisch 1 | hulpmiddel 1
IV-16  organisatorisch 1 | hulpmiddel 1
IV-17  organisatorisch 1 | hulpmiddel 1
IV-18  functiecreatie 4
IV-19  functiecreatie 4 | hulpmiddel 1
IV-20  organisatorisch 1 | hulpmiddel 1
V-1    organisatorisch 1 | hulpmiddel 2
V-2    organisatorisch 1 | hulpmiddel 2
V-3    organisatorisch 1 | hulpmiddel 2
V-4    organisatorisch 1 | hulpmiddel 2
V-5    functiecreatie 2 | hulpmiddel 1
V-6    organisatorisch 1 | hulpmiddel 1
V-7    organisatorisch 1 | hulpmiddel 1
V-8    organisatorisch 1 | hulpmiddel 1
V-9    organisatorisch yes
VI-1   organisatorisch 1-2
VI-3   urenopbouw 4
"""
ASKS = {
    ("I-1", "hulpmiddel"): ("II-2", "III-4"),
    ("I-3", "hulpmiddel"): ("II-5",),
    ("I-9", "hulpmiddel"): ("II-1",),
    ("II-4", "hulpmiddel"): ("II-3",),
    ("II-5", "hulpmiddel"): ("II-2",),
    ("III-3", "hulpmiddel"): ("III-4",),
    ("III-5", "hulpmiddel"): ("III-4",),
    ("III-6", "hulpmiddel"): ("II-2", "III-4"),
    ("III-7", "hulpmiddel"): ("III-4",),
    ("V-1", "hulpmiddel"): ("V-3", "V-4"),
    ("V-2", "hulpmiddel"): ("V-3", "V-4"),
    ("V-3", "hulpmiddel"): ("V-1", "V-2"),
    ("V-4", "hulpmiddel"): ("V-1", "V-2"),
    ("V-7", "hulpmiddel"): ("IV-19",),
}


def numbers(text: str) -> tuple[int, ...]:
    if "-" in text:
        first, last = text.split("-")
        return tuple(range(int(first), int(last) + 1))
    return tuple(int(number) for number in text.split(","))


def defined() -> Iterator[tuple[str, str, int, tuple[int, ...], int, bool]]:
    for line in DEFINITION.strip().splitlines():
        code, cells = line.split(maxsplit=1)
        for cell in cells.split("|"):
            instrument, what = cell.split()
            kind = CATALOGUE.by_code(code).type
            if kind is ItemType.SET:
                listed, _, most = what.partition("<=")
                conditions = numbers(listed)
                yield code, instrument, 0, conditions, int(most or len(conditions)), False
            else:
                yield code, instrument, 0 if what == "yes" else int(what), (), 0, what == "yes"


def test_the_table_is_the_definition_and_nothing_else() -> None:
    found = [(r.item, str(r.instrument), r.levels, r.conditions, r.at_most, r.limited) for r in TABLE.rows]
    assert sorted(found) == sorted(defined())


def test_rows_stand_in_order_of_item_and_instrument() -> None:
    order = [(r.item_index, INSTRUMENTS.index(r.instrument), r.conditions) for r in TABLE.rows]
    assert order == sorted(order)
    assert all(CATALOGUE.by_code(row.item).index == row.item_index for row in TABLE.rows)


def test_an_aid_asks_what_the_definition_says() -> None:
    assert {(r.item, str(r.instrument)): r.needs_norm for r in TABLE.rows if r.needs_norm} == ASKS


def test_nothing_closes_attention_in_a_risk_task() -> None:
    assert {row.item for row in TABLE.rows if row.not_in_risk_task} == {"I-1", "I-2"}
    assert all(row.not_in_risk_task for code in ("I-1", "I-2") for row in TABLE.for_item(code))


def test_only_the_saddle_stool_for_standing_all_day_asks_a_seated_task() -> None:
    assert [(row.item, row.aid) for row in TABLE.rows if row.needs_seated_task] == [("V-4", "zadelkruk")]


def test_only_alternation_asks_two_tasks() -> None:
    assert [(row.item, row.needs_tasks) for row in TABLE.rows if row.needs_tasks != 1] == [("V-9", 2)]


def test_a_visual_limitation_has_its_own_provision() -> None:
    found = {
        (row.item, row.instrument, row.visual_limitation) for row in TABLE.rows if row.visual_limitation is not None
    }
    assert found == {
        ("II-1", Instrument.VISUAL_AID, True),
        ("II-5", Instrument.VISUAL_AID, True),
        ("II-10", Instrument.VISUAL_AID, True),
        ("II-10", Instrument.TRANSPORT, False),
    }


@pytest.mark.parametrize("code", ["I-4", "IV-1", "IV-2", "IV-5", "IV-11", "IV-21", "V-10", "VI-4"])
def test_what_is_not_in_the_table_is_not_closed(code: str) -> None:
    assert TABLE.for_item(code) == ()


def test_rows_of_one_item_are_found_by_its_code() -> None:
    assert [row.instrument for row in TABLE.for_item("II-12")] == [Instrument.LEAVE_OUT, Instrument.WORK_BUDDY]


def reach(row: Closing | None, condition: int) -> int:
    if row is None:
        return 0
    return row.levels or int(row.limited) or (row.at_most if condition in row.conditions else 0)


def coach_row(instrument: Instrument, code: str) -> Closing | None:
    return next((row for row in TABLE.for_item(code) if row.instrument is instrument), None)


@pytest.mark.parametrize("code", [item.code for item in CATALOGUE.items])
def test_a_heavier_coach_closes_at_least_what_a_lighter_one_closes(code: str) -> None:
    for condition in CATALOGUE.by_code(code).condition_numbers or (0,):
        reached = [reach(coach_row(regime, code), condition) for regime in JOBCOACH]
        assert reached == sorted(reached)


@pytest.mark.parametrize("couple", [c for c in CATALOGUE.couples if c.first_condition is None is c.second_condition])
def test_a_couple_of_items_is_closed_by_the_same_instruments_and_aids(couple: Couple) -> None:
    first, second = (TABLE.for_item(code) for code in (couple.first, couple.second))
    assert {(row.instrument, row.aid) for row in first} == {(row.instrument, row.aid) for row in second}


def test_every_aid_has_a_code_a_price_and_only_an_aid_has_them() -> None:
    for row in TABLE.rows:
        assert (row.aid is not None) == (row.once_cents > 0) == (row.instrument is Instrument.AID)


def test_every_row_says_what_it_is_and_why() -> None:
    assert all(row.nl and row.en and row.reason for row in TABLE.rows)
    assert {str(row.instrument) for row in TABLE.rows if not row.is_assumed} == {
        "tolk", "visuele_voorziening", "vervoersvoorziening", "intermediaire_activiteit", "loonkostensubsidie",
    }  # fmt: skip


def test_every_instrument_but_very_light_coaching_closes_something() -> None:
    assert set(INSTRUMENTS) - {row.instrument for row in TABLE.rows} == {Instrument.JOBCOACH_VERY_LIGHT}


def test_conditions_left_out_mean_all_of_them() -> None:
    row = read_closes(one_row('instrument = "organisatorisch"\nitem = "III-8"\nat_most = 2'), CATALOGUE).rows[0]
    assert (row.conditions, row.at_most) == ((1, 2, 3, 4), 2)


def one_row(keys: str) -> str:
    return f'[[closes]]\n{keys}\nnl = "a"\nen = "a"\nreason = "a"\nconfidence = "assumed"\n'


REFUSALS = {
    "closes_aid_absent.toml": "hulpmiddel on IV-13: key 'aid' is missing",
    "closes_aid_two_prices.toml": "aid tilhulp has two prices",
    "closes_aid_without_price.toml": "hulpmiddel on IV-13: key 'once_cents' is missing",
    "closes_at_most_zero.toml": "at_most = 0; the row has 7 conditions",
    "closes_needs_three_tasks.toml": "needs_tasks = 3; one task is enough, or it takes two",
    "closes_condition_text.toml": "'conditions' is '1'; expected a list of whole numbers",
    "closes_confidence_other.toml": "confidence is 'sure'",
    "closes_condition_twice.toml": "'conditions' names a value twice",
    "closes_condition_unknown.toml": "the item has no condition [10]",
    "closes_instrument_unknown.toml": "instrument 'jobcoach' does not exist",
    "closes_item_unknown.toml": "Did you mean IV-13",
    "closes_key_twice.toml": "closes.toml: this is no valid TOML",
    "closes_key_unknown.toml": "unknown key 'level'",
    "closes_levels_too_high.toml": "levels = 5; the excess on this item runs from 1 to 4",
    "closes_limited_false.toml": "limited = false closes nothing",
    "closes_meta_item.toml": "of type META, which is no limitation",
    "closes_needs_itself.toml": "it needs the norm on III-5 itself",
    "closes_needs_number.toml": "'needs_norm' is 4; expected a list of texts",
    "closes_no_amount.toml": "not with nothing",
    "closes_price_without_aid.toml": "only a hulpmiddel is bought",
    "closes_reason_missing.toml": "key 'reason' is missing",
    "closes_row_overlaps.toml": "werkbegeleider on I-6 is there twice",
    "closes_row_twice.toml": "organisatorisch on I-1 is there twice",
    "closes_source_and_confidence.toml": "write either a source or confidence",
    "closes_source_missing.toml": "write either a source or confidence",
    "closes_top_key_unknown.toml": "closes.toml: unknown key 'close'",
    "closes_wrong_kind_of_amount.toml": "is of type ORD and is closed with levels, not with limited",
}


def test_every_broken_closes_file_has_its_message() -> None:
    assert names("closes") == set(REFUSALS)


@pytest.mark.parametrize("name", sorted(REFUSALS))
def test_a_broken_closes_file_is_refused(name: str) -> None:
    assert REFUSALS[name] in message(lambda text: read_closes(text, CATALOGUE), name)
