"""A caseload cut into people who stand side by side, and their rankings put together again.

Who else is in the caseload changes nothing about a person's own pairs, so blocks can be ranked anywhere, in any order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from matcher.domain.caseload import Caseload, ClientColumns
from matcher.kernel import Ranked

LISTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "path_start": ("path_month", "path_minutes"),
        "wish_start": ("wish_kind", "wish_code", "wish_stance"),
        "forbidden_start": ("forbidden",),
        "reading_start": ("reading_vacancy", "reading_item", "reading_code", "reading_instrument"),
    }
)
"""Columns that hold a list per person, by the column that says where each list starts."""


def block_of(caseload: Caseload, low: int, high: int) -> Caseload:
    """Give the caseload with only the people from row ``low`` up to ``high``; vacancies and tables are shared."""
    columns = caseload.clients._asdict()
    listed = {name for names in LISTS.values() for name in names}
    own = {name: column[low:high] for name, column in columns.items() if name not in listed and name not in LISTS}
    for start, names in LISTS.items():
        first, last = int(columns[start][low]), int(columns[start][high])
        own[start] = columns[start][low : high + 1] - first
        own |= {name: columns[name][first:last] for name in names}
    return replace(caseload, client_keys=caseload.client_keys[low:high], clients=ClientColumns(**own))


def joined_ranks(parts: Sequence[Ranked]) -> Ranked:
    """Give the ranking of people whose blocks were ranked one by one, in the order of the blocks."""
    return Ranked(
        vacancy=np.concatenate([part.vacancy for part in parts]),
        total=np.concatenate([part.total for part in parts]),
        found=np.concatenate([part.found for part in parts]),
        reasons=np.concatenate([part.reasons for part in parts]),
        verdicts=np.sum([part.verdicts for part in parts], axis=0, dtype=np.int64),
        unweighed=np.concatenate([part.unweighed for part in parts]),
    )
