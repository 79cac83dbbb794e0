"""Whether a person may have a kind of support: yes, no, or a question, with every reason and its article."""

from dataclasses import dataclass
from enum import StrEnum

from matcher.domain.client import LegalGroup, LksGroup
from matcher.domain.profile import Answer
from matcher.domain.support import LegalBasis
from matcher.rules.rights import Limitation, Right
from matcher.rules.values import Rules


class Standing(StrEnum):
    """How somebody stands towards a kind of support."""

    YES = "ja"
    QUESTION = "vraag"
    NO = "nee"


class ReasonCode(StrEnum):
    """Each thing that decides whether somebody may have a kind of support."""

    DECLINED = "persoon_wil_niet"
    AGREEMENT = "afspraak_op_het_werk"
    NOT_IN_FORCE = "nog_geen_recht"
    GROUP_NOT = "groep_niet"
    GROUP_UNKNOWN = "groep_onbekend"
    LKS_NOT = "niet_doelgroep"
    LKS_UNKNOWN = "doelgroep_onbekend"
    LIMITATION_NOT = "beperking_niet"
    LIMITATION_UNKNOWN = "beperking_onbekend"
    LIMITATION_ELSEWHERE = "beperking_elders_geregeld"
    DECIDED_ELSEWHERE = "ander_beslist"
    GRANTED = "grond"
    CLAIM = "aanspraak"


_STANDING = {
    ReasonCode.DECLINED: Standing.NO,
    ReasonCode.NOT_IN_FORCE: Standing.NO,
    ReasonCode.GROUP_NOT: Standing.NO,
    ReasonCode.LKS_NOT: Standing.NO,
    ReasonCode.LIMITATION_NOT: Standing.NO,
    ReasonCode.LIMITATION_ELSEWHERE: Standing.NO,
    ReasonCode.GROUP_UNKNOWN: Standing.QUESTION,
    ReasonCode.LKS_UNKNOWN: Standing.QUESTION,
    ReasonCode.LIMITATION_UNKNOWN: Standing.QUESTION,
    ReasonCode.DECIDED_ELSEWHERE: Standing.QUESTION,
    ReasonCode.AGREEMENT: Standing.YES,
    ReasonCode.GRANTED: Standing.YES,
    ReasonCode.CLAIM: Standing.YES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What the law asks about a person, and nothing else; unknown is a value of each.

    Attributes
    ----------
    visual, hearing, motor
        Whether there is such a limitation; never which or why.
    declines
        Kinds of support the person does not want.
    """

    legal_group: LegalGroup = LegalGroup.UNKNOWN
    lks_group: LksGroup = LksGroup.UNKNOWN
    visual: Answer = Answer.UNKNOWN
    hearing: Answer = Answer.UNKNOWN
    motor: Answer = Answer.UNKNOWN
    declines: tuple[str, ...] = ()

    def limitation(self, limitation: Limitation) -> Answer:
        """Say whether the person has a limitation by which the law divides support."""
        return {Limitation.VISUAL: self.visual, Limitation.HEARING: self.hearing, Limitation.MOTOR: self.motor}[
            limitation
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that decides, with the article it stands in; None where no article is needed."""

    code: ReasonCode
    basis: LegalBasis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """How a person stands towards one kind of support.

    Attributes
    ----------
    standing
        The worst of the reasons: one no is a no, one question is a question.
    reasons
        Everything that decided, in the order of `ReasonCode`.
    is_claim
        The person has a claim to it: its money is forecast, never rationed.
    decided_by
        Who decides where that is not the college.
    """

    kind: str
    standing: Standing
    reasons: tuple[Reason, ...]
    is_claim: bool
    decided_by: str | None


def may_have(person: PersonFacts, kind: str, rules: Rules) -> Ruling:
    """Judge whether a person may have a kind of support on the day of the rules.

    A proposal, no decision: the college investigates and decides (Participatiewet art. 10 lid 4).

    Parameters
    ----------
    kind
        One of `KINDS`.
    """
    right = rules.may_have.row(kind)
    reasons = sorted(_reasons(person, right, rules), key=lambda reason: list(ReasonCode).index(reason.code))
    standings = {_STANDING[reason.code] for reason in reasons}
    standing = next(each for each in (Standing.NO, Standing.QUESTION, Standing.YES) if each in standings)
    return Ruling(
        kind=kind,
        standing=standing,
        reasons=tuple(reasons),
        is_claim=standing is Standing.YES and any(reason.code is ReasonCode.CLAIM for reason in reasons),
        decided_by=right.decided_by,
    )


def _reasons(person: PersonFacts, right: Right, rules: Rules) -> list[Reason]:
    declined = [Reason(code=ReasonCode.DECLINED)] if right.kind in person.declines else []
    if right.is_agreement:
        return [*declined, Reason(code=ReasonCode.AGREEMENT)]
    if not right.grants:
        return [*declined, Reason(code=ReasonCode.NOT_IN_FORCE)]
    return [
        *declined,
        _of_group(person, right, rules),
        *_of_doelgroep(person, right),
        *_of_limitation(person, right),
        *_of_decision(right),
    ]


def _of_group(person: PersonFacts, right: Right, rules: Rules) -> Reason:
    basis = right.basis(person.legal_group, is_lks_group=False)
    if rules.may_have.allows(right.kind, person.legal_group):
        return Reason(code=ReasonCode.GRANTED, basis=basis)
    is_unknown = person.legal_group is LegalGroup.UNKNOWN
    return Reason(code=ReasonCode.GROUP_UNKNOWN if is_unknown else ReasonCode.GROUP_NOT, basis=right.grants[0].basis)


def _of_doelgroep(person: PersonFacts, right: Right) -> list[Reason]:
    """Say what the doelgroep loonkostensubsidie adds: a claim, or the condition to belong to it."""
    if person.lks_group is LksGroup.ESTABLISHED:
        return [Reason(code=ReasonCode.CLAIM, basis=right.claim.basis)] if right.claim else []
    if not right.needs_lks_group:
        return []
    code = ReasonCode.LKS_NOT if person.lks_group is LksGroup.NOT else ReasonCode.LKS_UNKNOWN
    return [Reason(code=code, basis=right.grants[0].basis)]


def _of_limitation(person: PersonFacts, right: Right) -> list[Reason]:
    found = []
    if right.for_limitation is not None:
        answer = person.limitation(right.for_limitation)
        found += {Answer.NO: [ReasonCode.LIMITATION_NOT], Answer.UNKNOWN: [ReasonCode.LIMITATION_UNKNOWN]}.get(
            answer, []
        )
    if right.not_for_limitation is not None:
        answer = person.limitation(right.not_for_limitation)
        found += {Answer.YES: [ReasonCode.LIMITATION_ELSEWHERE], Answer.UNKNOWN: [ReasonCode.LIMITATION_UNKNOWN]}.get(
            answer, []
        )
    return [Reason(code=code, basis=right.grants[0].basis) for code in found]


def _of_decision(right: Right) -> list[Reason]:
    if right.decided_by is None:
        return []
    return [Reason(code=ReasonCode.DECIDED_ELSEWHERE, basis=right.grants[0].basis)]
