"""One item of the FML: how it is compared, its levels or conditions, and what it may not contradict."""

from dataclasses import dataclass
from enum import StrEnum

from matcher.errors import CatalogueError

FILE = "items.toml"


class ItemType(StrEnum):
    """How an item is compared: by level, by conditions, by a person reading it, or not at all."""

    ORD = "ORD"
    SET = "SET"
    BIN = "BIN"
    META = "META"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of an ordered item.

    Attributes
    ----------
    value
        0 (the norm) up to the item's `k` (the most limited).
    threshold
        The most a person at this level can do, in the item's unit; None where the FML names no number or no upper end.
    """

    value: int
    nl: str
    en: str
    threshold: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of a SET item, or one side of a META item; the number is a name, not a degree."""

    number: int
    nl: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of the FML.

    Attributes
    ----------
    code, index
        Number in the FML ("IV-13") and place in FML order, 0 to 63.
    vakterm, name_nl, name_en
        The FML's own wording, and plain names for screens.
    unit_nl, unit_en
        Unit of the thresholds; empty where there are none.
    norm_nl, norm_en
        BIN: what counts as the norm; else empty.
    levels, conditions, sides
        ORD, SET and META values; each is empty for the other types.
    day_ceilings
        Most minutes per working day at level 1 to k, for items judged on the sum of all tasks; else empty.
    no_tolerance, no_tolerance_conditions
        An excess of one is never tolerated on this item, or on these of its conditions.
    risk_no_tolerance
        The same, in a task with a risk mark (traffic, machine, height).
    is_gate
        Judged before the items, as working time.
    """

    code: str
    index: int
    rubriek: str
    type: ItemType
    vakterm: str
    name_nl: str
    name_en: str
    unit_nl: str = ""
    unit_en: str = ""
    norm_nl: str = ""
    norm_en: str = ""
    levels: tuple[Level, ...] = ()
    conditions: tuple[Condition, ...] = ()
    sides: tuple[Condition, ...] = ()
    day_ceilings: tuple[int, ...] = ()
    no_tolerance: bool = False
    no_tolerance_conditions: tuple[int, ...] = ()
    risk_no_tolerance: bool = False
    is_gate: bool = False

    @property
    def k(self) -> int:
        """The most limited level; 0 for an item without levels."""
        return max(len(self.levels) - 1, 0)

    @property
    def per_day(self) -> bool:
        """Whether minutes are summed over the tasks of a working day."""
        return bool(self.day_ceilings)

    @property
    def condition_numbers(self) -> tuple[int, ...]:
        """Numbers of all conditions, ascending."""
        return tuple(condition.number for condition in self.conditions)

    def __post_init__(self) -> None:
        self._check_kind()
        self._check_levels()
        self._check_numbers(self.conditions, "conditions")
        self._check_numbers(self.sides, "sides")
        self._check_ceilings()
        if not set(self.no_tolerance_conditions) <= set(self.condition_numbers):
            raise self._refusal("names a condition without tolerance that it does not have", "Use its own numbers")

    def _check_kind(self) -> None:
        given = {ItemType.ORD: self.levels, ItemType.SET: self.conditions, ItemType.META: self.sides}
        if any(bool(values) != (kind is self.type) for kind, values in given.items()):
            raise self._refusal(
                f"is of type {self.type} but its values are of another type",
                "ORD has levels, SET conditions, META sides, BIN none of them",
            )
        if bool(self.norm_nl) != (self.type is ItemType.BIN) or bool(self.norm_en) != bool(self.norm_nl):
            raise self._refusal("has no clear norm", "A BIN item, and no other, says its norm in both languages")

    def _check_levels(self) -> None:
        if self.levels and (self.k == 0 or [level.value for level in self.levels] != list(range(self.k + 1))):
            raise self._refusal("has levels that do not run 0, 1, … k", "Write each level once, in order, at least two")
        thresholds = [level.threshold for level in self.levels if level.threshold is not None]
        if thresholds != sorted(set(thresholds), reverse=True):
            raise self._refusal("has thresholds that do not fall", "A higher level is less capacity: order them so")
        if bool(self.unit_nl) != bool(thresholds) or bool(self.unit_en) != bool(thresholds):
            raise self._refusal("has thresholds without a unit or a unit without thresholds", "Write both or neither")

    def _check_numbers(self, values: tuple[Condition, ...], kind: str) -> None:
        if [value.number for value in values] != list(range(1, len(values) + 1)):
            raise self._refusal(f"has {kind} that do not run 1, 2, …", "Write each number once, in order")

    def _check_ceilings(self) -> None:
        if not self.day_ceilings:
            return
        if self.day_ceilings != tuple(level.threshold for level in self.levels[1:]):
            raise self._refusal(
                "has day ceilings that are not the thresholds of its levels 1 to k",
                "Work is judged on the ceilings and shown with the thresholds: keep them equal",
            )

    def _refusal(self, what: str, remedy: str) -> CatalogueError:
        return CatalogueError(f"{FILE}, item {self.code}: it {what}. People would be judged wrongly on it. {remedy}.")
