"""What stands today: which pairs are held or at work, and which shown proposals they have overtaken.

Worked out when asked, never kept: an undone decision leaves nothing behind.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeAlias

from web.store.pair_states import PairState, PairStatus, Spell
from web.store.records import ProposalRow
from web.store.store import Store

Pair: TypeAlias = tuple[str, str]
States: TypeAlias = Mapping[Pair, PairState]


class Listed(Protocol):
    """What has to be known of a proposal to say whether it can still be taken up."""

    @property
    def id(self) -> str: ...
    @property
    def client(self) -> str: ...
    @property
    def vacancy(self) -> str: ...
    @property
    def rank(self) -> int: ...


def held_rows(store: Store, states: States) -> tuple[ProposalRow, ...]:
    """Give the proposal behind every pair that is held, by client and vacancy."""
    return _taken_up(store, (state for state in states.values() if state.is_held))


def held_ids(states: States) -> frozenset[str]:
    """Give the ids of the proposals behind every pair that is held."""
    return frozenset(_ids(state for state in states.values() if state.is_held))


def waiting_ids(states: States) -> frozenset[str]:
    """Give the ids of the proposals somebody has to see to before there is work: held, or back with him."""
    return frozenset(_ids(state for state in states.values() if state.is_held or state.status is PairStatus.LAPSED))


def working_rows(store: Store, states: States) -> tuple[ProposalRow, ...]:
    """Give the proposal behind every pair that is at work."""
    return _taken_up(store, (state for state in states.values() if state.is_at_work))


def _taken_up(store: Store, states: Iterable[PairState]) -> tuple[ProposalRow, ...]:
    return tuple(sorted(store.proposals_by_id(list(_ids(states))), key=lambda row: row.pair))


def _ids(states: Iterable[PairState]) -> Iterator[str]:
    return (state.taken_up.proposal_id for state in states if state.taken_up is not None)


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


def places_of(store: Store, vacancy: str, states: States) -> int:
    """Give the places of a vacancy that nobody has started on."""
    return places_left(states, {("", vacancy)}, store.delivered_places([vacancy]))[vacancy]


def places_left(states: States, pairs: Iterable[Pair], delivered: Mapping[str, int]) -> dict[str, int]:
    """Give the places nobody has started on, by vacancy of these pairs, in order; one that is closed has none."""
    spells = running_spells(states)
    has = {key: delivered.get(key, 0) for key in sorted({vacancy for _, vacancy in pairs})}
    return {key: max(0, count - places_filled(spells.get(key, []), count)) for key, count in has.items()}


def taken_elsewhere(states: States, own: Collection[Pair], held: Iterable[Pair]) -> set[Pair]:
    """Give the pairs that take a client or a place of a night that does not propose them: held before it, or at work.

    Parameters
    ----------
    own
        Pairs the night proposes.
    """
    return {pair for pair in held if pair not in own} | _working(states)


def _working(states: States) -> set[Pair]:
    return {pair for pair, state in states.items() if state.is_at_work and not state.is_held}


def overtaken_ids(
    states: States, shown: Sequence[Listed], held: Iterable[Pair], places: Mapping[str, int]
) -> frozenset[str]:
    """Give the ids of shown proposals whose client or place is taken by a pair held from an earlier run, or at work.

    That happens where somebody decides on yesterday's proposal while the night runs: the decision stands.

    Parameters
    ----------
    places
        Places that are left of the vacancies of pairs that are taken elsewhere.
    """
    out, working = {pair for pair, state in states.items() if state.is_out}, _working(states)
    settled, at_work, kept = out | working, {client for client, _ in working}, set(held)
    # Of a whole night only these can be; the rest is not looked at again.
    people = at_work | {client for client, _ in kept}
    near = [row for row in shown if row.client in people or row.vacancy in places]
    gone = overtaken([row for row in near if _pair(row) not in settled], kept, places)
    return gone | {row.id for row in near if row.client in at_work and _pair(row) not in working}


def overtaken(shown: Sequence[Listed], held: Iterable[Pair], places: Mapping[str, int]) -> frozenset[str]:
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
    gone = {row.id for row in shown if row.client in clients and _pair(row) not in taken}
    rivals = defaultdict[str, list[Listed]](list)
    for row in shown:
        if row.vacancy in places and row.id not in gone and _pair(row) not in taken:
            rivals[row.vacancy].append(row)
    kept = Counter(vacancy for _, vacancy in taken)
    for vacancy, found in sorted(rivals.items()):
        free = places[vacancy] - kept[vacancy]
        gone |= {row.id for row in sorted(found, key=lambda row: row.rank)[max(0, free) :]}
    return frozenset(gone)


def _pair(row: Listed) -> Pair:
    return row.client, row.vacancy
