"""What the page of one proposal tells."""

from collections.abc import Mapping
from dataclasses import dataclass

from solver.planned import Proposal
from web.service.clock import Clock
from web.service.dossier.delivered import (
    Person,
    Work,
    gather_pair,
    person_of,
    work_of,
)
from web.service.dossier.others import Other, others_of
from web.service.dossier.rulings import PairRulings, pair_rulings
from web.service.dossier.surroundings import Around, spots_around
from web.service.lists.entries import Entry
from web.service.lists.lines import Line, listing
from web.service.lists.worklist import Query, found_lines, neighbours
from web.service.manage.reason_list import offered_in
from web.service.review import can_undo, flagged, is_locked
from web.store.database import Database
from web.store.events import Event
from web.store.pair_states import PairState
from web.store.records import Amount, ProposalRow, Run
from web.store.withheld import Withholding


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


def is_proposal(database: Database, proposal_id: str) -> bool:
    """Whether there is such a proposal, of any night."""
    with database.read() as store:
        return store.proposal_row(proposal_id) is not None


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
        alternatives, rivals = others_of(store, proposal, listed, named)
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
        rivals=tuple(one for one in rivals if one.alternative.client not in listed.withheld),
        before=before,
        after=after,
        place=place,
        n_found=len(found),
        rulings=ruled,
        around=spots_around(named.home, named.spots, work_around),
        offered=offered,
        withheld=listed.withheld.get(row.client),
    )


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
