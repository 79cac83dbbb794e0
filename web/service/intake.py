"""A delivery into the store: check it, compare it with what is open, and change only what differs.

    files -> rows -> accepted and rejected -> what is new, changed or gone -> one transaction

A delivery is a snapshot per sheet: a row that is absent is closed on its day and stays in the store. A row that was
refused was not absent: what is open under its key stays open. A delta adds and changes only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

from matcher.catalogue.items import Catalogue, load_catalogue
from matcher.read import ReadResult, Reason, RejectedRow, Row, read_sheets
from web.service.delivery import INBOX_BYTES, Delivery, read_delivery
from web.service.private_sheets import ALL_SHEETS, SHEET_BY_NAME
from web.service.rejected import write_rejected
from web.store.caseload import DeliveryRecord
from web.store.database import Database

Key = tuple[str, ...]
Upsert = tuple[Key, Mapping[str, str], str]

STORED = "~opgeslagen"
# One in five: a delivery that closes more of a sheet than this is more often half a file than half a caseload.
CONFIRM_ABOVE = 5
# These rows were refused because what they say may no longer hold: an older one must not speak in their place.
_STANDS_IN = frozenset({Reason.COVERAGE_UNCERTAIN, Reason.DEMAND_UNCERTAIN})


class DeliveryStore(Protocol):
    """What intake asks of one open transaction on a store."""

    def open_keys(self, sheet: str) -> Mapping[Key, str]:
        """Give the digest of every open row of a sheet, by its key."""

    def open_rows(self, sheet: str) -> Sequence[Mapping[str, str]]:
        """Give the open rows of a sheet, text by column."""

    def apply(self, sheet: str, upserts: Sequence[Upsert], closes: Sequence[Key], day: date) -> None:
        """Add or change rows and close others on the day."""

    def record_delivery(self, delivery: DeliveryRecord) -> None:
        """Remember that a delivery came, with its counts."""

    def last_delivery(self) -> DeliveryRecord | None:
        """Give the newest delivery; None where nothing was ever delivered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCount:
    """What happened to one sheet of a delivery; accepted and rejected together are what was read.

    Attributes
    ----------
    new, changed, closed
        Rows of the store that this delivery adds, changes and closes.
    was_open
        Rows that were open before.
    """

    sheet: str
    read: int
    accepted: int
    rejected: int
    new: int = 0
    changed: int = 0
    closed: int = 0
    was_open: int = 0

    @property
    def asks_confirmation(self) -> bool:
        """Whether more than a fifth of what was open would be closed."""
        return self.closed * CONFIRM_ABOVE > self.was_open


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What an import did, or would do.

    Attributes
    ----------
    is_applied
        False: nothing changed, because ``asks_confirmation`` is not empty and nobody confirmed.
    rejected_files
        Where refused rows were written, to be corrected and delivered again.
    """

    day: date
    is_delta: bool
    counts: tuple[SheetCount, ...]
    rejected: tuple[RejectedRow, ...]
    is_applied: bool
    rejected_files: tuple[Path, ...] = ()

    @property
    def asks_confirmation(self) -> tuple[SheetCount, ...]:
        """Sheets of which more than a fifth would be closed."""
        return tuple(count for count in self.counts if count.asks_confirmation)

    @property
    def causes(self) -> tuple[RejectedRow, ...]:
        """The refused rows with a fault of their own."""
        return tuple(row for row in self.rejected if not row.is_consequence)

    @property
    def total(self) -> SheetCount:
        """The counts of all sheets together."""
        names = ("read", "accepted", "rejected", "new", "changed", "closed", "was_open")
        sums = {name: sum(getattr(count, name) for count in self.counts) for name in names}
        return SheetCount(sheet="", **sums)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one sheet of a delivery would do to the store."""

    sheet: str
    upserts: tuple[Upsert, ...]
    closes: tuple[Key, ...]
    new: int
    was_open: int


