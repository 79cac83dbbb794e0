"""A run as canonical lines: the same night gives the same bytes, on any machine and from any store."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from matcher.domain.quality import Quality
from solver.planned import Outcome, Plan, Proposal
from web.service.night.results import results_of, totals_in
from web.store.codec import to_json
from web.store.database import Database
from web.store.errors import StoreError
from web.store.records import Amount, Manifest, QualityTotals, Run
from web.store.results import (
    ACQUISITIONS,
    AD_QUESTIONS,
    CLIENT_QUALITY,
    INVESTMENTS,
    KEPT_OUT,
    NEXT_STEPS,
    OPENED,
    QUESTIONS,
    VACANCY_QUALITY,
)
from web.store.store import Store

LATEST = "latest"


def plan_lines(plan: Plan) -> Iterator[str]:
    """Give the exported lines of a plan."""
    solve = plan.solve
    head = {
        "kind": "plan",
        "day": plan.day,
        "pairs": plan.pairs,
        "candidates": plan.candidates,
        "status": solve.status,
        "objective": solve.objective,
        "bound": solve.bound,
        "gap_ppm": solve.gap_ppm,
        "points": solve.points,
        "verdicts": dict(plan.verdicts),
        "instruments": dict(plan.instruments),
        "dropped": dict(plan.dropped),
        "budgets": plan.budgets,
        **({"is_cut_short": True} if solve.is_cut_short else {}),
        **({"floors": plan.floors, "floors_price": plan.floors_price} if plan.floors else {}),
        **({"creaming": plan.creaming} if plan.creaming else {}),
        **({"quality": totals_in(plan.quality)} if plan.quality else {}),
    }
    yield to_json(head)
    yield from _proposal_lines(sorted(plan.proposals, key=lambda one: (one.fit.client, one.fit.vacancy)))
    yield from _outcome_lines(sorted(plan.outcomes, key=lambda one: one.client))
    for kind, found in results_of(plan):
        yield from (to_json({"kind": kind.table.name, "content": one}) for one in found)


def export_plan(database: Database, run_id: str) -> Iterator[str]:
    """Give the lines of a stored run, without ids and without amounts of subsidy.

    Raises
    ------
    StoreError
        Where there is no such run, or it has no plan.
    """
    run, manifest = whole_run(database, run_id)
    with database.read() as store:
        plan = _stored_plan(store, run, manifest)
    yield from plan_lines(plan)


def export_amounts(database: Database, run_id: str) -> Iterator[str]:
    """Give the subsidy forecasts of a stored run, one line per proposal, by client."""
    run, _ = whole_run(database, run_id)
    with database.read() as store:
        rows = sorted(store.proposal_rows(run.id), key=lambda row: row.pair)
        amounts = store.amounts(run.id)
    for row in rows:
        amount = amounts.get(row.id, Amount(basis="onbekend"))
        line = {"kind": "amount", "client": row.client, "vacancy": row.vacancy, "basis": amount.basis}
        yield to_json(
            {
                **line,
                "cents_per_month": amount.cents_per_month,
                "steps": amount.steps,
                "figures": amount.figures,
                "conditions": amount.conditions,
                "loonwaarde": amount.estimate,
                "municipal": amount.municipal,
            }
        )


def find_run(database: Database, run_id: str) -> tuple[Run, Manifest]:
    """Give a run with a plan by its id, or the one that is shown for `latest`."""
    with database.read() as store:
        run = store.current_run() if run_id == LATEST else store.run(run_id)
        known = [f"{one.id} ({one.key.day})" for one in store.latest_runs(5) if one.has_plan]
    if run is None or run.manifest is None:
        there = ", ".join(known) if known else "none yet; make one with `waag nightly`"
        raise StoreError(f"There is no run {run_id} with a plan. Runs with a plan: {there}.")
    return run, run.manifest


def whole_run(database: Database, run_id: str) -> tuple[Run, Manifest]:
    """Give a run as `find_run` does, if its details are still there.

    Raises
    ------
    StoreError
        Where they were thrown away to make room, too.
    """
    run, manifest = find_run(database, run_id)
    if manifest.is_pruned:
        raise StoreError(
            f"The details of run {run.id} ({run.key.day}) were thrown away to make room. Its numbers and what people "
            f"decided are still there; `waag replay {run.id}` makes its plan again."
        )
    return run, manifest


def digest_of(lines: Iterable[str]) -> str:
    """Give the SHA-256 of lines as they are written to a file."""
    digest = sha256()
    for line in lines:
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def _stored_plan(store: Store, run: Run, manifest: Manifest) -> Plan:
    if manifest.solve is None:
        raise StoreError(f"Run {run.id} has no record of its solve; it cannot be exported.")
    return Plan(
        day=run.key.day,
        proposals=tuple(store.plan_proposals(run.id)),
        outcomes=tuple(store.outcomes(run.id)),
        pairs=manifest.pairs,
        candidates=manifest.candidates,
        verdicts=manifest.verdicts,
        instruments=manifest.instruments,
        dropped=manifest.dropped,
        budgets=manifest.budgets,
        floors=manifest.floors,
        floors_price=manifest.floors_price,
        creaming=manifest.creaming,
        solve=manifest.solve,
        next_steps=tuple(store.results(run.id, NEXT_STEPS)),
        questions=tuple(store.results(run.id, QUESTIONS)),
        ad_queue=tuple(store.results(run.id, AD_QUESTIONS)),
        acquisition=tuple(store.results(run.id, ACQUISITIONS)),
        quality=_stored_quality(store, run, manifest.quality),
        opened=tuple(store.results(run.id, OPENED)),
        kept_out=tuple(store.results(run.id, KEPT_OUT)),
        investments=tuple(store.results(run.id, INVESTMENTS)),
    )


def _stored_quality(store: Store, run: Run, totals: QualityTotals | None) -> Quality | None:
    if totals is None:
        return None
    return Quality(
        clients=tuple(store.results(run.id, CLIENT_QUALITY)),
        vacancies=tuple(store.results(run.id, VACANCY_QUALITY)),
        people=totals.people,
        people_if_known=totals.people_if_known,
        pairs=totals.pairs,
        pairs_if_known=totals.pairs_if_known,
        sure=totals.sure,
        sure_if_known=totals.sure_if_known,
    )


def _proposal_lines(proposals: Iterable[Proposal]) -> Iterator[str]:
    for proposal in proposals:
        fit = proposal.fit
        place = {"kind": "proposal", "client": fit.client, "vacancy": fit.vacancy, "total": proposal.total}
        yield to_json({**place, "proposal": proposal})


def _outcome_lines(outcomes: Iterable[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        yield to_json({"kind": "outcome", "client": outcome.client, "code": outcome.code, "count": outcome.count})
