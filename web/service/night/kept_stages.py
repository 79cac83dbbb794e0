"""What the stages of a night gave, on disk, so that a night that was broken off goes on where it was.

    waag.db.stages/<key of the run>/plan.result      beside the SQLite file, else in the data folder

A result stands under the digest of all it depends on, is read back whole or not at all, and is gone once its night has
ended. It names people: whoever erases a person erases these too (`forget_stages`).
"""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from matcher.shortlist import Rank
from solver.planned import Plan
from web.config import Settings
from web.service.night.kept_plan import UNREADABLE, packed_plan, unpacked_plan
from web.service.tasks.kept import Kept, SpoiltResult
from web.store.database import Database

PLAN = "plan"


def stages_folder(database: Database, settings: Settings) -> Path:
    """Give the folder of all results: beside the SQLite file, else in the data folder."""
    beside = database.file
    return (beside.parent / f"{beside.name}.stages") if beside else settings.data_folder / "stages"


def forget_stages(database: Database, settings: Settings) -> None:
    """Throw away what unfinished nights keep; the next start makes it anew."""
    shutil.rmtree(stages_folder(database, settings), ignore_errors=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptStages:
    """The results of the stages of one run.

    Attributes
    ----------
    folder
        Of this run alone; what stands beside it is of nights that will never go on.
    """

    folder: Path

    def clean(self) -> None:
        """Throw away what other runs left behind, and what was half written."""
        for path in sorted(self.folder.parent.glob("*")):
            if path != self.folder:
                shutil.rmtree(path, ignore_errors=True)
        for half in sorted(self.folder.glob(".half-*")):
            half.unlink(missing_ok=True)

    def plan(self) -> Plan | None:
        """Give the plan that was kept; None where none was, or it can no longer be read."""
        kept = Kept(folder=self.folder)
        try:
            content = kept.read(PLAN)
            return None if content is None else unpacked_plan(content)
        except (SpoiltResult, *UNREADABLE):
            return None

    def keep_plan(self, plan: Plan, lines: list[str]) -> None:
        """Keep a plan; where that cannot be, a night that is broken off solves again."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            Kept(folder=self.folder).write(PLAN, packed_plan(plan, lines))

    def ranking(self, threads: int, *, is_apart: bool = False) -> Rank:
        """Give a ranking that is read back where this run already ranked everybody.

        Parameters
        ----------
        is_apart
            In processes of their own: of a run that broke off again and again.
        """
        from web.service.night.shards import kept_ranking, ranking_apart

        return ranking_apart(self.folder) if is_apart else kept_ranking(self.folder, threads)

    def forget(self) -> None:
        """Throw away what this run kept."""
        shutil.rmtree(self.folder, ignore_errors=True)
