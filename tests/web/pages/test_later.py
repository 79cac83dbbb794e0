"""Later: a day in the future, on which the proposal comes back by itself."""

import pytest

from tests.web.pages.visit import Visit, words


def test_it_is_put_away_until_that_day(adviser: Visit) -> None:
    reply = adviser.decide("K1", "later", {"until": "2026-11-16", "note": "Eerst het gesprek met de jobcoach."})
    assert reply.status_code == 303
    page = adviser.get(reply.location)
    assert "Later tot 16 november 2026" in words(page.select_one(".timeline"))
    row = next(row for row in adviser.get("/voorstellen").select("table.list tbody tr") if "Sanne" in row.text)
    assert "later tot 16 november 2026 door demo" in words(row)


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        ("", "Vul in op welke dag"),
        ("2026-11-02", "Kies een dag na vandaag."),
        ("2020-01-01", "Kies een dag na vandaag."),
        ("2026-02-30", "Dit is geen datum."),
        ("31-02-2027", "Dit is geen datum."),
        ("straks", "Dit is geen datum."),
    ],
)
def test_without_a_day_to_come_nothing_is_recorded(adviser: Visit, until: str, sentence: str) -> None:
    reply = adviser.decide("K1", "later", {"until": until})
    assert reply.status_code == 422
    assert sentence in reply.text
    assert "Er is nog niets besloten" in adviser.get(adviser.proposal("K1")).text


def test_the_same_form_twice_is_one_decision(adviser: Visit) -> None:
    path, sent = adviser.proposal("K1"), {**adviser.form("K1", "later"), "until": "2026-11-16"}
    assert [adviser.browser.post(f"{path}/later", data=sent).status_code for _ in range(2)] == [303, 303]
    assert len(adviser.get(path).select(".timeline > li")) == 1
