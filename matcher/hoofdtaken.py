"""Which tasks of a vacancy are hoofdtaken for this person's week, and the part of the time each takes (BLKS art. 1, 5).

At most five, each at least a sixteenth of the week and half an hour of a working day. What is smaller is no hoofdtaak:
nobody measures it, and its time goes to the hoofdtaken in proportion, which together are the whole working time.
"""

from collections.abc import Collection
from fractions import Fraction

from matcher.domain.loonwaarde import WHOLE_PERCENT, TaskEstimate, TaskState
from matcher.domain.vacancy import Task, Vacancy
from matcher.rules import Rules

UNKNOWN_STATES = (TaskState.KIND_UNKNOWN, TaskState.VALUE_UNKNOWN, TaskState.VALUE_STALE, TaskState.UNNAMED)


def hoofdtaken(
    vacancy: Vacancy, rules: Rules, *, week_minutes: int, left_out: Collection[str] = ()
) -> tuple[TaskEstimate, ...]:
    """Give every task of a vacancy with its BT, in its order, then the time no task names; nothing of a person yet."""
    kept = [task for task in vacancy.tasks if task.key not in left_out]
    unnamed = WHOLE_PERCENT - sum(task.share for task in vacancy.tasks)
    left = sum(task.share for task in kept) + unnamed
    day = Fraction(week_minutes, vacancy.days_per_week)

    def is_large(share: int) -> bool:
        part = Fraction(share, left)
        limits = rules.loonwaarde
        return part >= limits.least_share.amount and part * day >= limits.least_minutes_per_day.amount

    large = sorted((task for task in kept if is_large(task.share)), key=lambda task: (-task.share, task.key))
    main = {task.key for task in large[: rules.loonwaarde.most_tasks.whole]}
    is_unnamed_large = unnamed > 0 and is_large(unnamed)
    whole = sum(task.share for task in kept if task.key in main) + (unnamed if is_unnamed_large else 0)

    def time_share(share: int) -> str:
        return str(Fraction(share, whole))

    made = []
    for task in vacancy.tasks:
        state = _state(task, main=main, large={one.key for one in large}, left_out=left_out)
        is_main = state in (TaskState.COUNTED, TaskState.KIND_UNKNOWN)
        made.append(_line(task, state, time_share(task.share) if is_main else ""))
    if unnamed:
        state = TaskState.UNNAMED if is_unnamed_large else TaskState.TOO_SMALL
        share = time_share(unnamed) if is_unnamed_large else ""
        made.append(TaskEstimate(task="", kind=None, share=unnamed, time_share=share, state=state))
    return tuple(made)


def _line(task: Task, state: TaskState, time_share: str) -> TaskEstimate:
    return TaskEstimate(task=task.key, kind=task.kind, share=task.share, time_share=time_share, state=state)


def _state(task: Task, *, main: Collection[str], large: Collection[str], left_out: Collection[str]) -> TaskState:
    if task.key in left_out:
        return TaskState.LEFT_OUT
    if task.key not in main:
        return TaskState.BEYOND_MOST if task.key in large else TaskState.TOO_SMALL
    return TaskState.COUNTED if task.kind is not None else TaskState.KIND_UNKNOWN
