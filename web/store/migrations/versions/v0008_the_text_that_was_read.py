"""A reading keeps the text of the task it was read against."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; readings of before hold for the key of their task."""
    op.add_column("sheet_capacities", sa.Column("task_text", sa.Text, nullable=False, server_default=""))
