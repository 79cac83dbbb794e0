"""The law as dated, cited data and the few formulas over it.

    law/*.toml        national law: amounts, shares, terms  ─┐
    rights/*.toml     who may have what, on which article    ├─ tables through time ─ Rulebook.on(day) ─> Rules
    gemeente/*.toml   what a gemeente chooses; never law    ─┘                                             │
                        loonwaarde_from_tasks, loonkostensubsidie, coach_minutes_per_week, hour_wage_cents, may_have,
                        proefplaatsing, no_risk, lkv, sheltered_work_request

A change of law is one value, or one ground, in one file, with its source; the formulas stay. A day outside what the
files know is refused. A value nobody confirmed is `assumed`, and everything computed with it says so.

>>> from datetime import date
>>> Rulebook.load().on(date(2026, 7, 1)).minimum_wage.hour.whole
1499
"""

from matcher.rules.choices import with_choices
from matcher.rules.jobcoach import coach_minutes_per_week, coach_share, first_year_basis_points
from matcher.rules.legal import Citation, Confidence, LawNumber, LawTable, Unit
from matcher.rules.lkv import Lkv, LkvFacts, LkvNote, LkvOffer, lkv
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
from matcher.rules.may_have import PersonFacts, Reason, ReasonCode, Ruling, Standing, may_have
from matcher.rules.minimum_wage import hour_wage_cents, month_wage
from matcher.rules.no_risk import NoRisk, NoRiskFacts, NoRiskGround, SubsidyBeside, no_risk
from matcher.rules.refusal import Refusal, RefusalCode
from matcher.rules.rights import GROUPS, KINDS, Ground, Limitation, Provision, Right, Rights
from matcher.rules.rounding import round_half_up, round_up
from matcher.rules.rulebook import Rulebook
from matcher.rules.sheltered_work import (
    FilledQuestion,
    Finding,
    ShelteredFacts,
    ShelteredQuestion,
    ShelteredReason,
    ShelteredRequest,
    sheltered_work_request,
)
from matcher.rules.trial import (
    TrialAllowed,
    TrialAsked,
    TrialCode,
    TrialFacts,
    TrialRefused,
    TrialRuling,
    proefplaatsing,
)
from matcher.rules.values import DEFAULT_GEMEENTE, JobcoachRegime, LkvKind, LocalRules, Rules, WageGroup

__all__ = [
    "DEFAULT_GEMEENTE",
    "GROUPS",
    "KINDS",
    "Citation",
    "Confidence",
    "FilledQuestion",
    "Finding",
    "Ground",
    "JobcoachRegime",
    "LawNumber",
    "LawTable",
    "Limitation",
    "Lkv",
    "LkvFacts",
    "LkvKind",
    "LkvNote",
    "LkvOffer",
    "LocalRules",
    "Loonwaarde",
    "NoRisk",
    "NoRiskFacts",
    "NoRiskGround",
    "PersonFacts",
    "Provision",
    "Reason",
    "ReasonCode",
    "Refusal",
    "RefusalCode",
    "Right",
    "Rights",
    "Rulebook",
    "Rules",
    "Ruling",
    "ShelteredFacts",
    "ShelteredQuestion",
    "ShelteredReason",
    "ShelteredRequest",
    "Standing",
    "StepCode",
    "Subsidy",
    "SubsidyBeside",
    "SubsidyCase",
    "SubsidyStep",
    "TaskPerformance",
    "TrialAllowed",
    "TrialAsked",
    "TrialCode",
    "TrialFacts",
    "TrialRefused",
    "TrialRuling",
    "Unit",
    "WageGroup",
    "check_forfait_period",
    "coach_minutes_per_week",
    "coach_share",
    "first_year_basis_points",
    "hour_wage_cents",
    "lkv",
    "loonkostensubsidie",
    "loonwaarde_from_tasks",
    "may_have",
    "month_wage",
    "no_risk",
    "proefplaatsing",
    "round_half_up",
    "round_up",
    "rule_day",
    "sheltered_work_request",
    "with_choices",
]
