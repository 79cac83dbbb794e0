"""What a gemeente chose in its verordening, as a sheet, and what each choice may be."""

from collections.abc import Mapping
from types import MappingProxyType

from matcher.domain.choice import ChoiceRule
from matcher.reading.columns import Column, Kind, Sheet

# Lowest and highest value by rule; the law bounds a proefplaatsing (Participatiewet art. 8a lid 2 onder d).
BOUNDS: Mapping[ChoiceRule, tuple[int, int]] = MappingProxyType(
    {
        ChoiceRule.JOBCOACH_TARIFF: (1, 100_000),
        ChoiceRule.JOBCOACH_HOURS: (0, 40),
        ChoiceRule.JOBCOACH_CONTRACT: (0, 60),
        ChoiceRule.JOBCOACH_WAGE_SHARE: (0, 100),
        ChoiceRule.JOBCOACH_LENGTH: (1, 120),
        ChoiceRule.TRIAL_MONTHS: (0, 2),
        ChoiceRule.TRIAL_EXTENSION: (0, 4),
        ChoiceRule.STRATUM: (0, 100),
    }
)
CVDR_EXAMPLE = "CVDR698123"

VERORDENING = Sheet(
    name="verordening",
    key=("gemeente", "rule", "name", "valid_from"),
    nl="Wat een gemeente zelf koos in haar verordening. Wat hier niet staat, volgt de standaard.",
    en="What a gemeente chose in its verordening. What does not stand here follows the standard.",
    columns=(
        Column(name="gemeente", kind=Kind.KEY, is_required=True, nl="Gemeente.", en="Gemeente."),
        Column(
            name="rule",
            kind=Kind.CODE,
            is_required=True,
            codes=tuple(ChoiceRule),
            nl="Waar de keuze over gaat.",
            en="What the choice is about.",
        ),
        Column(
            name="name",
            kind=Kind.KEY,
            nl="Alleen bij stratum: de groep, zoals op het blad clients.",
            en="Only with stratum: the group, as on the sheet clients.",
        ),
        Column(
            name="valid_from", kind=Kind.DATE, is_required=True, nl="Geldt vanaf deze dag.", en="Holds from this day."
        ),
        Column(
            name="value",
            kind=Kind.WHOLE,
            is_required=True,
            nl="Waarde: eurocent per uur, uren per week, maanden of procent.",
            en="Value: eurocents an hour, hours a week, months or percent.",
        ),
        Column(
            name="cvdr",
            kind=Kind.KEY,
            is_required=True,
            nl="Nummer van de verordening bij lokaleregelgeving.overheid.nl, zoals CVDR698123.",
            en="Number of the verordening at lokaleregelgeving.overheid.nl, such as CVDR698123.",
        ),
        Column(name="article", kind=Kind.KEY, is_required=True, nl="Artikel.", en="Article."),
        Column(
            name="checked_on",
            kind=Kind.OBSERVED,
            is_required=True,
            nl="Dag waarop u dit hebt nagekeken.",
            en="Day on which you checked this.",
        ),
    ),
)
