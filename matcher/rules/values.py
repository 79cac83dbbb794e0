"""The law on one day, as typed values; the formulas read these and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matcher.rules.legal import LawNumber


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
    """Which share of the dagloon UWV pays when the worker is ill (Ziektewet art. 29b)."""

    first_year: LawNumber
    second_year: LawNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class LkvRules:
    """One loonkostenvoordeel (Wet tegemoetkomingen loondomein); `months` is None while the job lasts."""

    per_hour: LawNumber
    highest_per_year: LawNumber
    months: LawNumber | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFloor:
    """What a person must at least be able to do for loonkostensubsidie (Besluit loonkostensubsidie art. 2)."""

    minutes_uninterrupted: LawNumber
    minutes_per_day: LawNumber
    minutes_per_day_at_minimum_wage: LawNumber


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
    numbers
        Every value, by name, in order of name.
    """

    day: date
    minimum_wage: MinimumWage
    holiday_allowance: LawNumber
    subsidy: SubsidyRules
    loonwaarde: LoonwaardeRules
    jobcoach: JobcoachRules
    proefplaatsing: ProefplaatsingRules
    no_risk: NoRiskRules
    lkv: Mapping[LkvKind, LkvRules]
    work_floor: WorkFloor
    carved_share: LawNumber
    travel_duty: LawNumber
    numbers: tuple[LawNumber, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalRules:
    """What one gemeente chose, on one day; apart from the law, which bounds it.

    Attributes
    ----------
    gemeente
        The file the values come from: `standaard` where the gemeente has none of its own.
    jobcoach_tariff
        Cents per hour of an external jobcoach, without VAT.
    """

    gemeente: str
    jobcoach_tariff: LawNumber
    proefplaatsing_months: LawNumber
    proefplaatsing_extension_months: LawNumber
