"""Put the written sources together: occupations and tasks, what follows from ratings, and the estimates.

profiles/*.toml ──┐
derived.toml ─────┼──> one Occupation each: derived where an ability speaks, else the most specific estimate
estimates.toml ───┘
"""

from collections.abc import Mapping
from types import MappingProxyType

from matcher.catalogue.competences import load_competences
from matcher.catalogue.items import Catalogue, Item, ItemType
from matcher.catalogue.occupations.asked import nothing
from matcher.catalogue.occupations.demands import ESTIMATES_FILE, EVERY_OCCUPATION, Demands
from matcher.catalogue.occupations.hands import (
    HAND_USE,
    KEYBOARD_MINUTES,
    asks_keyboard,
    task_hand_use,
    with_keyboard,
)
from matcher.catalogue.occupations.occupation import Occupation, OccupationDemand, OccupationTask, Sector
from matcher.catalogue.task_kinds import as_kind
from matcher.catalogue.toml_file import Table, parse
from matcher.domain.profile import DemandSource, Frequency
from matcher.domain.vacancy import Risk
from matcher.errors import CatalogueError

ITEM_BY_MINUTES_KEY = MappingProxyType(
    {"toetsenbord": KEYBOARD_MINUTES, "lopen": "IV-17", "zitten": "V-2", "staan": "V-4", "hoofd": "V-8"}
)
OCCUPATION_KEYS = (
    "code", "onet_soc_code", "name_nl", "name_en", "sector", "competences", "certificates", "task",
)  # fmt: skip
TASK_KEYS = ("name", "kind", "share", "can_leave_out", "can_be_seated", "risks", "minutes", "drives")


def read_occupations(
    profile_by_file: Mapping[str, str], demands: Demands, catalogue: Catalogue
) -> tuple[Occupation, ...]:
    """Turn the profile files into occupations, by code.

    Raises
    ------
    CatalogueError
        An unknown or missing key, a code written twice, an estimate for nobody, or what `Occupation` refuses.
    """
    rows: list[tuple[str, Table]] = []
    for file in sorted(profile_by_file):
        top = parse(profile_by_file[file], f"occupations/{file}")
        top.refuse_other_keys("group", "occupation")
        rows += [(top.text("group"), table) for table in top.tables("occupation")]
    _refuse_twice([table.text("code") for _, table in rows], "occupation")
    _refuse_twice([table.text("onet_soc_code") for _, table in rows], "O*NET occupation")
    _refuse_other_ratings({table.text("onet_soc_code") for _, table in rows}, demands)
    _refuse_estimates_for_nobody({name for group, table in rows for name in (group, table.text("code"))}, demands)
    occupations = (_occupation(table, group, demands, catalogue) for group, table in rows)
    return tuple(sorted(occupations, key=lambda occupation: occupation.code))


def _refuse_twice(names: list[str], kind: str) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise CatalogueError(f"occupations/profiles: {kind} {', '.join(twice)} is there twice. Keep one of each.")


def _refuse_other_ratings(soc_codes: set[str], demands: Demands) -> None:
    differing = sorted(soc_codes ^ set(demands.derived))
    if differing:
        raise CatalogueError(
            f"Occupations and ratings differ in {', '.join(differing)}. A profile without ratings is half unknown. "
            "Write the profile, or run python -m fixtures.make_occupations again."
        )


def _refuse_estimates_for_nobody(names: set[str], demands: Demands) -> None:
    unknown = sorted({name for name, _ in demands.estimated} - names - {EVERY_OCCUPATION})
    if unknown:
        raise CatalogueError(
            f"{ESTIMATES_FILE}: no group or occupation is called {', '.join(unknown)}. "
            "The estimate would hold for nobody. Correct the name."
        )


def _occupation(table: Table, group: str, demands: Demands, catalogue: Catalogue) -> Occupation:
    code, soc_code = table.text("code"), table.text("onet_soc_code")
    row = Table(where=f"occupations/profiles, {code}", values=table.values)
    row.refuse_other_keys(*OCCUPATION_KEYS)
    judged = (demands.of(item.code, soc_code, code, group) for item in catalogue.items)
    demand_by_item = {demand.item: demand for demand in judged if demand}
    task_rows = [_named(task, code) for task in row.tables("task")]
    tasks = _tasks(task_rows, demand_by_item, catalogue)
    for key in ITEM_BY_MINUTES_KEY.values():
        demand_by_item[key] = _minutes(key, sum(task.minutes_of(key) for task in tasks))
    keyboard = demand_by_item[KEYBOARD_MINUTES].minutes_per_day or 0
    if HAND_USE in demand_by_item and asks_keyboard(catalogue, keyboard):
        demand_by_item[HAND_USE] = with_keyboard(demand_by_item[HAND_USE], keyboard)
    return Occupation(
        code=code,
        onet_soc_code=soc_code,
        name_nl=row.text("name_nl"),
        name_en=row.text("name_en"),
        sector=_sector(row),
        group=group,
        competences=_competences(row),
        certificates=row.texts("certificates"),
        demands=in_order(demand_by_item, catalogue),
        tasks=tasks,
    )


