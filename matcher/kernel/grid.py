"""Where open vacancies lie, and what they have in common: made once a night, so that far pairs need no look.

A vacancy is found by its place, a place by its square on the map.  Vacancies that ask the same hours, parts of the week
or certificates are of one class; what a gate says of a class is worked out once a person, and counts per class say
what the gates before travel do over all vacancies.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from matcher.domain.caseload import I8, I32, I64, Caseload, VacancyColumns
from matcher.kernel.fields import Scratch, scratch
from matcher.kernel.packed import Packed

LEAST_SIDE, MOST_SQUARES = 4_000, 512
HOURS_CLASS, TIMES_CLASS, CERTIFICATE_CLASS = range(3)
N_BUCKETS = 1_024


class Grid(NamedTuple):
    """Open vacancies by place and class.

    Attributes
    ----------
    map
        Metres east and north of the corner, the side of a square, and squares east and north, [5].
    square_start, square_place
        Places with a position and work; those of square s stand from ``square_start[s]`` up to ``square_start[s + 1]``.
    apart
        Places with work but without a position; the number behind the last place stands for a place that is unknown.
    place_start, job
        Rows of the open vacancies; those at place p stand from ``place_start[p]`` up to ``place_start[p + 1]``.
    kind
        Classes of each of those: hours, parts of the week, certificates, [n_open, 3].
    hours, times, certificate
        A vacancy of each class.
    n_open
        Open vacancies by class of hours and of parts of the week: in all, then per sector, [1 + n_sectors, n, n].
    row
        Place in ``job`` of each vacancy, −1 for one that is not open, [m].
    occupation_start, occupation, employer_start, employer
        Places in ``job`` by occupation and by employer.
    people
        Rows of the clients, those who live in one square side by side.
    """

    map: I64
    square_start: I64
    square_place: I32
    apart: I32
    place_start: I64
    job: I32
    kind: I32
    hours: I32
    times: I32
    certificate: I32
    n_open: I64
    row: I32
    occupation_start: I64
    occupation: I32
    employer_start: I64
    employer: I32
    people: I32


class Room(NamedTuple):
    """Room for one thread.

    Attributes
    ----------
    hours, times, certificate
        Which gate each class shuts.
    near
        Places within reach, last their number.
    jobs, most, order
        Vacancies no gate shuts, the most points of each, and their places in ``jobs``, highest first.
    growth
        Points of hours per class.
    bucket
        Where the vacancies of each number of points begin, while they are put in order.
    objected
        Places in the grid of the vacancies the person at hand objects to one by one.
    """

    hours: I8
    times: I8
    certificate: I8
    near: I32
    jobs: I32
    growth: I32
    most: I32
    order: I32
    bucket: I32
    objected: I32


def rooms(columns: Packed, grid: Grid) -> tuple[Scratch, Room]:
    """Give fresh room for one thread."""
    n_places = len(columns.desk.place)
    return scratch(n_places), Room(
        np.zeros(len(grid.hours), np.int8),
        np.zeros(len(grid.times), np.int8),
        np.zeros(len(grid.certificate), np.int8),
        np.zeros(n_places + 2, np.int32),
        np.zeros(len(grid.job), np.int32),
        np.zeros(len(grid.hours), np.int32),
        np.zeros(len(grid.job), np.int32),
        np.zeros(len(grid.job), np.int32),
        np.zeros(N_BUCKETS + 1, np.int32),
        np.zeros(len(grid.job), np.int32),
    )


@lru_cache(maxsize=1)
def lay_out(caseload: Caseload) -> Grid:
    """Put the open vacancies on the map; the last caseload's is kept."""
    v, positions = caseload.vacancies, caseload.tables.place
    n_places = len(positions)
    place = np.where(v.place < 0, n_places, v.place)
    is_open = v.is_shut == 0
    order = np.argsort(place, kind="stable")
    job = order[is_open[order]].astype(np.int32)
    at = np.full(len(is_open), -1, np.int32)
    at[job] = np.arange(len(job), dtype=np.int32)
    n_jobs = np.bincount(place[job], minlength=n_places + 1)
    has_position = np.append(positions[:, 2] > 0, False)
    corner, squares = _map(positions)
    square = _squares(positions, corner)
    placed = np.flatnonzero((n_jobs > 0) & has_position)
    placed = placed[np.argsort(square[placed], kind="stable")]
    hours, hours_of = _classes(np.stack((v.week_min, v.week_max, v.days, v.ramp), axis=1))
    times, times_of = _classes(v.times[:, None].astype(np.int32))
    certificate, certificate_of = _classes(_certificates(v))
    kind = np.stack((hours_of, times_of, certificate_of), axis=1).astype(np.int32)[job]
    return Grid(
        map=corner,
        square_start=_starts(square[placed], squares),
        square_place=placed.astype(np.int32),
        apart=np.flatnonzero((n_jobs > 0) & ~has_position).astype(np.int32),
        place_start=_starts(place[job], n_places + 1),
        job=job,
        kind=kind,
        hours=hours,
        times=times,
        certificate=certificate,
        n_open=_counts(kind, v.sector[job], (_n(v.sector), len(hours), len(times))),
        row=at,
        occupation_start=_starts(v.occupation[job], _n(v.occupation)),
        occupation=_by_code(v.occupation[job]),
        employer_start=_starts(v.employer[job], _n(v.employer)),
        employer=_by_code(v.employer[job]),
        people=np.argsort(np.append(square, squares)[caseload.clients.place], kind="stable").astype(np.int32),
    )


