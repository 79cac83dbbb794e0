"""Ongedaan maken: the last decision, within ten minutes, by an event of its own."""

from tests.web.pages.visit import Visit, words


def test_a_decision_just_made_can_be_taken_back_and_both_stay(adviser: Visit) -> None:
    adviser.decide("K1", "later", {"until": "2026-11-16"})
    reply = adviser.decide("K1", "ongedaan", {})
    assert reply.status_code == 303
    page = adviser.get(reply.location)
    assert "Uw besluit is ongedaan gemaakt." in words(page.select_one("#melding"))
    assert "nieuw" in words(page.select_one(".marks"))
    assert [words(one) for one in page.select(".timeline strong")] == ["Besluit ongedaan gemaakt", "Later"]


def test_without_a_decision_there_is_no_button_and_nothing_to_take_back(adviser: Visit) -> None:
    path = adviser.proposal("K1")
    assert adviser.get(path).select("form[action*='/ongedaan']") == []
    sent = {**adviser.form("K1", "bespreken"), "versie": "0"}
    reply = adviser.browser.post(f"{path}/ongedaan", data=sent)
    assert reply.status_code == 422
    assert "Er is geen besluit om ongedaan te maken." in reply.text


def test_the_same_form_twice_is_one_undoing(adviser: Visit) -> None:
    adviser.decide("K1", "later", {"until": "2026-11-16"})
    path, sent = adviser.proposal("K1"), adviser.form("K1", "ongedaan")
    assert [adviser.browser.post(f"{path}/ongedaan", data=sent).status_code for _ in range(2)] == [303, 303]
    assert len(adviser.get(path).select(".timeline > li")) == 2
