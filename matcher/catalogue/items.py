"""The 64 items of the FML: what a person can do and what work asks, on one scale each.

A higher level is less capacity. Facts: Functionele Mogelijkhedenlijst, edition with referentiewaarden;
the split into four types and the ceilings per day are the project's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache

from matcher.catalogue.item import FILE, Condition, Item, ItemType, Level
from matcher.catalogue.toml_file import Table, own_text, parse
from matcher.errors import CatalogueError

__all__ = [
    "Catalogue", "Condition", "Couple", "Item", "ItemType", "Level", "Rubriek", "load_catalogue", "read_catalogue",
]  # fmt: skip

ITEM_KEYS = (
    "code", "type", "vakterm", "nl", "en", "unit_nl", "unit_en", "norm_nl", "norm_en", "levels", "conditions", "sides",
    "day_ceilings", "no_tolerance", "no_tolerance_conditions", "risk_no_tolerance", "is_gate",
)  # fmt: skip


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
