"""Numbers for what occurs in the vacancies, and where each item stands among those of its own kind."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matcher.catalogue.items import Catalogue, Item, ItemType
from matcher.domain.caseload import DAY_ITEMS, I64
from matcher.domain.client import WishKind
from matcher.domain.vacancy import Requirement, Vacancy
from matcher.fit import weighed_items
from matcher.scales import Scales

ORD, SET, BIN, PER_DAY, UNWEIGHED = range(5)
NOWHERE, UNMATCHED = -1, -2


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """How names became numbers for one night.

    Attributes
    ----------
    occupation, sector, employer, place
        Number by name.
    requirements
        Distinct requirements of the vacancies, in a fixed order; ``requirement`` gives the number of one.
    kinds, slots
        Kind of each item (ordered, conditions, limited or not, per day, not weighed) and its place in the kind, [64].
    """

    occupation: Mapping[str, int]
    sector: Mapping[str, int]
    employer: Mapping[str, int]
    place: Mapping[str, int]
    requirements: tuple[Requirement, ...]
    requirement: Mapping[tuple[str, str, int], int]
    kinds: tuple[int, ...]
    slots: tuple[int, ...]

    @classmethod
    def of(cls, vacancies: Sequence[Vacancy], scales: Scales) -> "Codes":
        """Number what these vacancies speak of."""
        needed = [item for vacancy in vacancies for item in vacancy.requirements]
        return cls.named(
            needed,
            scales,
            occupations=(vacancy.occupation for vacancy in vacancies),
            sectors=(vacancy.sector for vacancy in vacancies),
            employers=(vacancy.employer for vacancy in vacancies),
        )

    @classmethod
    def named(
        cls,
        requirements: Iterable[Requirement],
        scales: Scales,
        *,
        occupations: Iterable[str],
        sectors: Iterable[str],
        employers: Iterable[str],
    ) -> "Codes":
        """Number these names and requirements, and the places of the scales."""
        needed = {requirement_key(item): item for item in requirements}
        ordered = sorted(needed)
        kinds = tuple(_kind(item, scales.catalogue) for item in scales.catalogue.items)
        return cls(
            occupation=_numbered(occupations),
            sector=_numbered(sectors),
            employer=_numbered(employers),
            place=_numbered(scales.travel.all_places()),
            requirements=tuple(needed[key] for key in ordered),
            requirement={key: number for number, key in enumerate(ordered)},
            kinds=kinds,
            slots=_slots(scales.catalogue, kinds),
        )

    def of_wish(self, kind: WishKind, code: str) -> int:
        """Give the number of what a wish is about; `UNMATCHED` where no vacancy has it."""
        table = {WishKind.OCCUPATION: self.occupation, WishKind.SECTOR: self.sector, WishKind.EMPLOYER: self.employer}
        return table[kind].get(code, UNMATCHED) if code else UNMATCHED

    def n_of(self, kind: int) -> int:
        """Count the items of one kind."""
        return self.kinds.count(kind)


def requirement_key(item: Requirement) -> tuple[str, str, int]:
    """Give what makes two requirements the same."""
    return item.kind, item.code, item.mastery


def _numbered(values: Iterable[str]) -> dict[str, int]:
    return {value: number for number, value in enumerate(sorted({value for value in values if value}))}


def _kind(item: Item, catalogue: Catalogue) -> int:
    if item not in weighed_items(catalogue):
        return UNWEIGHED
    if item.per_day:
        return PER_DAY
    return {ItemType.ORD: ORD, ItemType.SET: SET, ItemType.BIN: BIN}[item.type]


def _slots(catalogue: Catalogue, kinds: Sequence[int]) -> tuple[int, ...]:
    taken = dict.fromkeys(range(5), 0)
    slots: list[int] = []
    for item, kind in zip(catalogue.items, kinds, strict=True):
        if kind == PER_DAY:
            slots.append(DAY_ITEMS.index(item.code))
            continue
        slots.append(taken[kind])
        taken[kind] += 1
    return tuple(slots)


def bits(indices: Iterable[int]) -> int:
    """Give the mask with these bits set."""
    mask = 0
    for index in indices:
        mask |= 1 << index
    return mask


def starts(lengths: Sequence[int]) -> I64:
    """Give where each stretch begins, and behind the last where it ends."""
    return np.concatenate(([0], np.cumsum(np.asarray(lengths, np.int64)))).astype(np.int64)
