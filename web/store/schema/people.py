"""Who works with Waag, and what each keeps for himself."""

import sqlalchemy as sa

from web.store.schema.base import DeflatedText, UtcDateTime, metadata

accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("login", sa.Text, primary_key=True),
    sa.Column("password_hash", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("is_demo", sa.Boolean, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    # A password that was given, not chosen, is worth nothing from this moment.
    sa.Column("starts_until", UtcDateTime),
    # Names with a bar between them, or * for the region; see `web.store.scope`.
    sa.Column("gemeenten", sa.Text, nullable=False, server_default="*"),
)

# Who an account is at the provider that signs people on: the pair never goes to somebody else.
identities = sa.Table(
    "identities",
    metadata,
    sa.Column("issuer", sa.Text, primary_key=True),
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("login", sa.ForeignKey("accounts.login"), nullable=False, unique=True),
    sa.Column("made_at", UtcDateTime, nullable=False),
)

# Wrong passwords of the last quarter of an hour; a name and an address are counted by their digests.
tries = sa.Table(
    "tries",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Index("ix_tries_name", "name"),
    sa.Index("ix_tries_address", "address"),
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
