"""Where a night is: told by the night while it goes on, and read by a page that waits for it."""

from dataclasses import dataclass
from time import monotonic

from solver.stages import NightStage
from web.service.night.lock import is_held
from web.service.night.measure import Progress
from web.store.database import Database
from web.store.errors import StoreError
from web.store.records import Run, RunLine, RunProgress, RunState

SECONDS_BETWEEN = 1.0
STAGES = ("lezen", "controleren", *(stage.value for stage in NightStage), "bedragen", "schrijven")
"""Every stage of a night, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLine:
    """One stage as a page shows it.

    Attributes
    ----------
    milliseconds
        What it took; None where that is not known (yet).
    percent
        How much of it is done; None where it does not say.
    """

    name: str
    is_done: bool
    is_now: bool
    milliseconds: int | None = None
    percent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A night that somebody waits for; `is_broken_off` where its process died and nobody has begun it again."""

    run: RunLine
    stages: tuple[StageLine, ...]
    is_broken_off: bool = False

    @property
    def is_over(self) -> bool:
        """Whether there is nothing to wait for any more."""
        return self.run.state not in (RunState.WAITING, RunState.BUSY)


def kept_progress(database: Database, run_id: str, hear: Progress) -> Progress:
    """Give an ear that passes on what it hears and keeps it, a new stage at once and the rest once a second.

    What cannot be kept is no reason to stop a night.
    """
    told, kept_at = "", 0.0

    def tell(stage: str, done: int, total: int) -> None:
        nonlocal told, kept_at
        hear(stage, done, total)
        now = monotonic()
        if stage == told and now - kept_at < SECONDS_BETWEEN:
            return
        told, kept_at = stage, now
        try:
            with database.begin() as store:
                store.set_progress(run_id, RunProgress(stage=stage, done=done, total=total))
        except StoreError:
            return

    return tell


def waiting_for(database: Database, run_id: str) -> Waiting | None:
    """Give where a night is; None where there is no such night."""
    with database.read() as store:
        run = store.run(run_id)
        if run is None:
            return None
        progress = store.progress_of(run_id)
    line = RunLine(id=run.id, day=run.key.day, state=run.state, started_at=run.started_at)
    stages = stages_now(progress, is_over=run.has_plan)
    return Waiting(run=line, stages=stages, is_broken_off=is_broken_off(database, run))


def is_broken_off(database: Database, run: Run) -> bool:
    """Whether a night that says it goes on has no process any more: the next start closes it and goes on from there."""
    if run.state is not RunState.BUSY or is_held(database):
        return False
    with database.read() as store:
        now = store.run(run.id)
    return now is not None and (now.state, now.attempts) == (run.state, run.attempts)


def stages_now(progress: RunProgress | None, *, is_over: bool) -> tuple[StageLine, ...]:
    """Give every stage of a night that goes on; before it told anything it is reading."""
    now = progress.stage if progress and progress.stage in STAGES else STAGES[0]
    place = len(STAGES) if is_over else STAGES.index(now)
    percent = progress.done * 100 // progress.total if progress and progress.total > 0 else None
    return tuple(
        StageLine(
            name=name,
            is_done=number < place,
            is_now=number == place,
            percent=percent if number == place and percent else None,
        )
        for number, name in enumerate(STAGES)
    )
