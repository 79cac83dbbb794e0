"""Near misses: which steps there are, what one of them changes, and what it opens when all is weighed again.

A person's steps are those of what is known of him: each ordered item one level better, each condition no longer needed,
more hours, a longer journey, a certificate.  An employer's are his answers: a no that becomes a yes.  An unknown is a
question and has no step.  `matcher.kernel.near` counts the same over all pairs.
"""

from collections.abc import Sequence
from dataclasses import replace

from matcher.catalogue.items import ItemType
from matcher.domain.client import MAX_WEEK_MINUTES, Client
from matcher.domain.nearmiss import EMPLOYER_PARTS, Step, StepKind
from matcher.domain.profile import Answer, Capacity, CapacityValue, Demand, Source
from matcher.domain.vacancy import Vacancy
from matcher.drop_outs import start_cap
from matcher.errors import ReadError
from matcher.fit import fit
from matcher.scales import Scales

MAX_TRAVEL_MINUTES = 180
CERTIFICATE = "certificaat"
FULL_DAY_OF_MINUTES = 24 * 60


def steps_of(client: Client, scales: Scales) -> tuple[Step, ...]:
    """Give every step of one person: items in the order of the FML, conditions, hours, travel, certificates."""
    items = scales.catalogue.items
    limited = [
        (item, capacity)
        for item, capacity in zip(items, scales.capacities(client, items), strict=True)
        if capacity is not None and not capacity.is_stale
    ]
    return (
        *(
            Step(kind=StepKind.ITEM, code=item.code, before=capacity.level, after=capacity.level - 1)
            for item, capacity in limited
            if item.type is ItemType.ORD and capacity.level > 0
        ),
        *(
            Step(kind=StepKind.CONDITION, code=item.code, before=number, after=0)
            for item, capacity in limited
            for number in capacity.conditions
            if item.type is ItemType.SET
        ),
        *(step for step in (hours_step(client, scales), travel_step(client, scales)) if step is not None),
        *(
            Step(kind=StepKind.CERTIFICATE, code=code, before=0, after=1)
            for code in sorted({one.code for one in client.qualifications if one.kind == CERTIFICATE})
            if _answer(client, code) is Answer.NO
        ),
    )


def hours_step(client: Client, scales: Scales) -> Step | None:
    """Give the step of more hours a week; none where they are unknown, or already the most there is.

    Nor where an earlier placement that failed caps the start: an arbeidsdeskundige ends that, no number of hours.
    """
    if start_cap(client, scales) is not None:
        return None
    return _longer(StepKind.HOURS, client.week_minutes, scales.policy.step_week_minutes, MAX_WEEK_MINUTES)


def travel_step(client: Client, scales: Scales) -> Step | None:
    """Give the step of a longer journey; none where the person's limit is unknown, or already the most there is."""
    return _longer(StepKind.TRAVEL, client.travel_limit, scales.policy.step_travel_minutes, MAX_TRAVEL_MINUTES)


def _longer(kind: StepKind, value: int | None, by: int, most: int) -> Step | None:
    return None if value is None or value >= most else Step(kind=kind, before=value, after=min(value + by, most))


def _answer(client: Client, code: str) -> Answer:
    """Give whether somebody has a certificate; of several rows the last one speaks, as at the gate."""
    return {one.code: one.has for one in client.qualifications if one.kind == CERTIFICATE}[code]


def employer_steps(vacancy: Vacancy) -> tuple[Step, ...]:
    """Give every no of an employer that could become a yes: a part of his answers, or a task for a colleague."""
    return (
        *(
            Step(kind=StepKind.EMPLOYER, code=part, before=0, after=1)
            for part in EMPLOYER_PARTS
            if getattr(vacancy.adaptations, part) is Answer.NO
        ),
        *(
            Step(kind=StepKind.TASK, code=task.key, before=0, after=1)
            for task in vacancy.tasks
            if task.can_leave_out is Answer.NO
        ),
    )


def apply(client: Client, step: Step, scales: Scales) -> Client:
    """Give the person after a step of his own.

    A better level or a condition less takes the place of every value on that item; source, day and text stay, so that
    the change is all that changes.

    Raises
    ------
    ReadError
        If the step is not one of this person's: it was made of another client or another day.
    """
    if step not in steps_of(client, scales):
        raise ReadError(f"Client {client.key} has no step {step.kind} {step.code} {step.before}-{step.after} today.")
    if step.kind is StepKind.HOURS:
        return replace(client, week_minutes=step.after)
    if step.kind is StepKind.TRAVEL:
        return replace(client, travel_limit=step.after)
    if step.kind is StepKind.CERTIFICATE:
        return replace(
            client,
            qualifications=tuple(
                replace(one, has=Answer.YES) if (one.kind, one.code) == (CERTIFICATE, step.code) else one
                for one in client.qualifications
            ),
        )
    return _with_item(client, step, scales)


