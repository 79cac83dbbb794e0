"""Who may have an instrument, on which article, and what the loader refuses."""

import pytest

from matcher.catalogue.may_have import GROUPS, load_may_have, read_may_have
from matcher.domain.client import LegalGroup
from matcher.domain.support import INSTRUMENTS, JOBCOACH, Instrument
from tests.catalogue.bad_files import message, names

TABLE = load_may_have()
ARTICLES = {
    "organisatorisch": None,
    "functiecreatie": None,
    "hulpmiddel": "art. 8a lid 2 onder f",
    "intermediaire_activiteit": "art. 8a lid 2 onder f",
    "vervoersvoorziening": "art. 8a lid 2 onder f",
    "reistraining": "art. 7 lid 1 onder a, art. 10 lid 1",
    "tolk": "art. 10g",
    "visuele_voorziening": "art. 10h",
    "werkbegeleider": "art. 10 lid 3 onder b",
    "jobcoach_zeer_licht": "art. 10 lid 3 onder a",
    "jobcoach_licht": "art. 10 lid 3 onder a",
    "jobcoach_midden": "art. 10 lid 3 onder a",
    "jobcoach_intensief": "art. 10 lid 3 onder a",
    "loonkostensubsidie": "art. 6 lid 1 onder e, art. 10c, art. 10d",
    "urenopbouw": None,
}


def test_each_instrument_has_its_row_in_order() -> None:
    assert tuple(row.instrument for row in TABLE.rows) == INSTRUMENTS
    assert all(TABLE.row(instrument).instrument is instrument for instrument in INSTRUMENTS)


def test_each_instrument_rests_on_its_article() -> None:
    bases = {str(row.instrument): row.grants[0].basis for row in TABLE.rows}
    assert {name: basis and basis.article for name, basis in bases.items()} == ARTICLES


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_every_legal_group_may_have_every_instrument(instrument: Instrument, group: LegalGroup) -> None:
    assert TABLE.allows(instrument, group)


def test_what_the_law_does_not_say_of_the_youth_group_is_marked_as_assumed() -> None:
    for row in TABLE.rows:
        grant = row.grant_for(LegalGroup.JONGERE_7A)
        assert grant is not None
        assert grant.basis is None or grant.basis.confidence == "assumed"


def test_only_agreements_at_work_need_no_article() -> None:
    assert {row.instrument for row in TABLE.rows if row.grants[0].basis is None} == {
        Instrument.ORGANISATION,
        Instrument.LEAVE_OUT,
        Instrument.HOURS_PATH,
    }


def test_only_the_subsidy_needs_the_lks_group() -> None:
    assert [row.instrument for row in TABLE.rows if row.needs_lks_group] == [Instrument.WAGE_SUBSIDY]


def test_guidance_and_subsidy_are_claims_of_the_lks_group() -> None:
    claims = {row.instrument for row in TABLE.rows if row.claim_for_lks_group}
    assert claims == {Instrument.WORK_BUDDY, *JOBCOACH, Instrument.WAGE_SUBSIDY}


def test_uwv_decides_on_interpreter_and_visual_provision() -> None:
    decided = {row.instrument: row.decided_by for row in TABLE.rows if row.decided_by is not None}
    assert decided == {Instrument.INTERPRETER: "UWV", Instrument.VISUAL_AID: "UWV"}


def test_what_the_employer_carries_needs_his_yes() -> None:
    assert {row.instrument for row in TABLE.rows if row.needs_employer} == {
        Instrument.ORGANISATION,
        Instrument.LEAVE_OUT,
        Instrument.WORK_BUDDY,
        Instrument.WAGE_SUBSIDY,
        Instrument.HOURS_PATH,
    }


@pytest.mark.parametrize("group", list(LegalGroup))
def test_only_bijstand_may_have_a_trial_placement(group: LegalGroup) -> None:
    assert TABLE.allows_trial_placement(group) == (group is LegalGroup.BIJSTAND)


def test_an_unknown_group_is_no_bar_where_every_group_may() -> None:
    assert TABLE.allows(Instrument.AID, LegalGroup.UNKNOWN)


def test_an_unknown_group_is_a_bar_where_one_group_may_not() -> None:
    table = read_may_have(whole_table(first_groups='"bijstand"'))
    assert table.allows(Instrument.ORGANISATION, LegalGroup.BIJSTAND)
    assert not table.allows(Instrument.ORGANISATION, LegalGroup.NUG)
    assert not table.allows(Instrument.ORGANISATION, LegalGroup.UNKNOWN)


def whole_table(first_groups: str) -> str:
    everybody = ", ".join(f'"{group}"' for group in GROUPS)
    text = '[proefplaatsing]\nonly_bijstand = true\nlaw = "a"\narticle = "a"\nconfidence = "assumed"\n'
    for number, instrument in enumerate(INSTRUMENTS):
        groups = everybody if number else first_groups
        text += f'[[instruments]]\ninstrument = "{instrument}"\ngrants = [{{ groups = [{groups}] }}]\n'
    return text


REFUSALS = {
    "may_have_article_missing.toml": "key 'article' is missing",
    "may_have_confidence_unknown.toml": "confidence 'probably' does not exist",
    "may_have_grants_missing.toml": "may_have.toml, tolk: no legal group",
    "may_have_group_twice.toml": "may_have.toml, tolk: no legal group, or one group twice",
    "may_have_group_unknown.toml": "legal group onbekend",
    "may_have_groups_empty.toml": "legal group absent",
    "may_have_instrument_absent.toml": "instruments twice: none; absent: functiecreatie,",
    "may_have_instrument_twice.toml": "instruments twice: tolk; absent: ",
    "may_have_instrument_unknown.toml": "instrument 'tolken' does not exist",
    "may_have_key_twice.toml": "may_have.toml: this is no valid TOML",
    "may_have_key_unknown.toml": "unknown key 'need_employer'",
    "may_have_proefplaatsing_missing.toml": "key 'proefplaatsing' is missing",
    "may_have_proefplaatsing_not_a_table.toml": "'proefplaatsing' is True; expected a table",
    "may_have_top_key_unknown.toml": "unknown key 'instrument'",
}


def test_every_broken_may_have_file_has_its_message() -> None:
    assert names("may_have") == set(REFUSALS)


@pytest.mark.parametrize("name", sorted(REFUSALS))
def test_a_broken_may_have_file_is_refused(name: str) -> None:
    assert REFUSALS[name] in message(read_may_have, name)
