"""How an event is recorded: the page must be of now, the step must be possible, and what was seen is kept with it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from matcher.domain.candidate import Fit, Verdict
from solver.planned import Proposal
from web.service.clock import Clock
from web.service.review.faults import Fault, FaultCode, WrongDecision, refuse
from web.service.review.standing import States, held_rows, places_of, working_rows
from web.service.review.withholding import withheld_faults
from web.store.database import Database
from web.store.events import Event, EventKind, NewEvent, ScoreSnapshot, Told
from web.store.pair_states import AT_WORK, HELD, PairState, PairStatus
from web.store.records import ProposalRow, Run
from web.store.store import Store

GATE_PREFIX = "poort."
BEFORE_WORK = frozenset(PairStatus) - AT_WORK
# Somebody's no, of the person or the employer, is not softened by putting the pair away.
NOT_REFUSED = BEFORE_WORK - {PairStatus.DECLINED, PairStatus.REFUSED}
TAKES_UP = BEFORE_WORK - {PairStatus.AGREED, PairStatus.OFFERED, PairStatus.ACCEPTED}
POSSIBLE: Mapping[EventKind, frozenset[PairStatus]] = {
    EventKind.DISCUSS: TAKES_UP,
    EventKind.MATCH: TAKES_UP - {PairStatus.DISCUSSED, PairStatus.ADVICE},
    EventKind.CLIENT: HELD,
    EventKind.OFFER: frozenset({PairStatus.AGREED}),
    EventKind.EMPLOYER: frozenset({PairStatus.OFFERED}),
    EventKind.START: frozenset({PairStatus.ACCEPTED}),
    EventKind.RUNS: AT_WORK,
    EventKind.RETURN: AT_WORK,
    EventKind.ADVICE: HELD | {PairStatus.NEW, PairStatus.LATER},
    EventKind.ADVISED: frozenset(PairStatus),
    EventKind.CONTACT: HELD,
    EventKind.REJECT: NOT_REFUSED,
    EventKind.LATER: NOT_REFUSED - {PairStatus.RETURNED},
}
# What begins with a proposal; what was begun goes on, however old the night is.
BEGINS = (EventKind.DISCUSS, EventKind.ADVICE, EventKind.REJECT, EventKind.LATER)
LONGEST_DAYS = 3
"""A night that is older says too little of now to begin anything with."""
# Nothing goes towards an employer before the person said yes himself.
NEEDS_YES = (EventKind.OFFER, EventKind.EMPLOYER, EventKind.START)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a decision is about, as it stands now."""

    store: Store
    row: ProposalRow
    run: Run
    state: PairState
    proposal: Proposal | None
    today: date


Tell = Callable[[Found], Told]


def record(database: Database, clock: Clock, form: Form, kind: EventKind, tell: Tell) -> Event:
    """Record an event of a pair.

    Parameters
    ----------
    tell
        Gives what the event tells, or refuses it.

    Raises
    ------
    WrongDecision
        Where the step cannot be taken now, or something is missing.
    StaleDecision
        Where somebody changed the proposal after the page was made.
    """
    with database.begin() as store:
        if again := store.event_of_form(form.idempotency_key):
            return again
        found = found_of(store, clock, form)
        check_step(kind, found.state)
        check_age(kind, found)
        refuse(withheld_faults(store, found.row.client, kind, found.state, found.today))
        told = tell(found)
        refuse(withheld_faults(store, found.row.client, kind, found.state, found.today, told.answer))
        return store.add_event(new_event(form, found, clock, kind, told))


def found_of(store: Store, clock: Clock, form: Form) -> Found:
    """Give what a form is about.

    Raises
    ------
    WrongDecision
        Where there is no such proposal.
    StaleDecision
        Where somebody changed it after the page was made.
    """
    row = store.proposal_row(form.proposal_id)
    run = store.run(row.run_id) if row else None
    if row is None or run is None or not run.has_plan:
        raise WrongDecision(Fault(field="proposal", code=FaultCode.UNKNOWN_PROPOSAL))
    store.refuse_stale(row.client, row.vacancy, form.seen_version, clock.now())
    return Found(
        store=store,
        row=row,
        run=run,
        state=store.pair_state(row.client, row.vacancy, clock.today()),
        proposal=store.plan_proposal(row.id),
        today=clock.today(),
    )


def check_step(kind: EventKind, state: PairState) -> None:
    """Refuse a step that does not follow on where the pair is.

    Raises
    ------
    WrongDecision
        Naming where it is.
    """
    if kind in NEEDS_YES and not state.said_yes:
        raise WrongDecision(Fault(field="proposal", code=FaultCode.CLIENT_ANSWER_MISSING))
    if not is_possible(kind, state):
        status = (("status", state.status.value),)
        raise WrongDecision(Fault(field="proposal", code=FaultCode.WRONG_STEP, facts=status))


