"""Made regions of any size as nouns and as columns, with what building them took."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from benchmarks.measure import Stages
from fixtures import demo
from fixtures.caseload import region as made_region
from fixtures.days import DAY
from matcher.catalogue.items import load_catalogue
from matcher.domain.caseload import I32, Caseload
from matcher.domain.region import Region
from matcher.encode import encode
from matcher.policy import MatchPolicy
from matcher.rules import Rulebook
from matcher.scales import Scales
from solver.plan import scales_of

SEED = 1
DRAWING, COLUMNS = "draw the region", "columns"


def seed_of(n_clients: int, n_vacancies: int) -> int:
    """Give the seed of a size; the demo world keeps its own."""
    return demo.SEED if (n_clients, n_vacancies) == (demo.N_CLIENTS, demo.N_VACANCIES) else SEED


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class World:
    """A region, what it is weighed on, and its columns."""

    region: Region
    scales: Scales
    caseload: Caseload
    stages: Stages = field(default_factory=Stages)

    @classmethod
    def build(cls, n_clients: int, n_vacancies: int, seed: int) -> World:
        """Draw a region and write its columns; both are measured."""
        stages = Stages()
        with stages.stage(DRAWING):
            region = made_region(n_clients, n_vacancies, seed)
            scales = scales_of(
                region, day=DAY, rules=Rulebook.load().on(DAY), policy=MatchPolicy(), catalogue=load_catalogue()
            )
        with stages.stage(COLUMNS):
            caseload = encode(region.clients, region.vacancies, scales)
        return cls(region=region, scales=scales, caseload=caseload, stages=stages)

    @property
    def n_clients(self) -> int:
        """People in the region."""
        return len(self.caseload.client_keys)

    @property
    def n_vacancies(self) -> int:
        """Vacancies in the region."""
        return len(self.caseload.vacancy_keys)

    def sample(self, n_pairs: int, seed: int = SEED) -> I32:
        """Draw people, each against every vacancy, until there are about so many pairs; all where there are fewer."""
        n = min(self.n_clients, -(-n_pairs // max(1, self.n_vacancies)))
        drawn = np.random.default_rng(seed).choice(self.n_clients, n, replace=False)
        return np.sort(drawn).astype(np.int32)
