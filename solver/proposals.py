"""From chosen rows to proposals a person can read: why this, what else, and what became of everybody else."""

import numpy as np

from matcher.domain.candidate import Fit, Verdict
from matcher.domain.region import Region
from matcher.domain.support import INSTRUMENTS
from matcher.errors import ProblemError
from matcher.fit import fit
from matcher.scales import Scales
from matcher.shortlist import CandidateGraph, Candidates, reason_names
from solver.planned import Alternative, Outcome, Plan, Proposal, SolveReport
from solver.result import Result
from solver.rows import Posed, budget_uses

MOST_ALTERNATIVES = 5


def explain_plan(
    graph: CandidateGraph, candidates: Candidates, posed: Posed, result: Result, region: Region, scales: Scales
) -> Plan:
    """Turn the chosen rows into proposals, and say of everybody else why there is none."""
    chosen_rows = () if result.chosen is None else result.chosen
    given = np.sort(result.problem.given[np.asarray(chosen_rows, np.int64)])
    given = given[np.argsort(candidates.client[given], kind="stable")]
    known = _Nearby(candidates, region)
    proposals = tuple(_proposal(int(row), candidates, region, scales, known) for row in given)
    names = reason_names(scales.catalogue)
    return Plan(
        day=scales.day,
        proposals=proposals,
        outcomes=_outcomes(graph, region, {proposal.fit.client for proposal in proposals}, names),
        pairs=graph.n_pairs,
        candidates=result.problem.n_rows,
        verdicts=tuple((verdict.name.lower(), graph.verdicts[verdict]) for verdict in Verdict),
        instruments=tuple((str(one), int(candidates.uses(one)[result.problem.given].sum())) for one in INSTRUMENTS),
        dropped=_counted(names, graph.reasons.sum(axis=0)),
        budgets=budget_uses(posed, candidates, given),
        solve=_report(result, proposals),
    )


def _proposal(row: int, graph: Candidates, region: Region, scales: Scales, nearby: "_Nearby") -> Proposal:
    client, vacancy = int(graph.client[row]), int(graph.vacancy[row])
    weighed = fit(region.clients[client], region.vacancies[vacancy], scales)
    _hold_equal(weighed, row, graph)
    return Proposal(
        fit=weighed,
        package=int(graph.package[row]),
        alternatives=nearby.of_client(client, vacancy),
        rivals=nearby.of_vacancy(client, vacancy),
    )


def _hold_equal(weighed: Fit, row: int, graph: Candidates) -> None:
    """Refuse a proposal that the definition does not give as the kernel gave it."""
    number = int(graph.package[row])
    made = weighed.packages[number] if number < len(weighed.packages) else None
    expected = int(graph.total[row]), int(graph.coach_minutes[row]), int(graph.once_cents[row])
    if made is None or (made.total, made.package.coach_minutes, made.package.once_cents) != expected:
        raise ProblemError(
            f"Client {weighed.client} with vacancy {weighed.vacancy}: kernel and definition do not give one "
            "answer. Nothing is published. Report this pair."
        )


class _Nearby:
    """For each pair the other pairs of the same person and of the same vacancy, best first."""

    def __init__(self, graph: Candidates, region: Region) -> None:
        order = np.lexsort((graph.tie, -graph.total))
        pairs = graph.client.astype(np.int64) * len(region.vacancies) + graph.vacancy
        _, first = np.unique(pairs[order], return_index=True)
        best = order[np.sort(first)]
        self._region, self._graph = region, graph
        self._by_client = _grouped(best, graph.client)
        self._by_vacancy = _grouped(best, graph.vacancy)

    def of_client(self, client: int, vacancy: int) -> tuple[Alternative, ...]:
        rows = [row for row in self._by_client.get(client, ()) if self._graph.vacancy[row] != vacancy]
        return tuple(self._alternative(row) for row in rows[:MOST_ALTERNATIVES])

    def of_vacancy(self, client: int, vacancy: int) -> tuple[Alternative, ...]:
        rows = [row for row in self._by_vacancy.get(vacancy, ()) if self._graph.client[row] != client]
        return tuple(self._alternative(row) for row in rows[:MOST_ALTERNATIVES])

    def _alternative(self, row: int) -> Alternative:
        return Alternative(
            client=str(self._region.clients[self._graph.client[row]].key),
            vacancy=str(self._region.vacancies[self._graph.vacancy[row]].key),
            total=int(self._graph.total[row]),
        )


def _grouped(
    rows: np.ndarray[tuple[int], np.dtype[np.int64]], by: np.ndarray[tuple[int], np.dtype[np.int32]]
) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row in rows.tolist():
        found.setdefault(int(by[row]), []).append(row)
    return found


def _outcomes(graph: CandidateGraph, region: Region, proposed: set[str], names: tuple[str, ...]) -> tuple[Outcome, ...]:
    """Say for each person without a proposal what most vacancies fell to, or that a place is waited for."""
    waiting = np.bincount(graph.client, minlength=len(region.clients))
    found: list[Outcome] = []
    for row, client in enumerate(region.clients):
        if client.key in proposed:
            continue
        if waiting[row]:
            found.append(Outcome(client=client.key, code="wacht_op_plek", count=int(waiting[row])))
        else:
            reasons = graph.reasons[row]
            top = int(np.argmax(reasons)) if len(reasons) else 0
            found.append(Outcome(client=client.key, code=names[top], count=int(reasons[top])))
    return tuple(found)


def _counted(names: tuple[str, ...], counts: np.ndarray[tuple[int], np.dtype[np.int64]]) -> tuple[tuple[str, int], ...]:
    found = [(name, int(count)) for name, count in zip(names, counts, strict=True) if count]
    return tuple(sorted(found, key=lambda one: (-one[1], one[0])))


def _report(result: Result, proposals: tuple[Proposal, ...]) -> SolveReport:
    gap = result.gap
    return SolveReport(
        status=str(result.status),
        objective=result.objective,
        bound=result.bound,
        gap_ppm=None if gap is None else gap.numerator * 1_000_000 // gap.denominator,
        points=sum(proposal.total for proposal in proposals),
        stages=tuple((stage.name, stage.objective, stage.bound, stage.work) for stage in result.stages),
        is_cut_short=result.is_cut_short,
    )
