"""What one change of a person, or two together, would open for somebody to whom nothing can be proposed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from matcher.domain.client import Client, Qualification
from matcher.domain.nearmiss import Opening, Step, StepKind
from matcher.domain.profile import Answer, Capacity
from matcher.nearmiss import steps_of, with_value
from matcher.nextstep.unknown import CERTIFICATE, Held
from matcher.variants import Board

KINDS: tuple[StepKind, ...] = tuple(StepKind)


def steps_that_open(client: Client, held: Sequence[Held], board: Board, threads: int = 2) -> tuple[Opening, ...]:
    """Give the steps that open something, exactly; pairs where no single step does; what opens most first.

    Raising a capacity never worsens a verdict, so what opens nothing with every step taken is not tried one by one.

    Parameters
    ----------
    held
        What holds for each item of the person.
    """
    steps = steps_of(client, board.scales)
    known = dict(held)
    if not steps or not _opened(client, known, [steps], board, threads):
        return ()
    return _opened(client, known, [(step,) for step in steps], board, threads) or _opened(
        client, known, list(combinations(steps, 2)), board, threads
    )


def _opened(
    client: Client,
    held: Mapping[str, Capacity | None],
    sets: Sequence[tuple[Step, ...]],
    board: Board,
    threads: int,
) -> tuple[Opening, ...]:
    opened = board.opened(client, [taken(client, steps, held) for steps in sets], threads)
    found = [
        Opening(steps=steps, opens=len(keys), vacancies=keys) for steps, keys in zip(sets, opened, strict=True) if keys
    ]
    return tuple(sorted(found, key=lambda one: (-one.opens, [_place(step) for step in one.steps])))


def taken(client: Client, steps: Sequence[Step], held: Mapping[str, Capacity | None]) -> Client:
    """Give the person after some steps of his own; the same as taking them one after the other (`matcher.nearmiss`)."""
    by_item: dict[str, list[Step]] = {}
    for step in steps:
        if step.kind is StepKind.HOURS:
            client = replace(client, week_minutes=step.after)
        elif step.kind is StepKind.TRAVEL:
            client = replace(client, travel_limit=step.after)
        elif step.kind is StepKind.CERTIFICATE:
            client = replace(client, qualifications=_with_certificate(client, step.code))
        else:
            by_item.setdefault(step.code, []).append(step)
    for item, own in by_item.items():
        capacity = held[item]
        assert capacity is not None, "a step is on a known item"
        gone = {step.before for step in own if step.kind is StepKind.CONDITION}
        levels = [step.after for step in own if step.kind is StepKind.ITEM]
        conditions = tuple(number for number in capacity.conditions if number not in gone)
        client = with_value(client, item, capacity, level=min([capacity.level, *levels]), conditions=conditions)
    return client


def _with_certificate(client: Client, code: str) -> tuple[Qualification, ...]:
    return tuple(
        replace(one, has=Answer.YES) if (one.kind, one.code) == (CERTIFICATE, code) else one
        for one in client.qualifications
    )


def _place(step: Step) -> tuple[int, str, int, int]:
    return KINDS.index(step.kind), step.code, step.before, step.after
