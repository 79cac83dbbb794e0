"""Keep a log of who looked at whom and who decided what, each line sealed with the one before it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; what happened before is in the decisions alone."""
    op.create_table(
        "log_lines",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("actor", "role", "kind", "what", "client", "vacancy", "detail")
        ),
        sa.Column("event_id", sa.Integer),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_log_lines"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_log_lines_event_id_events"),
        sa.UniqueConstraint("event_id", name="uq_log_lines_event_id"),
        sa.UniqueConstraint("before", name="uq_log_lines_before"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_log_lines_actor_id", "log_lines", ["actor", "id"])
    op.create_index("ix_log_lines_client_id", "log_lines", ["client", "id"])
    op.create_index("ix_log_lines_at", "log_lines", ["at"])
    _refuse_changes()


def _refuse_changes() -> None:
    """Let the database itself refuse what the code never asks."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER log_lines_refuse_{verb.lower()} BEFORE {verb} ON log_lines "
                "BEGIN SELECT RAISE(ABORT, 'log lines are only added'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION log_lines_are_only_added() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'log lines are only added'; END $$"
    )
    op.execute(
        "CREATE TRIGGER log_lines_refuse_change BEFORE UPDATE OR DELETE ON log_lines "
        "FOR EACH STATEMENT EXECUTE FUNCTION log_lines_are_only_added()"
    )
