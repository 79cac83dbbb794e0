"""The night of a stored run once more: its rows as they were, its law and choices, ready to be weighed again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.catalogue.items import load_catalogue
from matcher.errors import WaagError
from matcher.policy import MatchPolicy
from matcher.rules import Rulebook, Rules, with_choices
from solver.policy import SolverPolicy
from solver.stages import Progress, silent
from web.service.night.export import LATEST, find_run
from web.service.night.input import NightInput, Rows, not_weighed, read_rows, to_region, without
from web.service.night.versions import code_version, digest_of_texts, policies_of
from web.store.database import Database
from web.store.records import Manifest, Run

if TYPE_CHECKING:
    from solver.prepared import Prepared


class ChangedSince(WaagError):
    """What a run was made of can no longer be put together.

    Attributes
    ----------
    run_id
        The run.
    deliveries
        Deliveries that changed rows since it started.
    """

    def __init__(self, run: Run, deliveries: int) -> None:
        self.run_id, self.deliveries = run.id, deliveries
        super().__init__(
            f"The night of run {run.id} ({run.key.day}) cannot be put together again: the store no longer holds the "
            f"rows it read ({deliveries} deliveries changed rows since). An answer would be about another night. "
            "Make the night again with `waag nightly`, or ask about a newer run."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PastNight:
    """The input of a stored run.

    Attributes
    ----------
    rules
        The law of its day, with what each gemeente chose.
    not_weighed
        Whom it left out, as their weighing ended the process that did it; `night` is without them too.
    """

    run: Run
    manifest: Manifest
    night: NightInput
    rules: Rules
    match_policy: MatchPolicy
    solver_policy: SolverPolicy
    not_weighed: tuple[str, ...] = ()

    @property
    def is_same_code(self) -> bool:
        """Whether this version of the code made the run: only then must a plan made again be the same."""
        return self.run.key.code_version == code_version()

    def prepared(self, threads: int, progress: Progress = silent) -> Prepared:
        """Weigh everybody again as that night did, ready to be solved."""
        # Loaded when first asked for: whoever only looks at a run needs no compiler.
        from solver.prepared import prepare

        return prepare(
            self.night.region,
            day=self.run.key.day,
            rules=self.rules,
            match_policy=self.match_policy,
            solver_policy=self.solver_policy,
            threads=threads,
            progress=progress,
        )


def past_night(
    database: Database, run_id: str | None = None, *, load_rulebook: Callable[[], Rulebook] = Rulebook.load
) -> PastNight:
    """Give the night of a run, to the digest of what it read.

    Parameters
    ----------
    run_id
        The run; None for the one that is shown.

    Raises
    ------
    StoreError
        Where there is no such run with a plan.
    ChangedSince
        Where its rows are gone.
    PolicyError
        Where its choices cannot be read, or are not those it was made with.
    RuleError
        Where the law of its day is not known.
    """
    run, manifest = find_run(database, run_id or LATEST)
    match_policy, solver_policy = _policies(run, manifest)
    rows, aside = _rows(database, run, manifest)
    night = to_region(without(rows, aside), run.key.day, load_catalogue())
    return PastNight(
        run=run,
        manifest=manifest,
        night=night,
        rules=with_choices(load_rulebook().on(run.key.day), night.region.choices),
        match_policy=match_policy,
        solver_policy=solver_policy,
        not_weighed=aside,
    )


def _rows(database: Database, run: Run, manifest: Manifest) -> tuple[Rows, tuple[str, ...]]:
    """Give the rows a run read, and whom it left out because they could not be weighed."""
    with database.read() as store:
        rows = read_rows(store, run.key.day, manifest.seen)
        since, aside = store.deliveries_since(run.started_at), not_weighed(store.outcomes(run.id))
    if rows.input_digest != run.key.input_digest:
        raise ChangedSince(run, since)
    return rows, aside


def _policies(run: Run, manifest: Manifest) -> tuple[MatchPolicy, SolverPolicy]:
    if digest_of_texts(manifest.policies) != run.key.config_digest:
        raise WaagError(
            f"The choices kept with run {run.id} are not those it was made with: its record was changed. "
            "Nothing can be told of that night; restore the store from a backup, or ask about another run."
        )
    return policies_of(dict(manifest.policies))
