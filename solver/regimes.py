"""What other promises would give: no floors, one share for every group, and the most the least served group can have.

Each regime is a plan of the same night in points alone, with what is proven about it; nothing here steers a plan.

References
----------
Bertsimas, Farias, Trichakis, *The price of fairness*, Operations Research 59, 2011.
Dinkelbach, *On nonlinear fractional programming*, Management Science 13, 1967: how the bound on the share is lowered.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

import numpy as np

from solver.certificate import upper_bound
from solver.fairness import MILLION, Given, InPoints, price_of
from solver.floors import floors_at, shortfall_prices
from solver.planned import FloorsPrice
from solver.prepared import Prepared
from solver.problem import Ints

SHARES = (50, 80, 100)
"""The shares θ that are tried, in percent."""

_TRIES = 7
"""So often the share of the least served group is looked for, each time in half of what is left."""

_ROUNDS = 6
_STRICT = 100
"""A missing point costs so many times what a point is worth where a share is to be kept at any price."""


class Regime(StrEnum):
    """Whom a plan is for."""

    UTILITARIAN = "utilitarian"
    FLOOR = "floor"
    MAX_MIN = "max_min"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupHas:
    """What one group has under one regime, as in `solver.planned.FloorUse`."""

    gemeente: str
    stratum: str
    people: int
    proposals: int
    supported: int
    points: int
    reference: int

    @property
    def share_ppm(self) -> int | None:
        """Points as a share of the reference, in millionths, rounded down; None without a reference."""
        return self.points * MILLION // self.reference if self.reference else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """One regime.

    Attributes
    ----------
    share_percent
        The share θ promised to every group; None where none is.
    status, gap_ppm
        What is proven about the plan; the gap is rounded up.
    points, people, supported
        Of everybody, in a group or not.
    missing
        Points missing on the floors of the regime.
    price
        What it costs beside no floors.
    groups
        In order of gemeente and stratum.
    """

    regime: Regime
    share_percent: int | None
    status: str
    gap_ppm: int | None
    points: int
    people: int
    supported: int
    missing: int
    price: FloorsPrice
    groups: tuple[GroupHas, ...]

    @property
    def least_ppm(self) -> int | None:
        """The least share of its reference that a group has, in millionths."""
        return min((one.share_ppm for one in self.groups if one.share_ppm is not None), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Regimes:
    """What each regime would give.

    Attributes
    ----------
    most_ppm
        No plan gives every group more than this share of its reference, in millionths, rounded up; None where nothing
        proves it.
    """

    outlooks: tuple[Outlook, ...]
    most_ppm: int | None


def compare(night: Prepared, effort: str = "nightly") -> Regimes:
    """Give what no floors, one share for all and max-min over the groups would give; nothing where there is no group.

    Parameters
    ----------
    night
        The night that is asked about; its own floors are left aside.
    effort
        How much work each plan may take.
    """
    if not night.grouped.groups:
        return Regimes(outlooks=(), most_ppm=None)
    own = InPoints.of(night, night.posed.problem, night.graph)
    free, own = own.solved(np.zeros(len(night.grouped.groups), np.int64), effort)
    found: list[tuple[Regime, int | None, Given]] = [(Regime.UTILITARIAN, None, free)]
    for share in SHARES:
        floors = floors_at(night.reference, Fraction(share, 100))
        given = free
        # A plan that keeps floors by itself is a best plan with them, as far as it was one without.
        if (free.points[:-1] < floors).any():
            given, own = own.solved(floors, effort)
        found.append((Regime.FLOOR, share, given))
    most = most_share(own)
    best = max((given for _, _, given in found), key=lambda given: least_share(given, night.reference))
    found.append((Regime.MAX_MIN, None, _fairest(own, best, most, effort)))
    # A plan that keeps a promise is also a plan without: the best of all of them is what the others are held against.
    free = replace(free, low=max(given.low for _, _, given in found))
    return Regimes(
        outlooks=tuple(_outlook(night, regime, share, given, free) for regime, share, given in found),
        most_ppm=None if most is None else -(-most.numerator * MILLION // most.denominator),
    )


def least_share(given: Given, reference: Ints) -> Fraction:
    """Give the least share of its reference that a plan gives a group; 0 where no group has a reference."""
    shares = [
        Fraction(points, best) for points, best in zip(given.points.tolist(), reference.tolist(), strict=False) if best
    ]
    return min(shares, default=Fraction(0))


def most_share(own: InPoints) -> Fraction | None:
    """Give a share of their references that no plan exceeds for all groups at once; None where nothing proves one.

    For any prices the points a plan gives, weighed by the price of a floor point, are at most what places and budgets
    are worth to everybody over all pairs.  The share that follows is the next to be asked for, until it stays.
    """
    reference = own.night.reference
    asked, least = Fraction(4), None
    pairs = own.pairs()
    for _ in range(_ROUNDS):
        core, prices, best = shortfall_prices(
            replace(own.problem, floors=floors_at(reference, asked)), pairs.best_for_floors
        )
        weighed = sum(
            price * best_alone for price, best_alone in zip(prices.floor.tolist(), reference.tolist(), strict=True)
        )
        if not weighed:
            break
        without_floors = replace(core, floors=np.zeros_like(core.floors))
        share = Fraction(upper_bound(without_floors, prices, best), weighed)
        if least is not None and share >= least:
            break
        asked = least = share
    return least


def _fairest(own: InPoints, best: Given, most: Fraction | None, effort: str) -> Given:
    """Give the plan whose least served group has most, and of such plans one worth most."""
    reference, penalty = own.night.reference, _STRICT * own.night.policy.value_units_per_point
    low = least_share(best, reference)
    high = low if most is None else most
    for _ in range(_TRIES):
        if high <= low:
            break
        asked = (low + high) / 2
        given, own = own.solved(_at_least(reference, asked), "quick", penalty)
        if least_share(given, reference) > low:
            best, low = given, least_share(given, reference)
        if low < asked:
            high = asked
    given, _ = own.solved(_at_least(reference, low), effort, penalty)
    return given if least_share(given, reference) >= low else best


def _at_least(reference: Ints, share: Fraction) -> Ints:
    """Give the floors that promise every group a share of its reference, rounded up, [n_groups]."""
    return np.array([-(-best * share.numerator // share.denominator) for best in reference.tolist()], np.int64)


def _outlook(night: Prepared, regime: Regime, share: int | None, given: Given, free: Given) -> Outlook:
    apart = given.high - given.low
    return Outlook(
        regime=regime,
        share_percent=share,
        status=str(given.result.status),
        gap_ppm=-(-apart * MILLION // given.low) if given.low > 0 else None,
        points=int(given.points.sum()),
        people=int(given.people.sum()),
        supported=int(given.supported.sum()),
        missing=given.missing,
        price=price_of(given, free, night.policy.value_units_per_point),
        groups=tuple(
            GroupHas(
                gemeente=one.gemeente,
                stratum=one.stratum,
                people=one.people,
                proposals=int(given.people[number]),
                supported=int(given.supported[number]),
                points=int(given.points[number]),
                reference=int(night.reference[number]),
            )
            for number, one in enumerate(night.grouped.groups)
        ),
    )
