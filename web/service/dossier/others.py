"""The other work for a person and the other people for a vacancy, with what the plan did with each."""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from solver.planned import Alternative, Proposal
from web.service.lists.lines import Line, Listing
from web.service.night.given import (
    client_id,
    vacancy_id,
)
from web.store.listing import Named
from web.store.store import Store


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


def others_of(
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
