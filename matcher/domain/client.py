"""A person as the matcher may know one: a reference, what he can, wants and may have; never who he is."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

from matcher.domain.profile import Answer, CapacityProfile
from matcher.domain.support import JOBCOACH, Instrument
from matcher.domain.task_kind import TaskKind
from matcher.errors import ReadError

ClientKey = NewType("ClientKey", str)
MAX_WEEK_MINUTES = 60 * 60
WHOLE_PERCENT = 100


class LegalGroup(StrEnum):
    """On what ground the college supports the person (Participatiewet art. 7 lid 1a, 7a)."""

    BIJSTAND = "bijstand"
    WIA = "wia"
    VOORZIENING = "voorziening"
    ANW = "anw"
    IOAW = "ioaw"
    IOAZ = "ioaz"
    NUG = "nug"
    JONGERE_7A = "jongere_7a"
    UNKNOWN = "onbekend"


class LksGroup(StrEnum):
    """Whether it is established that the person belongs to the doelgroep loonkostensubsidie."""

    ESTABLISHED = "vastgesteld"
    NOT = "niet"
    UNKNOWN = "onbekend"


class Mode(StrEnum):
    """How a person can travel by himself."""

    WALK = "lopen"
    BIKE = "fiets"
    TRANSIT = "ov"
    CAR = "auto"


class DayPart(StrEnum):
    """Parts of the week work can fall in."""

    DAY = "dag"
    EVENING = "avond"
    NIGHT = "nacht"
    WEEKEND = "weekend"


class Stance(StrEnum):
    """How a person stands towards a kind of work, employer or support."""

    GLADLY = "graag"
    RATHER_NOT = "liever_niet"
    NOT = "niet"


class WishKind(StrEnum):
    """What a wish is about."""

    OCCUPATION = "beroep"
    SECTOR = "sector"
    EMPLOYER = "werkgever"
    SUPPORT = "steun"
    SEARCH = "zoeken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One wish in the person's own words; *niet* is an objection and closes the gate."""

    kind: WishKind
    code: str
    stance: Stance
    words: str = ""
    recorded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualification:
    """A certificate, competence, skill or occupation that the person has, has not, or perhaps has.

    ``mastery`` is the VUM code: 1 good to 4 absent, lower is more; 0 and 5 say nothing.
    """

    kind: str
    code: str
    has: Answer
    mastery: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursStep:
    """From a month after the start on, this many minutes a week."""

    month: int
    week_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DropOut:
    """An earlier placement that ended early: when, at how many hours (None unknown), on which item (empty: unknown)."""

    ended_on: date
    week_minutes: int | None = None
    item: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoonwaardeValue:
    """A loonwaarde percentage for a function: measured at the workplace, or an estimate of a professional."""

    occupation: str
    percent: int
    is_measured: bool
    recorded_on: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskValue:
    """What somebody does of one kind of task, as percentages of an ordinary worker, from one source on one day.

    Attributes
    ----------
    pace, quality, net_time
        Tempo, kwaliteit and netto werktijd, 0-100 (Besluit loonkostensubsidie art. 5).
    occupation
        The function it was seen in; empty where it is about the kind of task in general.
    share
        Percent of the working time this kind took in that function, 1-100; None where nobody said.
    """

    kind: TaskKind
    pace: int
    quality: int
    net_time: int
    occupation: str = ""
    share: int | None = None
    is_measured: bool = False
    recorded_on: date
    source: str

    def __post_init__(self) -> None:
        for name, percent in (("tempo", self.pace), ("kwaliteit", self.quality), ("netto werktijd", self.net_time)):
            if not 0 <= percent <= WHOLE_PERCENT:
                raise ReadError(f"Task kind {self.kind}: {name} {percent}% is outside 0-100.")
        if self.share is not None and not 1 <= self.share <= WHOLE_PERCENT:
            raise ReadError(f"Task kind {self.kind}: {self.share}% of the working time is outside 1-100.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """One person, pseudonymous.

    Attributes
    ----------
    key
        Reference of the source system, never a BSN.
    place
        Key of a place whose position the shell knows; None where unknown.
    week_minutes, path
        Working time the person can do now, in minutes a week, and how it grows; None where unknown.
    travel_limit
        Own limit one way in minutes; None where unknown.
    modes, times
        None where unknown.
    last_step_on
        Day of the gemeente's last concrete step for this person; None where there never was one.
    stratum
        Distance or support-need group of the gemeente's own verordening; empty where none is named.
    forbidden
        Vacancies not to be proposed (decision *niet doen*), with the last day of the ban (None: no end).
    is_placed
        At work through a running placement.
    """

    key: ClientKey
    gemeente: str
    profile: CapacityProfile = field(default_factory=CapacityProfile)
    legal_group: LegalGroup = LegalGroup.UNKNOWN
    lks_group: LksGroup = LksGroup.UNKNOWN
    place: str | None = None
    week_minutes: int | None = None
    path: tuple[HoursStep, ...] = ()
    travel_limit: int | None = None
    modes: tuple[Mode, ...] | None = None
    times: tuple[DayPart, ...] | None = None
    available_from: date | None = None
    basics_first_until: date | None = None
    education_first_until: date | None = None
    one_hour: Answer = Answer.UNKNOWN
    employee_skills: Answer = Answer.UNKNOWN
    register: Answer = Answer.UNKNOWN
    last_step_on: date | None = None
    stratum: str = ""
    wishes: tuple[Wish, ...] = ()
    qualifications: tuple[Qualification, ...] = ()
    drop_outs: tuple[DropOut, ...] = ()
    loonwaarde: tuple[LoonwaardeValue, ...] = ()
    task_values: tuple[TaskValue, ...] = ()
    forbidden: tuple[tuple[str, date | None], ...] = ()
    is_placed: bool = False

    def __post_init__(self) -> None:
        if self.week_minutes is not None and not 0 < self.week_minutes <= MAX_WEEK_MINUTES:
            raise ReadError(f"Client {self.key}: {self.week_minutes} minutes a week; expected 1 minute to 60 hours.")
        if self.travel_limit is not None and not 0 < self.travel_limit <= 180:
            raise ReadError(f"Client {self.key}: travel limit {self.travel_limit} minutes; expected 1 to 180 one way.")
        if [step.month for step in self.path] != sorted({step.month for step in self.path}):
            raise ReadError(f"Client {self.key}: the steps of the hours path must have ascending months.")

    @property
    def may_claim_guidance(self) -> bool:
        """Whether guidance at work is a claim, or may turn out to be one (Participatiewet art. 10da).

        Only for somebody who is known not to belong to the doelgroep loonkostensubsidie it is the gemeente's choice; as
        long as that is not established a hard budget may not send him away.
        """
        return self.lks_group is not LksGroup.NOT

    def refuses(self, instrument: Instrument) -> bool:
        """Whether the person said he does not want this kind of support.

        Who refuses one regime of the jobcoach refuses the heavier ones too: more of the same is no answer to a no.
        """
        refused = {wish.code for wish in self.wishes if wish.kind is WishKind.SUPPORT and wish.stance is Stance.NOT}
        if instrument in JOBCOACH:
            return any(regime in refused for regime in JOBCOACH[: JOBCOACH.index(instrument) + 1])
        return instrument in refused

    def wants(self, instrument: Instrument) -> bool:
        """Whether the person said he gladly has this kind of support."""
        return self._says(instrument, Stance.GLADLY)

    def rather_not(self, instrument: Instrument) -> bool:
        """Whether the person said he would rather not have this kind of support, and never that he gladly has it."""
        return self._says(instrument, Stance.RATHER_NOT) and not self.wants(instrument)

    def _says(self, instrument: Instrument, stance: Stance) -> bool:
        own = (wish for wish in self.wishes if wish.kind is WishKind.SUPPORT and wish.stance is stance)
        return any(wish.code == instrument for wish in own)
