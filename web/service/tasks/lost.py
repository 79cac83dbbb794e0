"""What can be lost of a ranking: a task with its process, and the people whose weighing does that."""

from collections.abc import Sequence

from matcher.errors import WaagError

MOST_NOT_WEIGHED = 3
"""Of more people the fault is not in their data."""


class TaskLost(WaagError):
    """A task ended the process that worked on it, and gave no answer."""


class NotWeighed(WaagError):
    """Weighing some people ends the process that does it; `people` are their keys, in order."""

    def __init__(self, people: Sequence[str]) -> None:
        self.people = tuple(people)
        super().__init__(
            f"{len(self.people)} people could not be weighed, as weighing them ends the process that does it. "
            "A night leaves them out and says so."
        )


class TooManyNotWeighed(WaagError):
    """So many people could not be weighed that nothing of the night can be believed."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(
            f"{count} people and more end the process that weighs them: this is not about one person's data. "
            "No night was made. Run `waag doctor`, and try again with what it says mended."
        )
