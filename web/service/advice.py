"""The queue of the arbeidsdeskundige: each question with its two sources, what an answer opens, and by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from matcher.domain.question import AdQuestion
from web.service.night_results import Named, client_id, named_in_questions
from web.service.registers import PAGE_SIZE, Register
from web.store.database import Database
from web.store.records import Run
from web.store.results import AD_QUESTIONS

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
    """

    id: str
    name: str
    question: AdQuestion
    due_on: date

    @property
    def is_now(self) -> bool:
        """Whether it falls within the capacity of this week."""
        return self.question.week == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvicePage:
    """One page of the queue; `vacancies` names every vacancy it speaks of."""

    run: Run | None
    lines: Register[AdLine]
    n_now: int
    vacancies: Mapping[str, Named]


def advice_page(database: Database, *, chosen: str = "", page: int = 1) -> AdvicePage:
    """Give a page of the queue, of one gemeente or of all; in the order of each gemeente's own queue."""
    with database.read() as store:
        run = store.current_run()
        if run is None:
            empty: Register[AdLine] = Register(
                lines=(), counts=(), chosen=chosen, n_found=0, n_all=0, page=1, n_pages=1
            )
            return AdvicePage(run=None, lines=empty, n_now=0, vacancies={})
        counts = store.count_results(run.id, AD_QUESTIONS, "gemeente")
        n_found = counts[chosen] if chosen else sum(counts.values())
        n_pages = max(1, -(-n_found // PAGE_SIZE))
        own = min(max(1, page), n_pages)
        where = {"gemeente": chosen} if chosen else {}
        found = store.results(run.id, AD_QUESTIONS, where, limit=PAGE_SIZE, skip=(own - 1) * PAGE_SIZE)
        names = {
            row["client"]: row["name"] for row in store.rows_in("persoon", "client", (one.client for one in found))
        }
        lines = tuple(
            AdLine(
                id=client_id(store, one.client),
                name=names.get(one.client) or one.client,
                question=one,
                due_on=run.key.day + WEEK * (one.week + 1),
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
    return AdvicePage(run=run, lines=register, n_now=n_now, vacancies=vacancies)
