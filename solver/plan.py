"""THE PIPELINE of one night: columns → shortlist → problem → solve → verify → explain."""

from dataclasses import replace
from datetime import date

from matcher.catalogue.items import Catalogue
from matcher.domain.region import Region
from matcher.errors import ProblemError
from matcher.policy import MatchPolicy
from matcher.rules import Rules
from matcher.scales import scales_of
from matcher.shortlist import Rank
from solver.all_pairs import AllPairs
from solver.creaming import creaming_of
from solver.fairness import floors_of
from solver.nearmisses import with_near_misses
from solver.nextsteps import with_next_steps
from solver.planned import Alternative, BudgetUse, FloorUse, Outcome, Plan, Proposal, SolveReport
from solver.policy import SolverPolicy
from solver.prepared import Prepared, prepare
from solver.proposals import explain_plan
from solver.proving import proof_of
from solver.result import Result
from solver.solve import solve
from solver.stages import ALL_DONE, NightStage, Progress, silent
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
    rank: Rank | None = None,
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
    rank
        What ranks everybody's pairs, such as several machines together; it changes no byte of the plan.

    Raises
    ------
    ProblemError
        If the plan does not pass the independent check, or kernel and definition disagree on a proposal: then there is
        no plan to show.
    """
    tell = progress or silent
    night = prepare(
        region,
        day=day,
        rules=rules,
        match_policy=match_policy,
        solver_policy=solver_policy,
        catalogue=catalogue,
        threads=threads,
        progress=tell,
        rank=rank,
    )
    tell(*NightStage.SOLVE.begun)
    all_pairs = night.all_pairs()
    result = checked(solve(night.posed.problem, effort, all_pairs))
    tell(*NightStage.EXPLAIN.begun)
    plan = _explained(night, result, all_pairs)
    tell(*ALL_DONE)
    return plan


def checked(result: Result) -> Result:
    """Give the answer back if the independent check finds nothing.

    Raises
    ------
    ProblemError
        Where it breaks a rule.
    """
    check = verify(result.problem, result)
    if check.violations:
        broken = ", ".join(str(rule) for rule in check.violations)
        raise ProblemError(
            f"The plan breaks the rules {broken}: nothing is published. Report this with the run's files."
        )
    return result


def _explained(night: Prepared, result: Result, all_pairs: AllPairs) -> Plan:
    """Tell the plan as people read it: proposals, floors, what nearly fits, and everybody's next step."""
    region, scales, graph = night.region, night.scales, night.graph
    candidates = all_pairs.candidates()
    floors, price = floors_of(night, result, all_pairs)
    plan = explain_plan(graph, candidates, night.posed, result, region, scales)
    served = creaming_of(night.whole, plan.proposals, floors, night.scales.day)
    proof = proof_of(night, result, candidates)
    plan = replace(plan, floors=floors, floors_price=price, creaming=served, proof=proof)
    plan = with_near_misses(plan, region, night.caseload, scales, night.threads)
    return with_next_steps(
        plan, night.whole, region, night.caseload, graph, candidates, night.posed, scales, night.threads
    )
