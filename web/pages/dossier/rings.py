"""Work around a home as rings and numbered dots, in whole pixels, north up; a table beside it holds the words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isqrt

from web.language.numbers import whole
from web.language.pages import say
from web.service.dossier.surroundings import Around

SIZE, CENTRE, OUTER = 260, 130, 116
N_RINGS = 4
KILOMETRE = 1_000
STEPS = (1, 2, 3, 5, 10, 15, 25, 50, 100)
DOT, HOME, APART = 9, 8, 20
_DIRECTIONS = ((0, 0), (1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, 1), (-1, -1), (1, -1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One place: where its number stands, and where it really is."""

    number: int
    x: int
    y: int
    true_x: int
    true_y: int

    @property
    def is_moved(self) -> bool:
        """Whether its number stands beside it, so that numbers do not cover each other."""
        return (self.x, self.y) != (self.true_x, self.true_y)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """One distance from home, with its words."""

    radius: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rings:
    """A home with rings around it and work on them."""

    rings: tuple[Ring, ...]
    dots: tuple[Dot, ...]
    note: str


def rings(places: Sequence[tuple[int, int, int]], language: str) -> Rings | None:
    """Draw places around a home; None where there are none.

    Parameters
    ----------
    places
        (number, metres east, metres north) of each.
    """
    if not places:
        return None
    farthest = max(_away(east, north) for _, east, north in places)
    step = next((one for one in STEPS if one * KILOMETRE * N_RINGS >= farthest), STEPS[-1])
    most = step * KILOMETRE * N_RINGS
    return Rings(
        rings=tuple(
            Ring(radius=OUTER * at // N_RINGS, label=say("w_picture.km", language, distance=whole(step * at, language)))
            for at in range(1, N_RINGS + 1)
        ),
        dots=tuple(_dots(places, most)),
        note=say("w_picture.rings", language, distance=whole(step, language)),
    )


def away_words(metres: int, language: str) -> str:
    """Say how far something is as the crow flies, in whole kilometres; less than half of one is the same place."""
    kilometres = (metres + 500) // 1_000
    if not kilometres:
        return say("w_picture.here", language)
    return say("w_picture.away", language, distance=whole(kilometres, language))


def ring_map(around: Iterable[Around], language: str, first: int = 1) -> Rings | None:
    """Draw work around home; what is proposed has number 1, and without a proposal numbers begin at 2."""
    return rings([(number, one.east, one.north) for number, one in enumerate(around, start=first)], language)


def _dots(places: Sequence[tuple[int, int, int]], most: int) -> Iterator[Dot]:
    taken = [(CENTRE, CENTRE)]
    for number, east, north in places:
        reach = max(most, _away(east, north))
        true_x, true_y = CENTRE + _scaled(east, reach), CENTRE - _scaled(north, reach)
        x, y = _free(true_x, true_y, taken)
        taken.append((x, y))
        yield Dot(number=number, x=x, y=y, true_x=true_x, true_y=true_y)


def _away(east: int, north: int) -> int:
    """Give how far something is, rounded up: a place just behind a ring counts as behind it."""
    square = east * east + north * north
    root = isqrt(square)
    return root + (root * root < square)


def _scaled(metres: int, most: int) -> int:
    return metres * OUTER // most if metres >= 0 else -(-metres * OUTER // most)


def _free(x: int, y: int, taken: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Give the nearest spot within the outer ring at which a number covers no other."""
    for distance in range(0, SIZE, APART):
        for east, north in _DIRECTIONS:
            spot = (x + east * distance, y + north * distance)
            is_inside = _away(spot[0] - CENTRE, spot[1] - CENTRE) <= OUTER
            if is_inside and all(max(abs(spot[0] - a), abs(spot[1] - b)) >= APART for a, b in taken):
                return spot
    return x, y
