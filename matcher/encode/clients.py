"""People as columns."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

import numpy as np

from matcher.domain.caseload import I8, I32, I64, U8, U16, U64, ClientColumns
from matcher.domain.client import MAX_WEEK_MINUTES, Client, DayPart, LksGroup, Stance, WishKind
from matcher.domain.nearmiss import StepKind
from matcher.domain.profile import ReadingOutcome
from matcher.domain.support import INSTRUMENTS
from matcher.domain.vacancy import Vacancy
from matcher.drop_outs import failed_items, path_of, start_cap
from matcher.encode.codes import NOWHERE, Codes, bits, starts
from matcher.gates import DAY_CEILINGS, UNKNOWN_MODES, WEEK_CEILINGS, hours_of
from matcher.nearmiss import hours_step, travel_step
from matcher.points import WANTED, requirement_halves, waiting_points
from matcher.readings import Held
from matcher.scales import Scales
from matcher.tie import half_key
from matcher.travel import MODES
from matcher.weigh import Weigher

READ_TEXT, READ_WHOLE, READ_WITH, READ_TEXT_WITH, READ_FAILS = range(1, 6)
_WISH_KIND = {WishKind.OCCUPATION: 0, WishKind.SECTOR: 1, WishKind.EMPLOYER: 2}
_STANCE = {Stance.GLADLY: 0, Stance.RATHER_NOT: 1, Stance.NOT: 2}
DAY_PARTS = tuple(DayPart)


class _Profiles(NamedTuple):
    level: I8
    conditions: U16
    known: U64
    limited: U64
    text: U64
    ceiling_day: np.ndarray[tuple[int], np.dtype[np.int32]]
    ceiling_week: np.ndarray[tuple[int], np.dtype[np.int32]]
    asks_hours: U8


def client_columns(
    clients: Sequence[Client], vacancies: Sequence[Vacancy], scales: Scales, codes: Codes
) -> ClientColumns:
    """Write the people of one night."""
    profiles = _profiles(clients, scales)
    wishes = [_wishes(client, codes) for client in clients]
    paths = [path_of(client, scales) for client in clients]
    steps = [step for path in paths for step in path]
    flat_wishes = [wish for group in wishes for wish in group]
    return ClientColumns(
        **profiles._asdict(),
        status=np.array(
            [[scales.status(client, instrument) for instrument in INSTRUMENTS] for client in clients], np.int8
        ).reshape(len(clients), len(INSTRUMENTS)),
        wanted=np.array([bits(_wanted(client)) for client in clients], np.int32),
        unwanted=np.array([bits(_unwanted(client)) for client in clients], np.int32),
        failed=np.array([_failed(client, scales) for client in clients], np.uint64),
        is_claim=np.array([client.lks_group is LksGroup.ESTABLISHED for client in clients], np.uint8),
        stated=np.array([-1 if client.week_minutes is None else client.week_minutes for client in clients], np.int32),
        start_cap=np.array([_start_cap(client, scales) for client in clients], np.int32),
        path_start=starts([len(path) for path in paths]),
        path_month=np.array([step.month for step in steps], np.int32),
        path_minutes=np.array([step.week_minutes for step in steps], np.int32),
        shut=np.array([_shut(client, scales) for client in clients], np.uint8),
        asks_available=np.array([client.available_from is None for client in clients], np.uint8),
        wish_start=starts([len(group) for group in wishes]),
        wish_kind=np.array([wish[0] for wish in flat_wishes], np.int8),
        wish_code=np.array([wish[1] for wish in flat_wishes], np.int32),
        wish_stance=np.array([wish[2] for wish in flat_wishes], np.int8),
        has_glad=np.array([any(wish[2] == 0 for wish in group) for group in wishes], np.uint8),
        halves=np.array(
            [[requirement_halves(client, needed) for needed in codes.requirements] for client in clients], np.int8
        ).reshape(len(clients), len(codes.requirements)),
        place=np.array([codes.place.get(client.place or "", NOWHERE) for client in clients], np.int32),
        modes=np.array([_modes(client) for client in clients], np.uint8),
        travel_limit=np.array([_limit(client, scales) for client in clients], np.int32),
        asks_travel=np.array([client.modes is None or client.travel_limit is None for client in clients], np.uint8),
        times=np.array([-1 if client.times is None else day_parts(client.times) for client in clients], np.int16),
        waiting=np.array([waiting_points(client, scales).points for client in clients], np.int32),
        step_hours=_after(StepKind.HOURS, clients, scales),
        step_travel=_after(StepKind.TRAVEL, clients, scales),
        tie=np.array([half_key(scales.day, client.key) for client in clients], np.uint64),
        **pair_columns(clients, vacancies, scales)._asdict(),
    )


class PairColumns(NamedTuple):
    """What people's columns say of single vacancies, by their rows: all that differs where other vacancies stand."""

    forbidden_start: I64
    forbidden: I32
    reading_start: I64
    reading_vacancy: I32
    reading_item: I8
    reading_code: I8
    reading_instrument: I8


def pair_columns(clients: Sequence[Client], vacancies: Sequence[Vacancy], scales: Scales) -> PairColumns:
    """Write bans and readings against these vacancies."""
    row_by_key = {str(vacancy.key): row for row, vacancy in enumerate(vacancies)}
    banned = [_forbidden(client, row_by_key, scales) for client in clients]
    readings = [_readings(client, vacancies, row_by_key, scales) for client in clients]
    flat = [reading for group in readings for reading in group]
    return PairColumns(
        forbidden_start=starts([len(group) for group in banned]),
        forbidden=np.array([row for group in banned for row in group], np.int32),
        reading_start=starts([len(group) for group in readings]),
        reading_vacancy=np.array([reading[0] for reading in flat], np.int32),
        reading_item=np.array([reading[1] for reading in flat], np.int8),
        reading_code=np.array([reading[2] for reading in flat], np.int8),
        reading_instrument=np.array([reading[3] for reading in flat], np.int8),
    )


