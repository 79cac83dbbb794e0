"""What the law leaves open for one proposal: kinds of support, proefplaatsing, no-riskpolis and loonkostenvoordeel.

Worked out for the page alone, from the rows as they stand and under the law of the day of the night; a night reads none
of it. No ruling is a decision: the college, UWV or the tax office decides.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import TypeAlias

from matcher.catalogue.items import load_catalogue
from matcher.domain.candidate import Fit, Verdict
from matcher.domain.client import Client, LegalGroup
from matcher.domain.dates import months_between
from matcher.domain.profile import Answer
from matcher.domain.region import Placement
from matcher.domain.support import Instrument
from matcher.entitlement import rulings
from matcher.policy import MatchPolicy
from matcher.read import Row, read_sheets
from matcher.rules import (
    Lkv,
    LkvFacts,
    NoRisk,
    NoRiskFacts,
    Provision,
    Rulebook,
    Rules,
    Ruling,
    SubsidyBeside,
    TrialFacts,
    TrialRefused,
    TrialRuling,
    lkv,
    no_risk,
    proefplaatsing,
    with_choices,
)
from matcher.scales import scales_of
from web.service.dossier.amounts import FORFAIT, LOONWAARDE
from web.service.night.input import CLIENT_SHEETS
from web.store.records import Amount
from web.store.store import Store

WEEKS_A_YEAR = 52
CHOICES = "verordening"
# Of the days of which a proposal is looked at, those that are looked at most.
DAYS_KEPT = 16
Cells: TypeAlias = tuple[tuple[str, str], ...]
MONEY = (Instrument.WAGE_SUBSIDY.value, Provision.FORFAIT.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRulings:
    """The rulings beside one proposal.

    Attributes
    ----------
    day
        The day whose law was asked.
    support
        Each kind of support that one of its packages holds, and the subsidy, in the order of the law.
    trial, learns
        Whether a proefplaatsing is open, and what it would have to show: `loonwaarde` or codes of items.
    lkv
        From what is known.
    lkv_if_new
        The same if the person did not work for this employer in the months before; nobody can know that from the data.
    """

    day: date
    support: tuple[Ruling, ...]
    trial: TrialRuling
    learns: tuple[str, ...]
    no_risk: NoRisk
    lkv: Lkv
    lkv_if_new: Lkv


def pair_rulings(store: Store, day: date, fit: Fit, employer: str, amount: Amount) -> PairRulings | None:
    """Give the rulings for a weighed pair; None where the row of the person is closed or cannot be read on this day."""
    found = _person(store, fit.client, day)
    if found is None:
        return None
    person, rules, ruled, worked = found
    learns, trial = _trial(person, fit, amount, rules)
    facts = LkvFacts(
        register=person.register,
        wia=_wia(person),
        worked_here_lately=Answer.YES if employer in worked else Answer.UNKNOWN,
        paid_minutes_per_year=fit.planned_week_minutes * WEEKS_A_YEAR,
    )
    kinds = {part.instrument.value for each in fit.packages for part in each.package.parts} | {*MONEY}
    new = facts if employer in worked else replace(facts, worked_here_lately=Answer.NO)
    return PairRulings(
        day=day,
        support=tuple(each for each in ruled if each.kind in kinds),
        trial=trial,
        learns=learns,
        no_risk=no_risk(_sick_pay(person, amount), rules),
        lkv=lkv(facts, rules),
        lkv_if_new=lkv(new, rules),
    )


def _person(store: Store, key: str, day: date) -> tuple[Client, Rules, tuple[Ruling, ...], frozenset[str]] | None:
    """Read one person as a night would: with the law of the day, what his gemeente chose, and where he worked."""
    sheets = {sheet: store.rows_of(sheet, "client", key) for sheet in CLIENT_SHEETS}
    named = frozenset(row["vacancy"] for found in sheets.values() for row in found if row.get("vacancy"))
    catalogue = load_catalogue()
    region = read_sheets(_as_rows(sheets), day, catalogue, {"vacancies": named, "tasks": named}).region
    person = next((client for client in region.clients if client.key == key), None)
    if person is None:
        return None
    rules = _rules_on(day, tuple(tuple(row.items()) for row in store.open_rows(CHOICES)))
    scales = scales_of(region, day=day, rules=rules, policy=MatchPolicy(), catalogue=catalogue)
    return person, rules, rulings(person, scales, rules), _worked_lately(region.placements, rules)


def _worked_lately(placements: Iterable[Placement], rules: Rules) -> frozenset[str]:
    """Give the employers he works for, or did in the months that shut a loonkostenvoordeel."""
    months = max((each.not_employed_months.whole for each in rules.lkv.values() if each.not_employed_months), default=0)
    return frozenset(
        each.employer
        for each in placements
        if each.ended_on is None or months_between(each.ended_on, rules.day) < months
    )


def _trial(person: Client, fit: Fit, amount: Amount, rules: Rules) -> tuple[tuple[str, ...], TrialRuling]:
    """Judge a proefplaatsing that shows what is not known yet; a limit is never among it."""
    is_unknown = amount.estimate is not None and not amount.estimate.is_known
    asked = tuple(one.item for one in fit.items if one.verdict is Verdict.VRAAG_NA)
    facts = TrialFacts(
        legal_group=person.legal_group,
        means_to_hire=Answer.UNKNOWN,
        learns=(*((LOONWAARDE,) if is_unknown else ()), *asked),
    )
    ruling = proefplaatsing(facts, rules, person.gemeente)
    if not isinstance(ruling, TrialRefused) or not ruling.limits:
        return facts.learns, ruling
    learns = tuple(goal for goal in facts.learns if goal not in ruling.limits)
    return learns, proefplaatsing(replace(facts, learns=learns), rules, person.gemeente)


def _sick_pay(person: Client, amount: Amount) -> NoRiskFacts:
    """Give what the Ziektewet asks; a loonwaarde counts where one figure is known, and a range stays out."""
    facts = NoRiskFacts(register=person.register, wia=_wia(person))
    if amount.basis == FORFAIT:
        return replace(facts, subsidy=SubsidyBeside.FORFAIT)
    expected = amount.estimate.expected if amount.estimate and amount.basis == LOONWAARDE else None
    if expected is None:
        return facts
    return replace(facts, subsidy=SubsidyBeside.MEASURED, loonwaarde=expected)


def _wia(person: Client) -> Answer:
    """Whether there is a right to WIA: known where the person is helped on that ground, else a question."""
    return Answer.YES if person.legal_group is LegalGroup.WIA else Answer.UNKNOWN


def _as_rows(sheets: Mapping[str, Sequence[Mapping[str, str]]]) -> dict[str, list[Row]]:
    return {
        name: [Row(file=name, line=line, values=values) for line, values in enumerate(found, start=1)]
        for name, found in sheets.items()
    }


@lru_cache(maxsize=DAYS_KEPT)
def _rules_on(day: date, choices: tuple[Cells, ...]) -> Rules:
    """Give the law of a day with what gemeenten chose; the same for everybody until one of them chooses anew."""
    region = read_sheets(_as_rows({CHOICES: [dict(row) for row in choices]}), day, load_catalogue()).region
    return with_choices(_book().on(day), region.choices)


@cache
def _book() -> Rulebook:
    return Rulebook.load()
