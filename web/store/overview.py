"""Sums over everybody for the page that looks back: how far people came, who came back, and how groups fared.

Only sums leave this module, but for the list behind a number; traits are read here and nowhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from web.store.codec import from_json
from web.store.events import EventKind
from web.store.schema import events, proposals, sheet_tables

AGE = "leeftijd"
AGE_BANDS = (27, 45, 55)
"""First ages of the second and later bands."""
TRAITS = ("sex", "origin", "nationality", "family")
"""Columns of the background that are looked at; what is most private is left alone."""
TALKED = (EventKind.DISCUSS.value, EventKind.MATCH.value)
DECIDED = (*TALKED, EventKind.REJECT.value, EventKind.LATER.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCount:
    """How many people of one group got how far.

    Attributes
    ----------
    people
        In the caseload now.
    proposed
        With a proposal in the night that is shown.
    discussed, started, decided, overridden
        With such an event in the period: taken up; at work; any decision; a proposal somebody did not do.
    """

    trait: str
    value: str
    people: int
    proposed: int
    discussed: int
    started: int
    decided: int
    overridden: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamCount:
    """On how many proposals of one verdict the people of a team decided in a time, and how many they did not do.

    Attributes
    ----------
    team
        Of the person it is about; empty where none was delivered.
    """

    team: str
    verdict: str
    decided: int
    overridden: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One event as a list behind a number shows it."""

    id: int
    at: datetime
    actor: str
    client: str
    vacancy: str
    proposal_id: str
    kind: EventKind
    answer: str
    item: str
    happened_on: date | None
    reasons: tuple[str, ...]


class OverviewStore:
    """What one transaction can add up."""

    connection: sa.Connection

    def people_by_event(self, since: datetime, until: datetime) -> dict[tuple[EventKind, str], int]:
        """Give how many people have an event of a kind, with its answer, in a time; what was undone does not count."""
        query = (
            sa.select(events.c.kind, events.c.answer, sa.func.count(events.c.client.distinct()))
            .where(events.c.at >= since, events.c.at < until, _stands())
            .group_by(events.c.kind, events.c.answer)
        )
        return {(EventKind(kind), answer or ""): int(count) for kind, answer, count in self.connection.execute(query)}

    def happened(
        self, kinds: Sequence[EventKind], since: datetime | None = None, until: datetime | None = None
    ) -> list[Happened]:
        """Give the events of some kinds in a time, or in all of it, oldest first; what was undone is not among them."""
        columns = [events.c[name] for name in Happened.__slots__]
        query = sa.select(*columns).where(events.c.kind.in_([kind.value for kind in kinds]), _stands())
        if since is not None:
            query = query.where(events.c.at >= since)
        if until is not None:
            query = query.where(events.c.at < until)
        return [_happened(row) for row in self.connection.execute(query.order_by(events.c.id)).mappings()]

    def first_event_at(self) -> datetime | None:
        """Give when the first decision was taken; None before it."""
        query = sa.select(events.c.at).order_by(events.c.id).limit(1)
        found: datetime | None = self.connection.execute(query).scalar_one_or_none()
        return found

    def group_counts(self, run_id: str, year: int, since: datetime, until: datetime) -> list[GroupCount]:
        """Give how far the people of each group came: by each trait that was delivered, and by age.

        Parameters
        ----------
        year
            The year ages are counted in.
        """
        background, person = sheet_tables["achtergrond"], sheet_tables["persoon"]
        done = _done(since, until)
        each = [_grouped(name, background, background.c[name], run_id, done) for name in TRAITS]
        each.append(_grouped(AGE, person, _age_band(person.c.birth_year, year), run_id, done))
        rows = self.connection.execute(sa.union_all(*each))
        found = [_group_count(*row) for row in rows]
        return sorted(found, key=lambda one: (one.trait, one.value))

    def team_counts(self, since: datetime, until: datetime) -> list[TeamCount]:
        """Give what teams did with proposals of each verdict in a time; never who in a team did it."""
        kinds = (EventKind.DISCUSS.value, EventKind.REJECT.value)
        is_no = sa.case((events.c.kind == EventKind.REJECT.value, 1), else_=0)
        in_time = (events.c.at >= since, events.c.at < until, events.c.kind.in_(kinds), _stands())
        each = sa.select(events.c.proposal_id, sa.func.max(is_no).label("no")).where(*in_time)
        decided, background = each.group_by(events.c.proposal_id).subquery(), sheet_tables["achtergrond"]
        is_told = (background.c.client == proposals.c.client) & background.c.closed_on.is_(None)
        team = sa.func.coalesce(background.c.team, "")
        query = sa.select(team, proposals.c.verdict, sa.func.count(), sa.func.sum(decided.c.no))
        query = query.select_from(
            decided.join(proposals, proposals.c.id == decided.c.proposal_id).outerjoin(background, is_told)
        ).group_by(team, proposals.c.verdict)
        found = [
            TeamCount(team=str(own), verdict=str(verdict), decided=int(every), overridden=int(no))
            for own, verdict, every, no in self.connection.execute(query)
        ]
        return sorted(found, key=lambda one: (one.team, one.verdict))


