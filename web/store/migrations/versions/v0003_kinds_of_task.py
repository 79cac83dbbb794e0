"""Tasks have a kind, and a loonwaarde row may tell how much of a function one kind of task took, on each day anew."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; the day becomes a part of the key of a loonwaarde row, so that a later look is a row more."""
    op.add_column("sheet_tasks", sa.Column("task_kind", sa.Text, nullable=False, server_default=""))
    op.add_column("sheet_loonwaarde", sa.Column("share", sa.Text, nullable=False, server_default=""))
    rows = sa.table("sheet_loonwaarde", sa.column("row_key"), sa.column("date"))
    connection = op.get_bind()
    for row in connection.execute(sa.select(rows.c.row_key, rows.c.date)).all():
        key = json.dumps([*json.loads(row.row_key), row.date], ensure_ascii=False, separators=(",", ":"))
        connection.execute(rows.update().where(rows.c.row_key == row.row_key).values(row_key=key))
