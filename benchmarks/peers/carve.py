"""Functiecreatie for arrays of pairs: whether the other tasks, stretched over the day, stay within every ceiling."""

from __future__ import annotations

import numpy as np

from benchmarks.peers.arrays import Flags, Ints
from benchmarks.peers.lookups import Lookups
from matcher.kernel import FULL_DAY, LEAVE_OUT

BIT = np.uint16(1 << LEAVE_OUT)


def without_long_days(
    look: Lookups, sets: tuple[Ints, Ints], c: Ints, v: Ints, planned: Ints, tasks: Ints
) -> tuple[Ints, Ints]:
    """Take functiecreatie out of two sets of instruments where what remains is too long for some posture."""
    has = ((sets[0] | sets[1]) & BIT) > 0
    at = np.nonzero(has)
    if not len(at[0]):
        return sets
    pair = [np.broadcast_to(column, has.shape)[at] for column in (c, v, planned, tasks)]
    blocked = np.zeros(has.shape, bool)
    blocked[at] = ~fits_without(look, *pair)
    first, second = (np.where(blocked, one & ~BIT, one).astype(one.dtype) for one in sets)
    return first, second


def fits_without(look: Lookups, c: Ints, v: Ints, planned: Ints, tasks: Ints) -> Flags:
    """Say for each pair whether the day fits without these tasks."""
    people, jobs, tables = look.caseload.clients, look.caseload.vacancies, look.caseload.tables
    stays = (tasks.astype(np.int64)[:, None] >> np.arange(jobs.task_share.shape[1]) & 1) == 0
    share = jobs.task_share[v].sum(axis=1, dtype=np.int64)
    kept = (jobs.task_share[v] * stays).sum(axis=1, dtype=np.int64)
    fits = np.ones(len(c), bool)
    full = FULL_DAY * jobs.days[v].astype(np.int64)
    for k, i in enumerate(tables.day_items):
        bound = np.maximum(people.level[c, i], 0).astype(np.int64)
        for _ in range(int(tables.top[i])):
            is_over = jobs.day_firm[v, k].astype(np.int64) * planned > tables.day_ceiling[k, bound] * full
            bound = np.where((bound > 0) & is_over, bound - 1, bound)
        rest = (jobs.day_task[v, k] * stays).sum(axis=1, dtype=np.int64)
        fits &= (bound == 0) | (rest * share * planned <= tables.day_ceiling[k, bound] * full * kept)
    return fits
