"""Places where a night can be broken off on purpose, so that tests see what is left; without a setting, nothing."""

import errno
import os
import signal
from collections import Counter

from web.config import FailAction, Failpoint
from web.service.night.measure import Progress

EVERYWHERE = "*"


class Points:
    """Counts the places a night passes, and breaks it off at the one that was asked for."""

    def __init__(self, failpoint: Failpoint | None) -> None:
        self._failpoint = failpoint
        self._passed: Counter[str] = Counter()

    def reach(self, stage: str) -> None:
        """Pass a place.

        Raises
        ------
        OSError
            Where the night is to find its disk full here.
        """
        asked = self._failpoint
        if asked is None or asked.stage not in (stage, EVERYWHERE):
            return
        self._passed[asked.stage] += 1
        if self._passed[asked.stage] != asked.number:
            return
        if asked.action is FailAction.KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), stage)

    def hearing(self, progress: Progress) -> Progress:
        """Give an ear that passes a place wherever a stage tells something."""

        def hear(stage: str, done: int, total: int) -> None:
            progress(stage, done, total)
            self.reach(stage)

        return hear
