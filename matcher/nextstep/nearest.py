"""The occupation nearest to somebody whom none fits, what is in the way there, and the few steps that lead to it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher import kernel
from matcher.catalogue.items import Catalogue
from matcher.domain.candidate import GATES, Verdict
from matcher.domain.caseload import I64, U64
from matcher.domain.client import Client
from matcher.domain.nearmiss import Opening, Step
from matcher.nearmiss import apply, steps_of
from matcher.variants import Board

LONGEST_PATH, TRIED = 4, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The occupation with the fewest things in the way, what those are, and the steps that would take them away.

    Attributes
    ----------
    stopped_by
        Codes of the items and gates in the way.
    opening
        None where no few steps of this person lead there.
    """

    occupation: str
    stopped_by: tuple[str, ...]
    opening: Opening | None


def nearest_occupations(clients: Sequence[Client], work: Board, threads: int = 2) -> dict[str, Nearest]:
    """Give by key the work that is nearest to each of these people, whom no occupation fits.

    Of the occupations with the fewest things in the way it is the first to which steps of the person lead; else the
    first of all.

    Parameters
    ----------
    work
        Occupations as vacancies.
    """
    if not clients:
        return {}
    n, m = len(clients), len(work.vacancies)
    people, jobs = np.repeat(np.arange(n, dtype=np.int32), m), np.tile(np.arange(m, dtype=np.int32), n)
    judged = work.judged(clients, people, jobs, threads)
    shut = judged.out[:, kernel.GATE : kernel.GATE + kernel.N_GATES] == Verdict.KAN_NIET
    in_the_way = (shut.sum(axis=1) + np.bitwise_count(judged.masks[:, kernel.IMPOSSIBLE])).reshape(n, m)
    tried = np.argsort(in_the_way, axis=1, kind="stable")[:, :TRIED]
    paths = _steps_to([(client, int(job)) for client, row in zip(clients, tried, strict=True) for job in row], work)
    found, most = {}, tried.shape[1]
    for row, client in enumerate(clients):
        own = list(zip(tried[row].tolist(), paths[row * most : (row + 1) * most], strict=True))
        job, steps = next(((job, steps) for job, steps in own if steps), own[0])
        key, pair = str(work.vacancies[job].key), row * m + job
        found[str(client.key)] = Nearest(
            occupation=key,
            stopped_by=_stopped_by(judged.out[pair], judged.masks[pair], work.scales.catalogue),
            opening=Opening(steps=steps, opens=1, vacancies=(key,)) if steps else None,
        )
    return found


def _steps_to(pairs: Sequence[tuple[Client, int]], work: Board) -> list[tuple[Step, ...]]:
    """Give for each pair the few steps after which the person can do this work, each on something in the way; or none.

    All pairs take their next step together and are weighed again.
    """
    now = [client for client, _ in pairs]
    taken: list[tuple[Step, ...]] = [() for _ in pairs]
    found: list[tuple[Step, ...]] = [() for _ in pairs]
    under_way = list(range(len(pairs)))
    for _ in range(LONGEST_PATH + 1):
        if not under_way:
            break
        jobs = np.array([pairs[at][1] for at in under_way], np.int32)
        judged = work.judged([now[at] for at in under_way], np.arange(len(under_way), dtype=np.int32), jobs)
        going = []
        for at, out, masks in zip(under_way, judged.out, judged.masks, strict=True):
            if out[kernel.REASON] < 0:
                found[at] = taken[at]
                continue
            blocked = _blocked(masks, work.scales.catalogue)
            step = next((step for step in steps_of(now[at], work.scales) if step.code in blocked), None)
            if step is not None:
                now[at], taken[at] = apply(now[at], step, work.scales), (*taken[at], step)
                going.append(at)
        under_way = going
    return found


def _stopped_by(out: I64, masks: U64, catalogue: Catalogue) -> tuple[str, ...]:
    gates = [str(gate) for place, gate in enumerate(GATES) if out[kernel.GATE + place] == Verdict.KAN_NIET]
    return (*gates, *_blocked(masks, catalogue)) or (("stapeling",) if out[kernel.STACKED] else ("geen_steun",))


def _blocked(masks: U64, catalogue: Catalogue) -> list[str]:
    """Give the items that cannot be, in the order of the FML."""
    impossible = int(masks[kernel.IMPOSSIBLE])
    return [item.code for item in catalogue.items if impossible >> item.index & 1]
