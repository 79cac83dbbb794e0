"""What people did with the pairs of a night, kept by a process and read on: decisions are added, never changed.

the pairs of a night, what is unfinished ─ states ─> deeds as of an event ─ later events ─> deeds as of a later one
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from web.store.kept_lists import KeepingStore
from web.store.pair_states import PairState
from web.store.plain_states import Pair, PlainStateStore


@dataclass(frozen=True, kw_only=True)
class Deeds:
    """What people did on a day with the pairs of a night, and with every pair somebody still has to see to.

    Attributes
    ----------
    last_event
        Number of the newest event of the region that it knows of.
    states
        As `states_beside` tells them: without the words that were written.
    """

    last_event: int
    states: Mapping[Pair, PairState]

    def __len__(self) -> int:
        return len(self.states)

    @cached_property
    def unfinished(self) -> tuple[Mapping[str, frozenset[Pair]], Mapping[str, frozenset[Pair]]]:
        """Pairs somebody still has to see to, by client and by vacancy."""
        found = defaultdict[str, set[Pair]](set), defaultdict[str, set[Pair]](set)
        for pair, state in self.states.items():
            if state.is_unfinished:
                for by_part, part in zip(found, pair, strict=True):
                    by_part[part].add(pair)
        by_client, by_vacancy = ({key: frozenset(of) for key, of in by_part.items()} for by_part in found)
        return by_client, by_vacancy

    def read_on(self, last_event: int, since: Mapping[Pair, PairState], pairs: Collection[Pair]) -> "Deeds":
        """Give what holds after later events.

        Parameters
        ----------
        since
            The state of each pair with a later event.
        pairs
            Those of the night; of the others, what is finished goes out.
        """
        gone = {pair for pair, state in since.items() if pair not in pairs and not state.is_unfinished}
        states = {pair: state for pair, state in {**self.states, **since}.items() if pair not in gone}
        return Deeds(last_event=last_event, states=states)


class DeedStore(KeepingStore, PlainStateStore):
    """What one transaction can read of what people did with a night."""

    def deeds(self, run_id: str, pairs: Collection[Pair], day: date) -> Deeds:
        """Give what people of this scope did with the pairs of a run as of a day.

        What is kept is of this moment or is read on to it; what is of a later moment than this transaction is not used.
        """
        if self.kept is None:
            return Deeds(last_event=0, states=self.states_beside(pairs, day))
        now, key = self.moment, (self.scope, ("deeds", run_id, day))

        def read() -> Deeds:
            return Deeds(last_event=now.last_event, states=self.states_beside(pairs, day))

        had = self.kept.get(key, now.stamp, read)
        if had.last_event == now.last_event:
            return had
        if had.last_event > now.last_event:
            return read()
        made = had.read_on(now.last_event, self.states_since(had.last_event, day), pairs)
        self.kept.put(key, now.stamp, made)
        return made
