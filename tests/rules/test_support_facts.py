"""What the facts refuse, and what a ruling carries beside its words: articles, sources, findings and terms."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.domain.client import LegalGroup, LksGroup
from matcher.domain.profile import Answer, Source
from matcher.errors import RuleError
from matcher.rules import (
    Confidence,
    Finding,
    LkvFacts,
    LkvKind,
    NoRiskFacts,
    NoRiskGround,
    PersonFacts,
    Refusal,
    Rights,
    Rulebook,
    Rules,
    ShelteredFacts,
    ShelteredQuestion,
    Standing,
    SubsidyBeside,
    TrialFacts,
    lkv,
    may_have,
    no_risk,
    proefplaatsing,
    sheltered_work_request,
)
from matcher.rules.may_have import ReasonCode
from matcher.rules.rights import Limitation
from tests.rules.books import book, installed

RULES = Rulebook.load().on(date(2026, 7, 1))


def trial(**facts: object) -> TrialFacts:
    given: dict[str, object] = {"legal_group": LegalGroup.BIJSTAND, "means_to_hire": Answer.YES, "learns": ("tempo",)}
    return TrialFacts(**(given | facts))  # type: ignore[arg-type]


@pytest.mark.parametrize("goal", ["leren", "VII-1", "I-", "IV-133", "I-1a", "aI-1", ""])
def test_a_trial_learns_only_what_has_a_name(goal: str) -> None:
    with pytest.raises(RuleError, match=f"cannot learn '{goal}': name loonwaarde, tempo or the code of an FML item"):
        trial(learns=("tempo", goal))


def test_the_first_unknown_goal_is_named() -> None:
    with pytest.raises(RuleError, match="cannot learn 'een'"):
        trial(learns=("een", "twee"))


@pytest.mark.parametrize("field", ["months", "extension_months"])
def test_a_trial_has_no_length_below_nothing(field: str) -> None:
    with pytest.raises(RuleError, match="A proefplaatsing of -1 months does not exist"):
        trial(**{field: -1})
    assert proefplaatsing(trial(**{field: 0}), RULES, "Leiden").basis.article == "art. 8a lid 2 onder d"
    assert trial(**{field: 1})


@pytest.mark.parametrize(
    ("subsidy", "loonwaarde"),
    [
        (SubsidyBeside.MEASURED, None),
        (SubsidyBeside.NONE, 50),
        (SubsidyBeside.FORFAIT, 50),
        (SubsidyBeside.MEASURED, -1),
        (SubsidyBeside.MEASURED, 101),
    ],
)
def test_a_loonwaarde_belongs_to_a_measured_subsidy(subsidy: SubsidyBeside, loonwaarde: int | None) -> None:
    with pytest.raises(Refusal, match="loonwaarde"):
        NoRiskFacts(subsidy=subsidy, loonwaarde=loonwaarde)


@pytest.mark.parametrize("loonwaarde", [0, 100])
def test_the_ends_of_a_loonwaarde_are_inside(loonwaarde: int) -> None:
    assert NoRiskFacts(subsidy=SubsidyBeside.MEASURED, loonwaarde=loonwaarde).loonwaarde == loonwaarde


@pytest.mark.parametrize(
    ("facts", "ground", "article"),
    [
        (NoRiskFacts(is_sheltered_job=True), NoRiskGround.SHELTERED_WORK, "art. 29b lid 2 onder f"),
        (NoRiskFacts(register=Answer.YES), NoRiskGround.REGISTER, "art. 29b lid 2 onder e en lid 11"),
        (NoRiskFacts(wia=Answer.YES), NoRiskGround.WIA, "art. 29b lid 1 onder a"),
    ],
)
def test_the_no_riskpolis_names_its_ground_and_article(facts: NoRiskFacts, ground: NoRiskGround, article: str) -> None:
    found = no_risk(facts, RULES)
    assert found.basis is not None
    assert (found.ground, found.basis.article, found.basis.confidence) == (ground, article, "verified")
    assert found.reduction is None


def test_what_takes_something_off_the_ziekengeld_is_named() -> None:
    low = NoRiskFacts(register=Answer.YES, subsidy=SubsidyBeside.MEASURED, loonwaarde=10)
    forfait = NoRiskFacts(register=Answer.YES, subsidy=SubsidyBeside.FORFAIT)
    high = NoRiskFacts(register=Answer.YES, subsidy=SubsidyBeside.MEASURED, loonwaarde=80)
    found = [no_risk(facts, RULES).reduction for facts in (low, forfait, high)]
    assert [number.name if number else None for number in found] == [
        "no_risk_loonkostensubsidie.ondergrens",
        "no_risk_loonkostensubsidie.forfait",
        None,
    ]


def test_a_loonwaarde_at_the_least_that_counts_is_its_own_share_of_the_ziekengeld() -> None:
    least = RULES.no_risk.least_loonwaarde
    at = int(least.amount * 100)
    for loonwaarde, reduction in ((at - 1, least), (at, None), (at + 1, None)):
        facts = NoRiskFacts(register=Answer.YES, subsidy=SubsidyBeside.MEASURED, loonwaarde=loonwaarde)
        assert no_risk(facts, RULES).reduction == reduction


def test_facts_nobody_gave_are_questions_and_open_nothing() -> None:
    assert no_risk(NoRiskFacts(), RULES).standing is Standing.QUESTION
    assert not no_risk(NoRiskFacts(), RULES).is_shown
    assert lkv(LkvFacts(), RULES).standing is Standing.QUESTION
    person = may_have(PersonFacts(), "loonkostensubsidie", RULES)
    assert (person.standing, person.is_claim) == (Standing.QUESTION, False)


def test_an_offer_carries_its_law_and_rounds_once() -> None:
    facts = LkvFacts(register=Answer.YES, wia=Answer.NO, paid_minutes_per_year=20)
    offer = lkv(facts, RULES).highest
    assert offer is not None
    assert offer.kind is LkvKind.BANENAFSPRAAK
    assert (offer.exact_cents.numerator, offer.exact_cents.denominator, offer.cents_per_year) == (101, 3, 34)
    assert offer.rules.per_hour.citation.article == "2.13"
    assert not offer.needs_declaration


def test_a_ruling_names_who_decides_and_each_article_with_its_confidence() -> None:
    found = may_have(PersonFacts(legal_group=LegalGroup.IOAW, hearing=Answer.YES), "tolk", RULES)
    assert found.decided_by == "UWV"
    aid = may_have(PersonFacts(legal_group=LegalGroup.IOAW), "hulpmiddel", RULES)
    assert aid.decided_by is None
    assert [reason.basis.confidence for reason in aid.reasons if reason.basis] == [Confidence.DERIVED]
    assert [reason.basis.law for reason in aid.reasons if reason.basis] == ["Participatiewet"]


def test_a_claim_that_is_refused_or_open_is_no_claim_yet() -> None:
    person = PersonFacts(legal_group=LegalGroup.UNKNOWN, lks_group=LksGroup.ESTABLISHED)
    assert may_have(person, "jobcoach_licht", RULES).is_claim
    declining = PersonFacts(lks_group=LksGroup.ESTABLISHED, declines=("jobcoach_licht",))
    assert not may_have(declining, "jobcoach_licht", RULES).is_claim


def _with_right(kind: str, **changes: object) -> Rules:
    """Give the rules of a day on which one kind of support is something else."""
    right = replace(RULES.may_have.row(kind), **changes)  # type: ignore[arg-type]
    return replace(RULES, may_have=Rights(by_kind={**RULES.may_have.by_kind, kind: right}))


def test_what_asks_or_refuses_names_the_first_ground_of_the_law() -> None:
    first, second = RULES.may_have.row("tolk").grants
    assert second.citation is not None
    other = replace(second, citation=replace(second.citation, article="99"))
    rules = _with_right("tolk", grants=(first, other, other), needs_lks_group=True)
    for person in (
        PersonFacts(),
        PersonFacts(legal_group=LegalGroup.IOAW, lks_group=LksGroup.NOT, hearing=Answer.NO),
    ):
        found = may_have(person, "tolk", rules)
        asking = [reason for reason in found.reasons if reason.code is not ReasonCode.GRANTED]
        assert len(asking) >= 3
        assert {reason.basis for reason in asking} == {first.basis}


def test_support_that_no_article_gives_yet_is_not_there_for_anybody() -> None:
    rules = _with_right("tolk", grants=())
    found = may_have(PersonFacts(legal_group=LegalGroup.BIJSTAND, hearing=Answer.YES), "tolk", rules)
    assert (found.standing, [reason.code for reason in found.reasons]) == (Standing.NO, [ReasonCode.NOT_IN_FORCE])


@pytest.mark.parametrize("limitation", list(Limitation))
def test_a_limitation_nobody_spoke_of_is_unknown(limitation: Limitation) -> None:
    assert PersonFacts().limitation(limitation) is Answer.UNKNOWN


def test_an_amount_that_is_just_the_highest_of_a_year_is_not_held_down() -> None:
    law = RULES.lkv[LkvKind.BANENAFSPRAAK]
    exact = replace(law, highest_per_year=replace(law.highest_per_year, amount=law.per_hour.amount * 10))
    rules = replace(RULES, lkv={**RULES.lkv, LkvKind.BANENAFSPRAAK: exact})
    for minutes, is_capped in ((599, False), (600, False), (601, True)):
        facts = LkvFacts(register=Answer.YES, wia=Answer.NO, paid_minutes_per_year=minutes)
        offer = lkv(facts, rules).highest
        assert offer is not None
        assert offer.is_capped is is_capped


def finding(day: int, source: Source, answer: Answer, words: str = "") -> Finding:
    return Finding(
        recorded_on=date(2026, 6, day),
        source=source,
        question=ShelteredQuestion.SUPERVISION,
        answer=answer,
        words=words,
    )


def test_a_request_shows_what_answers_each_question_newest_first() -> None:
    expert = finding(1, Source.LABOUR_EXPERT, Answer.YES, "hele dag iemand naast zich")
    uwv, earlier = finding(3, Source.UWV, Answer.NO), finding(2, Source.UWV, Answer.YES)
    aside = finding(9, Source.JOBCOACH, Answer.YES)
    facts = ShelteredFacts(person_agrees=Answer.YES, findings=(expert, earlier, aside, uwv))
    request = sheltered_work_request(facts, RULES)
    adaptation, supervision = request.questions
    assert (adaptation.answer, adaptation.findings) == (Answer.UNKNOWN, ())
    assert (supervision.answer, supervision.findings) == (Answer.YES, (uwv, expert))
    assert (supervision.basis.law, supervision.basis.article) == ("Besluit advisering beschut werk", "art. 3")
    assert (request.basis.law, request.basis.article) == ("Participatiewet", "art. 10b lid 1")
    assert request.advice_weeks.whole == 8
    assert request.is_ready


def test_who_later_does_not_know_leaves_the_answer_he_gave() -> None:
    for answer in (Answer.YES, Answer.NO):
        known, later = finding(1, Source.UWV, answer), finding(5, Source.UWV, Answer.UNKNOWN)
        facts = ShelteredFacts(person_agrees=Answer.YES, findings=(known, later))
        _, supervision = sheltered_work_request(facts, RULES).questions
        assert (supervision.answer, supervision.findings) == (answer, (known,))


def test_a_request_stands_on_the_first_ground_of_the_law() -> None:
    first, second = RULES.may_have.row("beschut_werk").grants
    assert second.citation is not None
    other = replace(second, citation=replace(second.citation, article="99"))
    rules = _with_right("beschut_werk", grants=(first, other, other))
    request = sheltered_work_request(ShelteredFacts(person_agrees=Answer.YES), rules)
    assert request.basis == first.basis


def test_a_job_is_an_ordinary_one_for_somebody_new_unless_it_is_said() -> None:
    """What is not said of the job opens the disabled worker's amount, of no paid time yet."""
    offer = lkv(LkvFacts(wia=Answer.YES, register=Answer.NO), RULES).highest
    assert offer is not None
    assert (offer.kind, offer.cents_per_year) == (LkvKind.DISABLED_WORKER, 0)


def test_a_kind_that_has_ended_is_no_longer_open() -> None:
    ended = """
[[values]]
from = 2026-09-01
ended = true
confidence = "verified"
[values.basis]
law = "Wet tegemoetkomingen loondomein"
bwb_id = "BWBR0037522"
article = "2.1"
url = "https://wetten.overheid.nl/BWBR0037522#Artikel2.1"
checked_on = 2026-11-21
"""
    file = "lkv_arbeidsgehandicapt.toml"
    found = book(law={file: installed("law")[file] + ended})
    facts = LkvFacts(wia=Answer.YES, register=Answer.NO, paid_minutes_per_year=60)
    kinds = [
        [offer.kind for offer in lkv(facts, found.on(day)).offers] for day in (date(2026, 8, 31), date(2026, 9, 1))
    ]
    assert kinds == [[LkvKind.DISABLED_WORKER], []]
