"""Why the rules give no answer: a code and its facts, so that a sentence can be made in any language."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from matcher.errors import RuleError


class RefusalCode(StrEnum):
    """Each way in which a case can fall outside the law or contradict itself."""

    AFTER_THE_LAW = "na_het_recht"
    BEFORE_THE_LAW = "voor_het_recht"
    VALUE_ENDED = "waarde_beeindigd"
    LOONWAARDE_OUTSIDE = "loonwaarde_buiten"
    HOURS_OUTSIDE = "uren_buiten"
    FULLTIME_OUTSIDE = "voltijd_buiten"
    BASE_NEGATIVE = "grondslag_negatief"
    BASE_AND_GROUP = "grondslag_en_groep"
    BEFORE_START = "voor_de_start"
    FORFAIT_OVER = "forfait_voorbij"
    NO_TASKS = "geen_taken"
    TOO_MANY_TASKS = "te_veel_taken"
    TASK_FACTOR_OUTSIDE = "taakfactor_buiten"
    TASK_TOO_SMALL = "taak_te_klein"
    TASK_SHARES = "taakaandelen"
    COACH_YEAR = "jobcoach_jaar"
    COACH_MINUTES = "jobcoach_minuten"


_TEXT: Mapping[RefusalCode, str] = MappingProxyType(
    {
        RefusalCode.AFTER_THE_LAW: (
            "{day} lies after {known_until} ({horizon}), the last day to which {value} in {file} is carried: "
            "amounts of another year would be wrong, so add the new values of the law first"
        ),
        RefusalCode.BEFORE_THE_LAW: (
            "{day} lies before {known_from}, the first day of {value} in {file}: "
            "use a later date or add the older value"
        ),
        RefusalCode.VALUE_ENDED: "{value} in {file} has ended and holds no longer on {day}: use an earlier date",
        RefusalCode.LOONWAARDE_OUTSIDE: "loonwaarde {given} lies outside 0 to 100: give a whole percentage",
        RefusalCode.HOURS_OUTSIDE: "{given} hours a week lies outside 1 to 60: give the hours of the contract",
        RefusalCode.FULLTIME_OUTSIDE: (
            "a full-time week of {given} hours lies outside 1 to 60: give the usual full-time hours of the sector"
        ),
        RefusalCode.BASE_NEGATIVE: (
            "a base of {given} cents is no wage: give minimum wage and holiday allowance together, in cents per month"
        ),
        RefusalCode.BASE_AND_GROUP: "a given base already holds the wage of the group: give the base or the group",
        RefusalCode.BEFORE_START: "{day} lies before the start {start} of the case: give a date on or after the start",
        RefusalCode.FORFAIT_OVER: (
            "on {day} the forfait of the case that started on {start} is over, it lasts {months} months: "
            "determine the loonwaarde first"
        ),
        RefusalCode.NO_TASKS: "there are no tasks: a loonwaarde needs at least one hoofdtaak",
        RefusalCode.TOO_MANY_TASKS: "there are {given} hoofdtaken and at most {most} count: join the smallest ones",
        RefusalCode.TASK_FACTOR_OUTSIDE: "{factor} of task {task} is {given}%: it must lie between 0 and 100%",
        RefusalCode.TASK_TOO_SMALL: (
            "task {task} takes {given}% of the time and a hoofdtaak takes at least {least}%: join it to another task"
        ),
        RefusalCode.TASK_SHARES: "the hoofdtaken together take {given}% of the time: it must be exactly 100%",
        RefusalCode.COACH_YEAR: "regime {regime} has no share for year {year}: choose another regime or year",
        RefusalCode.COACH_MINUTES: (
            "{given} contract minutes a week lies outside 1 to 3600: give the minutes of the contract"
        ),
    }
)


class Refusal(RuleError):
    """A case that the rules refuse; its message is the English sentence.

    Attributes
    ----------
    code
        Which rule refuses.
    facts
        The values the sentence names, as text.
    """

    def __init__(self, code: RefusalCode, **facts: object) -> None:
        self.code = code
        self.facts: Mapping[str, str] = MappingProxyType({name: str(value) for name, value in facts.items()})
        super().__init__(_TEXT[code].format(**self.facts))
