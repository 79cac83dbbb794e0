"""A sheet for what a gemeente chose in its verordening."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COLUMNS = ("gemeente", "rule", "name", "valid_from", "value", "cvdr", "article", "checked_on")


def upgrade() -> None:
    """Add the table, as the other sheets have theirs."""
    op.create_table(
        "sheet_verordening",
        sa.Column("row_key", sa.Text, nullable=False),
        *(sa.Column(column, sa.Text, nullable=False, server_default="") for column in COLUMNS),
        sa.Column("row_digest", sa.Text, nullable=False),
        sa.Column("first_seen_on", sa.Date, nullable=False),
        sa.Column("changed_on", sa.Date, nullable=False),
        sa.Column("closed_on", sa.Date),
        sa.PrimaryKeyConstraint("row_key", name="pk_sheet_verordening"),
    )
