"""People who are thought up: what could be proposed to them, against the vacancies of a night as they stand.

Whoever asks *what if* (a step, two steps together, an answer to a question, the looser of two sources) makes the person
it would give, as a noun; only those people are encoded, and the columns of the vacancies are used again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from matcher import kernel
from matcher.domain.caseload import I32, Caseload
from matcher.domain.client import Client
from matcher.domain.vacancy import Vacancy
from matcher.encode.clients import client_columns
from matcher.encode.codes import Codes
from matcher.errors import ReadError
from matcher.scales import Scales

BLOCK = 1 << 24
"""Pairs whose answers are kept at once."""
MOST_PEOPLE = 1 << 12
"""People who are thought up at once."""
Flags = npt.NDArray[np.bool_]
Changed = tuple[Client, Sequence[Client]]
"""Somebody as he is, and the people he would be after each of some changes."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Board:
    """The vacancies of one night, ready to weigh anybody against.

    Attributes
    ----------
    caseload, vacancies
        Columns of the night and the vacancies they were made of, in the same order.
    codes
        How the names in them became numbers.
    """

    caseload: Caseload
    vacancies: tuple[Vacancy, ...]
    scales: Scales
    codes: Codes

    @classmethod
    def of(cls, caseload: Caseload, vacancies: Sequence[Vacancy], scales: Scales) -> "Board":
        """Put the vacancies of a night up.

        Raises
        ------
        ReadError
            If these are not the vacancies the caseload was made of.
        """
        if caseload.vacancy_keys != tuple(str(vacancy.key) for vacancy in vacancies):
            raise ReadError("The columns were made of other vacancies: their rows would answer for the wrong ones.")
        return cls(caseload=caseload, vacancies=tuple(vacancies), scales=scales, codes=Codes.of(vacancies, scales))

    def proposable(self, clients: Sequence[Client], threads: int = 2) -> Flags:
        """Say which vacancies (in the order of the caseload) can be proposed to each of these people, [n, m]."""
        columns = client_columns(clients, self.vacancies, self.scales, self.codes)
        return kernel.proposable(self.caseload, columns, threads).astype(np.bool_)

    def judged(self, clients: Sequence[Client], rows: I32, vacancies: I32, threads: int = 2) -> kernel.Judged:
        """Weigh pairs of these people and the vacancies, by rows, in full: also of what cannot be proposed."""
        caseload = replace(
            self.caseload,
            client_keys=tuple(str(client.key) for client in clients),
            clients=client_columns(clients, self.vacancies, self.scales, self.codes),
        )
        return kernel.judge_each(caseload, rows, vacancies, is_whole=True, threads=threads)

    def weigh_each(self, people: Iterable[Changed], threads: int = 2) -> Iterator[Flags]:
        """Say for each of many people which vacancies can be proposed: first as he is, then after each change.

        People are made and weighed some thousands at a time, so that a long list costs no more memory than a short one.

        Yields
        ------
        ndarray of bool
            [1 + changes, m] for one person, in the order of the people.
        """
        for group in _groups(people, len(self.vacancies)):
            found = self.proposable([one for client, own in group for one in (client, *own)], threads)
            yield from np.split(found, np.cumsum([1 + len(own) for _, own in group])[:-1])

    def open_each(self, people: Iterable[Changed], threads: int = 2) -> Iterator[tuple[tuple[str, ...], ...]]:
        """Give for each of many people, and for each change of his, the vacancies it opens, ascending by key."""
        keys = np.array(self.caseload.vacancy_keys, object)
        for before, *after in self.weigh_each(people, threads):
            yield tuple(tuple(sorted(keys[row & ~before])) for row in after)

    def opened(self, client: Client, variants: Sequence[Client], threads: int = 2) -> tuple[tuple[str, ...], ...]:
        """Give for each variant of one person the vacancies it opens, ascending by key."""
        return next(self.open_each([(client, variants)], threads))


def _groups(people: Iterable[Changed], n_vacancies: int) -> Iterator[list[Changed]]:
    """Cut people into stretches of which the answers fit in memory together."""
    most = min(MOST_PEOPLE, max(1, BLOCK // max(1, n_vacancies)))
    group: list[Changed] = []
    size = 0
    for one in people:
        if group and size + 1 + len(one[1]) > most:
            yield group
            group, size = [], 0
        group.append(one)
        size += 1 + len(one[1])
    if group:
        yield group
