"""Stored columns give the arrays that the nouns give, bit for bit, and are refused where they cannot."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from benchmarks.storing import stored
from fixtures.caseload import region
from matcher.domain.caseload import Caseload
from matcher.encode import encode
from matcher.encode.stored import Stored, encode_stored
from matcher.errors import ReadError
from tests.builders import region_scales
from tests.matcher.far import spread_region


def _arrays(columns: Any, name: str) -> Iterator[tuple[str, Any]]:
    for field, value in zip(columns._fields, columns, strict=True):
        if isinstance(value, tuple):
            yield from _arrays(value, f"{name}.{field}")
        else:
            yield f"{name}.{field}", value


def _differences(one: Caseload, other: Caseload) -> list[str]:
    found = [name for name in ("client_keys", "vacancy_keys") if getattr(one, name) != getattr(other, name)]
    for part in ("clients", "vacancies", "tables"):
        pairs = zip(_arrays(getattr(one, part), part), _arrays(getattr(other, part), part), strict=True)
        for (name, left), (_, right) in pairs:
            if left.dtype != right.dtype or left.shape != right.shape or not np.array_equal(left, right):
                found.append(name)
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_drawn_region_gives_the_same_arrays(seed: int) -> None:
    drawn = region(150, 80, seed)
    scales = region_scales(drawn)
    tables = stored(drawn, scales)
    assert _differences(encode_stored(tables, scales), encode(drawn.clients, drawn.vacancies, scales)) == []
    assert all(len(tables[name][next(iter(tables[name]))]) for name in tables)


def test_a_wide_region_with_unknown_places_gives_the_same_arrays() -> None:
    drawn = spread_region(40, 30, 9)
    scales = region_scales(drawn)
    assert (
        _differences(encode_stored(stored(drawn, scales), scales), encode(drawn.clients, drawn.vacancies, scales)) == []
    )


def test_nobody_and_nothing_give_empty_arrays() -> None:
    drawn = region(4, 3, 1)
    scales = region_scales(drawn)
    for clients, vacancies in (((), drawn.vacancies), (drawn.clients, ()), ((), ())):
        empty = type(drawn)(clients=clients, vacancies=vacancies, places=drawn.places)
        expected = encode(clients, vacancies, scales)
        assert _differences(encode_stored(stored(empty, scales), scales), expected) == []


def _without(tables: Stored, table: str, column: str = "") -> Stored:
    if not column:
        return {name: value for name, value in tables.items() if name != table}
    kept = {name: value for name, value in tables[table].items() if name != column}
    return {**tables, table: kept}


def test_a_missing_table_or_column_and_unequal_lengths_are_refused_by_name() -> None:
    drawn = region(3, 3, 1)
    scales = region_scales(drawn)
    tables = stored(drawn, scales)
    with pytest.raises(ReadError, match="table demands is missing"):
        encode_stored(_without(tables, "demands"), scales)
    with pytest.raises(ReadError, match="table tasks has no column share"):
        encode_stored(_without(tables, "tasks", "share"), scales)
    shorter = {**tables, "tasks": {**tables["tasks"], "share": tables["tasks"]["share"][:-1]}}
    with pytest.raises(ReadError, match="columns of tasks have lengths"):
        encode_stored(shorter, scales)
