"""The 64 items of the FML: what a person can do and what work asks, on one scale each.

A higher level is less capacity. Facts: Functionele Mogelijkhedenlijst, edition with referentiewaarden;
the split into four types and the ceilings per day are the project's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from functools import cache

from matcher.catalogue.toml_file import Table, own_text, parse
from matcher.errors import CatalogueError

FILE = "items.toml"
ITEM_KEYS = (
    "code", "type", "vakterm", "nl", "en", "unit_nl", "unit_en", "norm_nl", "norm_en", "levels", "conditions", "sides",
    "day_ceilings", "no_tolerance", "no_tolerance_conditions", "risk_no_tolerance", "is_gate",
)  # fmt: skip


class ItemType(StrEnum):
    """How an item is compared: by level, by conditions, by a person reading it, or not at all."""

    ORD = "ORD"
    SET = "SET"
    BIN = "BIN"
    META = "META"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of an ordered item.

    Attributes
    ----------
    value
        0 (the norm) up to the item's `k` (the most limited).
    threshold
        The most a person at this level can do, in the item's unit; None where the FML names no number or no upper end.
    """

    value: int
    nl: str
    en: str
    threshold: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of a SET item, or one side of a META item; the number is a name, not a degree."""

    number: int
    nl: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of the FML.

    Attributes
    ----------
    code, index
        Number in the FML ("IV-13") and place in FML order, 0 to 63.
    vakterm, name_nl, name_en
        The FML's own wording, and plain names for screens.
    unit_nl, unit_en
        Unit of the thresholds; empty where there are none.
    norm_nl, norm_en
        BIN: what counts as the norm; else empty.
    levels, conditions, sides
        ORD, SET and META values; each is empty for the other types.
    day_ceilings
        Most minutes per working day at level 1 to k, for items judged on the sum of all tasks; else empty.
    no_tolerance, no_tolerance_conditions
        An excess of one is never tolerated on this item, or on these of its conditions.
    risk_no_tolerance
        The same, in a task with a risk mark (traffic, machine, height).
    is_gate
        Judged before the items, as working time.
    """

    code: str
    index: int
    rubriek: str
    type: ItemType
    vakterm: str
    name_nl: str
    name_en: str
    unit_nl: str = ""
    unit_en: str = ""
    norm_nl: str = ""
    norm_en: str = ""
    levels: tuple[Level, ...] = ()
    conditions: tuple[Condition, ...] = ()
    sides: tuple[Condition, ...] = ()
    day_ceilings: tuple[int, ...] = ()
    no_tolerance: bool = False
    no_tolerance_conditions: tuple[int, ...] = ()
    risk_no_tolerance: bool = False
    is_gate: bool = False

    @property
    def k(self) -> int:
        """The most limited level; 0 for an item without levels."""
        return max(len(self.levels) - 1, 0)

    @property
    def per_day(self) -> bool:
        """Whether minutes are summed over the tasks of a working day."""
        return bool(self.day_ceilings)

    @property
    def condition_numbers(self) -> tuple[int, ...]:
        """Numbers of all conditions, ascending."""
        return tuple(condition.number for condition in self.conditions)

    def __post_init__(self) -> None:
        self._check_kind()
        self._check_levels()
        self._check_numbers(self.conditions, "conditions")
        self._check_numbers(self.sides, "sides")
        self._check_ceilings()
        if not set(self.no_tolerance_conditions) <= set(self.condition_numbers):
            raise self._refusal("names a condition without tolerance that it does not have", "Use its own numbers")

    def _check_kind(self) -> None:
        given = {ItemType.ORD: self.levels, ItemType.SET: self.conditions, ItemType.META: self.sides}
        if any(bool(values) != (kind is self.type) for kind, values in given.items()):
            raise self._refusal(
                f"is of type {self.type} but its values are of another type",
                "ORD has levels, SET conditions, META sides, BIN none of them",
            )
        if bool(self.norm_nl) != (self.type is ItemType.BIN) or bool(self.norm_en) != bool(self.norm_nl):
            raise self._refusal("has no clear norm", "A BIN item, and no other, says its norm in both languages")

    def _check_levels(self) -> None:
        if self.levels and (self.k == 0 or [level.value for level in self.levels] != list(range(self.k + 1))):
            raise self._refusal("has levels that do not run 0, 1, … k", "Write each level once, in order, at least two")
        thresholds = [level.threshold for level in self.levels if level.threshold is not None]
        if thresholds != sorted(set(thresholds), reverse=True):
            raise self._refusal("has thresholds that do not fall", "A higher level is less capacity: order them so")
        if bool(self.unit_nl) != bool(thresholds) or bool(self.unit_en) != bool(thresholds):
            raise self._refusal("has thresholds without a unit or a unit without thresholds", "Write both or neither")

    def _check_numbers(self, values: tuple[Condition, ...], kind: str) -> None:
        if [value.number for value in values] != list(range(1, len(values) + 1)):
            raise self._refusal(f"has {kind} that do not run 1, 2, …", "Write each number once, in order")

    def _check_ceilings(self) -> None:
        if not self.day_ceilings:
            return
        if self.day_ceilings != tuple(level.threshold for level in self.levels[1:]):
            raise self._refusal(
                "has day ceilings that are not the thresholds of its levels 1 to k",
                "Work is judged on the ceilings and shown with the thresholds: keep them equal",
            )

    def _refusal(self, what: str, remedy: str) -> CatalogueError:
        return CatalogueError(f"{FILE}, item {self.code}: it {what}. People would be judged wrongly on it. {remedy}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Couple:
    """Two items, or conditions of items, that say one thing twice: for points and counts they are one."""

    first: str
    first_condition: int | None = None
    second: str
    second_condition: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubriek:
    """One of the six parts of the FML and how many items it has."""

    code: str
    nl: str
    en: str
    n_items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All items in FML order, their rubrieken and couples, for one edition of the FML."""

    fml_version: str
    rubrieken: tuple[Rubriek, ...]
    items: tuple[Item, ...]
    couples: tuple[Couple, ...]
    _by_code: Mapping[str, Item] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {item.code: item for item in self.items})
        _check_counts(self.rubrieken, self.items)
        _check_couples(self.couples, self)

    def by_code(self, code: str) -> Item:
        """Give the item with this FML number.

        Raises
        ------
        CatalogueError
            No item has the code; the message names the nearest one.
        """
        item = self._by_code.get(code)
        if item is not None:
            return item
        near = get_close_matches(code, self._by_code, n=1, cutoff=0.0)
        raise CatalogueError(
            f"The FML ({self.fml_version}) has no item '{code}'. It cannot be compared with anything. "
            f"Did you mean {near[0]}?"
        )


def _check_counts(rubrieken: tuple[Rubriek, ...], items: tuple[Item, ...]) -> None:
    codes = [item.code for item in items]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise CatalogueError(f"{FILE}: item {', '.join(twice)} is there twice. Which one holds is unclear. Keep one.")
    expected = [f"{rubriek.code}-{number}" for rubriek in rubrieken for number in range(1, rubriek.n_items + 1)]
    for rubriek in rubrieken:
        n_found = sum(item.rubriek == rubriek.code for item in items)
        if n_found != rubriek.n_items:
            raise CatalogueError(
                f"{FILE}, rubriek {rubriek.code}: {n_found} items, expected {rubriek.n_items}. "
                "An absent item is never compared. Write each item of the FML once."
            )
    if codes != expected:
        raise CatalogueError(
            f"{FILE}: the items are not in FML order. Places in the tables of the night follow this order. "
            f"Order them as {expected[0]}, {expected[1]}, …"
        )


def _check_couples(couples: tuple[Couple, ...], catalogue: Catalogue) -> None:
    seen: set[frozenset[tuple[str, int | None]]] = set()
    for couple in couples:
        ends = ((couple.first, couple.first_condition), (couple.second, couple.second_condition))
        for code, condition in ends:
            item = catalogue.by_code(code)
            if condition is not None and condition not in item.condition_numbers:
                raise CatalogueError(
                    f"{FILE}, couples: item {code} has no condition {condition}. The couple would never count as one. "
                    f"Its conditions are {list(item.condition_numbers)}."
                )
        key = frozenset(ends)
        if key in seen or couple.first == couple.second:
            raise CatalogueError(
                f"{FILE}, couples: {couple.first} with {couple.second} is there twice or couples an item with itself. "
                "A gap would be counted wrongly. Write each couple of two items once."
            )
        seen.add(key)


def read_catalogue(text: str) -> Catalogue:
    """Turn the text of the items file into a catalogue.

    Raises
    ------
    CatalogueError
        An unknown, missing or doubled key, item, level, condition or couple, or a wrong count.
    """
    top = parse(text, FILE)
    top.refuse_other_keys("fml_version", "rubrieken", "items", "couples")
    rubrieken = tuple(_rubriek(table) for table in top.tables("rubrieken"))
    return Catalogue(
        fml_version=top.text("fml_version"),
        rubrieken=rubrieken,
        items=tuple(_item(table, index) for index, table in enumerate(top.tables("items"))),
        couples=tuple(_couple(table) for table in top.tables("couples")),
    )


def _rubriek(table: Table) -> Rubriek:
    table.refuse_other_keys("code", "nl", "en", "n_items")
    return Rubriek(code=table.text("code"), nl=table.text("nl"), en=table.text("en"), n_items=table.whole("n_items"))


def _item(table: Table, index: int) -> Item:
    code = table.text("code")
    row = Table(where=f"{FILE}, item {code}", values=table.values)
    row.refuse_other_keys(*ITEM_KEYS)
    return Item(
        code=code,
        index=index,
        rubriek=code.partition("-")[0],
        type=_item_type(row),
        vakterm=row.text("vakterm"),
        name_nl=row.text("nl"),
        name_en=row.text("en"),
        unit_nl=row.text_or_empty("unit_nl"),
        unit_en=row.text_or_empty("unit_en"),
        norm_nl=row.text_or_empty("norm_nl"),
        norm_en=row.text_or_empty("norm_en"),
        levels=tuple(_level(level) for level in row.tables("levels")),
        conditions=tuple(_condition(condition) for condition in row.tables("conditions")),
        sides=tuple(_condition(side) for side in row.tables("sides")),
        day_ceilings=row.wholes("day_ceilings"),
        no_tolerance=row.flag("no_tolerance"),
        no_tolerance_conditions=row.wholes("no_tolerance_conditions"),
        risk_no_tolerance=row.flag("risk_no_tolerance"),
        is_gate=row.flag("is_gate"),
    )


def _item_type(row: Table) -> ItemType:
    name = row.text("type")
    if name not in list(ItemType):
        raise CatalogueError(
            f"{row.where}: type '{name}' does not exist. It decides how the item is compared. "
            f"Use one of: {', '.join(ItemType)}."
        )
    return ItemType(name)


def _level(table: Table) -> Level:
    table.refuse_other_keys("value", "nl", "en", "threshold")
    return Level(
        value=table.whole("value"),
        nl=table.text("nl"),
        en=table.text("en"),
        threshold=table.whole_or_none("threshold"),
    )


def _condition(table: Table) -> Condition:
    table.refuse_other_keys("number", "nl", "en")
    return Condition(number=table.whole("number"), nl=table.text("nl"), en=table.text("en"))


def _couple(table: Table) -> Couple:
    table.refuse_other_keys("first", "first_condition", "second", "second_condition")
    return Couple(
        first=table.text("first"),
        first_condition=table.whole_or_none("first_condition"),
        second=table.text("second"),
        second_condition=table.whole_or_none("second_condition"),
    )


@cache
def load_catalogue() -> Catalogue:
    """Give the catalogue that is shipped with Waag."""
    return read_catalogue(own_text(FILE))
