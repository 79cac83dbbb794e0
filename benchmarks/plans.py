"""The plan: ours against first come first served and greedy on the same candidate rows, and a whole night.

A night solves over all pairs: its plan is the last line of the comparison, and its stages are a table of their own.
"""

from __future__ import annotations

from contextlib import ExitStack
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from benchmarks.measure import LONG_SECONDS, StageCost, Stages, Timed, Timing, seconds, timed
from benchmarks.registry import DEMO, LARGE, Case, Phase, Row, Table, nothing_over_sizes
from benchmarks.rounds import in_rounds
from benchmarks.world import DRAWING, World
from fixtures.days import DAY
from matcher.rules import Rulebook
from matcher.shortlist import shortlist
from solver import Problem, Result, first_come_first_served, gap_text, greedy_plan, solve, verify
from solver.floors import nobody
from solver.plan import make_plan
from solver.planned import Plan
from solver.policy import SolverPolicy
from solver.problem import Ints
from solver.rows import COACH, Posed, pose, yesterday_rows
from solver.stages import NightStage
from solver.verify import measure as measure_plan

NAME = "plan"
THREADS = 2
FIRST_COME, GREEDY = "first come first served", "greedy by value"
OURS, NIGHT = "ours, same rows", "ours, all pairs"
SOLVING = NightStage.SOLVE.value
MILLIONTHS = 1_000_000


class Planned(NamedTuple):
    """The problem made of the candidates, our answer over these rows, and what finding it took."""

    posed: Posed
    result: Result
    solved: Timed


def _plan(world: World) -> Planned:
    policy = SolverPolicy()
    graph = shortlist(world.caseload, policy.shortlist_size, yesterday_rows(world.region), THREADS)
    posed = pose(graph, world.region, policy, DAY, nobody(len(world.region.clients)))
    answers: list[Result] = []
    solved = timed(lambda: answers.append(solve(posed.problem)))
    (result,) = answers
    check = verify(result.problem, result)
    if check.violations:
        raise AssertionError(f"the plan breaks {', '.join(check.violations)}: nothing to compare")
    return Planned(posed, result, solved)


def _night(world: World) -> tuple[Plan, Stages]:
    """Make a whole night, as it is made for a municipality, and measure the stages it tells of."""
    stages = Stages()
    open_stages = ExitStack()
    told: list[str] = []

    def progress(stage: str, done: int, total: int) -> None:
        if done == total or told[-1:] != [stage]:
            open_stages.close()
        if done < total and told[-1:] != [stage]:
            told.append(stage)
            open_stages.enter_context(stages.stage(stage))

    rules = Rulebook.load().on(DAY)
    return make_plan(world.region, day=DAY, rules=rules, threads=THREADS, progress=progress), stages


def measure(world: World, repeat: int) -> tuple[Table, ...]:
    """Make the plan and those it is compared with on the same rows, then a whole night stage by stage."""
    night = _plan(world)
    problem = night.posed.problem
    found: dict[str, Ints] = {OURS: _chosen(night.result)}

    def first_come() -> None:
        found[FIRST_COME] = first_come_first_served(problem)

    def greedy() -> None:
        found[GREEDY] = greedy_plan(problem)

    phases = (Phase(FIRST_COME, problem.n_rows, first_come), Phase(GREEDY, problem.n_rows, greedy))
    timings = (*in_rounds(phases, repeat), _timed_ours(night, repeat))
    plan, stages = _night(world)
    solving = sum(cost.seconds for cost in stages.costs if cost.name == SOLVING)
    return _compared(world, night, found, timings, _record_of_night(world, plan, solving)), _stages(world, stages)


def _timed_ours(night: Planned, repeat: int) -> Timing:
    """Give the first solve, and the same again where it is short."""
    problem = night.posed.problem
    again = repeat - 1 if night.solved.cpu < LONG_SECONDS else 0
    runs = (night.solved, *(timed(lambda: solve(problem)) for _ in range(again)))
    return Timing(name=OURS, n_units=problem.n_rows, runs=runs)


def _chosen(result: Result) -> Ints:
    if result.chosen is None:
        raise AssertionError("there is no plan to compare")
    return result.chosen


