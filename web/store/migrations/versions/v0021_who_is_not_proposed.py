"""Keep who is not to be proposed, since when and why."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, empty: until now nobody could be kept out of proposals."""
    op.create_table(
        "withheld",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("is_on", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("until", sa.Date),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("idempotency_key", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_withheld"),
        sa.UniqueConstraint("client", "version", name="uq_withheld_client_version"),
        sa.UniqueConstraint("idempotency_key", name="uq_withheld_idempotency_key"),
        sa.CheckConstraint("reason <> ''", name="ck_withheld_has_a_reason"),
        sqlite_autoincrement=True,
    )
