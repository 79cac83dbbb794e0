"""A stored run verified: its certificate against itself, against what people see, and against the night made again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from matcher.errors import WaagError
from solver.differences import Checked, CheckName, Difference, Stored, checked
from solver.planned import BudgetUse, FloorUse
from solver.prepared import Prepared
from solver.recheck import check_bound, check_definition, check_input, check_integers, check_rows
from solver.stored_proof import StoredProof
from web.service.night.export import whole_run
from web.service.night.past import past_night
from web.service.night.versions import code_version
from web.store.database import Database
from web.store.records import Manifest, ProposalRow, Run

DRAWN = 1_000

Tell = Callable[[CheckName], None]


def _silent(_name: CheckName) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What verifying a run found.

    Attributes
    ----------
    is_same_code
        Whether this version of Waag made the run; where not, what differs may be the version.
    checks
        Each check that was made, in order.
    """

    run: Run
    proof: StoredProof
    is_same_code: bool
    checks: tuple[Checked, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing differs."""
        return not any(check.differences for check in self.checks)


def verify_run(
    database: Database, run_id: str, *, drawn: int = DRAWN, threads: int = 2, tell: Tell = _silent
) -> Verified:
    """Recompute what a run keeps.

    Parameters
    ----------
    run_id
        The run, or ``latest`` for the one that is shown.
    drawn
        How many clients are worked out by the readable definition, drawn by the run's own hash.
    threads
        Changes the time, never the answer.
    tell
        Hears which check begins.

    Raises
    ------
    StoreError
        Where there is no such run, or its certificate cannot be read.
    WaagError
        Where it kept none, or its night cannot be put together again.
    """
    run, manifest = whole_run(database, run_id)
    with database.read() as store:
        digests, proof = store.certificate_digests(run.id), store.certificate(run.id)
        shown = store.proposal_rows(run.id)
    if proof is None:
        raise WaagError(
            f"Run {run.id} ({run.key.day}) kept no certificate: it was made by a version before there were any, and "
            "its plan cannot be recomputed. Make the night again with `waag nightly`."
        )
    parts = checked(CheckName.PARTS, len(manifest.certificate), _parts(dict(manifest.certificate), digests))
    made = [parts, check_integers(proof)]
    if all(one.what != Stored.REFUSED for one in made[-1].differences):
        # Numbers that do not belong together cannot be held to anything else.
        made.append(checked(CheckName.RECORD, len(shown), _record(proof, manifest, shown)))
        night = past_night(database, run.id).prepared(threads)
        made.extend(_again(proof, night, run, drawn, tell))
    return Verified(
        run=run, proof=proof, is_same_code=run.key.code_version == code_version(), checks=tuple(made)
    )  # fmt: skip


def _again(proof: StoredProof, night: Prepared, run: Run, drawn: int, tell: Tell) -> Iterator[Checked]:
    tell(CheckName.INPUT)
    yield check_input(proof, night)
    tell(CheckName.ROWS)
    yield check_rows(proof, night)
    tell(CheckName.BOUND)
    yield check_bound(proof, night)
    tell(CheckName.DEFINITION)
    yield check_definition(proof, night, drawn_clients(run, [str(one.key) for one in night.region.clients], drawn))


def drawn_clients(run: Run, clients: Sequence[str], most: int) -> list[str]:
    """Draw clients by the hash of the run: nobody can choose whom a check looks at."""
    salt = run.key.text.encode()
    return sorted(clients, key=lambda key: blake2b(key.encode(), key=salt, digest_size=16).digest())[:most]


def _parts(noted: dict[str, str], found: dict[str, str]) -> Iterator[Difference]:
    for part in sorted(noted.keys() | found.keys()):
        if noted.get(part) != found.get(part):
            yield Difference(what=Stored.PART, where=(part,))


def _record(proof: StoredProof, manifest: Manifest, shown: Sequence[ProposalRow]) -> Iterator[Difference]:
    names = proof.names
    chosen = [row for row in proof.chosen.tolist() if 0 <= row < len(proof.client)]
    points = {_pair(proof, row): int(proof.floor_amount[row]) for row in chosen}
    seen = {row.pair: row.total for row in shown}
    for pair in sorted(points.keys() | seen.keys()):
        if points.get(pair) != seen.get(pair):
            yield Difference(what=Stored.PROPOSAL, where=pair, stored=points.get(pair), found=seen.get(pair))
    solve = manifest.solve
    if solve is not None:
        yield from _report("objective", proof.figures.objective, solve.objective)
        yield from _report("bound", proof.figures.bound, solve.bound)
        yield from _report("points", sum(points.values()), solve.points)
        if solve.status != proof.figures.status:
            yield Difference(what=Stored.REPORT, where=("status", proof.figures.status, solve.status))
    yield from _floors(proof, chosen, manifest.floors)
    yield from _budgets(proof, chosen, {(use.gemeente, use.kind): use for use in manifest.budgets})
    if len(manifest.floors) != len(names.groups):
        yield Difference(what=Stored.REPORT, where=("floors",), stored=len(names.groups), found=len(manifest.floors))


def _floors(proof: StoredProof, chosen: Sequence[int], floors: Sequence[FloorUse]) -> Iterator[Difference]:
    reached = [0] * len(proof.floors)
    for row in chosen:
        group = int(proof.group[int(proof.client[row])]) if 0 <= proof.client[row] < len(proof.group) else -1
        if 0 <= group < len(reached):
            reached[group] += int(proof.floor_amount[row])
    for g, use in enumerate(floors[: len(reached)]):
        yield from _report("floor", int(proof.floors[g]), use.floor, use.gemeente, use.stratum)
        yield from _report("points", reached[g], use.points, use.gemeente, use.stratum)
        if len(proof.floor_price) == len(reached):
            yield from _report("price", int(proof.floor_price[g]), use.price, use.gemeente, use.stratum)


def _budgets(proof: StoredProof, chosen: Sequence[int], uses: dict[tuple[str, str], BudgetUse]) -> Iterator[Difference]:
    in_plan, used = set(chosen), [0] * len(proof.budgets)
    entries = zip(proof.use_rows().tolist(), proof.use_budget.tolist(), proof.use_amount.tolist(), strict=True)
    for row, budget, amount in entries:
        if row in in_plan and 0 <= budget < len(used):
            used[budget] += amount
    for name, size, taken in zip(proof.names.budgets, proof.budgets.tolist(), used, strict=True):
        use = uses.get(name)
        yield from _report("available", size, use.available if use else None, *name)
        yield from _report("used", taken, use.used if use else None, *name)


def _report(figure: str, stored: int | None, seen: int | None, *where: str) -> Iterator[Difference]:
    if stored != seen:
        yield Difference(what=Stored.REPORT, where=(figure, *where), stored=stored, found=seen)


def _pair(proof: StoredProof, row: int) -> tuple[str, str]:
    i, j = int(proof.client[row]), int(proof.vacancy[row])
    clients, vacancies = proof.names.clients, proof.names.vacancies
    return clients[i] if 0 <= i < len(clients) else str(i), vacancies[j] if 0 <= j < len(vacancies) else str(j)
