"""What stands today: which pairs are held or at work, and which shown proposals they have overtaken.

Worked out when asked, never kept: an undone decision leaves nothing behind.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from web.store.pair_states import PairState, PairStatus, Spell
from web.store.records import ProposalRow
from web.store.store import Store

Pair: TypeAlias = tuple[str, str]
States: TypeAlias = Mapping[Pair, PairState]


def held_rows(store: Store, states: States) -> tuple[ProposalRow, ...]:
    """Give the proposal behind every pair that is held, by client and vacancy."""
    return _taken_up(store, (state for state in states.values() if state.is_held))


def waiting_rows(store: Store, states: States) -> tuple[ProposalRow, ...]:
    """Give the proposal behind every pair somebody has to see to before there is work: held, or back with him."""
    waits = (state for state in states.values() if state.is_held or state.status is PairStatus.LAPSED)
    return _taken_up(store, waits)


def working_rows(store: Store, states: States) -> tuple[ProposalRow, ...]:
    """Give the proposal behind every pair that is at work."""
    return _taken_up(store, (state for state in states.values() if state.is_at_work))


def _taken_up(store: Store, states: Iterable[PairState]) -> tuple[ProposalRow, ...]:
    ids = [state.taken_up.proposal_id for state in states if state.taken_up is not None]
    return tuple(sorted(store.proposals_by_id(ids), key=lambda row: row.pair))


def running_spells(states: States) -> dict[str, list[Spell]]:
    """Give the times at work that did not end, by vacancy."""
    found = defaultdict[str, list[Spell]](list)
    for (_, vacancy), state in sorted(states.items()):
        found[vacancy].extend(spell for spell in state.spells if spell.end is None and not state.is_held)
    return found


def places_filled(spells: Sequence[Spell], delivered: int) -> int:
    """Give how many of the delivered places of a vacancy its starts have filled.

    A delivery that names fewer places than there were when somebody started has counted that start already.
    """
    before = max((spell.start.places or 0 for spell in spells), default=0)
    return max(0, len(spells) - max(0, before - delivered))


def delivered_places(store: Store, vacancy: str) -> int:
    """Give the delivered places of a vacancy; one that is closed has none, one that named no number has one."""
    found = store.rows_of("vacancies", "vacancy", vacancy)
    return int(found[0]["positions"] or 1) if found else 0


def places_of(store: Store, vacancy: str, states: States) -> int:
    """Give the places of a vacancy that nobody has started on."""
    delivered = delivered_places(store, vacancy)
    return max(0, delivered - places_filled(running_spells(states).get(vacancy, []), delivered))


def overtaken_ids(
    store: Store, states: States, shown: Sequence[ProposalRow], held: Sequence[ProposalRow]
) -> frozenset[str]:
    """Give the ids of shown proposals whose client or place is taken by a pair held from an earlier run, or at work.

    That happens where somebody decides on yesterday's proposal while the night runs: the decision stands.
    """
    out = {pair for pair, state in states.items() if state.is_out}
    own = {row.pair for row in shown}
    working = {pair for pair, state in states.items() if state.is_at_work and not state.is_held}
    elsewhere = {row.pair for row in held if row.pair not in own} | working
    places = {vacancy: places_of(store, vacancy, states) for vacancy in sorted({pair[1] for pair in elsewhere})}
    gone = overtaken([row for row in shown if row.pair not in out | working], [row.pair for row in held], places)
    at_work = {client for client, _ in working}
    return gone | {row.id for row in shown if row.client in at_work and row.pair not in working}


def overtaken(shown: Sequence[ProposalRow], held: Iterable[Pair], places: Mapping[str, int]) -> frozenset[str]:
    """Give the ids of shown proposals that no longer can be taken up.

    Parameters
    ----------
    held
        Every held pair, of the shown run or of an earlier one.
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
