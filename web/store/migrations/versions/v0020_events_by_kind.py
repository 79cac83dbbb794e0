"""Look events up by their kind, and what was undone without reading every event there ever was."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indexes; no row changes."""
    op.create_index("ix_events_kind", "events", ["kind"])
    op.create_index("ix_events_undoes", "events", ["undoes"])
