"""Forms that came in after their session had ended, kept for who typed them until they are sent again."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from web.store.schema import drafts


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One form as it was filled in.

    Attributes
    ----------
    path
        Where the form goes.
    page
        The page it stood on.
    content
        JSON list of (field, text).
    """

    id: str
    login: str
    at: datetime
    path: str
    page: str
    content: str


class DraftStore:
    """What one transaction can do with forms that came in too late."""

    connection: sa.Connection

    def put_draft(self, draft: Draft) -> None:
        """Keep a form in place of an earlier one for the same path."""
        self.connection.execute(drafts.delete().where(drafts.c.login == draft.login, drafts.c.path == draft.path))
        self.connection.execute(drafts.insert().values(**{name: getattr(draft, name) for name in Draft.__slots__}))

    def drafts_of(self, login: str) -> list[Draft]:
        """Give the forms of one account, newest first."""
        columns = [drafts.c[name] for name in Draft.__slots__]
        query = sa.select(*columns).where(drafts.c.login == login).order_by(drafts.c.at.desc(), drafts.c.id)
        return [Draft(**row) for row in self.connection.execute(query).mappings()]

    def drop_draft(self, login: str, draft_id: str) -> None:
        """Forget a form."""
        self.connection.execute(drafts.delete().where(drafts.c.login == login, drafts.c.id == draft_id))

    def drop_draft_for(self, login: str, path: str) -> None:
        """Forget the form for a path."""
        self.connection.execute(drafts.delete().where(drafts.c.login == login, drafts.c.path == path))

    def drop_drafts_before(self, moment: datetime) -> None:
        """Forget every form of before a moment."""
        self.connection.execute(drafts.delete().where(drafts.c.at < moment))
