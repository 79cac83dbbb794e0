"""People who are thought up are weighed against a night's vacancies as if they were in it."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from fixtures.caseload import region
from matcher import variants
from matcher.encode import encode
from matcher.errors import ReadError
from matcher.fit import fit
from matcher.nearmiss import apply, steps_of
from matcher.variants import Board
from tests.builders import region_scales

WHOLE = region(40, 24, 31)
SCALES = region_scales(WHOLE)


@pytest.fixture(scope="module")
def board() -> Board:
    return Board.of(encode(WHOLE.clients, WHOLE.vacancies, SCALES), WHOLE.vacancies, SCALES)


def test_a_person_who_is_not_in_the_columns_is_weighed_as_by_the_definition(board: Board) -> None:
    variant = [replace(one, week_minutes=30 * 60, travel_limit=90) for one in WHOLE.clients]
    expected = [[fit(one, vacancy, SCALES).is_proposable for vacancy in WHOLE.vacancies] for one in variant]
    assert np.array_equal(board.proposable(variant), expected)
    assert np.array_equal(board.proposable(variant, threads=3), expected)
    assert any(map(any, expected))


def test_what_a_change_opens_is_what_stood_shut_before_it(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = [[apply(one, step, SCALES) for step in steps_of(one, SCALES)] for one in WHOLE.clients]
    people = list(zip(WHOLE.clients, changed, strict=True))
    opened = list(board.open_each(people))
    assert sum(len(keys) for own in opened for keys in own) > 20
    for (client, own), keys_of in zip(people, opened, strict=True):
        for variant, keys in zip(own, keys_of, strict=True):
            assert keys == tuple(_opened(client, variant))
    assert [board.opened(client, own) for client, own in people] == opened
    monkeypatch.setattr(variants, "BLOCK", 100)
    assert list(board.open_each(people)) == opened
    monkeypatch.setattr(variants, "MOST_PEOPLE", 2)
    assert list(board.open_each(people)) == opened


def _opened(client, variant) -> Iterator[str]:  # type: ignore[no-untyped-def]
    for vacancy in WHOLE.vacancies:
        if fit(variant, vacancy, SCALES).is_proposable and not fit(client, vacancy, SCALES).is_proposable:
            yield vacancy.key


def test_nobody_is_weighed_without_a_murmur(board: Board) -> None:
    assert list(board.open_each([])) == []
    assert list(board.open_each([(one, ()) for one in WHOLE.clients[:2]])) == [(), ()]


def test_columns_of_other_vacancies_are_refused(board: Board) -> None:
    with pytest.raises(ReadError, match="other vacancies"):
        Board.of(board.caseload, WHOLE.vacancies[1:], SCALES)
