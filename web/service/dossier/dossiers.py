"""What a page tells about one proposal, one person or one vacancy."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from solver.planned import Alternative, Proposal
from web.service.clock import Clock
from web.service.dossier.delivered import (
    Person,
    ReadWork,
    Work,
    gather_pair,
    person_of,
    work_of,
    work_read_for,
    work_read_of,
)
from web.service.dossier.free_work import InPlan, in_plan
from web.service.dossier.planned_steps import PlannedStep, steps_of
from web.service.dossier.rulings import PairRulings, pair_rulings
from web.service.dossier.surroundings import Around, spots_around
from web.service.lists.entries import Entry
from web.service.lists.lines import Line, Listing, listing
from web.service.lists.worklist import Query, found_lines, neighbours
from web.service.manage.reason_list import offered_in
from web.service.night.given import (
    PersonResults,
    WorkResults,
    client_id,
    person_results,
    vacancy_id,
    work_results,
)
from web.service.public_keys import key_of
from web.service.review import can_undo, flagged, is_locked
from web.service.review.standing import Pair
from web.store.database import Database
from web.store.events import Event
from web.store.listing import Named
from web.store.pair_states import PairState, PairStatus, state_of
from web.store.records import Amount, ProposalRow, Run
from web.store.store import Store
from web.store.withheld import Withholding

MOST_ON_RINGS = 10
MOST_OF_A_STEP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another vacancy for this person or another person for this vacancy, with what the plan did with it.

    Attributes
    ----------
    words
        Title and employer of a vacancy; the name or reference of a person.
    proposal_id
        The proposal of today for this very pair, where there is one.
    instead
        Of a vacancy: whom it is proposed to; of a person: his proposed work. Empty where the plan left it free.
    elsewhere
        Of a vacancy: to how many people of another gemeente it is proposed.
    is_foreign
        A person of another gemeente: nothing of him may be told.
    """

    alternative: Alternative
    id: str
    words: str
    proposal_id: str | None
    instead: tuple[str, ...] = ()
    elsewhere: int = 0
    is_foreign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPage:
    """Everything about one proposal.

    Attributes
    ----------
    flagged
        Fields that need a written motivation before it can be discussed.
    undoable
        The decision that can still be taken back.
    is_closed
        Client or vacancy is no longer open: nothing can be decided.
    is_current
        Of the run that is shown, or held.
    before, after, place, n_found
        Its neighbours and its place in the list it was opened from; place 0 where it is not in that list.
    rulings
        What the law leaves open beside it; None where the person cannot be read any more.
    around
        Where its work and the other possibilities lie around the person's home; none where that is not known.
    offered
        Codes of the reasons the forms offer today, by list.
    withheld
        What keeps the person out of proposals today; None where nothing does.
    """

    entry: Entry
    proposal: Proposal
    amount: Amount
    run: Run
    person: Person
    work: Work
    events: tuple[Event, ...]
    flagged: tuple[str, ...]
    undoable: Event | None
    is_closed: bool
    is_current: bool
    is_locked: bool
    alternatives: tuple[Other, ...]
    rivals: tuple[Other, ...]
    before: str | None
    after: str | None
    place: int
    n_found: int
    rulings: PairRulings | None
    around: tuple[Around, ...]
    offered: Mapping[str, tuple[str, ...]]
    withheld: Withholding | None = None


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


