"""What the plan gave everybody, so that a next step can say it: proposed, discussed, or gone elsewhere and why."""

from dataclasses import replace

import numpy as np

from matcher.catalogue.items import Catalogue
from matcher.domain.candidate import Verdict
from matcher.domain.caseload import I64, Caseload
from matcher.domain.region import Region
from matcher.nextstep.night import Steps, Weighed, next_steps
from matcher.nextstep.standing import Elsewhere, Standing
from matcher.scales import Scales
from matcher.shortlist import CandidateGraph, Candidates, reason_names
from matcher.variants import Board
from solver.planned import Plan
from solver.problem import HARD
from solver.rows import Posed, Shelf
from solver.supply import uses_of


def with_next_steps(
    plan: Plan,
    whole: Region,
    region: Region,
    caseload: Caseload,
    graph: CandidateGraph,
    candidates: Candidates,
    posed: Posed,
    scales: Scales,
    threads: int = 2,
) -> Plan:
    """Give the plan with the next step of everybody.

    Parameters
    ----------
    plan
        With its near misses: what one change alone opens is not weighed again.
    whole, region
        Everybody, and the people who take part in the night (held people are left out).
    caseload, graph, candidates, posed
        Columns, shortlist, every row the solver was given, and the problem it solved.
    """
    pairs = np.unique(candidates.client.astype(np.int64) * len(region.vacancies) + candidates.vacancy)
    weighed = Weighed(
        region=whole,
        board=Board.of(caseload, region.vacancies, scales),
        clients=region.clients,
        proposable=len(region.vacancies) - graph.reasons.sum(axis=1, dtype=np.int64),
        stacked=_stacked(graph, scales.catalogue),
        sure=graph.verdicts[Verdict.PAST] + graph.verdicts[Verdict.LET_OP],
        pair_client=(pairs // len(region.vacancies)).astype(np.int32),
        pair_vacancy=(pairs % len(region.vacancies)).astype(np.int32),
        openings={one.client: one.openings for one in plan.opened},
        standings=_standings(plan, whole, region, candidates, posed),
    )
    found = next_steps(weighed, threads)
    return _joined(plan, found)


def _joined(plan: Plan, found: Steps) -> Plan:
    return replace(
        plan,
        next_steps=found.next_steps,
        questions=found.questions,
        ad_queue=found.ad_queue,
        acquisition=found.acquisition,
        quality=found.quality,
    )


def _stacked(graph: CandidateGraph, catalogue: Catalogue) -> I64:
    return graph.reasons[:, reason_names(catalogue).index("stapeling")].astype(np.int64)


def _standings(plan: Plan, whole: Region, region: Region, candidates: Candidates, posed: Posed) -> dict[str, Standing]:
    """Say of everybody what the plan gave him."""
    found = {str(client.key): Standing(client=str(client.key)) for client in whole.clients}
    for pair in whole.held:
        found[pair.client] = Standing(client=pair.client, in_discussion=pair.vacancy)
    for proposal in plan.proposals:
        key = proposal.fit.client
        found[key] = Standing(client=key, proposed=proposal.fit.vacancy, points=proposal.total)
    lost = _Lost(plan, region, candidates, posed)
    for row, best in _best_rows(candidates).items():
        key = str(region.clients[row].key)
        if not found[key].proposed:
            found[key] = replace(found[key], elsewhere=lost.why(best))
    return found


def _best_rows(candidates: Candidates) -> dict[int, int]:
    """Give the best row of each person: most points, then the lottery."""
    order = np.lexsort((candidates.package, candidates.tie, -candidates.total, candidates.client))
    clients, first = np.unique(candidates.client[order], return_index=True)
    return {int(client): int(order[at]) for client, at in zip(clients, first, strict=True)}


class _Lost:
    """Says what stood in the way of a row that was not chosen: the place was filled, or a hard budget spent."""

    def __init__(self, plan: Plan, region: Region, candidates: Candidates, posed: Posed) -> None:
        self._candidates, self._posed, self._region = candidates, posed, region
        number = {str(vacancy.key): row for row, vacancy in enumerate(region.vacancies)}
        given = [number[proposal.fit.vacancy] for proposal in plan.proposals]
        self._filled = np.bincount(np.array(given, np.int64), minlength=len(region.vacancies))
        self._fitting = _people_by_vacancy(candidates, len(region.vacancies))
        rows, shelves, amounts = uses_of(candidates, posed.supply)
        order = np.argsort(rows, kind="stable")
        self._rows, self._shelves, self._amounts = rows[order], shelves[order], amounts[order]
        self._used = {(use.gemeente, use.kind): use.used for use in plan.budgets}

    def why(self, row: int) -> Elsewhere | None:
        """Give what stood in the way; None where neither place nor hard budget did."""
        vacancy = int(self._candidates.vacancy[row])
        places = int(self._posed.problem.positions[vacancy])
        found = Elsewhere(
            vacancy=str(self._region.vacancies[vacancy].key),
            points=int(self._candidates.total[row]),
            places=places,
            fitting=int(self._fitting[vacancy]),
        )
        if self._filled[vacancy] >= places:
            return found
        low, high = np.searchsorted(self._rows, [row, row + 1])
        for at in range(int(low), int(high)):
            shelf, asked = self._posed.shelves[int(self._shelves[at])], int(self._amounts[at])
            left = self._left(shelf)
            if shelf.overflow_price == HARD and asked > left:
                return replace(found, budget=shelf.kind, owner=shelf.owner, available=left, asked=asked)
        return None

    def _left(self, shelf: Shelf) -> int:
        return max(0, shelf.available - self._used.get((shelf.owner, shelf.kind), 0))


def _people_by_vacancy(candidates: Candidates, n_vacancies: int) -> I64:
    pairs = np.unique(candidates.client.astype(np.int64) * n_vacancies + candidates.vacancy)
    return np.bincount(pairs % n_vacancies, minlength=n_vacancies).astype(np.int64)