def import_files(
    database: Database,
    source: Path,
    *,
    day: date,
    received_at: datetime,
    is_delta: bool = False,
    is_confirmed: bool = False,
    rejected_folder: Path | None = None,
    max_csv_bytes: int = INBOX_BYTES,
) -> Intake:
    """Read a folder or file and bring the store up to date with it, in one transaction.

    Raises
    ------
    RefusedDelivery
        Something is wrong with a file as a whole; nothing of the delivery is used.
    """
    delivery = read_delivery(source, is_delta=is_delta, max_csv_bytes=max_csv_bytes)
    folder = rejected_folder or (source if source.is_dir() else source.parent) / "rejected"
    with database.begin() as store:
        return deliver(
            store,
            delivery,
            day=day,
            received_at=received_at,
            is_delta=is_delta,
            is_confirmed=is_confirmed,
            rejected_folder=folder,
        )


def deliver(
    store: DeliveryStore,
    delivery: Delivery,
    *,
    day: date,
    received_at: datetime,
    is_delta: bool = False,
    is_confirmed: bool = False,
    rejected_folder: Path | None = None,
) -> Intake:
    """Bring a store up to date with a delivery; the caller's transaction keeps all of it or nothing."""
    catalogue = load_catalogue()
    read = _read_delta(store, delivery, day, catalogue) if is_delta else _read_snapshot(delivery, day, catalogue)
    changes = _changes(store, read, delivery, catalogue, is_delta=is_delta)
    counts = tuple(_count(delivery, read, change) for change in changes)
    intake = Intake(day=day, is_delta=is_delta, counts=counts, rejected=read.rejected, is_applied=False)
    # Before the store: where the refused rows cannot be given back, nothing may change either.
    files = write_rejected(rejected_folder, read.rejected) if rejected_folder is not None else ()
    if intake.asks_confirmation and not is_confirmed:
        return _with(intake, is_applied=False, files=files)
    for change in changes:
        if change.upserts or change.closes:
            store.apply(change.sheet, change.upserts, change.closes, day)
    _record(store, delivery, intake, received_at)
    return _with(intake, is_applied=True, files=files)


def _read_snapshot(delivery: Delivery, day: date, catalogue: Catalogue) -> ReadResult:
    return read_sheets(delivery.sheets, day, catalogue, schemas=ALL_SHEETS)


def _read_delta(store: DeliveryStore, delivery: Delivery, day: date, catalogue: Catalogue) -> ReadResult:
    """Read changes beside what is open: tasks of one vacancy must fit in a week together, old and new."""
    known = {
        "clients": frozenset(key[0] for key in store.open_keys("clients")),
        "vacancies": frozenset(key[0] for key in store.open_keys("vacancies")),
    }
    alone = read_sheets(delivery.sheets, day, catalogue, known=_with_tasks(store, known), schemas=ALL_SHEETS)
    delivered = {name: _keys_in(alone, name) for name in ("vacancies", "tasks")}
    touched = {key[0] for keys in delivered.values() for key in keys}
    beside = {
        name: [*delivery.sheets.get(name, ()), *_stored(store, name, touched, delivered[name])]
        for name in ("vacancies", "tasks")
    }
    tasks_elsewhere = frozenset(key[0] for key in store.open_keys("tasks")) - touched
    known["tasks"] = tasks_elsewhere
    together = read_sheets({**delivery.sheets, **beside}, day, catalogue, known=known, schemas=ALL_SHEETS)
    return _without_stored(together, delivery)


