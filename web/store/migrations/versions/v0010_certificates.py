"""Keep the certificate of every run, so that its plan and bound can be recomputed."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; runs of before have no certificate."""
    op.create_table(
        "certificates",
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("part", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("run_id", "part", name="pk_certificates"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_certificates_run_id_runs"),
    )
