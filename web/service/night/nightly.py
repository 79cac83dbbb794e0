"""One night: lock, read, weigh and choose, forecast, write, flip.

Until the flip everybody sees the run before, whatever happens here; after it everybody sees this one.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Protocol

from matcher.catalogue.items import Catalogue, load_catalogue
from matcher.domain.region import Region
from matcher.errors import RuleError, WaagError
from matcher.policy import MatchPolicy
from matcher.rules import Rulebook, Rules, with_choices
from solver.engines.apart import engines_apart
from solver.planned import Plan
from solver.policy import SolverPolicy
from web.config import Settings
from web.service.clock import Clock
from web.service.dossier.amounts import forecast_of
from web.service.lists.unproposed import unproposed
from web.service.night.export import digest_of, plan_lines
from web.service.night.heap import seldom_collecting
from web.service.night.input import NightInput, Rows, read_rows, to_region
from web.service.night.lock import night_lock
from web.service.night.measure import Progress, Stopwatch
from web.service.night.output import Desk, Written, outcome_of
from web.service.night.overnight import changes_since
from web.service.night.progress import kept_progress
from web.service.night.results import results_of
from web.service.night.versions import code_version, config_digest, package_versions, policies, seeds
from web.store.accounts import PUBLIC_IDS
from web.store.database import Database
from web.store.records import Manifest, Run, RunKey, RunState

CHUNK = 200
ONLY_CANONICAL = "canonical"
UNREAD = "niet gelezen"


class MakePlan(Protocol):
    """The pipeline of the solver, or what a test puts in its place."""

    def __call__(
        self,
        region: Region,
        *,
        day: date,
        rules: Rules,
        catalogue: Catalogue,
        match_policy: MatchPolicy,
        solver_policy: SolverPolicy,
        progress: Progress,
    ) -> Plan: ...


def _pipeline(threads: int) -> MakePlan:
    from solver.plan import make_plan

    return partial(make_plan, threads=threads)


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NightReport:
    """How a night ended.

    Attributes
    ----------
    is_new
        False where this very night had been made before.
    is_shown
        Advisers see this run; a night of an earlier day never takes the place of a newer one.
    """

    run: Run
    is_new: bool
    is_shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """The night of one store.

    Attributes
    ----------
    plan
        What makes the plan; None for the pipeline of the solver, on the threads of the settings.
    progress
        Hears (stage, done, total) while the night goes on.
    """

    database: Database
    settings: Settings
    clock: Clock
    match_policy: MatchPolicy = field(default_factory=MatchPolicy)
    solver_policy: SolverPolicy = field(default_factory=SolverPolicy)
    plan: MakePlan | None = None
    load_rulebook: Callable[[], Rulebook] = Rulebook.load
    progress: Progress = _silent

    @seldom_collecting()
    def run(self, day: date) -> NightReport:
        """Make the night of a day, once.

        A day outside the law ends in *mislukt* before a row is read; the run before stays current.

        Raises
        ------
        AlreadyRunning
            Where another night holds the lock.
        """
        with night_lock(self.database, self.settings):
            with self.database.begin() as store:
                store.abandon_orphans(self.clock.now())
            try:
                rules = self.load_rulebook().on(day)
            except RuleError as problem:
                return self._refused(day, problem)
            return self._run_under(rules, day)

    def would_decide_alike(self, key: RunKey) -> bool:
        """Whether a run was made by this code with these choices, for this region."""
        return key == self._key(key.day, key.input_digest)

    def _run_under(self, rules: Rules, day: date) -> NightReport:
        watch = Stopwatch()
        with watch.stage("lezen"), self.database.read() as store:
            self.progress("lezen", 0, 1)
            rows = read_rows(store, day)
            key = self._key(day, rows.input_digest)
            found, current = store.find_run(key), store.current_run()
        if found is not None and found.has_plan:
            return self._found_again(found, current)
        with self.database.begin() as store:
            run_id = store.start_run(key, secrets.token_hex(6), self.clock.now())
        try:
            telling = replace(self, progress=kept_progress(self.database, run_id, self.progress))
            telling._make(run_id, key, rules, rows, watch)
        except BaseException as problem:
            self._close_failed(run_id, problem)
            if not isinstance(problem, WaagError):
                raise
        return self._report(run_id, is_new=True)

    def _make(self, run_id: str, key: RunKey, rules: Rules, rows: Rows, watch: Stopwatch) -> None:
        catalogue = load_catalogue()
        with watch.stage("controleren"):
            self.progress("controleren", 0, 1)
            night = to_region(rows, key.day, catalogue)
            rules = with_choices(rules, night.region.choices)
        plan = self._plan(night, key.day, rules, catalogue, watch)
        with watch.stage("bedragen"):
            self.progress("bedragen", 0, 1)
            with self.database.begin() as store:
                salt, wage_groups = store.secret(PUBLIC_IDS), store.wml_groups()
                passed_by = unproposed(store, night.region, plan, key.day)
                changes = changes_since(store, store.run_before(key.day), rows, plan)
            forecast = forecast_of(night.region, rules, wage_groups)
            desk = Desk(run_id=run_id, key=key, salt=salt, night=night, rows=rows, forecast=forecast)
            made = desk.write(plan)
        with watch.stage("schrijven"):
            certificate = self._write(run_id, plan, made)
        manifest = replace(
            outcome_of(plan, made, rows, night),
            unproposed=passed_by,
            changes=changes,
            versions=package_versions(),
            policies=policies(self.match_policy, self.solver_policy),
            seeds=seeds(),
            stages=watch.costs,
            plan_digest=digest_of(plan_lines(plan)),
            certificate=certificate,
        )
        self._publish(run_id, plan, manifest)

    def _plan(self, night: NightInput, day: date, rules: Rules, catalogue: Catalogue, watch: Stopwatch) -> Plan:
        def hear(stage: str, done: int, total: int) -> None:
            watch.begin(stage)
            self.progress(stage, done, total)

        make_plan = self.plan or _pipeline(self.settings.threads)
        with engines_apart():
            plan = make_plan(
                night.region,
                day=day,
                rules=rules,
                catalogue=catalogue,
                match_policy=self.match_policy,
                solver_policy=self.solver_policy,
                progress=hear,
            )
        watch.end()
        return plan

    def _write(self, run_id: str, plan: Plan, made: Sequence[Written]) -> tuple[tuple[str, str], ...]:
        """Write in pieces, so that people who decide meanwhile never wait long; give the parts of the certificate."""
        for start in range(0, len(made), CHUNK):
            self.progress("schrijven", start, len(made))
            with self.database.begin() as store:
                store.write_proposals(made[start : start + CHUNK])
        with self.database.begin() as store:
            store.write_outcomes(run_id, plan.outcomes)
        for kind, found in results_of(plan):
            with self.database.begin() as store:
                store.write_results(run_id, kind, found)
        certificate: tuple[tuple[str, str], ...] = ()
        if plan.proof is not None:
            with self.database.begin() as store:
                certificate = store.write_certificate(run_id, plan.proof)
        self.progress("schrijven", len(made), len(made))
        return certificate

    def _publish(self, run_id: str, plan: Plan, manifest: Manifest) -> None:
        is_less = plan.solve.status == ONLY_CANONICAL or plan.solve.is_cut_short
        state = RunState.FALLEN_BACK if is_less else RunState.DONE
        with self.database.begin() as store:
            line, head = store.log_end()
            store.publish(run_id, state, replace(manifest, log_line=line, log_head=head), self.clock.now())

    def _key(self, day: date, input_digest: str) -> RunKey:
        return RunKey(
            tenant=self.settings.tenant,
            day=day,
            input_digest=input_digest,
            config_digest=config_digest(self.match_policy, self.solver_policy),
            code_version=code_version(),
        )

    def _found_again(self, found: Run, current: Run | None) -> NightReport:
        """Show a night that was made before, where only another one of the same day stands in its place."""
        if current is not None and current.id != found.id and current.key.day == found.key.day:
            with self.database.begin() as store:
                store.show(found.id)
        return self._report(found.id, is_new=False)

    def _refused(self, day: date, problem: RuleError) -> NightReport:
        key = self._key(day, UNREAD)
        with self.database.begin() as store:
            run_id = store.start_run(key, secrets.token_hex(6), self.clock.now())
            store.fail_run(run_id, str(problem), self.clock.now())
        return self._report(run_id, is_new=True)

    def _close_failed(self, run_id: str, problem: BaseException) -> None:
        words = str(problem) if isinstance(problem, WaagError) else f"{type(problem).__name__}: {problem}"
        with self.database.begin() as store:
            store.clear_run(run_id)
            store.fail_run(run_id, words, self.clock.now())

    def _report(self, run_id: str, *, is_new: bool) -> NightReport:
        with self.database.read() as store:
            found, shown = store.run(run_id), store.current_run()
        if found is None:
            raise LookupError(f"Run {run_id} was written and cannot be read back.")
        return NightReport(run=found, is_new=is_new, is_shown=shown is not None and shown.id == run_id)
