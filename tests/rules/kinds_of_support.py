"""How the legal cases about support are worked out: facts from a case, and the ruling as short words."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from matcher.domain.client import LegalGroup, LksGroup
from matcher.domain.profile import Answer, Source
from matcher.rules import (
    Finding,
    Lkv,
    LkvFacts,
    LkvNote,
    NoRiskFacts,
    PersonFacts,
    Rulebook,
    ShelteredFacts,
    ShelteredQuestion,
    SubsidyBeside,
    TrialAllowed,
    TrialAsked,
    TrialFacts,
    lkv,
    may_have,
    no_risk,
    proefplaatsing,
    sheltered_work_request,
)

Case = Mapping[str, Any]
Said = Mapping[str, object]
RULEBOOK = Rulebook.load()
UNKNOWN = "onbekend"


def said_of_lkv(case: Case) -> Said:
    rules = RULEBOOK.on(case["day"])
    facts = LkvFacts(
        register=Answer(case.get("register", UNKNOWN)),
        wia=Answer(case.get("wia", UNKNOWN)),
        is_own_employer=case.get("own_employer", False),
        worked_here_lately=Answer(case.get("lately", "nee")),
        is_sheltered_job=case.get("sheltered", False),
        paid_minutes_per_year=int(Fraction(case["hours"]) * 60),
    )
    found = lkv(facts, rules)
    assert found.notes == (LkvNote.NOT_ADDED_TO_SUBSIDY, LkvNote.ONLY_THE_HIGHEST)
    return {
        "offers": [
            f"{offer.kind} {offer.cents_per_year}{' capped' if offer.is_capped else ''}" for offer in found.offers
        ],
        "standing": found.standing,
        "highest": found.highest.kind if found.highest else "",
        **_terms(found),
    }


def _terms(found: Lkv) -> dict[str, object]:
    if found.highest is None:
        return {}
    law = found.highest.rules
    assert found.highest.needs_declaration is (law.declaration_months is not None)
    return {
        "months": str(law.months.whole) if law.months else "geen",
        "declaration": str(law.declaration_months.whole) if law.declaration_months else "geen",
    }


def said_of_no_risk(case: Case) -> Said:
    facts = NoRiskFacts(
        register=Answer(case.get("register", UNKNOWN)),
        wia=Answer(case.get("wia", UNKNOWN)),
        is_sheltered_job=case.get("sheltered", False),
        subsidy=SubsidyBeside(case.get("subsidy", "geen")),
        loonwaarde=case.get("loonwaarde"),
    )
    found = no_risk(facts, RULEBOOK.on(case["day"]))
    assert found.is_shown is (found.ground is not None)
    if found.ground is None:
        assert (found.basis, found.months, found.first_year, found.second_year) == (None, None, None, None)
        return {"standing": found.standing}
    assert found.basis is not None
    assert found.basis.law == "Ziektewet"
    years = [year * 100 for year in (found.first_year, found.second_year) if year is not None]
    return {
        "standing": found.standing,
        "ground": found.ground,
        "years": [str(float(year)).removesuffix(".0") for year in years],
        "months": str(found.months.whole) if found.months else "geen",
    }


def said_of_trial(case: Case) -> Said:
    facts = TrialFacts(
        legal_group=LegalGroup(case["group"]),
        means_to_hire=Answer(case["hires"]),
        learns=tuple(case["learns"]),
        has_forfait=case.get("forfait", False),
        declines=case.get("declines", False),
        months=case.get("months_asked"),
        extension_months=case.get("extension_asked"),
    )
    found = proefplaatsing(facts, RULEBOOK.on(case["day"]), "Nergenshuizen")
    assert found.basis.article == "art. 8a lid 2 onder d"
    if isinstance(found, TrialAllowed):
        return {"limits": [], "ruling": [f"allowed {found.months.whole} {found.extension_months.whole}"]}
    if isinstance(found, TrialAsked):
        return {"limits": [], "ruling": [f"asked {code}" for code in found.questions]}
    return {"ruling": [f"refused {code}" for code in found.reasons], "limits": list(found.limits)}


def said_of_may_have(case: Case) -> Said:
    person = PersonFacts(
        legal_group=LegalGroup(case["group"]),
        lks_group=LksGroup(case.get("lks", "niet")),
        visual=Answer(case.get("visual", UNKNOWN)),
        hearing=Answer(case.get("hearing", UNKNOWN)),
        motor=Answer(case.get("motor", UNKNOWN)),
        declines=tuple(case.get("declines", ())),
    )
    found = may_have(person, case["name"], RULEBOOK.on(case["day"]))
    assert found.kind == case["name"]
    reasons = [f"{each.code} {each.basis.article if each.basis else ''}".strip() for each in found.reasons]
    return {"reasons": reasons, "standing": found.standing, "is_claim": found.is_claim}


def said_of_sheltered(case: Case) -> Said:
    facts = ShelteredFacts(
        person_agrees=Answer(case["agrees"]),
        findings=tuple(
            Finding(
                recorded_on=finding["day"],
                source=Source(finding["source"]),
                question=ShelteredQuestion(finding["question"]),
                answer=Answer(finding["answer"]),
            )
            for finding in case["findings"]
        ),
        own_request_on=case.get("own_request"),
    )
    found = sheltered_work_request(facts, RULEBOOK.on(case["day"]))
    assert found.is_ready is (not found.reasons)
    assert [each.question for each in found.questions] == list(ShelteredQuestion)
    return {
        "reasons": [str(reason) for reason in found.reasons],
        "answers": [str(each.answer) for each in found.questions],
        "own_again_from": found.own_again_from,
    }


SUPPORT: Mapping[str, tuple[Callable[[Case], Said], Said, frozenset[str]]] = {
    "lkv": (
        said_of_lkv,
        {"standing": "ja"},
        frozenset({"register", "wia", "own_employer", "lately", "sheltered", "hours"}),
    ),
    "no_risk": (
        said_of_no_risk,
        {},
        frozenset({"register", "wia", "sheltered", "subsidy", "loonwaarde"}),
    ),
    "trial": (
        said_of_trial,
        {"limits": []},
        frozenset({"group", "hires", "learns", "forfait", "declines", "months_asked", "extension_asked"}),
    ),
    "may_have": (
        said_of_may_have,
        {"is_claim": False},
        frozenset({"name", "group", "lks", "visual", "hearing", "motor", "declines"}),
    ),
    "sheltered": (said_of_sheltered, {"own_again_from": None}, frozenset({"agrees", "findings", "own_request"})),
}
"""Per kind of case: how it is worked out, what is expected where the case does not say it, and what it is given."""