def _with_item(client: Client, step: Step, scales: Scales) -> Client:
    capacity = scales.capacity(client, scales.catalogue.by_code(step.code))
    if capacity is None:
        raise ReadError(f"Client {client.key}: nobody looked at {step.code}, so nothing can be one step better.")
    is_condition = step.kind is StepKind.CONDITION
    return with_value(
        client,
        step.code,
        capacity,
        level=capacity.level if is_condition else step.after,
        conditions=tuple(number for number in capacity.conditions if not is_condition or number != step.before),
    )


def with_value(client: Client, code: str, capacity: Capacity, *, level: int, conditions: tuple[int, ...]) -> Client:
    """Give a person of whom one value on an item holds, instead of all that sources said of it.

    That an arbeidsdeskundige looked stays known: it is his look that ends what a drop-out asked.
    """
    stated = [one for one in client.profile.values if one.item == code]
    texts = [one.text for one in stated if one.text.strip()] if capacity.has_text else []
    looks = (
        replace(one, level=0, conditions=(), text="")
        for one in stated
        if one.source is Source.LABOUR_EXPERT and one.source is not capacity.source
    )
    value = CapacityValue(
        item=code,
        level=level,
        conditions=conditions,
        text=texts[0] if texts else "",
        source=capacity.source,
        recorded_on=capacity.recorded_on,
    )
    others = tuple(one for one in client.profile.values if one.item != code)
    return replace(client, profile=replace(client.profile, values=(*others, value, *looks)))


def apply_to_vacancy(vacancy: Vacancy, step: Step) -> Vacancy:
    """Give the vacancy after another answer of its employer.

    Raises
    ------
    ReadError
        If this employer did not say no to it.
    """
    if step not in employer_steps(vacancy):
        raise ReadError(f"Vacancy {vacancy.key}: the employer did not say no to {step.code or step.kind}.")
    if step.kind is StepKind.EMPLOYER:
        return replace(vacancy, adaptations=replace(vacancy.adaptations, **{step.code: Answer.YES}))
    tasks = (replace(task, can_leave_out=Answer.YES) if task.key == step.code else task for task in vacancy.tasks)
    return replace(vacancy, tasks=tuple(tasks))


def opened(client: Client, vacancies: Sequence[Vacancy], step: Step, scales: Scales) -> tuple[str, ...]:
    """Give the vacancies that a person's step opens: not to be proposed before it, to be proposed after it."""
    return opened_by(client, apply(client, step, scales), vacancies, scales)


def opened_by(before: Client, after: Client, vacancies: Sequence[Vacancy], scales: Scales) -> tuple[str, ...]:
    """Give the vacancies that a change of a person opens, ascending by key."""
    return tuple(
        sorted(
            str(vacancy.key)
            for vacancy in vacancies
            if fit(after, vacancy, scales).is_proposable and not fit(before, vacancy, scales).is_proposable
        )
    )


def reached(clients: Sequence[Client], before: Vacancy, after: Vacancy, scales: Scales) -> tuple[str, ...]:
    """Give the people for whom a change of a vacancy opens it, ascending by key."""
    return tuple(
        sorted(
            str(client.key)
            for client in clients
            if fit(client, after, scales).is_proposable and not fit(client, before, scales).is_proposable
        )
    )


def without_task(vacancy: Vacancy, key: str, scales: Scales) -> Vacancy | None:
    """Give the vacancy as a job made without one task; None where policy does not let so much go, or nothing is left.

    The other tasks stretch over the day, and nothing more can be left out.
    """
    gone = next((task for task in vacancy.tasks if task.key == key), None)
    if gone is None or len(vacancy.tasks) == 1 or gone.share > scales.policy.leave_out_percent:
        return None
    kept = [task for task in vacancy.tasks if task is not gone]
    whole, rest = sum(task.share for task in vacancy.tasks), sum(task.share for task in kept)
    tasks = (
        replace(
            task,
            can_leave_out=Answer.NO,
            demands=tuple(_stretched(demand, whole, rest) for demand in task.demands),
        )
        for task in kept
    )
    return replace(vacancy, tasks=tuple(tasks))


def _stretched(demand: Demand, whole: int, rest: int) -> Demand:
    if demand.minutes_per_day is None:
        return demand
    return replace(demand, minutes_per_day=min(FULL_DAY_OF_MINUTES, -(-demand.minutes_per_day * whole // rest)))
