"""The list of a night read narrow: what it is filtered, counted and sorted on, and no more, however long a store lives.

Rows are tuples: a list of ten thousand is made for every page, and only fifty of it are ever shown whole.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

import sqlalchemy as sa

from web.store.asked import Asked, as_asked, texts
from web.store.kept_lists import KeepingStore
from web.store.records import WITH_PLAN, Compared
from web.store.schema import assignments, proposals, runs, sheet_tables
from web.store.stop import may_be_seen

JOB, PERSON, HOME = "werk", "mens", "thuis"
OWNS, CLOSES, PLACES = "van", "sluit", "plaatsen"
NONE_ASKED = Asked[str]().text
ROW = (
    "id", "client", "vacancy", "rank", "verdict", "instruments", "sector", "occupation", "gemeente",
    "waiting_months", "travel_minutes", "title", "employer_name",
)  # fmt: skip


_PLACE = attrgetter("rank", "client", "vacancy", "id")
Spot: TypeAlias = tuple[str, str]
"""Latitude and longitude, as delivered."""


class ListedRow(NamedTuple):
    """A proposal as far as a list is filtered, counted and sorted on it.

    Attributes
    ----------
    name, adviser, team
        Of the person; empty where they were not delivered.
    was_proposed_before
        The night before proposed the same pair.
    is_changed
        The night before proposed the same pair, and something of it was different.
    is_of_run
        The run that was asked for proposed it.
    """

    id: str
    client: str
    vacancy: str
    rank: int
    verdict: str
    instruments: str
    sector: str
    occupation: str
    gemeente: str
    waiting_months: int | None
    travel_minutes: int | None
    title: str
    employer_name: str
    name: str
    adviser: str
    team: str
    was_proposed_before: bool
    is_changed: bool
    is_of_run: bool


class NightRows(tuple[ListedRow, ...]):
    """The proposals of a night, best first, with what every page asks of them together, worked out once."""

    @cached_property
    def pairs(self) -> Asked[tuple[str, str]]:
        """Client and vacancy of each."""
        return Asked((row.client, row.vacancy) for row in self)

    @cached_property
    def people(self) -> Asked[str]:
        """Who is proposed."""
        return Asked(row.client for row in self)

    @cached_property
    def work(self) -> Asked[str]:
        """The vacancies somebody is proposed for."""
        return Asked(row.vacancy for row in self)


class Stake(NamedTuple):
    """A proposal as far as one has to know it to say who takes its person or its place."""

    id: str
    client: str
    vacancy: str
    rank: int


class Stakes(tuple[Stake, ...]):
    """What a night proposes, best first."""

    def __new__(cls, rows: Iterable[sa.Row[Any]]) -> "Stakes":
        """Make them of rows of the store."""
        return super().__new__(cls, sorted(map(Stake._make, rows), key=_PLACE))

    @cached_property
    def pairs(self) -> Asked[tuple[str, str]]:
        """Client and vacancy of each."""
        return Asked((row.client, row.vacancy) for row in self)

    @cached_property
    def by_work(self) -> Mapping[str, list[Stake]]:
        """What is proposed for each vacancy."""
        found = defaultdict[str, list[Stake]](list)
        for row in self:
            found[row.vacancy].append(row)
        return dict(found)


class PersonRow(NamedTuple):
    """A person as far as a register is filtered, counted and sorted on him; empty where it was not delivered."""

    client: str
    gemeente: str
    hours: str
    last_step_on: str
    name: str
    adviser: str


class WorkRow(NamedTuple):
    """A vacancy as far as a register is filtered, counted and sorted on it; empty where it was not delivered."""

    vacancy: str
    title: str
    place: str
    sector: str
    closes_on: str
    description: str
    employer_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside the lines of a list.

    Attributes
    ----------
    owners
        Who looks after a pair, where that was said of the pair itself.
    closing
        Open vacancies that close on the day.
    places
        Delivered places by open vacancy, of those that were asked for; one that named no number has one.
    """

    owners: Mapping[tuple[str, str], str]
    closing: frozenset[str]
    places: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What work and people are called, by reference; what is not open is not there.

    Attributes
    ----------
    work
        Title and employer; empty where there is none.
    people
        Name; empty where none was delivered.
    spots, home
        Where the work is and where the place is that was asked for, as delivered; nothing where that is not known.
    places
        Delivered places of the work; work that named no number has one.
    """

    work: Mapping[str, tuple[str, str]]
    people: Mapping[str, str]
    spots: Mapping[str, Spot]
    home: Spot | None
    places: Mapping[str, int]


class ListingStore(KeepingStore):
    """What one transaction can read of whole lists."""

    def listed_rows(self, run_id: str, day: date) -> NightRows:
        """Give the proposals of a run of a day, best first: what is kept of them, or what the store holds.

        Pairs an adviser put together are no proposals of a run.
        """
        return self.kept_or_read((run_id, day), lambda: self._read_night(run_id, day))

    def _read_night(self, run_id: str, day: date) -> NightRows:
        then, before = proposals.alias(), _night_before(day)
        same = (then.c.client == proposals.c.client) & (then.c.vacancy == proposals.c.vacancy) & ~then.c.is_own_match
        differs = sa.or_(*(proposals.c[name].is_distinct_from(then.c[name]) for name in Compared._fields))
        is_changed = sa.case((sa.and_(then.c.id.is_not(None), differs), sa.true()), else_=sa.false())
        had = same & (then.c.run_id == before) & proposals.c.was_proposed_before
        query = sa.select(*_columns(), is_changed, sa.true()).select_from(_with_people(proposals).outerjoin(then, had))
        own = query.where(proposals.c.run_id == run_id, ~proposals.c.is_own_match, self._may_be_seen())
        if not self.scope.is_region:
            # The wall holds it to them already. Said so, SQLite looks up each person of a gemeente in the night, and
            # does not go through the night of the whole region for every gemeente.
            own = own.where(proposals.c.client.in_(sa.select(sheet_tables["clients"].c.client)))
        return NightRows(sorted(map(ListedRow._make, self.connection.execute(own).all()), key=_PLACE))

    def rows_of_others(self, run_id: str, wanted: Sequence[str]) -> list[ListedRow]:
        """Give proposals by id that are none of a run, best first; the night before is not looked at."""
        if not wanted:
            return []
        query = _of_others(self.connection.dialect.name, self.heeds_stop)
        found = self.connection.execute(query, {"run": run_id, "proposals": as_asked(wanted)}).all()
        return sorted(map(ListedRow._make, found), key=_PLACE)

    def stakes(self, run_id: str) -> Stakes:
        """Give what a run proposes, best first, as far as one has to know it to say who takes what."""
        query = _stakes(self.heeds_stop)
        return self.kept_or_read(("stakes", run_id), lambda: Stakes(self.connection.execute(query, {"run": run_id})))

    def beside(self, day: date, clients: Iterable[str], vacancies: Iterable[str]) -> Beside:
        """Give what stands beside the pairs of some people and beside some vacancies, in one question."""
        asked = {"day": day.isoformat(), "people": as_asked(clients), "work": as_asked(vacancies)}
        found = self.connection.execute(_beside(self.connection.dialect.name), asked).all()
        rows = sorted((str(row[0]), int(row[1]), str(row[2]), str(row[3]), str(row[4])) for row in found)
        return Beside(
            owners={(row[2], row[3]): row[4] for row in rows if row[0] == OWNS},
            closing=frozenset(row[3] for row in rows if row[0] == CLOSES),
            places={row[3]: int(row[4] or 1) for row in rows if row[0] == PLACES},
        )

    def named(self, vacancies: Iterable[str], clients: Iterable[str], home: str = "") -> Named:
        """Give what open vacancies and people are called and where the work is, by reference, in one question."""
        asked = {"work": as_asked(vacancies), "people": as_asked(clients), "home": home}
        found = self.connection.execute(_named(self.connection.dialect.name), asked).all()
        rows = [tuple("" if cell is None else str(cell) for cell in row) for row in found]
        return Named(
            work={row[1]: (row[2], row[3]) for row in rows if row[0] == JOB},
            people={row[1]: row[2] for row in rows if row[0] == PERSON},
            spots={row[1]: (row[4], row[5]) for row in rows if row[0] == JOB and row[4]},
            home=next(((row[4], row[5]) for row in rows if row[0] == HOME), None),
            places={row[1]: int(row[6] or 1) for row in rows if row[0] == JOB},
        )

    def proposed_pairs(self, run_id: str, vacancies: Iterable[str]) -> list[tuple[str, str]]:
        """Give client and vacancy of the proposals of a run for some vacancies, in order."""
        query = _proposed(self.connection.dialect.name, self.heeds_stop)
        found = self.connection.execute(query, {"run": run_id, "work": as_asked(vacancies)}).all()
        return sorted((str(client), str(vacancy)) for client, vacancy in found)

    def delivered_places(self, vacancies: Iterable[str]) -> Mapping[str, int]:
        """Give the delivered places of open vacancies; one that named no number has one, a closed one is not there."""
        wanted = as_asked(vacancies)
        if wanted == NONE_ASKED:
            return {}
        found = self.connection.execute(_places(self.connection.dialect.name), {"work": wanted})
        return {str(key): int(positions or 1) for key, positions in found}

    def people_rows(self) -> list[PersonRow]:
        """Give everybody in the caseload."""
        client, person, background = (sheet_tables[name] for name in ("clients", "persoon", "achtergrond"))
        told = (client.c.client, client.c.gemeente, client.c.hours, client.c.last_step_on)
        query = sa.select(*told, *_known(person.c.name, background.c.adviser))
        query = query.select_from(_with_people(client)).where(client.c.closed_on.is_(None))
        return [PersonRow._make(row) for row in self.connection.execute(query).all()]

    def work_rows(self) -> list[WorkRow]:
        """Give every open vacancy."""
        work, employers = sheet_tables["vacancies"], sheet_tables["employers"]
        is_theirs = (employers.c.employer == work.c.employer) & employers.c.closed_on.is_(None)
        told = [work.c[name] for name in WorkRow._fields[:-1]]
        query = sa.select(*told, *_known(employers.c.name)).outerjoin_from(work, employers, is_theirs)
        return [WorkRow._make(row) for row in self.connection.execute(query.where(work.c.closed_on.is_(None))).all()]


def _night_before(day: date) -> sa.ScalarSelect[str]:
    earlier = sa.select(runs.c.id).where(runs.c.day < day, runs.c.state.in_(WITH_PLAN))
    return earlier.order_by(runs.c.day.desc(), runs.c.finished_at.desc(), runs.c.id).limit(1).scalar_subquery()


def _with_people(table: sa.Table) -> sa.Join:
    """Join who a person is, and who looks after him, to whatever is about a client."""
    person, background = sheet_tables["persoon"], sheet_tables["achtergrond"]
    is_known = (person.c.client == table.c.client) & person.c.closed_on.is_(None)
    is_told = (background.c.client == table.c.client) & background.c.closed_on.is_(None)
    return table.outerjoin(person, is_known).outerjoin(background, is_told)


def _known(*columns: sa.Column[str]) -> list[sa.ColumnElement[str]]:
    return [sa.func.coalesce(column, "") for column in columns]


def _columns() -> list[sa.ColumnElement[object]]:
    person, background = sheet_tables["persoon"], sheet_tables["achtergrond"]
    known = _known(person.c.name, background.c.adviser, background.c.team)
    return [*(proposals.c[name] for name in ROW), *known, proposals.c.was_proposed_before]


@cache
def _of_others(dialect: str, heeds_stop: bool) -> sa.Select[*tuple[Any, ...]]:
    """Ask for those of ``:proposals`` that are none of ``:run``."""
    alone = sa.select(*_columns(), sa.false(), sa.false()).select_from(_with_people(proposals))
    is_other = (proposals.c.run_id != sa.bindparam("run")) | proposals.c.is_own_match
    return alone.where(proposals.c.id.in_(texts(dialect, "proposals")), is_other, may_be_seen(heeds_stop))


@cache
def _stakes(heeds_stop: bool) -> sa.Select[Any]:
    """Ask for what ``:run`` proposes."""
    own = (proposals.c.run_id == sa.bindparam("run"), ~proposals.c.is_own_match, may_be_seen(heeds_stop))
    return sa.select(*(proposals.c[name] for name in Stake._fields)).where(*own)


@cache
def _beside(dialect: str) -> sa.CompoundSelect[Any]:
    """Ask who looks after pairs of ``:people``, what closes on ``:day`` and how many places ``:work`` has."""
    told = (sa.literal(OWNS), assignments.c.id, assignments.c.client, assignments.c.vacancy, assignments.c.owner)
    each = [sa.select(*told).where(assignments.c.client.in_(texts(dialect, "people")))]
    work = sheet_tables["vacancies"]
    closes = work.c.closes_on == sa.bindparam("day")
    for kind, asked in ((CLOSES, closes), (PLACES, work.c.vacancy.in_(texts(dialect, "work")))):
        told_of = sa.select(sa.literal(kind), sa.literal(0), sa.literal(""), work.c.vacancy, work.c.positions)
        each.append(told_of.where(work.c.closed_on.is_(None), asked))
    return sa.union(*each)


@cache
def _named(dialect: str) -> sa.CompoundSelect[Any]:
    """Ask what ``:work`` and ``:people`` are called, and where the work and the place ``:home`` are."""
    work, employers, person, places = (sheet_tables[one] for one in ("vacancies", "employers", "persoon", "places"))
    is_theirs = (employers.c.employer == work.c.employer) & employers.c.closed_on.is_(None)
    is_there = (places.c.place == work.c.place) & places.c.closed_on.is_(None)
    where = (places.c.lat, places.c.lon)
    jobs = sa.select(sa.literal(JOB), work.c.vacancy, work.c.title, employers.c.name, *where, work.c.positions)
    jobs = jobs.select_from(work.outerjoin(employers, is_theirs).outerjoin(places, is_there))
    jobs = jobs.where(work.c.closed_on.is_(None), work.c.vacancy.in_(texts(dialect, "work")))
    none = [sa.literal("")] * 4
    people = sa.select(sa.literal(PERSON), person.c.client, person.c.name, *none)
    people = people.where(person.c.closed_on.is_(None), person.c.client.in_(texts(dialect, "people")))
    own = sa.select(sa.literal(HOME), places.c.place, *none[:2], *where, none[0])
    own = own.where(places.c.closed_on.is_(None), places.c.place == sa.bindparam("home"))
    return sa.union_all(jobs, people, own)


@cache
def _proposed(dialect: str, heeds_stop: bool) -> sa.Select[Any]:
    """Ask for the pairs that ``:run`` proposes for ``:work``."""
    own = (proposals.c.run_id == sa.bindparam("run"), ~proposals.c.is_own_match, may_be_seen(heeds_stop))
    query = sa.select(proposals.c.client, proposals.c.vacancy)
    return query.where(*own, proposals.c.vacancy.in_(texts(dialect, "work")))


@cache
def _places(dialect: str) -> sa.Select[Any]:
    """Ask for the delivered places of ``:work`` that is open."""
    work = sheet_tables["vacancies"]
    query = sa.select(work.c.vacancy, work.c.positions).where(work.c.closed_on.is_(None))
    return query.where(work.c.vacancy.in_(texts(dialect, "work")))
