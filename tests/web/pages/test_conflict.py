"""Two people at one proposal: the second sees what stands now and what he had typed; nothing is overwritten."""

import pytest

from tests.web.pages.visit import Visit, words

TYPED = {"motivation.IV-13": "Mijn motivatie die niet verloren mag gaan."}


def test_criterion_24_the_second_is_not_recorded_and_is_shown_beside_the_first(
    adviser: Visit, colleague: Visit
) -> None:
    path, sent = adviser.proposal("K1"), adviser.form("K1", "bespreken")
    assert colleague.decide("K1", "niet-doen", {"reasons": "reistijd"}).status_code == 303
    reply = adviser.browser.post(f"{path}/bespreken", data={**sent, **TYPED})
    assert reply.status_code == 409
    assert "demo heeft dit voorstel gewijzigd op" in reply.text
    assert "de reis is te lang of te moeilijk" in reply.text
    assert TYPED["motivation.IV-13"] in reply.text
    page = adviser.get(path)
    assert [words(one) for one in page.select(".timeline strong")] == ["Niet doen"]


@pytest.mark.parametrize("version", ["", "x", "7", "-1"])
def test_a_form_of_another_version_is_a_conflict(adviser: Visit, version: str) -> None:
    reply = adviser.decide("K2", "bespreken", {"versie": version})
    assert reply.status_code == 409
    assert "Iemand heeft dit voorstel gewijzigd op" in reply.text
    assert "Er is nog niets besloten" in adviser.get(adviser.proposal("K2")).text
