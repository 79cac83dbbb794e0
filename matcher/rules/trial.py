"""Proefplaatsing: whether it is open to a person with an employer, for how long, and what stands in the way.

It is a trial of work with benefit, to learn what nobody can measure beforehand: loonwaarde, tempo and behaviour. It is
never a test of a limit of the body or of working time: such a limit would be tried out on the person.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from matcher.domain.client import LegalGroup
from matcher.domain.profile import Answer
from matcher.domain.support import LegalBasis
from matcher.errors import RuleError
from matcher.rules.legal import LawNumber
from matcher.rules.rights import Provision
from matcher.rules.values import Rules

LOONWAARDE, TEMPO = "loonwaarde", "tempo"
_ITEM = re.compile(r"(I|II|III|IV|V|VI)-([0-9]{1,2})")
# Senses, and travelling: in rubriek II, but a limit and no behaviour.
_NO_BEHAVIOUR = frozenset({"II-1", "II-2", "II-3", "II-4", "II-5", "II-10", "II-11"})


class TrialCode(StrEnum):
    """Each thing that refuses a proefplaatsing or still has to be asked, in the order in which it is judged."""

    DECLINED = "persoon_wil_niet"
    NOT_BIJSTAND = "geen_bijstand"
    NO_INTENTION = "geen_voornemen_dienstverband"
    BESIDE_FORFAIT = "naast_forfait"
    NOTHING_TO_LEARN = "niets_te_leren"
    TESTS_A_LIMIT = "test_een_grens"
    TOO_LONG = "te_lang"
    EXTENSION_TOO_LONG = "verlenging_te_lang"
    GROUP_UNKNOWN = "groep_onbekend"
    INTENTION_UNKNOWN = "voornemen_onbekend"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialFacts:
    """What is asked of a proefplaatsing.

    Attributes
    ----------
    means_to_hire
        Whether the employer means to hire this person after the trial (art. 6 lid 1 onder h).
    learns
        What it has to show: `loonwaarde`, `tempo`, or codes of FML items.
    has_forfait
        Forfaitaire loonkostensubsidie runs for the same work.
    months, extension_months
        Length that is asked for; None for the longest that is allowed.
    """

    legal_group: LegalGroup
    means_to_hire: Answer
    learns: tuple[str, ...]
    has_forfait: bool = False
    declines: bool = False
    months: int | None = None
    extension_months: int | None = None

    def __post_init__(self) -> None:
        unknown = [goal for goal in self.learns if goal not in (LOONWAARDE, TEMPO) and not _ITEM.fullmatch(goal)]
        if unknown:
            raise RuleError(
                f"A proefplaatsing cannot learn '{unknown[0]}': name {LOONWAARDE}, {TEMPO} or the code of an FML item"
            )
        for length in (self.months, self.extension_months):
            if length is not None and length < 0:
                raise RuleError(f"A proefplaatsing of {length} months does not exist: give 0 or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialAllowed:
    """It can be proposed; the college gives permission under the verordening.

    Attributes
    ----------
    months, extension_months
        Length, and how long it can be extended at most, as the gemeente chose within the law.
    """

    basis: LegalBasis
    months: LawNumber
    extension_months: LawNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialAsked:
    """Nothing refuses it, and something has to be asked first."""

    basis: LegalBasis
    questions: tuple[TrialCode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialRefused:
    """It is not open; `limits` are the items it would try out on the person."""

    basis: LegalBasis
    reasons: tuple[TrialCode, ...]
    limits: tuple[str, ...] = ()


TrialRuling: TypeAlias = TrialAllowed | TrialAsked | TrialRefused


def proefplaatsing(facts: TrialFacts, rules: Rules, gemeente: str) -> TrialRuling:
    """Judge a proefplaatsing on the day of the rules (Participatiewet art. 8a lid 2 onder d)."""
    right = rules.may_have.row(Provision.TRIAL)
    local = rules.local(gemeente)
    basis = local.proefplaatsing_months.legal_basis
    limits = tuple(goal for goal in facts.learns if _is_limit(goal))
    refusals = {
        TrialCode.DECLINED: facts.declines,
        TrialCode.NOT_BIJSTAND: facts.legal_group is not LegalGroup.UNKNOWN
        and right.grant_for(facts.legal_group) is None,
        TrialCode.NO_INTENTION: facts.means_to_hire is Answer.NO,
        TrialCode.BESIDE_FORFAIT: facts.has_forfait,
        TrialCode.NOTHING_TO_LEARN: not facts.learns,
        TrialCode.TESTS_A_LIMIT: bool(limits),
        TrialCode.TOO_LONG: _is_over(facts.months, local.proefplaatsing_months),
        TrialCode.EXTENSION_TOO_LONG: _is_over(facts.extension_months, local.proefplaatsing_extension_months),
    }
    reasons = tuple(code for code, holds in refusals.items() if holds)
    if reasons:
        return TrialRefused(basis=basis, reasons=reasons, limits=limits)
    questions = {
        TrialCode.GROUP_UNKNOWN: facts.legal_group is LegalGroup.UNKNOWN,
        TrialCode.INTENTION_UNKNOWN: facts.means_to_hire is Answer.UNKNOWN,
    }
    asked = tuple(code for code, holds in questions.items() if holds)
    if asked:
        return TrialAsked(basis=basis, questions=asked)
    return TrialAllowed(
        basis=basis, months=local.proefplaatsing_months, extension_months=local.proefplaatsing_extension_months
    )


def _is_limit(goal: str) -> bool:
    """Say whether a goal is a limit of the body, the senses, travelling or working time, and no behaviour."""
    item = _ITEM.fullmatch(goal)
    return item is not None and (item.group(1) not in ("I", "II") or goal in _NO_BEHAVIOUR)


def _is_over(asked: int | None, most: LawNumber) -> bool:
    return asked is not None and asked > most.amount
