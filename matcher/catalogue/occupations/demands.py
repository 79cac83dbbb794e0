"""What is known before any task: demands that follow from ratings, and the project's own estimates."""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.catalogue.items import Catalogue, ItemType
from matcher.catalogue.occupations.asked import ASKED_KEYS, read_asked, read_frequency
from matcher.catalogue.occupations.crosswalk import Crosswalk, Derived
from matcher.catalogue.occupations.occupation import OccupationDemand
from matcher.catalogue.toml_file import Table, parse
from matcher.domain.profile import DemandSource
from matcher.errors import CatalogueError

DERIVED_FILE = "occupations/derived.toml"
ESTIMATES_FILE = "occupations/estimates.toml"
EVERY_OCCUPATION = "alle"
HUNDREDTHS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """What is known per O*NET occupation from ratings, and per name from estimates.

    Attributes
    ----------
    derived
        O*NET code, then FML item.
    estimated
        Name (of an occupation, a group, or "alle") with FML item.
    """

    derived: Mapping[str, Mapping[str, OccupationDemand]]
    estimated: Mapping[tuple[str, str], OccupationDemand]

    def of(self, item: str, soc_code: str, code: str, group: str) -> OccupationDemand | None:
        """Give the demand on an item: derived, else the most specific estimate; None where nobody judged it."""
        derived = self.derived[soc_code].get(item) if soc_code in self.derived else None
        if derived:
            return derived
        named = (self.estimated.get((name, item)) for name in (code, group, EVERY_OCCUPATION))
        return next((demand for demand in named if demand), None)


def derived_demand(found: Derived, crosswalk: Crosswalk) -> OccupationDemand:
    """Give a derived demand the reason its rules wrote down."""
    level_by_ability = dict(zip(found.abilities, found.levels, strict=True))
    reasons = [
        f"{rule.name} {in_units(level_by_ability[rule.ability])}: {rule.reason}"
        for rule in crosswalk.rules
        if rule.item.code == found.item and rule.ability in level_by_ability
    ]
    return OccupationDemand(
        item=found.item,
        asked=found.asked,
        frequency=found.frequency,
        source=DemandSource.DERIVED,
        reason=" ".join(reasons),
    )


def in_units(hundredths: int) -> str:
    """A number of hundredths as it stands in the source, such as 3.88."""
    return f"{hundredths // HUNDREDTHS}.{hundredths % HUNDREDTHS:02d}"


def read_derived(text: str, crosswalk: Crosswalk, catalogue: Catalogue) -> dict[str, dict[str, OccupationDemand]]:
    """Read the generated file with what follows from ratings, by O*NET code and FML item.

    Raises
    ------
    CatalogueError
        A key, item or ability the crosswalk does not know: the file was made with another crosswalk.
    """
    top = parse(text, DERIVED_FILE)
    pairs = {(rule.ability, rule.item.code) for rule in crosswalk.rules}
    demands: dict[str, dict[str, OccupationDemand]] = {}
    for soc_code in top.values:
        rows = top.table(soc_code)
        found = [_derived(code, rows.table(code), catalogue) for code in rows.values]
        strange = [one.item for one in found if not {(ability, one.item) for ability in one.abilities} <= pairs]
        if strange:
            raise CatalogueError(
                f"{DERIVED_FILE}, {soc_code}: {', '.join(strange)} follows from no rule of the crosswalk. "
                "The reasons would not fit the levels. Make the file again (python -m fixtures.make_occupations)."
            )
        demands[soc_code] = {one.item: derived_demand(one, crosswalk) for one in found}
    return demands


def _derived(code: str, table: Table, catalogue: Catalogue) -> Derived:
    table.refuse_other_keys(*ASKED_KEYS, "frequency", "abilities", "levels")
    item = catalogue.by_code(code)
    abilities, levels = table.texts("abilities"), _levels(table)
    if not abilities or len(abilities) != len(levels):
        raise CatalogueError(f"{table.where}: {len(abilities)} abilities with {len(levels)} levels; expected pairs.")
    return Derived(
        item=code,
        asked=read_asked(table, item),
        frequency=read_frequency(table) if item.type is ItemType.ORD else None,
        abilities=abilities,
        levels=levels,
    )


def _levels(table: Table) -> tuple[int, ...]:
    values = table.values.get("levels")
    if not isinstance(values, list) or not all(type(value) is int and value >= 0 for value in values):
        raise CatalogueError(f"{table.where}: 'levels' is {values!r}; expected whole numbers of hundredths.")
    return tuple(values)


def read_estimates(text: str, crosswalk: Crosswalk, catalogue: Catalogue) -> dict[tuple[str, str], OccupationDemand]:
    """Read the project's own estimates, by name and FML item.

    Raises
    ------
    CatalogueError
        An unknown key or item, two estimates of one item for one name, an item an ability speaks to, or an item
        counted per day, which stands with the tasks.
    """
    top = parse(text, ESTIMATES_FILE)
    top.refuse_other_keys("estimate")
    derived = {rule.item.code for rule in crosswalk.rules}
    demands: dict[tuple[str, str], OccupationDemand] = {}
    for table in top.tables("estimate"):
        table.refuse_other_keys("for", "items", *ASKED_KEYS, "frequency", "reason")
        for code in table.texts("items"):
            if code in derived or catalogue.by_code(code).per_day:
                raise CatalogueError(
                    f"{table.where}: {code} follows from abilities or is counted per day, so this estimate would "
                    "never be used. Remove it, or write it in the crosswalk or under the minutes of a task."
                )
            for name in table.texts("for"):
                if (name, code) in demands:
                    raise CatalogueError(f"{table.where}: {name} already has an estimate of {code}. Keep one.")
                demands[name, code] = _estimate(table, code, catalogue)
    return demands


def _estimate(table: Table, code: str, catalogue: Catalogue) -> OccupationDemand:
    item = catalogue.by_code(code)
    return OccupationDemand(
        item=code,
        asked=read_asked(table, item),
        frequency=read_frequency(table) if item.type is ItemType.ORD else None,
        source=DemandSource.ESTIMATED,
        reason=table.text("reason"),
    )
