"""What is asked of whom and what an answer opens: of people, vacancies, the arbeidsdeskundige and the market."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Addressee(StrEnum):
    """Who takes the next step, by role and never by name."""

    PERSON = "persoon"
    EMPLOYER = "werkgever"
    CASEWORKER = "klantmanager"
    EXPERT = "arbeidsdeskundige"
    UWV = "uwv"
    EMPLOYERS_DESK = "werkgeversdienstverlening"


class QuestionKind(StrEnum):
    """What can be missing."""

    ITEM = "item"
    STALE_ITEM = "item_verouderd"
    TEXT = "tekst"
    HOURS = "uren"
    TRAVEL_LIMIT = "reisgrens"
    MODES = "vervoer"
    PLACE = "plaats"
    TIMES = "tijden"
    AVAILABLE = "beschikbaar"
    CERTIFICATE = "certificaat"
    LKS_GROUP = "doelgroep_lks"
    LEGAL_GROUP = "grondslag"
    DEMANDS = "vraag_van_het_werk"
    EMPLOYER = "werkgever_kan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that is not known, whom to ask, and what an answer could open.

    Attributes
    ----------
    client, vacancy
        Whom or what it is about; the other one is empty.
    code
        FML item, certificate, or part of the employer's answers; empty where the kind says it all.
    codes
        Of a question about a vacancy: all items nobody spoke of, asked in one go.
    addressee
        Who can answer.
    opens
        Vacancies (of a question about a vacancy: people) that become proposable with the best answer, exactly.
    settles
        Pairs of tonight's candidates of which this is the last open question.
    together_with
        A second question that has to be answered too before anything opens; None where this one is enough.
    """

    client: str = ""
    vacancy: str = ""
    kind: QuestionKind
    code: str = ""
    codes: tuple[str, ...] = ()
    addressee: Addressee
    opens: int = 0
    settles: int = 0
    together_with: QuestionKind | None = None
    together_code: str = ""


class AdKind(StrEnum):
    """Why an arbeidsdeskundige is asked."""

    DROP_OUTS = "uitval"
    OVERESTIMATION = "overschatting"
    CONTRADICTION = "tegenspraak"
    TEXT_UNREAD = "tekst_ongelezen"
    ACCUMULATION = "stapeling"
    NO_STEP = "geen_werkstap_gevonden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one source said, and when: one of the two an arbeidsdeskundige is shown.

    Attributes
    ----------
    what
        A source that gave a value, an earlier drop-out, or the task a limit stands against.
    level, conditions
        The value, as the catalogue counts it; −1 and () where it is none.
    words
        The cause or the text beside the value; never a diagnosis.
    """

    what: str
    recorded_on: date | None = None
    level: int = -1
    conditions: tuple[int, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdQuestion:
    """A specific question to the arbeidsdeskundige, with its two sources and what an answer opens.

    Attributes
    ----------
    code
        FML item the question is about; empty for a cause without an item.
    opens
        Vacancies that become proposable when the answer is the one that opens most, exactly; 0 where it opens none.
    vacancies
        Up to ten of them, ascending.
    rank
        Place in the queue of the gemeente, from 1.
    week
        0 within this week's capacity, 1 the next, and so on.
    """

    client: str
    gemeente: str
    kind: AdKind
    code: str = ""
    heard: tuple[Heard, Heard]
    opens: int = 0
    vacancies: tuple[str, ...] = ()
    rank: int = 0
    week: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquisition:
    """An order to the employers' desk: work of this kind near here would serve so many people.

    Attributes
    ----------
    area
        Gemeente around which it is looked for.
    clients
        Whom it would serve, in key order; for the desk that looks, never for an employer.
    week_minutes_from, week_minutes_to
        Working time of those people; 0 where nobody stated any.
    due_on
        Within eight weeks.
    """

    occupation: str
    area: str
    people: int
    clients: tuple[str, ...]
    week_minutes_from: int
    week_minutes_to: int
    due_on: date
