"""One night: lock, read, weigh and choose, forecast, write, flip.

Until the flip everybody sees the run before, whatever happens here; after it everybody sees this one.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from time import sleep

from matcher.errors import RuleError, WaagError
from matcher.policy import MatchPolicy
from matcher.rules import Rulebook, Rules
from solver.policy import SolverPolicy
from web.config import Settings
from web.service.clock import Clock
from web.service.night.failpoints import Points
from web.service.night.heap import seldom_collecting
from web.service.night.input import read_rows
from web.service.night.kept_stages import KeptStages, stages_folder
from web.service.night.lock import Hold, night_lock
from web.service.night.making import MakePlan, Making
from web.service.night.measure import Progress, Stopwatch
from web.service.night.progress import kept_progress
from web.service.night.versions import code_version, config_digest
from web.service.night.writing import Writer
from web.store.database import Database
from web.store.records import Run, RunKey

UNREAD = "niet gelezen"


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
    wait
        Waits so many seconds for a database that was lost.
    """

    database: Database
    settings: Settings
    clock: Clock
    match_policy: MatchPolicy = field(default_factory=MatchPolicy)
    solver_policy: SolverPolicy = field(default_factory=SolverPolicy)
    plan: MakePlan | None = None
    load_rulebook: Callable[[], Rulebook] = Rulebook.load
    progress: Progress = _silent
    wait: Callable[[float], None] = sleep

    @seldom_collecting()
    def run(self, day: date) -> NightReport:
        """Make the night of a day, once.

        A day outside the law ends in *mislukt* before a row is read; the run before stays current.

        Raises
        ------
        AlreadyRunning
            Where another night holds the lock.
        """
        points = Points(self.settings.failpoint)
        with night_lock(self.database, self.settings) as hold:
            points.reach("slot")
            with self.database.begin() as store:
                store.abandon_orphans(self.clock.now())
            try:
                rules = self.load_rulebook().on(day)
            except RuleError as problem:
                return self._refused(day, problem)
            heard = replace(self, progress=points.hearing(self.progress))
            return heard._run_under(rules, day, hold, points)

    def would_decide_alike(self, key: RunKey) -> bool:
        """Whether a run was made by this code with these choices, for this region."""
        return key == self._key(key.day, key.input_digest)

    def _run_under(self, rules: Rules, day: date, hold: Hold, points: Points) -> NightReport:
        watch = Stopwatch()
        with watch.stage("lezen"), self.database.read() as store:
            self.progress("lezen", 0, 1)
            rows = read_rows(store, day)
            key = self._key(day, rows.input_digest)
            found, current = store.find_run(key), store.current_run()
        kept = KeptStages(folder=stages_folder(self.database, self.settings) / key.text)
        kept.clean()
        if found is not None and found.has_plan:
            kept.forget()
            return self._found_again(found, current)
        with self.database.begin() as store:
            run_id = store.start_run(key, secrets.token_hex(6), self.clock.now())
            attempt = store.attempts_of(run_id)
        points.reach("gestart")
        telling = replace(self, progress=kept_progress(self.database, run_id, self.progress))
        making = Making(
            night=telling,
            key=key,
            rules=rules,
            rows=rows,
            watch=watch,
            kept=kept,
            writer=Writer(
                database=self.database,
                hold=hold,
                run_id=run_id,
                attempt=attempt,
                points=points,
                progress=telling.progress,
                wait=self.wait,
            ),
        )
        try:
            making.make()
        except BaseException as problem:
            making.writer.fail(_words(problem), self.clock.now())
            if not isinstance(problem, WaagError):
                raise
        return self._report(run_id, is_new=True)

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

    def _report(self, run_id: str, *, is_new: bool) -> NightReport:
        with self.database.read() as store:
            found, shown = store.run(run_id), store.current_run()
        if found is None:
            raise LookupError(f"Run {run_id} was written and cannot be read back.")
        return NightReport(run=found, is_new=is_new, is_shown=shown is not None and shown.id == run_id)


def _words(problem: BaseException) -> str:
    return str(problem) if isinstance(problem, WaagError) else f"{type(problem).__name__}: {problem}"
