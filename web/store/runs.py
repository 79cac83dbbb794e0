"""Runs: started once per key, written in pieces, shown by one flip."""

from datetime import date, datetime
from functools import lru_cache

import sqlalchemy as sa

from web.store.codec import from_json, to_json
from web.store.errors import RunTakenOver
from web.store.records import WITH_PLAN, Manifest, Run, RunKey, RunLine, RunProgress, RunState
from web.store.schema import (
    RESULTS,
    certificates,
    current_run,
    outcomes,
    proposal_amounts,
    proposals,
    run_progress,
    runs,
    weighings,
)
from web.store.stop import StopStore


class RunStore(StopStore):
    """What one transaction can do with runs."""

    connection: sa.Connection

    def find_run(self, key: RunKey) -> Run | None:
        """Give the run of a key; None where that night was never started."""
        return self._one_run(runs.c.run_key == key.text)

    def run(self, run_id: str) -> Run | None:
        """Give a run by its id."""
        return self._one_run(runs.c.id == run_id)

    def current_run(self) -> Run | None:
        """Give the run that is shown; None before the first night."""
        row = self.connection.execute(_SHOWN).mappings().first()
        return None if row is None else self.own_part(_run(row))

    def run_and_current(self, run_id: str) -> tuple[Run | None, Run | None]:
        """Give a run and the run that is shown, in one question; they can be the same."""
        found = self.connection.execute(_ASKED_AND_SHOWN, {"run": run_id}).mappings().all()
        own = next((self.own_part(_run(row)) for row in found if row["id"] == run_id), None)
        return own, next((self.own_part(_run(row)) for row in found if row["is_shown"]), None)

    def run_of_day(self, day: date) -> Run | None:
        """Give the newest run with a plan of a day."""
        query = sa.select(runs).where(runs.c.day == day, runs.c.state.in_(WITH_PLAN))
        ordered = query.order_by(runs.c.finished_at.desc(), runs.c.id).limit(1)
        row = self.connection.execute(ordered).mappings().first()
        return None if row is None else self.own_part(_run(row))

    def log_anchors(self) -> list[tuple[str, int, str]]:
        """Give the id of each run with the line and the digest the log ended in at its flip, oldest first."""
        query = sa.select(runs.c.id, runs.c.manifest).where(runs.c.manifest != "")
        found = self.connection.execute(query.order_by(runs.c.finished_at, runs.c.id)).all()
        manifests = [(str(row.id), from_json(Manifest, row.manifest)) for row in found]
        return [(run_id, one.log_line, one.log_head) for run_id, one in manifests if one.log_line]

    def latest_runs(self, limit: int = 30) -> list[Run]:
        """Give the newest runs, newest first."""
        query = sa.select(runs).order_by(runs.c.day.desc(), runs.c.started_at.desc(), runs.c.id).limit(limit)
        return [self.own_part(_run(row)) for row in self.connection.execute(query).mappings()]

    def run_lines(self, limit: int) -> list[RunLine]:
        """Give the day and the state of the newest runs, newest first, and nothing that has to be read."""
        columns = [runs.c[name] for name in RunLine.__slots__]
        query = sa.select(*columns).order_by(runs.c.day.desc(), runs.c.started_at.desc(), runs.c.id).limit(limit)
        rows = self.connection.execute(query).mappings()
        return [RunLine(**dict(row) | {"state": RunState(row["state"])}) for row in rows]

    def busy_run(self) -> RunLine | None:
        """Give the night that goes on now; None where none does."""
        columns = [runs.c[name] for name in RunLine.__slots__]
        query = sa.select(*columns).where(runs.c.state == RunState.BUSY).order_by(runs.c.started_at.desc()).limit(1)
        row = self.connection.execute(query).mappings().first()
        return None if row is None else RunLine(**dict(row) | {"state": RunState.BUSY})

    def set_progress(self, run_id: str, progress: RunProgress) -> None:
        """Keep where a night is; a night hears here that the stop button was pressed."""
        self.refuse_when_stopped()
        row = {name: getattr(progress, name) for name in RunProgress.__slots__}
        found = self.connection.execute(run_progress.update().where(run_progress.c.run_id == run_id).values(row))
        if not found.rowcount:
            self.connection.execute(run_progress.insert().values(run_id=run_id, **row))

    def progress_of(self, run_id: str) -> RunProgress | None:
        """Give where a night is; None before it told anything."""
        columns = [run_progress.c[name] for name in RunProgress.__slots__]
        row = self.connection.execute(sa.select(*columns).where(run_progress.c.run_id == run_id)).mappings().first()
        return None if row is None else RunProgress(**row)

    def failed_since(self, moment: datetime | None) -> Run | None:
        """Give the newest night that failed at or after a moment; None where none did."""
        asked = (_FAILED, {}) if moment is None else (_FAILED_SINCE, {"moment": moment})
        row = self.connection.execute(*asked).mappings().first()
        return None if row is None else self.own_part(_run(row))

    def run_before(self, day: date) -> Run | None:
        """Give the newest run with a plan of an earlier day."""
        query = sa.select(runs).where(runs.c.day < day, runs.c.state.in_(WITH_PLAN))
        ordered = query.order_by(runs.c.day.desc(), runs.c.finished_at.desc(), runs.c.id).limit(1)
        row = self.connection.execute(ordered).mappings().first()
        return None if row is None else self.own_part(_run(row))

    def run_from(self, day: date) -> Run | None:
        """Give the newest run with a plan of a day or a later one."""
        query = sa.select(runs).where(runs.c.day >= day, runs.c.state.in_(WITH_PLAN))
        ordered = query.order_by(runs.c.day.desc(), runs.c.finished_at.desc(), runs.c.id).limit(1)
        row = self.connection.execute(ordered).mappings().first()
        return None if row is None else _run(row)

    def first_day(self) -> date | None:
        """Give the day of the oldest run with a plan."""
        return self.connection.execute(
            sa.select(sa.func.min(runs.c.day)).where(runs.c.state.in_(WITH_PLAN))
        ).scalar_one_or_none()

    def start_run(self, key: RunKey, run_id: str, now: datetime) -> str:
        """Start a run, or start it again where it was never finished; what it had written is thrown away.

        Returns
        -------
        str
            The run's id: the one it had, else the given one.

        Raises
        ------
        Stopped
            While the stop button is on.
        """
        self.refuse_when_stopped()
        found = self.find_run(key)
        if found is None:
            row = {
                "id": run_id,
                "run_key": key.text,
                "tenant": key.tenant,
                "day": key.day,
                "input_digest": key.input_digest,
                "config_digest": key.config_digest,
                "code_version": key.code_version,
                "state": RunState.BUSY.value,
                "attempts": 1,
                "started_at": now,
            }
            self.connection.execute(runs.insert().values(row))
            return run_id
        self.clear_run(found.id)
        again = {"state": RunState.BUSY.value, "attempts": found.attempts + 1, "started_at": now, "problem": ""}
        self.connection.execute(runs.update().where(runs.c.id == found.id).values(again))
        return found.id

    def hold_run(self, run_id: str, attempt: int) -> None:
        """Go on with a run in this transaction, if it is still that attempt of it that goes on.

        Raises
        ------
        RunTakenOver
            Where another start closed the run or began it anew; then nothing more may be written to it.
        """
        query = sa.select(runs.c.state, runs.c.attempts).where(runs.c.id == run_id).with_for_update()
        row = self.connection.execute(query).first()
        if row is None or tuple(row) != (RunState.BUSY.value, attempt):
            raise RunTakenOver(
                f"Run {run_id} was closed or begun anew by another start while this one made it (attempt {attempt}); "
                "what this one made is thrown away. Look at the newest night."
            )

    def attempts_of(self, run_id: str) -> int:
        """Give how many times a run was started."""
        return int(self.connection.execute(sa.select(runs.c.attempts).where(runs.c.id == run_id)).scalar_one())

    def clear_run(self, run_id: str) -> None:
        """Throw away what an unfinished run had written."""
        own = sa.select(proposals.c.id).where(proposals.c.run_id == run_id)
        for table in (weighings, proposal_amounts):
            self.connection.execute(table.delete().where(table.c.proposal_id.in_(own)))
        for table in (proposals, outcomes, certificates, *RESULTS):
            self.connection.execute(table.delete().where(table.c.run_id == run_id))

    def abandon_orphans(self, now: datetime) -> int:
        """Close runs that say *bezig* though nobody runs them (the caller holds the lock); give their number."""
        orphans = sa.select(runs.c.id).where(runs.c.state.in_([RunState.BUSY, RunState.WAITING]))
        ids = list(self.connection.execute(orphans).scalars())
        for run_id in ids:
            self.clear_run(run_id)
            self.fail_run(run_id, "afgebroken", now)
        return len(ids)

    def fail_run(self, run_id: str, problem: str, now: datetime) -> None:
        """Close a run without a plan."""
        end = {"state": RunState.FAILED.value, "problem": problem, "finished_at": now}
        self.connection.execute(runs.update().where(runs.c.id == run_id).values(end))

    def publish(self, run_id: str, state: RunState, manifest: Manifest, now: datetime) -> None:
        """Close a run with its plan and show it: the one flip from old to new.

        A night of an earlier day than the one that is shown is kept, and the newer one stays.

        Raises
        ------
        Stopped
            While the stop button is on.
        """
        self.refuse_when_stopped()
        end = {"state": state.value, "manifest": to_json(manifest), "finished_at": now, "problem": ""}
        self.connection.execute(runs.update().where(runs.c.id == run_id).values(end))
        shown, made = self.current_run(), self.run(run_id)
        if shown is None or made is None or shown.key.day <= made.key.day:
            self.show(run_id)

    def show(self, run_id: str) -> None:
        """Make a finished run the current one; not while the stop button is on."""
        self.refuse_when_stopped()
        self.connection.execute(current_run.delete())
        self.connection.execute(current_run.insert().values(only=1, run_id=run_id))

    def own_part(self, run: Run) -> Run:
        """Give a run as the scope of this transaction may see it."""
        return run

    def _one_run(self, where: sa.ColumnElement[bool]) -> Run | None:
        row = self.connection.execute(sa.select(runs).where(where)).mappings().first()
        return None if row is None else self.own_part(_run(row))


