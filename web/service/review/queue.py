"""The queue of the arbeidsdeskundige: each question with its two sources, what an answer opens, and by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from matcher.domain.question import AdQuestion
from web.service.clock import Clock
from web.service.entering.profile import can_be_corrected
from web.service.lists.registers import PAGE_SIZE, Register
from web.service.night.given import Named, client_id, named_in_questions, named_vacancies, vacancy_id
from web.service.review import Addressee
from web.service.review.answered import Answered, answer_to
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
    answered
        What the arbeidsdeskundige answered after all that others said; None where there is no answer yet.
    """

    id: str
    name: str
    question: AdQuestion
    due_on: date
    can_be_typed: bool = False
    answered: Answered | None = None

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
        capacities = store.rows_in("capacities", "client", (one.client for one in found))
        lines = tuple(
            AdLine(
                id=client_id(store, one.client),
                name=names.get(one.client) or one.client,
                question=one,
                due_on=run.key.day + WEEK * (one.week + 1),
                can_be_typed=bool(one.code) and can_be_corrected(one.code),
                answered=answer_to(one, capacities, clock.today()),
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
