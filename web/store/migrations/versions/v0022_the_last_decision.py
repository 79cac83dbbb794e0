"""Note which decision was the last: what processes keep of decisions is read on from there."""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the newest there is; each transaction that adds one notes it from now on."""
    op.execute("DELETE FROM meta WHERE name = 'besluiten'")
    newest = "SELECT 'besluiten', CAST(id AS TEXT) FROM events ORDER BY id DESC LIMIT 1"
    op.execute(f"INSERT INTO meta (name, content) {newest}")
