"""What lies near each person's best at given prices, by the definition: every package of every pair, one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from matcher.domain.client import Client
from matcher.domain.support import INSTRUMENTS, Instrument
from matcher.domain.vacancy import Vacancy
from matcher.fit import fit
from matcher.kernel import Asking, Near
from matcher.scales import Scales
from matcher.tie import tie_key

POINT, TIE_DIGITS, BONUS, SCALE = 1_000, 499, 7_000, 8
NO_LIMIT = 10**12
SUPPORTED = sum(1 << INSTRUMENTS.index(one) for one in (Instrument.JOBCOACH_MEDIUM, Instrument.WORK_BUDDY))
Row = tuple[int, int, int, int, int, int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Rows (person, vacancy, package, verdict, total, coach minutes, cents, instruments, lot) and each one's best."""

    rows: list[Row]
    best: list[int]


def draw_asking(n_clients: int, n_vacancies: int, seed: int) -> Asking:
    """Give prices that matter: some places, supported people, coach minutes and cents cost much, some nothing.

    Some vacancies have no place or no room for somebody supported, some people a budget that leaves little or nothing.
    """
    draw = Random(seed)

    def prices(count: int, most: int) -> list[int]:
        return [draw.choice((0, draw.randint(1, most))) for _ in range(count)]

    return Asking(
        place=np.array(prices(n_vacancies, 400 * POINT * SCALE), np.int64),
        supported=np.array(prices(n_vacancies, 200 * POINT * SCALE), np.int64),
        coach=np.array(prices(n_clients, 4 * POINT * SCALE), np.int64),
        once=np.array(prices(n_clients, SCALE), np.int64),
        is_open=np.array(draw.choices((1, 0), (6, 1), k=n_vacancies), np.uint8),
        may_support=np.array(draw.choices((1, 0), (3, 1), k=n_vacancies), np.uint8),
        coach_most=np.array([draw.choice((0, 60, 150, NO_LIMIT, NO_LIMIT)) for _ in range(n_clients)], np.int64),
        once_most=np.array([draw.choice((0, 100_000, NO_LIMIT, NO_LIMIT)) for _ in range(n_clients)], np.int64),
        floor=np.array(prices(n_clients, 3 * POINT * SCALE), np.int64),
        yesterday=np.array([draw.choice((-1, draw.randrange(n_vacancies))) for _ in range(n_clients)], np.int32),
        value=np.array([POINT, TIE_DIGITS, BONUS, SCALE, SUPPORTED], np.int64),
    )


def near_by_definition(
    clients: Sequence[Client], vacancies: Sequence[Vacancy], scales: Scales, asking: Asking, threshold: int
) -> Expected:
    """Weigh every pair and keep each person's rows that come within the threshold of his best."""
    kept: list[Row] = []
    bests = []
    for row, client in enumerate(clients):
        gained = [
            (_gain(asking, row, column, found), found)
            for column, vacancy in enumerate(vacancies)
            for found in _rows(client, vacancy, row, column, scales)
            if _is_possible(asking, row, column, found)
        ]
        best = max([0, *(gain for gain, _ in gained)])
        kept += [found for gain, found in gained if best - gain <= threshold]
        bests.append(best)
    return Expected(rows=kept, best=bests)


def _rows(client: Client, vacancy: Vacancy, row: int, column: int, scales: Scales) -> list[Row]:
    found = fit(client, vacancy, scales)
    if not found.is_proposable:
        return []
    tie = tie_key(scales.day, client.key, vacancy.key)
    return [
        (
            row,
            column,
            number,
            int(found.verdict),
            one.total,
            one.package.coach_minutes,
            one.package.once_cents,
            sum(1 << INSTRUMENTS.index(instrument) for instrument in one.package.instruments),
            tie,
        )
        for number, one in enumerate(found.packages)
    ]


def _is_possible(asking: Asking, client: int, vacancy: int, found: Row) -> bool:
    _, _, _, _, _, coach_minutes, cents, instruments, _ = found
    is_within = coach_minutes <= asking.coach_most[client] and cents <= asking.once_most[client]
    has_room = bool(asking.may_support[vacancy]) or not instruments & SUPPORTED
    return bool(asking.is_open[vacancy]) and bool(is_within) and has_room


def _gain(asking: Asking, client: int, vacancy: int, found: Row) -> int:
    _, _, _, _, total, coach_minutes, cents, instruments, tie = found
    worth = total * POINT + tie % (TIE_DIGITS + 1)
    worth += BONUS if asking.yesterday[client] == vacancy else 0
    paid = int(asking.place[vacancy]) + int(asking.coach[client]) * coach_minutes + int(asking.once[client]) * cents
    paid += int(asking.supported[vacancy]) if instruments & SUPPORTED else 0
    return worth * SCALE + int(asking.floor[client]) * total - paid


def as_expected(found: Near) -> Expected:
    """Give what the kernel found in the same form."""
    columns = [column.tolist() for column in found[:-1]]
    return Expected(rows=list(zip(*columns, strict=True)), best=found.best.tolist())
