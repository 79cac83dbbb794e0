"""A made-up map in the shape and size of the Netherlands: gemeenten of unequal size, postcode areas around them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

N_GEMEENTEN, N_PLACES = 342, 4_000
SPREAD_METRES = 3_500
# Corners of the mainland on the Dutch grid, in kilometres, going round; rough on purpose.
OUTLINE = np.array(
    [
        *((15, 370), (20, 400), (65, 440), (85, 470), (100, 500), (110, 550), (150, 575), (200, 610), (250, 605)),
        *((275, 560), (260, 510), (270, 470), (235, 440), (205, 425), (210, 390), (205, 350), (190, 310), (175, 320)),
        *((180, 355), (130, 360), (80, 375), (45, 365)),
    ],
    float,
)


class Map(NamedTuple):
    """Places with metres east and north, the chance that somebody lives or works there, and their gemeente."""

    x: npt.NDArray[np.int32]
    y: npt.NDArray[np.int32]
    weight: npt.NDArray[np.float64]
    gemeente: npt.NDArray[np.int32]


def drawn_map(draw: np.random.Generator, share: float) -> Map:
    """Draw the places of so large a part of the country, in its shape."""
    n_places, n_gemeenten = max(4, round(share * N_PLACES)), max(1, round(share * N_GEMEENTEN))
    size = 1 / np.arange(1, n_gemeenten + 1) ** 0.7
    centre = _inside(draw, n_gemeenten) * share**0.5
    home = np.sort(draw.choice(n_gemeenten, n_places, p=size / size.sum()))
    # A large gemeente is wider as well as denser.
    wide = SPREAD_METRES * (1 + size[home])[:, None]
    spot = centre[home] + draw.normal(0, 1, (n_places, 2)) * wide
    weight = draw.lognormal(0, 0.8, n_places)
    east, north = spot[:, 0].astype(np.int32), spot[:, 1].astype(np.int32)
    return Map(east, north, weight / weight.sum(), home.astype(np.int32))


def _inside(draw: np.random.Generator, n: int) -> npt.NDArray[np.float64]:
    low, high = OUTLINE.min(axis=0), OUTLINE.max(axis=0)
    points = np.zeros((0, 2))
    while len(points) < n:
        more = draw.uniform(low, high, (4 * n, 2))
        points = np.concatenate((points, more[_is_inside(more)]))
    return points[:n] * 1_000


def _is_inside(points: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Count the sides a line to the east crosses: an odd number means inside."""
    x, y = points[:, :1], points[:, 1:]
    (ax, ay), (bx, by) = OUTLINE.T, np.roll(OUTLINE, -1, axis=0).T
    with np.errstate(divide="ignore", invalid="ignore"):
        crosses = ((ay > y) != (by > y)) & (x < ax + (bx - ax) * (y - ay) / (by - ay))
    inside: npt.NDArray[np.bool_] = crosses.sum(axis=1) % 2 == 1
    return inside
