"""What was delivered, as delivered, what it was before, and what people typed over it."""

import sqlalchemy as sa

from web.store.schema.base import DeflatedText, UtcDateTime, metadata
from web.store.sheets import BATCH_SHEETS, SHEETS, SHELL_SHEETS

# What lists are joined and looked up by, beside a person and a vacancy.
LOOKED_UP = {"vacancies": ("closes_on",), "employers": ("employer",), "places": ("place",)}


def _sheet_table(name: str) -> sa.Table:
    own = [sa.Column(column, sa.Text, nullable=False, server_default="") for column in SHEETS[name]]
    table = f"sheet_{name}" if name in BATCH_SHEETS else name
    asked_by = [column for column in SHEETS[name] if column in ("client", "vacancy", *LOOKED_UP.get(name, ()))]
    return sa.Table(
        table,
        metadata,
        sa.Column("row_key", sa.Text, primary_key=True),
        *own,
        sa.Column("row_digest", sa.Text, nullable=False),
        sa.Column("first_seen_on", sa.Date, nullable=False),
        sa.Column("changed_on", sa.Date, nullable=False),
        sa.Column("closed_on", sa.Date),
        *(sa.Index(f"ix_{table}_{column}", column) for column in asked_by),
    )


sheet_tables = {name: _sheet_table(name) for name in (*BATCH_SHEETS, *SHELL_SHEETS)}

meta = sa.Table(
    "meta",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("content", sa.Text, nullable=False),
)

deliveries = sa.Table(
    "deliveries",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("received_at", UtcDateTime, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("is_delta", sa.Boolean, nullable=False),
    sa.Column("read", sa.Integer, nullable=False),
    sa.Column("accepted", sa.Integer, nullable=False),
    sa.Column("rejected", sa.Integer, nullable=False),
    sa.Column("changed", sa.Integer, nullable=False),
    sa.Column("closed", sa.Integer, nullable=False),
)

# What an open row was before it changed or closed; without content: it was not open.
row_changes = sa.Table(
    "row_changes",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sheet", sa.Text, nullable=False),
    sa.Column("row_key", sa.Text, nullable=False),
    sa.Column("row_digest", sa.Text),
    sa.Column("content", DeflatedText),
    sa.Index("ix_row_changes_sheet_id", "sheet", "id"),
    sqlite_autoincrement=True,
)

uploads = sa.Table(
    "uploads",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("is_delta", sa.Boolean, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
)

upload_files = sa.Table(
    "upload_files",
    metadata,
    sa.Column("upload_id", sa.ForeignKey("uploads.id"), primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

# What rows were before the newest upload, who a person is among it; forgotten at the next one.
undo_rows = sa.Table(
    "undo_rows",
    metadata,
    sa.Column("upload_id", sa.ForeignKey("uploads.id"), primary_key=True),
    sa.Column("sheet", sa.Text, primary_key=True),
    sa.Column("row_key", sa.Text, primary_key=True),
    sa.Column("before", DeflatedText),
    sa.Column("digest", sa.Text),
)

# What people typed over delivered rows, and what the source says of the same; see `web.store.typed`.
typed_rows = sa.Table(
    "typed_rows",
    metadata,
    sa.Column("sheet", sa.Text, primary_key=True),
    sa.Column("row_key", sa.Text, primary_key=True),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("content", DeflatedText, nullable=False),
    sa.Column("base", DeflatedText),
    sa.Column("says", DeflatedText),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Index("ix_typed_rows_owner", "owner"),
)
