"""What the page of one person or one vacancy tells."""

from collections.abc import Container, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from web.service.clock import Clock
from web.service.dossier.delivered import (
    Person,
    ReadWork,
    Work,
    person_of,
    work_of,
    work_read_for,
    work_read_of,
)
from web.service.dossier.free_work import InPlan, in_plan
from web.service.dossier.planned_steps import PlannedStep, steps_of
from web.service.dossier.surroundings import Around, spots_around
from web.service.lists.entries import Entry
from web.service.night.given import (
    PersonResults,
    WorkResults,
    person_results,
    work_results,
)
from web.service.public_keys import key_of
from web.service.review.standing import Pair
from web.store.database import Database
from web.store.events import Event
from web.store.pair_states import PairState, PairStatus, state_of
from web.store.records import ProposalRow, Run
from web.store.store import Store
from web.store.withheld import Withholding

MOST_ON_RINGS = 10
MOST_OF_A_STEP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientPage:
    """Everything about one person; exactly one of `entry` and `plan.outcome` where he was in the night.

    Attributes
    ----------
    results
        What the night gave him beside a proposal; None before the first night.
    read_for
        The work that readings and delivered decisions about him speak of.
    around
        Where the work of today and the work that steps open lie around his home; none where that is not known.
    plan
        What the plan of the night says around him.
    withheld
        What keeps him out of proposals today; None where nothing does.
    """

    person: Person
    planned: tuple[PlannedStep, ...]
    read_for: ReadWork
    entry: Entry | None
    results: PersonResults | None
    earlier: tuple[tuple[date, ProposalRow], ...]
    events: tuple[Event, ...]
    run: Run | None
    around: tuple[Around, ...] = ()
    plan: InPlan
    withheld: Withholding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VacancyPage:
    """Everything about one vacancy; `results` is None before the first night.

    Attributes
    ----------
    elsewhere
        Pairs of people of another gemeente that are held or at work here; of them nothing else is told.
    """

    work: Work
    results: WorkResults | None
    entries: tuple[Entry, ...]
    earlier: tuple[tuple[date, ProposalRow], ...]
    events: tuple[Event, ...]
    run: Run | None
    elsewhere: int = 0


def reference_of(database: Database, client_id: str) -> str | None:
    """Give the reference behind a person's id; None where nobody has it."""
    with database.read() as store:
        return key_of(store, "clients", client_id)


def client_page(database: Database, clock: Clock, client_id: str) -> ClientPage | None:
    """Give a person's page; None where nobody has this id."""
    with database.read() as store:
        key = key_of(store, "clients", client_id)
        if key is None:
            return None
        run = store.current_run()
        person = person_of(store, key)
        read_for = work_read_of(person)
        earlier, events = tuple(store.proposals_of(client=key)), tuple(store.events_of_client(key))
        withheld = store.withheld_on(clock.today())
        entry = next(iter(_own_entries(run, clock.today(), earlier, events, {key: person.name}, withheld)), None)
        also = (*read_for, *([entry.row.vacancy] if entry else []))
        home = person.cells.get("place", "")
        results = person_results(store, run.id, key, also=also, home=home) if run else None
        return ClientPage(
            person=person,
            planned=steps_of(store, key, clock.today()),
            read_for=work_read_for(store, person, results.vacancies if results else {}),
            entry=entry,
            results=results,
            earlier=earlier,
            events=events,
            run=run,
            around=spots_around(results.home, results.spots, _work_near(entry, results)) if results else (),
            plan=in_plan(store, run.id, key, results) if run and results else InPlan(),
            withheld=withheld.get(key),
        )


def _work_near(entry: Entry | None, results: PersonResults) -> tuple[str, ...]:
    """Give the work of a person's rings: that of today first, then what the first steps open."""
    named = [key for one in results.openings for key in one.vacancies[:MOST_OF_A_STEP] if key in results.vacancies]
    own = [entry.row.vacancy] if entry else []
    return tuple(dict.fromkeys((*own, *named)))[:MOST_ON_RINGS]


def vacancy_page(database: Database, clock: Clock, vacancy_id: str) -> VacancyPage | None:
    """Give a vacancy's page; None where no vacancy has this id."""
    with database.read() as store:
        key = key_of(store, "vacancies", vacancy_id)
        if key is None:
            return None
        run = store.current_run()
        earlier, events = tuple(store.proposals_of(vacancy=key)), tuple(store.events_of_vacancy(key))
        people = store.rows_in("persoon", "client", (row.client for _, row in earlier))
        names = {row["client"]: row["name"] for row in people if row["name"]}
        return VacancyPage(
            elsewhere=_elsewhere(store, key, {event.pair for event in events}, clock.today()),
            work=work_of(store, key),
            results=work_results(store, run.id, key) if run else None,
            entries=_own_entries(run, clock.today(), earlier, events, names, store.withheld_on(clock.today())),
            earlier=earlier,
            events=events,
            run=run,
        )


def _elsewhere(store: Store, vacancy: str, own: AbstractSet[Pair], today: date) -> int:
    """Give how many people this scope does not see have, or may get, a place here."""
    if store.scope.is_region:
        return 0
    by_pair: dict[Pair, list[Event]] = {}
    with store.beyond_scope():
        for event in store.events_of_vacancy(vacancy):
            by_pair.setdefault(event.pair, []).append(event)
    return sum(_waits(state_of(found, today)) for pair, found in by_pair.items() if pair not in own)


def _own_entries(
    run: Run | None,
    today: date,
    earlier: Sequence[tuple[date, ProposalRow]],
    events: Sequence[Event],
    names: Mapping[str, str],
    withheld: Container[str],
) -> tuple[Entry, ...]:
    """Give the rows of the list that are about one person or one vacancy, what is held or at work first.

    Only his own proposals and events are read; whether somebody else took the place is told on the proposal itself.
    """
    if run is None:
        return ()
    by_pair: dict[Pair, list[Event]] = {}
    for event in events:
        by_pair.setdefault(event.pair, []).append(event)
    states = {pair: state_of(found, today) for pair, found in by_pair.items()}
    held = {state.taken_up.proposal_id for state in states.values() if state.taken_up and _waits(state)}
    tonight = {row.pair for _, row in earlier if row.run_id == run.id and not row.is_own_match}
    shown = [
        row
        for _, row in earlier
        if (row.run_id == run.id and not row.is_own_match) or (row.id in held and row.pair not in tonight)
    ]
    made = [
        Entry(
            row=row,
            state=states.get(row.pair, PairState()),
            name=names.get(row.client) or row.client,
            is_from_before=row.run_id != run.id,
            is_overtaken=False,
            cents_per_month=None,
        )
        for row in shown
        if row.client not in withheld or states.get(row.pair, PairState()).is_unfinished
    ]
    return tuple(sorted(made, key=lambda one: (not _waits(one.state), one.is_from_before, one.row.rank, one.row.id)))


def _waits(state: PairState) -> bool:
    """Whether somebody has to see to a pair, at work or on the way to it."""
    return state.is_held or state.is_at_work or state.status is PairStatus.LAPSED
