"""The rows of the worklist as they are shown: a line with the whole proposal, and what is different since yesterday."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from web.service.lists.lines import FRESH, Line, Listing
from web.service.lists.lines import Group as Group
from web.store.pair_states import PairState, PairStatus
from web.store.records import Compared, ProposalRow
from web.store.store import Store

CHUNK = 500


class Change(StrEnum):
    """What is different from the proposal of the night before for the same pair."""

    VERDICT = "oordeel"
    ITEMS = "punten"
    SUPPORT = "steun"
    HOURS = "uren"
    TRAVEL = "reis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One proposal with what people did with it.

    Attributes
    ----------
    name
        The person's name where one was delivered, else the reference.
    is_from_before
        Held, and proposed by an earlier run than the one shown.
    is_overtaken
        A discussion of an earlier run took its client or its place.
    cents_per_month
        Subsidy forecast; None where there is no figure.
    owner
        Who looks after it: to whom it was given, else the person's adviser; empty where nobody is known.
    team
        The team of the person's adviser; empty where it is not known.
    changes
        What is different since the night before, for a pair that was proposed then too.
    group
        Where it stands in *beste voor iedereen*.
    """

    row: ProposalRow
    state: PairState
    name: str
    is_from_before: bool
    is_overtaken: bool
    cents_per_month: int | None
    owner: str = ""
    team: str = ""
    changes: tuple[Change, ...] = ()
    group: Group = Group.NEW

    @property
    def status(self) -> PairStatus:
        """Where the pair is today."""
        return self.state.status

    @property
    def is_open(self) -> bool:
        """Whether nobody took it up yet and somebody still can."""
        return self.status is PairStatus.NEW and not self.is_overtaken


def entries_of(store: Store, listing: Listing, lines: Sequence[Line]) -> Iterator[Entry]:
    """Read lines of a listing whole, in their order, some at a time."""
    for start in range(0, len(lines), CHUNK):
        yield from _read(store, listing, lines[start : start + CHUNK])


def _read(store: Store, listing: Listing, lines: Sequence[Line]) -> Iterator[Entry]:
    told = store.rows_with_forecast([line.row.id for line in lines])
    differ = [line.row.id for line in lines if line.row.is_changed]
    before = store.compared_before(differ, listing.run.key.day) if listing.run else {}
    for line in lines:
        row, cents = told[line.row.id]
        yield Entry(
            row=row,
            state=listing.states.get(row.pair, FRESH),
            name=line.name,
            is_from_before=line.is_from_before,
            is_overtaken=line.is_overtaken,
            cents_per_month=cents,
            owner=line.owner,
            team=line.row.team,
            changes=changes_of(row, before[row.id]) if row.id in before else (),
            group=line.group,
        )


def changes_of(now: ProposalRow, then: Compared) -> tuple[Change, ...]:
    """Give what differs between two nights for one pair; points differ every day and are no change."""
    pairs: Iterable[tuple[Change, object, object]] = (
        (Change.VERDICT, now.verdict, then.verdict),
        (Change.ITEMS, (now.n_let_op, now.n_vraag_na), (then.n_let_op, then.n_vraag_na)),
        (
            Change.SUPPORT,
            (now.instruments, now.coach_minutes, now.once_cents),
            (then.instruments, then.coach_minutes, then.once_cents),
        ),
        (Change.HOURS, now.week_minutes, then.week_minutes),
        (Change.TRAVEL, now.travel_minutes, then.travel_minutes),
    )
    return tuple(change for change, own, earlier in pairs if own != earlier)
