"""The tables. Sheets are kept as text, as delivered; everything Waag makes itself is typed."""

import zlib
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from web.store.sheets import BATCH_SHEETS, SHEETS, SHELL_SHEETS

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, kept in UTC; a moment without a zone is refused rather than guessed."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment as the database keeps it."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone; pass a moment in UTC.")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class DeflatedText(TypeDecorator[str]):
    """A long text, kept deflated."""

    impl = sa.LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Give the bytes as the database keeps them."""
        return None if value is None else zlib.compress(value.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Give the text back."""
        return None if value is None else zlib.decompress(value).decode()


def _sheet_table(name: str) -> sa.Table:
    own = [sa.Column(column, sa.Text, nullable=False, server_default="") for column in SHEETS[name]]
    table = f"sheet_{name}" if name in BATCH_SHEETS else name
    asked_by = [column for column in ("client", "vacancy") if column in SHEETS[name]]
    return sa.Table(
        table,
        metadata,
        sa.Column("row_key", sa.Text, primary_key=True),
        *own,
        sa.Column("row_digest", sa.Text, nullable=False),
        sa.Column("first_seen_on", sa.Date, nullable=False),
        sa.Column("changed_on", sa.Date, nullable=False),
        sa.Column("closed_on", sa.Date),
        *(sa.Index(f"ix_{table}_{column}", column) for column in asked_by),
    )


sheet_tables = {name: _sheet_table(name) for name in (*BATCH_SHEETS, *SHELL_SHEETS)}

meta = sa.Table(
    "meta",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("content", sa.Text, nullable=False),
)

deliveries = sa.Table(
    "deliveries",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("received_at", UtcDateTime, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("is_delta", sa.Boolean, nullable=False),
    sa.Column("read", sa.Integer, nullable=False),
    sa.Column("accepted", sa.Integer, nullable=False),
    sa.Column("rejected", sa.Integer, nullable=False),
    sa.Column("changed", sa.Integer, nullable=False),
    sa.Column("closed", sa.Integer, nullable=False),
)

# What an open row was before it changed or closed; without content: it was not open.
row_changes = sa.Table(
    "row_changes",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sheet", sa.Text, nullable=False),
    sa.Column("row_key", sa.Text, nullable=False),
    sa.Column("row_digest", sa.Text),
    sa.Column("content", DeflatedText),
    sa.Index("ix_row_changes_sheet_id", "sheet", "id"),
    sqlite_autoincrement=True,
)

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
    sa.CheckConstraint("only = 1", name="one_row"),
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


def _result_table(name: str, *own: sa.Column[Any], key: str) -> sa.Table:
    """Make a table of what a run gave: what is looked for in columns, and the whole value as deflated JSON."""
    by = [column.name for column in own if column.name in ("client", "vacancy") and column.name != key]
    return sa.Table(
        name,
        metadata,
        sa.Column("run_id", sa.ForeignKey("runs.id"), nullable=False),
        *own,
        sa.Column("content", DeflatedText, nullable=False),
        sa.PrimaryKeyConstraint("run_id", key),
        *(sa.Index(f"ix_{name}_{column}", "run_id", column) for column in by),
    )


next_steps = _result_table(
    "next_steps",
    sa.Column("client", sa.Text, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("addressee", sa.Text, nullable=False),
    sa.Column("is_overdue", sa.Boolean, nullable=False),
    key="client",
)
opened = _result_table("opened", sa.Column("client", sa.Text, nullable=False), key="client")
kept_out = _result_table("kept_out", sa.Column("vacancy", sa.Text, nullable=False), key="vacancy")
questions = _result_table(
    "questions",
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("client", sa.Text, nullable=False),
    sa.Column("vacancy", sa.Text, nullable=False),
    key="number",
)
ad_questions = _result_table(
    "ad_questions",
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("client", sa.Text, nullable=False),
    sa.Column("gemeente", sa.Text, nullable=False),
    key="number",
)
acquisitions = _result_table("acquisitions", sa.Column("number", sa.Integer, nullable=False), key="number")
investments = _result_table("investments", sa.Column("number", sa.Integer, nullable=False), key="number")
client_quality = _result_table("client_quality", sa.Column("client", sa.Text, nullable=False), key="client")
vacancy_quality = _result_table("vacancy_quality", sa.Column("vacancy", sa.Text, nullable=False), key="vacancy")
RESULTS = (
    next_steps,
    opened,
    kept_out,
    questions,
    ad_questions,
    acquisitions,
    investments,
    client_quality,
    vacancy_quality,
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

# What people typed over delivered rows, and what the source says of the same; see `web.store.typed`.
typed_rows = sa.Table(
    "typed_rows",
    metadata,
    sa.Column("sheet", sa.Text, primary_key=True),
    sa.Column("row_key", sa.Text, primary_key=True),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("content", DeflatedText, nullable=False),
    sa.Column("base", DeflatedText),
    sa.Column("says", DeflatedText),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Index("ix_typed_rows_owner", "owner"),
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

# A form that came in after its session had ended, for who typed it.
drafts = sa.Table(
    "drafts",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("login", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("page", sa.Text, nullable=False),
    sa.Column("content", DeflatedText, nullable=False),
    sa.Index("ix_drafts_login", "login"),
)

uploads = sa.Table(
    "uploads",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("is_delta", sa.Boolean, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
)

upload_files = sa.Table(
    "upload_files",
    metadata,
    sa.Column("upload_id", sa.ForeignKey("uploads.id"), primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

# What rows were before the newest upload, who a person is among it; forgotten at the next one.
undo_rows = sa.Table(
    "undo_rows",
    metadata,
    sa.Column("upload_id", sa.ForeignKey("uploads.id"), primary_key=True),
    sa.Column("sheet", sa.Text, primary_key=True),
    sa.Column("row_key", sa.Text, primary_key=True),
    sa.Column("before", DeflatedText),
    sa.Column("digest", sa.Text),
)

accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("login", sa.Text, primary_key=True),
    sa.Column("password_hash", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("is_demo", sa.Boolean, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("token_hash", sa.Text, primary_key=True),
    sa.Column("login", sa.ForeignKey("accounts.login"), nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("seen_at", UtcDateTime, nullable=False),
    sa.Column("ended_at", UtcDateTime),
)

# What somebody keeps of a list; the text that was searched for stands here and never in a URL.
views = sa.Table(
    "views",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("list", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False, server_default=""),
    sa.Column("is_shared", sa.Boolean, nullable=False),
    sa.Column("text", sa.Text, nullable=False, server_default=""),
    sa.Column("query", sa.Text, nullable=False, server_default=""),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Index("ix_views_list", "list"),
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
