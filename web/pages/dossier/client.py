"""People: the register, and one person's picture with the next step."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from matcher.catalogue.items import load_catalogue
from matcher.domain.argument import OutcomeKind
from matcher.domain.dates import months_between
from matcher.domain.profile import CHECK_AFTER_MONTHS, STALE_AFTER_MONTHS
from matcher.domain.question import AdQuestion
from web.language.cells import as_day, capacity_words, path_steps
from web.language.items import item_name
from web.language.loonwaarde import kind_name
from web.language.names import occupation_name, qualification_words, wish_words
from web.language.next_steps import (
    NextStepWords,
    OpeningWords,
    ad_question_words,
    next_step_words,
    opening_words,
    outcome_short,
)
from web.language.outcomes import outcome_name, outcome_words
from web.language.pages import counted, has
from web.language.recorded import (
    choice_words,
    decision_words,
    ladder_words,
    noted_argument_words,
    reading_words,
    sheltered_words,
)
from web.pages.dossier.rings import away_words, ring_map
from web.pages.frame import desk, language, page, text
from web.pages.lists import register
from web.pages.lists.query import PAGE_KEY
from web.pages.viewed import tell
from web.service.dossier.delivered import Cells
from web.service.dossier.dossiers import ClientPage, client_page
from web.service.lists.registers import PeopleSort, everybody, people
from web.service.lists.views import ListName
from web.service.night.given import PersonResults
from web.service.review.answered import Answered, answer_to

blueprint = Blueprint("client", __name__)
CHOSEN_KEY = "uitkomst"
FILE_COLUMNS = (
    "id", "client", "name", "gemeente", "hours", "last_step_on", "adviser", "outcome", "proposal", "job", "status",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRow:
    """One value of the profile in words; `age` says that it has to be checked or no longer counts, else it is empty."""

    item: str
    name: str
    words: str
    cells: Cells
    age: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubriek:
    """A part of the FML: who looked at all of it, and what they found other than the norm."""

    code: str
    covers: tuple[Cells, ...]
    rows: tuple[ProfileRow, ...]


@blueprint.get("/clienten")
def overview() -> str:
    """Show the register of people."""
    shown = register.read(ListName.CLIENTS, CHOSEN_KEY, tuple(PeopleSort))
    return page(
        "client/overview.html",
        found=people(desk().database, desk().clock, shown.asked, PeopleSort(shown.sort)),
        shown=shown,
        sorts=tuple(PeopleSort),
        chosen_key=CHOSEN_KEY,
        page_key=PAGE_KEY,
        outcome=_code_words,
    )


@blueprint.post("/clienten/zoek")
def find() -> Response:
    """Search the register of people."""
    return register.searched(ListName.CLIENTS, "client.overview")


@blueprint.get("/clienten.csv")
def download() -> Response:
    """Give everybody the question finds as CSV, in its order."""
    return register.as_csv("clienten", FILE_COLUMNS, _file_rows())


@blueprint.get("/clienten.json")
def data() -> Response:
    """Give everybody the question finds as JSON, in its order."""
    return register.as_json(FILE_COLUMNS, _file_rows())


def _file_rows() -> list[tuple[str, ...]]:
    shown = register.read(ListName.CLIENTS, CHOSEN_KEY, tuple(PeopleSort))
    return [
        (
            line.id, line.cells["client"], line.name, line.cells["gemeente"], line.cells["hours"],
            line.cells["last_step_on"], line.adviser, line.code, line.proposal.row.id if line.proposal else "",
            line.proposal.row.title if line.proposal else "", line.proposal.status.value if line.proposal else "",
        )
        for line in everybody(desk().database, desk().clock, shown.asked, PeopleSort(shown.sort))
    ]  # fmt: skip


@blueprint.get("/clienten/<client_id>")
def show(client_id: str) -> str:
    """Show one person."""
    found = client_page(desk().database, desk().clock, client_id)
    if found is None:
        abort(404)
    tell(client=found.person.key)
    results, spoken = found.results, language()
    return page(
        "client/client.html",
        step=_step(found),
        opens=_opens(found),
        asked=[(ad_question_words(one, results.names, spoken), _answer(found, one)) for one in results.asked]
        if results
        else [],
        vacancies=results.vacancies if results else {},
        known=_known(results),
        planned=found.planned,
        found=found,
        shown_run=found.run,
        near=_near(found),
        ring_map=ring_map(found.around, spoken, _first_number(found)),
        cells=found.person.cells,
        sheets=found.person.sheets,
        rubrieken=_profile(found),
        recorded=_recorded(found),
        ladder=[ladder_words(row, spoken) for row in _by_day(found.person.sheets["ladder"])],
        delivered=_delivered(found),
        outcome=outcome_words(found.plan.outcome, spoken) if found.plan.outcome else None,
        item_words=lambda code: item_name(code, language()),
        wish_code=lambda wish: wish_words(wish["kind"], wish["code"], language()),
        qualification=lambda row: qualification_words(row["kind"], row["code"], language()),
        occupation=lambda code: occupation_name(code, language()),
        kind=lambda code: kind_name(code, language()),
    )


def _step(found: ClientPage) -> NextStepWords | None:
    """Give the next step of the night in words; a proposal of before is none for who is not to be proposed."""
    results = found.results
    if results is None or results.next_step is None:
        return None
    is_gone = found.withheld is not None and results.next_step.outcome is OutcomeKind.PROPOSAL and found.entry is None
    return None if is_gone else next_step_words(results.next_step, results.names, language())


def _answer(found: ClientPage, question: AdQuestion) -> Answered | None:
    return answer_to(question, found.person.sheets["capacities"], desk().clock.today())


def _opens(found: ClientPage) -> list[tuple[OpeningWords, int | None]]:
    """Give what opens work, each with how many of those vacancies the plan leaves a place."""
    path = path_steps(found.person.cells.get("path", ""))
    openings = found.results.openings if found.results else ()
    return [(opening_words(one, language(), path), found.plan.still_free(one)) for one in openings]


def _near(found: ClientPage) -> list[tuple[int, str, str, str]]:
    """Give the table of the rings: number, id and words of the work, and how far it is."""
    named = dict(found.results.vacancies) if found.results else {}
    first, rows = _first_number(found), list[tuple[int, str, str, str]]()
    for number, one in enumerate(found.around, start=first):
        work = named.get(one.vacancy)
        if work is not None:
            rows.append((number, work.id, work.words, away_words(one.metres, language())))
    return rows


def _first_number(found: ClientPage) -> int:
    """Give the number of the first dot: 1 is the work of today alone."""
    is_today = bool(found.entry and found.around and found.around[0].vacancy == found.entry.row.vacancy)
    return 1 if is_today else 2


def _known(results: PersonResults | None) -> str:
    """Say how much is known of somebody, and whether sources differ."""
    if results is None or results.quality is None:
        return ""
    quality, spoken = results.quality, language()
    said = [counted("client.known", quality.items_known, spoken, all=quality.items)]
    if quality.contradictions:
        said.append(counted("client.differ", quality.contradictions, spoken))
    return " ".join(said)


def _code_words(code: str) -> str:
    """Give the words for what a night gave somebody."""
    own = f"client.code.{code}"
    if has(own):
        return text(own)
    return outcome_short(code, language()) if has(f"w_next.name.{code}") else outcome_name(code, language())


def _profile(found: ClientPage) -> list[Rubriek]:
    """Give the profile per rubriek; what nobody looked at stays away, so that the page can say it is unknown."""
    catalogue = load_catalogue()
    capacities = found.person.sheets["capacities"]
    made = []
    for rubriek in catalogue.rubrieken:
        codes = [item.code for item in catalogue.items if item.rubriek == rubriek.code]
        rows = tuple(_row(cells) for code in codes for cells in capacities if cells["item"] == code)
        covers = tuple(cells for cells in found.person.sheets["scope"] if cells["rubriek"] == rubriek.code)
        made.append(Rubriek(code=rubriek.code, covers=covers, rows=rows))
    return made


def _by_day(rows: Iterable[Cells]) -> list[Cells]:
    """Give delivered rows, the newest first."""
    return sorted(rows, key=lambda row: row["date"], reverse=True)


def _recorded(found: ClientPage) -> list[str]:
    """Give what was written down beside the profile, kind by kind, the newest first."""
    kinds = {"choices": choice_words, "sheltered": sheltered_words, "arguments": noted_argument_words}
    sheets = found.person.sheets
    return [words(row, language()) for sheet, words in kinds.items() for row in _by_day(sheets[sheet])]


def _delivered(found: ClientPage) -> list[str]:
    """Give the decisions that came with the delivery, each with the vacancy it was about."""
    named = found.read_for.vacancies
    closed = text("client.reading_closed")
    return [
        decision_words(row, named[row["vacancy"]].words if row["vacancy"] in named else closed, language())
        for row in _by_day(found.person.sheets["decisions"])
    ]


def _row(cells: Cells) -> ProfileRow:
    recorded_on = as_day(cells["date"])
    age = months_between(recorded_on, desk().clock.today()) if recorded_on else 0
    return ProfileRow(
        item=cells["item"],
        name=item_name(cells["item"], language()),
        words=reading_words(cells, language())
        if cells["reading"]
        else capacity_words(cells["item"], cells["level"], cells["conditions"], language()),
        cells=cells,
        age=text("client.stale" if age > STALE_AFTER_MONTHS else "client.check") if age > CHECK_AFTER_MONTHS else "",
    )
