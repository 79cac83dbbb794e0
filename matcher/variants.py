"""People who are thought up: what could be proposed to them, against the vacancies of a night as they stand.

Whoever asks *what if* (a step, two steps together, an answer to a question, the looser of two sources) makes the person
it would give, as a noun; only those people are encoded, and the columns of the vacancies are used again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher import kernel
from matcher.domain.caseload import I64, Caseload
from matcher.domain.client import Client
from matcher.domain.vacancy import Vacancy
from matcher.encode.clients import client_columns
from matcher.encode.codes import Codes
from matcher.errors import ReadError
from matcher.scales import Scales

BLOCK = 1 << 24
"""Pairs whose answers are kept at once."""


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

    def proposable(self, clients: Sequence[Client], threads: int = 2) -> npt.NDArray[np.bool_]:
        """Say which vacancies (in the order of the caseload) can be proposed to each of these people, [n, m]."""
        columns = client_columns(clients, self.vacancies, self.scales, self.codes)
        return kernel.proposable(self.caseload, columns, threads).astype(np.bool_)

    def opened(self, client: Client, variants: Sequence[Client], threads: int = 2) -> tuple[tuple[str, ...], ...]:
        """Give for each variant of one person the vacancies it opens, ascending by key."""
        before, *after = self.proposable((client, *variants), threads)
        keys = np.array(self.caseload.vacancy_keys, object)
        return tuple(tuple(sorted(keys[row & ~before])) for row in after)


def weigh_variants(
    board: Board, clients: Sequence[Client], variants: Sequence[Sequence[Client]], threads: int = 2
) -> tuple[tuple[int, ...], ...]:
    """Count for each variant of each person the vacancies it opens.

    Parameters
    ----------
    clients
        People as they are.
    variants
        For each of them the people he would be after one change; a change that opens nothing gives 0.

    Returns
    -------
    tuple of tuple of int
        Vacancies that cannot be proposed to the person as he is and can be to the variant.
    """
    counts: list[tuple[int, ...]] = []
    for low, high in _blocks([1 + len(own) for own in variants], len(board.vacancies)):
        group = [one for k in range(low, high) for one in (clients[k], *variants[k])]
        counts += _counted(board.proposable(group, threads), [len(own) for own in variants[low:high]])
    return tuple(counts)


def _counted(found: npt.NDArray[np.bool_], sizes: Sequence[int]) -> list[tuple[int, ...]]:
    counts, at = [], 0
    for size in sizes:
        more: I64 = (found[at + 1 : at + 1 + size] & ~found[at]).sum(axis=1)
        counts.append(tuple(int(count) for count in more))
        at += 1 + size
    return counts


def _blocks(sizes: Sequence[int], n_vacancies: int) -> list[tuple[int, int]]:
    """Cut people into stretches of which the answers fit in memory together."""
    most, cuts, pairs = max(1, BLOCK // max(1, n_vacancies)), [0], 0
    for k, size in enumerate(sizes):
        if pairs and pairs + size > most:
            cuts.append(k)
            pairs = 0
        pairs += size
    return list(zip(cuts, [*cuts[1:], len(sizes)], strict=True)) if sizes else []
