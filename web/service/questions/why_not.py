"""Why somebody is not proposed for a vacancy: whom and what was meant, and the pair weighed again at once."""

from dataclasses import dataclass

from web.service.clock import Clock
from web.service.dossier.delivered import Person, Work, person_of, work_of
from web.service.dossier.explained import Explained, explain
from web.service.night.given import Named, named_vacancies
from web.service.public_keys import key_of
from web.store.database import Database
from web.store.records import Run

MOST_FOUND = 20
LEAST_LETTERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyPage:
    """One pair that is asked about.

    Attributes
    ----------
    explained
        Weighed as the rows stand now.
    run
        The night the plan is of; None before the first one.
    """

    person: Person
    work: Work
    explained: Explained
    run: Run | None

    @property
    def title(self) -> str:
        """What the work is, and with whom."""
        words = (self.explained.title, self.explained.employer_name)
        return " – ".join(word for word in words if word)


def why_page(database: Database, clock: Clock, client_id: str, vacancy_id: str) -> WhyPage | None:
    """Give a pair; None where nobody or no work has such an id, or it is no longer open."""
    with database.read() as store:
        client, vacancy = key_of(store, "clients", client_id), key_of(store, "vacancies", vacancy_id)
        if client is None or vacancy is None:
            return None
        person, work, run = person_of(store, client), work_of(store, vacancy), store.current_run()
    if not person.cells or not work.cells:
        return None
    return WhyPage(person=person, work=work, explained=explain(database, clock, client, vacancy), run=run)


def found_work(database: Database, asked: str) -> tuple[Named, ...]:
    """Give the open vacancies that somebody may mean: by reference, else by title or employer; the first few."""
    text = " ".join(asked.split()).casefold()
    if len(text) < LEAST_LETTERS:
        return ()
    with database.read() as store:
        keys = [row["vacancy"] for row in store.open_rows("vacancies")]
        named = named_vacancies(store, keys)
    same = [one for key, one in named.items() if key.casefold() == text]
    meant = same or [one for _, one in sorted(named.items()) if text in one.words.casefold()]
    return tuple(meant[:MOST_FOUND])


def person_here(database: Database, client_id: str) -> Person | None:
    """Give an open person by the id of a URL."""
    with database.read() as store:
        key = key_of(store, "clients", client_id)
        person = person_of(store, key) if key is not None else None
    return person if person is not None and person.cells else None
