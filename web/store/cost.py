"""What one piece of work asks of the database: statements, and the time it waited for them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import perf_counter_ns

import sqlalchemy as sa

STARTED = "waag_started"
TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA")


@dataclass(slots=True, kw_only=True)
class Cost:
    """Statements sent, and nanoseconds until each gave its first row; opening a transaction is none."""

    statements: int = 0
    nanoseconds: int = 0


_current: ContextVar[Cost | None] = ContextVar("cost", default=None)


@contextmanager
def counting() -> Iterator[Cost]:
    """Count what the block asks of any store, in this thread."""
    cost = Cost()
    token = _current.set(cost)
    try:
        yield cost
    finally:
        _current.reset(token)


def listen(engine: sa.Engine) -> None:
    """Count the statements of an engine wherever somebody counts."""

    @sa.event.listens_for(engine, "before_cursor_execute")
    def _before(
        _connection: sa.Connection,
        _cursor: object,
        statement: str,
        _parameters: object,
        context: sa.engine.ExecutionContext | None,
        _many: bool,
    ) -> None:
        if _current.get() is not None and context is not None and not statement.startswith(TRANSACTION):
            setattr(context, STARTED, perf_counter_ns())

    @sa.event.listens_for(engine, "after_cursor_execute")
    def _after(
        _connection: sa.Connection,
        _cursor: object,
        _statement: str,
        _parameters: object,
        context: sa.engine.ExecutionContext | None,
        _many: bool,
    ) -> None:
        cost, started = _current.get(), getattr(context, STARTED, None)
        if cost is not None and started is not None:
            cost.statements += 1
            cost.nanoseconds += perf_counter_ns() - started