def _named(task: Table, code: str) -> Table:
    return Table(where=f"occupations/profiles, {code}, task '{task.text('name')}'", values=task.values)


def _tasks(
    rows: list[Table], demand_by_item: Mapping[str, OccupationDemand], catalogue: Catalogue
) -> tuple[OccupationTask, ...]:
    driven = {item for row in rows for item in row.texts("drives")}
    minutes = [_minutes_by_item(row) for row in rows]
    keyboard = sum(by_item[KEYBOARD_MINUTES] for by_item in minutes)
    tasks: list[OccupationTask] = []
    for row, by_item in zip(rows, minutes, strict=True):
        row.refuse_other_keys(*TASK_KEYS)
        own = {code: _minutes(code, n_minutes) for code, n_minutes in by_item.items()}
        drives = row.texts("drives")
        _refuse_undrivable(row, drives, demand_by_item, catalogue)
        own |= {code: _not_asked(catalogue.by_code(code)) for code in driven - set(drives)}
        if HAND_USE in demand_by_item and asks_keyboard(catalogue, keyboard):
            own[HAND_USE] = task_hand_use(
                demand_by_item[HAND_USE],
                does_hand_work=HAND_USE in drives or HAND_USE not in driven,
                keyboard_minutes=by_item[KEYBOARD_MINUTES],
                n_day_minutes=keyboard,
            )
        tasks.append(_task(row, in_order(own, catalogue)))
    return tuple(tasks)


def _task(row: Table, demands: tuple[OccupationDemand, ...]) -> OccupationTask:
    risks = row.texts("risks")
    unknown = [risk for risk in risks if risk not in list(Risk)]
    if unknown:
        raise CatalogueError(f"{row.where}: risk {', '.join(unknown)} does not exist. Use one of: {', '.join(Risk)}.")
    return OccupationTask(
        name_nl=row.text("name"),
        kind=as_kind(row, "kind"),
        share=row.whole("share"),
        can_leave_out=row.flag("can_leave_out"),
        can_be_seated=row.flag("can_be_seated"),
        risks=tuple(Risk(risk) for risk in risks),
        demands=demands,
    )


def _minutes_by_item(row: Table) -> dict[str, int]:
    table = row.table("minutes")
    table.refuse_other_keys(*ITEM_BY_MINUTES_KEY)
    return {item: table.whole_or_none(key) or 0 for key, item in ITEM_BY_MINUTES_KEY.items()}


def _refuse_undrivable(
    row: Table, drives: tuple[str, ...], demand_by_item: Mapping[str, OccupationDemand], catalogue: Catalogue
) -> None:
    idle = sorted(
        code
        for code in drives
        if code not in demand_by_item or demand_by_item[code].asked == nothing(catalogue.by_code(code))
    )
    if idle:
        raise CatalogueError(
            f"{row.where}: it drives {', '.join(idle)}, of which the occupation asks nothing "
            "(items per day stand under minutes). Nothing would change. Remove it or write the estimate."
        )


def _minutes(item: str, n_minutes: int) -> OccupationDemand:
    return OccupationDemand(
        item=item,
        minutes_per_day=n_minutes,
        source=DemandSource.ESTIMATED,
        reason="Estimated per task, from what the task consists of.",
    )


def _not_asked(item: Item) -> OccupationDemand:
    return OccupationDemand(
        item=item.code,
        asked=nothing(item),
        frequency=Frequency.UNKNOWN if item.type is ItemType.ORD else None,
        source=DemandSource.ESTIMATED,
        reason="This task does without it; another task of the occupation asks it.",
    )


def _sector(row: Table) -> Sector:
    name = row.text("sector")
    if name not in list(Sector):
        raise CatalogueError(f"{row.where}: sector '{name}' does not exist. Use one of: {', '.join(Sector)}.")
    return Sector(name)


def _competences(row: Table) -> tuple[int, ...]:
    known = load_competences()
    return tuple(known.by_code(code).code for code in sorted(row.wholes("competences")))


def in_order(demand_by_item: Mapping[str, OccupationDemand], catalogue: Catalogue) -> tuple[OccupationDemand, ...]:
    """Give the demands in FML order."""
    return tuple(
        demand_by_item[code] for code in sorted(demand_by_item, key=lambda code: catalogue.by_code(code).index)
    )
