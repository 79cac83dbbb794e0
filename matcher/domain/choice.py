"""What a gemeente chose in its verordening, as it says so itself: one value from one day on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matcher.errors import ReadError


class ChoiceRule(StrEnum):
    """What a gemeente may choose for itself; each within the bounds of the law."""

    JOBCOACH_TARIFF = "jobcoach_tarief"
    JOBCOACH_HOURS = "jobcoach_uren"
    JOBCOACH_CONTRACT = "jobcoach_contract_maanden"
    JOBCOACH_WAGE_SHARE = "jobcoach_aandeel_minimumloon"
    JOBCOACH_LENGTH = "jobcoach_hoogstens_maanden"
    TRIAL_MONTHS = "proefplaatsing_maanden"
    TRIAL_EXTENSION = "proefplaatsing_verlenging_maanden"
    STRATUM = "stratum"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice of a gemeente.

    Attributes
    ----------
    name
        Which group a `STRATUM` is about, in the words of the clients sheet; empty for the other rules.
    value
        Whole number of the unit of the rule: eurocents, hours, months or percent. Of a stratum the floor: at least this
        percentage of what the group would get at best.
    cvdr, article
        Where it stands in the local regulations.
    checked_on
        The day the gemeente read it there.
    """

    gemeente: str
    rule: ChoiceRule
    name: str = ""
    valid_from: date
    value: int
    cvdr: str
    article: str
    checked_on: date

    def __post_init__(self) -> None:
        if (self.rule is ChoiceRule.STRATUM) != bool(self.name):
            raise ReadError(
                f"Choice of {self.gemeente}: a name belongs to {ChoiceRule.STRATUM} and only there; "
                f"{self.rule} has '{self.name}'. Correct the row."
            )
