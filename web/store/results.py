"""What a night gives beside its proposals, per run: next steps, what opens work, questions, and data quality.

A row holds what it is looked for by, and the whole value as deflated JSON.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

import sqlalchemy as sa

from matcher.domain.nearmiss import Investment, KeptOut
from matcher.domain.outcome import NextStep
from matcher.domain.quality import ClientQuality, VacancyQuality
from matcher.domain.question import Acquisition, AdQuestion, Question
from solver.planned import Opened
from web.store import schema
from web.store.codec import from_json
from web.store.stop import StopStore

T = TypeVar("T")
EVERYTHING: Mapping[str, str] = MappingProxyType({})
_given: WeakKeyDictionary[sa.Engine, set[tuple[str, str]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[T]):
    """One kind of result.

    Attributes
    ----------
    names
        Gives what a value is looked for by, from its place in the list and the value.
    """

    table: sa.Table
    value: type[T]
    names: Callable[[int, T], Mapping[str, object]]


NEXT_STEPS = Kind(
    table=schema.next_steps,
    value=NextStep,
    names=lambda _, one: {
        "client": one.client,
        "outcome": one.outcome.value,
        "addressee": one.addressee.value,
        "is_overdue": one.is_overdue,
    },
)
OPENED = Kind(table=schema.opened, value=Opened, names=lambda _, one: {"client": one.client})
KEPT_OUT = Kind(table=schema.kept_out, value=KeptOut, names=lambda _, one: {"vacancy": one.vacancy})
QUESTIONS = Kind(
    table=schema.questions,
    value=Question,
    names=lambda number, one: {"number": number, "client": one.client, "vacancy": one.vacancy},
)
AD_QUESTIONS = Kind(
    table=schema.ad_questions,
    value=AdQuestion,
    names=lambda number, one: {"number": number, "client": one.client, "gemeente": one.gemeente},
)
ACQUISITIONS = Kind(table=schema.acquisitions, value=Acquisition, names=lambda number, _: {"number": number})
INVESTMENTS = Kind(table=schema.investments, value=Investment, names=lambda number, _: {"number": number})
CLIENT_QUALITY = Kind(table=schema.client_quality, value=ClientQuality, names=lambda _, one: {"client": one.client})
VACANCY_QUALITY = Kind(
    table=schema.vacancy_quality, value=VacancyQuality, names=lambda _, one: {"vacancy": one.vacancy}
)


class ResultStore(StopStore):
    """What one transaction can do with the results of a run."""

    connection: sa.Connection

    def results(
        self,
        run_id: str,
        kind: Kind[T],
        where: Mapping[str, str] = EVERYTHING,
        *,
        limit: int | None = None,
        skip: int = 0,
    ) -> list[T]:
        """Give the results of a kind that have these names, in their order; with a limit only so many after a place."""
        table = kind.table
        key = list(table.primary_key.columns)[1]
        query = sa.select(key, table.c.content).where(table.c.run_id == run_id, self._may_be_told())
        for name, value in where.items():
            query = query.where(table.c[name] == value)
        if limit is not None:
            query = query.order_by(key).limit(limit).offset(skip)
        # Databases sort text by their own locale; what has a key comes back in the order of its key.
        found = sorted((tuple(row) for row in self.connection.execute(query)), key=lambda row: row[0])
        return [from_json(kind.value, text) for _, text in found]

    def result(self, run_id: str, kind: Kind[T], where: Mapping[str, str]) -> T | None:
        """Give the one result of a kind that has these names."""
        return next(iter(self.results(run_id, kind, where)), None)

    def has_results(self, run_id: str, kind: Kind[Any]) -> bool:
        """Whether a run gave any result of a kind; what it once gave it keeps, so that a yes is asked once."""
        known = _given.setdefault(self.connection.engine, set())
        place = (run_id, kind.table.name)
        if place not in known and self.connection.execute(_any(run_id, kind)).first() is not None:
            known.add(place)
        return place in known

    def several_results(
        self, run_id: str, kinds: Sequence[Kind[Any]], where: Mapping[str, str]
    ) -> dict[str, list[Any]]:
        """Give the results of several kinds that have these names, in one question, by table, in their order."""
        each = [_looked_for(run_id, kind, where).where(self._may_be_told()) for kind in kinds]
        rows = [tuple(row) for row in self.connection.execute(sa.union_all(*each))]
        found: dict[str, list[Any]] = {}
        for kind in kinds:
            is_number = isinstance(_place(kind).type, sa.Integer)
            own = [(int(place) if is_number else place, text) for name, place, text in rows if name == kind.table.name]
            found[kind.table.name] = [from_json(kind.value, text) for _, text in sorted(own, key=lambda row: row[0])]
        return found

    def count_results(self, run_id: str, kind: Kind[T], name: str) -> Counter[str]:
        """Give the number of results of a kind by the values of a name."""
        column = kind.table.c[name]
        own = (kind.table.c.run_id == run_id, self._may_be_told())
        query = sa.select(column, sa.func.count()).where(*own).group_by(column)
        return Counter({str(value): int(count) for value, count in self.connection.execute(query)})

    def outcome_codes(self, run_id: str) -> dict[str, str]:
        """Give the outcome of everybody, by client."""
        table = schema.next_steps
        query = sa.select(table.c.client, table.c.outcome).where(table.c.run_id == run_id, self._may_be_told())
        return dict(map(tuple, self.connection.execute(query).all()))

    def overdue_clients(self, run_id: str) -> Iterator[str]:
        """Give who had no concrete step in time, by client."""
        table = schema.next_steps
        query = sa.select(table.c.client).where(table.c.run_id == run_id, table.c.is_overdue)
        yield from sorted(self.connection.execute(query).scalars())


def _any(run_id: str, kind: Kind[Any]) -> sa.Select[str]:
    return sa.select(kind.table.c.run_id).where(kind.table.c.run_id == run_id).limit(1)


def _place(kind: Kind[Any]) -> sa.Column[Any]:
    """Give the column that orders the results of a kind within a run."""
    return list(kind.table.primary_key.columns)[1]


def _looked_for(run_id: str, kind: Kind[Any], where: Mapping[str, str]) -> sa.Select[str, str, str]:
    # A place is a number or a reference; side by side they have to be of one kind.
    query = sa.select(sa.literal(kind.table.name), sa.cast(_place(kind), sa.Text), kind.table.c.content)
    query = query.where(kind.table.c.run_id == run_id)
    for name, value in where.items():
        query = query.where(kind.table.c[name] == value)
    return query
