"""The one set of tables, and how a moment and a long text are kept."""

import zlib
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

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


class Deflated(bytes):
    """A long text as it is kept, deflated by who is about to write it."""

    @classmethod
    def of(cls, text: str) -> "Deflated":
        """Deflate a text."""
        return cls(zlib.compress(text.encode()))


class DeflatedText(TypeDecorator[str]):
    """A long text, kept deflated."""

    impl = sa.LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | Deflated | None, dialect: Dialect) -> bytes | None:
        """Give the bytes as the database keeps them."""
        if value is None or isinstance(value, Deflated):
            return value
        return Deflated.of(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Give the text back."""
        return None if value is None else zlib.decompress(value).decode()
