"""Keep files that were sent until they are read in, and what rows were before, so that it can be undone."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, empty."""
    op.create_table(
        "uploads",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_delta", sa.Boolean, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_uploads"),
    )
    op.create_table(
        "upload_files",
        sa.Column("upload_id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["upload_id"], ["uploads.id"], name="fk_upload_files_upload_id_uploads"),
        sa.PrimaryKeyConstraint("upload_id", "name", name="pk_upload_files"),
    )
    op.create_table(
        "undo_rows",
        sa.Column("upload_id", sa.Text, nullable=False),
        sa.Column("sheet", sa.Text, nullable=False),
        sa.Column("row_key", sa.Text, nullable=False),
        sa.Column("before", sa.LargeBinary),
        sa.Column("digest", sa.Text),
        sa.ForeignKeyConstraint(["upload_id"], ["uploads.id"], name="fk_undo_rows_upload_id_uploads"),
        sa.PrimaryKeyConstraint("upload_id", "sheet", "row_key", name="pk_undo_rows"),
    )
