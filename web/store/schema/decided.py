"""What people decided, changed and looked at; lines are added, never changed."""

import sqlalchemy as sa

from web.store.schema.base import DeflatedText, UtcDateTime, metadata

# A pair, not a proposal, carries the version: the same pair proposed again tomorrow goes on where it was.
events = sa.Table(
    "events",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("run_id", sa.ForeignKey("runs.id"), nullable=False),
    sa.Column("proposal_id", sa.Text, nullable=False),
    sa.Column("client", sa.Text, nullable=False),
    sa.Column("vacancy", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("reasons", sa.Text, nullable=False),
    sa.Column("motivations", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False, server_default=""),
    sa.Column("until", sa.Date),
    sa.Column("undoes", sa.ForeignKey("events.id")),
    sa.Column("policy_version", sa.Text, nullable=False),
    sa.Column("arguments", sa.Text, nullable=False, server_default=""),
    sa.Column("happened_on", sa.Date),
    sa.Column("answer", sa.Text, nullable=False, server_default=""),
    sa.Column("addressee", sa.Text, nullable=False, server_default=""),
    sa.Column("item", sa.Text, nullable=False, server_default=""),
    sa.Column("week_minutes", sa.Integer),
    sa.Column("places", sa.Integer),
    sa.Column("snapshot", DeflatedText),
    sa.Column("idempotency_key", sa.Text, nullable=False, unique=True),
    sa.UniqueConstraint("client", "vacancy", "version"),
    sa.Index("ix_events_proposal_id", "proposal_id"),
    sa.Index("ix_events_at", "at"),
    sa.Index("ix_events_kind", "kind"),
    sa.Index("ix_events_undoes", "undoes"),
    sqlite_autoincrement=True,
)

# Each line is sealed with the one before it; a decision's line also seals the decision.
log_lines = sa.Table(
    "log_lines",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("client", sa.Text, nullable=False),
    sa.Column("vacancy", sa.Text, nullable=False),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Column("event_id", sa.ForeignKey("events.id"), unique=True),
    sa.Column("before", sa.Text, nullable=False, unique=True),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Index("ix_log_lines_actor_id", "actor", "id"),
    sa.Index("ix_log_lines_client_id", "client", "id"),
    sa.Index("ix_log_lines_at", "at"),
    sqlite_autoincrement=True,
)

# Only an index of what the events say: the pairs that are held or at work.
unfinished_pairs = sa.Table(
    "unfinished_pairs",
    metadata,
    sa.Column("client", sa.Text, primary_key=True),
    sa.Column("vacancy", sa.Text, primary_key=True),
)

# Everything people changed outside decisions on proposals.
journal = sa.Table(
    "journal",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("content", DeflatedText, nullable=False),
    sa.Column("idempotency_key", sa.Text, nullable=False, unique=True),
    sa.Index("ix_journal_subject_key", "subject", "key"),
    sqlite_autoincrement=True,
)

# Who looks after a pair from a moment on; the newest counts, the older ones stay.
assignments = sa.Table(
    "assignments",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("client", sa.Text, nullable=False),
    sa.Column("vacancy", sa.Text, nullable=False),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Index("ix_assignments_client", "client"),
    sqlite_autoincrement=True,
)

# Who is not to be proposed: a row puts it on or takes it off, the newest of a person decides.
withheld = sa.Table(
    "withheld",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("client", sa.Text, nullable=False),
    sa.Column("is_on", sa.Boolean, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("until", sa.Date),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("idempotency_key", sa.Text, nullable=False, unique=True),
    sa.UniqueConstraint("client", "version"),
    sa.CheckConstraint("reason <> ''", name="has_a_reason"),
    sqlite_autoincrement=True,
)
