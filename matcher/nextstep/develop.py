"""What one change of a person, or two together, would open for somebody to whom nothing can be proposed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from matcher.domain.client import Client, Qualification
from matcher.domain.nearmiss import EMPLOYER_KINDS, Opening, Step, StepKind
from matcher.domain.profile import Answer, Capacity
from matcher.nearmiss import steps_of, with_value
from matcher.nextstep.unknown import CERTIFICATE, Held
from matcher.variants import Board

KINDS: tuple[StepKind, ...] = tuple(StepKind)


def steps_that_open(
    clients: Sequence[Client],
    held: Mapping[str, Sequence[Held]],
    single: Mapping[str, Sequence[Opening]],
    board: Board,
    threads: int = 2,
) -> dict[str, tuple[Opening, ...]]:
    """Give the steps that open something, exactly; pairs where no single step does; what opens most first.

    Raising a capacity never worsens a verdict, so where nothing opens with every step taken no pair is tried.

    Parameters
    ----------
    held
        What holds for each item of a person, by his key.
    single
        What each change alone opens, as the night counted it over all pairs, by his key.
    """
    found = {str(client.key): _own(single.get(str(client.key), ())) for client in clients}
    steps = {
        str(client.key): own
        for client in clients
        if not found[str(client.key)] and (own := steps_of(client, board.scales))
    }
    tried = [client for client in clients if str(client.key) in steps]
    known = {key: dict(held[key]) for key in steps}
    whole = ((one, [taken(one, steps[str(one.key)], known[str(one.key)])]) for one in tried)
    hopeful = [one for one, (keys,) in zip(tried, board.open_each(whole, threads), strict=True) if keys]
    pairs = [list(combinations(steps[str(one.key)], 2)) for one in hopeful]
    changed = (
        (one, [taken(one, two, known[str(one.key)]) for two in sets]) for one, sets in zip(hopeful, pairs, strict=True)
    )
    for one, sets, opened in zip(hopeful, pairs, board.open_each(changed, threads), strict=True):
        found[str(one.key)] = _ordered(
            Opening(steps=two, opens=len(keys), vacancies=keys) for two, keys in zip(sets, opened, strict=True) if keys
        )
    return found


def _own(single: Sequence[Opening]) -> tuple[Opening, ...]:
    """Take the person's own steps; what an employer could answer is not his to take."""
    return _ordered(one for one in single if one.steps[0].kind not in EMPLOYER_KINDS)


def _ordered(found: Iterable[Opening]) -> tuple[Opening, ...]:
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
