"""Keep what people say of their own road to work, the Participatieladder, and how many questions an expert answers."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SHEETS = {
    "sheet_choices": "client choice words date",
    "sheet_own_steps": "client words status by date",
    "sheet_goals": "client area words status date",
    "sheet_sheltered": "client question answer source agrees date",
    "sheet_arguments": "client code direction words source date",
    "ladder": "client step source date",
}


def upgrade() -> None:
    """Make the sheets, and give budgets their number of questions a week."""
    for name, columns in SHEETS.items():
        op.create_table(
            name,
            sa.Column("row_key", sa.Text, nullable=False),
            *(sa.Column(column, sa.Text, nullable=False, server_default="") for column in columns.split()),
            sa.Column("row_digest", sa.Text, nullable=False),
            sa.Column("first_seen_on", sa.Date, nullable=False),
            sa.Column("changed_on", sa.Date, nullable=False),
            sa.Column("closed_on", sa.Date),
            sa.PrimaryKeyConstraint("row_key", name=f"pk_{name}"),
        )
        op.create_index(f"ix_{name}_client", name, ["client"])
    op.add_column("sheet_budgets", sa.Column("expert_questions", sa.Text, nullable=False, server_default=""))
