"""Bespreken: a written motivation for each flagged item, then the proposal is held."""

import pytest

from tests.web.pages.visit import Visit, words

FIELD = "motivation.IV-13"
REASON = "De tilhulp staat er al en is geprobeerd."


def test_it_records_who_when_and_why(adviser: Visit) -> None:
    reply = adviser.decide("K1", "bespreken", {FIELD: REASON})
    assert reply.status_code == 303
    page = adviser.get(reply.location)
    assert "u bespreekt dit voorstel" in words(page.select_one("#melding"))
    timeline = words(page.select_one(".timeline"))
    assert "Bespreken met de cliënt demo" in timeline
    assert REASON in timeline
    assert "in bespreking" in words(page.select_one(".marks"))


def test_the_message_is_said_once(adviser: Visit) -> None:
    reply = adviser.decide("K2", "bespreken", {})
    adviser.get(reply.location)
    assert words(adviser.get(reply.location).select_one("#melding")) == ""


def test_the_list_it_was_opened_from_is_kept(adviser: Visit) -> None:
    path = adviser.proposal("K2")
    sent = adviser.form("K2", "bespreken")
    reply = adviser.browser.post(f"{path}/bespreken?oordeel=past&volgorde=client", data=sent)
    assert reply.location == f"{path}?oordeel=past&volgorde=client"


@pytest.mark.parametrize("typed", ["", "   ", "kort"])
def test_criterion_20_without_a_motivation_nothing_is_recorded_and_it_says_where(adviser: Visit, typed: str) -> None:
    reply = adviser.decide("K1", "bespreken", {FIELD: typed})
    assert reply.status_code == 422
    assert "<title>Fout: " in reply.text
    assert 'href="#bespreken-motivation-IV-13"' in reply.text
    assert 'id="bespreken-motivation-IV-13"' in reply.text
    assert 'aria-invalid="true"' in reply.text
    assert "Er is nog niets besloten" in adviser.get(adviser.proposal("K1")).text


def test_what_was_typed_is_kept_and_is_never_markup(adviser: Visit) -> None:
    reply = adviser.decide("K1", "bespreken", {FIELD: "<b>x</b>"})
    assert "&lt;b&gt;x&lt;/b&gt;</textarea>" in reply.text


def test_the_same_form_twice_is_one_decision(adviser: Visit) -> None:
    path, sent = adviser.proposal("K1"), {**adviser.form("K1", "bespreken"), FIELD: REASON}
    replies = [adviser.browser.post(f"{path}/bespreken", data=sent) for _ in range(2)]
    assert [reply.status_code for reply in replies] == [303, 303]
    assert len(adviser.get(path).select(".timeline > li")) == 1


def test_a_client_is_not_discussed_for_two_vacancies(adviser: Visit) -> None:
    adviser.decide("K2", "bespreken", {})
    page = adviser.get(adviser.proposal("K2"))
    assert "in bespreking" in words(page.select_one(".marks"))
    again = adviser.decide("K2", "bespreken", {})
    assert again.status_code == 303
    assert len(adviser.get(adviser.proposal("K2")).select(".timeline > li")) == 2


def test_it_leaves_other_proposals_alone(adviser: Visit) -> None:
    adviser.decide("K1", "bespreken", {FIELD: REASON})
    assert "nieuw" in words(adviser.get(adviser.proposal("K2")).select_one(".marks"))
