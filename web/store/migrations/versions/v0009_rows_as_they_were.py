"""Keep what rows were before they changed, so that the night of a run can be put together again."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; what changed before is gone."""
    op.create_table(
        "row_changes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("sheet", sa.Text, nullable=False),
        sa.Column("row_key", sa.Text, nullable=False),
        sa.Column("row_digest", sa.Text),
        sa.Column("content", sa.LargeBinary),
        sa.PrimaryKeyConstraint("id", name="pk_row_changes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_row_changes_sheet_id", "row_changes", ["sheet", "id"])
