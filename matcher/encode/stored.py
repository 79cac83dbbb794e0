"""A night's caseload straight from stored columns: no object per person or vacancy.

A stored caseload is a table per noun, a table named columns of one length.  It says what *holds* on the night: sources
are weighed, readings resolved, an unknown is −1.  Numbers of items, instruments, parts of the day and modes are their
places in the catalogue and in the enumerations; a name is its row in the table ``names``.

================  ====================================================================================================
table             columns
================  ====================================================================================================
names             ``name``: every place, employer, occupation, sector, kind and code that occurs, once each
clients           ``key``, ``place``; ``known`` (items of which something is known, as bits); ``may``, ``may_perhaps``
                  (instruments as bits); and each column of `ClientColumns` with one number a person under its own name
capacities        ``client`` (row), ``item``, ``level``, ``conditions`` (bits), ``text`` (0 or 1): only what is not the
                  plain norm
paths             ``client``, ``month``, ``minutes``, ascending
wishes            ``client``, ``kind`` (0 occupation, 1 sector, 2 employer), ``code`` (name), ``stance``
qualifications    ``client``, ``kind``, ``code``, ``has`` (0 no, 1 unknown, 2 yes), ``mastery``; of two alike the first
                  holds
forbidden         ``client``, ``vacancy`` (row)
readings          ``client``, ``vacancy``, ``item``, ``code``, ``instrument``: what it does, as in `ClientColumns`
vacancies         ``key``, ``employer``, ``occupation``, ``sector``, ``place``, ``every_evening``; ``agrees``, ``asked``
                  (instruments to which the employer said yes, and of which he was not asked, as bits); and each column
                  of `VacancyColumns` with one number a vacancy under its own name
tasks             ``vacancy``, ``place`` (0-7), ``share``, ``leave`` (0 no, 1 unknown, 2 yes), ``risk`` (0 or 1)
demands           ``vacancy``, ``task`` (−1 all), ``item``, ``tolerated`` (−2 not said), ``asks`` (bits), ``needs``,
                  ``minutes`` (−1 not said), ``frequency``, ``source``
requirements      ``vacancy``, ``kind``, ``code``, ``mastery``
================  ====================================================================================================

Rows of the long tables stand in the order of their person or vacancy.
"""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

import numpy as np

from matcher.domain.caseload import I8, I32, I64, U64, Caseload, ClientColumns, VacancyColumns
from matcher.domain.client import Client, ClientKey, Qualification
from matcher.domain.profile import Answer
from matcher.domain.support import INSTRUMENTS
from matcher.domain.vacancy import Requirement
from matcher.encode.asking import Column, Table, items_of, shares_of
from matcher.encode.clients import ceilings_of
from matcher.encode.codes import NOWHERE, UNMATCHED, Codes, requirement_key
from matcher.encode.tables import table_columns
from matcher.errors import ReadError
from matcher.gates import DAY_CEILINGS, WEEK_CEILINGS
from matcher.points import requirement_halves
from matcher.scales import Scales
from matcher.tie import half_key

Stored = Mapping[str, Table]
ANSWERS = (Answer.NO, Answer.UNKNOWN, Answer.YES)
NEVER_ASKED = Requirement(kind="", code="")
REQUIRED = ("kind", "code", "mastery")
OWN = {
    "names": ("name",),
    "clients": ("key", "place", "known", "may", "may_perhaps"),
    "capacities": ("client", "item", "level", "conditions", "text"),
    "paths": ("client", "month", "minutes"),
    "wishes": ("client", "kind", "code", "stance"),
    "qualifications": ("client", "kind", "code", "has", "mastery"),
    "forbidden": ("client", "vacancy"),
    "readings": ("client", "vacancy", "item", "code", "instrument"),
    "vacancies": ("key", "employer", "occupation", "sector", "place", "every_evening", "agrees", "asked"),
    "tasks": ("vacancy", "place", "share", "leave", "risk"),
    "demands": ("vacancy", "task", "item", "tolerated", "asks", "needs", "minutes", "frequency", "source"),
    "requirements": ("vacancy", "kind", "code", "mastery"),
}
PLAIN_CLIENT = (
    "wanted", "unwanted", "failed", "is_claim", "stated", "start_cap", "asks_hours", "shut", "asks_available", "modes",
    "travel_limit", "asks_travel", "times", "waiting", "step_hours", "step_travel",
)  # fmt: skip
PLAIN_VACANCY = ("is_shut", "week_min", "week_max", "days", "ramp", "times", "lasting", "seated")
TABLES = {**OWN, "clients": OWN["clients"] + PLAIN_CLIENT, "vacancies": OWN["vacancies"] + PLAIN_VACANCY}
"""Every table with its columns."""


