"""Files somebody sent to be read in, until they are, and what rows were before, so that it can be undone."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from web.store.schema import sheet_tables, undo_rows, upload_files, uploads
from web.store.sheets import SHEETS
from web.store.typed import Typed

CHUNK = 500
MARK = "~"
MARK_TEXTS = ("owner", "content", "base", "says", "actor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """Files that were sent together.

    Attributes
    ----------
    state
        ``wacht``, ``ingelezen``, ``teruggedraaid`` or ``weggegooid``.
    """

    id: str
    actor: str
    at: datetime
    is_delta: bool
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoRow:
    """One row as it was before a delivery, and as the delivery left it.

    Attributes
    ----------
    before
        Text by column; None where the row was not open.
    digest
        Of the row after the delivery; None where the delivery closed it.
    """

    sheet: str
    key: tuple[str, ...]
    before: Mapping[str, str] | None
    digest: str | None


class UploadStore:
    """What one transaction can do with uploads."""

    connection: sa.Connection

    def add_upload(self, upload: Upload, files: Mapping[str, bytes]) -> None:
        """Keep files that were sent."""
        self.connection.execute(uploads.insert().values(**{name: getattr(upload, name) for name in Upload.__slots__}))
        rows = [{"upload_id": upload.id, "name": name, "content": content} for name, content in files.items()]
        self.connection.execute(upload_files.insert(), rows)

    def upload(self, upload_id: str) -> Upload | None:
        """Give one upload."""
        return next(iter(self._uploads(uploads.c.id == upload_id)), None)

    def all_uploads(self) -> list[Upload]:
        """Give every upload, newest first."""
        return self._uploads(sa.true())

    def files_of(self, upload_id: str) -> dict[str, bytes]:
        """Give the files of an upload by name."""
        query = sa.select(upload_files.c.name, upload_files.c.content).where(upload_files.c.upload_id == upload_id)
        return {row.name: row.content for row in self.connection.execute(query.order_by(upload_files.c.name))}

    def end_upload(self, upload_id: str, state: str) -> None:
        """Write down what became of an upload, and forget its files."""
        self.connection.execute(uploads.update().where(uploads.c.id == upload_id).values(state=state))
        self.connection.execute(upload_files.delete().where(upload_files.c.upload_id == upload_id))

    def keep_undo(self, upload_id: str, sheet: str, after: Mapping[tuple[str, ...], str | None]) -> None:
        """Keep what the rows of a sheet are now, with the digest a delivery gives each; older ones are forgotten."""
        self.connection.execute(undo_rows.delete().where(undo_rows.c.upload_id != upload_id))
        keys = sorted(after)
        for start in range(0, len(keys), CHUNK):
            chunk = {_text_key(key): after[key] for key in keys[start : start + CHUNK]}
            found = self._open_values(sheet, list(chunk))
            rows = [
                {"upload_id": upload_id, "sheet": sheet, "row_key": key, "before": found.get(key), "digest": digest}
                for key, digest in chunk.items()
            ]
            self.connection.execute(undo_rows.insert(), rows)

    def undo_of(self, upload_id: str) -> list[UndoRow]:
        """Give what rows were before an upload, by sheet and key; nothing where a later one took its place."""
        own = undo_rows.c.upload_id == upload_id
        query = sa.select(undo_rows).where(own, undo_rows.c.sheet.not_like(f"{MARK}%"))
        rows = sorted(self.connection.execute(query).mappings(), key=lambda row: (row["sheet"], row["row_key"]))
        return [
            UndoRow(
                sheet=row["sheet"],
                key=tuple(json.loads(row["row_key"])),
                before=None if row["before"] is None else json.loads(row["before"]),
                digest=row["digest"],
            )
            for row in rows
        ]

    def has_undo(self, upload_id: str) -> bool:
        """Whether it is still known what rows were before an upload."""
        query = sa.select(undo_rows.c.row_key).where(undo_rows.c.upload_id == upload_id).limit(1)
        return self.connection.execute(query).first() is not None

    def keep_marks(self, upload_id: str, marks: Sequence[Typed]) -> None:
        """Keep marks of what people typed as they are before a delivery settles them."""
        rows = [
            {
                "upload_id": upload_id,
                "sheet": f"{MARK}{one.sheet}",
                "row_key": _text_key(one.key),
                "before": json.dumps({name: getattr(one, name) for name in MARK_TEXTS}, ensure_ascii=False),
                "digest": one.at.isoformat(),
            }
            for one in marks
        ]
        if rows:
            self.connection.execute(undo_rows.insert(), rows)

    def marks_of(self, upload_id: str) -> list[Typed]:
        """Give the marks as they were before an upload."""
        own = undo_rows.c.upload_id == upload_id
        query = sa.select(undo_rows).where(own, undo_rows.c.sheet.like(f"{MARK}%"))
        return [
            Typed(
                sheet=row["sheet"].removeprefix(MARK),
                key=tuple(json.loads(row["row_key"])),
                at=datetime.fromisoformat(row["digest"]),
                **json.loads(row["before"]),
            )
            for row in self.connection.execute(query).mappings()
        ]

    def forget_undo(self) -> None:
        """Forget what rows were before: it cannot be undone any more."""
        self.connection.execute(undo_rows.delete())

    def _open_values(self, sheet: str, keys: Sequence[str]) -> dict[str, str]:
        table = sheet_tables[sheet]
        columns = [table.c.row_key, *(table.c[name] for name in SHEETS[sheet])]
        query = sa.select(*columns).where(table.c.row_key.in_(keys), table.c.closed_on.is_(None))
        return {
            row[0]: json.dumps(dict(zip(SHEETS[sheet], row[1:], strict=True)), ensure_ascii=False)
            for row in self.connection.execute(query)
        }

    def _uploads(self, where: sa.ColumnElement[bool]) -> list[Upload]:
        columns = [uploads.c[name] for name in Upload.__slots__]
        query = sa.select(*columns).where(where).order_by(uploads.c.at.desc(), uploads.c.id)
        return [Upload(**row) for row in self.connection.execute(query).mappings()]


def _text_key(key: tuple[str, ...]) -> str:
    return json.dumps(list(key), ensure_ascii=False, separators=(",", ":"))
