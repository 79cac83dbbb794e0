"""What happened to a pair, as values: each event is added once and never changed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class EventKind(StrEnum):
    """What happened to a pair.

    `DISCUSS` takes a proposal up and `MATCH` a pair an adviser put together; `CONTACT` says that people are still
    working on it. `CLIENT` and `EMPLOYER` are answers, `ADVISED` is the arbeidsdeskundige's.
    """

    DISCUSS = "bespreken"
    MATCH = "zelf_koppelen"
    CLIENT = "antwoord_client"
    OFFER = "voorgesteld"
    EMPLOYER = "antwoord_werkgever"
    START = "gestart"
    RUNS = "loopt"
    RETURN = "terugkeer"
    ADVICE = "advies_gevraagd"
    ADVISED = "advies_gegeven"
    CONTACT = "contact"
    REJECT = "niet_doen"
    LATER = "later"
    UNDO = "ongedaan"


class ClientAnswer(StrEnum):
    """What the person said of the proposal."""

    YES = "ja"
    NO = "nee"
    DOUBT = "twijfel"
    OTHER_WORK = "ander_werk"


class EmployerAnswer(StrEnum):
    """What the employer said of the person."""

    YES = "ja"
    NO = "nee"


class Side(StrEnum):
    """Whether an argument speaks for or against."""

    FOR = "voor"
    AGAINST = "tegen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Motivation:
    """Why an item that is *let op* or *vraag na* is no reason to stop."""

    item: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedArgument:
    """An argument somebody let count: `code` names one of the model, `text` is one of his own."""

    side: Side
    code: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSnapshot:
    """What a person saw when he decided.

    Attributes
    ----------
    lines
        Points per line; their sum is `total`.
    flagged
        Items and gates that were *let op* or *vraag na*.
    week_minutes, coach_minutes, once_cents
        Hours a week it would start with, jobcoach minutes a week and once-only money.
    """

    total: int
    verdict: str
    lines: tuple[tuple[str, int], ...] = ()
    flagged: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    week_minutes: int = 0
    coach_minutes: int = 0
    once_cents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an event tells beside who, when and which pair; which fields speak depends on its kind.

    Attributes
    ----------
    reasons
        Codes: of *niet doen*, of a no, of a return.
    note
        Words of the actor; with an answer the words of who answered, with advice the question or the advice.
    until
        *later*: the day it comes back; *advies gevraagd*: the day an answer is due; a ban: its last day, None for no
        end.
    undoes
        Id of the event this one undoes.
    happened_on
        The day of an answer, a start or a last working day.
    answer
        Of `ClientAnswer` or `EmployerAnswer`; of advice ``ja``, ``nee`` or empty: whether this item may be tried.
    addressee
        Role that is asked for advice.
    item
        The item of the profile a return or a question is about; empty where none.
    week_minutes
        Hours a week of a start, or what was last held at a return; in minutes.
    places
        *gestart*: open places of the vacancy that day, as delivered.
    """

    reasons: tuple[str, ...] = ()
    motivations: tuple[Motivation, ...] = ()
    arguments: tuple[WeighedArgument, ...] = ()
    note: str = ""
    until: date | None = None
    undoes: int | None = None
    happened_on: date | None = None
    answer: str = ""
    addressee: str = ""
    item: str = ""
    week_minutes: int | None = None
    places: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One decision, answer or happening.

    Attributes
    ----------
    at
        Moment, UTC.
    version
        1 for the first event of the pair, and so on.
    snapshot
        What the actor saw; None in events of before it was kept, and of an undoing.

    The others are those of `Told`.
    """

    id: int
    at: datetime
    actor: str
    run_id: str
    proposal_id: str
    client: str
    vacancy: str
    version: int
    kind: EventKind
    reasons: tuple[str, ...]
    motivations: tuple[Motivation, ...]
    note: str
    until: date | None
    undoes: int | None
    policy_version: str
    arguments: tuple[WeighedArgument, ...] = ()
    happened_on: date | None = None
    answer: str = ""
    addressee: str = ""
    item: str = ""
    week_minutes: int | None = None
    places: int | None = None
    snapshot: ScoreSnapshot | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """Client and vacancy."""
        return self.client, self.vacancy


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """An event as it is handed in, based on a version that was seen."""

    at: datetime
    actor: str
    run_id: str
    proposal_id: str
    client: str
    vacancy: str
    kind: EventKind
    idempotency_key: str
    seen_version: int
    told: Told = Told()
    policy_version: str = ""
    snapshot: ScoreSnapshot | None = None