def _wanted(client: Client) -> list[int]:
    return [place for place, instrument in enumerate(INSTRUMENTS) if client.wants(instrument)]


def _unwanted(client: Client) -> list[int]:
    return [place for place, instrument in enumerate(INSTRUMENTS) if client.rather_not(instrument)]


def _failed(client: Client, scales: Scales) -> int:
    return bits(scales.catalogue.by_code(code).index for code in failed_items(client, scales))


def _start_cap(client: Client, scales: Scales) -> int:
    cap = start_cap(client, scales)
    return MAX_WEEK_MINUTES if cap is None else cap


def day_parts(parts: Sequence[DayPart]) -> int:
    """Give parts of the week as bits."""
    return bits(DAY_PARTS.index(part) for part in parts)


def _profiles(clients: Sequence[Client], scales: Scales) -> _Profiles:
    n, items = len(clients), scales.catalogue.items
    level = np.full((n, len(items)), -1, np.int8)
    conditions = np.zeros((n, len(items)), np.uint16)
    masks = np.zeros((3, n), np.uint64)
    for row, client in enumerate(clients):
        known = limited = text = 0
        levels = [-1] * len(items)
        for index, capacity in enumerate(scales.capacities(client, items)):
            if capacity is None or capacity.is_stale:
                continue
            known |= 1 << index
            text |= capacity.has_text << index
            levels[index] = capacity.level
            if capacity.is_limited:
                limited |= 1 << index
                conditions[row, index] = bits(capacity.conditions)
        level[row] = levels
        masks[:, row] = known, limited, text
    day, week = (scales.catalogue.by_code(code).index for code in ("VI-2", "VI-3"))
    written = masks[2] & np.uint64(1 << day | 1 << week)
    return _Profiles(
        level=level,
        conditions=conditions,
        known=masks[0],
        limited=masks[1],
        text=masks[2],
        ceiling_day=ceilings_of(level[:, day], DAY_CEILINGS),
        ceiling_week=ceilings_of(level[:, week], WEEK_CEILINGS),
        asks_hours=((level[:, day] < 0) | (level[:, week] < 0) | (written != 0)).astype(np.uint8),
    )


def ceilings_of(levels: I8, ceilings: tuple[int, ...]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """Give the ceiling of each level, −1 where the level is unknown."""
    found = np.array(ceilings, np.int32)[np.maximum(levels, 0)]
    return np.where(levels < 0, -1, found).astype(np.int32)


def _shut(client: Client, scales: Scales) -> int:
    objects = any(wish.kind is WishKind.SEARCH and wish.stance is Stance.NOT for wish in client.wishes)
    untils = (client.basics_first_until, client.education_first_until)
    is_busy = client.is_placed or any(until is not None and until > scales.day for until in untils)
    horizon = scales.day + timedelta(days=scales.policy.start_lead_days)
    is_late = client.available_from is not None and client.available_from > horizon
    return int(is_busy or is_late) | objects << 1


def _after(kind: StepKind, clients: Sequence[Client], scales: Scales) -> I32:
    step_of = {StepKind.HOURS: hours_step, StepKind.TRAVEL: travel_step}[kind]
    steps = [step_of(client, scales) for client in clients]
    return np.array([-1 if step is None else step.after for step in steps], np.int32)


def _wishes(client: Client, codes: Codes) -> list[tuple[int, int, int]]:
    return [
        (_WISH_KIND[wish.kind], codes.of_wish(wish.kind, wish.code), _STANCE[wish.stance])
        for wish in client.wishes
        if wish.kind in WANTED
    ]


def _forbidden(client: Client, row_by_key: dict[str, int], scales: Scales) -> list[int]:
    active = [key for key, until in client.forbidden if until is None or until >= scales.day]
    return sorted({row_by_key[key] for key in active if key in row_by_key})


def _modes(client: Client) -> int:
    modes = UNKNOWN_MODES if client.modes is None else client.modes
    return bits(MODES.index(mode) for mode in modes)


def _limit(client: Client, scales: Scales) -> int:
    return scales.policy.unknown_travel_minutes if client.travel_limit is None else client.travel_limit


def _readings(
    client: Client, vacancies: Sequence[Vacancy], row_by_key: dict[str, int], scales: Scales
) -> list[tuple[int, int, int, int]]:
    """Give (vacancy, item, what the reading does, instrument) for each reading that holds for a whole vacancy."""
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for reading in client.profile.readings:
        row = row_by_key.get(reading.vacancy)
        if row is None:
            continue
        item = scales.catalogue.by_code(reading.item)
        hours = hours_of(client, vacancies[row], scales)
        weigher = Weigher(client=client, vacancy=vacancies[row], scales=scales, planned_week_minutes=hours.planned)
        held = weigher.held(item)
        if held is not None:
            found[row, item.index] = _effects(held)
    return [(*place, code, instrument) for place, effects in sorted(found.items()) for code, instrument in effects]


def _effects(held: Held) -> list[tuple[int, int]]:
    """Give what readings do, an entry per instrument: the first may answer the item whole, the others add to it."""
    if held.outcome is ReadingOutcome.FAILS:
        return [(READ_FAILS, -1)]
    if not held.instruments:
        return [(READ_WHOLE if held.is_whole else READ_TEXT, -1)]
    numbers = [INSTRUMENTS.index(instrument) for instrument in held.instruments]
    first = READ_WITH if held.is_whole else READ_TEXT_WITH
    return [(first, numbers[0]), *((READ_TEXT_WITH, number) for number in numbers[1:])]
