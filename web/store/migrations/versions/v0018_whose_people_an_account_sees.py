"""Give every account the gemeenten whose people it sees; those of before go on seeing the region they saw."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("accounts", sa.Column("gemeenten", sa.Text, nullable=False, server_default="*"))
