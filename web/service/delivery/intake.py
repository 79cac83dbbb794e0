"""A delivery into the store: check it, compare it with what is open, and change only what differs.

    files -> rows -> accepted and rejected -> what is new, changed or gone -> one transaction

A delivery is a snapshot per sheet: a row that is absent is closed on its day and stays in the store. A row that was
refused was not absent: what is open under its key stays open. A delta adds and changes only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from matcher.catalogue.items import Catalogue, load_catalogue
from matcher.read import ReadResult, Reason, RejectedRow, read_sheets
from web.language.intake import Language
from web.service.delivery.apart import read_guarded
from web.service.delivery.delta import read_changes
from web.service.delivery.folder import INBOX_BYTES, Delivery
from web.service.delivery.private_sheets import ALL_SHEETS
from web.service.delivery.rejected import write_rejected
from web.service.delivery.stored import DeliveryStore, Key, Upsert, digest_of, key_of
from web.service.entering.typed import Beside, beside, settle
from web.service.night.heap import seldom_collecting
from web.store.caseload import DeliveryRecord
from web.store.database import Database

# One in five: a delivery that closes more of a sheet than this is more often half a file than half a caseload.
CONFIRM_ABOVE = 5
# More than one row in twenty refused is more often a wrong file than a wrong row.
MANY_REFUSED = 20
# These rows were refused because what they say may no longer hold: an older one must not speak in their place.
_STANDS_IN = frozenset({Reason.COVERAGE_UNCERTAIN, Reason.DEMAND_UNCERTAIN})


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
        False: nothing changed, because it ``is_doubtful`` and nobody confirmed.
    rejected_files
        Where refused rows were written, to be corrected and delivered again.
    n_typed_kept
        Rows that stay as people typed them, whatever the delivery says.
    n_differ
        Of what people typed, how much waits for a choice because the source now says something else.
    """

    day: date
    is_delta: bool
    counts: tuple[SheetCount, ...]
    rejected: tuple[RejectedRow, ...]
    is_applied: bool
    rejected_files: tuple[Path, ...] = ()
    n_typed_kept: int = 0
    n_differ: int = 0

    @property
    def asks_confirmation(self) -> tuple[SheetCount, ...]:
        """Sheets of which more than a fifth would be closed."""
        return tuple(count for count in self.counts if count.asks_confirmation)

    @property
    def has_many_refused(self) -> bool:
        """Whether more than one row in twenty of a whole delivery was refused; changes alone replace nothing."""
        total = self.total
        return not self.is_delta and total.rejected * MANY_REFUSED > total.read

    @property
    def is_doubtful(self) -> bool:
        """Whether a person has to say that it is right before anything is replaced."""
        return bool(self.asks_confirmation) or self.has_many_refused

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


@seldom_collecting()
def import_files(
    database: Database,
    source: Path,
    *,
    day: date,
    received_at: datetime,
    is_delta: bool = False,
    is_confirmed: bool = False,
    rejected_folder: Path | None = None,
    language: Language = "nl",
    max_csv_bytes: int = INBOX_BYTES,
) -> Intake:
    """Read a folder or file and bring the store up to date with it, in one transaction.

    Raises
    ------
    RefusedDelivery
        Something is wrong with a file as a whole; nothing of the delivery is used.
    """
    delivery = read_guarded(source, is_delta=is_delta, max_csv_bytes=max_csv_bytes)
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
            language=language,
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
    language: Language = "nl",
) -> Intake:
    """Bring a store up to date with a delivery; the caller's transaction keeps all of it or nothing."""
    coming = look_at(store, delivery, day=day, is_delta=is_delta)
    intake = coming.intake
    # Before the store: where the refused rows cannot be given back, nothing may change either.
    files = write_rejected(rejected_folder, intake.rejected, language) if rejected_folder is not None else ()
    if intake.is_doubtful and not is_confirmed:
        return replace(intake, rejected_files=files)
    return replace(carry_out(store, delivery, coming, received_at=received_at), rejected_files=files)


