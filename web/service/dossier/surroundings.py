"""Where work lies around somebody's home: metres east and north, at the precision of a place, never an address."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from matcher.errors import ReadError
from matcher.grid import to_grid
from web.store.store import Store


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
    keys = list(dict.fromkeys(vacancies))
    place_of = {row["vacancy"]: row["place"] for row in store.rows_in("vacancies", "vacancy", keys)}
    rows = store.rows_in("places", "place", {home, *place_of.values()})
    grid = {row["place"]: found for row in rows if (found := _metres(row["lat"], row["lon"])) is not None}
    if home not in grid:
        return ()
    east, north = grid[home]
    spots = [(key, grid[place_of[key]]) for key in keys if place_of.get(key) in grid]
    return tuple(Around(vacancy=key, east=x - east, north=y - north) for key, (x, y) in spots)


def _metres(lat: str, lon: str) -> tuple[int, int] | None:
    try:
        return to_grid(Fraction(lat), Fraction(lon))
    except (ValueError, ZeroDivisionError, ReadError):
        return None
