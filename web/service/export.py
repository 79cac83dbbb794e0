"""A run as canonical lines: the same night gives the same bytes, on any machine and from any store."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from solver.planned import Outcome, Plan, Proposal
from web.store.codec import to_json
from web.store.database import Database
from web.store.errors import StoreError
from web.store.records import Amount, Manifest, Run

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
    }
    yield to_json(head)
    yield from _proposal_lines(sorted(plan.proposals, key=lambda one: (one.fit.client, one.fit.vacancy)))
    yield from _outcome_lines(sorted(plan.outcomes, key=lambda one: one.client))


def export_plan(database: Database, run_id: str) -> Iterator[str]:
    """Give the lines of a stored run, without ids and without amounts of subsidy.

    Raises
    ------
    StoreError
        Where there is no such run, or it has no plan.
    """
    run, manifest = find_run(database, run_id)
    with database.read() as store:
        plan = _stored_plan(run, manifest, tuple(store.plan_proposals(run.id)), tuple(store.outcomes(run.id)))
    yield from plan_lines(plan)


def export_amounts(database: Database, run_id: str) -> Iterator[str]:
    """Give the subsidy forecasts of a stored run, one line per proposal, by client."""
    run, _ = find_run(database, run_id)
    with database.read() as store:
        rows = sorted(store.proposal_rows(run.id), key=lambda row: row.pair)
        amounts = store.amounts(run.id)
    for row in rows:
        amount = amounts.get(row.id, Amount(basis="onbekend"))
        line = {"kind": "amount", "client": row.client, "vacancy": row.vacancy, "basis": amount.basis}
        yield to_json({**line, "cents_per_month": amount.cents_per_month, "steps": amount.steps})


def find_run(database: Database, run_id: str) -> tuple[Run, Manifest]:
    """Give a run with a plan by its id, or the one that is shown for `latest`."""
    with database.read() as store:
        run = store.current_run() if run_id == LATEST else store.run(run_id)
        known = [f"{one.id} ({one.key.day})" for one in store.latest_runs(5) if one.has_plan]
    if run is None or run.manifest is None:
        there = ", ".join(known) if known else "none yet; make one with `waag nightly`"
        raise StoreError(f"There is no run {run_id} with a plan. Runs with a plan: {there}.")
    return run, run.manifest


def digest_of(lines: Iterable[str]) -> str:
    """Give the SHA-256 of lines as they are written to a file."""
    digest = sha256()
    for line in lines:
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def _stored_plan(run: Run, manifest: Manifest, proposals: tuple[Proposal, ...], outcomes: tuple[Outcome, ...]) -> Plan:
    if manifest.solve is None:
        raise StoreError(f"Run {run.id} has no record of its solve; it cannot be exported.")
    return Plan(
        day=run.key.day,
        proposals=proposals,
        outcomes=outcomes,
        pairs=manifest.pairs,
        candidates=manifest.candidates,
        verdicts=manifest.verdicts,
        instruments=manifest.instruments,
        dropped=manifest.dropped,
        budgets=manifest.budgets,
        solve=manifest.solve,
    )


def _proposal_lines(proposals: Iterable[Proposal]) -> Iterator[str]:
    for proposal in proposals:
        fit = proposal.fit
        place = {"kind": "proposal", "client": fit.client, "vacancy": fit.vacancy, "total": proposal.total}
        yield to_json({**place, "proposal": proposal})


def _outcome_lines(outcomes: Iterable[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        yield to_json({"kind": "outcome", "client": outcome.client, "code": outcome.code, "count": outcome.count})