_FAILED = sa.select(runs).where(runs.c.state == RunState.FAILED).order_by(runs.c.started_at.desc(), runs.c.id).limit(1)
_FAILED_SINCE = _FAILED.where(runs.c.started_at >= sa.bindparam("moment"))
_SHOWN = sa.select(runs).join(current_run, current_run.c.run_id == runs.c.id)
_ASKED = sa.union(sa.select(sa.bindparam("run", type_=sa.Text)), sa.select(current_run.c.run_id))
_ASKED_AND_SHOWN = (
    sa.select(runs, current_run.c.run_id.is_not(None).label("is_shown"))
    .outerjoin(current_run, current_run.c.run_id == runs.c.id)
    .where(runs.c.id.in_(_ASKED))
)


def _run(row: sa.RowMapping) -> Run:
    manifest = str(row["manifest"])
    return Run(
        id=row["id"],
        key=RunKey(**{name: row[name] for name in RunKey.__slots__}),
        state=RunState(row["state"]),
        attempts=row["attempts"],
        started_at=row["started_at"],
        finished_at=row["finished_at"],
        problem=row["problem"],
        manifest=_manifest(manifest) if manifest else None,
    )


@lru_cache(maxsize=64)
def _manifest(text: str) -> Manifest:
    """Read a manifest once: every page of a day asks for the same one."""
    return from_json(Manifest, text)
