"""The law on one day, as typed values; the formulas read these and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matcher.rules.legal import LawNumber
from matcher.rules.rights import Rights

DEFAULT_GEMEENTE = "standaard"


class WageGroup(StrEnum):
    """Which minimum wage holds: adults from 21, younger people by age, and bbl (working while learning) by age."""

    ADULT = "21"
    AGE_20 = "20"
    AGE_19 = "19"
    AGE_18 = "18"
    AGE_17 = "17"
    AGE_16 = "16"
    AGE_15 = "15"
    BBL_20 = "bbl20"
    BBL_19 = "bbl19"
    BBL_18 = "bbl18"


class JobcoachRegime(StrEnum):
    """How intensive the guidance of a jobcoach is."""

    VERY_LIGHT = "zeer_licht"
    LIGHT = "licht"
    MEDIUM = "midden"
    INTENSIVE = "intensief"


class LkvKind(StrEnum):
    """The groups for whom an employer may claim loonkostenvoordeel."""

    DISABLED_WORKER = "arbeidsgehandicapt"
    REPLACED_DISABLED_WORKER = "herplaatsing"
    BANENAFSPRAAK = "banenafspraak"
    OLDER_WORKER = "oudere_werknemer"
    EDUCATION_HINDERED = "scholingsbelemmerd"


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimumWage:
    """Minimum wage of an adult, and the share of it for every group (WML art. 8).

    Attributes
    ----------
    month
        The month amount of art. 8 lid 1b, on which a subsidy is based; not the hour times 156.
    hour
        What a worker is owed per hour, art. 8 lid 1a.
    share_by_group
        Share of the adult wage; there is one for each group but the adults.
    """

    month: LawNumber
    hour: LawNumber
    hours_per_month: LawNumber
    share_by_group: Mapping[WageGroup, LawNumber]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyRules:
    """Loonkostensubsidie (Participatiewet art. 10d).

    Attributes
    ----------
    cap
        Highest share of wage and holiday allowance, lid 4.
    forfait_share, forfait_months
        Share without a measured loonwaarde, and for how long, lid 1b and 5.
    employer_charges
        Surcharge on the subsidised wage costs (Regeling loonkostensubsidie art. 1).
    reference_hours
        The week to which the month amount belongs.
    sector_fulltime_hours
        What is taken for the usual full-time week of a sector where nobody stated it.
    """

    cap: LawNumber
    forfait_share: LawNumber
    forfait_months: LawNumber
    employer_charges: LawNumber
    reference_hours: LawNumber
    sector_fulltime_hours: LawNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitRules:
    """Bijstandsnorm per month, 21 years to the pension age (Participatiewet art. 21): what a gemeente saves at most."""

    alone: LawNumber
    couple: LawNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class LoonwaardeRules:
    """How a loonwaarde is put together from hoofdtaken (Besluit loonkostensubsidie art. 1, 4, 5)."""

    most_tasks: LawNumber
    least_share: LawNumber
    least_minutes_per_day: LawNumber
    least_overlap: LawNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class JobcoachRules:
    """Shares of the worked hours by regime and year, and the conditions of the UWV model.

    Attributes
    ----------
    share_by_year
        Per regime the shares of year 1, 2, 3; shorter where a regime has no later year.
    """

    share_by_year: Mapping[JobcoachRegime, tuple[LawNumber, ...]]
    least_hours_per_week: LawNumber
    least_contract_months: LawNumber
    least_wage_share: LawNumber
    longest_months: LawNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class ProefplaatsingRules:
    """The longest unpaid trial and its extension (Participatiewet art. 8a lid 2d); a gemeente may choose shorter."""

    months: LawNumber
    extension_months: LawNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class NoRiskRules:
    """Which share of the dagloon UWV pays when the worker is ill (Ziektewet art. 29b, 29e).

    Attributes
    ----------
    months_with_wia
        For somebody with a right to WIA: how long after the start of the job an illness may begin; others have no end.
    least_loonwaarde, forfait_loonwaarde
        Beside loonkostensubsidie the ziekengeld is multiplied by the loonwaarde, at least by the first; by the second
        while the forfait runs.
    """

    first_year: LawNumber
    second_year: LawNumber
    months_with_wia: LawNumber
    least_loonwaarde: LawNumber
    forfait_loonwaarde: LawNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class LkvRules:
    """One loonkostenvoordeel (Wet tegemoetkomingen loondomein).

    Attributes
    ----------
    months
        How long at most; None as long as the job lasts.
    declaration_months
        Within how many months after the start the worker asks UWV for a doelgroepverklaring; None where none is needed.
    not_employed_months
        For how many months before the start he may not have been employed there; None where that does not matter.
    """

    per_hour: LawNumber
    highest_per_year: LawNumber
    months: LawNumber | None
    declaration_months: LawNumber | None
    not_employed_months: LawNumber | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelteredWorkRules:
    """Advice of UWV on beschut werk (Besluit advisering beschut werk art. 2, 3).

    Attributes
    ----------
    advice_weeks
        Weeks UWV has for its advice.
    own_request_months
        A new request of the person himself within these months is refused without investigation.
    """

    advice_weeks: LawNumber
    own_request_months: LawNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyTerms:
    """Terms around loonkostensubsidie (Participatiewet art. 10c lid 2, 10d lid 2 and 12)."""

    request_months: LawNumber
    group_request_months: LawNumber
    decision_weeks: LawNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class AdditionalWorkRules:
    """Unpaid additional work on a participatieplaats (Participatiewet art. 10a)."""

    months: LawNumber
    review_months: LawNumber
    training_after_months: LawNumber
    extension_months: LawNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFloor:
    """What a person must at least be able to do for loonkostensubsidie (Besluit loonkostensubsidie art. 2)."""

    minutes_uninterrupted: LawNumber
    minutes_per_day: LawNumber
    minutes_per_day_at_minimum_wage: LawNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalRules:
    """What one gemeente chose, on one day; apart from the law, which bounds it.

    Attributes
    ----------
    gemeente
        Whose choices these are: `standaard` where the gemeente made none of its own.
    jobcoach_tariff
        Cents per hour of an external jobcoach, without VAT.
    fulltime_hours
        What is taken for the usual full-time week of a sector where nobody stated it.
    numbers
        Every value, by name, in order of name.
    strata
        Groups of the gemeente's own verordening, each with the least share of its best that a plan gives it.
    """

    gemeente: str
    jobcoach: JobcoachRules
    jobcoach_tariff: LawNumber
    proefplaatsing_months: LawNumber
    proefplaatsing_extension_months: LawNumber
    fulltime_hours: LawNumber
    numbers: tuple[LawNumber, ...]
    strata: tuple[tuple[str, LawNumber], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Everything the rulebook knows about one day.

    Attributes
    ----------
    lkv
        Loonkostenvoordelen that exist on the day for a new contract; a kind that ended is not in it.
    carved_share
        Highest share of task time that functiecreatie may leave out.
    travel_duty
        Minutes of travel a day, in total, that the duty to accept work reaches; it bounds a duty, never a wish.
    may_have
        Who may have which kind of support.
    choices
        What each gemeente chose, beside `standaard`; ask `local`.
    numbers
        Every value of the national law, by name, in order of name.
    """

    day: date
    minimum_wage: MinimumWage
    holiday_allowance: LawNumber
    subsidy: SubsidyRules
    subsidy_terms: SubsidyTerms
    loonwaarde: LoonwaardeRules
    proefplaatsing: ProefplaatsingRules
    additional_work: AdditionalWorkRules
    sheltered_work: ShelteredWorkRules
    no_risk: NoRiskRules
    lkv: Mapping[LkvKind, LkvRules]
    work_floor: WorkFloor
    benefit: BenefitRules
    carved_share: LawNumber
    travel_duty: LawNumber
    may_have: Rights
    choices: Mapping[str, LocalRules]
    numbers: tuple[LawNumber, ...]

    def local(self, gemeente: str) -> LocalRules:
        """Give what a gemeente chose; the documented standard where it chose nothing."""
        return self.choices.get(gemeente, self.choices[DEFAULT_GEMEENTE])

    @property
    def jobcoach(self) -> JobcoachRules:
        """The regimes of a jobcoach, which are planned for the whole region."""
        return self.choices[DEFAULT_GEMEENTE].jobcoach
