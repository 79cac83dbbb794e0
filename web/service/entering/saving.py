"""What somebody types into the store: judged as a delivery is, kept as an event, and safe from the next delivery."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b

from matcher.catalogue.items import load_catalogue
from matcher.errors import WaagError
from matcher.read import RejectedRow, Row, read_sheets
from web.service.delivery.private_sheets import ALL_SHEETS
from web.service.delivery.stored import digest_of, key_of
from web.service.entering.typed import over_row
from web.store.codec import to_json
from web.store.journal import NewEntry, Subject
from web.store.store import Store

Cells = Mapping[str, str]
Sheets = Mapping[str, Sequence[Cells]]
NOBODY: Mapping[str, frozenset[str]] = {}
FORM = "~formulier"


class WrongEntry(WaagError):
    """What was typed cannot be used; `rejected` says why, cell by cell."""

    def __init__(self, *rejected: RejectedRow) -> None:
        self.rejected = rejected
        super().__init__("; ".join(f"{one.sheet}.{one.column}: {one.reason}" for one in rejected))


class ChangedMeanwhile(WaagError):
    """Somebody else, or a delivery, changed the rows after the form was made.

    Attributes
    ----------
    now
        The rows as they stand.
    actor, at
        Who changed them last here; None where a delivery did.
    """

    def __init__(self, now: Sheets, actor: str | None, at: datetime | None) -> None:
        self.now, self.actor, self.at = now, actor, at
        super().__init__("The rows were changed after the form was made; look at both and type again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """What every form sends along.

    Attributes
    ----------
    seen
        Version of the rows when the page was made; see `version_of`.
    idempotency_key
        Made with the page: the same form twice has one effect.
    """

    actor: str
    seen: str
    idempotency_key: str


def version_of(rows: Sheets) -> str:
    """Give one short text of rows as they stand: another text means that somebody changed them."""
    plain = {name: sorted(to_json(dict(row)) for row in found) for name, found in rows.items()}
    return blake2b(to_json(plain).encode(), digest_size=8).hexdigest()


def read_typed(sheets: Sheets, day: date, known: Mapping[str, frozenset[str]] = NOBODY) -> dict[str, list[Cells]]:
    """Give rows as a delivery of them would stand in the store.

    Raises
    ------
    WrongEntry
        Where a row cannot be read, for the reason a delivery would get.
    """
    rows = {
        name: [Row(file=FORM, line=line, values=dict(row)) for line, row in enumerate(found)]
        for name, found in sheets.items()
    }
    read = read_sheets(rows, day, load_catalogue(), known=known, schemas=ALL_SHEETS)
    if read.rejected:
        own = [one for one in read.rejected if not one.is_consequence]
        raise WrongEntry(*(own or read.rejected))
    return {name: [row.values for row in found] for name, found in read.accepted.items()}


def put_row(
    store: Store, sheet: str, before: Cells | None, after: Cells, owner: str, typing: Typing, at: datetime, day: date
) -> None:
    """Keep one typed row, with its mark."""
    key = key_of(sheet, after)
    earlier = next((one for one in store.typed_of((sheet,), owner) if one.key == key), None)
    mark = over_row(before, after, earlier, sheet=sheet, owner=owner, actor=typing.actor, at=at)
    store.apply(sheet, [(key, after, digest_of(after))], [], day)
    if mark is not None:
        store.put_typed(mark)
    elif earlier is not None:
        store.drop_typed(sheet, key)


def note(store: Store, kind: str, subject: Subject, key: str, typing: Typing, at: datetime, **content: object) -> None:
    """Write down who changed what."""
    store.add_entry(
        NewEntry(
            at=at,
            actor=typing.actor,
            kind=kind,
            subject=subject,
            key=key,
            content=to_json(content),
            idempotency_key=typing.idempotency_key,
        )
    )


def refuse_stale(store: Store, now: Sheets, subject: Subject, key: str, typing: Typing) -> None:
    """Refuse a form that was made of other rows than there are now.

    Raises
    ------
    ChangedMeanwhile
        With who changed them last, where that was somebody here.
    """
    if version_of(now) == typing.seen:
        return
    last = store.entries_of(subject, key)
    raise ChangedMeanwhile(now, last[-1].actor if last else None, last[-1].at if last else None)
