"""A vacancy entered or changed here: from an occupation profile or from what stands, judged as a delivery is."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from matcher.catalogue.items import ItemType, load_catalogue
from matcher.catalogue.occupations import Occupation, OccupationDemand, load_occupations
from matcher.domain.profile import DemandSource
from web.service.clock import Clock
from web.service.delivery.stored import digest_of, key_of
from web.service.entering.choosing import Difference, differences_of
from web.service.entering.effect import Effect, work_effect
from web.service.entering.saving import Sheets, Typing, note, put_row, read_typed, refuse_stale, version_of
from web.service.entering.typed import VACANCY, VACANCY_SHEETS, over_vacancy
from web.service.night.given import vacancy_id
from web.service.public_keys import key_of as reference_of
from web.store.accounts import PUBLIC_IDS
from web.store.database import Database
from web.store.journal import Subject
from web.store.sheets import BATCH_SHEETS
from web.store.store import Store

Cells = Mapping[str, str]
ENTERED, CHANGED = "vacature_ingevoerd", "vacature_gewijzigd"
NEEDS = ("geen", "norm", "boven")


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """An employer one can choose."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWork:
    """A vacancy as its form starts.

    Attributes
    ----------
    key, id
        Empty for a new one.
    rows
        Its rows of vacancies, tasks and demands.
    version
        Of those rows; empty for a new one.
    waiting
        Where the source now says something else than was typed.
    """

    key: str = ""
    id: str = ""
    rows: Sheets
    version: str = ""
    employers: tuple[Employer, ...]
    places: tuple[str, ...]
    waiting: tuple[Difference, ...] = ()


def new_work(database: Database, clock: Clock, occupation: str) -> OwnWork:
    """Give an empty vacancy, or one with the tasks and demands of an occupation, each marked *afgeleid*."""
    found = next((one for one in load_occupations() if one.code == occupation), None)
    rows = _from_occupation(found, clock.today()) if found else {name: [] for name in VACANCY_SHEETS}
    with database.read() as store:
        return OwnWork(rows=rows, employers=_employers(store), places=_places(store))


def work_to_change(database: Database, vacancy: str) -> OwnWork | None:
    """Give an open vacancy to change; None where there is none with this id."""
    with database.read() as store:
        key = reference_of(store, "vacancies", vacancy)
        rows = _rows(store, key) if key else {}
        if not key or not rows[VACANCY]:
            return None
        return OwnWork(
            key=key,
            id=vacancy,
            rows=rows,
            version=version_of(rows),
            employers=_employers(store),
            places=_places(store),
            waiting=tuple(differences_of(store.typed_of((VACANCY,), key))),
        )


def new_key() -> str:
    """Give a reference for a vacancy that no source knows."""
    return f"waag-{secrets.token_hex(4)}"


def effect_of_work(database: Database, clock: Clock, typed: Sheets) -> Effect:
    """Give what a vacancy as it was typed would do; nothing is kept.

    Raises
    ------
    WrongEntry
        Where a row cannot be read.
    """
    rows = _read(typed, clock.today())
    return work_effect(database, clock, rows[VACANCY][0]["vacancy"], rows)


def keep_work(database: Database, clock: Clock, typed: Sheets, employer_name: str, typing: Typing) -> str:
    """Keep a vacancy with its tasks and demands, and a new employer where one was named; give its id.

    Raises
    ------
    WrongEntry, ChangedMeanwhile
        As in `read_typed` and `refuse_stale`.
    """
    day, at = clock.today(), clock.now()
    rows = _read(typed, day)
    key = rows[VACANCY][0]["vacancy"]
    with database.begin() as store:
        store.secret(PUBLIC_IDS)
        if store.entry_of_form(typing.idempotency_key):
            return vacancy_id(store, key)
        before = _rows(store, key)
        is_new = not before[VACANCY]
        if not is_new:
            refuse_stale(store, before, Subject.VACANCY, key, typing)
        if employer_name:
            _add_employer(store, clock, rows[VACANCY][0]["employer"], employer_name, typing)
        earlier = next(iter(store.typed_of((VACANCY,), key)), None)
        put_work(store, before, rows, day)
        store.put_typed(over_vacancy(None if is_new else before, rows, earlier, actor=typing.actor, at=at))
        kind = ENTERED if is_new else CHANGED
        note(store, kind, Subject.VACANCY, key, typing, at, before=None if is_new else before, after=rows)
        return vacancy_id(store, key)


