"""Nouns as the stored tables of `matcher.encode.stored`: what somebody who keeps columns would have written."""

from collections.abc import Iterable, Sequence

import numpy as np

from matcher.domain.client import Client
from matcher.domain.region import Region
from matcher.domain.support import INSTRUMENTS
from matcher.domain.vacancy import Vacancy
from matcher.encode import encode
from matcher.encode.asking import FREQUENCIES, SOURCES, Column, Table
from matcher.encode.stored import ANSWERS, PLAIN_CLIENT, PLAIN_VACANCY, TABLES, Stored
from matcher.encode.vacancies import ANSWER
from matcher.kernel import PERHAPS, YES
from matcher.points import WANTED
from matcher.scales import Scales

NAMES = ("employer", "occupation", "sector", "place")


class Names:
    """Names as numbers, in the order in which they come by."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    @property
    def all(self) -> list[str]:
        """Every name once."""
        return list(self.numbers)

    def number(self, name: str | None) -> int:
        """Give the number of a name, −1 for none."""
        return self.numbers.setdefault(name, len(self.numbers)) if name else -1

    def of(self, names: Iterable[str | None]) -> Column:
        """Give the number of each name."""
        return np.array([self.number(name) for name in names], np.int32)


def stored(region: Region, scales: Scales) -> Stored:
    """Write a region as tables; what the night weighs of one person or vacancy alone comes from its columns."""
    caseload = encode(region.clients, region.vacancies, scales)
    c, v = caseload.clients, caseload.vacancies
    n_of = {"path": c.path_start, "wish": c.wish_start, "forbidden": c.forbidden_start, "reading": c.reading_start}
    owner = {name: np.repeat(np.arange(len(start) - 1), np.diff(start)) for name, start in n_of.items()}
    held = np.argwhere((c.level > 0) | (c.conditions > 0) | ((c.text[:, None] >> _places(c.level)) & np.uint64(1) > 0))
    at = held[:, 0], held[:, 1]
    wishes = [wish for client in region.clients for wish in client.wishes if wish.kind in WANTED]
    names = Names()
    tables: Stored = {
        "clients": {
            "key": np.array(caseload.client_keys),
            "place": names.of(client.place for client in region.clients),
            "known": c.known,
            "may": _mask(c.status == YES),
            "may_perhaps": _mask(c.status == PERHAPS),
            **{name: getattr(c, name) for name in PLAIN_CLIENT},
        },
        "capacities": {
            "client": at[0],
            "item": at[1],
            "level": c.level[at],
            "conditions": c.conditions[at],
            "text": (c.text[at[0]] >> at[1].astype(np.uint64)) & np.uint64(1),
        },
        "paths": {"client": owner["path"], "month": c.path_month, "minutes": c.path_minutes},
        "wishes": {
            "client": owner["wish"],
            "kind": c.wish_kind,
            "code": names.of(wish.code for wish in wishes),
            "stance": c.wish_stance,
        },
        "qualifications": _qualifications(region.clients, names),
        "forbidden": {"client": owner["forbidden"], "vacancy": c.forbidden},
        "readings": {
            "client": owner["reading"],
            "vacancy": c.reading_vacancy,
            "item": c.reading_item,
            "code": c.reading_code,
            "instrument": c.reading_instrument,
        },
        "vacancies": {
            "key": np.array(caseload.vacancy_keys),
            **{name: names.of(getattr(one, name) for one in region.vacancies) for name in NAMES},
            "every_evening": np.array([one.every_evening for one in region.vacancies]),
            "agrees": _mask(v.answer == YES),
            "asked": _mask(v.answer == PERHAPS),
            **{name: getattr(v, name) for name in PLAIN_VACANCY},
        },
        "tasks": _tasks(region.vacancies),
        "demands": _demands(region.vacancies, scales),
        "requirements": _requirements(region.vacancies, names),
    }
    tables = {"names": {"name": np.array(names.all, np.str_)}, **tables}
    assert set(tables) == set(TABLES)
    return tables


def _places(level: Column) -> Column:
    return np.arange(level.shape[1], dtype=np.uint64)


def _mask(flags: Column) -> Column:
    return np.asarray((flags.astype(np.int64) << np.arange(len(INSTRUMENTS))).sum(axis=1))


def _rows(names: Sequence[str], rows: Iterable[tuple[int, ...]]) -> Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return {name: np.array(column, np.int32) for name, column in zip(names, columns, strict=True)}


def _requirements(vacancies: Sequence[Vacancy], names: Names) -> Table:
    rows = [
        (row, names.number(one.kind), names.number(one.code), one.mastery)
        for row, vacancy in enumerate(vacancies)
        for one in vacancy.requirements
    ]
    return _rows(TABLES["requirements"], rows)


def _qualifications(clients: Sequence[Client], names: Names) -> Table:
    rows = [
        (row, names.number(one.kind), names.number(one.code), ANSWERS.index(one.has), one.mastery)
        for row, client in enumerate(clients)
        for one in client.qualifications
    ]
    return _rows(("client", "kind", "code", "has", "mastery"), rows)


def _tasks(vacancies: Sequence[Vacancy]) -> Table:
    rows = [
        (row, place, task.share, ANSWER[task.can_leave_out], bool(task.risks))
        for row, vacancy in enumerate(vacancies)
        for place, task in enumerate(vacancy.tasks)
    ]
    return _rows(("vacancy", "place", "share", "leave", "risk"), rows)


def _demands(vacancies: Sequence[Vacancy], scales: Scales) -> Table:
    rows = []
    for row, vacancy in enumerate(vacancies):
        for task, demands in [
            (-1, vacancy.demands),
            *((place, one.demands) for place, one in enumerate(vacancy.tasks)),
        ]:
            for one in {one.item: one for one in reversed(demands)}.values():
                rows.append(
                    (
                        row,
                        task,
                        scales.catalogue.by_code(one.item).index,
                        -2 if one.tolerated is None else one.tolerated,
                        -1 if one.asks is None else sum(1 << number for number in one.asks),
                        -1 if one.needs is None else int(one.needs),
                        -1 if one.minutes_per_day is None else one.minutes_per_day,
                        FREQUENCIES.index(one.frequency),
                        SOURCES.index(one.source),
                    )
                )
    return _rows(TABLES["demands"], rows)
