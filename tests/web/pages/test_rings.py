"""Rings say where work lies around a home: east to the right, north up, and no number covers another."""

from math import hypot

import pytest

from tests.web.made import DAY
from tests.web.pages.test_registers import link
from tests.web.pages.visit import Visit, words
from web.pages.dossier.rings import APART, CENTRE, OUTER, ring_map, rings
from web.pages.frame import desk
from web.service.dossier.surroundings import Around


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


@pytest.mark.parametrize("around", [[(3_900, 3_900)], [(250_000, 350_000), (0, 100)], [(4_000, 0)] * 9])
def test_every_number_stands_within_the_outer_ring(around: list[tuple[int, int]]) -> None:
    found = rings([(number, *spot) for number, spot in enumerate(around, start=1)], "nl")
    assert found is not None
    assert all(hypot(dot.x - CENTRE, dot.y - CENTRE) <= OUTER for dot in found.dots)
    assert all(hypot(dot.true_x - CENTRE, dot.true_y - CENTRE) <= OUTER for dot in found.dots)


def test_without_a_known_place_nothing_is_drawn(adviser: Visit) -> None:
    assert rings([], "nl") is None
    assert adviser.get(adviser.proposal("K3")).select_one(".rings") is None


def test_the_table_says_the_same_in_words(adviser: Visit) -> None:
    with adviser.app.app_context(), desk().database.begin() as store:
        place = {"place": "Leiden", "lat": "52.160", "lon": "4.497"}
        store.apply("places", [(("Leiden",), place, "x")], [], DAY)
    section = adviser.get(adviser.proposal("K3")).select_one("section.others")
    assert section is not None
    assert "in dezelfde plaats" in words(section)
    assert section.select_one("svg .ring-number") is not None
    assert "Dit is geen wegenkaart." in words(section.select_one("figcaption"))


def test_the_page_of_a_person_draws_the_work_of_today_and_of_steps_around_home(adviser: Visit) -> None:
    own = link(adviser, "/clienten", "Sanne H.")
    assert adviser.get(own).select_one(".rings") is None
    with adviser.app.app_context(), desk().database.begin() as store:
        cells = {"place": "Leiden", "lat": "52.160", "lon": "4.497"}
        store.apply("places", [(("Leiden",), cells, "Leiden")], [], DAY)
    section = adviser.get(own).select_one("section[aria-labelledby=reis]")
    assert section is not None
    assert section.select_one("svg .ring-number") is not None
    assert [words(one) for one in section.select("tbody tr")] == [
        "1 Medewerker groen – Drukkerij Holt in dezelfde plaats"
    ]


def test_without_work_of_today_no_dot_looks_like_it() -> None:
    found = ring_map([Around(vacancy="V1", east=1_000, north=0)], "nl", first=2)
    assert found is not None
    assert [dot.number for dot in found.dots] == [2]
