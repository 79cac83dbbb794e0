"""No-riskpolis: UWV pays the wage of certain workers when they are ill (Ziektewet art. 29b, 29e)."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from matcher.domain.profile import Answer
from matcher.domain.support import LegalBasis
from matcher.rules.legal import LawNumber
from matcher.rules.may_have import Standing
from matcher.rules.refusal import Refusal, RefusalCode
from matcher.rules.values import NoRiskRules, Rules


class NoRiskGround(StrEnum):
    """On what ground the no-riskpolis holds, in the order in which they are looked at."""

    SHELTERED_WORK = "beschut_werk"
    REGISTER = "doelgroepregister"
    WIA = "wia"


_PLACE = {
    NoRiskGround.SHELTERED_WORK: "art. 29b lid 2 onder f",
    NoRiskGround.REGISTER: "art. 29b lid 2 onder e en lid 11",
    NoRiskGround.WIA: "art. 29b lid 1 onder a",
}


class SubsidyBeside(StrEnum):
    """Which loonkostensubsidie runs beside the no-riskpolis."""

    NONE = "geen"
    MEASURED = "loonwaarde"
    FORFAIT = "forfait"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoRiskFacts:
    """What the Ziektewet asks.

    Attributes
    ----------
    register
        The person is in the doelgroepregister (Wet financiering sociale verzekeringen art. 38b).
    wia
        The person has a right to WIA right before the job.
    is_sheltered_job
        The job itself is beschut werk (Participatiewet art. 10b).
    subsidy, loonwaarde
        What loonkostensubsidie runs, and the whole percentage it is based on where it was measured.
    """

    register: Answer = Answer.UNKNOWN
    wia: Answer = Answer.UNKNOWN
    is_sheltered_job: bool = False
    subsidy: SubsidyBeside = SubsidyBeside.NONE
    loonwaarde: int | None = None

    def __post_init__(self) -> None:
        if (self.subsidy is SubsidyBeside.MEASURED) != (self.loonwaarde is not None):
            raise Refusal(RefusalCode.LOONWAARDE_OUTSIDE, given=self.loonwaarde)
        if self.loonwaarde is not None and not 0 <= self.loonwaarde <= 100:
            raise Refusal(RefusalCode.LOONWAARDE_OUTSIDE, given=self.loonwaarde)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoRisk:
    """Whether the no-riskpolis holds and what UWV then pays; shown only where the status is known.

    Attributes
    ----------
    standing
        A question as long as neither the register nor WIA is known to open it.
    ground, basis
        None where nothing opens it.
    months
        Within how many months after the start an illness must begin; None without end.
    first_year, second_year
        Share of the dagloon that UWV pays, after what loonkostensubsidie takes off; None where nothing opens it.
    reduction
        The law behind what was taken off; None without loonkostensubsidie or where the loonwaarde itself counts.
    """

    standing: Standing
    ground: NoRiskGround | None = None
    basis: LegalBasis | None = None
    months: LawNumber | None = None
    first_year: Fraction | None = None
    second_year: Fraction | None = None
    reduction: LawNumber | None = None

    @property
    def is_shown(self) -> bool:
        """Only a known status is shown."""
        return self.standing is Standing.YES


def no_risk(facts: NoRiskFacts, rules: Rules) -> NoRisk:
    """Judge the no-riskpolis under the rules of a day."""
    ground = _ground(facts)
    if ground is None:
        is_open = Answer.UNKNOWN in (facts.register, facts.wia)
        return NoRisk(standing=Standing.QUESTION if is_open else Standing.NO)
    law = rules.no_risk
    factor, reduction = _factor(facts, law)
    citation = law.first_year.citation
    return NoRisk(
        standing=Standing.YES,
        ground=ground,
        basis=LegalBasis(law=citation.law, article=_PLACE[ground], confidence=law.first_year.confidence.value),
        months=law.months_with_wia if ground is NoRiskGround.WIA else None,
        first_year=law.first_year.amount * factor,
        second_year=law.second_year.amount * factor,
        reduction=reduction,
    )


def _ground(facts: NoRiskFacts) -> NoRiskGround | None:
    if facts.is_sheltered_job:
        return NoRiskGround.SHELTERED_WORK
    if facts.register is Answer.YES:
        return NoRiskGround.REGISTER
    return NoRiskGround.WIA if facts.wia is Answer.YES else None


def _factor(facts: NoRiskFacts, law: NoRiskRules) -> tuple[Fraction, LawNumber | None]:
    """Give by what the ziekengeld is multiplied beside loonkostensubsidie (art. 29e)."""
    if facts.subsidy is SubsidyBeside.FORFAIT:
        return law.forfait_loonwaarde.amount, law.forfait_loonwaarde
    if facts.loonwaarde is None:
        return Fraction(1), None
    measured = Fraction(facts.loonwaarde, 100)
    if measured < law.least_loonwaarde.amount:
        return law.least_loonwaarde.amount, law.least_loonwaarde
    return measured, None
