"""What single changes open, by the definition: every step of everybody and every answer, applied and weighed again."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np

from fixtures.tiny import FAR, HOME, UNWILLING, WILLING, demand, job, limit, person
from matcher.domain.client import Client, LksGroup, Mode
from matcher.domain.nearmiss import EMPLOYER_PARTS, StepKind
from matcher.domain.profile import Answer
from matcher.domain.support import Instrument
from matcher.domain.vacancy import Vacancy
from matcher.encode import encode
from matcher.encode.steps import step_columns
from matcher.fit import fit
from matcher.kernel import N_REASONS, REASON, survey
from matcher.nearmiss import apply, apply_to_vacancy, employer_steps, steps_of
from matcher.scales import Scales
from tests.builders import CATALOGUE, NO_SEPARATE_GATE, scales_of
from tests.matcher.drawing import gaps as gap
from tests.matcher.drawing.gates import GATES_DRAWN, LONELY
from tests.matcher.drawing.items import HOUR, Pair, draw_pair
from tests.matcher.equality import as_numbers

PARTS = len(EMPLOYER_PARTS)
Counts = tuple[list[int], list[list[int]], list[int], list[list[int]], list[list[int]]]
"""Vacancies each step opens, [n_steps]; per person those that answers open, [n, 6], and those open today, [n]; per
vacancy the people each answer and task lets in, [m, 13], and what stops people first, [m, n_reasons]."""


def by_definition(clients: Sequence[Client], vacancies: Sequence[Vacancy], scales: Scales) -> Counts:
    fits = [[fit(client, vacancy, scales) for vacancy in vacancies] for client in clients]
    asked = {one.code for vacancy in vacancies for one in vacancy.requirements if one.kind == "certificaat"}
    opens, n_open = [], [sum(one.is_proposable for one in own) for own in fits]
    for client, own in zip(clients, fits, strict=True):
        shut = [vacancy for vacancy, one in zip(vacancies, own, strict=True) if not one.is_proposable]
        for step in steps_of(client, scales):
            if step.kind is not StepKind.CERTIFICATE or step.code in asked:
                after = apply(client, step, scales)
                opens.append(sum(fit(after, vacancy, scales).is_proposable for vacancy in shut))
    answers = np.zeros((len(clients), PARTS + 1), int)
    let_in, stopped = np.zeros((len(vacancies), PARTS + 8), int), np.zeros((len(vacancies), N_REASONS), int)
    for column, vacancy in enumerate(vacancies):
        for own in fits:
            if not own[column].is_proposable:
                stopped[column, as_numbers(own[column], CATALOGUE)[0][REASON]] += 1
        for step in employer_steps(vacancy):
            changed = apply_to_vacancy(vacancy, step)
            is_part = step.kind is StepKind.EMPLOYER
            place = EMPLOYER_PARTS.index(step.code) if is_part else PARTS + _task(vacancy, step.code)
            for row, client in enumerate(clients):
                if not fits[row][column].is_proposable and fit(client, changed, scales).is_proposable:
                    answers[row, min(place, PARTS)] += 1
                    let_in[column, place] += 1
    return opens, answers.tolist(), n_open, let_in.tolist(), stopped.tolist()


def _task(vacancy: Vacancy, key: str) -> int:
    return next(place for place, task in enumerate(vacancy.tasks) if task.key == key)


def by_kernel(clients: Sequence[Client], vacancies: Sequence[Vacancy], scales: Scales, threads: int = 2) -> Counts:
    caseload = encode(clients, vacancies, scales)
    found = survey(caseload, step_columns(caseload), threads=threads)
    let_in = found.reach[:, -(PARTS + 8) :]
    return (
        found.opens.tolist(),
        found.answers.tolist(),
        found.n_open.tolist(),
        let_in.tolist(),
        found.stopped.tolist(),
    )


def draw_short(draw: Random) -> Pair:
    """Give a pair that falls short of one thing by about one step: hours, a ceiling, a journey, or a slower pace."""
    what = draw.choice(("hours", "ceiling", "travel", "pace"))
    if what == "travel":
        modes = draw.choice(((Mode.BIKE,), (Mode.CAR,), (Mode.TRANSIT, Mode.WALK)))
        client = replace(person(), modes=modes, travel_limit=draw.choice((10, 15, 20, 25, 35, 45, 60)))
        return client, replace(job(), place=draw.choice((FAR.key, FAR.key, HOME.key)))
    if what == "pace":
        client = replace(person("K1", limit("I-7", 1)), lks_group=draw.choice(tuple(LksGroup)))
        can = replace(UNWILLING, slower_pace=draw.choice((Answer.NO, Answer.NO, Answer.UNKNOWN)))
        return client, job(demand("I-7", 0), can=can)
    least, days = draw.choice((16, 20, 24, 28, 32)) * HOUR, draw.choice((3, 4, 5))
    vacancy = replace(job(), week_minutes_min=least, week_minutes_max=least + 4 * HOUR, days_per_week=days)
    if what == "hours":
        stated = least - draw.choice((0, 60, 239, 240, 241, 300))
        return replace(person(), week_minutes=max(60, stated)), vacancy
    ceilings = (limit(code, draw.randint(1, 4)) for code in draw.sample(("VI-2", "VI-3"), draw.randint(1, 2)))
    return replace(person("K1", *ceilings), week_minutes=36 * HOUR), vacancy


def draw_refused(draw: Random) -> Pair:
    """Give a pair that hangs on one or two tasks too heavy, of which the employer leaves one to no colleague."""
    client, vacancy = gap.draw_left_out(draw)
    *heavy, rest = vacancy.tasks
    heavy[0] = replace(heavy[0], can_leave_out=Answer.NO)
    if draw.random() < 0.5:
        client = replace(client, profile=replace(client.profile, values=client.profile.values[:1]))
    return client, replace(vacancy, tasks=(*heavy, rest))


def draw_near_pairs(count: int, seed: int) -> tuple[list[Pair], Scales]:
    """Draw pairs of every sort that one change may open, so many of each."""
    draw = Random(seed)
    gates = [draw_gate(draw) for draw_gate in GATES_DRAWN.values() for _ in range(count)]
    gaps = (gap.draw_stacked, gap.draw_left_out, draw_refused, gap.draw_read, gap.draw_stopped, gap.draw_helpless)
    gaps += (gap.draw_unread, gap.draw_day_parts)
    gates += [draw_short(draw) for _ in range(4 * count)]
    others = [draw_one(draw) for draw_one in gaps for _ in range(2 * count)]
    items = [draw_pair(draw, [item]) for item in NO_SEPARATE_GATE for _ in range(max(1, count // 5))]
    mixed = [draw_pair(draw, draw.sample(NO_SEPARATE_GATE, draw.randint(2, 6))) for _ in range(4 * count)]
    return [*gates, *others, *items, *mixed], scales_of((HOME, FAR, LONELY))


def halves_apart() -> tuple[Pair, Scales]:
    """Give a pair limited on both halves of a couple, under a table in which what closes one does not close the other.

    The shipped table has no such couple, but for tasks that a colleague can take only one of.
    """
    first, second = "IV-13", "IV-14"
    by = {first: Instrument.AID, second: Instrument.INTERMEDIATE}
    plain = scales_of((HOME,))
    kept = tuple(row for row in plain.closes.rows if row.instrument is by.get(row.item, row.instrument))
    pair = person("K1", limit(first, 1), limit(second, 1)), job(demand(first, 0), demand(second, 0), can=WILLING)
    return pair, replace(plain, closes=replace(plain.closes, rows=kept))
