"""The grounds of a decision: one plain paragraph that says which data, which law, which policy, and who decided."""

import pytest

from tests.web.language.test_b1 import MEAN_WORDS, MOST_WORDS, ease, sentences
from tests.web.pages.test_steps import BACK, lived
from tests.web.pages.visit import Visit, words

LEAST_EASE = 60
MOTIVATED = {"motivation.IV-13": "De tilhulp staat er al en is geprobeerd."}


def paragraphs(visit: Visit, client: str) -> list[str]:
    return [words(one) for one in visit.get(visit.proposal(client)).select(".timeline .letter")]


def test_a_discussion_names_data_doubts_support_law_and_policy(adviser: Visit) -> None:
    assert adviser.decide("K1", "bespreken", MOTIVATED).status_code == 303
    (said,) = paragraphs(adviser, "K1")
    for part in (
        "is besloten dit werk met de cliënt te bespreken.",
        "Die gegevens komen van: UWV, arbeidsdeskundige.",
        "Het oudste gegeven is van 12 juni 2026.",
        "Deze punten kregen extra aandacht: Tillen.",
        "artikel 7 van de Participatiewet",
        "De berekening volgt beleid standaard-1, van de nacht van 2 november 2026.",
        "Een medewerker nam het besluit.",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("step", "fields", "part"),
    [
        ("niet-doen", {"reasons": ["reistijd", "uren_of_rooster"]}, "De redenen zijn: de reis is te lang"),
        ("later", {"until": "2026-11-09"}, "is besloten hiermee te wachten tot 9 november 2026."),
    ],
)
def test_each_decision_has_its_own(adviser: Visit, step: str, fields: dict[str, object], part: str) -> None:
    assert adviser.decide("K2", step, fields).status_code == 303
    (said,) = paragraphs(adviser, "K2")
    assert part in said


def test_an_answer_is_no_decision_and_a_return_is_told_with_its_reason(adviser: Visit) -> None:
    lived(adviser, 5)
    assert adviser.decide("K2", "terugkeer", BACK).status_code == 303
    said = paragraphs(adviser, "K2")
    assert len(said) == 3
    assert "De cliënt stopte op 2 november 2026 met dit werk. De reden is: het werk was te zwaar." in said[0]


def test_it_is_easy_to_read(adviser: Visit) -> None:
    assert adviser.decide("K1", "bespreken", MOTIVATED).status_code == 303
    (said,) = paragraphs(adviser, "K1")
    parts = sentences(said)
    assert max(map(len, parts)) <= MOST_WORDS
    assert sum(map(len, parts)) / len(parts) <= MEAN_WORDS
    assert ease(parts) >= LEAST_EASE, ease(parts)