def put_work(store: Store, before: Sheets, after: Sheets, day: date) -> None:
    """Put the rows of a vacancy in the place of what stood there."""
    for name in VACANCY_SHEETS:
        own = {key_of(name, row): row for row in after.get(name, ())}
        gone = {key_of(name, row) for row in before.get(name, ())} - own.keys()
        store.apply(name, [(key, row, digest_of(row)) for key, row in sorted(own.items())], sorted(gone), day)


def _read(typed: Sheets, day: date) -> dict[str, list[Cells]]:
    found = read_typed({name: typed.get(name, ()) for name in VACANCY_SHEETS}, day)
    return {name: [_whole(name, row) for row in found.get(name, ())] for name in VACANCY_SHEETS}


def _whole(sheet: str, row: Cells) -> Cells:
    return {name: row.get(name, "") for name in BATCH_SHEETS[sheet]}


def _rows(store: Store, key: str) -> dict[str, list[dict[str, str]]]:
    return {name: store.rows_of(name, "vacancy", key) for name in VACANCY_SHEETS}


def _employers(store: Store) -> tuple[Employer, ...]:
    rows = store.open_rows("employers")
    return tuple(Employer(key=row["employer"], name=row["name"]) for row in sorted(rows, key=lambda row: row["name"]))


def _places(store: Store) -> tuple[str, ...]:
    known = {*store.open_values("places", "place"), *store.open_values("vacancies", "place")}
    return tuple(sorted(place for place in known if place))


def _add_employer(store: Store, clock: Clock, key: str, name: str, typing: Typing) -> None:
    day = clock.today()
    row = _whole("employers", read_typed({"employers": [{"employer": key, "name": name}]}, day)["employers"][0])
    put_row(store, "employers", None, row, key, typing, clock.now(), day)


def _from_occupation(found: Occupation, day: date) -> Sheets:
    """Give an occupation as the rows of a vacancy: nobody has looked at this workplace yet."""
    vacancy = dict.fromkeys(BATCH_SHEETS[VACANCY], "") | {
        "title": found.name_nl,
        "occupation": found.code,
        "sector": found.sector.value,
        "certificates": "|".join(found.certificates),
    }
    tasks = [
        dict.fromkeys(BATCH_SHEETS["tasks"], "")
        | {
            "task": f"t{place}",
            "description": task.name_nl,
            "share": str(task.share),
            "can_leave_out": "" if task.can_leave_out else "nee",
            "task_kind": task.kind.value,
            "risks": "|".join(task.risks),
        }
        for place, task in enumerate(found.tasks, start=1)
    ]
    per_day = {item.code for item in load_catalogue().items if item.per_day}
    demands = [_demand("", one, day) for one in found.demands if one.item not in per_day]
    for place, task in enumerate(found.tasks, start=1):
        demands += [_demand(f"t{place}", one, day) for one in task.demands]
    return {VACANCY: [vacancy], "tasks": tasks, "demands": demands}


def _demand(task: str, one: OccupationDemand, day: date) -> dict[str, str]:
    row = dict.fromkeys(BATCH_SHEETS["demands"], "") | {"task": task, "item": one.item}
    row |= {"source": DemandSource.DERIVED.value, "date": day.isoformat()}
    if one.minutes_per_day is not None:
        return row | {"minutes": str(one.minutes_per_day)}
    asked = one.asked
    if asked is None:
        return row
    if asked.tolerated is not None:
        return row | {"tolerated": str(asked.tolerated), "hoe": one.frequency.value if one.frequency else ""}
    if asked.asks is not None:
        return row | {"asks": "|".join(map(str, asked.asks)) or "geen"}
    return row | {"asks": NEEDS[asked.needs] if asked.needs is not None else ""}


def can_be_asked(kind: ItemType) -> bool:
    """Whether work can ask items of this type at all."""
    return kind is not ItemType.META


def own_rows(rows: Sequence[Cells], task: str) -> dict[str, Cells]:
    """Give the demands of one task, or with an empty task of the work as a whole, by item."""
    return {row["item"]: row for row in rows if row["task"] == task}