def _compared(
    world: World, night: Planned, found: dict[str, Ints], timings: tuple[Timing, ...], whole: Row
) -> Table:  # fmt: skip
    problem, bound = night.posed.problem, night.result.bound
    records = [*(_record(world, night, problem, timing, found[timing.name], bound) for timing in timings), whole]
    took = [*(timing.range_text() for timing in timings), f"{seconds(float(whole['seconds'] or 0))} (one run)"]
    best = int(whole["value"] or 0)
    rows = tuple(
        (
            str(record["phase"]),
            f"{record['value']:,}",
            f"{100 * (best - int(record['value'] or 0)) / max(1, int(record['value'] or 0)):+.2f}%",
            f"{record['people']:,}",
            f"{record['coach_short']:,}",
            str(record["gap"]),
            text,
        )
        for record, text in zip(records, took, strict=True)
    )
    return Table(
        title=f"The plan over {problem.n_rows:,} candidate rows, {world.n_clients:,} × {world.n_vacancies:,}",
        header=("plan", "value", "our night is", "people", "coach minutes short", "proven gap", "seconds"),
        rows=rows,
        notes=(
            f"Over the rows ours is {night.result.status}, and the bound {_shown(bound)} holds over these rows only; "
            f"the night is {whole['status']}, and its bound {_shown(whole['bound'])} holds over all pairs.  Value: "
            "what places are worth less what the shortage of coach time costs (100 units a point).  Gap: what a better "
            "plan could add at most, of the value placed.",
        ),
        records=tuple(records),
    )


def _shown(bound: str | float | None) -> str:
    return "-" if bound is None else f"{bound:,}"


def _record_of_night(world: World, plan: Plan, solving: float) -> Row:
    """Give what the plan of a whole night is worth; seconds are those of its solving alone."""
    told = plan.solve
    if told.objective is None:
        raise AssertionError("the night has no plan to compare")
    # The report rounds its gap down; one millionth more is never too little.
    gap = None if told.gap_ppm is None else Fraction(told.gap_ppm + (told.bound != told.objective), MILLIONTHS)
    return {
        "case": NAME,
        "n_clients": world.n_clients,
        "n_vacancies": world.n_vacancies,
        "phase": NIGHT,
        "n_rows": plan.candidates,
        "value": told.objective,
        "bound": told.bound,
        "status": told.status,
        "people": len(plan.proposals),
        "coach_short": sum(max(0, use.used - use.available) for use in plan.budgets if use.kind == COACH),
        "gap": gap_text(gap),
        "seconds": solving,
        "n_runs": 1,
    }


def _record(
    world: World, night: Planned, problem: Problem, timing: Timing, chosen: Ints, bound: int | None
) -> Row:  # fmt: skip
    measured = measure_plan(problem, chosen)
    if measured.violations:
        raise AssertionError(f"{timing.name} breaks {measured.violations[0].rule}: nothing to compare")
    gap = None if bound is None else Fraction(bound - measured.objective, max(1, measured.placed_value))
    coach = [k for k, shelf in enumerate(night.posed.shelves) if shelf.kind == COACH]
    return {
        "case": NAME,
        "n_clients": world.n_clients,
        "n_vacancies": world.n_vacancies,
        "phase": timing.name,
        "n_rows": problem.n_rows,
        "value": measured.objective,
        "bound": bound,
        "people": len(np.unique(problem.client[chosen])),
        "coach_short": sum(measured.overflow[k] for k in coach),
        "gap": gap_text(gap),
        "seconds": timing.wall,
        "n_runs": len(timing.runs),
    }


def _stages(world: World, night: Stages) -> Table:
    drawing = [cost for cost in world.stages.costs if cost.name == DRAWING]
    costs: list[StageCost] = [*drawing, *night.costs]
    whole = sum(cost.seconds for cost in costs[1:])
    rows = tuple(
        (
            cost.name,
            seconds(cost.seconds),
            "" if place == 0 else f"{100 * cost.seconds / max(1e-9, whole):.0f}%",
            f"{cost.peak_mib:,}",
        )
        for place, cost in enumerate(costs)
    )
    return Table(
        title=f"Stages of a night, {world.n_clients:,} × {world.n_vacancies:,}",
        header=("stage", "seconds", "of the night", "peak MiB"),
        rows=(*rows, ("night (without drawing)", seconds(whole), "100%", f"{max(cost.peak_mib for cost in costs):,}")),
        notes=(
            "One run in a process of its own.  Peak: highest resident memory while the stage ran, with what earlier "
            "stages left (VmHWM, set back before each stage).",
        ),
        records=tuple(
            {
                "case": NAME,
                "n_clients": world.n_clients,
                "n_vacancies": world.n_vacancies,
                "phase": f"stage: {cost.name}",
                "seconds": cost.seconds,
                "peak_mib": cost.peak_mib,
            }
            for cost in costs
        ),
    )


CASE = Case(name=NAME, sizes=(DEMO, LARGE), measure=measure, overview=nothing_over_sizes)
