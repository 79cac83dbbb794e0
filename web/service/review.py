"""What an adviser does with a proposal: discuss it, not do it, later, or undo what was just done.

Each is one event, added and never changed: who, when, on which run, why. A person decides; the next night follows.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from matcher.domain.candidate import Verdict
from matcher.errors import WaagError
from solver.planned import Proposal
from web.service.clock import Clock
from web.service.reasons import RejectReason
from web.service.standing import held_rows, places_of
from web.store.database import Database
from web.store.decisions import Event, EventKind, Motivation, NewEvent, state_of
from web.store.records import ProposalRow, Run
from web.store.store import Store

LEAST_MOTIVATION = 10
LEAST_NOTE = 20
MOST_TEXT = 2_000
UNDO_WITHIN = timedelta(minutes=10)
GATE_PREFIX = "poort."


class FaultCode(StrEnum):
    """Each way in which a decision is not complete, or cannot be."""

    UNKNOWN_PROPOSAL = "voorstel_onbekend"
    MOTIVATION_MISSING = "motivatie_ontbreekt"
    MOTIVATION_SHORT = "motivatie_te_kort"
    REASON_MISSING = "reden_ontbreekt"
    REASON_UNKNOWN = "reden_onbekend"
    NOTE_SHORT = "toelichting_te_kort"
    TEXT_LONG = "tekst_te_lang"
    DATE_MISSING = "datum_ontbreekt"
    DATE_PAST = "datum_voorbij"
    CLIENT_DISCUSSED = "client_al_in_bespreking"
    NO_PLACE = "geen_plek_vrij"
    CLOSED = "client_of_vacature_gesloten"
    NOTHING_TO_UNDO = "niets_om_terug_te_draaien"
    TOO_LATE_TO_UNDO = "te_laat_om_terug_te_draaien"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong with a decision; `field` names the input it is about."""

    field: str
    code: FaultCode
    facts: tuple[tuple[str, str], ...] = ()


class WrongDecision(WaagError):
    """A decision that is not recorded; `faults` says why, field by field."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.field}: {fault.code}" for fault in faults))


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What every form sends along.

    Attributes
    ----------
    seen_version
        Number of events of the pair when the page was made.
    idempotency_key
        Made with the page: the same form twice has one effect.
    """

    proposal_id: str
    actor: str
    seen_version: int
    idempotency_key: str


def flagged(proposal: Proposal) -> tuple[str, ...]:
    """Give the fields that need a written motivation: item codes and gates that are *let op* or *vraag na*.

    The other half of a couple needs none: one motivation speaks for both.
    """
    doubtful = (Verdict.LET_OP, Verdict.VRAAG_NA)
    gates = tuple(f"{GATE_PREFIX}{gate.gate}" for gate in proposal.fit.gates if gate.verdict in doubtful)
    items = tuple(item.item for item in proposal.fit.items if item.verdict in doubtful and not item.is_duplicate)
    return gates + items


def discuss(database: Database, clock: Clock, form: Form, motivations: Mapping[str, str]) -> Event:
    """Take a proposal up with the person; from now on it is held with its place and its support.

    Raises
    ------
    WrongDecision
        Where a flagged item has no written motivation, or the client or the place is taken.
    StaleDecision
        Where somebody changed the proposal after the page was made.
    """
    with database.begin() as store:
        if again := store.event_of_form(form.idempotency_key):
            return again
        row, run = _found(store, form)
        proposal = store.plan_proposal(row.id)
        fields = flagged(proposal) if proposal else ()
        written = {name: " ".join(motivations.get(name, "").split()) for name in fields}
        _refuse([*_motivation_faults(written), *_place_faults(store, row, clock.today())])
        made = tuple(Motivation(item=name, text=text) for name, text in written.items())
        return store.add_event(_event(form, row, run, clock, EventKind.DISCUSS, motivations=made))


def reject(
    database: Database,
    clock: Clock,
    form: Form,
    *,
    reasons: Sequence[str],
    note: str = "",
    until: date | None = None,
) -> Event:
    """Do not do a proposal: the pair stays out of every night up to and with `until`, without it for good.

    Raises
    ------
    WrongDecision
        Without a known reason, with *anders* and no explanation, or with a date that has passed.
    StaleDecision
        Where somebody changed the proposal after the page was made.
    """
    with database.begin() as store:
        if again := store.event_of_form(form.idempotency_key):
            return again
        row, run = _found(store, form)
        text = note.strip()
        _refuse([*_reason_faults(reasons, text), *_date_faults(until, clock.today(), is_required=False)])
        chosen = tuple(sorted(set(reasons)))
        new = _event(form, row, run, clock, EventKind.REJECT, reasons=chosen, note=text, until=until)
        return store.add_event(new)


def later(database: Database, clock: Clock, form: Form, *, until: date | None, note: str = "") -> Event:
    """Put a proposal away; on the day it comes back by itself.

    Raises
    ------
    WrongDecision
        Without a day, or with one that is not in the future.
    StaleDecision
        Where somebody changed the proposal after the page was made.
    """
    with database.begin() as store:
        if again := store.event_of_form(form.idempotency_key):
            return again
        row, run = _found(store, form)
        text = note.strip()
        _refuse([*_date_faults(until, clock.today(), is_required=True), *_length_faults("note", text)])
        return store.add_event(_event(form, row, run, clock, EventKind.LATER, note=text, until=until))


