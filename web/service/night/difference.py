"""Two nights side by side: whose proposal differs, what it was and what it is, and why."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from web.service.night.given import Named, client_id, named_vacancies
from web.store.database import Database
from web.store.records import ProposalRow, Run
from web.store.store import Store

PAGE_SIZE = 50


class Move(StrEnum):
    """How a person's proposal differs."""

    NEW = "nieuw"
    CHANGED = "gewijzigd"
    GONE = "vervallen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One person whose proposal differs.

    Attributes
    ----------
    had, gets
        The proposal of each night; None for no proposal.
    cause
        Code of why, where the later night kept it; empty where it did not.
    """

    client: str
    had: ProposalRow | None
    gets: ProposalRow | None
    cause: str

    @property
    def move(self) -> Move:
        """What kind of difference it is."""
        if self.had is None:
            return Move.NEW
        return Move.GONE if self.gets is None else Move.CHANGED


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedLine:
    """One difference as a page shows it: who, and both vacancies with the address of each."""

    moved: Moved
    client_id: str
    name: str
    vacancies: Mapping[str, Named]


@dataclass(frozen=True, slots=True, kw_only=True)
class NightDifference:
    """What differs between two nights.

    Attributes
    ----------
    counts
        People per kind of difference, in the order of the kinds.
    causes
        People per cause, most first; none where the later night did not keep them, or was set beside another.
    n_same
        People with the same proposal in both.
    """

    run: Run
    other: Run
    lines: tuple[MovedLine, ...]
    counts: tuple[tuple[Move, int], ...]
    causes: tuple[tuple[str, int], ...]
    n_same: int
    chosen: str
    page: int
    n_pages: int


def night_difference(
    database: Database, run_id: str, other_id: str, *, chosen: str = "", page: int = 1, is_whole: bool = False
) -> NightDifference | None:
    """Set one night beside another; None where one of them is not there.

    Parameters
    ----------
    chosen
        A kind of difference or a cause, to see only those; empty for all.
    is_whole
        Every line on one page, as a file holds them.
    """
    with database.read() as store:
        run, other = store.run(run_id), store.run(other_id)
        if run is None or other is None:
            return None
        moved, n_same = moved_between(store, run, other)
        found = [one for one in moved if chosen in ("", one.move.value, one.cause)]
        n_pages = max(1, -(-len(found) // PAGE_SIZE))
        own = min(max(1, page), n_pages)
        shown = found if is_whole else found[(own - 1) * PAGE_SIZE : own * PAGE_SIZE]
        lines = _lines(store, shown)
    kinds, causes = Counter(one.move for one in moved), Counter(one.cause for one in moved if one.cause)
    return NightDifference(
        run=run,
        other=other,
        lines=lines,
        counts=tuple((move, kinds[move]) for move in Move),
        causes=tuple(sorted(causes.items(), key=lambda one: (-one[1], one[0]))),
        n_same=n_same,
        chosen=chosen,
        page=own,
        n_pages=n_pages,
    )


def moved_between(store: Store, run: Run, other: Run) -> tuple[list[Moved], int]:
    """Give everybody whose proposal differs, by reference, and how many have the same."""
    now = {row.client: row for row in store.proposal_rows(run.id)}
    then = {row.client: row for row in store.proposal_rows(other.id)}
    is_own = run.manifest is not None and run.manifest.seen is not None and run.manifest.seen.before == other.id
    causes = {one.client: one.cause.value for one in run.manifest.changes} if run.manifest and is_own else {}
    moved = [
        Moved(client=key, had=then.get(key), gets=now.get(key), cause=causes.get(key, ""))
        for key in sorted({*now, *then})
        if _vacancy(now.get(key)) != _vacancy(then.get(key))
    ]
    return moved, len({*now, *then}) - len(moved)


def _vacancy(row: ProposalRow | None) -> str:
    return row.vacancy if row else ""


def _lines(store: Store, moved: list[Moved]) -> tuple[MovedLine, ...]:
    rows = store.rows_in("persoon", "client", (one.client for one in moved))
    names = {row["client"]: row["name"] for row in rows}
    keys = (row.vacancy for one in moved for row in (one.had, one.gets) if row is not None)
    vacancies = named_vacancies(store, keys)
    return tuple(
        MovedLine(
            moved=one,
            client_id=client_id(store, one.client),
            name=names.get(one.client) or one.client,
            vacancies=vacancies,
        )
        for one in moved
    )