def _with_tasks(store: DeliveryStore, known: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    return {**known, "tasks": frozenset(key[0] for key in store.open_keys("tasks"))}


def _keys_in(read: ReadResult, name: str) -> set[Key]:
    accepted = {key_of(name, row.values) for row in read.accepted.get(name, ())}
    return accepted | {row.key for row in read.rejected if row.sheet == name and row.key is not None}


def _stored(store: DeliveryStore, name: str, vacancies: set[str], delivered: set[Key]) -> list[Row]:
    return [
        Row(file=STORED, line=0, values=values)
        for values in store.open_rows(name)
        if values["vacancy"] in vacancies and key_of(name, values) not in delivered
    ]


def _without_stored(read: ReadResult, delivery: Delivery) -> ReadResult:
    accepted = {
        name: tuple(row for row in rows if row.file != STORED)
        for name, rows in read.accepted.items()
        if name in delivery.sheets
    }
    rejected = tuple(row for row in read.rejected if row.file != STORED)
    return ReadResult(region=read.region, accepted=accepted, rejected=rejected)


def _changes(
    store: DeliveryStore, read: ReadResult, delivery: Delivery, catalogue: Catalogue, *, is_delta: bool
) -> list[Change]:
    gone = {**_uncertain(store, read, catalogue)}
    names = [sheet.name for sheet in ALL_SHEETS if sheet.name in delivery.sheets or gone.get(sheet.name)]
    return [_change(store, read, name, gone.get(name, set()), _is_whole(name, delivery, is_delta)) for name in names]


def _is_whole(name: str, delivery: Delivery, is_delta: bool) -> bool:
    return not is_delta and name in delivery.sheets


def _change(store: DeliveryStore, read: ReadResult, name: str, gone: set[Key], is_whole: bool) -> Change:
    open_keys = store.open_keys(name)
    rows = {key_of(name, row.values): row.values for row in read.accepted.get(name, ())}
    upserts = tuple(
        (key, values, digest) for key, values in rows.items() if open_keys.get(key) != (digest := digest_of(values))
    )
    kept = {row.key for row in read.rejected if row.sheet == name and row.reason not in _STANDS_IN}
    absent = open_keys.keys() - rows.keys() - kept if is_whole else set()
    stands_in = {row.key for row in read.rejected if row.sheet == name and row.reason in _STANDS_IN and row.key}
    closes = absent | ((stands_in | gone) & open_keys.keys() - rows.keys())
    new = sum(key not in open_keys for key, _, _ in upserts)
    return Change(sheet=name, upserts=upserts, closes=tuple(sorted(closes)), new=new, was_open=len(open_keys))


def _uncertain(store: DeliveryStore, read: ReadResult, catalogue: Catalogue) -> Mapping[str, set[Key]]:
    """Give open covered rubrieken that would call the norm what a refused row was about to say otherwise."""
    open_values = store.open_keys("capacities") if read.rejected else {}
    refused = [row for row in read.rejected if row.sheet == "capacities" and row.key not in open_values]
    if not refused:
        return {}
    covers = store.open_keys("scope")
    return {"scope": {key for row in refused for key in covers if _may_cover(key, row, catalogue)}}


def _may_cover(cover: Key, row: RejectedRow, catalogue: Catalogue) -> bool:
    client, rubriek, source = cover
    if row.row.values.get("reading", "").strip():
        return False
    if row.key is None:
        # Its key cannot be read; what was typed for the client is all there is.
        return row.row.values.get("client", "").strip() == client
    return row.key[0] == client and row.key[2] == source and catalogue.by_code(row.key[1]).rubriek == rubriek


def _count(delivery: Delivery, read: ReadResult, change: Change) -> SheetCount:
    return SheetCount(
        sheet=change.sheet,
        read=len(delivery.sheets.get(change.sheet, ())),
        accepted=len(read.accepted.get(change.sheet, ())),
        rejected=sum(row.sheet == change.sheet for row in read.rejected),
        new=change.new,
        changed=len(change.upserts) - change.new,
        closed=len(change.closes),
        was_open=change.was_open,
    )


def _record(store: DeliveryStore, delivery: Delivery, intake: Intake, received_at: datetime) -> None:
    total, last = intake.total, store.last_delivery()
    differs = total.new + total.changed + total.closed
    if not differs and last is not None and last.digest == delivery.digest:
        return
    store.record_delivery(
        DeliveryRecord(
            received_at=received_at,
            day=intake.day,
            digest=delivery.digest,
            is_delta=intake.is_delta,
            read=total.read,
            accepted=total.accepted,
            rejected=total.rejected,
            changed=total.new + total.changed,
            closed=total.closed,
        )
    )


def _with(intake: Intake, *, is_applied: bool, files: tuple[Path, ...]) -> Intake:
    return Intake(
        day=intake.day,
        is_delta=intake.is_delta,
        counts=intake.counts,
        rejected=intake.rejected,
        is_applied=is_applied,
        rejected_files=files,
    )


def key_of(sheet: str, values: Mapping[str, str]) -> Key:
    """Give the key of a canonical row."""
    return tuple(values[name] for name in SHEET_BY_NAME[sheet].key)


def digest_of(values: Mapping[str, str]) -> str:
    """Give one digest of the canonical text of a row."""
    return blake2b("\x1f".join(values.values()).encode(), digest_size=16).hexdigest()
