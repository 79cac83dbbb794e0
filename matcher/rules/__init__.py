"""The law as dated, cited data and the few formulas over it.

    law/*.toml, gemeente/*.toml ─ parsing ─> tables through time ─ Rulebook.on(day) ─> Rules (typed, frozen)
                                                                                        │
                    loonwaarde_from_tasks, loonkostensubsidie, coach_minutes_per_week, hour_wage_cents

A change of law is one value in one file, with its source; the formulas stay. A day outside what the files know is
refused. A value nobody confirmed is `assumed`, and everything computed with it says so.

>>> from datetime import date
>>> Rulebook.load().on(date(2026, 7, 1)).minimum_wage.hour.whole
1499
"""

from matcher.rules.jobcoach import coach_minutes_per_week, coach_share, first_year_basis_points
from matcher.rules.legal import Citation, Confidence, LawNumber, Unit
from matcher.rules.loonkostensubsidie import (
    StepCode,
    Subsidy,
    SubsidyCase,
    SubsidyStep,
    check_forfait_period,
    loonkostensubsidie,
    rule_day,
)
from matcher.rules.loonwaarde import Loonwaarde, TaskPerformance, loonwaarde_from_tasks
from matcher.rules.minimum_wage import hour_wage_cents, month_wage
from matcher.rules.refusal import Refusal, RefusalCode
from matcher.rules.rounding import round_half_up, round_up
from matcher.rules.rulebook import Rulebook
from matcher.rules.values import JobcoachRegime, LkvKind, LocalRules, Rules, WageGroup

__all__ = [
    "Citation",
    "Confidence",
    "JobcoachRegime",
    "LawNumber",
    "LkvKind",
    "LocalRules",
    "Loonwaarde",
    "Refusal",
    "RefusalCode",
    "Rulebook",
    "Rules",
    "StepCode",
    "Subsidy",
    "SubsidyCase",
    "SubsidyStep",
    "TaskPerformance",
    "Unit",
    "WageGroup",
    "check_forfait_period",
    "coach_minutes_per_week",
    "coach_share",
    "first_year_basis_points",
    "hour_wage_cents",
    "loonkostensubsidie",
    "loonwaarde_from_tasks",
    "month_wage",
    "round_half_up",
    "round_up",
    "rule_day",
]