def _map(positions: I64) -> tuple[I64, int]:
    """Give corner, side and numbers of squares; squares grow where the map would have too many."""
    placed = positions[positions[:, 2] > 0, :2]
    low = placed.min(axis=0) if len(placed) else np.zeros(2, np.int64)
    span = placed.max(axis=0) - low if len(placed) else np.zeros(2, np.int64)
    side = max(LEAST_SIDE, int(span.max()) // MOST_SQUARES + 1)
    n = span // side + 1
    return np.array((*low, side, *n), np.int64), int(n[0] * n[1])


def _squares(positions: I64, corner: I64) -> I64:
    east, north = ((positions[:, axis] - corner[axis]) // corner[2] for axis in range(2))
    return np.append(np.where(positions[:, 2] > 0, north * corner[3] + east, 0), 0).astype(np.int64)


def _classes(rows: I32 | I64) -> tuple[I32, I64]:
    """Give a row of each distinct kind, and the kind of every row."""
    if not len(rows):
        return np.zeros(0, np.int32), np.zeros(0, np.int64)
    _, first, of = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return first.astype(np.int32), of.reshape(-1).astype(np.int64)


def _certificates(v: VacancyColumns) -> I64:
    """Number the sets of certificates, smallest first: two vacancies have one number where they require the same."""
    numbers = np.zeros(len(v.is_shut), np.int64)
    vacancy = np.repeat(np.arange(len(numbers)), np.diff(v.requirement_start))[v.requirement_is_gate > 0]
    asked = v.requirement[v.requirement_is_gate > 0]
    for requirement in np.unique(asked):
        has = np.zeros(len(numbers), np.int64)
        has[vacancy[asked == requirement]] = 1
        numbers = np.unique(2 * numbers + has, return_inverse=True)[1].reshape(-1).astype(np.int64)
    return numbers[:, None]


def _counts(kind: I32, sector: I32, shape: tuple[int, int, int]) -> I64:
    n_sectors, n_hours, n_times = shape
    pair = kind[:, HOURS_CLASS].astype(np.int64) * n_times + kind[:, TIMES_CLASS]
    size = n_hours * n_times
    rows = 1 + n_sectors
    counts = np.bincount(pair + size * (sector.astype(np.int64) + 1), minlength=rows * size).reshape(rows, -1)
    counts[0] = np.bincount(pair, minlength=size)
    return counts.reshape(rows, n_hours, n_times).astype(np.int64)


def _n(codes: I32) -> int:
    return int(codes.max(initial=-1)) + 1


def _starts(codes: I32 | I64, n: int) -> I64:
    """Give where the rows of each of n codes begin once sorted by code, codes below zero left out."""
    return np.concatenate(([0], np.cumsum(np.bincount(codes[codes >= 0], minlength=n)))).astype(np.int64)


def _by_code(codes: I32) -> I32:
    order = np.argsort(codes, kind="stable")
    return order[codes[order] >= 0].astype(np.int32)
