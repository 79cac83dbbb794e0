"""Keep each weighing deflated: a thirteenth of the room, so that a year of nights fits."""

import zlib

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

CHUNK = 500


def upgrade() -> None:
    """Move the text of every weighing to a table of its own."""
    weighings = op.create_table(
        "weighings",
        sa.Column("proposal_id", sa.Text, nullable=False),
        sa.Column("proposal", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("proposal_id", name="pk_weighings"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name="fk_weighings_proposal_id_proposals"),
    )
    before = sa.table("proposal_details", sa.column("proposal_id"), sa.column("proposal"))
    connection = op.get_bind()
    for rows in connection.execute(sa.select(before)).partitions(CHUNK):
        made = [{"proposal_id": row.proposal_id, "proposal": zlib.compress(row.proposal.encode())} for row in rows]
        connection.execute(weighings.insert(), made)
    op.drop_table("proposal_details")
