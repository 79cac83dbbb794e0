"""The eleven outcomes, and the arguments for and against one: each cites a value that is there.

A closed set of codes, so that what may not count cannot be put forward. Sentences are made elsewhere.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matcher.errors import ReadError


class OutcomeKind(StrEnum):
    """What a person gets this night: the first that holds, in this order."""

    NOT_AVAILABLE = "niet_beschikbaar"
    BASICS_FIRST = "eerst_de_basis"
    ASK_EXPERT_FIRST = "vraag_arbeidsdeskundige_vooraf"
    PROPOSAL = "voorstel"
    WAITS_FOR_PLACE = "wacht_op_plek"
    ASK_EXPERT = "vraag_arbeidsdeskundige"
    ASK = "vraag_na"
    DEVELOP = "ontwikkelstap"
    SHELTERED_ADVICE = "advies_beschut_werk"
    WAITS_FOR_VACANCY = "wacht_op_vacature"
    PARTICIPATION = "participatietraject"


OUTCOMES: tuple[OutcomeKind, ...] = tuple(OutcomeKind)


class FactKind(StrEnum):
    """How the text of a fact is to be read."""

    NUMBER = "getal"
    DAY = "dag"
    WEEK_MINUTES = "minuten_per_week"
    MINUTES = "minuten"
    ITEM = "item"
    VACANCY = "vacature"
    OCCUPATION = "beroep"
    SOURCE = "bron"
    CODE = "code"
    WORDS = "woorden"


class FactName(StrEnum):
    """What an argument may cite; a closed set, and nothing in it says who a person is."""

    UNTIL = "tot"
    RECORDED_ON = "gezegd_op"
    SOURCE = "bron"
    OTHER_SOURCE = "andere_bron"
    WORDS = "woorden"
    CHOICE = "keuze"
    WISH = "wens"
    ITEM = "item"
    CERTIFICATE = "certificaat"
    GATE = "poort"
    LEVEL = "stand"
    OTHER_LEVEL = "andere_stand"
    CAUSE = "oorzaak"
    LAST_ON = "laatst_op"
    TIMES = "keer"
    VACANCY = "vacature"
    OPENS = "opent"
    POINTS = "punten"
    PROPOSABLE = "kan_voorgesteld"
    BEST_POINTS = "beste_punten"
    PLACES = "plekken"
    FITTING = "passende_mensen"
    BUDGET = "budget"
    AVAILABLE = "beschikbaar"
    ASKED_MINUTES = "gevraagd"
    QUESTION = "vraag"
    STEP = "stap"
    BEFORE = "nu"
    AFTER = "dan"
    LIMITED = "beperkte_items"
    KNOWN = "bekende_items"
    ALL = "alle_items"
    OLDEST_ON = "oudste_op"
    WAITING_MONTHS = "maanden_wachten"
    WEEK_MINUTES = "uren"
    OCCUPATION = "beroep"
    OCCUPATIONS = "beroepen"
    SHELTERED = "vraag_beschut"
    GOAL = "doel"


FACT_KINDS: dict[FactName, FactKind] = {
    FactName.UNTIL: FactKind.DAY,
    FactName.RECORDED_ON: FactKind.DAY,
    FactName.LAST_ON: FactKind.DAY,
    FactName.OLDEST_ON: FactKind.DAY,
    FactName.SOURCE: FactKind.SOURCE,
    FactName.OTHER_SOURCE: FactKind.SOURCE,
    FactName.WORDS: FactKind.WORDS,
    FactName.CAUSE: FactKind.WORDS,
    FactName.ITEM: FactKind.ITEM,
    FactName.VACANCY: FactKind.VACANCY,
    FactName.OCCUPATION: FactKind.OCCUPATION,
    FactName.WEEK_MINUTES: FactKind.WEEK_MINUTES,
    FactName.CHOICE: FactKind.CODE,
    FactName.WISH: FactKind.CODE,
    FactName.CERTIFICATE: FactKind.CODE,
    FactName.GATE: FactKind.CODE,
    FactName.LEVEL: FactKind.CODE,
    FactName.OTHER_LEVEL: FactKind.CODE,
    FactName.BUDGET: FactKind.CODE,
    FactName.QUESTION: FactKind.CODE,
    FactName.STEP: FactKind.CODE,
    FactName.SHELTERED: FactKind.CODE,
    FactName.GOAL: FactKind.CODE,
}
"""Names that are not here are numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One cited value: a whole number, an ISO day, a code or a person's own words, as text."""

    name: FactName
    value: str

    @staticmethod
    def of(name: FactName, value: "int | str | date") -> "Fact":
        """Write a value as a fact."""
        return Fact(name=name, value=value.isoformat() if isinstance(value, date) else str(value))

    @property
    def kind(self) -> FactKind:
        """How the text is to be read."""
        return FACT_KINDS.get(self.name, FactKind.NUMBER)


