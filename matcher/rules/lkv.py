"""Loonkostenvoordeel: what an employer may claim with the tax office (Wet tegemoetkomingen loondomein).

Only what rests on a known status is shown, and it is never added up with loonkostensubsidie: whether both may be had
for one job is not settled in the law. The two kinds that ended in 2026 are in the rulebook and are never derived: one
rests on age, which nothing here reads, the other on a contract before 2026.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from matcher.domain.profile import Answer
from matcher.rules.legal import LawNumber
from matcher.rules.may_have import Standing
from matcher.rules.rounding import round_half_up
from matcher.rules.values import LkvKind, LkvRules, Rules

# In the order in which the law names them: of two equal amounts the first is given (art. 4.1 lid 3).
DERIVED = (LkvKind.DISABLED_WORKER, LkvKind.BANENAFSPRAAK, LkvKind.REPLACED_DISABLED_WORKER)


class LkvNote(StrEnum):
    """What is said beside every loonkostenvoordeel."""

    NOT_ADDED_TO_SUBSIDY = "niet_opgeteld_bij_loonkostensubsidie"
    ONLY_THE_HIGHEST = "alleen_het_hoogste"


@dataclass(frozen=True, slots=True, kw_only=True)
class LkvFacts:
    """What the law asks about worker and job.

    Attributes
    ----------
    register
        The worker is in the doelgroepregister.
    wia
        The worker has a right to WIA, in the month before the start or at the return to work.
    is_own_employer
        He returns to his own employer, in his own or another function.
    worked_here_lately
        He was employed there in the months before the start in which the law does not allow it.
    is_sheltered_job
        The job is beschut werk (Participatiewet art. 10b).
    paid_minutes_per_year
        Paid working time in the calendar year.
    """

    register: Answer = Answer.UNKNOWN
    wia: Answer = Answer.UNKNOWN
    is_own_employer: bool = False
    worked_here_lately: Answer = Answer.NO
    is_sheltered_job: bool = False
    paid_minutes_per_year: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LkvOffer:
    """One loonkostenvoordeel that the employer may claim.

    Attributes
    ----------
    exact_cents
        A calendar year, before the one rounding.
    is_capped
        The highest amount a year holds it down.
    rules
        Amount an hour, highest amount, length and term of the doelgroepverklaring, each with its source.
    """

    kind: LkvKind
    exact_cents: Fraction
    is_capped: bool
    rules: LkvRules

    @property
    def cents_per_year(self) -> int:
        """The amount for a calendar year, rounded half up to the cent."""
        return round_half_up(self.exact_cents)

    @property
    def needs_declaration(self) -> bool:
        """The worker asks UWV for a doelgroepverklaring, within `rules.declaration_months` after the start."""
        return self.rules.declaration_months is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lkv:
    """What an employer may claim for one worker.

    Attributes
    ----------
    standing
        Yes where one is open; a question where an answer could open one.
    offers
        Every one that is open, in the order of the law.
    """

    standing: Standing
    offers: tuple[LkvOffer, ...]
    notes: tuple[LkvNote, ...] = (LkvNote.NOT_ADDED_TO_SUBSIDY, LkvNote.ONLY_THE_HIGHEST)

    @property
    def highest(self) -> LkvOffer | None:
        """The one that is paid: the highest, and of equal ones the first in the law."""
        return max(self.offers, key=lambda offer: offer.exact_cents, default=None)


def lkv(facts: LkvFacts, rules: Rules) -> Lkv:
    """Judge which loonkostenvoordelen are open under the rules of the day on which the job starts."""
    answers = {kind: _answer(kind, facts, rules.lkv[kind]) for kind in DERIVED if kind in rules.lkv}
    offers = tuple(_offer(kind, facts, rules.lkv[kind]) for kind, found in answers.items() if found is Standing.YES)
    if offers:
        return Lkv(standing=Standing.YES, offers=offers)
    is_open = Standing.QUESTION in answers.values()
    return Lkv(standing=Standing.QUESTION if is_open else Standing.NO, offers=())


def _answer(kind: LkvKind, facts: LkvFacts, law: LkvRules) -> Standing:
    """Say whether one kind is open; whoever returns to his own employer was employed there lately."""
    is_return = kind is LkvKind.REPLACED_DISABLED_WORKER
    if facts.is_sheltered_job or (is_return and not facts.is_own_employer):
        return Standing.NO
    group = facts.register if kind is LkvKind.BANENAFSPRAAK else facts.wia
    worked = Answer.YES if facts.is_own_employer else facts.worked_here_lately
    lately = worked if law.not_employed_months is not None else Answer.NO
    if group is Answer.NO or lately is Answer.YES:
        return Standing.NO
    return Standing.QUESTION if Answer.UNKNOWN in (group, lately) else Standing.YES


def _offer(kind: LkvKind, facts: LkvFacts, law: LkvRules) -> LkvOffer:
    earned = law.per_hour.amount * Fraction(facts.paid_minutes_per_year, 60)
    most: LawNumber = law.highest_per_year
    return LkvOffer(kind=kind, exact_cents=min(earned, most.amount), is_capped=earned > most.amount, rules=law)
