"""Columns drawn at will: what the fixtures seldom say, so that a peer cannot agree with the kernel by luck."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np

from benchmarks.peers.arrays import Flags, Ints
from benchmarks.world import World
from fixtures.caseload import region
from fixtures.tiny import FAR, HOME
from matcher.domain.caseload import ClientColumns, Tables, VacancyColumns
from matcher.kernel import LEAVE_OUT, READ_FAILS, READ_TEXT, READ_TEXT_WITH, READ_WITH
from tests.builders import scales_of
from tests.matcher.drawn import TOGETHER, Drawn

N_READINGS = 3_000
PARTS_OF_THE_WEEK = (-1, 1, 2, 3, 14, 15)
BIT_OF_SILENCE, BITS_OF_HOW = 4, 63


def drawn(world: World, seed: int) -> World:
    """Give a world with other minutes a day, times, answers, texts and readings."""
    draw = np.random.default_rng(seed)
    caseload = world.caseload
    clients = _clients(caseload.clients, caseload.tables, world.n_vacancies, draw)
    vacancies = _vacancies(caseload.vacancies, draw)
    other = replace(caseload, clients=clients, vacancies=vacancies)
    return World(caseload=other, region=world.region, scales=world.scales)


def together(seed: int) -> World:
    """Give a world of people and vacancies drawn for what hangs together: couples, days with a task left out."""
    draw, found, scales = Random(seed), Drawn(), scales_of((HOME, FAR))
    for change in (*TOGETHER, *TOGETHER):
        for _ in range(6):
            found.add(*change(draw))
    whole = region(len(found.clients), len(found.vacancies), seed)
    return World(caseload=found.caseload(scales), region=whole, scales=scales)


def _some(like: Ints, share: float, draw: np.random.Generator) -> Flags:
    is_some: Flags = draw.random(like.shape) < share
    return is_some


def _vacancies(old: VacancyColumns, draw: np.random.Generator) -> VacancyColumns:
    shape = old.day_minutes.shape
    minutes = np.where(draw.random(shape) < 0.7, draw.integers(0, 480, shape), -1)
    firm = np.where(draw.random(shape) < 0.5, minutes, np.minimum(minutes, draw.integers(-1, 480, shape)))
    tasks = (1 << old.n_tasks[:, None].astype(np.int64)) - 1
    cell = draw.integers(0, BITS_OF_HOW + 1, shape) | np.where(minutes < 0, BIT_OF_SILENCE, 0)
    cell |= (draw.integers(0, 256, shape) & tasks) << 10 | (draw.integers(0, 256, shape) & tasks) << 18
    is_task = np.arange(old.day_task.shape[2]) < old.n_tasks[:, None, None]
    by_task = draw.integers(0, 240, old.day_task.shape) * (is_task & _some(old.day_task, 0.5, draw))
    is_answer = _some(old.answer, 0.4, draw) & (np.arange(old.answer.shape[1]) != LEAVE_OUT)
    times = draw.choice(PARTS_OF_THE_WEEK, old.times.shape)
    return old._replace(
        day_minutes=minutes.astype(np.int32),
        day_firm=firm.astype(np.int32),
        day_cell=cell.astype(np.uint32),
        day_task=by_task.astype(np.int16),
        occupation=np.where(_some(old.occupation, 0.3, draw), -1, old.occupation).astype(np.int32),
        sector=np.where(_some(old.sector, 0.3, draw), -1, old.sector).astype(np.int32),
        times=np.where(_some(old.times, 0.5, draw), times, old.times).astype(np.int16),
        answer=np.where(is_answer, draw.integers(0, 3, old.answer.shape), old.answer).astype(np.int8),
    )


def _clients(old: ClientColumns, tables: Tables, n_vacancies: int, draw: np.random.Generator) -> ClientColumns:
    n = len(old.known)
    text = draw.integers(0, 1 << 63, n, np.uint64) & old.known
    times = draw.choice(PARTS_OF_THE_WEEK, n)
    status = draw.integers(0, 3, old.status.shape)
    some = draw.integers(0, 1 << 15, (2, n)).astype(np.int32)
    failed = draw.integers(0, 1 << 63, n, np.uint64) & draw.integers(0, 1 << 63, n, np.uint64) & tables.weighed[0]
    weighed = np.flatnonzero(tables.weighed[0] >> np.arange(64, dtype=np.uint64) & np.uint64(1))
    person, job = draw.integers(0, n, N_READINGS), draw.integers(0, n_vacancies, N_READINGS)
    person, job, item = np.unique((person, job, draw.choice(weighed, N_READINGS)), axis=1)
    code = draw.integers(READ_TEXT, READ_FAILS + 1, len(person))
    more = np.where(np.isin(code, (READ_WITH, READ_TEXT_WITH)) & (draw.random(len(code)) < 0.3), 2, 1)
    person, job, item, code = (np.repeat(column, more) for column in (person, job, item, code))
    is_second = np.diff(np.repeat(np.arange(len(more)), more), prepend=-1) == 0
    code = np.where(is_second, READ_TEXT_WITH, code)
    has_instrument = (code == READ_WITH) | (code == READ_TEXT_WITH)
    return old._replace(
        wanted=np.where(_some(old.wanted, 0.3, draw), some[0], 0).astype(np.int32),
        unwanted=np.where(_some(old.wanted, 0.3, draw), some[1] & ~some[0], 0).astype(np.int32),
        failed=np.where(_some(old.failed, 0.2, draw), failed, 0).astype(np.uint64),
        start_cap=np.where(_some(old.start_cap, 0.2, draw), draw.integers(300, 2_000, n), 3_600).astype(np.int32),
        text=np.where(_some(text, 0.3, draw), old.text | text, old.text).astype(np.uint64),
        asks_hours=np.where(_some(old.asks_hours, 0.3, draw), 1, old.asks_hours).astype(np.uint8),
        times=np.where(_some(old.times, 0.5, draw), times, old.times).astype(np.int16),
        status=np.where(_some(old.status, 0.2, draw), status, old.status).astype(np.int8),
        is_claim=draw.integers(0, 2, n).astype(np.uint8),
        reading_start=np.searchsorted(person, np.arange(n + 1)).astype(np.int64),
        reading_vacancy=job.astype(np.int32),
        reading_item=item.astype(np.int8),
        reading_code=code.astype(np.int8),
        reading_instrument=np.where(has_instrument, draw.integers(0, 15, len(person)), -1).astype(np.int8),
    )