def check_age(kind: EventKind, found: Found) -> None:
    """Refuse to begin with a proposal of a night that is too old.

    Raises
    ------
    WrongDecision
        Naming the day of that night.
    """
    if kind in BEGINS and not found.row.is_own_match and is_locked(found.run, found.state, found.today):
        day = (("day", found.run.key.day.isoformat()),)
        raise WrongDecision(Fault(field="proposal", code=FaultCode.TOO_OLD, facts=day))


def is_locked(run: Run, state: PairState, today: date) -> bool:
    """Whether nobody may begin with a proposal, because its night is more than three days old."""
    return is_too_old(run, today) and state.stage in (PairStatus.NEW, PairStatus.LATER)


def is_too_old(run: Run, today: date) -> bool:
    """Whether a night is more than three days old."""
    return (today - run.key.day).days > LONGEST_DAYS


def is_possible(kind: EventKind, state: PairState) -> bool:
    """Whether a step follows on where the pair is; one that came back to the adviser goes on from where it was."""
    if kind is EventKind.ADVISED:
        return state.question is not None
    is_back = state.status is PairStatus.LAPSED
    return state.status in POSSIBLE[kind] or (is_back and state.stage in POSSIBLE[kind])


def check_place(found: Found) -> None:
    """Refuse who or what is no longer there, a second pair of one client, and more than there are places.

    Raises
    ------
    WrongDecision
        Naming which.
    """
    refuse(place_faults(found.store, found.row, found.today))


def place_faults(store: Store, row: ProposalRow, today: date) -> list[Fault]:
    """Give what stands in the way of holding a pair; a place counts as taken whoever of the region took it."""
    is_open = bool(store.rows_of("vacancies", "vacancy", row.vacancy))
    if not is_open or not store.rows_of("clients", "client", row.client):
        return [Fault(field="proposal", code=FaultCode.CLOSED)]
    with store.beyond_scope():
        return _taken_faults(store, row, store.unfinished_states(today))


def _taken_faults(store: Store, row: ProposalRow, states: States) -> list[Fault]:
    if any(other.client == row.client for other in working_rows(store, states) if other.pair != row.pair):
        return [Fault(field="proposal", code=FaultCode.CLIENT_WORKS)]
    others = [held for held in held_rows(store, states) if held.pair != row.pair]
    if any(held.client == row.client for held in others):
        return [Fault(field="proposal", code=FaultCode.CLIENT_DISCUSSED)]
    if sum(held.vacancy == row.vacancy for held in others) >= places_of(store, row.vacancy, states):
        return [Fault(field="proposal", code=FaultCode.NO_PLACE)]
    return []


def new_event(form: Form, found: Found, clock: Clock, kind: EventKind, told: Told) -> NewEvent:
    """Give the event of a form, with the run, the policy and what was seen."""
    return NewEvent(
        at=clock.now(),
        actor=form.actor,
        run_id=found.row.run_id,
        proposal_id=found.row.id,
        client=found.row.client,
        vacancy=found.row.vacancy,
        kind=kind,
        idempotency_key=form.idempotency_key,
        seen_version=form.seen_version,
        told=told,
        policy_version=policy_version(found.run),
        snapshot=snapshot_of(found.row, found.proposal) if found.proposal else None,
    )


def snapshot_of(row: ProposalRow, proposal: Proposal) -> ScoreSnapshot:
    """Give what a page of the proposal shows of its points and its support."""
    chosen = proposal.fit.packages[proposal.package]
    lines = tuple((line.line.value, line.points) for line in proposal.fit.contributions)
    return ScoreSnapshot(
        total=proposal.total,
        verdict=row.verdict,
        lines=(*lines, ("steun", chosen.support_points)),
        flagged=flagged(proposal),
        instruments=tuple(str(part) for part in chosen.package.instruments),
        week_minutes=row.week_minutes,
        coach_minutes=row.coach_minutes,
        once_cents=row.once_cents,
    )


def flagged(proposal: Proposal) -> tuple[str, ...]:
    """Give the fields that need a written motivation: item codes and gates that are *let op* or *vraag na*.

    The other half of a couple needs none: one motivation speaks for both.
    """
    return doubtful(proposal.fit)


def doubtful(fit: Fit) -> tuple[str, ...]:
    """Give the fields of a weighing that are *let op* or *vraag na*; as `flagged`."""
    in_doubt = (Verdict.LET_OP, Verdict.VRAAG_NA)
    gates = tuple(f"{GATE_PREFIX}{gate.gate}" for gate in fit.gates if gate.verdict in in_doubt)
    items = tuple(item.item for item in fit.items if item.verdict in in_doubt and not item.is_duplicate)
    return gates + items


def policy_version(run: Run) -> str:
    """Give the name of the match policy a run was made with."""
    policies = dict(run.manifest.policies) if run.manifest else {}
    return str(json.loads(policies["match"])["version"]) if "match" in policies else ""
