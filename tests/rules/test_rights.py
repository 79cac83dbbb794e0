"""What the reader of rights refuses, and what holds of every kind of support."""

from datetime import date

import pytest

from matcher.domain.client import LegalGroup
from matcher.domain.support import INSTRUMENTS, JOBCOACH, Instrument
from matcher.errors import RuleError
from matcher.rules import GROUPS, KINDS, Ground, Provision, Rulebook
from matcher.rules.fields import read_toml
from matcher.rules.rights import Right, parse_right
from tests.rules.books import book, installed

DAY = date(2026, 7, 1)
RIGHTS = Rulebook.load().on(DAY).may_have
TOLK = installed("rights")["tolk.toml"]
JOBCOACH_FILE = installed("rights")["jobcoach.toml"]
AGREED = 'description = "Agreed"\ninstruments = ["organisatorisch"]\nis_agreement = true\n'


def refusal(text: str, name: str = "tolk") -> str:
    with pytest.raises(RuleError) as refused:
        parse_right(read_toml(text, f"rights/{name}.toml"), name=name, file=f"rights/{name}.toml")
    return str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('description = "', 'title = "', "has the unknown key 'title'"),
        ('decided_by = "UWV"', 'decided_by = ""', "has decided_by = '': write a text"),
        ('decided_by = "UWV"', "needs_lks_group = 1", "has needs_lks_group = 1: write true"),
        ('for_limitation = "auditief"', 'for_limitation = "doof"', "has for_limitation = 'doof': use one of visueel"),
        ('groups = ["bijstand", ', 'groups = ["onbekend", ', "groups is ['onbekend'"),
        ('groups = ["jongere_7a"]', "groups = []", "groups is []: give a list of one or more"),
        ('groups = ["jongere_7a"]', 'groups = "jongere_7a"', "groups is 'jongere_7a': give a list"),
        ('groups = ["jongere_7a"]', "groups = 5", "groups is 5: give a list"),
        ('groups = ["jongere_7a"]', 'groups = ["nug", "nug"]', "name each once"),
        ('confidence = "verified"', 'confidence = "sure"', "has the unknown confidence 'sure'"),
        ('confidence = "verified"\n', "", "lacks 'confidence'"),
        ('article = "10g"\n', "", "lacks 'article'"),
        ("from = 2026-01-01", "from = 2023-06-30", "has grants out of order"),
        ('groups = ["jongere_7a"]', 'groups = ["jongere_7a"]\nended = true', "mixes 'ended' with an article"),
        ('decided_by = "UWV"', 'decides = "UWV"', "has the unknown key 'decides'"),
    ],
)
def test_a_malformed_file_of_rights_is_refused_with_its_place(old: str, new: str, message: str) -> None:
    assert old in TOLK
    said = refusal(TOLK.replace(old, new, 1))
    assert said.startswith("rights/tolk.toml")
    assert message in said


def test_a_group_named_twice_on_one_day_is_refused() -> None:
    text = TOLK.replace("from = 2026-01-01", "from = 2023-07-01").replace('["jongere_7a"]', '["wia"]')
    assert "names wia twice from 2023-07-01" in refusal(text)


def test_of_two_groups_named_twice_the_first_is_said() -> None:
    text = TOLK.replace("from = 2026-01-01", "from = 2023-07-01").replace('["jongere_7a"]', '["wia", "nug"]')
    assert "names nug twice from 2023-07-01" in refusal(text)


@pytest.mark.parametrize(
    ("beside", "message"),
    [
        ("ended = false", "mixes 'ended' with an article"),
        ('ended = true\nconfidence = "verified"', "mixes 'ended' with an article"),
        ('ended = true\n[grants.basis]\nlaw = "Participatiewet"', "mixes 'ended' with an article"),
        ("ended = true\nwhy = 1", "has the unknown key 'why'"),
    ],
)
def test_an_ended_ground_says_only_true(beside: str, message: str) -> None:
    text = TOLK[: TOLK.index("\n[[grants]]\nfrom = 2026")]
    ended = f'\n[[grants]]\nfrom = 2026-01-01\ngroups = ["nug"]\n{beside}\n'
    assert message in refusal(text + ended)


def test_grounds_that_are_no_list_are_refused() -> None:
    assert "needs [[grants]]" in refusal('description = "Tolk"\ngrants = "wia"\n')


def test_a_claim_holds_from_its_own_day() -> None:
    start = JOBCOACH_FILE.index("[claim]")
    head, claim = JOBCOACH_FILE[:start], JOBCOACH_FILE[start:]
    later = f"{head}{claim.partition('from = ')[0]}from = 2026-07-01{claim.partition('from = ')[2][10:]}"
    table = parse_right(read_toml(later, "x"), name="jobcoach", file="x")
    assert [right.claim is None for right in table.on(date(2026, 6, 30))] == [True] * len(JOBCOACH)
    assert [right.claim is None for right in table.on(date(2026, 7, 1))] == [False] * len(JOBCOACH)


def test_a_right_asks_nothing_that_its_file_does_not_say() -> None:
    right = Right(kind="tolk")
    assert (right.is_agreement, right.needs_lks_group, right.needs_employer) == (False, False, False)


def test_a_file_without_grounds_is_an_agreement_and_only_that() -> None:
    assert "needs [[grants]], or is_agreement = true" in refusal(TOLK[: TOLK.index("\n[[grants]]")])
    assert "needs [[grants]], or is_agreement = true" in refusal(
        TOLK.replace("decided_by", "is_agreement = true\ndecided_by")
    )
    assert parse_right(read_toml(AGREED, "x"), name="x", file="x").on(DAY)[0].is_agreement


