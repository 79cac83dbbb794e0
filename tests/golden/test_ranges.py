"""Both ends of the range of every line of points are reached by a pair of the demo world."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

from fixtures.demo import demo
from matcher.domain.candidate import LINES, Line
from matcher.domain.caseload import I64
from matcher.encode import encode
from matcher.kernel import COUNT, LINE, N_PACKAGES, PACKAGE, PACKAGE_FIELDS, judge_each
from tests.builders import region_scales

GOLDEN = tomllib.loads((Path(__file__).parent / "points.toml").read_text("utf-8"))
RANGES: dict[str, list[int]] = GOLDEN["ranges"]
NOT_REACHED: dict[str, int] = GOLDEN["not_reached"]
SUPPORT_POINTS, ROWS_AT_ONCE = 4, 50_000


@pytest.fixture(scope="module")
def reached() -> dict[str, tuple[int, int]]:
    """Give least and most of each line over all pairs of the demo world, *steun* over all their packages."""
    made = demo()
    caseload = encode(made.region.clients, made.region.vacancies, region_scales(made.region, made.day))
    shape = (len(made.region.clients), len(made.region.vacancies))
    rows = [np.ascontiguousarray(one.ravel(), np.int32) for one in np.indices(shape)]
    parts = []
    for start in range(0, shape[0] * shape[1], ROWS_AT_ONCE):
        here = slice(start, start + ROWS_AT_ONCE)
        parts.append(_lines(judge_each(caseload, rows[0][here], rows[1][here], is_whole=True).out))
    least, most = np.min([part[0] for part in parts], axis=0), np.max([part[1] for part in parts], axis=0)
    return {str(line): (int(least[place]), int(most[place])) for place, line in enumerate(LINES)}


def _lines(out: I64) -> tuple[I64, I64]:
    """Give least and most of the lines of some pairs; *steun*, the last, is never above 0 and 0 for the first."""
    fixed = out[:, LINE : LINE + len(LINES) - 1]
    support = np.concatenate(
        [out[out[:, COUNT] > place, PACKAGE + place * PACKAGE_FIELDS + SUPPORT_POINTS] for place in range(N_PACKAGES)]
    )
    assert LINES[-1] is Line.SUPPORT
    least, most = fixed.min(axis=0), fixed.max(axis=0)
    return np.append(least, support.min(initial=0)), np.append(most, support.max(initial=-99))


def test_every_line_has_a_range() -> None:
    assert list(RANGES) == [str(line) for line in LINES]


@pytest.mark.parametrize("line", RANGES)
def test_both_ends_of_a_range_are_reached_in_the_demo_world(line: str, reached: dict[str, tuple[int, int]]) -> None:
    least, most = RANGES[line]
    assert reached[line] == (NOT_REACHED.get(line, least), most)