class ArgumentCode(StrEnum):
    """Every argument there is; what is not here cannot be put forward."""

    OWN_STOP = "wil_niet_gezocht_worden"
    AT_WORK = "aan_het_werk"
    LATER = "later_beschikbaar"
    EDUCATION_FIRST = "onderwijs_gaat_voor"
    BASICS_FIRST = "basis_eerst"
    DROP_OUTS = "uitval_door_een_oorzaak"
    OVERESTIMATES = "schat_zich_te_hoog_in"
    ONLY_OWN_VALUES = "alleen_eigen_woorden"
    PROPOSED = "voorgesteld"
    IN_DISCUSSION = "wordt_besproken"
    PROPOSABLE = "kan_voorgesteld_worden"
    PLACE_ELSEWHERE = "plek_ging_elders"
    SUPPORT_ELSEWHERE = "begeleiding_ging_elders"
    WOULD_CHANGE_PLACE = "een_plek_erbij"
    WOULD_CHANGE_SUPPORT = "begeleiding_erbij"
    CONTRADICTION = "bronnen_spreken_elkaar_tegen"
    TEXT_UNREAD = "tekst_niet_gelezen"
    ACCUMULATION = "stapeling"
    ANSWER_OPENS = "antwoord_opent"
    STEP_OPENS = "stap_opent"
    SHELTERED_YES = "vraag_beschut_ja"
    SHELTERED_AGREES = "wil_advies_beschut"
    OCCUPATION_FITS = "beroep_past"
    NO_OCCUPATION_FITS = "geen_beroep_past"
    GOAL = "doel"
    OWN_WISH = "eigen_wens"
    OWN_CHOICE = "eigen_keuze"
    OWN_STEP = "eigen_stap"
    FEW_LIMITS = "weinig_beperkingen"
    MANY_LIMITS = "veel_beperkingen"
    LITTLE_KNOWN = "weinig_bekend"
    OUTDATED = "gegevens_oud"
    WAITED_LONG = "wacht_lang"
    EARLIER_DROP_OUT = "eerdere_uitval"
    HOURS_GROW = "uren_groeien"
    EXPERIENCE = "ervaring_in_dit_werk"
    SUPPORT_WORKED = "begeleiding_werkte"
    GROWTH = "groei_te_zien"
    HOURS_CAN_GROW = "uren_kunnen_groeien"
    TOO_HEAVY_NOW = "belasting_nu_te_hoog"
    TRAVEL_IS_HARD = "reis_is_zwaar"
    CARE_ALONGSIDE = "begeleiding_ernaast_nodig"
    DATA_DOUBTED = "gegevens_kloppen_niet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument for or against an outcome, with the values it cites.

    Attributes
    ----------
    outcome
        The outcome it speaks of; a person's arguments may also speak of what else holds.
    is_for
        Speaks for that outcome; else it is a reason to look twice.
    """

    code: ArgumentCode
    outcome: OutcomeKind
    is_for: bool
    facts: tuple[Fact, ...]

    def __post_init__(self) -> None:
        if not self.facts:
            raise ReadError(f"Argument {self.code} cites nothing; an argument rests on a value that is there.")
