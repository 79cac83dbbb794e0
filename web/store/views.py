"""What people keep of a list for themselves and each other: views, and who looks after which proposal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

import sqlalchemy as sa

from web.store.schema import assignments, proposal_amounts, proposals, sheet_tables, views


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """A view of a list.

    Attributes
    ----------
    id
        Random, so that a URL tells nothing of what was searched.
    list
        The list it is of, such as ``voorstellen``.
    name
        Empty for a search that nobody gave a name.
    is_shared
        Every colleague sees it; else its owner alone.
    text
        What is searched for: it can name a person, so it never stands in a URL.
    query
        Its facets and order, as they stand in a URL.
    """

    id: str
    owner: str
    list: str
    name: str
    is_shared: bool
    text: str
    query: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Who somebody is and who looks after him, for pages only; empty where it was not delivered."""

    name: str
    adviser: str
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside proposals: who looks after a pair, cents a month by proposal, and what closes on the day."""

    owners: Mapping[tuple[str, str], str]
    cents: Mapping[str, int | None]
    closing: frozenset[str]


class ViewStore:
    """What one transaction can do with views, and with who looks after whom."""

    connection: sa.Connection

    def add_view(self, view: SavedView) -> None:
        """Keep a view."""
        self.connection.execute(views.insert().values({name: getattr(view, name) for name in SavedView.__slots__}))

    def view(self, view_id: str) -> SavedView | None:
        """Give a view by its id."""
        found = self._views(views.c.id == view_id)
        return found[0] if found else None

    def views_for(self, login: str, list_name: str) -> list[SavedView]:
        """Give the views of a list that somebody may open, with a name and without, by name."""
        return self._views((views.c.list == list_name) & ((views.c.owner == login) | views.c.is_shared))

    def drop_view(self, view_id: str) -> None:
        """Throw a view away."""
        self.connection.execute(views.delete().where(views.c.id == view_id))

    def forget_searches(self, before: datetime) -> None:
        """Throw away searches without a name made before a moment: what is in them can be about a person."""
        self.connection.execute(views.delete().where(views.c.name == "", views.c.made_at < before))

    def assign(self, pairs: Iterable[tuple[str, str]], owner: str, actor: str, at: datetime) -> None:
        """Note that somebody looks after proposals from now on; what was noted before stays."""
        rows = [
            {"at": at, "actor": actor, "client": client, "vacancy": vacancy, "owner": owner}
            for client, vacancy in sorted(pairs)
        ]
        if rows:
            self.connection.execute(assignments.insert(), rows)

    def owners(self) -> dict[tuple[str, str], str]:
        """Give who looks after a pair, where that was said of the pair itself."""
        columns = (assignments.c.client, assignments.c.vacancy, assignments.c.owner)
        found = self.connection.execute(sa.select(*columns).order_by(assignments.c.id))
        return {(row.client, row.vacancy): row.owner for row in found}

    def beside(self, run_id: str, others: Sequence[str], day: date) -> Beside:
        """Give what stands beside the proposals of a run, and of some others by id, in one question."""
        amounts, work = proposal_amounts, sheet_tables["vacancies"]
        is_shown = proposals.c.run_id == run_id
        cents = sa.select(
            sa.literal("bedrag"), amounts.c.proposal_id, sa.literal(""), sa.literal(""), amounts.c.cents_per_month
        )
        cents = cents.join_from(amounts, proposals, proposals.c.id == amounts.c.proposal_id)
        owned = sa.select(
            sa.literal("van"), assignments.c.client, assignments.c.vacancy, assignments.c.owner, assignments.c.id
        )
        shut = sa.select(sa.literal("sluit"), work.c.vacancy, sa.literal(""), sa.literal(""), sa.literal(0))
        shut = shut.where(work.c.closed_on.is_(None), work.c.closes_on == day.isoformat())
        wanted = is_shown | proposals.c.id.in_(list(others)) if others else is_shown
        rows = [tuple(row) for row in self.connection.execute(sa.union_all(cents.where(wanted), owned, shut))]
        of_pairs = sorted((row for row in rows if row[0] == "van"), key=lambda row: int(row[4]))
        return Beside(
            owners={(str(row[1]), str(row[2])): str(row[3]) for row in of_pairs},
            cents={str(row[1]): None if row[4] is None else int(row[4]) for row in rows if row[0] == "bedrag"},
            closing=frozenset(str(row[1]) for row in rows if row[0] == "sluit"),
        )

    def known_people(self) -> dict[str, Known]:
        """Give the name, the adviser and the team of everybody by reference, and nothing else about them."""
        return self._known_people

    @cached_property
    def _known_people(self) -> dict[str, Known]:
        client, person, background = (sheet_tables[name] for name in ("clients", "persoon", "achtergrond"))
        joined = client.outerjoin(
            person, (person.c.client == client.c.client) & person.c.closed_on.is_(None)
        ).outerjoin(background, (background.c.client == client.c.client) & background.c.closed_on.is_(None))
        columns = (client.c.client, person.c.name, background.c.adviser, background.c.team)
        found = self.connection.execute(sa.select(*columns).select_from(joined))
        return {row.client: Known(name=row.name or "", adviser=row.adviser or "", team=row.team or "") for row in found}

    def _views(self, where: sa.ColumnElement[bool]) -> list[SavedView]:
        columns = [views.c[name] for name in SavedView.__slots__]
        rows = self.connection.execute(sa.select(*columns).where(where)).mappings()
        return sorted((SavedView(**row) for row in rows), key=lambda view: (view.name.casefold(), view.id))
