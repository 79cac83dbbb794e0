"""Questions to a plan that nobody answers: a page must stand without, and no process is left behind."""

from collections.abc import Callable
from concurrent.futures import Executor, Future


class Never(Executor):
    """Takes every question and answers none."""

    def submit(self, _work: Callable[..., object], *_facts: object, **_named: object) -> Future[object]:  # type: ignore[override]
        """Take one."""
        return Future()
