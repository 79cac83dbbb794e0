"""Zelf koppelen: a pair an adviser puts together himself takes its place and its support like a proposal.

What is *kan niet* is never overridden: the arbeidsdeskundige is asked about that item, and his answer becomes a reading
of it for this work. Only where the pair, weighed with his answer, can be proposed can it be put together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from matcher.domain.candidate import Fit, Verdict
from matcher.domain.dates import months_between
from matcher.domain.profile import ReadingOutcome, Source
from matcher.domain.support import Instrument
from solver.planned import Proposal
from web.service.clock import Clock
from web.service.delivery.stored import key_of
from web.service.dossier.delivered import Person, Work
from web.service.dossier.explained import Explained
from web.service.entering.profile import PROFILE_CHANGED
from web.service.entering.saving import Typing, put_row
from web.service.entering.saving import note as note_entry
from web.service.night.output import count_verdict
from web.service.questions.why_not import WhyPage
from web.service.review.advice import EXPERT, MAY, MAY_NOT, words_faults
from web.service.review.arguments import argument_faults
from web.service.review.faults import Fault, FaultCode, WrongDecision, refuse, until_faults
from web.service.review.recording import (
    GATE_PREFIX,
    check_step,
    flagged,
    place_faults,
    policy_version,
    snapshot_of,
)
from web.service.review.weighing import motivation_faults
from web.service.review.withholding import withheld_faults
from web.store.accounts import PUBLIC_IDS
from web.store.database import Database
from web.store.events import Event, EventKind, Motivation, NewEvent, Told, WeighedArgument
from web.store.journal import Subject
from web.store.pair_states import PairState
from web.store.records import ProposalRow, Run, public_id
from web.store.sheets import BATCH_SHEETS
from web.store.store import Store
from web.store.withheld import Withholding


@dataclass(frozen=True, slots=True, kw_only=True)
class PairForm:
    """What every form about a pair that is no proposal sends along; as `Form`."""

    actor: str
    seen_version: int
    idempotency_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairNow:
    """A pair as it stands, the proposal of tonight where it is one, and what keeps the person out of proposals."""

    state: PairState
    events: tuple[Event, ...]
    proposal_id: str
    withheld: Withholding | None = None


def pair_now(database: Database, clock: Clock, found: WhyPage) -> PairNow:
    """Give where a pair stands."""
    client, vacancy = found.person.key, found.work.key
    with database.read() as store:
        state = store.pair_state(client, vacancy, clock.today())
        taken_up = state.taken_up.proposal_id if state.taken_up and state.is_unfinished else ""
        return PairNow(
            state=state,
            events=tuple(store.events_of_pair(client, vacancy)),
            proposal_id=taken_up or found.explained.proposal_id,
            withheld=store.withholding_on(client, clock.today()),
        )


def shut_by(fit: Fit) -> tuple[str, ...]:
    """Give what makes a pair *kan niet*: gates and items; none where it can be proposed."""
    if fit.is_proposable:
        return ()
    gates = tuple(f"{GATE_PREFIX}{gate.gate}" for gate in fit.gates if gate.verdict is Verdict.KAN_NIET)
    return gates + tuple(one.item for one in fit.items if one.verdict is Verdict.KAN_NIET and not one.is_duplicate)


def askable(fit: Fit) -> tuple[str, ...]:
    """Give the items the arbeidsdeskundige can be asked about: a gate, such as the journey, is not his to open."""
    return tuple(code for code in shut_by(fit) if not code.startswith(GATE_PREFIX))


def match(
    database: Database,
    clock: Clock,
    found: WhyPage,
    form: PairForm,
    *,
    motivations: Mapping[str, str],
    note: str,
    arguments: Sequence[WeighedArgument] = (),
) -> Event:
    """Put a pair together; from now on it is held with its place and its support, like a proposal.

    Parameters
    ----------
    note
        Why this pair, in words.

    Raises
    ------
    WrongDecision
        Where the pair is *kan niet*, client or place is taken, or something is not motivated.
    StaleDecision
        Where somebody changed the pair after the page was made.
    """
    run = _run_of(found)
    with database.begin() as store:
        if again := store.event_of_form(form.idempotency_key):
            return again
        _state_now(store, clock, found, form, EventKind.MATCH)
        refuse(_shut_faults(found.explained.fit))
        proposal = Proposal(fit=found.explained.fit, package=0)
        salt = store.secret(PUBLIC_IDS)
        row = own_row(found.person, found.work, found.explained, proposal, run, salt)
        written = {name: " ".join(motivations.get(name, "").split()) for name in flagged(proposal)}
        words = note.strip()
        wrong = [*motivation_faults(written), *words_faults(words), *argument_faults(proposal, arguments)]
        refuse([*wrong, *place_faults(store, row, clock.today())])
        if found.explained.amount is None:
            raise WrongDecision(Fault(field="proposal", code=FaultCode.UNKNOWN_PROPOSAL))
        store.put_own_match(row, proposal, found.explained.amount)
        made = tuple(Motivation(item=name, text=text) for name, text in written.items())
        told = Told(motivations=made, note=words, arguments=tuple(arguments))
        new = _event(found, run, form, clock, EventKind.MATCH, told, row.id)
        return store.add_event(replace(new, snapshot=snapshot_of(row, proposal)))


def ask_about(
    database: Database, clock: Clock, found: WhyPage, form: PairForm, *, item: str, question: str, until: date | None
) -> Event:
    """Ask the arbeidsdeskundige about the item that makes a pair *kan niet*.

    Raises
    ------
    WrongDecision
        Without such an item, a question or a day to come.
    StaleDecision
        Where somebody changed the pair after the page was made.
    """
    faults = [*until_faults(until, clock.today(), is_required=True), *words_faults(question.strip())]
    if item not in askable(found.explained.fit):
        faults.append(Fault(field="item", code=FaultCode.ITEM_MISSING))
    told = Told(addressee=EXPERT, note=question.strip(), until=until, item=item)
    with database.begin() as store:
        if again := store.event_of_form(form.idempotency_key):
            return again
        _state_now(store, clock, found, form, EventKind.ADVICE)
        refuse(faults)
        return store.add_event(_event(found, _run_of(found), form, clock, EventKind.ADVICE, told, ""))


def answer_about(
    database: Database, clock: Clock, found: WhyPage, form: PairForm, *, answer: str, instrument: str = "", note: str
) -> Event:
    """Answer the question that is open for a pair; the answer is kept as his reading of that item for this work.

    Every night that follows weighs the pair with it, whether anybody puts it together or not.

    Parameters
    ----------
    answer
        ``ja`` or ``nee``: whether it may be tried.
    instrument
        Of a yes: with what it works; empty where it works without.

    Raises
    ------
    WrongDecision
        Where no question is open, or without an answer in words.
    StaleDecision
        Where somebody changed the pair after the page was made.
    """
    faults = words_faults(note.strip())
    if answer not in (MAY, MAY_NOT):
        faults.append(Fault(field="answer", code=FaultCode.ANSWER_MISSING))
    if instrument and instrument not in {one.value for one in Instrument}:
        faults.append(Fault(field="instrument", code=FaultCode.ANSWER_MISSING))
    with database.begin() as store:
        if again := store.event_of_form(form.idempotency_key):
            return again
        state = _state_now(store, clock, found, form, EventKind.ADVISED)
        refuse(faults)
        asked = state.question
        item = asked.item if asked else ""
        if item:
            _keep_reading(store, clock, found, form, _reading(found, item, answer, instrument, clock.today()))
        told = Told(answer=answer, note=note.strip(), item=item, addressee=EXPERT)
        return store.add_event(_event(found, _run_of(found), form, clock, EventKind.ADVISED, told, ""))


def _reading(found: WhyPage, item: str, answer: str, instrument: str, day: date) -> Mapping[str, str]:
    works = ReadingOutcome.WORKS_WITH if instrument else ReadingOutcome.WORKS
    outcome = works if answer == MAY else ReadingOutcome.FAILS
    return {
        **dict.fromkeys(BATCH_SHEETS["capacities"], ""),
        "client": found.person.key,
        "item": item,
        "vacancy": found.work.key,
        "reading": outcome.value,
        "instrument": instrument if outcome is ReadingOutcome.WORKS_WITH else "",
        "source": Source.LABOUR_EXPERT.value,
        "date": day.isoformat(),
    }


def _keep_reading(store: Store, clock: Clock, found: WhyPage, form: PairForm, row: Mapping[str, str]) -> None:
    """Keep the answer beside what is delivered, so that no later delivery loses it."""
    key = key_of("capacities", row)
    rows = store.rows_of("capacities", "client", found.person.key)
    before = next((one for one in rows if key_of("capacities", one) == key), None)
    typing = Typing(actor=form.actor, seen="", idempotency_key=form.idempotency_key)
    put_row(store, "capacities", before, row, found.person.key, typing, clock.now(), clock.today())
    sheet = {"sheet": "capacities", "before": before, "after": row}
    note_entry(store, PROFILE_CHANGED, Subject.CLIENT, found.person.key, typing, clock.now(), **sheet)


def own_row(person: Person, work: Work, explained: Explained, proposal: Proposal, run: Run, salt: str) -> ProposalRow:
    """Give the list row of a pair somebody put together, weighed on the day of a run."""
    fit, package = proposal.fit, proposal.fit.packages[proposal.package].package
    stepped_on, limit = person.cells["last_step_on"], person.cells["travel_limit"]
    return ProposalRow(
        id=public_id(salt, run.key, person.key, work.key),
        run_id=run.id,
        rank=0,
        client=person.key,
        vacancy=work.key,
        employer=work.cells["employer"],
        employer_name=explained.employer_name,
        title=explained.title,
        occupation=work.cells["occupation"],
        sector=work.cells["sector"],
        gemeente=person.cells["gemeente"],
        verdict=fit.verdict.name.lower(),
        n_let_op=count_verdict(fit, Verdict.LET_OP),
        n_vraag_na=count_verdict(fit, Verdict.VRAAG_NA),
        instruments="|".join(package.instruments),
        total=proposal.total,
        week_minutes=fit.planned_week_minutes,
        travel_minutes=fit.travel_minutes if fit.travel_minutes >= 0 else None,
        travel_limit=int(limit) if limit else None,
        waiting_months=months_between(date.fromisoformat(stepped_on), run.key.day) if stepped_on else None,
        coach_minutes=package.coach_minutes,
        once_cents=package.once_cents,
        is_claim=package.is_claim,
        was_proposed_before=False,
        is_own_match=True,
    )


def _run_of(found: WhyPage) -> Run:
    if found.run is None:
        raise WrongDecision(Fault(field="proposal", code=FaultCode.UNKNOWN_PROPOSAL))
    return found.run


def _shut_faults(fit: Fit) -> list[Fault]:
    shut = shut_by(fit)
    if fit.is_proposable:
        return []
    facts = (("item", shut[0]),) if shut else ()
    return [Fault(field="proposal", code=FaultCode.CANNOT if shut else FaultCode.STACKED, facts=facts)]


def _state_now(store: Store, clock: Clock, found: WhyPage, form: PairForm, kind: EventKind) -> PairState:
    """Give where the pair is, where the page is of now and the step can be taken."""
    client, vacancy = found.person.key, found.work.key
    store.refuse_stale(client, vacancy, form.seen_version, clock.now())
    state = store.pair_state(client, vacancy, clock.today())
    check_step(kind, state)
    refuse(withheld_faults(store, client, kind, state, clock.today()))
    return state


def _event(
    found: WhyPage, run: Run, form: PairForm, clock: Clock, kind: EventKind, told: Told, proposal_id: str
) -> NewEvent:
    return NewEvent(
        at=clock.now(),
        actor=form.actor,
        run_id=run.id,
        proposal_id=proposal_id,
        client=found.person.key,
        vacancy=found.work.key,
        kind=kind,
        idempotency_key=form.idempotency_key,
        seen_version=form.seen_version,
        told=told,
        policy_version=policy_version(run),
    )
