"""What a gemeente chose itself, laid over the standard of a day; the law stays what it is."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from matcher.domain.choice import Choice, ChoiceRule
from matcher.rules.legal import Citation, Confidence, LawNumber, Unit
from matcher.rules.values import JobcoachRules, LocalRules, Rules

_NAMES = {
    ChoiceRule.JOBCOACH_TARIFF: ("jobcoach_tarief", Unit.CENTS),
    ChoiceRule.JOBCOACH_HOURS: ("jobcoach_voorwaarden.uren_per_week", Unit.HOURS),
    ChoiceRule.JOBCOACH_CONTRACT: ("jobcoach_voorwaarden.contract_maanden", Unit.MONTHS),
    ChoiceRule.JOBCOACH_WAGE_SHARE: ("jobcoach_voorwaarden.aandeel_minimumloon", Unit.SHARE),
    ChoiceRule.JOBCOACH_LENGTH: ("jobcoach_voorwaarden.hoogstens_maanden", Unit.MONTHS),
    ChoiceRule.TRIAL_MONTHS: ("proefplaatsing_maanden", Unit.MONTHS),
    ChoiceRule.TRIAL_EXTENSION: ("proefplaatsing_verlenging_maanden", Unit.MONTHS),
    ChoiceRule.STRATUM: ("stratum", Unit.SHARE),
}
LOCAL_LAW = "https://lokaleregelgeving.overheid.nl/"


def with_choices(rules: Rules, choices: Iterable[Choice]) -> Rules:
    """Give the rules of a day with what gemeenten chose on or before it; of each choice the newest counts."""
    held: dict[str, dict[tuple[ChoiceRule, str], Choice]] = {}
    for choice in sorted(choices, key=lambda each: each.valid_from):
        if choice.valid_from <= rules.day:
            held.setdefault(choice.gemeente, {})[choice.rule, choice.name] = choice
    own = {gemeente: _local(rules.local(gemeente), gemeente, held[gemeente]) for gemeente in sorted(held)}
    return replace(rules, choices=MappingProxyType({**rules.choices, **own}))


def _local(standard: LocalRules, gemeente: str, held: dict[tuple[ChoiceRule, str], Choice]) -> LocalRules:
    stated = {key: _number(choice) for key, choice in sorted(held.items())}
    by_name = {number.name: number for (_, name), number in stated.items() if not name}
    return replace(
        standard,
        gemeente=gemeente,
        jobcoach=_jobcoach(standard.jobcoach, by_name),
        jobcoach_tariff=_chosen(standard.jobcoach_tariff, by_name),
        proefplaatsing_months=_chosen(standard.proefplaatsing_months, by_name),
        proefplaatsing_extension_months=_chosen(standard.proefplaatsing_extension_months, by_name),
        strata=tuple((name, number) for (_, name), number in stated.items() if name),
        numbers=tuple(_chosen(number, by_name) for number in standard.numbers),
    )


def _jobcoach(standard: JobcoachRules, by_name: dict[str, LawNumber]) -> JobcoachRules:
    return replace(
        standard,
        least_hours_per_week=_chosen(standard.least_hours_per_week, by_name),
        least_contract_months=_chosen(standard.least_contract_months, by_name),
        least_wage_share=_chosen(standard.least_wage_share, by_name),
        longest_months=_chosen(standard.longest_months, by_name),
    )


def _chosen(standard: LawNumber, by_name: dict[str, LawNumber]) -> LawNumber:
    return by_name.get(standard.name, standard)


def _number(choice: Choice) -> LawNumber:
    name, unit = _NAMES[choice.rule]
    return LawNumber(
        name=name,
        amount=Fraction(choice.value, 100) if unit is Unit.SHARE else Fraction(choice.value),
        unit=unit,
        valid_from=choice.valid_from,
        confidence=Confidence.STATED,
        citation=Citation(
            law=f"Verordening {choice.gemeente}",
            bwb_id=choice.cvdr,
            article=choice.article,
            lid=None,
            url=f"{LOCAL_LAW}{choice.cvdr}",
            checked_on=choice.checked_on,
        ),
    )
