"""Reading in files through the pages: sent, looked at, confirmed, and undone while no row of it changed since."""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from matcher.errors import WaagError
from web.language.intake import Language
from web.service.clock import Clock
from web.service.delivery.apart import read_apart
from web.service.delivery.file_faults import FileCode, refused
from web.service.delivery.folder import UPLOAD_BYTES, Delivery
from web.service.delivery.intake import Coming, Intake, carry_out, look_at
from web.service.delivery.private_sheets import SHEET_BY_NAME
from web.service.delivery.rejected import rejected_text
from web.service.delivery.stored import digest_of
from web.service.entering.saving import Typing, note
from web.store.database import Database
from web.store.journal import Subject
from web.store.store import Store
from web.store.uploads import UndoRow, Upload

WAITS, READ_IN, UNDONE, THROWN_AWAY = "wacht", "ingelezen", "teruggedraaid", "weggegooid"
UNDO_WITHIN = timedelta(days=7)
KEPT_FOR = timedelta(days=1)
MOST_FILES = 40
# What a file is called decides its sheet and is told back; it never decides a place on disk.
_NAME = re.compile(r"\w[\w .()+-]{0,99}")


class NotTheSame(WaagError):
    """What was confirmed is no longer what would happen: the store changed after it was looked at."""


class NotConfirmed(WaagError):
    """So much would be closed, or was refused, that somebody has to say that it is right."""


class CannotUndo(WaagError):
    """Rows of the delivery were changed after it; `count` of them."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(f"{count} rows were changed after the delivery; undoing it would lose those changes.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What an upload would do.

    Attributes
    ----------
    seen
        One short text of it; another text at the moment of confirming means that something changed meanwhile.
    """

    upload: Upload
    intake: Intake
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """An upload as the list shows it."""

    upload: Upload
    can_undo: bool


def send(database: Database, clock: Clock, actor: str, sent: Sequence[tuple[str, bytes]], *, is_delta: bool) -> str:
    """Keep files to be looked at; give the id. Nothing is read in yet.

    Raises
    ------
    RefusedDelivery
        Something is wrong with a file as a whole; nothing is kept.
    """
    files = _named(sent)
    _read(files, is_delta=is_delta)
    now = clock.now()
    upload = Upload(id=secrets.token_hex(10), actor=actor, at=now, is_delta=is_delta, state=WAITS)
    with database.begin() as store:
        for old in store.all_uploads():
            if old.state == WAITS and now - old.at > KEPT_FOR:
                store.end_upload(old.id, THROWN_AWAY)
        store.add_upload(upload, files)
    return upload.id


def look(database: Database, clock: Clock, upload_id: str) -> Looked | None:
    """Give what an upload would do; None where it does not wait any more."""
    waiting = _waiting(database, upload_id)
    if waiting is None:
        return None
    upload, delivery = waiting
    with database.read() as store:
        coming = look_at(store, delivery, day=clock.today(), is_delta=upload.is_delta)
    return Looked(upload=upload, intake=coming.intake, seen=_seen(coming))


def corrected_csv(looked: Looked, sheet: str, language: Language) -> str | None:
    """Give the refused rows of a sheet as a file to correct and send again; None where there are none."""
    rows = [row for row in looked.intake.rejected if row.sheet == sheet]
    return rejected_text(SHEET_BY_NAME[sheet].names, rows, language) if rows else None


def confirm(
    database: Database, clock: Clock, upload_id: str, seen: str, typing: Typing, *, is_sure: bool
) -> Intake | None:
    """Read an upload in, exactly as it was looked at; None where it does not wait any more.

    Raises
    ------
    NotTheSame, NotConfirmed
        Then nothing is read in.
    """
    waiting = _waiting(database, upload_id)
    if waiting is None:
        return None
    _, delivery = waiting
    with database.begin() as store:
        upload = store.upload(upload_id)
        if upload is None or upload.state != WAITS:
            return None
        coming = look_at(store, delivery, day=clock.today(), is_delta=upload.is_delta)
        if _seen(coming) != seen:
            raise NotTheSame("The store changed after the preview was made.")
        if coming.intake.is_doubtful and not is_sure:
            raise NotConfirmed("More than a fifth of a sheet would be closed, or more than one row in twenty refused.")
        store.forget_undo()
        for change in coming.changes:
            after: dict[tuple[str, ...], str | None] = {key: digest for key, _, digest in change.upserts}
            store.keep_undo(upload_id, change.sheet, after | dict.fromkeys(change.closes))
        touched = {(one.sheet, one.key) for one in (*coming.beside.released, *coming.beside.differs)}
        store.keep_marks(upload_id, [one for one in store.typed() if (one.sheet, one.key) in touched])
        intake = carry_out(store, delivery, coming, received_at=clock.now())
        store.end_upload(upload_id, READ_IN)
        total = intake.total
        counts = {"new": total.new, "changed": total.changed, "closed": total.closed, "rejected": total.rejected}
        note(store, "levering_ingelezen", Subject.DELIVERY, upload_id, typing, clock.now(), **counts)
        return intake


