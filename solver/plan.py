"""THE PIPELINE of one night: columns → shortlist → problem → solve → verify → explain."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np

from matcher.catalogue.items import Catalogue, load_catalogue
from matcher.domain.caseload import I64, Caseload
from matcher.domain.region import Region
from matcher.encode import encode
from matcher.errors import ProblemError
from matcher.kernel import reached
from matcher.policy import MatchPolicy
from matcher.rules import Rules
from matcher.scales import scales_of
from matcher.shortlist import shortlist
from solver.all_pairs import AllPairs
from solver.floors import Grouped, floor_uses, group_clients, with_floors
from solver.nearmisses import with_near_misses
from solver.nextsteps import with_next_steps
from solver.planned import Alternative, BudgetUse, FloorUse, Outcome, Plan, Proposal, SolveReport
from solver.policy import SolverPolicy
from solver.proposals import explain_plan
from solver.result import Result
from solver.rows import Posed, pose, yesterday_rows
from solver.solve import solve
from solver.verify import verify

__all__ = [
    "Alternative",
    "BudgetUse",
    "FloorUse",
    "Outcome",
    "Plan",
    "Progress",
    "Proposal",
    "SolveReport",
    "make_plan",
    "scales_of",
]

Progress = Callable[[str, int, int], None]
STAGES = ("kolommen", "rangschikken", "vraagstuk", "oplossen", "uitleggen")
MOST_ALTERNATIVES = 5


def make_plan(
    region: Region,
    *,
    day: date,
    rules: Rules,
    match_policy: MatchPolicy | None = None,
    solver_policy: SolverPolicy | None = None,
    catalogue: Catalogue | None = None,
    effort: str = "nightly",
    threads: int = 2,
    progress: Progress | None = None,
) -> Plan:
    """Give the plan of one night: a pure function of region, day, law and policies.

    Parameters
    ----------
    region
        People, vacancies, budgets, yesterday's proposals and what is held.
    day, rules
        The night's date and the law of that date.
    match_policy, solver_policy, catalogue
        Chosen values; by default the standard ones.
    effort
        How much work the solver may do, never how many seconds.
    threads
        Changes the time, never a byte of the plan.
    progress
        Called as ``progress(stage, done, total)``.

    Raises
    ------
    ProblemError
        If the plan does not pass the independent check, or kernel and definition disagree on a proposal: then there is
        no plan to show.
    """
    tell = progress or _silent
    solver_policy = solver_policy or SolverPolicy()
    whole, region = region, _without_held(region)
    scales = scales_of(
        region, day=day, rules=rules, policy=match_policy or MatchPolicy(), catalogue=catalogue or load_catalogue()
    )
    tell(STAGES[0], 0, len(STAGES))
    caseload = encode(region.clients, region.vacancies, scales)
    tell(STAGES[1], 1, len(STAGES))
    graph = shortlist(caseload, solver_policy.shortlist_size, yesterday_rows(region), threads)
    tell(STAGES[2], 2, len(STAGES))
    grouped = group_clients(region.clients, caseload.clients.shut == 0, rules)
    posed = pose(graph, region, solver_policy, day, grouped)
    posed, reference = _with_floors(posed, grouped, caseload)
    tell(STAGES[3], 3, len(STAGES))
    all_pairs = AllPairs(caseload, region, graph, posed, solver_policy, threads)
    result = _checked(solve(posed.problem, effort, all_pairs))
    tell(STAGES[4], 4, len(STAGES))
    candidates = all_pairs.candidates()
    plan = explain_plan(graph, candidates, posed, result, region, scales)
    plan = replace(plan, floors=floor_uses(result, grouped.groups, reference))
    plan = with_near_misses(plan, region, caseload, scales, threads)
    plan = with_next_steps(plan, whole, region, caseload, graph, candidates, posed, scales, threads)
    tell(STAGES[4], len(STAGES), len(STAGES))
    return plan


def _with_floors(posed: Posed, grouped: Grouped, caseload: Caseload) -> tuple[Posed, I64]:
    """Set the floor of every group of the problem; give the references too."""
    n_groups = len(grouped.groups)
    # Who is not available takes no share of anything.
    of_none = np.where(caseload.clients.shut == 0, n_groups, -1)
    everybody = np.where(grouped.group < 0, of_none, grouped.group)
    problem, reference = with_floors(posed.problem, grouped.groups, reached(caseload, everybody, n_groups + 1))
    return replace(posed, problem=problem), reference


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


def _without_held(region: Region) -> Region:
    """Take the people out who are discussing a proposal; their place and budget stay taken."""
    held = {pair.client for pair in region.held}
    return replace(region, clients=tuple(client for client in region.clients if client.key not in held))


def _checked(result: Result) -> Result:
    check = verify(result.problem, result)
    if check.violations:
        broken = ", ".join(str(rule) for rule in check.violations)
        raise ProblemError(
            f"The plan breaks the rules {broken}: nothing is published. Report this with the run's files."
        )
    return result
