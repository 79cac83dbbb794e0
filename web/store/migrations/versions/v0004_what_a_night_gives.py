"""Keep what a night gives beside its proposals: next steps, what opens work, questions, and how good the data are."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Name of a table: its columns, the one that tells rows of a run apart, and those that are looked for.
RESULTS = {
    "next_steps": ("client outcome addressee is_overdue", "client", ""),
    "opened": ("client", "client", ""),
    "kept_out": ("vacancy", "vacancy", ""),
    "questions": ("number client vacancy", "number", "client vacancy"),
    "ad_questions": ("number client gemeente", "number", "client"),
    "acquisitions": ("number", "number", ""),
    "investments": ("number", "number", ""),
    "client_quality": ("client", "client", ""),
    "vacancy_quality": ("vacancy", "vacancy", ""),
}
KINDS = {"number": sa.Integer, "is_overdue": sa.Boolean}


def upgrade() -> None:
    """Make a table for each kind of result."""
    for name, (columns, key, indexes) in RESULTS.items():
        op.create_table(
            name,
            sa.Column("run_id", sa.Text, nullable=False),
            *(sa.Column(column, KINDS.get(column, sa.Text), nullable=False) for column in columns.split()),
            sa.Column("content", sa.LargeBinary, nullable=False),
            sa.PrimaryKeyConstraint("run_id", key, name=f"pk_{name}"),
            sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=f"fk_{name}_run_id_runs"),
        )
        for column in indexes.split():
            op.create_index(f"ix_{name}_{column}", name, ["run_id", column])
