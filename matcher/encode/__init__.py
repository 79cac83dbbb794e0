"""Nouns to columns: people, vacancies and tables as the arrays the kernel reads.

``codes`` numbers what occurs in the vacancies, ``tables`` writes catalogue, closes table, policy and travel,
``clients`` and ``vacancies`` write the two sides.  Nothing is judged here: what a person can and what a task asks is
only written down in another shape.
"""

from collections.abc import Sequence

from matcher.domain.caseload import Caseload
from matcher.domain.client import Client
from matcher.domain.vacancy import Vacancy
from matcher.encode.clients import client_columns
from matcher.encode.codes import Codes
from matcher.encode.tables import table_columns
from matcher.encode.vacancies import vacancy_columns
from matcher.scales import Scales

__all__ = ["encode"]


def encode(clients: Sequence[Client], vacancies: Sequence[Vacancy], scales: Scales) -> Caseload:
    """Give the columns of one night.

    Parameters
    ----------
    clients, vacancies
        In the order the rows get.
    scales
        What the night weighs on.
    """
    codes = Codes.of(vacancies, scales)
    return Caseload(
        client_keys=tuple(str(client.key) for client in clients),
        vacancy_keys=tuple(str(vacancy.key) for vacancy in vacancies),
        clients=client_columns(clients, vacancies, scales, codes),
        vacancies=vacancy_columns(vacancies, scales, codes),
        tables=table_columns(scales, codes),
    )
