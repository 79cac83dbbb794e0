"""Random worlds in which definition and kernel must agree: ``python -m tests.campaigns.worlds --runs 1000``.

A world is a handful of people and vacancies, each drawn so that some rule decides, and all of them weighed against each
other, under a policy and on a day of its own.  Of every pair verdicts, packages and lines must be equal; of some people
what each step opens, counted by the definition and over all pairs; and what holds for everybody (being able to do more
never harms, an unknown filled with the norm never lowers and is worth at most 50, not knowing bars nobody).  What is
rare is counted: a campaign in which a rule never spoke says nothing of it, and ends with exit 1.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from time import perf_counter

import click
import numpy as np

from fixtures.days import DAY
from fixtures.tiny import ASSESSED_ON, FAR, HOME
from matcher.domain.candidate import GATES, Fit, Reason, Verdict
from matcher.domain.caseload import Caseload
from matcher.domain.client import Client, Mode
from matcher.domain.nearmiss import StepKind
from matcher.domain.profile import CapacityValue, Source
from matcher.domain.region import Place, TravelTime
from matcher.domain.support import INSTRUMENTS, Instrument
from matcher.domain.vacancy import Vacancy
from matcher.encode import encode
from matcher.fit import fit
from matcher.kernel import judge_each
from matcher.nearmiss import apply, opened, steps_of
from matcher.policy import MatchPolicy
from matcher.scales import Scales
from matcher.variants import Board
from tests.builders import CATALOGUE, NO_SEPARATE_GATE, scales_of
from tests.matcher.drawing.gaps import draw_day_parts, draw_left_out, draw_read, draw_stacked, draw_stopped, draw_unread
from tests.matcher.drawing.gates import GATES_DRAWN, LONELY
from tests.matcher.drawing.items import Pair, draw_pair
from tests.matcher.drawing.lines import draw_with_instrument
from tests.matcher.drawn import TOGETHER, Drawn
from tests.matcher.equality import as_numbers

RUNS, SEED, PAIRS_OF_A_WORLD = 1_000, 20261102, 8
NORM_IS_WORTH_AT_MOST = 50
TRAVEL = (
    TravelTime(from_place=HOME.key, to_place=FAR.key, mode=Mode.TRANSIT, minutes=35),
    TravelTime(from_place=FAR.key, to_place=HOME.key, mode=Mode.CAR, minutes=12),
)
PLACES: tuple[Place, ...] = (HOME, FAR, LONELY)


def _of_some_items(draw: Random) -> Pair:
    return draw_pair(draw, draw.sample(NO_SEPARATE_GATE, draw.randint(1, 9)))


def _of_a_gate(draw: Random) -> Pair:
    return draw.choice(tuple(GATES_DRAWN.values()))(draw)


def _of_an_instrument(draw: Random) -> Pair:
    return draw_with_instrument(draw, draw.choice(INSTRUMENTS))


SORTS: tuple[Callable[[Random], Pair], ...] = (
    *(_of_some_items, _of_some_items, _of_a_gate, _of_a_gate, _of_an_instrument),
    *(draw_stacked, draw_left_out, draw_read, draw_stopped, draw_unread, draw_day_parts),
    *TOGETHER,
)


@dataclass(frozen=True, kw_only=True)
class World:
    """Some people and vacancies with what they are weighed on.

    Attributes
    ----------
    seed
        Makes the same world again.
    """

    seed: str
    clients: Sequence[Client]
    vacancies: Sequence[Vacancy]
    caseload: Caseload
    scales: Scales


def world(number: int, seed: int = SEED) -> World:
    """Draw one world; the same number and seed give the same."""
    name = f"{seed} {number}"
    draw, drawn = Random(name), Drawn()
    for _ in range(PAIRS_OF_A_WORLD):
        drawn.add(*draw.choice(SORTS)(draw))
    day = DAY + timedelta(days=draw.choice((0, 0, 0, 3, 45)))
    scales = scales_of(PLACES, TRAVEL, policy=_policy(draw), day=day)
    return World(
        seed=name,
        clients=drawn.clients,
        vacancies=drawn.vacancies,
        caseload=encode(drawn.clients, drawn.vacancies, scales),
        scales=scales,
    )


def _policy(draw: Random) -> MatchPolicy:
    """Give the standard policy to half of the worlds, and to the others one that a gemeente may choose."""
    if draw.random() < 0.5:
        return MatchPolicy()
    return MatchPolicy(
        unknown_travel_minutes=draw.choice((15, 45, 90)),
        leave_out_percent=draw.choice((0, 20, 40)),
        stack_in_rubriek=draw.randint(2, 4),
        stack_in_all=draw.randint(3, 6),
        load_let_op=draw.choice((10, 30, 60)),
        load_question=10,
        start_lead_days=draw.choice((0, 28, 180)),
        effort=tuple(draw.randint(0, 40) for _ in INSTRUMENTS),
    )


def differences(made: World, seen: Counter[str]) -> Iterator[str]:
    """Give what differs between definition and kernel, or does not hold, in one world; and count what is rare."""
    clients, vacancies = (np.ascontiguousarray(one.ravel(), np.int32) for one in np.indices(_shape(made)))
    judged = judge_each(made.caseload, clients, vacancies, is_whole=True)
    for place, (row, column) in enumerate(zip(clients, vacancies, strict=True)):
        client, vacancy = made.clients[row], made.vacancies[column]
        found = fit(client, vacancy, made.scales)
        out, masks = as_numbers(found, CATALOGUE)
        if not (np.array_equal(out, judged.out[place]) and np.array_equal(masks, judged.masks[place])):
            yield f"world {made.seed}: {client.key} at {vacancy.key}: definition and kernel differ"
        seen.update(set(_rare(client, found)))
    draw = Random(made.seed)
    yield from _steps(made, draw.choice(made.clients), seen)
    for _ in range(2):
        client, vacancy = draw.choice(made.clients), draw.choice(made.vacancies)
        for wrong in (*_more(made, client, vacancy, seen), *_less_known(made, client, vacancy, seen)):
            yield f"world {made.seed}: {client.key} at {vacancy.key}: {wrong}"


def _shape(made: World) -> tuple[int, int]:
    return len(made.clients), len(made.vacancies)


def _steps(made: World, client: Client, seen: Counter[str]) -> Iterator[str]:
    """Count what each step of a person opens, by the definition and by the kernel."""
    steps = steps_of(client, made.scales)
    board = Board.of(made.caseload, made.vacancies, made.scales)
    after = [apply(client, step, made.scales) for step in steps]
    for step, by_kernel in zip(steps, board.opened(client, after) if after else (), strict=True):
        by_definition = opened(client, made.vacancies, step, made.scales)
        if by_definition != by_kernel:
            yield f"world {made.seed}: {client.key}, step {step}: {by_definition} but {by_kernel} by the kernel"
        seen.update([f"step {step.kind}"])
        if by_definition:
            seen.update([f"step {step.kind} opens"])


def _more(made: World, client: Client, vacancy: Vacancy, seen: Counter[str]) -> Iterator[str]:
    """Being able to do more never worsens a verdict on an item and never loses a proposal."""
    before = fit(client, vacancy, made.scales)
    read = {one.item for one in client.profile.readings}
    for step in steps_of(client, made.scales):
        is_item = step.kind in (StepKind.ITEM, StepKind.CONDITION)
        # Longer hours make a longer day, and a reading speaks of the value as it was: other questions than this.
        if not is_item or step.code in read or step.code.startswith("VI"):
            continue
        after = fit(apply(client, step, made.scales), vacancy, made.scales)
        seen.update(["property more"])
        worse = [now.item for now, was in zip(after.items, before.items, strict=True) if now.verdict > was.verdict]
        if worse or (before.is_proposable and not after.is_proposable):
            yield f"{step} makes {', '.join(worse) or 'the pair'} worse"


def _less_known(made: World, client: Client, vacancy: Vacancy, seen: Counter[str]) -> Iterator[str]:
    """Filling an unknown with the norm never lowers and is worth at most 50; what is unknown bars nobody."""
    before = fit(client, vacancy, made.scales)
    is_standard = made.scales.policy == MatchPolicy()
    for item in before.items:
        if item.capacity is not None or item.verdict is not Verdict.VRAAG_NA:
            continue
        norm = CapacityValue(item=item.item, source=Source.UWV, recorded_on=ASSESSED_ON)
        values = (*client.profile.values, norm)
        after = fit(replace(client, profile=replace(client.profile, values=values)), vacancy, made.scales)
        gained = _points(after) - _points(before)
        seen.update(["property norm"])
        if after.verdict > before.verdict or gained < 0 or (is_standard and gained > NORM_IS_WORTH_AT_MOST):
            yield f"the norm on {item.item} gives {after.verdict.name} and {gained} points"
        if before.is_proposable and not after.is_proposable:
            yield f"the norm on {item.item} loses the proposal"


def _points(found: Fit) -> int:
    return sum(one.points for one in found.contributions)


def _rare(client: Client, found: Fit) -> Iterator[str]:
    """Name what decides in a pair."""
    yield f"verdict {found.verdict.name}"
    yield from (f"reason {item.reason}" for item in found.items)
    yield from (f"gate {gate.gate} shut" for gate in found.gates if gate.verdict is Verdict.KAN_NIET)
    used = {part.instrument for one in found.packages for part in one.package.parts}
    yield from (f"instrument {one}" for one in used)
    yield from (name for name, holds in _together(client, found, used) if holds)


def _together(client: Client, found: Fit, used: set[Instrument]) -> Iterator[tuple[str, bool]]:
    by_task = {one.item for one in client.profile.readings if one.task}
    stated = Counter(one.item for one in client.profile.values)
    known = {item.item for item in found.items if item.capacity is not None}
    yield "stacked", found.is_stacked
    yield "three packages", len(found.packages) == 3
    yield "couple", any(item.is_duplicate for item in found.items)
    yield "unknown on both sides", any(item.is_unknown_both for item in found.items)
    yield "reading of a task", any(i.reason is Reason.TEXT_READ and i.item in by_task for i in found.items)
    yield "two sources on an item", any(stated[code] > 1 for code in known)
    yield "task to a colleague", any(part.moved for one in found.packages for part in one.package.parts)
    yield "support that is wanted", any(client.wants(one) for one in used)
    yield "support rather not", any(client.rather_not(one) for one in used)
    yield "drop-out", bool(client.drop_outs) and found.is_proposable
    yield "claim", any(one.package.is_claim for one in found.packages)
    yield "only what support closes", found.verdict is Verdict.LET_OP and bool(used)


MUST_OCCUR: tuple[str, ...] = (
    *(f"verdict {verdict.name}" for verdict in Verdict),
    *(f"reason {reason}" for reason in Reason),
    *(f"gate {gate} shut" for gate in GATES),
    *(f"instrument {instrument}" for instrument in INSTRUMENTS),
    *(f"step {kind}" for kind in (StepKind.ITEM, StepKind.CONDITION, StepKind.HOURS, StepKind.TRAVEL)),
    *(f"step {kind} opens" for kind in (StepKind.ITEM, StepKind.CONDITION)),
    *("stacked", "three packages", "couple", "unknown on both sides", "reading of a task", "two sources on an item"),
    *("task to a colleague", "support that is wanted", "support rather not", "drop-out", "claim"),
    *("only what support closes", "property more", "property norm"),
)


def campaign(runs: int, seed: int = SEED) -> tuple[list[str], Counter[str]]:
    """Give what went wrong in some worlds, and how often each rare thing occurred."""
    seen: Counter[str] = Counter()
    wrong = [line for number in range(runs) for line in differences(world(number, seed), seen)]
    return wrong, seen


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign, print what differs and what is rare, and give 1 where a world or the drawing fails."""
    parser = argparse.ArgumentParser(description="Definition and kernel agree in random worlds.")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args(arguments)
    began = perf_counter()
    wrong, seen = campaign(asked.runs, asked.seed)
    for line in wrong[:20]:
        click.echo(line)
    for name in MUST_OCCUR:
        click.echo(f"{seen[name]:9}  {name}{'' if seen[name] else '  NEVER'}")
    never = [name for name in MUST_OCCUR if not seen[name]]
    pairs = asked.runs * PAIRS_OF_A_WORLD**2
    click.echo(f"{asked.runs} worlds, about {pairs} pairs in {perf_counter() - began:.0f} s: {len(wrong)} differences")
    return int(bool(wrong or never))


if __name__ == "__main__":
    sys.exit(main())
