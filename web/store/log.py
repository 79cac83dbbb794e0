"""Who looked at whom and who decided what: lines that are added, each sealed with the one before it.

A line's digest is made of what it says and of the digest of the line before, so that a line that was changed, taken
out or put in between breaks the chain at that place. A decision's line also seals the decision itself.

Who has the right to be forgotten has it here too: in his lines a pseudonym takes the place of the reference, and the
line of that erasure seals them as they are now. Their links to the lines around them stay as they were.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from web.store.schema import events, log_lines

TRIES = 3
FIRST = ""
CUT = "logboek_ingekort"
"""The line that says where the log begins once its oldest lines were dropped."""
ERASED = "gewist-"
"""How every pseudonym of somebody who was erased begins."""


class LogKind(StrEnum):
    """What a line is about."""

    VIEW = "inzage"
    EXPORT = "uitvoer"
    DECISION = "besluit"
    ANSWER = "advies"
    TASK = "taak"
    CHANGE = "wijziging"
    ERASED = "wissing"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLine:
    """A line as it is handed in.

    Attributes
    ----------
    what
        The page that was shown, or what was exported, decided or planned.
    client, vacancy
        Whom and which work it is about, by the references of the source; empty where it is about neither.
    detail
        Codes and ids, never anything of a profile.
    event_id
        The decision it seals.
    """

    at: datetime
    actor: str
    role: str
    kind: LogKind
    what: str
    client: str = ""
    vacancy: str = ""
    detail: str = ""
    event_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """A line of the log.

    Attributes
    ----------
    before, digest
        SHA-256 of the line before and of this one; `before` is empty for the first.
    """

    id: int
    at: datetime
    actor: str
    role: str
    kind: LogKind
    what: str
    client: str
    vacancy: str
    detail: str
    event_id: int | None
    before: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogQuery:
    """Which lines, newest first.

    Attributes
    ----------
    first, last
        Days, both included; moments are UTC.
    below
        Only lines with a lower number; 0 from the newest.
    """

    actor: str = ""
    client: str = ""
    kind: LogKind | None = None
    first: datetime | None = None
    last: datetime | None = None
    below: int = 0


class LogStore:
    """What one transaction can do with the log."""

    connection: sa.Connection

    def add_line(self, new: NewLine) -> None:
        """Add a line after the newest; who comes at the same moment goes after it."""
        for attempt in range(TRIES):
            before = self.log_head()
            sealed = self.sealed_event(new.event_id) if new.event_id is not None else ""
            row = {name: getattr(new, name) for name in NewLine.__slots__} | {"kind": new.kind.value, "before": before}
            try:
                with self.connection.begin_nested():
                    self.connection.execute(_ADDED, row | {"digest": line_digest(row, sealed)})
            except IntegrityError:
                if attempt + 1 == TRIES:
                    raise
            else:
                return

    def log_head(self) -> str:
        """Give the digest of the newest line; empty before the first."""
        return str(self.connection.execute(_HEAD).scalar_one_or_none() or FIRST)

    def log(self, query: LogQuery, limit: int | None = None) -> Iterator[LogLine]:
        """Give the lines that a query finds, newest first."""
        statement = sa.select(log_lines).order_by(log_lines.c.id.desc())
        for condition in _conditions(query):
            statement = statement.where(condition)
        if limit is not None:
            statement = statement.limit(limit)
        for row in self.connection.execute(statement).mappings():
            yield _line(row)

    def lines_since(self, actor: str, kind: LogKind, moment: datetime) -> int:
        """Give how many lines of a kind somebody has after a moment."""
        own = log_lines.c.actor == actor, log_lines.c.kind == kind.value, log_lines.c.at > moment
        return int(self.connection.execute(sa.select(sa.func.count()).select_from(log_lines).where(*own)).scalar_one())

    def log_line(self, number: int) -> LogLine | None:
        """Give one line."""
        row = self.connection.execute(sa.select(log_lines).where(log_lines.c.id == number)).mappings().first()
        return None if row is None else _line(row)

    def log_actors(self) -> list[str]:
        """Give everybody who stands in the log."""
        return sorted(self.connection.execute(sa.select(log_lines.c.actor).distinct()).scalars())

    def log_end(self) -> tuple[int, str]:
        """Give the number and the digest of the newest line; 0 and empty before the first."""
        query = sa.select(log_lines.c.id, log_lines.c.digest).order_by(log_lines.c.id.desc()).limit(1)
        row = self.connection.execute(query).first()
        return (0, FIRST) if row is None else (int(row.id), str(row.digest))

    def sealed_event(self, event_id: int) -> str:
        """Give everything a decision says; columns that a later version added are empty in what was sealed before."""
        row = self.connection.execute(sa.select(events).where(events.c.id == event_id)).mappings().first()
        return "" if row is None else _text({name: value for name, value in row.items() if value not in (None, "")})


_HEAD = sa.select(log_lines.c.digest).order_by(log_lines.c.id.desc()).limit(1)
_ADDED = log_lines.insert()


def line_digest(row: Mapping[str, object], sealed: str) -> str:
    """Give the digest of a line, with everything the decision it seals says; empty where it seals none."""
    own = {name: row[name] for name in (*NewLine.__slots__, "before") if row[name] is not None}
    return sha256(f"{_text(own)}\x1f{sealed}".encode()).hexdigest()


def _text(values: Mapping[str, object]) -> str:
    said = {name: _plain(value) for name, value in values.items()}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _conditions(query: LogQuery) -> Iterator[sa.ColumnElement[bool]]:
    if query.actor:
        yield log_lines.c.actor == query.actor
    if query.client:
        yield log_lines.c.client == query.client
    if query.kind is not None:
        yield log_lines.c.kind == query.kind.value
    if query.first is not None:
        yield log_lines.c.at >= query.first
    if query.last is not None:
        yield log_lines.c.at < query.last
    if query.below:
        yield log_lines.c.id < query.below


def _line(row: sa.RowMapping) -> LogLine:
    own = {name: row[name] for name in LogLine.__slots__}
    return LogLine(**own | {"kind": LogKind(row["kind"])})
