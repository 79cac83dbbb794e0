"""Which kinds of task an ordinary function is made of, by occupation: what a measured function is compared with."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TypeAlias

from matcher.catalogue.occupations import load_occupations
from matcher.domain.task_kind import TaskKind

Shares: TypeAlias = Mapping[TaskKind, int]


@cache
def load_normfuncties() -> Mapping[str, Shares]:
    """Give percent of the working time by kind of task, by code of the occupation; together 100 each.

    Of the three places in which the law looks for a normfunctie this is the last, the Dutch labour market (Besluit
    loonkostensubsidie art. 4): it serves where a measurement does not tell its own tasks.
    """
    made: dict[str, Shares] = {}
    for occupation in load_occupations():
        shares: dict[TaskKind, int] = {}
        for task in occupation.tasks:
            shares[task.kind] = shares.get(task.kind, 0) + task.share
        made[occupation.code] = MappingProxyType(shares)
    return MappingProxyType(made)