def proposal_page(database: Database, clock: Clock, proposal_id: str, query: Query) -> ProposalPage | None:
    """Give a proposal's page; None where there is no such proposal."""
    with database.read() as store:
        told = store.told_proposal(proposal_id)
        if told is None:
            return None
        row, proposal, amount = told
        run, current = store.run_and_current(row.run_id)
        if run is None or amount is None:
            return None
        gather_pair(store, row.client, row.vacancy)
        work = work_of(store, row.vacancy)
        listed = listing(store, current, clock.today(), row.pair)
        state = listed.states.get(row.pair, PairState())
        own = next((line for line in listed.lines if line.row.id == proposal_id), None)
        entry = _entry(own, row, amount, state, store.name_of(row.client))
        person = person_of(store, row.client)
        work_around = (row.vacancy, *(one.vacancy for one in proposal.alternatives))
        named = store.named(work_around, (one.client for one in proposal.rivals), person.cells.get("place", ""))
        withheld = store.withheld_on(clock.today())
        alternatives, rivals = _others(store, proposal, listed, named)
        offered = offered_in(store)
        ruled = pair_rulings(store, run.key.day, proposal.fit, work.cells.get("employer", ""), amount)
    found = found_lines(listed.lines, query)
    before, after, place = neighbours(found, proposal_id)
    last = entry.state.newest
    return ProposalPage(
        entry=entry,
        proposal=proposal,
        amount=amount,
        run=run,
        person=person,
        work=work,
        events=entry.state.events,
        flagged=flagged(proposal),
        undoable=last if last is not None and can_undo(last, clock) else None,
        is_closed=not person.cells or not work.cells,
        is_current=own is not None,
        is_locked=not entry.row.is_own_match and is_locked(run, entry.state, clock.today()),
        alternatives=alternatives,
        rivals=tuple(one for one in rivals if one.alternative.client not in withheld),
        before=before,
        after=after,
        place=place,
        n_found=len(found),
        rulings=ruled,
        around=spots_around(named.home, named.spots, work_around),
        offered=offered,
        withheld=withheld.get(row.client),
    )


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


def _entry(line: Line | None, row: ProposalRow, amount: Amount, state: PairState, name: str) -> Entry:
    """Give a proposal as the list of today has it; one of an earlier run that nobody holds is not in it."""
    if line is None:
        return Entry(
            row=row,
            state=state,
            name=name,
            is_from_before=True,
            is_overtaken=not state.is_at_work,
            cents_per_month=amount.cents_per_month,
        )
    return Entry(
        row=row,
        state=state,
        name=line.name,
        is_from_before=line.is_from_before,
        is_overtaken=line.is_overtaken,
        cents_per_month=amount.cents_per_month,
        owner=line.owner,
        team=line.row.team,
        group=line.group,
    )


def _others(
    store: Store, proposal: Proposal, listed: Listing, named: Named
) -> tuple[tuple[Other, ...], tuple[Other, ...]]:
    """Give the other work for this person and the other people for this work, with what the plan did with each."""
    work = {one.vacancy for one in proposal.alternatives}
    people = {one.client for one in proposal.rivals}
    lines = [line for line in listed.lines if line.row.vacancy in work or line.row.client in people]
    foreign, own = _proposed_elsewhere(store, listed, work), _own_people(store, people)
    alternatives = (
        Other(
            alternative=one,
            id=vacancy_id(store, one.vacancy),
            words=" – ".join(part for part in named.work.get(one.vacancy, (one.vacancy,)) if part),
            proposal_id=_proposal_of(lines, one),
            instead=tuple(line.name for line in lines if line.row.vacancy == one.vacancy),
            elsewhere=foreign[one.vacancy],
        )
        for one in proposal.alternatives
    )
    rivals = (
        Other(
            alternative=one,
            id=client_id(store, one.client),
            words=named.people.get(one.client) or one.client,
            proposal_id=_proposal_of(lines, one),
            instead=tuple(line.row.title for line in lines if line.row.client == one.client),
        )
        if one.client in own
        else Other(alternative=one, id="", words="", proposal_id=None, is_foreign=True)
        for one in proposal.rivals
    )
    return tuple(alternatives), tuple(rivals)


def _own_people(store: Store, people: AbstractSet[str]) -> AbstractSet[str]:
    """Give who of these may be told of here."""
    return people if store.scope.is_region else {row["client"] for row in store.rows_in("clients", "client", people)}


def _proposed_elsewhere(store: Store, listed: Listing, work: AbstractSet[str]) -> Counter[str]:
    """Give to how many people this scope does not see the plan proposes a vacancy, by vacancy."""
    if store.scope.is_region or listed.run is None:
        return Counter()
    own = {(line.row.client, line.row.vacancy) for line in listed.lines}
    with store.beyond_scope():
        every = store.proposed_pairs(listed.run.id, work)
    return Counter(vacancy for client, vacancy in every if (client, vacancy) not in own)


def _proposal_of(lines: Sequence[Line], one: Alternative) -> str | None:
    pair = (one.client, one.vacancy)
    return next((line.row.id for line in reversed(lines) if (line.row.client, line.row.vacancy) == pair), None)