def _group_count(
    trait: str, value: str, people: int, proposed: int, discussed: int, started: int, decided: int, overridden: int
) -> GroupCount:
    return GroupCount(
        trait=trait,
        value=value,
        people=people,
        proposed=proposed,
        discussed=discussed,
        started=started,
        decided=decided,
        overridden=overridden,
    )


def _stands() -> sa.ColumnElement[bool]:
    undone = sa.select(events.c.undoes).where(events.c.undoes.is_not(None))
    return events.c.id.not_in(undone)


def _done(since: datetime, until: datetime) -> sa.CTE:
    """Name the events of a time that stand, so that they are looked up once for all groups."""
    in_time = (events.c.at >= since) & (events.c.at < until)
    kinds = (*DECIDED, EventKind.START.value)
    return sa.select(events.c.client, events.c.kind).where(in_time, events.c.kind.in_(kinds), _stands()).cte("gedaan")


def _grouped(
    trait: str, table: sa.Table, value: sa.ColumnElement[str], run_id: str, done: sa.CTE
) -> sa.Select[str, str, int, int, int, int, int, int]:
    clients = sheet_tables["clients"]
    proposed = sa.select(proposals.c.client).where(proposals.c.run_id == run_id)

    def who(*kinds: str) -> sa.Select[Any]:
        return sa.select(done.c.client).where(done.c.kind.in_(kinds))

    def among(found: sa.Select[Any]) -> sa.ColumnElement[int]:
        return sa.func.sum(sa.case((table.c.client.in_(found), 1), else_=0))

    return (
        sa.select(
            sa.literal(trait),
            value,
            sa.func.count(),
            among(proposed),
            among(who(*TALKED)),
            among(who(EventKind.START.value)),
            among(who(*DECIDED)),
            among(who(EventKind.REJECT.value)),
        )
        .select_from(table.join(clients, clients.c.client == table.c.client))
        .where(table.c.closed_on.is_(None), clients.c.closed_on.is_(None), value != "")
        .group_by(value)
    )


def _age_band(birth_year: sa.ColumnElement[str], year: int) -> sa.ColumnElement[str]:
    age = year - sa.cast(birth_year, sa.Integer)
    return sa.case(
        (birth_year == "", ""), *((age < first, f"tot_{first}") for first in AGE_BANDS), else_=f"vanaf_{AGE_BANDS[-1]}"
    )


def _happened(row: sa.RowMapping) -> Happened:
    own = dict(row) | {"kind": EventKind(row["kind"]), "answer": row["answer"] or "", "item": row["item"] or ""}
    return Happened(**own | {"reasons": from_json(tuple[str, ...], str(row["reasons"]))})
