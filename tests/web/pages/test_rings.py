"""Rings say where work lies around a home: east to the right, north up, and no number covers another."""

import pytest

from tests.web.pages.visit import Visit, words
from web.pages.dossier.rings import APART, CENTRE, OUTER, rings


def test_east_is_right_north_is_up_and_the_outer_ring_is_the_largest_distance() -> None:
    found = rings([(1, 4_000, 0), (2, 0, 4_000), (3, -2_000, -2_000)], "nl")
    assert found is not None
    assert [ring.label for ring in found.rings] == ["1 km", "2 km", "3 km", "4 km"]
    east, north, south_west = found.dots
    assert (east.x, east.y) == (CENTRE + OUTER, CENTRE)
    assert (north.x, north.y) == (CENTRE, CENTRE - OUTER)
    assert south_west.x < CENTRE < south_west.y


@pytest.mark.parametrize(("farthest", "step"), [(100, 1), (4_000, 1), (4_001, 2), (13_000, 5), (90_000, 25)])
def test_rings_are_as_close_as_reaches_the_farthest(farthest: int, step: int) -> None:
    found = rings([(1, farthest, 0)], "nl")
    assert found is not None
    assert found.rings[0].label == f"{step} km"


def test_numbers_at_one_place_stand_beside_each_other_and_point_to_it() -> None:
    found = rings([(number, 1_000, 1_000) for number in range(1, 7)], "nl")
    assert found is not None
    spots = [(dot.x, dot.y) for dot in found.dots]
    for at, one in enumerate(spots):
        assert all(max(abs(one[0] - x), abs(one[1] - y)) >= APART for x, y in spots[:at])
    assert [dot.is_moved for dot in found.dots] == [False, *[True] * 5]
    assert len({(dot.true_x, dot.true_y) for dot in found.dots}) == 1


def test_without_a_known_place_nothing_is_drawn(adviser: Visit) -> None:
    assert rings([], "nl") is None
    assert adviser.get(adviser.proposal("K3")).select_one(".rings") is None


def test_the_table_says_the_same_in_words(adviser: Visit) -> None:
    from tests.web.made import DAY
    from web.pages.frame import desk

    with adviser.app.app_context(), desk().database.begin() as store:
        place = {"place": "Leiden", "lat": "52.160", "lon": "4.497"}
        store.apply("places", [(("Leiden",), place, "x")], [], DAY)
    section = adviser.get(adviser.proposal("K3")).select_one("section.others")
    assert section is not None
    assert "in dezelfde plaats" in words(section)
    assert section.select_one("svg .ring-number") is not None
    assert "Dit is geen wegenkaart." in words(section.select_one("figcaption"))
