"""The stop button: while it is on, what a night proposed is shown to nobody and no night begins or ends with a plan."""

from functools import cache

import sqlalchemy as sa

from web.store.errors import Stopped
from web.store.schema import events, meta, proposals

STOP, ON, OFF = "noodstop", "aan", "uit"


class StopStore:
    """What one transaction can do with the stop button.

    Attributes
    ----------
    heeds_stop
        Whoever looks through this transaction sees nothing that is stopped; a night, a check and a copy see all.
    """

    connection: sa.Connection
    heeds_stop: bool = False

    def is_stopped(self) -> bool:
        """Whether the button is on."""
        return bool(self.connection.execute(sa.select(is_on())).scalar_one())

    def set_stop(self, *, is_on: bool) -> None:
        """Put the button on or off."""
        self.connection.execute(meta.delete().where(meta.c.name == STOP))
        self.connection.execute(meta.insert().values(name=STOP, content=ON if is_on else OFF))

    def refuse_when_stopped(self) -> None:
        """Refuse to begin, go on with or show a night.

        Raises
        ------
        Stopped
            While the button is on.
        """
        if self.is_stopped():
            raise Stopped(
                "The stop button is on: no night begins and none shows its plan. Who pressed it stands on the "
                "page Noodstop; `waag noodstop off` or that page lets nights go on."
            )

    def _may_be_seen(self) -> sa.ColumnElement[bool]:
        """Say of a proposal that it may be seen: always, or while stopped only what a person took up himself."""
        return may_be_seen(self.heeds_stop)

    def _may_be_told(self) -> sa.ColumnElement[bool]:
        """Say of anything else a night gave that it may be seen: not while stopped."""
        return ~is_on() if self.heeds_stop else sa.true()


@cache
def is_on() -> sa.ColumnElement[bool]:
    """Say whether the button is on."""
    return sa.exists().where(meta.c.name == STOP, meta.c.content == ON)


@cache
def may_be_seen(heeds_stop: bool) -> sa.ColumnElement[bool]:
    """Say of a proposal that it may be seen by who heeds the button, or by who does not."""
    if not heeds_stop:
        return sa.true()
    same = (events.c.client == proposals.c.client) & (events.c.vacancy == proposals.c.vacancy)
    is_taken_up = sa.exists().where(same).correlate(proposals)
    return sa.or_(~is_on(), proposals.c.is_own_match, is_taken_up)
