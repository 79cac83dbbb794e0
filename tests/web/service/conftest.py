"""A store with a small caseload, and a plan function that needs no solver."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import pytest

from matcher.catalogue.items import Catalogue
from matcher.domain.region import Region
from matcher.policy import MatchPolicy
from matcher.rules import Rules
from matcher.shortlist import Rank
from solver.planned import Outcome, Plan
from solver.policy import SolverPolicy
from tests.web.made import DAY, NOW, plan, proposal
from web.config import Settings
from web.service.night.measure import Progress
from web.service.night.nightly import Night
from web.store.database import Database

ROWS: Mapping[str, list[dict[str, str]]] = {
    "clients": [
        {"client": "K1", "gemeente": "Leiden", "hours": "24", "lks_group": "vastgesteld", "last_step_on": "2026-04-01"},
        {"client": "K2", "gemeente": "Delft", "hours": "16", "lks_group": "niet"},
        {"client": "K3", "gemeente": "Delft", "hours": "32"},
    ],
    "employers": [{"employer": "E1", "name": "Drukkerij Holt"}],
    "vacancies": [
        {"vacancy": "V1", "employer": "E1", "title": "Groen", "hours_min": "20", "hours_max": "24", "sector": "groen"},
        {"vacancy": "V2", "employer": "E1", "title": "Vouwen", "hours_min": "8", "hours_max": "16", "positions": "1"},
    ],
    "tasks": [
        {"vacancy": "V1", "task": "snoeien", "description": "Snoeien", "share": "100"},
        {"vacancy": "V2", "task": "vouwen", "description": "Vouwen", "share": "100"},
    ],
}
KEYS = {
    "clients": ("client",),
    "employers": ("employer",),
    "vacancies": ("vacancy",),
    "tasks": ("vacancy", "task"),
    "verordening": ("gemeente", "rule", "name", "valid_from"),
}


@dataclass(frozen=True, kw_only=True)
class Still:
    """A clock that stands still."""

    moment: datetime = NOW
    day: date = DAY

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.day


@dataclass(kw_only=True)
class FirstFits:
    """In place of the solver: the first client who may gets the first vacancy, in order; and remembers what it saw."""

    status: str = "optimal"
    seen: list[Region] = field(default_factory=list)

    def __call__(
        self,
        region: Region,
        *,
        day: date,
        rules: Rules,
        catalogue: Catalogue,
        match_policy: MatchPolicy,
        solver_policy: SolverPolicy,
        progress: Progress,
        threads: int = 1,
        rank: Rank | None = None,
    ) -> Plan:
        assert threads >= 1
        assert rank is None or callable(rank)
        self.seen.append(region)
        progress("paren", 0, 1)
        held = {one.client for one in region.held}
        free = [vacancy.key for vacancy in region.vacancies if vacancy.key not in {one.vacancy for one in region.held}]
        proposals, outcomes = [], []
        for client in region.clients:
            banned = {vacancy for vacancy, _ in client.forbidden}
            choice = next((vacancy for vacancy in free if vacancy not in banned), None)
            if client.key in held:
                continue
            if choice is None:
                outcomes.append(Outcome(client=client.key, code="geen_plek", count=0))
                continue
            free.remove(choice)
            proposals.append(proposal(client.key, choice))
        progress("oplossen", 1, 1)
        return plan(*proposals, day=day, status=self.status, outcomes=tuple(outcomes))


def deliver(database: Database, rows: Mapping[str, list[dict[str, str]]], day: date = DAY) -> None:
    """Put rows into a store as a delivery would."""
    with database.begin() as store:
        for sheet, found in rows.items():
            upserts = [(tuple(row[name] for name in KEYS[sheet]), row, repr(sorted(row.items()))) for row in found]
            store.apply(sheet, upserts, [], day)


@pytest.fixture
def database(empty: Database) -> Database:
    """A store with three clients and two vacancies."""
    deliver(empty, ROWS)
    return empty


@pytest.fixture
def night(database: Database, tmp_path: Path) -> Night:
    """A night over that store with the small plan function."""
    settings = Settings(data_folder=tmp_path, database_url=database.url)
    return Night(database=database, settings=settings, clock=Still(), plan=FirstFits())
