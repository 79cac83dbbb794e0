from fractions import Fraction

import pytest

from matcher.errors import ReadError
from matcher.grid import to_grid


@pytest.mark.parametrize(
    ("latitude", "longitude", "x", "y"),
    [
        # Amersfoort is the origin; the other two are the worked examples of the paper, to the metre.
        ("52.15517440", "5.38720621", 155_000, 463_000),
        ("52.37453253", "4.88352559", 120_701, 487_526),
        ("53.21938317", "6.56820053", 233_883, 582_065),
    ],
)
def test_known_towers_stand_where_the_paper_puts_them(latitude: str, longitude: str, x: int, y: int):
    assert to_grid(Fraction(latitude), Fraction(longitude)) == (x, y)


def test_north_and_east_are_the_right_way_round():
    here = to_grid(Fraction("52.0"), Fraction("5.0"))
    north = to_grid(Fraction("52.1"), Fraction("5.0"))
    east = to_grid(Fraction("52.0"), Fraction("5.1"))
    assert abs(north[1] - here[1] - 11_126) < 30
    assert abs(east[0] - here[0] - 6_865) < 30


def test_a_point_outside_the_netherlands_is_refused():
    with pytest.raises(ReadError, match="outside the Netherlands"):
        to_grid(Fraction("48.8566"), Fraction("2.3522"))
