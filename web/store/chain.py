"""The log gone over once more: whether every line still says what it said, and what was done to one that does not."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

import sqlalchemy as sa

from web.store.log import CUT, ERASED, FIRST, LogKind, LogStore, line_digest
from web.store.schema import events, log_lines


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


class ChainStore(LogStore):
    """What one transaction can tell of the whole log."""

    def check_chain(self) -> Chain:
        """Go over every line and every decision once more."""
        (last, before), count = self._start(), 0
        seals: dict[str, tuple[int, str]] = {}
        erased = defaultdict[str, list[tuple[int, str]]](list)
        for row in self.connection.execute(sa.select(log_lines).order_by(log_lines.c.id)).mappings():
            sealed = self.sealed_event(row["event_id"]) if row["event_id"] is not None else ""
            if row["before"] != before:
                damage, damaged = self._torn(row, last)
                return Chain(lines=count, broken_at=row["id"], head=before, last=last, damage=damage, damaged=damaged)
            now = line_digest(dict(row), sealed)
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
            sealed = self.sealed_event(row["event_id"]) if row["event_id"] is not None else ""
            lines.append((row["id"], line_digest(dict(row), sealed)))
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
