"""Nights of whole regions, made once for every test that looks at one."""

from functools import cache
from typing import NamedTuple

from fixtures.caseload import delivery
from fixtures.demo import N_CLIENTS, N_VACANCIES, SEED
from matcher.catalogue.items import load_catalogue
from matcher.domain.region import Region
from matcher.policy import MatchPolicy
from matcher.rules import Rulebook
from matcher.scales import Scales, scales_of
from solver.plan import make_plan
from solver.planned import Plan


class Night(NamedTuple):
    """A region, what it was weighed on, and its plan."""

    region: Region
    scales: Scales
    plan: Plan


@cache
def night_of(n_clients: int, n_vacancies: int, seed: int) -> Night:
    """Give a quick night of a drawn region."""
    made = delivery(n_clients, n_vacancies, seed)
    rules = Rulebook.load().on(made.day)
    scales = scales_of(made.region, day=made.day, rules=rules, policy=MatchPolicy(), catalogue=load_catalogue())
    return Night(made.region, scales, make_plan(made.region, day=made.day, rules=rules, effort="quick"))


def demo_night() -> Night:
    """Give the night of the demo world."""
    return night_of(N_CLIENTS, N_VACANCIES, SEED)
