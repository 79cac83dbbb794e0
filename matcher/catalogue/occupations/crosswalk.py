"""The written crosswalk: from a rated ability to what an FML item must be able to bear.

    rating (importance, level) ── threshold, band ──> what one ability asks of one item
    all abilities that speak to the item ── the strictest ──> the demand, with the abilities that decided it

Everything is an integer in hundredths of the source's scale.
"""

from dataclasses import dataclass
from itertools import pairwise

from matcher.catalogue.items import Catalogue, Item, ItemType
from matcher.catalogue.occupations.asked import (
    ASKED_KEYS,
    Asked,
    is_as_strict,
    nothing,
    read_asked,
    read_frequency,
    strictest,
)
from matcher.catalogue.toml_file import Table, parse
from matcher.domain.profile import Frequency
from matcher.errors import CatalogueError

FILE = "occupations/crosswalk.toml"
HIGHEST_LEVEL = 700
# The heaviest answer first: it is the one that cannot be borne.
HEAVIEST_FIRST = (Frequency.STRUCTURAL, Frequency.MARGINAL, Frequency.INCIDENTAL, Frequency.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """How one ability is rated for one occupation.

    Attributes
    ----------
    importance, level
        Hundredths of the scales 1-5 and 0-7; a level of None was not rated.
    is_relevant
        False where the source itself calls the ability not relevant for the occupation.
    """

    importance: int
    level: int | None
    is_relevant: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What is asked from this level (hundredths) up to the next band."""

    start: int
    asked: Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What one ability asks of one item, with the reason.

    Attributes
    ----------
    importance_from
        Below this importance (hundredths) the ability asks nothing.
    frequency
        How often, where the item itself settles that; None lets the rating decide.
    bands
        Ascending; the first starts at 0 and asks nothing, none asks less than the one before.
    """

    ability: str
    name: str
    item: Item
    importance_from: int
    frequency: Frequency | None
    bands: tuple[Band, ...]
    reason: str

    @property
    def where(self) -> str:
        """File and rule, for messages."""
        return f"{FILE}, {self.name} on {self.item.code}"

    def __post_init__(self) -> None:
        starts = [band.start for band in self.bands]
        if not starts or starts[0] != 0 or starts != sorted(set(starts)) or starts[-1] > HIGHEST_LEVEL:
            raise CatalogueError(f"{self.where}: bands start at {starts}; expected 0 first, then ascending to 700.")
        if self.bands[0].asked != nothing(self.item):
            raise CatalogueError(f"{self.where}: the first band must ask nothing; an ability of level 0 is not used.")
        for lower, higher in pairwise(self.bands):
            if not is_as_strict(higher.asked, lower.asked):
                raise CatalogueError(
                    f"{self.where}: the band from {higher.start} asks less than the one before. "
                    "A higher level never asks less. Correct the order."
                )

    def band(self, rating: Rating) -> Band | None:
        """Give the band a rating falls in; None where the level was not rated."""
        level = rating.level
        if level is None:
            return None
        if not rating.is_relevant or rating.importance < self.importance_from:
            return self.bands[0]
        return max((band for band in self.bands if band.start <= level), key=lambda band: band.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """All rules, and how often a demand comes back where a rule does not say so.

    Attributes
    ----------
    structural_importance_from
        Below this importance (hundredths) a demand is incidental.
    marginal_within
        A level at most this far (hundredths) above the foot of its band is a marginal excess.
    """

    rules: tuple[Rule, ...]
    structural_importance_from: int
    marginal_within: int

    def frequency(self, rule: Rule, rating: Rating, band: Band) -> Frequency:
        """Give how often an ability asks its level, from importance and place in the band."""
        if band.asked == nothing(rule.item) or rating.level is None:
            return Frequency.UNKNOWN
        if rule.frequency is not None:
            return rule.frequency
        if rating.importance < self.structural_importance_from:
            return Frequency.INCIDENTAL
        return Frequency.MARGINAL if rating.level - band.start <= self.marginal_within else Frequency.STRUCTURAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A demand that follows from rated abilities.

    Attributes
    ----------
    frequency
        ORD only; unknown where nothing is asked.
    abilities, levels
        The abilities that ask exactly this (SET: that ask a part of it), with their level in hundredths.
    """

    item: str
    asked: Asked
    frequency: Frequency | None
    abilities: tuple[str, ...]
    levels: tuple[int, ...]


def derive(crosswalk: Crosswalk, rating_by_ability: dict[str, Rating]) -> tuple[Derived, ...]:
    """Give the demands of one occupation in FML order; an item no rated ability speaks to is left out."""
    items = {rule.item.code: rule.item for rule in crosswalk.rules}
    found = (_derive_item(crosswalk, item, rating_by_ability) for item in items.values())
    return tuple(sorted((one for one in found if one), key=lambda one: items[one.item].index))


def _derive_item(crosswalk: Crosswalk, item: Item, rating_by_ability: dict[str, Rating]) -> Derived | None:
    answers: list[tuple[Rule, Rating, Band]] = []
    for rule in crosswalk.rules:
        rating = rating_by_ability.get(rule.ability)
        band = rule.band(rating) if rule.item == item and rating else None
        if rating and band:
            answers.append((rule, rating, band))
    if not answers:
        return None
    asked = strictest([band.asked for _, _, band in answers])
    deciding = [answer for answer in answers if _decides(answer[2].asked, asked)]
    frequencies = {crosswalk.frequency(*answer) for answer in deciding}
    heaviest = next(frequency for frequency in HEAVIEST_FIRST if frequency in frequencies)
    return Derived(
        item=item.code,
        asked=asked,
        frequency=heaviest if item.type is ItemType.ORD else None,
        abilities=tuple(rule.ability for rule, _, _ in deciding),
        levels=tuple(rating.level for _, rating, _ in deciding if rating.level is not None),
    )


def _decides(part: Asked, whole: Asked) -> bool:
    return part == whole or bool(part.asks)


def read_crosswalk(text: str, catalogue: Catalogue) -> Crosswalk:
    """Turn the text of the crosswalk into rules.

    Raises
    ------
    CatalogueError
        An unknown or missing key, item or condition, a rule written twice, or bands that fall.
    """
    top = parse(text, FILE)
    top.refuse_other_keys("defaults", "frequency", "rule")
    defaults, frequency = top.table("defaults"), top.table("frequency")
    defaults.refuse_other_keys("importance_from")
    frequency.refuse_other_keys("structural_importance_from", "marginal_within")
    rules = tuple(_rule(table, catalogue, defaults.whole("importance_from")) for table in top.tables("rule"))
    pairs = [(rule.ability, rule.item.code) for rule in rules]
    twice = sorted({pair for pair in pairs if pairs.count(pair) > 1})
    if twice:
        raise CatalogueError(f"{FILE}: {twice} is there twice. Which rule holds is unclear. Keep one of each.")
    return Crosswalk(
        rules=rules,
        structural_importance_from=frequency.whole("structural_importance_from"),
        marginal_within=frequency.whole("marginal_within"),
    )


def _rule(table: Table, catalogue: Catalogue, importance_from: int) -> Rule:
    table.refuse_other_keys("ability", "name", "item", "importance_from", "frequency", "bands", "reason")
    item = catalogue.by_code(table.text("item"))
    return Rule(
        ability=table.text("ability"),
        name=table.text("name"),
        item=item,
        importance_from=table.whole("importance_from") if table.has("importance_from") else importance_from,
        frequency=read_frequency(table) if table.has("frequency") else None,
        bands=tuple(_band(band, item) for band in table.tables("bands")),
        reason=table.text("reason"),
    )


def _band(table: Table, item: Item) -> Band:
    table.refuse_other_keys("from", *ASKED_KEYS)
    return Band(start=table.whole("from"), asked=read_asked(table, item))
