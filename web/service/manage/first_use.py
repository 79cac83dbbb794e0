"""The first use of an empty installation: the made-up world with its night, in one press, beside the pages."""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock

from matcher.errors import WaagError
from web.config import Settings
from web.service.manage.demo import make_demo
from web.store.database import open_database


def aside() -> Executor:
    """Start what makes the demo; one at a time is enough."""
    return ThreadPoolExecutor(max_workers=1)


@dataclass(eq=False)
class FirstUse:
    """The making of the demo in one application.

    Attributes
    ----------
    stage, done, total
        How far it is: the stage of the night, and how much of it.
    """

    settings: Settings
    start: Callable[[], Executor] = aside
    stage: str = ""
    done: int = 0
    total: int = 0
    _job: Future[str] | None = field(default=None, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def begin(self) -> None:
        """Begin, or go on where somebody pressed before; what failed can be tried again."""
        with self._lock:
            if self._job is None or (self._job.done() and self._job.result()):
                self._job = self.start().submit(self._make)

    @property
    def is_begun(self) -> bool:
        """Whether somebody pressed."""
        return self._job is not None

    @property
    def problem(self) -> str | None:
        """Why it failed, empty where it is ready; None while it goes on or before it began."""
        return self._job.result() if self._job is not None and self._job.done() else None

    def _make(self) -> str:
        database = open_database(self.settings)
        try:
            made = make_demo(database, self.settings, self._hear)
        except WaagError as problem:
            return str(problem)
        finally:
            database.close()
        return "" if made.night.run.has_plan else made.night.run.problem or "?"

    def _hear(self, stage: str, done: int, total: int) -> None:
        self.stage, self.done, self.total = stage, done, total