def carry_out(store: DeliveryStore, delivery: Delivery, coming: "Coming", *, received_at: datetime) -> Intake:
    """Do what a delivery was seen to do."""
    for change in coming.changes:
        if change.upserts or change.closes:
            store.apply(change.sheet, change.upserts, change.closes, coming.intake.day)
    settle(store, coming.beside)
    _record(store, delivery, coming.intake, received_at)
    return replace(coming.intake, is_applied=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """What a delivery would do, before anything is done."""

    intake: Intake
    changes: tuple[Change, ...]
    beside: Beside


def look_at(store: DeliveryStore, delivery: Delivery, *, day: date, is_delta: bool = False) -> Coming:
    """Work out what a delivery would do to a store; nothing is changed."""
    catalogue = load_catalogue()
    read = read_changes(store, delivery, day, catalogue) if is_delta else _read_snapshot(delivery, day, catalogue)
    whole = frozenset() if is_delta else frozenset(delivery.sheets)
    typed = beside(store, read, day, catalogue, whole=whole)
    changes = tuple(_changes(store, read, delivery, catalogue, typed, is_delta=is_delta))
    intake = Intake(
        day=day,
        is_delta=is_delta,
        counts=tuple(_count(delivery, read, change) for change in changes),
        rejected=read.rejected,
        is_applied=False,
        n_typed_kept=sum(values is None for rows in typed.rows.values() for values in rows.values()),
        n_differ=sum(one.says is not None for one in typed.differs),
    )
    return Coming(intake=intake, changes=changes, beside=typed)


def _read_snapshot(delivery: Delivery, day: date, catalogue: Catalogue) -> ReadResult:
    return read_sheets(delivery.sheets, day, catalogue, schemas=ALL_SHEETS)


def _changes(
    store: DeliveryStore, read: ReadResult, delivery: Delivery, catalogue: Catalogue, typed: Beside, *, is_delta: bool
) -> list[Change]:
    gone = _uncertain(store, read, catalogue)
    names = [sheet.name for sheet in ALL_SHEETS if sheet.name in delivery.sheets or gone.get(sheet.name)]
    return [
        _change(store, read, name, gone.get(name, set()), typed, is_whole=_is_whole(name, delivery, is_delta))
        for name in names
    ]


def _is_whole(name: str, delivery: Delivery, is_delta: bool) -> bool:
    return not is_delta and name in delivery.sheets


def _change(
    store: DeliveryStore, read: ReadResult, name: str, gone: set[Key], typed: Beside, *, is_whole: bool
) -> Change:
    open_keys = store.open_keys(name)
    rows = typed.on(name, {key_of(name, row.values): row.values for row in read.accepted.get(name, ())})
    upserts = tuple(
        (key, values, digest) for key, values in rows.items() if open_keys.get(key) != (digest := digest_of(values))
    )
    kept = {row.key for row in read.rejected if row.sheet == name and row.reason not in _STANDS_IN}
    kept |= typed.kept.get(name, set())
    absent = open_keys.keys() - rows.keys() - kept if is_whole else set()
    stands_in = {row.key for row in read.rejected if row.sheet == name and row.reason in _STANDS_IN and row.key}
    closes = absent | ((stands_in | gone) & open_keys.keys() - rows.keys())
    new = sum(key not in open_keys for key, _, _ in upserts)
    return Change(sheet=name, upserts=upserts, closes=tuple(sorted(closes)), new=new, was_open=len(open_keys))


def _uncertain(store: DeliveryStore, read: ReadResult, catalogue: Catalogue) -> Mapping[str, set[Key]]:
    """Give open rows that would now wrongly speak in the place of a refused one: covered rubrieken, wide demands."""
    gone: dict[str, set[Key]] = {}
    for name, stand_in, may_stand_in in (
        ("capacities", "scope", _may_cover),
        ("demands", "demands", _may_be_wide),
    ):
        refused = [row for row in read.rejected if row.sheet == name]
        open_keys = store.open_keys(name) if refused else {}
        unread = [row for row in refused if row.key not in open_keys]
        if unread:
            keys = store.open_keys(stand_in)
            gone[stand_in] = {key for row in unread for key in keys if may_stand_in(key, row, catalogue)}
    return gone


def _may_cover(cover: Key, row: RejectedRow, catalogue: Catalogue) -> bool:
    client, rubriek, source = cover
    if row.row.values.get("reading", "").strip():
        return False
    if row.key is None:
        # Its key cannot be read; what was typed for the client is all there is.
        return row.row.values.get("client", "").strip() == client
    return row.key[0] == client and row.key[2] == source and catalogue.by_code(row.key[1]).rubriek == rubriek


def _may_be_wide(demand: Key, row: RejectedRow, _: Catalogue) -> bool:
    vacancy, task, item = demand
    if task or not row.row.values.get("task", "").strip():
        return False
    if row.key is None:
        return row.row.values.get("vacancy", "").strip() == vacancy
    return (row.key[0], row.key[2]) == (vacancy, item)


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
