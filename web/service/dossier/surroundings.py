"""Where work lies around somebody's home: metres east and north, at the precision of a place, never an address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import isqrt

from matcher.errors import ReadError
from matcher.grid import to_grid
from web.store.listing import Spot
from web.store.store import Store

# The places of a region, several times over: each is worked out exactly, which takes a while.
PLACES_KEPT = 4_096


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """One vacancy as the crow flies from home, in metres."""

    vacancy: str
    east: int
    north: int

    @property
    def metres(self) -> int:
        """How far it is."""
        return isqrt(self.east * self.east + self.north * self.north)


def around(store: Store, home: str, vacancies: Iterable[str]) -> tuple[Around, ...]:
    """Give where vacancies lie around a place, in their own order; those without a known place stay away."""
    keys = list(vacancies)
    named = store.named(keys, (), home)
    return spots_around(named.home, named.spots, keys)


def spots_around(home: Spot | None, spots: Mapping[str, Spot], vacancies: Iterable[str]) -> tuple[Around, ...]:
    """Give where vacancies lie around a home, of which it is known where each is, in their own order."""
    here = _metres(home) if home else None
    if here is None:
        return ()
    found = ((key, _metres(spots[key])) for key in dict.fromkeys(vacancies) if key in spots)
    return tuple(
        Around(vacancy=key, east=spot[0] - here[0], north=spot[1] - here[1]) for key, spot in found if spot is not None
    )


@lru_cache(maxsize=PLACES_KEPT)
def _metres(spot: Spot) -> tuple[int, int] | None:
    lat, lon = spot
    try:
        return to_grid(Fraction(lat), Fraction(lon))
    except (ValueError, ZeroDivisionError, ReadError):
        return None
