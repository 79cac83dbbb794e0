"""Whether groups fare alike: rates with what chance alone can do, and nothing of a group too small to stay unknown."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from math import sqrt

from web.store.overview import GroupCount

LEAST_PEOPLE = 10
Z = 1.96
"""Normal quantile of 95%."""
RATES = ("proposed", "discussed", "started", "overridden")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A share with the interval that holds the true one in 19 of 20 cases (Wilson), in thousandths."""

    part: int
    whole: int
    share: int
    low: int
    high: int

    def differs_from(self, other: "Rate") -> bool:
        """Whether the two intervals do not meet."""
        return self.low > other.high or other.low > self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRates:
    """One group; `rates` are by name, None where too few people stand behind one, all None for a hidden group."""

    value: str
    people: int | None
    rates: tuple[tuple[str, Rate | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TraitRates:
    """The groups of one trait; `differs` names the rates where chance alone does not explain the difference."""

    trait: str
    groups: tuple[GroupRates, ...]
    differs: tuple[str, ...]


def treatment_of(counts: Sequence[GroupCount]) -> tuple[TraitRates, ...]:
    """Give the rates by trait, in order of trait and group."""
    return tuple(_trait(trait, list(found)) for trait, found in groupby(counts, key=lambda one: one.trait))


def rate(part: int, whole: int) -> Rate | None:
    """Give a share with its interval; None where fewer than ten people stand behind it."""
    if whole < LEAST_PEOPLE:
        return None
    share, spread = part / whole, Z * Z / whole
    middle = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / whole + spread / (4 * whole)) / (1 + spread)
    return Rate(
        part=part,
        whole=whole,
        share=round(share * 1000),
        low=max(0, round((middle - half) * 1000)),
        high=min(1000, round((middle + half) * 1000)),
    )


def _trait(trait: str, counts: list[GroupCount]) -> TraitRates:
    hidden = _hidden(counts)
    groups = tuple(_group(one, is_hidden=one.value in hidden) for one in counts)
    differs = []
    for name in RATES:
        known = [found for group in groups for own, found in group.rates if own == name and found is not None]
        if any(one.differs_from(other) for one, other in combinations(known, 2)):
            differs.append(name)
    return TraitRates(trait=trait, groups=groups, differs=tuple(differs))


def _hidden(counts: list[GroupCount]) -> set[str]:
    """Give the groups that are too small, and, where one alone is, the smallest other: else a sum gives it away."""
    small = {one.value for one in counts if one.people < LEAST_PEOPLE}
    if len(small) != 1:
        return small
    others = sorted((one.people, one.value) for one in counts if one.value not in small)
    return small | {value for _, value in others[:1]}


def _group(one: GroupCount, *, is_hidden: bool) -> GroupRates:
    if is_hidden:
        return GroupRates(value=one.value, people=None, rates=tuple((name, None) for name in RATES))
    found = {
        "proposed": rate(one.proposed, one.people),
        "discussed": rate(one.discussed, one.people),
        "started": rate(one.started, one.people),
        "overridden": rate(one.overridden, one.decided),
    }
    return GroupRates(value=one.value, people=one.people, rates=tuple((name, found[name]) for name in RATES))
