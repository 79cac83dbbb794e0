"""The queue of the arbeidsdeskundige: each question with its two sources, what an answer opens, and by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from matcher.domain.profile import Source
from matcher.domain.question import AdQuestion
from web.language.cells import as_day
from web.service.clock import Clock
from web.service.dossier.delivered import Cells
from web.service.entering.profile import can_be_corrected
from web.service.lists.registers import PAGE_SIZE, Register
from web.service.night.given import Named, client_id, named_in_questions, named_vacancies, vacancy_id
from web.service.review import Addressee
from web.store.database import Database
from web.store.events import Event
from web.store.records import ProposalRow, Run
from web.store.results import AD_QUESTIONS
from web.store.store import Store

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdLine:
    """One question of the queue.

    Attributes
    ----------
    id, name
        Of the person it is about.
    due_on
        The end of the week in which the capacity of the gemeente reaches it.
    can_be_typed
        It is about an item whose value can be written down.
    answered_on
        The day of a value the arbeidsdeskundige gave after all that was heard; None where there is none yet.
    is_stricter_elsewhere
        Another source still says something stricter: that is what nights go by until the source changes it.
    """

    id: str
    name: str
    question: AdQuestion
    due_on: date
    can_be_typed: bool = False
    answered_on: date | None = None
    is_stricter_elsewhere: bool = False

    @property
    def is_now(self) -> bool:
        """Whether it falls within the capacity of this week."""
        return self.question.week == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """A question somebody asked about a proposal.

    Attributes
    ----------
    can_be_typed
        It is about an item whose value can be written down.
    is_late
        The day by which an answer was needed has passed.
    """

    event: Event
    client_id: str
    name: str
    vacancy_id: str
    work: str
    can_be_typed: bool
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvicePage:
    """One page of the queue; `vacancies` names every vacancy it speaks of.

    Attributes
    ----------
    asked
        Questions of colleagues that wait for an answer, the earliest day first.
    """

    run: Run | None
    lines: Register[AdLine]
    n_now: int
    vacancies: Mapping[str, Named]
    asked: tuple[AskedLine, ...] = ()


def advice_page(database: Database, clock: Clock, *, chosen: str = "", page: int = 1) -> AdvicePage:
    """Give a page of the queue, of one gemeente or of all; in the order of each gemeente's own queue."""
    with database.read() as store:
        run = store.current_run()
        asked = _asked(store, clock.today())
        if run is None:
            empty: Register[AdLine] = Register(
                lines=(), counts=(), chosen=chosen, n_found=0, n_all=0, page=1, n_pages=1
            )
            return AdvicePage(run=None, lines=empty, n_now=0, vacancies={}, asked=asked)
        counts = store.count_results(run.id, AD_QUESTIONS, "gemeente")
        n_found = counts[chosen] if chosen else sum(counts.values())
        n_pages = max(1, -(-n_found // PAGE_SIZE))
        own = min(max(1, page), n_pages)
        where = {"gemeente": chosen} if chosen else {}
        found = store.results(run.id, AD_QUESTIONS, where, limit=PAGE_SIZE, skip=(own - 1) * PAGE_SIZE)
        names = {
            row["client"]: row["name"] for row in store.rows_in("persoon", "client", (one.client for one in found))
        }
        given = _given(store, found)
        lines = tuple(
            AdLine(
                id=client_id(store, one.client),
                name=names.get(one.client) or one.client,
                question=one,
                due_on=run.key.day + WEEK * (one.week + 1),
                can_be_typed=bool(one.code) and can_be_corrected(one.code),
                answered_on=given.get((one.client, one.code), (None, False))[0],
                is_stricter_elsewhere=given.get((one.client, one.code), (None, False))[1],
            )
            for one in found
        )
        vacancies = named_in_questions(store, found)
    register = Register(
        lines=lines,
        counts=tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0]))),
        chosen=chosen,
        n_found=n_found,
        n_all=sum(counts.values()),
        page=own,
        n_pages=n_pages,
    )
    n_now = run.manifest.n_ad_now if run.manifest else 0
    return AdvicePage(run=run, lines=register, n_now=n_now, vacancies=vacancies, asked=asked)


def _asked(store: Store, today: date) -> tuple[AskedLine, ...]:
    """Give what colleagues asked the arbeidsdeskundige."""
    found = [one for one in store.open_questions() if one.addressee == Addressee.EXPERT]
    rows = store.rows_in("persoon", "client", (one.client for one in found))
    names = {row["client"]: row["name"] for row in rows}
    work = {row.id: row for row in store.proposals_by_id([one.proposal_id for one in found])}
    named = named_vacancies(store, [one.vacancy for one in found])

    def line(one: Event) -> AskedLine:
        row = work.get(one.proposal_id)
        return AskedLine(
            event=one,
            client_id=client_id(store, one.client),
            name=names.get(one.client) or one.client,
            vacancy_id=vacancy_id(store, one.vacancy),
            work=_words(row, named, one.vacancy),
            can_be_typed=bool(one.item) and can_be_corrected(one.item),
            is_late=one.until is not None and one.until < today,
        )

    return tuple(line(one) for one in sorted(found, key=lambda one: (one.until or date.max, one.id)))


def _words(row: ProposalRow | None, named: Mapping[str, Named], vacancy: str) -> str:
    if row is not None:
        return " – ".join(part for part in (row.title, row.employer_name) if part)
    return named[vacancy].words if vacancy in named else vacancy


def _given(store: Store, found: list[AdQuestion]) -> dict[tuple[str, str], tuple[date, bool]]:
    """Give the day of each answer, and whether another source still says something stricter, by person and item.

    A value is an answer where it is newer than all that was heard when the question was asked.
    """
    rows = store.rows_in("capacities", "client", (one.client for one in found))
    given: dict[tuple[str, str], tuple[date, bool]] = {}
    for one in found:
        own = [row for row in rows if (row["client"], row["item"]) == (one.client, one.code) and not row["reading"]]
        heard = max((each.recorded_on for each in one.heard if each.recorded_on), default=date.min)
        expert = [row for row in own if row["source"] == Source.LABOUR_EXPERT.value]
        days = [day for row in expert if (day := as_day(row["date"])) is not None and day > heard]
        if days:
            most = max((_level(row) for row in expert), default=0)
            given[one.client, one.code] = max(days), any(_level(row) > most for row in own)
    return given


def _level(row: Cells) -> int:
    return int(row["level"]) if row["level"].isdecimal() else 0
