"""A night from stored columns: candidates, budgets and floors of a drawn caseload, no object per person.

Coach time of a gemeente is 60% of what a greedy plan without budgets uses there, claims elastic and the rest hard;
once-only money is all that this plan uses; employers carry what they said.  A group is the people of one stratum in one
gemeente, of few the region's, with a floor of 80% of what it could have by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from benchmarks import national
from benchmarks.measure import Stages
from benchmarks.registry import Size
from fixtures.people import STRATA
from matcher.domain.caseload import I64, Caseload
from matcher.encode.asking import Table
from matcher.encode.stored import Stored, encode_stored
from matcher.kernel import reached
from matcher.shortlist import CandidateGraph, Candidates, shortlist
from solver import greedy_plan
from solver.all_pairs import AllPairs
from solver.floors import LEAST_PEOPLE, REGION, Group, Grouped, with_floors
from solver.policy import SolverPolicy
from solver.problem import HARD, Problem
from solver.supply import Supply, problem_of, uses_of

COACH_PERCENT = 60
THETA = Fraction(4, 5)
N_THREADS = 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Night:
    """A night that is ready to be solved, and what making it took.

    Attributes
    ----------
    problem
        The candidates with budgets and floors.
    graph
        These candidates, and what became of the other pairs.
    """

    size: Size
    seed: int
    caseload: Caseload
    graph: CandidateGraph
    supply: Supply
    problem: Problem
    policy: SolverPolicy
    stages: Stages

    def all_pairs(self) -> AllPairs:
        """Give a pricing pass over all pairs that has not given a row yet."""
        return AllPairs(self.caseload, self.graph, self.supply, self.policy, N_THREADS)


def night_from(stored: Stored, seed: int, stages: Stages | None = None, policy: SolverPolicy | None = None) -> Night:
    """Weigh a stored caseload and pose its night."""
    stages, policy = stages or Stages(), policy or SolverPolicy()
    with stages.stage("columns"):
        caseload = encode_stored(stored, national.night_of(stored))
    with stages.stage("candidates"):
        graph = shortlist(caseload, policy.shortlist_size, threads=N_THREADS, is_counted=False)
    with stages.stage("problem"):
        is_available = caseload.clients.shut == 0
        grouped = grouped_people(stored["belonging"], is_available)
        supply = supply_of(stored, graph, grouped, policy)
        problem = problem_of(graph, supply, policy)
    with stages.stage("floors"):
        n_groups = len(grouped.groups)
        everybody = np.where(grouped.group < 0, np.where(is_available, n_groups, -1), grouped.group)
        problem, _ = with_floors(problem, grouped.groups, reached(caseload, everybody, n_groups + 1))
    size = Size(len(caseload.client_keys), len(caseload.vacancy_keys))
    return Night(
        size=size,
        seed=seed,
        caseload=caseload,
        graph=graph,
        supply=supply,
        problem=problem,
        policy=policy,
        stages=stages,
    )


def grouped_people(belonging: Table, is_available: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Grouped:
    """Put available people in the group of their stratum and gemeente; few of one join those of the region."""
    gemeente, stratum = (belonging[name].astype(np.int64) for name in ("gemeente", "stratum"))
    key = gemeente * len(STRATA) + stratum
    is_in = is_available & (stratum >= 0)
    counts = np.bincount(key[is_in], minlength=int(key.max(initial=0)) + 1)
    n_all = -(-len(counts) // len(STRATA)) * len(STRATA)
    key = np.where(counts[key] >= LEAST_PEOPLE, key, n_all + stratum)
    names, group = np.unique(key[is_in], return_inverse=True)
    found = np.full(len(key), -1, np.int64)
    found[is_in] = group
    people = np.bincount(group, minlength=len(names)).tolist()
    groups = tuple(
        Group(
            gemeente=REGION if name >= n_all else f"gemeente {name // len(STRATA):03d}",
            stratum=STRATA[name % len(STRATA)],
            people=n,
            share=THETA,
        )
        for name, n in zip(names.tolist(), people, strict=True)
    )
    return Grouped(group=found, groups=groups)


def supply_of(stored: Stored, graph: Candidates, grouped: Grouped, policy: SolverPolicy) -> Supply:
    """Give places and budgets: coach time and once-only money from what a greedy plan without them uses."""
    gemeente = stored["belonging"]["gemeente"].astype(np.int64)
    n_gemeenten = int(gemeente.max(initial=-1)) + 1
    employer = stored["vacancies"]["employer"].astype(np.int64)
    most = stored["room"]["most_supported"].astype(np.int64)
    said, at = np.unique(employer[most >= 0], return_inverse=True)
    supported = np.full(len(employer), -1, np.int64)
    supported[most >= 0] = 3 * n_gemeenten + at
    carries = np.zeros(len(said), np.int64)
    np.maximum.at(carries, at, most[most >= 0])
    is_claim = stored["clients"]["is_claim"] > 0
    without = Supply(
        positions=stored["room"]["positions"].astype(np.int64) * policy.candidates_per_place,
        available=np.concatenate([np.full(3 * n_gemeenten, 2**40), carries]).astype(np.int64),
        overflow_price=np.full(3 * n_gemeenten + len(said), HARD, np.int64),
        coach=np.where(is_claim, gemeente, n_gemeenten + gemeente),
        once=2 * n_gemeenten + gemeente,
        supported=supported,
        yesterday=np.full(len(gemeente), -1, np.int32),
        group=grouped.group,
        n_groups=len(grouped.groups),
    )
    used = _unconstrained_use(graph, without, policy)
    used[: 2 * n_gemeenten] = used[: 2 * n_gemeenten] * COACH_PERCENT // 100
    prices = without.overflow_price.copy()
    prices[:n_gemeenten] = policy.coach_overflow_price
    return replace(
        without, available=np.concatenate([used[: 3 * n_gemeenten], carries]).astype(np.int64), overflow_price=prices
    )


def _unconstrained_use(graph: Candidates, supply: Supply, policy: SolverPolicy) -> I64:
    """Give what a greedy plan uses of each budget where only places and employers are scarce."""
    problem = problem_of(graph, supply, policy)
    is_chosen = np.zeros(len(graph.client), bool)
    is_chosen[problem.given[greedy_plan(problem)]] = True
    row, budget, amount = uses_of(graph, supply)
    used = np.zeros(len(supply.available), np.int64)
    np.add.at(used, budget[is_chosen[row]], amount[is_chosen[row]])
    return used
