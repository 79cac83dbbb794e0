"""The policy card: what a gemeente chose, proposed by one and set by another; every card stays to be read."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from matcher.errors import PolicyError, WaagError
from matcher.policy import POLICY_BOUNDS, MatchPolicy
from solver.policy import SolverPolicy
from web.service.clock import Clock
from web.service.entering.saving import Typing, note
from web.service.night.versions import policies, policies_of
from web.store.database import Database
from web.store.journal import Entry, Subject
from web.store.store import Store

PROPOSED, ADOPTED, REFUSED, WITHDRAWN = (
    "beleid_voorgesteld",
    "beleid_vastgesteld",
    "beleid_afgewezen",
    "beleid_ingetrokken",
)
LEAST_WHY, MOST_WHY = 20, 2_000
PLAN_BOUNDS: Mapping[str, tuple[int, int]] = {
    "stability_bonus": (0, 1_000),
    "coach_overflow_price": (0, 500),
    "candidates_per_place": (1, 3),
    "floor_share_percent": (0, 100),
}
"""Choices of the plan a gemeente may make; the others belong to how it is searched for."""
BOUNDS: Mapping[str, tuple[int, int]] = {**POLICY_BOUNDS, **PLAN_BOUNDS}


class WrongCard(WaagError):
    """A card that cannot be proposed: (field, code) for each thing that is wrong."""

    def __init__(self, *faults: tuple[str, str]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{field}: {code}" for field, code in faults))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What holds: both parts of the policy."""

    match: MatchPolicy
    plan: SolverPolicy

    def value(self, name: str) -> int:
        """Give the number of a field."""
        return int(getattr(self.plan if name in PLAN_BOUNDS else self.match, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card.

    Attributes
    ----------
    state
        The kind of its last entry: proposed, adopted, refused or withdrawn.
    changes
        (field, before, after) as they stood when it was proposed.
    ended_by, ended_at
        Who adopted, refused or withdrew it; None while it waits.
    """

    id: str
    chosen: Chosen
    changes: tuple[tuple[str, int, int], ...]
    why: str
    state: str
    proposed_by: str
    proposed_at: datetime
    ended_by: str | None
    ended_at: datetime | None


def in_force(store: Store) -> Chosen:
    """Give the policy the next night uses: of the card adopted last, else the usual one."""
    adopted = [entry for entry in store.entries_of(Subject.POLICY) if entry.kind == ADOPTED]
    if not adopted:
        return Chosen(match=MatchPolicy(), plan=SolverPolicy())
    return _chosen(adopted[-1])


def policy_in_force(database: Database) -> Chosen:
    """Give the policy the next night uses."""
    with database.read() as store:
        return in_force(store)


def cards(database: Database) -> list[Card]:
    """Give every card, newest first."""
    with database.read() as store:
        entries = store.entries_of(Subject.POLICY)
    by_id: dict[str, list[Entry]] = {}
    for entry in entries:
        by_id.setdefault(entry.key, []).append(entry)
    return [_card(found) for found in reversed(by_id.values())]


def card(database: Database, card_id: str) -> Card | None:
    """Give one card."""
    return next((one for one in cards(database) if one.id == card_id), None)


def propose(database: Database, clock: Clock, values: Mapping[str, str], why: str, typing: Typing) -> str:
    """Propose another policy; nothing changes until somebody else adopts it. Give its id.

    Raises
    ------
    WrongCard
        Where a number cannot be read or lies outside its bounds, nothing differs, or the reason is too short.
    """
    with database.begin() as store:
        again = store.entry_of_form(typing.idempotency_key)
        if again is not None:
            return again.key
        now = in_force(store)
        number = sum(entry.kind == PROPOSED for entry in store.entries_of(Subject.POLICY)) + 1
        chosen = _read(now, values, why, f"kaart-{number}")
        both = [(name, now.value(name), chosen.value(name)) for name in BOUNDS]
        changes = [(name, before, after) for name, before, after in both if before != after]
        card_id = secrets.token_hex(6)
        texts = dict(policies(chosen.match, chosen.plan))
        note(store, PROPOSED, Subject.POLICY, card_id, typing, clock.now(), **texts, why=why.strip(), changes=changes)
        return card_id


def end(database: Database, clock: Clock, card_id: str, kind: str, typing: Typing, **told: int) -> str:
    """Adopt, refuse or withdraw a card; give an empty text, or the code of why that cannot be.

    Four eyes: who proposed it withdraws it, and only somebody else adopts or refuses it.
    """
    with database.begin() as store:
        entries = [entry for entry in store.entries_of(Subject.POLICY) if entry.key == card_id]
        if not entries:
            return "onbekend"
        if store.entry_of_form(typing.idempotency_key):
            return ""
        found = _card(entries)
        if found.state != PROPOSED:
            return "al_beslist"
        is_own = found.proposed_by == typing.actor
        if is_own != (kind == WITHDRAWN):
            return "vier_ogen" if is_own else "niet_van_u"
        if kind == ADOPTED and _is_of_another_policy(found, in_force(store)):
            return "beleid_veranderd"
        texts = dict(policies(found.chosen.match, found.chosen.plan))
        content: dict[str, object] = {**texts, **told} if kind == ADOPTED else {}
        note(store, kind, Subject.POLICY, card_id, typing, clock.now(), **content)
        return ""


def _is_of_another_policy(found: Card, now: Chosen) -> bool:
    """Whether the policy changed after a card was made: adopting it would take that change back unseen."""
    before = {name: found.chosen.value(name) for name in BOUNDS} | {name: was for name, was, _ in found.changes}
    return any(now.value(name) != was for name, was in before.items())


def _read(now: Chosen, values: Mapping[str, str], why: str, version: str) -> Chosen:
    faults: list[tuple[str, str]] = []
    numbers: dict[str, int] = {}
    for name, (least, most) in BOUNDS.items():
        typed = values.get(name, "").strip()
        if not typed.isdecimal() or not least <= int(typed) <= most:
            faults.append((name, "buiten_grens"))
        else:
            numbers[name] = int(typed)
    if not LEAST_WHY <= len(why.strip()) <= MOST_WHY:
        faults.append(("why", "waarom_te_kort" if len(why.strip()) < LEAST_WHY else "waarom_te_lang"))
    if not faults and all(now.value(name) == number for name, number in numbers.items()):
        faults.append(("wish_full", "niets_gewijzigd"))
    if faults:
        raise WrongCard(*faults)
    match = {name: number for name, number in numbers.items() if name in POLICY_BOUNDS}
    plan = {name: number for name, number in numbers.items() if name in PLAN_BOUNDS}
    try:
        return Chosen(
            match=replace(now.match, version=version, **match),  # type: ignore[arg-type]
            plan=replace(now.plan, **plan),
        )
    except PolicyError:
        # The only rule between two fields: no wish weighs more than the one for the work itself.
        raise WrongCard(("wish_full", "wens_boven_werk")) from None


def _chosen(entry: Entry) -> Chosen:
    content = json.loads(entry.content)
    match, plan = policies_of({"match": content["match"], "solver": content["solver"]})
    return Chosen(match=match, plan=plan)


def _card(entries: Sequence[Entry]) -> Card:
    first, last = entries[0], entries[-1]
    content = json.loads(first.content)
    is_open = last.kind == PROPOSED
    return Card(
        id=first.key,
        chosen=_chosen(first),
        changes=tuple((name, before, after) for name, before, after in content["changes"]),
        why=content["why"],
        state=last.kind,
        proposed_by=first.actor,
        proposed_at=first.at,
        ended_by=None if is_open else last.actor,
        ended_at=None if is_open else last.at,
    )
