"""What a night knows before it solves: columns, candidates, groups and the problem with its floors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from matcher.catalogue.items import Catalogue, load_catalogue
from matcher.domain.caseload import I64, Caseload
from matcher.domain.region import Region
from matcher.encode import encode
from matcher.kernel import reached
from matcher.policy import MatchPolicy
from matcher.rules import Rules
from matcher.scales import Scales, scales_of
from matcher.shortlist import CandidateGraph, Rank, shortlist
from solver.all_pairs import AllPairs
from solver.floors import Grouped, group_clients, with_floors
from solver.policy import SolverPolicy
from solver.rows import Posed, pose, yesterday_rows
from solver.stages import NightStage, Progress, silent


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prepared:
    """A night that is ready to be solved; what-ifs, fairness and the night itself start here.

    Attributes
    ----------
    whole, region
        Everybody, and everybody but those who are discussing a proposal; what is held for these stays taken.
    scales
        Day, law, policy and catalogue that everything is weighed on.
    caseload
        The columns of ``region``.
    graph
        The best candidates of everybody, and yesterday's.
    grouped, reference
        The groups of the verordening, and what each could have by itself, in points [n_groups].
    posed
        The problem over the candidates, with its floors, and which budget is whose.
    policy, threads
        How points become values; threads change the time, never a byte.
    """

    whole: Region
    region: Region
    scales: Scales
    caseload: Caseload
    graph: CandidateGraph
    grouped: Grouped
    reference: I64
    posed: Posed
    policy: SolverPolicy
    threads: int

    def all_pairs(self) -> AllPairs:
        """Give a pricing pass over all pairs that has not given a row yet."""
        return AllPairs(self.caseload, self.graph, self.posed.supply, self.policy, self.threads)


def prepare(
    region: Region,
    *,
    day: date,
    rules: Rules,
    match_policy: MatchPolicy | None = None,
    solver_policy: SolverPolicy | None = None,
    catalogue: Catalogue | None = None,
    threads: int = 2,
    progress: Progress = silent,
    rank: Rank | None = None,
) -> Prepared:
    """Weigh everybody against every vacancy and pose the problem of the night.

    Parameters
    ----------
    region
        People, vacancies, budgets, yesterday's proposals and what is held.
    day, rules
        The night's date and the law of that date.
    match_policy, solver_policy, catalogue
        Chosen values; by default the standard ones.
    threads
        Changes the time, never a byte.
    progress
        Called as ``progress(stage, done, total)``.
    rank
        What ranks everybody's pairs; by default the kernel on these threads.
    """
    policy = solver_policy or SolverPolicy()
    whole, region = region, without_held(region)
    scales = scales_of(
        region, day=day, rules=rules, policy=match_policy or MatchPolicy(), catalogue=catalogue or load_catalogue()
    )
    progress(*NightStage.COLUMNS.begun)
    caseload = encode(region.clients, region.vacancies, scales)
    progress(*NightStage.RANK.begun)
    graph = shortlist(caseload, policy.shortlist_size, yesterday_rows(region), threads, rank=rank)
    progress(*NightStage.PROBLEM.begun)
    grouped = group_clients(region.clients, caseload.clients.shut == 0, rules)
    posed = pose(graph, region, policy, day, grouped)
    posed, reference = _with_floors(posed, grouped, caseload)
    return Prepared(
        whole=whole,
        region=region,
        scales=scales,
        caseload=caseload,
        graph=graph,
        grouped=grouped,
        reference=reference,
        posed=posed,
        policy=policy,
        threads=threads,
    )


def without_held(region: Region) -> Region:
    """Take the people out who are discussing a proposal; their place and budget stay taken."""
    held = {pair.client for pair in region.held}
    return replace(region, clients=tuple(client for client in region.clients if client.key not in held))


def _with_floors(posed: Posed, grouped: Grouped, caseload: Caseload) -> tuple[Posed, I64]:
    """Set the floor of every group of the problem; give the references too."""
    n_groups = len(grouped.groups)
    # Who is not available takes no share of anything.
    of_none = np.where(caseload.clients.shut == 0, n_groups, -1)
    everybody = np.where(grouped.group < 0, of_none, grouped.group)
    problem, reference = with_floors(posed.problem, grouped.groups, reached(caseload, everybody, n_groups + 1))
    return replace(posed, problem=problem), reference
