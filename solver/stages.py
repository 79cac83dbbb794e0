"""The stages of a night, as its progress is told."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

Progress = Callable[[str, int, int], None]
"""Hears ``(stage, done, total)``."""


class NightStage(Enum):
    """One stage of the pipeline; its value is the name it is told under."""

    COLUMNS = "kolommen"
    RANK = "rangschikken"
    PROBLEM = "vraagstuk"
    SOLVE = "oplossen"
    EXPLAIN = "uitleggen"

    @property
    def begun(self) -> tuple[str, int, int]:
        """What is told when this stage begins: its name, the stages done, the stages in all."""
        every = list(NightStage)
        return self.value, every.index(self), len(every)


ALL_DONE = (NightStage.EXPLAIN.value, len(NightStage), len(NightStage))


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
