"""What people changed outside decisions on proposals: entries are added, never changed and never removed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa

from web.store.schema import journal


class Subject(StrEnum):
    """What an entry is about."""

    CLIENT = "client"
    VACANCY = "vacancy"
    DELIVERY = "delivery"
    REASON = "reason"
    POLICY = "policy"
    ACCOUNT = "account"
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing somebody changed.

    Attributes
    ----------
    kind
        Code of what happened, such as ``profiel_bijgewerkt``.
    key
        Reference of what it is about.
    content
        JSON of what was and what is, as its service wrote it.
    """

    id: int
    at: datetime
    actor: str
    kind: str
    subject: Subject
    key: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """An entry as it is handed in; the same idempotency key twice is one entry."""

    at: datetime
    actor: str
    kind: str
    subject: Subject
    key: str
    content: str
    idempotency_key: str


class JournalStore:
    """What one transaction can do with the journal."""

    connection: sa.Connection

    def add_entry(self, new: NewEntry) -> Entry:
        """Add an entry; the same form twice gives the entry it made the first time."""
        again = self.entry_of_form(new.idempotency_key)
        if again is not None:
            return again
        row = {name: getattr(new, name) for name in NewEntry.__slots__} | {"subject": new.subject.value}
        self.connection.execute(journal.insert().values(**row))
        added = self.entry_of_form(new.idempotency_key)
        if added is None:
            raise LookupError("An entry was added and cannot be read back.")
        return added

    def entry_of_form(self, idempotency_key: str) -> Entry | None:
        """Give the entry a form made when it was first handed in."""
        found = self._entries(journal.c.idempotency_key == idempotency_key)
        return found[0] if found else None

    def entries_of(self, subject: Subject, key: str | None = None) -> list[Entry]:
        """Give the entries about a kind of thing, or about one of them, oldest first."""
        own = journal.c.subject == subject.value
        return self._entries(own if key is None else own & (journal.c.key == key))

    def all_entries(self) -> list[Entry]:
        """Give every entry, oldest first."""
        return self._entries(sa.true())

    def _entries(self, where: sa.ColumnElement[bool]) -> list[Entry]:
        columns = [journal.c[name] for name in Entry.__slots__]
        rows = self.connection.execute(sa.select(*columns).where(where).order_by(journal.c.id)).mappings()
        return [Entry(**(dict(row) | {"subject": Subject(row["subject"])})) for row in rows]
