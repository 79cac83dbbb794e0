"""What people keep of a list for themselves and each other: views, and who looks after which proposal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from web.store.schema import assignments, views


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

    def _views(self, where: sa.ColumnElement[bool]) -> list[SavedView]:
        columns = [views.c[name] for name in SavedView.__slots__]
        rows = self.connection.execute(sa.select(*columns).where(where)).mappings()
        return sorted((SavedView(**row) for row in rows), key=lambda view: (view.name.casefold(), view.id))
