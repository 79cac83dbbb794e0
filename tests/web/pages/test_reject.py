"""Niet doen: at least one coded reason; *anders* needs words."""

import pytest

from tests.web.pages.visit import Visit, words
from web.service.review.reasons import RejectReason


def test_it_records_the_reasons_and_the_end_of_the_ban(adviser: Visit) -> None:
    fields = {"reasons": ["reistijd", "client_wil_niet"], "until": "2026-12-24"}
    reply = adviser.decide("K1", "niet-doen", fields)
    assert reply.status_code == 303
    timeline = words(adviser.get(reply.location).select_one(".timeline"))
    assert "Niet doen tot 24 december 2026" in timeline
    assert "de cliënt wil dit werk niet, de reis is te lang of te moeilijk" in timeline


def test_every_reason_can_be_chosen(adviser: Visit) -> None:
    page = adviser.get(adviser.proposal("K1"))
    offered = {str(box["value"]) for box in page.select("input[name=reasons]")}
    assert offered == {reason.value for reason in RejectReason}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Kies ten minste één reden."),
        ({"reasons": ["verzonnen"]}, "Kies een reden uit de lijst."),
        ({"reasons": ["anders"]}, "Leg «anders» uit in ten minste 20 tekens."),
        ({"reasons": ["anders"], "note": "te kort"}, "Leg «anders» uit in ten minste 20 tekens."),
        ({"reasons": ["reistijd"], "until": "2026-11-02"}, "Kies een dag na vandaag."),
        ({"reasons": ["reistijd"], "until": "morgen"}, "Dit is geen datum."),
        ({"reasons": ["reistijd"], "note": "x" * 2001}, "Deze tekst is te lang"),
    ],
)
def test_an_incomplete_decision_is_not_recorded(adviser: Visit, fields: dict[str, object], sentence: str) -> None:
    reply = adviser.decide("K1", "niet-doen", fields)
    assert reply.status_code == 422
    assert sentence in reply.text
    assert "Er is nog niets besloten" in adviser.get(adviser.proposal("K1")).text


def test_what_was_chosen_is_kept(adviser: Visit) -> None:
    reply = adviser.decide("K1", "niet-doen", {"reasons": ["anders", "reistijd"], "note": "te kort"})
    for reason in ("anders", "reistijd"):
        assert f'value="{reason}" checked' in reply.text
    assert ">te kort</textarea>" in reply.text
    assert '<details class="choice" id="niet_doen" open>' in reply.text


def test_a_dutch_date_is_read_too(adviser: Visit) -> None:
    reply = adviser.decide("K1", "niet-doen", {"reasons": ["reistijd"], "until": "24-12-2026"})
    assert reply.status_code == 303


def test_the_same_form_twice_is_one_decision(adviser: Visit) -> None:
    path, sent = adviser.proposal("K1"), {**adviser.form("K1", "niet-doen"), "reasons": "reistijd"}
    assert [adviser.browser.post(f"{path}/niet-doen", data=sent).status_code for _ in range(2)] == [303, 303]
    assert len(adviser.get(path).select(".timeline > li")) == 1
