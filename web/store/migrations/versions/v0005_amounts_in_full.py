"""Keep the whole forecast of a proposal, deflated: its range, what it rests on and what has to be so for it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; a night of before keeps the steps it has."""
    op.add_column("proposal_amounts", sa.Column("detail", sa.LargeBinary))
