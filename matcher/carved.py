"""Carved jobs: how many people a vacancy would reach if it were made without one of its tasks."""

from collections.abc import Collection, Sequence

import numpy as np

from matcher import kernel
from matcher.domain.caseload import MAX_TASKS, U8, Caseload
from matcher.domain.client import Client
from matcher.domain.nearmiss import Reach, StepKind, StepName
from matcher.domain.vacancy import Vacancy
from matcher.encode.clients import pair_columns
from matcher.encode.codes import Codes
from matcher.encode.vacancies import vacancy_columns
from matcher.nearmiss import without_task
from matcher.scales import Scales


def carved(
    caseload: Caseload,
    clients: Sequence[Client],
    vacancies: Sequence[Vacancy],
    scales: Scales,
    which: Collection[int],
    threads: int = 2,
) -> dict[str, tuple[Reach, ...]]:
    """Give for vacancies the people each would reach without one task, by key; those that reach nobody are left out.

    Each job is weighed as a vacancy of its own: it reaches who cannot be proposed today and can be to that one.

    Parameters
    ----------
    clients, vacancies
        Those the columns were made of, in the same order.
    which
        Rows of the vacancies to look at.
    threads
        Changes the time, never the answer.
    """
    codes, rows = Codes.of(vacancies, scales), sorted(which)
    today = _proposable(caseload, clients, [vacancies[row] for row in rows], scales, codes, threads)
    found: dict[str, list[Reach]] = {}
    for place in range(MAX_TASKS):
        made = [
            (column, vacancies[row].tasks[place].key, job)
            for column, row in enumerate(rows)
            if place < len(vacancies[row].tasks)
            and (job := without_task(vacancies[row], vacancies[row].tasks[place].key, scales)) is not None
        ]
        if not made:
            continue
        then = _proposable(caseload, clients, [job for _, _, job in made], scales, codes, threads)
        people = (then > today[:, [column for column, _, _ in made]]).sum(axis=0)
        for (_, task, job), count in zip(made, people.tolist(), strict=True):
            if count:
                reach = Reach(name=StepName(kind=StepKind.TASK, code=task), people=count)
                found.setdefault(str(job.key), []).append(reach)
    return {key: tuple(sorted(own, key=lambda one: (-one.people, one.name))) for key, own in found.items()}


def _proposable(
    caseload: Caseload, clients: Sequence[Client], jobs: Sequence[Vacancy], scales: Scales, codes: Codes, threads: int
) -> U8:
    """Say for everybody which of these jobs can be proposed, [n, n_jobs]; people's own columns are used again."""
    if not jobs:
        return np.zeros((len(clients), 0), np.uint8)
    columns = caseload.clients._replace(**pair_columns(clients, jobs, scales)._asdict())
    made = Caseload(
        client_keys=caseload.client_keys,
        vacancy_keys=tuple(str(job.key) for job in jobs),
        clients=columns,
        vacancies=vacancy_columns(jobs, scales, codes),
        tables=caseload.tables,
    )
    return kernel.proposable(made, columns, threads)
