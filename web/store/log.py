"""Who looked at whom and who decided what: lines that are added, each sealed with the one before it.

A line's digest is made of what it says and of the digest of the line before, so that a line that was changed, taken
out or put in between breaks the chain at that place. A decision's line also seals the decision itself.

Who has the right to be forgotten has it here too: in his lines a pseudonym takes the place of the reference, and the
line of that erasure seals them as they are now. Their links to the lines around them stay as they were.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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


class Damage(StrEnum):
    """What was done to a line."""

    ALTERED = "gewijzigd"
    GONE = "weg"
    MOVED = "verplaatst"
    UNSEALED = "zonder_zegel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Whether the log still says what it said.

    Attributes
    ----------
    lines
        Lines that were looked at.
    broken_at
        The first line that does not fit; None where all fit.
    head
        The digest of the newest line: kept elsewhere, it shows that the end was not cut off.
    last
        The number of that line; 0 before the first.
    damage, damaged
        What was done, and to which line: the number a line that is gone had, 0 for a decision past the log.
    """

    lines: int
    broken_at: int | None
    head: str
    last: int = 0
    damage: Damage | None = None
    damaged: int = 0


class LogStore:
    """What one transaction can do with the log."""

    connection: sa.Connection

    def add_line(self, new: NewLine) -> None:
        """Add a line after the newest; who comes at the same moment goes after it."""
        for attempt in range(TRIES):
            before = self.log_head()
            sealed = self._sealed_event(new.event_id) if new.event_id is not None else ""
            row = {name: getattr(new, name) for name in NewLine.__slots__} | {"kind": new.kind.value, "before": before}
            try:
                with self.connection.begin_nested():
                    self.connection.execute(log_lines.insert().values(**row, digest=_digest(row, sealed)))
            except IntegrityError:
                if attempt + 1 == TRIES:
                    raise
            else:
                return

    def log_head(self) -> str:
        """Give the digest of the newest line; empty before the first."""
        query = sa.select(log_lines.c.digest).order_by(log_lines.c.id.desc()).limit(1)
        return str(self.connection.execute(query).scalar_one_or_none() or FIRST)

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

    def check_chain(self) -> Chain:
        """Go over every line and every decision once more."""
        (last, before), count = self._start(), 0
        seals: dict[str, tuple[int, str]] = {}
        erased = defaultdict[str, list[tuple[int, str]]](list)
        for row in self.connection.execute(sa.select(log_lines).order_by(log_lines.c.id)).mappings():
            sealed = self._sealed_event(row["event_id"]) if row["event_id"] is not None else ""
            if row["before"] != before:
                damage, damaged = self._torn(row, last)
                return Chain(lines=count, broken_at=row["id"], head=before, last=last, damage=damage, damaged=damaged)
            now = _digest(dict(row), sealed)
            is_seal = row["kind"] == LogKind.ERASED
            if now != row["digest"] and (is_seal or not row["client"].startswith(ERASED)):
                return Chain(
                    lines=count, broken_at=row["id"], head=before, last=last, damage=Damage.ALTERED, damaged=row["id"]
                )
            if is_seal:
                seals[row["client"]] = row["id"], row["detail"]
            elif now != row["digest"]:
                erased[row["client"]].append((row["id"], now))
            before, last, count = row["digest"], row["id"], count + 1
        damaged = _unsealed_lines(erased, seals)
        if damaged:
            return Chain(lines=count, broken_at=damaged, head=before, last=last, damage=Damage.ALTERED, damaged=damaged)
        unsealed = self._unsealed()
        past_the_log = None if unsealed is None else Damage.UNSEALED
        return Chain(lines=count, broken_at=unsealed, head=before, last=last, damage=past_the_log)

    def log_start(self) -> int:
        """Give the number of the last line that was dropped after its term; 0 where none was."""
        return self._start()[0]

    def _start(self) -> tuple[int, str]:
        """Give the line before the first, with its digest: none, or what the newest cut in the log itself says."""
        query = sa.select(log_lines.c.detail).where(log_lines.c.what == CUT).order_by(log_lines.c.id.desc())
        said = self.connection.execute(query.limit(1)).scalar_one_or_none()
        if said is None:
            return 0, FIRST
        number, _, digest = str(said).partition(":")
        return int(number), digest

    def erased_digest(self, pseudonym: str) -> str:
        """Give the digest that seals the lines of somebody who was erased, as they are now."""
        own = (log_lines.c.client == pseudonym, log_lines.c.kind != LogKind.ERASED.value)
        query = sa.select(log_lines).where(*own).order_by(log_lines.c.id)
        lines = []
        for row in self.connection.execute(query).mappings().all():
            sealed = self._sealed_event(row["event_id"]) if row["event_id"] is not None else ""
            lines.append((row["id"], _digest(dict(row), sealed)))
        return _joined(lines)

    def _torn(self, row: sa.RowMapping, last: int) -> tuple[Damage, int]:
        """Tell what happened where a line does not go on from the one before it.

        The line it was written after may stand elsewhere now (moved), or nowhere (gone). With the number after `last`
        still in use nobody is missing, so that the line itself was altered.
        """
        number: int = row["id"]
        written_after = sa.select(log_lines.c.id).where(log_lines.c.digest == row["before"])
        if self.connection.execute(written_after.limit(1)).first() is not None or row["before"] == FIRST:
            return Damage.MOVED, number
        return (Damage.GONE, last + 1) if number > last + 1 else (Damage.ALTERED, number)

    def _sealed_event(self, event_id: int) -> str:
        """Give everything a decision says; columns that a later version added are empty in what was sealed before."""
        row = self.connection.execute(sa.select(events).where(events.c.id == event_id)).mappings().first()
        return "" if row is None else _text({name: value for name, value in row.items() if value not in (None, "")})

    def _unsealed(self) -> int | None:
        """Give 0 where a decision was put in past the log; those of before there was a log are left alone."""
        first = self.connection.execute(sa.select(sa.func.min(log_lines.c.event_id))).scalar_one_or_none()
        if first is None:
            return None
        own = sa.select(log_lines.c.event_id).where(log_lines.c.event_id.is_not(None))
        query = sa.select(events.c.id).where(events.c.id > first, events.c.id.not_in(own)).limit(1)
        return 0 if self.connection.execute(query).first() else None


def _unsealed_lines(erased: Mapping[str, list[tuple[int, str]]], seals: Mapping[str, tuple[int, str]]) -> int:
    """Give the first line of somebody erased whose lines are not as the newest seal has them; 0 where all are."""
    wrong = [lines[0][0] for name, lines in erased.items() if name not in seals]
    wrong += [number for name, (number, said) in seals.items() if said != _joined(erased.get(name, []))]
    return min(wrong, default=0)


def _joined(lines: Sequence[tuple[int, str]]) -> str:
    return sha256("\n".join(f"{number}:{digest}" for number, digest in lines).encode()).hexdigest()


def _digest(row: Mapping[str, object], sealed: str) -> str:
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
