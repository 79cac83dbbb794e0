"""What a night gave beside its plan: what is looked for in columns, the whole value as deflated JSON."""

from typing import Any

import sqlalchemy as sa

from web.store.schema.base import DeflatedText, metadata


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
