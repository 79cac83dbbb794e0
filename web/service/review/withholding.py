"""Niet voorstellen: a hard stop on one person, for his own wish or another reason, until somebody takes it off.

While it stands no night proposes the person and what was proposed before is set aside. What was taken up already can be
brought to an end, and nothing can be brought on.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matcher.errors import WaagError
from web.service.clock import Clock
from web.service.public_keys import key_of
from web.service.review.faults import LEAST_MOTIVATION, LEAST_NOTE, MOST_TEXT, Fault, FaultCode
from web.store.database import Database
from web.store.events import ClientAnswer, EmployerAnswer, EventKind
from web.store.pair_states import PairState
from web.store.store import Store
from web.store.withheld import NewWithholding, Withholding

TAKEN_OFF = "opgeheven"
YES = (ClientAnswer.YES.value, EmployerAnswer.YES.value)
# Answers to what was asked before, and taking back: neither brings anybody nearer to a vacancy by itself.
ALWAYS = frozenset({EventKind.UNDO, EventKind.ADVISED})
# Of what was taken up before: what happened is still written down, and it can be ended or wait.
GOES_ON = frozenset(
    {
        EventKind.CLIENT, EventKind.EMPLOYER, EventKind.CONTACT, EventKind.RUNS, EventKind.RETURN, EventKind.REJECT,
        EventKind.LATER,
    }
)  # fmt: skip


class WithholdReason(StrEnum):
    """Why somebody is not to be proposed."""

    OWN_WISH = "eigen_wens"
    CARE_FIRST = "eerst_zorg"
    OTHER_PATH = "ander_traject"
    OTHER = "anders"


class WithholdFault(StrEnum):
    """What is wrong with a step."""

    NO_REASON = "reden_ontbreekt"
    SHORT = "toelichting_te_kort"
    LONG = "tekst_te_lang"
    PAST = "datum_voorbij"
    UNREADABLE = "datum_onleesbaar"
    NOT_HIS_WISH = "eigen_wens_blijft"
    ON_ALREADY = "geldt_al"
    OFF_ALREADY = "geldt_niet"


class WrongWithholding(WaagError):
    """A step that is not taken; `faults` gives each field with what is wrong."""

    def __init__(self, *faults: tuple[str, WithholdFault]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{field}: {fault}" for field, fault in faults))


@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdForm:
    """What every form sends along.

    Attributes
    ----------
    seen_version
        Of the newest step about the person when the page was made; 0 before the first.
    idempotency_key
        Made with the page: the same form twice has one effect.
    """

    actor: str
    seen_version: int
    idempotency_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldPage:
    """What the form of a person shows.

    Attributes
    ----------
    id, client
        What stands in a URL, and the reference of the source.
    standing
        The step that keeps him out today; None where nothing does.
    steps
        All of them, oldest first.
    """

    id: str
    client: str
    name: str
    standing: Withholding | None
    steps: tuple[Withholding, ...]

    @property
    def version(self) -> int:
        """Of the newest step; 0 before the first."""
        return self.steps[-1].version if self.steps else 0

    @property
    def is_own_wish(self) -> bool:
        """Whether the person asked for it himself."""
        return self.standing is not None and self.standing.reason == WithholdReason.OWN_WISH


def withheld_page(database: Database, clock: Clock, client_id: str) -> WithheldPage | None:
    """Give how a person stands; None where nobody has this id."""
    with database.read() as store:
        key = key_of(store, "clients", client_id)
        if key is None:
            return None
        steps = tuple(store.withholdings_of(key))
        standing = steps[-1] if steps and steps[-1].stands_on(clock.today()) else None
        return WithheldPage(id=client_id, client=key, name=store.name_of(key), standing=standing, steps=steps)


def withhold(
    database: Database, clock: Clock, client_id: str, form: WithholdForm, *, reason: str, note: str, until: date | None
) -> Withholding:
    """Keep a person out of all proposals, from the next page on.

    Parameters
    ----------
    reason
        Of `WithholdReason`; *anders* asks words.
    until
        The last day; None until somebody takes it off.

    Raises
    ------
    WrongWithholding
        Without a reason, with a last day that has passed, or where it stands already.
    StaleDecision
        Where somebody changed it after the page was made.
    LookupError
        Where nobody has this id.
    """
    said = " ".join(note.split())
    faults: list[tuple[str, WithholdFault]] = []
    if reason not in {one.value for one in WithholdReason}:
        faults.append(("reason", WithholdFault.NO_REASON))
    if reason == WithholdReason.OTHER and len(said) < LEAST_NOTE:
        faults.append(("note", WithholdFault.SHORT))
    if len(said) > MOST_TEXT:
        faults.append(("note", WithholdFault.LONG))
    if until is not None and until < clock.today():
        faults.append(("until", WithholdFault.PAST))
    if faults:
        raise WrongWithholding(*faults)
    with database.begin() as store:
        key = _person(store, client_id)
        if again := store.withholding_of_form(form.idempotency_key):
            return again
        added = store.add_withholding(_step(form, clock, key, is_on=True, reason=reason, note=said, until=until))
        _refuse_same(store.withholdings_of(key), clock.today(), is_on=True)
        return added


def propose_again(
    database: Database, clock: Clock, client_id: str, form: WithholdForm, *, note: str, is_his_wish: bool
) -> Withholding:
    """Let nights propose a person again.

    Parameters
    ----------
    note
        Why it can, in words.
    is_his_wish
        The person wants it so: nobody takes somebody's own no off without him.

    Raises
    ------
    WrongWithholding
        Without words, where the person asked for it and did not take it back, or where it does not stand.
    StaleDecision
        Where somebody changed it after the page was made.
    LookupError
        Where nobody has this id.
    """
    said = " ".join(note.split())
    faults: list[tuple[str, WithholdFault]] = []
    if len(said) < LEAST_MOTIVATION:
        faults.append(("note", WithholdFault.SHORT))
    if len(said) > MOST_TEXT:
        faults.append(("note", WithholdFault.LONG))
    with database.begin() as store:
        key = _person(store, client_id)
        if again := store.withholding_of_form(form.idempotency_key):
            return again
        standing = store.withholding_on(key, clock.today())
        if standing is not None and standing.reason == WithholdReason.OWN_WISH and not is_his_wish:
            faults.append(("his_wish", WithholdFault.NOT_HIS_WISH))
        if faults:
            raise WrongWithholding(*faults)
        added = store.add_withholding(_step(form, clock, key, is_on=False, reason=TAKEN_OFF, note=said, until=None))
        _refuse_same(store.withholdings_of(key), clock.today(), is_on=False)
        return added


def withheld_people(store: Store, today: date) -> tuple[str, ...]:
    """Give who of the caseload is in no proposals now, in order."""
    found = store.withheld_on(today)
    return tuple(sorted(row["client"] for row in store.rows_in("clients", "client", found))) if found else ()


def withheld_faults(
    store: Store, client: str, kind: EventKind, state: PairState, today: date, answer: str = ""
) -> list[Fault]:
    """Refuse to bring anything on for somebody who is not to be proposed.

    Parameters
    ----------
    answer
        Of the person or the employer, where the step is one.
    """
    if kind in ALWAYS or (state.is_unfinished and kind in GOES_ON and answer not in YES):
        return []
    if store.withholding_on(client, today) is None:
        return []
    return [Fault(field="proposal", code=FaultCode.WITHHELD)]


def may_go_on(kind: EventKind, state: PairState) -> bool:
    """Whether a step can still be taken for somebody who is not to be proposed; of an answer only a no."""
    return kind in ALWAYS or (state.is_unfinished and kind in GOES_ON)


def _person(store: Store, client_id: str) -> str:
    key = key_of(store, "clients", client_id)
    if key is None:
        raise LookupError("Nobody has this id.")
    return key


def _step(
    form: WithholdForm, clock: Clock, client: str, *, is_on: bool, reason: str, note: str, until: date | None
) -> NewWithholding:
    return NewWithholding(
        at=clock.now(),
        actor=form.actor,
        client=client,
        is_on=is_on,
        reason=reason,
        note=note,
        until=until,
        idempotency_key=form.idempotency_key,
        seen_version=form.seen_version,
    )


def _refuse_same(steps: list[Withholding], today: date, *, is_on: bool) -> None:
    """Refuse a step that changes nothing; the transaction takes it back."""
    before = steps[-2] if len(steps) > 1 else None
    stood = before is not None and before.stands_on(today)
    if stood == is_on:
        fault = WithholdFault.ON_ALREADY if is_on else WithholdFault.OFF_ALREADY
        raise WrongWithholding(("reason" if is_on else "note", fault))