def undo(database: Database, clock: Clock, form: Form) -> Event:
    """Take the newest decision back, within ten minutes, by an event of its own.

    Raises
    ------
    WrongDecision
        Where there is nothing to take back, or it is too late.
    StaleDecision
        Where somebody changed the proposal after the page was made.
    """
    with database.begin() as store:
        if again := store.event_of_form(form.idempotency_key):
            return again
        row, run = _found(store, form)
        last = state_of(store.events_of_pair(row.client, row.vacancy), clock.today()).last
        if last is None:
            raise WrongDecision(Fault(field="undo", code=FaultCode.NOTHING_TO_UNDO))
        if not can_undo(last, clock):
            raise WrongDecision(Fault(field="undo", code=FaultCode.TOO_LATE_TO_UNDO))
        return store.add_event(_event(form, row, run, clock, EventKind.UNDO, undoes=last.id))


def can_undo(event: Event, clock: Clock) -> bool:
    """Whether an event is recent enough to be taken back; a clock set back does not make it so for ever."""
    return abs(clock.now() - event.at) <= UNDO_WITHIN


def _found(store: Store, form: Form) -> tuple[ProposalRow, Run]:
    row = store.proposal_row(form.proposal_id)
    run = store.run(row.run_id) if row else None
    if row is None or run is None or not run.has_plan:
        raise WrongDecision(Fault(field="proposal", code=FaultCode.UNKNOWN_PROPOSAL))
    return row, run


def _event(
    form: Form,
    row: ProposalRow,
    run: Run,
    clock: Clock,
    kind: EventKind,
    *,
    reasons: tuple[str, ...] = (),
    motivations: tuple[Motivation, ...] = (),
    note: str = "",
    until: date | None = None,
    undoes: int | None = None,
) -> NewEvent:
    return NewEvent(
        at=clock.now(),
        actor=form.actor,
        run_id=row.run_id,
        proposal_id=row.id,
        client=row.client,
        vacancy=row.vacancy,
        kind=kind,
        idempotency_key=form.idempotency_key,
        seen_version=form.seen_version,
        reasons=reasons,
        motivations=motivations,
        note=note,
        until=until,
        undoes=undoes,
        policy_version=policy_version(run),
    )


def policy_version(run: Run) -> str:
    """Give the name of the match policy a run was made with."""
    policies = dict(run.manifest.policies) if run.manifest else {}
    return str(json.loads(policies["match"])["version"]) if "match" in policies else ""


def _refuse(faults: Sequence[Fault]) -> None:
    if faults:
        raise WrongDecision(*faults)


def _motivation_faults(written: Mapping[str, str]) -> list[Fault]:
    faults = []
    for name, text in written.items():
        field = f"motivation.{name}"
        if not text:
            faults.append(Fault(field=field, code=FaultCode.MOTIVATION_MISSING))
        elif len(text) < LEAST_MOTIVATION:
            least = (("least", str(LEAST_MOTIVATION)),)
            faults.append(Fault(field=field, code=FaultCode.MOTIVATION_SHORT, facts=least))
        faults.extend(_length_faults(field, text))
    return faults


def _reason_faults(reasons: Sequence[str], note: str) -> list[Fault]:
    known = {reason.value for reason in RejectReason}
    faults = _length_faults("note", note)
    if not reasons:
        faults.append(Fault(field="reasons", code=FaultCode.REASON_MISSING))
    if any(reason not in known for reason in reasons):
        faults.append(Fault(field="reasons", code=FaultCode.REASON_UNKNOWN))
    if RejectReason.OTHER in reasons and len(note) < LEAST_NOTE:
        faults.append(Fault(field="note", code=FaultCode.NOTE_SHORT, facts=(("least", str(LEAST_NOTE)),)))
    return faults


def _date_faults(until: date | None, today: date, *, is_required: bool) -> list[Fault]:
    if until is None:
        return [Fault(field="until", code=FaultCode.DATE_MISSING)] if is_required else []
    return [] if until > today else [Fault(field="until", code=FaultCode.DATE_PAST)]


def _length_faults(field: str, text: str) -> list[Fault]:
    most = (("most", str(MOST_TEXT)),)
    return [Fault(field=field, code=FaultCode.TEXT_LONG, facts=most)] if len(text) > MOST_TEXT else []


def _place_faults(store: Store, row: ProposalRow, today: date) -> list[Fault]:
    """Refuse who or what is no longer there, a second discussion with one client, and more than there are places."""
    places = places_of(store, row.vacancy)
    if not places or not store.rows_of("clients", "client", row.client):
        return [Fault(field="proposal", code=FaultCode.CLOSED)]
    others = [held for held in held_rows(store, store.pair_states(today)) if held.pair != row.pair]
    if any(held.client == row.client for held in others):
        return [Fault(field="proposal", code=FaultCode.CLIENT_DISCUSSED)]
    if sum(held.vacancy == row.vacancy for held in others) >= places:
        return [Fault(field="proposal", code=FaultCode.NO_PLACE)]
    return []
