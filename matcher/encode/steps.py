"""Everybody's steps as columns, made of the columns of the people: twin of `matcher.nearmiss.steps_of`."""

import numpy as np
import numpy.typing as npt

from matcher.domain.caseload import I8, I32, MAX_TASKS, U16, Caseload, StepColumns
from matcher.domain.nearmiss import EMPLOYER_PARTS

ITEM, CONDITION, HOURS, TRAVEL, CERTIFICATE, EMPLOYER, TASK = range(7)
SET_KIND = 1
MOST_CONDITIONS = 16


def step_columns(caseload: Caseload) -> StepColumns:
    """Give every step of every person, person by person in the order of the definition.

    A certificate that no vacancy asks opens nothing and has no row here.
    """
    c, t = caseload.clients, caseload.tables
    n = len(c.tie)
    parts = [
        _levels(c.level, t.top > 0),
        _conditions(c.conditions, t.kind == SET_KIND),
        _minutes(HOURS, c.stated, c.step_hours),
        _minutes(TRAVEL, c.travel_limit, c.step_travel),
        *_certificates(c.halves, t.certificate),
    ]
    rows = np.concatenate(parts)
    rows = rows[np.argsort(rows[:, 0], kind="stable")]
    names, numbers = _named(rows)
    return StepColumns(
        start=np.concatenate(([0], np.cumsum(np.bincount(rows[:, 0], minlength=n)))).astype(np.int64),
        step=np.concatenate((rows[:, 1:], numbers[:, None]), axis=1).astype(np.int16),
        names=names,
    )


def _rows(client: npt.NDArray[np.intp], kind: int, *columns: npt.NDArray[np.integer]) -> I32:
    """Put rows of person, kind, number, before and after side by side."""
    columns = (client, np.full(len(client), kind), *columns)
    return np.stack([np.asarray(column, np.int32) for column in columns], axis=1)


def _levels(level: I8, is_ordered: npt.NDArray[np.bool_]) -> I32:
    client, item = np.nonzero((level > 0) & is_ordered)
    before = level[client, item].astype(np.int64)
    return _rows(client, ITEM, item, before, before - 1)


def _conditions(conditions: U16, is_set: npt.NDArray[np.bool_]) -> I32:
    client, item = np.nonzero((conditions != 0) & is_set)
    bits = conditions[client, item][:, None] >> np.arange(MOST_CONDITIONS, dtype=np.uint16) & 1
    row, number = np.nonzero(bits)
    return _rows(client[row], CONDITION, item[row], number, np.zeros(len(row), np.int64))


def _minutes(kind: int, before: I32, after: I32) -> I32:
    client = np.flatnonzero(after >= 0)
    return _rows(client, kind, np.zeros(len(client), np.int64), before[client].astype(np.int64), after[client])


def _certificates(halves: I8, certificate: I32) -> list[I32]:
    found = []
    for number in range(int(certificate.max(initial=-1)) + 1):
        client = np.flatnonzero(halves[:, int(np.argmax(certificate == number))] == 0)
        same = np.ones(len(client), np.int64)
        found.append(_rows(client, CERTIFICATE, number * same, 0 * same, same))
    return found


def _named(rows: I32) -> tuple[I32, npt.NDArray[np.intp]]:
    """Number the names of steps: those somebody has, then the parts of an employer's answers and his tasks.

    Gives kind, number and condition of each name, and the number of the name of each row.
    """
    keys = rows[:, 1:4].copy()
    keys[keys[:, 0] != CONDITION, 2] = 0
    own, numbers = np.unique(keys, axis=0, return_inverse=True)
    asked = [(EMPLOYER, part, 0) for part in range(len(EMPLOYER_PARTS))] + [
        (TASK, task, 0) for task in range(MAX_TASKS)
    ]
    return np.concatenate((own, np.array(asked, np.int32))), numbers.ravel()
