"""The two registers: everybody in the caseload and every open vacancy, with what this night did for each."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from solver.planned import Outcome
from web.service.clock import Clock
from web.service.dossiers import Cells, client_id, vacancy_id
from web.service.worklist import Entry, all_entries
from web.store.database import Database

PAGE_SIZE = 50
PROPOSED = "voorstel"
NOT_IN_NIGHT = "niet_in_nacht"
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person of the register; `code` is *voorstel*, why there is none, or that no night has looked yet."""

    id: str
    name: str
    cells: Cells
    entry: Entry | None
    outcome: Outcome | None

    @property
    def code(self) -> str:
        """What this night gave."""
        if self.entry is not None:
            return PROPOSED
        return self.outcome.code if self.outcome is not None else NOT_IN_NIGHT


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
        outcomes = {one.client: one for one in store.outcomes(run.id)} if run else {}
        names = store.names()
        lines = [
            PersonLine(
                id=client_id(store, cells["client"]),
                name=names.get(cells["client"], cells["client"]),
                cells=cells,
                entry=entries.get(cells["client"]),
                outcome=outcomes.get(cells["client"]),
            )
            for cells in store.open_rows("clients")
        ]
    return _page(lines, [line.code for line in lines], chosen, page)


def work(database: Database, clock: Clock, *, chosen: str = "", page: int = 1) -> Register[WorkLine]:
    """Give a page of every open vacancy, by reference."""
    with database.read() as store:
        entries = all_entries(store, store.current_run(), clock.today())
        proposed = Counter(entry.row.vacancy for entry in entries if not entry.is_overtaken)
        employers = {row["employer"]: row["name"] for row in store.open_rows("employers")}
        lines = [
            WorkLine(
                id=vacancy_id(store, cells["vacancy"]),
                cells=cells,
                employer_name=employers.get(cells["employer"]) or cells["employer"],
                n_proposed=proposed[cells["vacancy"]],
            )
            for cells in store.open_rows("vacancies")
        ]
    return _page(lines, [line.code for line in lines], chosen, page)


def _page(lines: Sequence[T], codes: Sequence[str], chosen: str, page: int) -> Register[T]:
    found = [line for line, code in zip(lines, codes, strict=True) if not chosen or code == chosen]
    n_pages = max(1, -(-len(found) // PAGE_SIZE))
    own = min(max(1, page), n_pages)
    return Register(
        lines=tuple(found[(own - 1) * PAGE_SIZE : own * PAGE_SIZE]),
        counts=tuple(sorted(Counter(codes).items(), key=lambda one: (-one[1], one[0]))),
        chosen=chosen,
        n_found=len(found),
        n_all=len(lines),
        page=own,
        n_pages=n_pages,
    )
