"""The two registers: everybody in the caseload and every open vacancy, with what this night did for each."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from web.service.clock import Clock
from web.service.delivered import Cells
from web.service.night_results import client_id, vacancy_id
from web.service.worklist import Entry, all_entries
from web.store.database import Database
from web.store.records import Run
from web.store.store import Store

PAGE_SIZE = 50
PROPOSED = "voorstel"
NOT_IN_NIGHT = "niet_in_nacht"
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person of the register; `code` is *voorstel*, another outcome, or that no night has looked yet."""

    id: str
    name: str
    cells: Cells
    entry: Entry | None
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLine:
    """One vacancy of the register with the proposals for it that can still be taken up; `code` is its sector."""

    id: str
    cells: Cells
    employer_name: str
    n_proposed: int

    @property
    def code(self) -> str:
        """What it can be filtered on."""
        return self.cells["sector"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register(Generic[T]):
    """One page of a register.

    Attributes
    ----------
    counts
        Lines by code over the whole register, most first.
    chosen
        The code filtered on; empty for everything.
    """

    lines: tuple[T, ...]
    counts: tuple[tuple[str, int], ...]
    chosen: str
    n_found: int
    n_all: int
    page: int
    n_pages: int


def people(database: Database, clock: Clock, *, chosen: str = "", page: int = 1) -> Register[PersonLine]:
    """Give a page of everybody, by reference."""
    with database.read() as store:
        run = store.current_run()
        entries = {entry.row.client: entry for entry in all_entries(store, run, clock.today())}
        given = _given(store, run)
        codes = {
            key: PROPOSED if key in entries else given.get(key, NOT_IN_NIGHT)
            for key in store.open_values("clients", "client")
        }
        own = _own_page(codes, chosen, page)
        rows = {row["client"]: row for row in store.rows_in("clients", "client", own.keys)}
        names = {row["client"]: row["name"] for row in store.rows_in("persoon", "client", own.keys)}
        lines = tuple(
            PersonLine(
                id=client_id(store, key),
                name=names.get(key) or key,
                cells=rows[key],
                entry=entries.get(key),
                code=codes[key],
            )
            for key in own.keys
        )
    return own.register(lines)


def work(database: Database, clock: Clock, *, chosen: str = "", page: int = 1) -> Register[WorkLine]:
    """Give a page of every open vacancy, by reference."""
    with database.read() as store:
        entries = all_entries(store, store.current_run(), clock.today())
        proposed = Counter(entry.row.vacancy for entry in entries if not entry.is_overtaken)
        own = _own_page(store.open_pairs("vacancies", "vacancy", "sector"), chosen, page)
        rows = {row["vacancy"]: row for row in store.rows_in("vacancies", "vacancy", own.keys)}
        asked = {row["employer"] for row in rows.values()}
        employers = {row["employer"]: row["name"] for row in store.rows_in("employers", "employer", asked)}
        lines = tuple(
            WorkLine(
                id=vacancy_id(store, key),
                cells=rows[key],
                employer_name=employers.get(rows[key]["employer"]) or rows[key]["employer"],
                n_proposed=proposed[key],
            )
            for key in own.keys
        )
    return own.register(lines)


def _given(store: Store, run: Run | None) -> dict[str, str]:
    """Give what the night gave everybody: the outcome, or, of a night without them, why there is no proposal."""
    if run is None:
        return {}
    return store.outcome_codes(run.id) or {one.client: one.code for one in store.outcomes(run.id)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Own:
    """The keys of one page, before anything else about them is read."""

    keys: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    chosen: str
    n_found: int
    n_all: int
    page: int
    n_pages: int

    def register(self, lines: tuple[T, ...]) -> Register[T]:
        """Give the page with its lines."""
        return Register(
            lines=lines,
            counts=self.counts,
            chosen=self.chosen,
            n_found=self.n_found,
            n_all=self.n_all,
            page=self.page,
            n_pages=self.n_pages,
        )


def _own_page(codes: Mapping[str, str], chosen: str, page: int) -> _Own:
    """Cut a page out of keys with their codes; keys in their own order."""
    found = sorted(key for key, code in codes.items() if not chosen or code == chosen)
    n_pages = max(1, -(-len(found) // PAGE_SIZE))
    own = min(max(1, page), n_pages)
    return _Own(
        keys=tuple(found[(own - 1) * PAGE_SIZE : own * PAGE_SIZE]),
        counts=tuple(sorted(Counter(codes.values()).items(), key=lambda one: (-one[1], one[0]))),
        chosen=chosen,
        n_found=len(found),
        n_all=len(codes),
        page=own,
        n_pages=n_pages,
    )
