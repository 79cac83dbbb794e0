"""Which instrument closes which gap, and what it asks itself. What is not in the table is not closed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from matcher.catalogue.items import Catalogue, Item, ItemType, load_catalogue
from matcher.catalogue.toml_file import Table, own_text, parse
from matcher.domain.support import INSTRUMENTS, Instrument
from matcher.errors import CatalogueError

FILE = "closes.toml"
KEYS = (
    "instrument", "item", "levels", "conditions", "at_most", "limited", "needs_norm", "not_in_risk_task",
    "needs_seated_task", "needs_tasks", "visual_limitation", "aid", "once_cents", "nl", "en", "reason", "source",
    "confidence",
)  # fmt: skip
VALUE_KEYS = {ItemType.ORD: {"levels"}, ItemType.SET: {"conditions", "at_most"}, ItemType.BIN: {"limited"}}
ASSUMED = "assumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """One instrument on one item.

    Attributes
    ----------
    item, item_index
        FML code and its place in FML order.
    levels
        ORD: the largest excess that is closed, 1 to k + 1; else 0.
    conditions, at_most
        SET: the conditions that can be closed, never empty, and how many of them at once; else () and 0.
        An instrument can have two rows on one item, with different conditions: each row counts its own.
    limited
        BIN: the limitation can be met.
    needs_norm
        Codes of items on which the person must be at the norm; an unknown there is not the norm.
    not_in_risk_task, needs_seated_task, needs_tasks
        What the task and the vacancy must be; `needs_tasks` is 1 where one task is enough, else 2.
    visual_limitation
        Only for a person with (True) or without (False) a limitation in seeing (II-1); None: for both.
    aid, once_cents
        Code of the aid and its assumed price in cents; the same aid on two items is bought once.
    source
        The article that made it for this; None where the row is the project's own reasoned choice.
    """

    instrument: Instrument
    item: str
    item_index: int
    levels: int = 0
    conditions: tuple[int, ...] = ()
    at_most: int = 0
    limited: bool = False
    needs_norm: tuple[str, ...] = ()
    not_in_risk_task: bool = False
    needs_seated_task: bool = False
    needs_tasks: int = 1
    visual_limitation: bool | None = None
    aid: str | None = None
    once_cents: int = 0
    nl: str
    en: str
    reason: str
    source: str | None = None

    @property
    def is_assumed(self) -> bool:
        """Whether no article says that the instrument is made for this."""
        return self.source is None

    @property
    def _order(self) -> tuple[int, int, tuple[int, ...]]:
        return self.item_index, INSTRUMENTS.index(self.instrument), self.conditions


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosesTable:
    """All rows, ordered by item, then by instrument."""

    rows: tuple[Closing, ...]
    _by_item: Mapping[str, tuple[Closing, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.rows, key=lambda row: row._order))
        _refuse_twice(ordered)
        _refuse_two_prices(ordered)
        codes = dict.fromkeys(row.item for row in ordered)
        object.__setattr__(self, "rows", ordered)
        object.__setattr__(self, "_by_item", {c: tuple(row for row in ordered if row.item == c) for c in codes})

    def for_item(self, code: str) -> tuple[Closing, ...]:
        """Rows of one item in the order of the instruments; empty where nothing closes it."""
        return self._by_item.get(code, ())


def _refuse_twice(rows: tuple[Closing, ...]) -> None:
    seen: dict[tuple[Instrument, str], set[int]] = {}
    for row in rows:
        taken = seen.setdefault((row.instrument, row.item), set())
        # A row of an ORD or BIN item takes the whole item, written here as condition 0.
        wanted = set(row.conditions or (0,))
        if taken & wanted:
            raise CatalogueError(
                f"{FILE}: {row.instrument} on {row.item} is there twice. Which of the two closes is unclear. Keep one."
            )
        taken |= wanted


def _refuse_two_prices(rows: tuple[Closing, ...]) -> None:
    price_by_aid: dict[str, int] = {}
    for row in rows:
        if row.aid is not None and price_by_aid.setdefault(row.aid, row.once_cents) != row.once_cents:
            raise CatalogueError(
                f"{FILE}: aid {row.aid} has two prices. It is bought once for all its items. Give it one price."
            )


def read_closes(text: str, catalogue: Catalogue) -> ClosesTable:
    """Turn the text of the file into a table.

    Raises
    ------
    CatalogueError
        An unknown, missing or doubled key or row, an unknown instrument or item, or a value that does not fit the item.
    """
    top = parse(text, FILE)
    top.refuse_other_keys("closes")
    return ClosesTable(rows=tuple(_closing(table, catalogue) for table in top.tables("closes")))


def _closing(table: Table, catalogue: Catalogue) -> Closing:
    instrument = instrument_of(table)
    item = catalogue.by_code(table.text("item"))
    row = Table(where=f"{FILE}, {instrument} on {item.code}", values=table.values)
    row.refuse_other_keys(*KEYS)
    _check_value_keys(row, item)
    conditions = _conditions(row, item)
    aid, once_cents = _aid(row, instrument)
    return Closing(
        instrument=instrument,
        item=item.code,
        item_index=item.index,
        levels=_levels(row, item),
        conditions=conditions,
        at_most=_at_most(row, conditions),
        limited=item.type is ItemType.BIN,
        needs_norm=_needs_norm(row, item, catalogue),
        not_in_risk_task=row.flag("not_in_risk_task"),
        needs_seated_task=row.flag("needs_seated_task"),
        needs_tasks=_needs_tasks(row),
        visual_limitation=row.flag_or_none("visual_limitation"),
        aid=aid,
        once_cents=once_cents,
        nl=row.text("nl"),
        en=row.text("en"),
        reason=row.text("reason"),
        source=_source(row),
    )


def instrument_of(table: Table) -> Instrument:
    """The instrument a row is about."""
    name = table.text("instrument")
    if name not in INSTRUMENTS:
        raise CatalogueError(
            f"{table.where}: instrument '{name}' does not exist. Its row would never close anything. "
            f"Use one of: {', '.join(INSTRUMENTS)}."
        )
    return Instrument(name)


def _check_value_keys(row: Table, item: Item) -> None:
    written = {key for keys in VALUE_KEYS.values() for key in keys if row.has(key)}
    expected = VALUE_KEYS.get(item.type, set())
    if not expected:
        raise CatalogueError(
            f"{row.where}: the item is of type {item.type}, which is no limitation. There is no gap. Remove the row."
        )
    if not written or not written <= expected:
        raise CatalogueError(
            f"{row.where}: the item is of type {item.type} and is closed with {' or '.join(sorted(expected))}, "
            f"not with {', '.join(sorted(written)) or 'nothing'}. How much is closed would be unclear. Correct it."
        )
    if item.type is ItemType.BIN and not row.flag("limited"):
        raise CatalogueError(f"{row.where}: limited = false closes nothing. A row says what closes. Remove the row.")


def _levels(row: Table, item: Item) -> int:
    if item.type is not ItemType.ORD:
        return 0
    levels = row.whole("levels")
    if not 1 <= levels <= item.k + 1:
        raise CatalogueError(
            f"{row.where}: levels = {levels}; the excess on this item runs from 1 to {item.k + 1}. "
            "Another number closes nothing or promises too much. Correct it."
        )
    return levels


def _conditions(row: Table, item: Item) -> tuple[int, ...]:
    if item.type is not ItemType.SET:
        return ()
    conditions = tuple(sorted(row.wholes("conditions"))) or item.condition_numbers
    unknown = sorted(set(conditions) - set(item.condition_numbers))
    if unknown:
        raise CatalogueError(
            f"{row.where}: the item has no condition {unknown}. It would never be closed. "
            f"Its conditions are {list(item.condition_numbers)}."
        )
    return conditions


def _at_most(row: Table, conditions: tuple[int, ...]) -> int:
    at_most = row.whole("at_most") if row.has("at_most") else len(conditions)
    if conditions and not 1 <= at_most <= len(conditions):
        raise CatalogueError(
            f"{row.where}: at_most = {at_most}; the row has {len(conditions)} conditions. "
            "Another number closes nothing or promises too much. Correct it."
        )
    return at_most


def _needs_tasks(row: Table) -> int:
    tasks = row.whole("needs_tasks") if row.has("needs_tasks") else 1
    if tasks not in (1, 2):
        raise CatalogueError(
            f"{row.where}: needs_tasks = {tasks}; one task is enough, or it takes two to change between. "
            "The night knows no other number. Correct it."
        )
    return tasks


def _needs_norm(row: Table, item: Item, catalogue: Catalogue) -> tuple[str, ...]:
    codes = row.texts("needs_norm")
    needed = sorted((catalogue.by_code(code) for code in codes), key=lambda needed_item: needed_item.index)
    if item in needed:
        raise CatalogueError(
            f"{row.where}: it needs the norm on {item.code} itself. Then there is never a gap to close. "
            "Name the items that the aid asks something of."
        )
    return tuple(needed_item.code for needed_item in needed)


def _aid(row: Table, instrument: Instrument) -> tuple[str | None, int]:
    if instrument is Instrument.AID:
        return row.text("aid"), row.whole("once_cents")
    if row.has("aid") or row.has("once_cents"):
        raise CatalogueError(
            f"{row.where}: only a hulpmiddel is bought. The price would be counted for something else. "
            "Remove aid and once_cents."
        )
    return None, 0


def _source(row: Table) -> str | None:
    if row.has("source") == row.has("confidence"):
        raise CatalogueError(
            f"{row.where}: write either a source or confidence = 'assumed'. "
            "A reader has to see on what the row rests. Keep one of the two."
        )
    if row.has("confidence") and row.text("confidence") != ASSUMED:
        raise CatalogueError(
            f"{row.where}: confidence is '{row.text('confidence')}'. Without a source a row is an assumption. "
            f"Write confidence = '{ASSUMED}' or a source."
        )
    return row.text("source") if row.has("source") else None


@cache
def load_closes() -> ClosesTable:
    """Give the table that is shipped with Waag."""
    return read_closes(own_text(FILE), load_catalogue())
