"""What stands today: which pairs are held, and which shown proposals a held pair has overtaken.

Worked out when asked, never kept: an undone decision leaves nothing behind.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from web.store.decisions import PairState, PairStatus
from web.store.records import ProposalRow
from web.store.store import Store

Pair: TypeAlias = tuple[str, str]


def held_rows(store: Store, states: Mapping[Pair, PairState]) -> tuple[ProposalRow, ...]:
    """Give the proposal behind every pair that is being discussed, by client and vacancy."""
    ids = [
        state.last.proposal_id
        for state in states.values()
        if state.last is not None and state.status is PairStatus.DISCUSSED
    ]
    return tuple(sorted(store.proposals_by_id(ids), key=lambda row: row.pair))


def places_of(store: Store, vacancy: str) -> int:
    """Give the places of a vacancy; one that is closed has none, one that named no number has one."""
    found = store.rows_of("vacancies", "vacancy", vacancy)
    return int(found[0]["positions"] or 1) if found else 0


def overtaken_ids(
    store: Store, states: Mapping[Pair, PairState], shown: Sequence[ProposalRow], held: Sequence[ProposalRow]
) -> frozenset[str]:
    """Give the ids of shown proposals whose client or place is taken by a pair held from an earlier run.

    That happens where somebody decides on yesterday's proposal while the night runs: the decision stands.
    """
    rejected = {pair for pair, state in states.items() if state.status is PairStatus.REJECTED}
    own = {row.pair for row in shown}
    elsewhere = [row.pair for row in held if row.pair not in own]
    places = {vacancy: places_of(store, vacancy) for vacancy in sorted({vacancy for _, vacancy in elsewhere})}
    return overtaken([row for row in shown if row.pair not in rejected], [row.pair for row in held], places)


def overtaken(shown: Sequence[ProposalRow], held: Iterable[Pair], places: Mapping[str, int]) -> frozenset[str]:
    """Give the ids of shown proposals that no longer can be taken up.

    Parameters
    ----------
    held
        Every pair in discussion, of the shown run or of an earlier one.
    places
        Places of the vacancies held from earlier runs; a place goes to the held pair, then by rank.
    """
    taken = set(held)
    clients = {client for client, _ in taken}
    gone = {row.id for row in shown if row.client in clients and row.pair not in taken}
    for vacancy in sorted(places):
        rivals = [row for row in shown if row.vacancy == vacancy and row.id not in gone and row.pair not in taken]
        free = places[vacancy] - sum(pair[1] == vacancy for pair in taken)
        gone |= {row.id for row in sorted(rivals, key=lambda row: row.rank)[max(0, free) :]}
    return frozenset(gone)
