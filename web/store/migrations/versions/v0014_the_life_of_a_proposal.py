"""Keep what happens to a proposal after it was taken up: answers, a start, a return, advice, and pairs made by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# Empty in what was recorded before: the log seals an event without its empty columns.
TEXTS = ("arguments", "answer", "addressee", "item")


def upgrade() -> None:
    """Add the columns; whoever was being discussed has to be seen to."""
    op.add_column("events", sa.Column("happened_on", sa.Date))
    for name in TEXTS:
        op.add_column("events", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.add_column("events", sa.Column("week_minutes", sa.Integer))
    op.add_column("events", sa.Column("places", sa.Integer))
    op.add_column("events", sa.Column("snapshot", sa.LargeBinary))
    op.create_index("ix_events_at", "events", ["at"])
    op.add_column("proposals", sa.Column("is_own_match", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "unfinished_pairs",
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("vacancy", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("client", "vacancy", name="pk_unfinished_pairs"),
    )
    op.execute("INSERT INTO unfinished_pairs SELECT DISTINCT client, vacancy FROM events WHERE kind = 'bespreken'")