def encode_stored(stored: Stored, scales: Scales) -> Caseload:
    """Give the columns of one night from stored tables.

    Raises
    ------
    ReadError
        A table or a column is missing, or columns of one table differ in length.
    """
    check(stored)
    vacancies, names = stored["vacancies"], stored["names"]["name"]
    codes = Codes.named(
        [_requirement(one, names) for one in _distinct(stored["requirements"], REQUIRED)[0]],
        scales,
        occupations=_used(vacancies["occupation"], names),
        sectors=_used(vacancies["sector"], names),
        employers=_used(vacancies["employer"], names),
    )
    return Caseload(
        client_keys=tuple(stored["clients"]["key"].tolist()),
        vacancy_keys=tuple(vacancies["key"].tolist()),
        clients=_clients(stored, scales, codes),
        vacancies=_vacancies(stored, scales, codes),
        tables=table_columns(scales, codes),
    )


def _used(column: Column, names: Column) -> list[str]:
    found: list[str] = names[np.unique(column[column >= 0])].tolist()
    return found


def _requirement(row: Sequence[int], names: Column) -> Requirement:
    kind, code, mastery = row
    return Requirement(kind=str(names[kind]), code=str(names[code]), mastery=mastery)


def check(stored: Stored) -> None:
    """Refuse tables from which no night can be made."""
    for name, columns in TABLES.items():
        table = stored.get(name)
        if table is None:
            raise ReadError(f"The table {name} is missing; a stored caseload has {', '.join(TABLES)}.")
        absent = [column for column in columns if column not in table]
        if absent:
            raise ReadError(f"The table {name} has no column {absent[0]}; it needs {', '.join(columns)}.")
        lengths = {len(table[column]) for column in columns}
        if len(lengths) > 1:
            raise ReadError(f"The columns of {name} have lengths {sorted(lengths)}; a table has one length.")


def _clients(stored: Stored, scales: Scales, codes: Codes) -> ClientColumns:
    people, path, wishes, banned = (stored[name] for name in ("clients", "paths", "wishes", "forbidden"))
    n, names = len(people["key"]), stored["names"]["name"]
    level, conditions, limited, text = _profiles(stored, scales)
    day, week = (scales.catalogue.by_code(code).index for code in ("VI-2", "VI-3"))
    glad = np.bincount(wishes["client"][wishes["stance"] == 0], minlength=n)
    told = stored["readings"]
    return ClientColumns(
        **_plain(people, PLAIN_CLIENT, ClientColumns),
        level=level,
        conditions=conditions,
        known=people["known"].astype(np.uint64),
        limited=limited,
        text=text,
        status=_by_instrument(people["may"], people["may_perhaps"]),
        ceiling_day=ceilings_of(level[:, day], DAY_CEILINGS),
        ceiling_week=ceilings_of(level[:, week], WEEK_CEILINGS),
        path_start=_starts(path["client"], n),
        path_month=path["month"].astype(np.int32),
        path_minutes=path["minutes"].astype(np.int32),
        wish_start=_starts(wishes["client"], n),
        wish_kind=wishes["kind"].astype(np.int8),
        wish_code=_wish_codes(wishes, names, codes),
        wish_stance=wishes["stance"].astype(np.int8),
        has_glad=(glad > 0).astype(np.uint8),
        forbidden_start=_starts(banned["client"], n),
        forbidden=banned["vacancy"].astype(np.int32),
        halves=_halves(stored["qualifications"], names, n, codes),
        place=_numbers(people["place"], names, codes.place),
        tie=_ties(people["key"], scales),
        reading_start=_starts(told["client"], n),
        reading_vacancy=told["vacancy"].astype(np.int32),
        reading_item=told["item"].astype(np.int8),
        reading_code=told["code"].astype(np.int8),
        reading_instrument=told["instrument"].astype(np.int8),
    )


def _vacancies(stored: Stored, scales: Scales, codes: Codes) -> VacancyColumns:
    jobs, tasks, required = stored["vacancies"], stored["tasks"], stored["requirements"]
    n, names = len(jobs["key"]), stored["names"]["name"]
    shares, leave = shares_of(n, tasks)
    distinct, kind = _distinct(required, REQUIRED)
    wanted = [_requirement(one, names) for one in distinct]
    number = np.array([codes.requirement[requirement_key(one)] for one in wanted], np.int32)
    is_gate = np.array([one.kind == "certificaat" for one in wanted], np.uint8)
    return VacancyColumns(
        **vars(items_of(jobs, tasks, stored["demands"], scales, codes)),
        **_plain(jobs, PLAIN_VACANCY, VacancyColumns),
        occupation=_numbers(jobs["occupation"], names, codes.occupation),
        sector=_numbers(jobs["sector"], names, codes.sector),
        employer=_numbers(jobs["employer"], names, codes.employer),
        requirement_start=_starts(required["vacancy"], n),
        requirement=number[kind] if len(kind) else number,
        requirement_is_gate=is_gate[kind] if len(kind) else is_gate,
        place=_numbers(jobs["place"], names, codes.place),
        answer=_by_instrument(jobs["agrees"], jobs["asked"]),
        n_tasks=np.bincount(tasks["vacancy"], minlength=n).astype(np.int32),
        task_share=shares,
        task_leave=leave,
        tie=_ties(jobs["key"], scales),
    )


