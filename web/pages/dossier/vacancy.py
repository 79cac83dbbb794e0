"""Vacancies: the register, and one vacancy with its tasks and what they ask."""

from dataclasses import dataclass

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from matcher.catalogue.items import load_catalogue
from matcher.domain.nearmiss import Reach
from web.language.asked import question_words
from web.language.cells import SEPARATOR, demand_words
from web.language.gates import certificate_name
from web.language.items import item_name
from web.language.loonwaarde import kind_name
from web.language.names import occupation_name, sector_name
from web.language.outcomes import dropped_name
from web.language.pages import counted
from web.language.steps import name_words
from web.pages.dossier.carving import carving_of
from web.pages.frame import desk, language, page, text
from web.pages.lists import register
from web.pages.lists.query import PAGE_KEY
from web.pages.viewed import tell
from web.service.dossier.delivered import Cells
from web.service.dossier.dossiers import VacancyPage, vacancy_page
from web.service.lists.registers import WorkSort, all_work, work
from web.service.lists.views import ListName

blueprint = Blueprint("vacancy", __name__)
CHOSEN_KEY = "sector"
FILE_COLUMNS = (
    "id", "employer", "vacancy", "title", "occupation", "sector", "place", "hours_min", "hours_max", "positions",
    "closes_on", "proposals",
)  # fmt: skip
MOST_NAMED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandRow:
    """What one task, or the work as a whole, asks of one item."""

    item: str
    name: str
    task: str
    words: str
    asks_nothing: bool
    cells: Cells


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandGroup:
    """The demands of one rubriek: what is asked, what is said to be asked by nobody, and how many items are unknown."""

    code: str
    rows: tuple[DemandRow, ...]
    nothing: tuple[DemandRow, ...]
    n_unknown: int


@blueprint.get("/vacatures")
def overview() -> str:
    """Show the register of vacancies."""
    shown = register.read(ListName.VACANCIES, CHOSEN_KEY, tuple(WorkSort))
    return page(
        "vacancy/overview.html",
        found=work(desk().database, desk().clock, shown.asked, WorkSort(shown.sort)),
        shown=shown,
        sorts=tuple(WorkSort),
        chosen_key=CHOSEN_KEY,
        page_key=PAGE_KEY,
        sector=lambda code: sector_name(code, language()),
    )


@blueprint.post("/vacatures/zoek")
def find() -> Response:
    """Search the register of vacancies."""
    return register.searched(ListName.VACANCIES, "vacancy.overview")


@blueprint.get("/vacatures.csv")
def download() -> Response:
    """Give every vacancy the question finds as CSV, in its order."""
    return register.as_csv("vacatures", FILE_COLUMNS, _file_rows())


@blueprint.get("/vacatures.json")
def data() -> Response:
    """Give every vacancy the question finds as JSON, in its order."""
    return register.as_json(FILE_COLUMNS, _file_rows())


def _file_rows() -> list[tuple[str, ...]]:
    shown = register.read(ListName.VACANCIES, CHOSEN_KEY, tuple(WorkSort))
    own = ("vacancy", "title", "occupation", "sector", "place", "hours_min", "hours_max", "positions", "closes_on")
    return [
        (line.id, line.employer_name, *(line.cells[name] for name in own), str(line.n_proposed))
        for line in all_work(desk().database, desk().clock, shown.asked, WorkSort(shown.sort))
    ]


@blueprint.get("/vacatures/<vacancy_id>")
def show(vacancy_id: str) -> str:
    """Show one vacancy."""
    found = vacancy_page(desk().database, desk().clock, vacancy_id)
    if found is None:
        abort(404)
    tell(vacancy=found.work.key)
    return page(
        "vacancy/vacancy.html",
        found=found,
        shown_run=found.run,
        cells=found.work.cells,
        sheets=found.work.sheets,
        groups=_asked(found),
        kept=_kept(found),
        carving=carving_of(found),
        is_full=_is_full(found),
        asked=[question_words(one, language()) for one in found.results.questions] if found.results else [],
        known=_known(found),
        sector=lambda code: sector_name(code, language()),
        certificates=_certificates(found.work.cells.get("certificates", "")),
        occupation=lambda code: occupation_name(code, language()),
        kind=lambda code: kind_name(code, language()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptOutWords:
    """What keeps people out in words, each with a number of people."""

    stopped: tuple[tuple[str, int], ...]
    one_step: tuple[tuple[str, int], ...]
    answers: tuple[tuple[str, int], ...]
    carved: tuple[tuple[str, int], ...]


def _kept(found: VacancyPage) -> KeptOutWords | None:
    kept = found.results.kept_out if found.results else None
    if kept is None:
        return None
    spoken = language()
    tasks = {cells["task"]: cells["description"] for cells in found.work.sheets["tasks"]}

    def reached(rows: tuple[Reach, ...]) -> tuple[tuple[str, int], ...]:
        return tuple((name_words(one.name, spoken, tasks), one.people) for one in rows[:MOST_NAMED])

    return KeptOutWords(
        stopped=tuple((dropped_name(one.code, spoken), one.people) for one in kept.stopped[:MOST_NAMED]),
        one_step=reached(kept.one_step),
        answers=reached(kept.answers),
        carved=reached(kept.carved),
    )


def _is_full(found: VacancyPage) -> bool:
    """Whether every place has a proposal; without a number there is one place."""
    positions = found.work.cells.get("positions", "")
    return len(found.entries) >= (int(positions) if positions.isdecimal() else 1)


def _known(found: VacancyPage) -> str:
    """Say of how many items it is known what the work asks, and of how many only from an occupation."""
    quality = found.results.quality if found.results else None
    if quality is None:
        return ""
    said = [counted("vacancy.known", quality.items_known, language(), all=quality.items)]
    if quality.items_derived:
        said.append(counted("vacancy.derived", quality.items_derived, language()))
    return " ".join(said)


def _certificates(cell: str) -> str:
    return ", ".join(certificate_name(code, language()) for code in cell.split(SEPARATOR) if code)


def _asked(found: VacancyPage) -> list[DemandGroup]:
    catalogue = load_catalogue()
    tasks = {cells["task"]: cells["description"] for cells in found.work.sheets["tasks"]}
    demands = found.work.sheets["demands"]
    made = []
    for rubriek in catalogue.rubrieken:
        codes = [item.code for item in catalogue.items if item.rubriek == rubriek.code]
        rows = tuple(
            _row(cells, tasks.get(cells["task"], "")) for code in codes for cells in demands if cells["item"] == code
        )
        known = {row.item for row in rows}
        nothing = tuple(row for row in rows if row.asks_nothing)
        made.append(
            DemandGroup(
                code=rubriek.code,
                rows=tuple(row for row in rows if not row.asks_nothing),
                nothing=nothing,
                n_unknown=sum(code not in known for code in codes),
            )
        )
    return made


def _row(cells: Cells, task: str) -> DemandRow:
    spoken = language()
    words = demand_words(cells["item"], cells["tolerated"], cells["asks"], cells["minutes"], spoken)
    return DemandRow(
        item=cells["item"],
        name=item_name(cells["item"], spoken),
        task=task,
        words=words,
        asks_nothing=words == text("words.asks_nothing"),
        cells=cells,
    )
