"""Whole minutes of travel between places, by mode: known times first, else an estimate over distance."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isqrt

from matcher.domain.client import Mode
from matcher.domain.region import Place, TravelTime
from matcher.policy import MatchPolicy

MODES: tuple[Mode, ...] = tuple(Mode)
LONGEST_MINUTES = 255


@dataclass(frozen=True, slots=True)
class TravelTable:
    """Places and known times of one region."""

    places: Mapping[str, Place]
    known: Mapping[tuple[str, str, Mode], int]
    policy: MatchPolicy

    @staticmethod
    def build(places: Iterable[Place], known: Iterable[TravelTime], policy: MatchPolicy) -> "TravelTable":
        """Index places and known times; a known time holds in the direction it was given."""
        return TravelTable(
            {place.key: place for place in places},
            {(time.from_place, time.to_place, time.mode): time.minutes for time in known},
            policy,
        )

    def all_places(self) -> frozenset[str]:
        """Give every place that has a position or a known time."""
        return frozenset(self.places) | {key for start, end, _ in self.known for key in (start, end)}

    def minutes(self, from_place: str | None, to_place: str | None, mode: Mode) -> int | None:
        """Give the minutes one way, at most 255; None where either position is unknown and no time is known."""
        if from_place is None or to_place is None:
            return None
        known = self.known.get((from_place, to_place, mode))
        if known is not None:
            return min(known, LONGEST_MINUTES)
        start, end = self.places.get(from_place), self.places.get(to_place)
        if start is None or end is None:
            return None
        metres = isqrt((start.x - end.x) ** 2 + (start.y - end.y) ** 2)
        return min(self.policy.estimate_minutes(metres, MODES.index(mode)), LONGEST_MINUTES)

    def best(self, from_place: str | None, to_place: str | None, modes: Iterable[Mode]) -> int | None:
        """Give the minutes by the fastest of a person's own modes; None where none is known."""
        times = [self.minutes(from_place, to_place, mode) for mode in modes]
        return min((time for time in times if time is not None), default=None)