def _plain(table: Table, names: Sequence[str], columns: type[ClientColumns] | type[VacancyColumns]) -> dict[str, Any]:
    """Give columns that are stored as the kernel has them, each in the width it has there."""
    kinds = {name: get_args(get_args(columns.__annotations__[name])[1])[0] for name in names}
    return {name: table[name].astype(kind) for name, kind in kinds.items()}


def _profiles(stored: Stored, scales: Scales) -> tuple[I8, Any, U64, U64]:
    known, held = stored["clients"]["known"].astype(np.uint64), stored["capacities"]
    n, n_items = len(known), len(scales.catalogue.items)
    level, conditions = np.full((n, n_items), -1, np.int8), np.zeros((n, n_items), np.uint16)
    for item in range(n_items):
        level[(known >> np.uint64(item) & np.uint64(1)) > 0, item] = 0
    level[held["client"], held["item"]] = held["level"]
    conditions[held["client"], held["item"]] = held["conditions"]
    is_limited = (held["level"] > 0) | (held["conditions"] > 0)
    return level, conditions, _bits(held, is_limited, n), _bits(held, held["text"] > 0, n)


def _bits(held: Table, which: Column, n: int) -> U64:
    mask = np.zeros(n, np.uint64)
    np.bitwise_or.at(mask, held["client"][which], np.uint64(1) << held["item"][which].astype(np.uint64))
    return mask


def _by_instrument(yes: Column, perhaps: Column) -> I8:
    places = np.arange(len(INSTRUMENTS))
    sure, unsure = (column.astype(np.int64)[:, None] >> places & 1 for column in (yes, perhaps))
    return (2 * sure + unsure).astype(np.int8)


def _halves(held: Table, names: Column, n: int, codes: Codes) -> I8:
    """Say of each requirement whether it is met: a distinct answer is judged once, the first of a person holds."""
    halves = np.full((n, len(codes.requirements)), requirement_halves(_specimen(), NEVER_ASKED), np.int8)
    about, subject = _distinct(held, ("kind", "code"))
    _, first = np.unique(held["client"].astype(np.int64) * max(1, len(about)) + subject, return_index=True)
    held = {name: column[first] for name, column in held.items()}
    distinct, answer = _distinct(held, ("kind", "code", "mastery", "has"))
    order = np.argsort(answer, kind="stable")
    ends = np.searchsorted(answer[order], np.arange(len(distinct) + 1))
    for place, (kind, code, mastery, has) in enumerate(distinct):
        who = held["client"][order[ends[place] : ends[place + 1]]]
        one = Qualification(kind=str(names[kind]), code=str(names[code]), has=ANSWERS[has], mastery=mastery)
        for number, needed in enumerate(codes.requirements):
            if (needed.kind, needed.code) == (one.kind, one.code):
                halves[who, number] = requirement_halves(_specimen(one), needed)
    return halves


def _specimen(*qualifications: Qualification) -> Client:
    return Client(key=ClientKey("specimen"), gemeente="", qualifications=qualifications)


def _distinct(table: Table, names: Sequence[str]) -> tuple[list[tuple[int, ...]], I64]:
    """Give the distinct rows of some columns, and which of them each row is."""
    kind = np.zeros(len(table["kind"]), np.int64)
    for name in names:
        _, number = np.unique(table[name], return_inverse=True)
        if len(number):
            kind = np.unique(kind * (number.max() + 1) + number.reshape(-1), return_inverse=True)[1].reshape(-1)
    _, first = np.unique(kind, return_index=True)
    return list(zip(*(table[name][first].tolist() for name in names), strict=True)), kind


def _wish_codes(wishes: Table, names: Column, codes: Codes) -> I32:
    found = np.full(len(wishes["code"]), UNMATCHED, np.int32)
    for kind, numbers in enumerate((codes.occupation, codes.sector, codes.employer)):
        mine = wishes["kind"] == kind
        found[mine] = _numbers(wishes["code"][mine], names, numbers, UNMATCHED)
    return found


def _numbers(rows: Column, names: Column, numbers: Mapping[str, int], otherwise: int = NOWHERE) -> I32:
    """Give the night's numbers for stored names; −1 stands behind the last name."""
    table = np.array([*(numbers.get(name, otherwise) for name in names.tolist()), otherwise], np.int32)
    return table[rows]


def _ties(keys: Column, scales: Scales) -> U64:
    return np.array([half_key(scales.day, key) for key in keys.tolist()], np.uint64)


def _starts(rows: Column, n: int) -> I64:
    return np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=n)))).astype(np.int64)
