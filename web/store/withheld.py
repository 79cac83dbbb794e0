"""Niet voorstellen: who is in no proposals, since when and why; each step is a row that is added and never changed.

A row puts it on or takes it off; the newest row of a person decides. With a last day it ends by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from web.store.errors import StaleDecision
from web.store.schema import withheld


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWithholding:
    """A step as it is handed in, based on a version that was seen."""

    at: datetime
    actor: str
    client: str
    is_on: bool
    reason: str
    note: str
    until: date | None
    idempotency_key: str
    seen_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Withholding:
    """One step of *niet voorstellen*.

    Attributes
    ----------
    is_on
        It begins here; else it ends here.
    reason
        Code of why it began, or that it was taken off.
    until
        Its last day; None until somebody takes it off.
    version
        1 for the first step about the person, and so on.
    """

    id: int
    at: datetime
    actor: str
    client: str
    is_on: bool
    reason: str
    note: str
    until: date | None
    version: int

    def stands_on(self, day: date) -> bool:
        """Whether the person is in no proposals on a day, as far as this step says."""
        return self.is_on and (self.until is None or day <= self.until)


class WithheldStore:
    """What one transaction can do with *niet voorstellen*."""

    connection: sa.Connection

    def add_withholding(self, new: NewWithholding) -> Withholding:
        """Add a step; the same form twice gives the step it made the first time.

        Raises
        ------
        StaleDecision
            Where somebody added a step after `seen_version`.
        """
        again = self.withholding_of_form(new.idempotency_key)
        if again is not None:
            return again
        self._refuse_stale(new)
        row = {name: getattr(new, name) for name in NewWithholding.__slots__ if name != "seen_version"}
        try:
            self.connection.execute(withheld.insert().values(**row, version=new.seen_version + 1))
        except IntegrityError:
            self._refuse_stale(new)
            raise
        added = self.withholding_of_form(new.idempotency_key)
        if added is None:
            raise LookupError("A step of niet voorstellen was added and cannot be read back.")
        return added

    def withholding_of_form(self, idempotency_key: str) -> Withholding | None:
        """Give the step a form made when it was first handed in."""
        found = self._withholdings(withheld.c.idempotency_key == idempotency_key)
        return found[0] if found else None

    def withholdings_of(self, client: str) -> list[Withholding]:
        """Give the steps about a person, oldest first."""
        return self._withholdings(withheld.c.client == client)

    def withheld_on(self, day: date, last: int | None = None) -> Mapping[str, Withholding]:
        """Give who is in no proposals on a day, with the step that says so, by client.

        Parameters
        ----------
        last
            As it was when the step with this id was the newest; None for now.
        """
        rows = self.connection.execute(_standing(is_now=last is None), {"last": last} if last is not None else {})
        found = [Withholding(**row) for row in rows.mappings()]
        standing = {one.client: one for one in found if one.stands_on(day)}
        return {client: standing[client] for client in sorted(standing)}

    def withholding_on(self, client: str, day: date) -> Withholding | None:
        """Give the step that keeps a person out of proposals on a day; None where none does."""
        steps = self.withholdings_of(client)
        return steps[-1] if steps and steps[-1].stands_on(day) else None

    def last_withholding(self) -> int:
        """Give the id of the newest step; 0 before the first."""
        return int(self.connection.execute(sa.select(sa.func.coalesce(sa.func.max(withheld.c.id), 0))).scalar_one())

    def _refuse_stale(self, new: NewWithholding) -> None:
        found = self.withholdings_of(new.client)
        version = found[-1].version if found else 0
        if version != new.seen_version:
            last = found[-1] if found else None
            raise StaleDecision(actor=last.actor if last else "", at=last.at if last else new.at, version=version)

    def _withholdings(self, where: sa.ColumnElement[bool]) -> list[Withholding]:
        return [Withholding(**row) for row in self.connection.execute(_steps(where)).mappings()]


def _steps(where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    columns = [withheld.c[name] for name in Withholding.__slots__]
    return sa.select(*columns).where(where).order_by(withheld.c.id)


@cache
def _standing(*, is_now: bool) -> sa.Select[Any]:
    """Ask for the newest step of each person that puts it on; of those up to ``:last`` where it is not of now."""
    is_known = sa.true() if is_now else withheld.c.id <= sa.bindparam("last", type_=sa.Integer)
    newest = sa.select(sa.func.max(withheld.c.id)).where(is_known).group_by(withheld.c.client)
    return _steps(withheld.c.id.in_(newest) & withheld.c.is_on)
