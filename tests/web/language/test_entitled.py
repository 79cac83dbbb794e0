"""What the law leaves open beside a proposal, in whole sentences, with its article and how sure it is."""

from matcher.domain.client import LegalGroup, LksGroup
from matcher.domain.profile import Answer
from matcher.rules import (
    Lkv,
    LkvFacts,
    NoRiskFacts,
    PersonFacts,
    Rulebook,
    SubsidyBeside,
    TrialFacts,
    lkv,
    may_have,
    no_risk,
    proefplaatsing,
)
from tests.web.made import DAY
from web.language.entitled import lkv_line, no_risk_line, support_line, trial_line

RULES = Rulebook.load().on(DAY)
MINUTES_A_YEAR = 20 * 60 * 52


def tax_office(worked_here: Answer, *, wia: Answer) -> Lkv:
    """Judge somebody outside the register."""
    facts = LkvFacts(register=Answer.NO, wia=wia, worked_here_lately=worked_here, paid_minutes_per_year=MINUTES_A_YEAR)
    return lkv(facts, RULES)


def test_a_claim_names_every_article_it_rests_on() -> None:
    person = PersonFacts(legal_group=LegalGroup.BIJSTAND, lks_group=LksGroup.ESTABLISHED)
    line = support_line(may_have(person, "jobcoach_licht", RULES), "nl")
    assert (line.name, line.standing, line.code) == ("jobcoach licht", "kan", "ja")
    assert line.said == ("De wet noemt deze groep.", "Deze persoon heeft hier recht op.")
    assert "Participatiewet art. 10da (nagelezen in de wet)" in line.sources


def test_what_stands_in_the_way_is_said_without_what_does_not() -> None:
    person = PersonFacts(legal_group=LegalGroup.BIJSTAND, lks_group=LksGroup.NOT)
    line = support_line(may_have(person, "loonkostensubsidie", RULES), "nl")
    assert (line.code, line.said) == ("nee", ("Deze persoon hoort niet tot de doelgroep loonkostensubsidie.",))


def test_a_trial_asks_the_employer_first_and_says_what_it_has_to_show() -> None:
    learns = ("loonwaarde", "II-8")
    facts = TrialFacts(legal_group=LegalGroup.BIJSTAND, means_to_hire=Answer.UNKNOWN, learns=learns)
    line = trial_line(proefplaatsing(facts, RULES, "Leiden"), learns, "nl")
    assert line.code == "vraag"
    assert line.said == (
        "Vraag de werkgever of hij deze persoon daarna in dienst wil nemen.",
        "Dit moet de proefplaatsing laten zien: de loonwaarde en Omgaan met ruzie en boze mensen.",
    )


def test_an_open_trial_says_how_long_and_never_beside_the_flat_rate() -> None:
    facts = TrialFacts(legal_group=LegalGroup.BIJSTAND, means_to_hire=Answer.YES, learns=("loonwaarde",))
    line = trial_line(proefplaatsing(facts, RULES, "Leiden"), ("loonwaarde",), "nl")
    assert line.said[1] == "Hoogstens 2 maanden. Verlengen kan met hoogstens 4 maanden."
    assert "vast bedrag" in line.said[2]


def test_sick_pay_is_said_with_its_ground_and_what_subsidy_takes_off() -> None:
    facts = NoRiskFacts(register=Answer.YES, subsidy=SubsidyBeside.FORFAIT)
    line = no_risk_line(no_risk(facts, RULES), "nl")
    assert line.said[:2] == (
        "Op grond van: staat in het doelgroepregister.",
        "Bij ziekte betaalt UWV in het eerste jaar 50% van het dagloon. In het tweede jaar is dat 35%.",
    )
    assert line.said[2].startswith("Loonkostensubsidie maakt dit deel kleiner.")


def test_sick_pay_without_a_known_status_is_a_question_and_names_no_share() -> None:
    line = no_risk_line(no_risk(NoRiskFacts(), RULES), "nl")
    assert (line.code, line.sources) == ("vraag", ())
    assert "%" not in line.said[0]


def test_money_of_the_tax_office_stands_behind_its_question_and_never_beside_subsidy() -> None:
    line = lkv_line(tax_office(Answer.UNKNOWN, wia=Answer.YES), tax_office(Answer.NO, wia=Answer.YES), "nl")
    assert line.code == "vraag"
    assert line.said[0].startswith("Vraag eerst of deze persoon hier kort geleden al werkte.")
    assert "arbeidsgehandicapte werknemer" in line.said[1]
    assert any("Tel dit bedrag niet op bij loonkostensubsidie." in words for words in line.said)


def test_money_of_the_tax_office_without_a_ground_names_no_amount() -> None:
    none = tax_office(Answer.NO, wia=Answer.NO)
    line = lkv_line(none, none, "nl")
    assert (line.code, "€" in line.said[0]) == ("nee", False)
