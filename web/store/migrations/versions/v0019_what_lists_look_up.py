"""Look up what lists ask of every row: what closes today, who employs and where a place is."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

LOOKED_UP = (("vacancies", "closes_on"), ("employers", "employer"), ("places", "place"))


def upgrade() -> None:
    """Make the indexes; no row changes."""
    for sheet, column in LOOKED_UP:
        op.create_index(f"ix_sheet_{sheet}_{column}", f"sheet_{sheet}", [column])
