"""One person and one vacancy as delivered: their rows of every sheet a page may show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from web.service.night.given import Named, client_id, named_vacancies, vacancy_id
from web.store.store import Store

Cells: TypeAlias = Mapping[str, str]
# Every sheet about a person but `clients` itself, `persoon` (only the name) and `achtergrond` (never on a page).
CLIENT_SHEETS = (
    "scope",
    "capacities",
    "wishes",
    "qualifications",
    "history",
    "loonwaarde",
    "placements",
    "decisions",
    "choices",
    "own_steps",
    "goals",
    "sheltered",
    "arguments",
    "ladder",
)
VACANCY_SHEETS = ("tasks", "demands")
PERSON_SHEETS = ("clients", "persoon", *CLIENT_SHEETS)
WORK_SHEETS = ("vacancies", *VACANCY_SHEETS)
CHOSEN = ("verordening",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person as delivered.

    Attributes
    ----------
    id
        What stands in a URL; tells nothing of the source's reference.
    cells
        The row of the sheet clients, empty where that row is closed.
    sheets
        His rows of every other sheet, by its name.
    """

    id: str
    key: str
    name: str
    cells: Cells
    sheets: Mapping[str, tuple[Cells, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One vacancy as delivered, with its employer."""

    id: str
    key: str
    cells: Cells
    employer: Cells
    sheets: Mapping[str, tuple[Cells, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWork:
    """The open vacancies that rows about a person speak of, and the texts of their tasks.

    Attributes
    ----------
    vacancies
        By key.
    tasks
        The text of a task as it is now, by vacancy and task; of readings that were written down without one.
    """

    vacancies: Mapping[str, Named]
    tasks: Mapping[tuple[str, str], str]

    def text_of(self, reading: Cells) -> str:
        """Give the text a reading was read against: as written down with it, else as it is now; empty for all tasks."""
        return reading["task_text"] or self.tasks.get((reading["vacancy"], reading["task"]), reading["task"])


def gather_pair(store: Store, client: str, vacancy: str) -> None:
    """Read everything of a person and a vacancy in one question; what is asked of either is then at hand."""
    store.gather_pair(client, PERSON_SHEETS, vacancy, WORK_SHEETS, whole=CHOSEN)


def person_of(store: Store, key: str) -> Person:
    """Give a person with the rows about him."""
    store.gather(key, PERSON_SHEETS, whole=CHOSEN)
    return Person(
        id=client_id(store, key),
        key=key,
        name=store.name_of(key),
        cells=_first(store.rows_of("clients", "client", key)),
        sheets={sheet: tuple(store.rows_of(sheet, "client", key)) for sheet in CLIENT_SHEETS},
    )


def work_of(store: Store, key: str) -> Work:
    """Give a vacancy with its tasks and demands."""
    store.gather_work(key, WORK_SHEETS)
    cells = _first(store.rows_of("vacancies", "vacancy", key))
    employer = _first(store.rows_of("employers", "employer", cells.get("employer", "")))
    sheets = {sheet: tuple(store.rows_of(sheet, "vacancy", key)) for sheet in VACANCY_SHEETS}
    return Work(id=vacancy_id(store, key), key=key, cells=cells, employer=employer, sheets=sheets)


def work_read_of(person: Person) -> tuple[str, ...]:
    """Give the vacancies that readings and delivered decisions about a person speak of, by reference."""
    rows = (*person.sheets["capacities"], *person.sheets["decisions"])
    return tuple(sorted({row["vacancy"] for row in rows if row["vacancy"]}))


def work_read_for(store: Store, person: Person, named: Mapping[str, Named]) -> ReadWork:
    """Give the work that readings and delivered decisions about a person speak of.

    Parameters
    ----------
    named
        Words for vacancies that are known already; what is missing is looked up.
    """
    keys = work_read_of(person)
    unwritten = {row["vacancy"] for row in person.sheets["capacities"] if row["task"] and not row["task_text"]}
    rows = store.rows_in("tasks", "vacancy", unwritten) if unwritten else []
    tasks = {(row["vacancy"], row["task"]): row["description"] for row in rows}
    found = {key: named[key] for key in keys if key in named} if named else named_vacancies(store, keys)
    return ReadWork(vacancies=found, tasks=tasks)


def _first(rows: Iterable[Cells]) -> Cells:
    return next(iter(rows), {})
