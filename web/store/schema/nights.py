"""Nights: their runs and plans, and what a run keeps to be recomputed."""

import sqlalchemy as sa

from web.store.schema.base import DeflatedText, UtcDateTime, metadata

RUN_STATES = ("wacht", "bezig", "klaar", "teruggevallen", "mislukt")

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("run_key", sa.Text, nullable=False, unique=True),
    sa.Column("tenant", sa.Text, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("input_digest", sa.Text, nullable=False),
    sa.Column("config_digest", sa.Text, nullable=False),
    sa.Column("code_version", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("started_at", UtcDateTime, nullable=False),
    sa.Column("finished_at", UtcDateTime),
    sa.Column("problem", sa.Text, nullable=False, server_default=""),
    sa.Column("manifest", sa.Text, nullable=False, server_default=""),
    sa.CheckConstraint(f"state IN {RUN_STATES}", name="state_is_known"),
    sa.Index("ix_runs_day", "day"),
)

# Where a night is while it goes on; what stays behind of one that ended says nothing.
run_progress = sa.Table(
    "run_progress",
    metadata,
    sa.Column("run_id", sa.ForeignKey("runs.id"), primary_key=True),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("total", sa.Integer, nullable=False),
)

current_run = sa.Table(
    "current_run",
    metadata,
    sa.Column("only", sa.Integer, primary_key=True),
    sa.Column("run_id", sa.ForeignKey("runs.id"), nullable=False),
    sa.CheckConstraint('"only" = 1', name="one_row"),
)

proposals = sa.Table(
    "proposals",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("run_id", sa.ForeignKey("runs.id"), nullable=False),
    sa.Column("rank", sa.Integer, nullable=False),
    sa.Column("client", sa.Text, nullable=False),
    sa.Column("vacancy", sa.Text, nullable=False),
    sa.Column("employer", sa.Text, nullable=False),
    sa.Column("employer_name", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("occupation", sa.Text, nullable=False),
    sa.Column("sector", sa.Text, nullable=False),
    sa.Column("gemeente", sa.Text, nullable=False),
    sa.Column("verdict", sa.Text, nullable=False),
    sa.Column("n_let_op", sa.Integer, nullable=False),
    sa.Column("n_vraag_na", sa.Integer, nullable=False),
    sa.Column("instruments", sa.Text, nullable=False),
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("week_minutes", sa.Integer, nullable=False),
    sa.Column("travel_minutes", sa.Integer),
    sa.Column("travel_limit", sa.Integer),
    sa.Column("waiting_months", sa.Integer),
    sa.Column("coach_minutes", sa.Integer, nullable=False),
    sa.Column("once_cents", sa.Integer, nullable=False),
    sa.Column("is_claim", sa.Boolean, nullable=False),
    sa.Column("was_proposed_before", sa.Boolean, nullable=False),
    sa.Column("is_own_match", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.UniqueConstraint("run_id", "client", "vacancy"),
    sa.Index("ix_proposals_client", "client"),
    sa.Index("ix_proposals_vacancy", "vacancy"),
)

weighings = sa.Table(
    "weighings",
    metadata,
    sa.Column("proposal_id", sa.ForeignKey("proposals.id"), primary_key=True),
    sa.Column("proposal", DeflatedText, nullable=False),
)

proposal_amounts = sa.Table(
    "proposal_amounts",
    metadata,
    sa.Column("proposal_id", sa.ForeignKey("proposals.id"), primary_key=True),
    sa.Column("basis", sa.Text, nullable=False),
    sa.Column("cents_per_month", sa.Integer),
    sa.Column("steps", sa.Text, nullable=False),
    sa.Column("detail", DeflatedText),
)

outcomes = sa.Table(
    "outcomes",
    metadata,
    sa.Column("run_id", sa.ForeignKey("runs.id"), primary_key=True),
    sa.Column("client", sa.Text, primary_key=True),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("count", sa.Integer, nullable=False),
)

# What a run keeps so that its plan and bound can be recomputed: a row per column of numbers or list of names.
certificates = sa.Table(
    "certificates",
    metadata,
    sa.Column("run_id", sa.ForeignKey("runs.id"), nullable=False),
    sa.Column("part", sa.Text, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.PrimaryKeyConstraint("run_id", "part"),
)