def test_an_unknown_kind_of_support_is_refused() -> None:
    assert "rights/tolken.toml instruments is ['tolken']" in refusal(TOLK, name="tolken")


def test_a_kind_that_is_named_twice_or_left_out_is_refused() -> None:
    with pytest.raises(RuleError, match="name twice: tolk; leave out: none"):
        book(rights={"again.toml": TOLK.replace('description = "', 'instruments = ["tolk"]\ndescription = "')})
    alone = JOBCOACH_FILE.replace('"jobcoach_zeer_licht", "jobcoach_licht", ', '"jobcoach_licht", ')
    with pytest.raises(RuleError, match="name twice: none; leave out: jobcoach_zeer_licht"):
        book(rights={"jobcoach.toml": alone})


def test_what_ended_has_no_article() -> None:
    with pytest.raises(RuleError, match="ended on 2026-01-01 has no article"):
        _ = Ground(valid_from=date(2026, 1, 1)).basis


def test_there_is_a_right_for_every_kind_in_order() -> None:
    assert set(RIGHTS.by_kind) == set(KINDS)
    assert tuple(right.kind for right in RIGHTS.instruments) == INSTRUMENTS


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_every_legal_group_may_have_every_instrument(instrument: Instrument, group: LegalGroup) -> None:
    assert RIGHTS.allows(instrument, group)
    assert RIGHTS.allows(instrument, LegalGroup.UNKNOWN)


def test_what_the_law_does_not_say_of_a_group_is_not_verified() -> None:
    """IOAW and IOAZ come in through art. 7, young people through art. 8a; only an article that names them is sure."""
    for right in RIGHTS.instruments:
        for group in (LegalGroup.IOAW, LegalGroup.JONGERE_7A):
            grant = right.grant_for(group)
            sure = right.is_agreement or right.kind in {"tolk", "visuele_voorziening", "loonkostensubsidie"}
            assert sure or (grant is not None and grant.basis.confidence in {"derived", "assumed"})


def test_only_agreements_at_work_need_no_article() -> None:
    assert {right.kind for right in RIGHTS.instruments if right.basis(LegalGroup.NUG, is_lks_group=True) is None} == {
        Instrument.ORGANISATION,
        Instrument.LEAVE_OUT,
        Instrument.HOURS_PATH,
    }


def test_only_the_subsidy_needs_the_doelgroep() -> None:
    needing = {kind for kind, right in RIGHTS.by_kind.items() if right.needs_lks_group}
    assert needing == {Instrument.WAGE_SUBSIDY, Provision.FORFAIT}


def test_guidance_and_subsidy_are_claims_of_the_doelgroep() -> None:
    claims = {kind for kind, right in RIGHTS.by_kind.items() if right.claim is not None}
    assert claims == {Instrument.WORK_BUDDY, *JOBCOACH, Instrument.WAGE_SUBSIDY, Provision.FORFAIT}


def test_uwv_decides_on_interpreter_visual_provision_and_the_advice_on_beschut_werk() -> None:
    decided = {kind: right.decided_by for kind, right in RIGHTS.by_kind.items() if right.decided_by is not None}
    assert decided == dict.fromkeys((Instrument.INTERPRETER, Instrument.VISUAL_AID, Provision.SHELTERED_WORK), "UWV")


def test_what_the_employer_carries_needs_his_yes() -> None:
    assert {kind for kind, right in RIGHTS.by_kind.items() if right.needs_employer} == {
        Instrument.ORGANISATION,
        Instrument.LEAVE_OUT,
        Instrument.WORK_BUDDY,
        Instrument.WAGE_SUBSIDY,
        Instrument.HOURS_PATH,
        Provision.FORFAIT,
        Provision.TRIAL,
    }


def test_an_unknown_group_takes_the_first_ground_and_says_it_is_assumed() -> None:
    basis = RIGHTS.row("hulpmiddel").basis(LegalGroup.UNKNOWN, is_lks_group=False)
    assert basis is not None
    assert (basis.article, basis.confidence) == ("art. 8a lid 2 onder f sub 3", "assumed")
    training = RIGHTS.row("reistraining").basis(LegalGroup.UNKNOWN, is_lks_group=False)
    assert training is not None
    assert training.article == "art. 10 lid 1"
    assert RIGHTS.row("participatieplaats").basis(LegalGroup.NUG, is_lks_group=False) is None
    assert RIGHTS.row("organisatorisch").basis(LegalGroup.UNKNOWN, is_lks_group=False) is None


def test_an_unknown_group_is_a_bar_where_one_group_may_not() -> None:
    assert not RIGHTS.allows("participatieplaats", LegalGroup.UNKNOWN)
    assert RIGHTS.allows("participatieplaats", LegalGroup.BIJSTAND)
    assert not RIGHTS.allows("participatieplaats", LegalGroup.NUG)


def test_before_2026_an_unknown_group_is_not_barred_by_a_group_that_did_not_exist() -> None:
    earlier = Rulebook.load().on(date(2025, 12, 31)).may_have
    assert earlier.allows("hulpmiddel", LegalGroup.UNKNOWN)
    assert not earlier.allows("hulpmiddel", LegalGroup.JONGERE_7A)
