"""None of the twelve traits can be a group with a floor; distance and support can."""

import pytest

from fixtures.people import STRATA
from matcher.catalogue.never_a_group import load_never_a_group
from tests.protected_traits import TRAITS

NEVER = load_never_a_group()


@pytest.mark.parametrize("trait", sorted(TRAITS))
def test_every_word_of_a_trait_is_known(trait: str) -> None:
    assert {word: NEVER.word_in(f"groep {word}") for word in TRAITS[trait] if not NEVER.word_in(word)} == {}


@pytest.mark.parametrize(
    "name",
    [
        "Vrouwen",
        "55plus",
        "50+",
        "jonger dan 27",
        "Jongeren",
        "statushouders",
        "wijk-noord",
        "duur uitkering",
        "team-3",
    ],
)
def test_what_a_council_might_write_is_seen(name: str) -> None:
    assert NEVER.word_in(name) is not None


@pytest.mark.parametrize(
    "name",
    [
        *STRATA,
        *("nabij", "ver", "grote afstand", "kleine_afstand", "trede 1-2", "intensieve begeleiding", "praktijkroute"),
        *("doelgroep banenafspraak", "beschut werk", "A", "groep 2"),
    ],
)
def test_distance_and_support_may_be_a_group(name: str) -> None:
    assert NEVER.word_in(name) is None
