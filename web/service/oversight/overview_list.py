"""The list behind a number of the page that looks back, with names and work, page by page."""

from collections.abc import Iterable
from dataclasses import dataclass

from web.service.clock import Clock
from web.service.night.given import client_id
from web.service.oversight.overview import Period, Step, behind
from web.service.review.withholding import withheld_people
from web.store.database import Database
from web.store.overview import Happened
from web.store.store import Store

PAGE_SIZE = 50
STANDING = (Step.OVERDUE, Step.WITHHELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One person behind a number.

    Attributes
    ----------
    happened
        None where no event made him part of it.
    last_step_on
        The day of the last concrete step as it was delivered, where no event did; empty where there is none.
    """

    client: str
    client_id: str
    name: str
    work: str
    proposal_id: str
    happened: Happened | None
    last_step_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """One page of a list."""

    step: Step
    period: Period
    reason: str
    item: str
    lines: tuple[Line, ...]
    n_found: int
    page: int
    n_pages: int

    @property
    def has_events(self) -> bool:
        """Whether events made people part of it; else the day of their last step says more."""
        return self.step not in STANDING


def lines_behind(
    database: Database,
    clock: Clock,
    step: Step,
    period: Period,
    *,
    reason: str = "",
    item: str = "",
    page: int = 1,
    is_whole: bool = False,
) -> Lines:
    """Give a page of the list behind a number, or all of it as a file holds it."""
    with database.read() as store:
        found = _found(store, clock, step, period, reason, item)
        n_pages = max(1, -(-len(found) // PAGE_SIZE))
        own = min(max(1, page), n_pages)
        shown = found if is_whole else found[(own - 1) * PAGE_SIZE : own * PAGE_SIZE]
        lines = _lines(store, shown)
    return Lines(
        step=step,
        period=period,
        reason=reason,
        item=item,
        lines=lines,
        n_found=len(found),
        page=own,
        n_pages=n_pages,
    )


def _found(
    store: Store, clock: Clock, step: Step, period: Period, reason: str, item: str
) -> list[tuple[str, Happened | None]]:
    if step is Step.WITHHELD:
        return [(key, None) for key in withheld_people(store, clock.today())]
    if step is not Step.OVERDUE:
        return [(one.client, one) for one in behind(store, clock, step, period, reason, item)]
    run = store.current_run()
    return [(key, None) for key in store.overdue_clients(run.id)] if run else []


def _lines(store: Store, found: Iterable[tuple[str, Happened | None]]) -> tuple[Line, ...]:
    every = list(found)
    names = {row["client"]: row["name"] for row in store.rows_in("persoon", "client", (key for key, _ in every))}
    still = store.rows_in("clients", "client", (key for key, one in every if one is None))
    steps = {row["client"]: row["last_step_on"] for row in still}
    rows = {row.id: row for row in store.proposals_by_id([one.proposal_id for _, one in every if one])}

    def line(key: str, one: Happened | None) -> Line:
        row = rows.get(one.proposal_id) if one else None
        return Line(
            client=key,
            client_id=client_id(store, key),
            name=names.get(key) or key,
            work=" – ".join(part for part in (row.title, row.employer_name) if part) if row else "",
            proposal_id=row.id if row else "",
            happened=one,
            last_step_on=steps.get(key, ""),
        )

    return tuple(line(key, one) for key, one in every)