def throw_away(database: Database, upload_id: str) -> None:
    """Forget files that wait."""
    with database.begin() as store:
        upload = store.upload(upload_id)
        if upload is not None and upload.state == WAITS:
            store.end_upload(upload_id, THROWN_AWAY)


def undo(database: Database, clock: Clock, upload_id: str, typing: Typing) -> bool:
    """Bring the rows of a delivery back to what they were; give whether it could still be undone.

    Raises
    ------
    CannotUndo
        Where somebody, or a later delivery, changed a row of it.
    """
    with database.begin() as store:
        if not _can_undo(store, clock, upload_id):
            return False
        rows = store.undo_of(upload_id)
        for sheet in sorted({row.sheet for row in rows}):
            own = [row for row in rows if row.sheet == sheet]
            _refuse_changed(store, sheet, own)
            upserts = [(row.key, row.before, digest_of(row.before)) for row in own if row.before is not None]
            store.apply(sheet, upserts, [row.key for row in own if row.before is None], clock.today())
        for mark in store.marks_of(upload_id):
            store.put_typed(mark)
        store.forget_undo()
        store.end_upload(upload_id, UNDONE)
        note(store, "levering_teruggedraaid", Subject.DELIVERY, upload_id, typing, clock.now(), rows=len(rows))
    return True


def past_uploads(database: Database, clock: Clock) -> list[Past]:
    """Give every upload, newest first, and whether it can still be undone."""
    with database.read() as store:
        return [Past(upload=one, can_undo=_can_undo(store, clock, one.id)) for one in store.all_uploads()]


def _can_undo(store: Store, clock: Clock, upload_id: str) -> bool:
    upload = store.upload(upload_id)
    is_recent = upload is not None and upload.state == READ_IN and clock.now() - upload.at < UNDO_WITHIN
    return is_recent and store.has_undo(upload_id)


def _refuse_changed(store: Store, sheet: str, rows: list[UndoRow]) -> None:
    now = store.open_keys(sheet)
    changed = sum(now.get(row.key) != row.digest for row in rows)
    if changed:
        raise CannotUndo(changed)


def _waiting(database: Database, upload_id: str) -> tuple[Upload, Delivery] | None:
    """Read an upload that waits; apart, and before anybody has to wait for the store."""
    with database.read() as store:
        upload = store.upload(upload_id)
        if upload is None or upload.state != WAITS:
            return None
        files = store.files_of(upload_id)
    return upload, _read(files, is_delta=upload.is_delta)


def _named(sent: Sequence[tuple[str, bytes]]) -> dict[str, bytes]:
    """Give files by name, where every name is one and can be one; not a single file is dropped unsaid."""
    if len(sent) > MOST_FILES:
        raise refused(FileCode.TOO_MANY_FILES, "", count=str(len(sent)), maximum=str(MOST_FILES))
    files: dict[str, bytes] = {}
    for given, content in sent:
        name = given.replace("\\", "/").rpartition("/")[2]
        if not _NAME.fullmatch(name):
            raise refused(FileCode.WRONG_NAME, ascii(name[:40])[1:-1])
        if name in files:
            raise refused(FileCode.FILE_TWICE, name)
        files[name] = content
    return files


def _read(files: Mapping[str, bytes], *, is_delta: bool) -> Delivery:
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        return read_apart(Path(folder), is_delta=is_delta, max_csv_bytes=UPLOAD_BYTES)


def _seen(coming: Coming) -> str:
    parts = [f"{one.sheet}:{one.read}:{one.new}:{one.changed}:{one.closed}" for one in coming.intake.counts]
    return digest_of({"all": "|".join(parts)})
