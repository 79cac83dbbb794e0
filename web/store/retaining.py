"""What is kept too long: found and dropped per category, by the day it was closed, ended or made."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum

import sqlalchemy as sa

from web.store.codec import from_json
from web.store.erasing import ErasingStore, changeable
from web.store.log import CUT, LogKind, NewLine
from web.store.records import WITH_PLAN, Manifest
from web.store.schema import (
    drafts,
    log_lines,
    row_changes,
    runs,
    sessions,
    sheet_tables,
    upload_files,
    uploads,
    views,
    withheld,
)

WAITS, THROWN_AWAY = "wacht", "weggegooid"
PERSON_SHEET = "clients"


class Category(StrEnum):
    """What has a term of its own."""

    PEOPLE = "personen"
    ROWS = "rijen"
    LOG = "logboek"
    SESSIONS = "sessies"
    DRAFTS = "concepten"
    SEARCHES = "zoekvragen"
    UPLOADS = "bestanden"
    WITHHELD = "niet_voorstellen"
    BEFORE = "vorige_versies"


class RetainingStore(ErasingStore):
    """What one transaction can do with what is kept too long."""

    def overdue(self, before: Mapping[Category, date]) -> dict[Category, int]:
        """Count what was closed, ended or made before the first day that may be kept, per category."""
        return {
            category: len(self._people(day))
            if category is Category.PEOPLE
            else sum(self._count(table, where) for table, where in self._old_rows(category, day))
            for category, day in before.items()
        }

    def drop_overdue(self, before: Mapping[Category, date], actor: str, at: datetime) -> dict[Category, int]:
        """Drop all of that; people are erased, the log is cut at its beginning."""
        done: dict[Category, int] = {}
        for category, day in before.items():
            if category is Category.PEOPLE:
                people = self._people(day)
                for client in people:
                    self.erase_person(client, actor, at)
                done[category] = len(people)
            elif category is Category.LOG:
                done[category] = self._cut_log(day, actor, at)
            else:
                done[category] = sum(self._drop(table, where) for table, where in self._old_rows(category, day))
        return done

    def _people(self, day: date) -> list[str]:
        table = sheet_tables[PERSON_SHEET]
        return sorted(self.connection.execute(sa.select(table.c.client).where(table.c.closed_on < day)).scalars())

    def _old_rows(self, category: Category, day: date) -> list[tuple[sa.Table, sa.ColumnElement[bool]]]:
        if category is Category.BEFORE:
            return [(row_changes, row_changes.c.id <= self._not_asked_for(day))]
        return _rows(category, day)

    def _not_asked_for(self, day: date) -> int:
        """Give up to which change no night from a day on has to know what rows were; the newest night always has."""
        query = sa.select(runs.c.manifest).where(runs.c.state.in_(WITH_PLAN), runs.c.manifest != "")
        newest = query.order_by(runs.c.day.desc(), runs.c.started_at.desc(), runs.c.id).limit(1)
        for asked in (query.where(runs.c.day >= day).order_by(runs.c.started_at, runs.c.day, runs.c.id), newest):
            for text in self.connection.execute(asked).scalars():
                seen = from_json(Manifest, text).seen
                if seen is not None:
                    return seen.last_change
        return 0

    def _count(self, table: sa.Table, where: sa.ColumnElement[bool]) -> int:
        return int(self.connection.execute(sa.select(sa.func.count()).select_from(table).where(where)).scalar_one())

    def _drop(self, table: sa.Table, where: sa.ColumnElement[bool]) -> int:
        if table is uploads:
            gone = sa.select(uploads.c.id).where(where)
            self.connection.execute(upload_files.delete().where(upload_files.c.upload_id.in_(gone)))
            return self.connection.execute(uploads.update().where(where).values(state=THROWN_AWAY)).rowcount
        if table is withheld and not self._count(table, where):
            # Only the login that owns the tables may; a night that has nothing to drop need not be told so.
            return 0
        return self.connection.execute(table.delete().where(where)).rowcount

    def _cut_log(self, day: date, actor: str, at: datetime) -> int:
        """Cut the log before the first line that may be kept; the cut is a line itself, and says where it begins."""
        first = sa.select(sa.func.min(log_lines.c.id)).where(~_older(log_lines.c.at, day))
        kept = self.connection.execute(first).scalar_one()
        last = sa.select(log_lines.c.id, log_lines.c.digest)
        last = last if kept is None else last.where(log_lines.c.id < kept)
        row = self.connection.execute(last.order_by(log_lines.c.id.desc()).limit(1)).first()
        if row is None:
            return 0
        # First the line, so that it goes on from the newest one: all of them may be too old.
        start = f"{row.id}:{row.digest}"
        self.add_line(NewLine(at=at, actor=actor, role="", kind=LogKind.CHANGE, what=CUT, detail=start))
        with changeable(self.connection):
            count = self.connection.execute(log_lines.delete().where(log_lines.c.id <= row.id)).rowcount
        self._seal_again(actor, at)
        return count

    def _seal_again(self, actor: str, at: datetime) -> None:
        """Seal anew who was erased and lost lines to the cut."""
        own = sa.select(log_lines.c.client, log_lines.c.detail).where(log_lines.c.kind == LogKind.ERASED.value)
        said = {row.client: row.detail for row in self.connection.execute(own.order_by(log_lines.c.id))}
        for pseudonym, detail in sorted(said.items()):
            if self.erased_digest(pseudonym) != detail:
                self.seal(pseudonym, actor, at)


def _rows(category: Category, day: date) -> list[tuple[sa.Table, sa.ColumnElement[bool]]]:
    """Give the tables of a category with what is too old in each."""
    if category is Category.ROWS:
        return [(table, table.c.closed_on < day) for name, table in sheet_tables.items() if name != PERSON_SHEET]
    if category is Category.SESSIONS:
        return [(sessions, _older(sessions.c.seen_at, day))]
    if category is Category.DRAFTS:
        return [(drafts, _older(drafts.c.at, day))]
    if category is Category.SEARCHES:
        return [(views, _older(views.c.made_at, day) & (views.c.name == ""))]
    if category is Category.UPLOADS:
        return [(uploads, _older(uploads.c.at, day) & (uploads.c.state == WAITS))]
    if category is Category.WITHHELD:
        return [(withheld, withheld.c.client.in_(_stopped_before(day)))]
    return [(log_lines, _older(log_lines.c.at, day))]


def _stopped_before(day: date) -> sa.Select[str]:
    """Say of whom *niet voorstellen* was taken off or ran out before a day; what stands is never dropped."""
    newest = sa.select(sa.func.max(withheld.c.id)).group_by(withheld.c.client)
    is_over = sa.case((withheld.c.is_on, withheld.c.until < day), else_=_older(withheld.c.at, day))
    return sa.select(withheld.c.client).where(withheld.c.id.in_(newest), is_over)


def _older(column: sa.Column[datetime], day: date) -> sa.ColumnElement[bool]:
    return column < datetime(day.year, day.month, day.day, tzinfo=UTC)
