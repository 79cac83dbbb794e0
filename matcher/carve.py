"""Functiecreatie: whether tasks can go to a colleague, and what is then left for the person himself.

What remains stretches over the day that was planned; it may not make sitting, standing, walking or another posture of
the day a level heavier for the person than the whole work was weighed at.
"""

from collections.abc import Collection
from fractions import Fraction

from matcher.asked import FULL_DAY_MINUTES, firm_minutes, tolerated_by_minutes
from matcher.catalogue.items import Item
from matcher.domain.client import Client
from matcher.domain.profile import Answer
from matcher.domain.support import MovedTask
from matcher.domain.vacancy import Vacancy
from matcher.scales import Scales


def leave_out_answer(vacancy: Vacancy, tasks: Collection[int], scales: Scales) -> Answer:
    """Say whether these tasks can go to a colleague: not all of them, and within the share that policy allows."""
    places = sorted(set(tasks))
    share = sum(vacancy.tasks[place].share for place in places)
    if share > scales.policy.leave_out_percent or len(places) == len(vacancy.tasks):
        return Answer.NO
    answers = {vacancy.tasks[place].can_leave_out for place in places}
    if Answer.NO in answers:
        return Answer.NO
    return Answer.UNKNOWN if Answer.UNKNOWN in answers else Answer.YES


def carve_answer(
    client: Client, vacancy: Vacancy, tasks: Collection[int], planned_week_minutes: int, scales: Scales
) -> Answer:
    """Say whether these tasks can go to a colleague and this person's day still be filled with the others."""
    answer = leave_out_answer(vacancy, tasks, scales)
    if answer is Answer.NO or fits_without(client, vacancy, tasks, planned_week_minutes, scales):
        return answer
    return Answer.NO


def fits_without(
    client: Client, vacancy: Vacancy, tasks: Collection[int], planned_week_minutes: int, scales: Scales
) -> bool:
    """Whether the other tasks, stretched over the planned day, make no posture of the day a level heavier.

    What was within the person's ceiling stays so; what was too heavy, and closed by itself, gets no heavier.  Minutes
    nobody saw (derived, or not said) do not count: what is not known keeps nobody from work.
    """
    day_items = (item for item in scales.catalogue.items if item.per_day)
    return all(_stays_within(item, client, vacancy, tasks, planned_week_minutes, scales) for item in day_items)


def _stays_within(
    item: Item, client: Client, vacancy: Vacancy, tasks: Collection[int], planned_week_minutes: int, scales: Scales
) -> bool:
    capacity = scales.capacity(client, item)
    if capacity is None or capacity.is_stale or capacity.level == 0:
        return True
    by_task, whole = firm_minutes(vacancy, item)
    days = vacancy.days_per_week
    bound = min(capacity.level, tolerated_by_minutes(item, whole, planned_week_minutes, days))
    if bound == 0:
        return True
    rest = sum(minutes for place, minutes in enumerate(by_task) if place not in tasks)
    shares = [task.share for task in vacancy.tasks]
    kept = sum(share for place, share in enumerate(shares) if place not in tasks)
    stretched = Fraction(rest * sum(shares), kept)
    return stretched * planned_week_minutes <= item.day_ceilings[bound - 1] * FULL_DAY_MINUTES * days


def moved_tasks(vacancy: Vacancy, tasks: Collection[int], planned_week_minutes: int) -> tuple[MovedTask, ...]:
    """Give what a colleague gets on his plate: each task with its minutes a week, rounded up."""
    return tuple(
        MovedTask(task=task.key, week_minutes=-(-planned_week_minutes * task.share // 100))
        for place, task in enumerate(vacancy.tasks)
        if place in tasks
    )
