"""What nobody knows of a person becomes a question; it never takes anything away from him."""

from dataclasses import replace
from random import Random

import pytest

from fixtures.caseload import region
from matcher.catalogue.items import load_catalogue
from matcher.domain.candidate import Verdict
from matcher.domain.client import Client, LegalGroup, LksGroup
from matcher.domain.profile import CapacityProfile
from tests.builders import region_scales, weighed

UNKNOWN_FACTS: dict[str, object] = {
    "week_minutes": None,
    "travel_limit": None,
    "modes": None,
    "times": None,
    "available_from": None,
    "place": None,
    "legal_group": LegalGroup.UNKNOWN,
    "lks_group": LksGroup.UNKNOWN,
}
SHARE = 0.1


def with_unknowns(client: Client, lots: Random) -> Client:
    """Forget one value in ten: facts, and rubrieken that somebody looked at with what was found there."""
    forgotten = {name: value for name, value in UNKNOWN_FACTS.items() if lots.random() < SHARE}
    if "week_minutes" in forgotten:
        forgotten["path"] = ()
    profile = client.profile
    rubrieken = sorted({cover.rubriek for cover in profile.coverage})
    gone = {rubriek for rubriek in rubrieken if lots.random() < SHARE}
    looked_at = tuple(cover for cover in profile.coverage if cover.rubriek not in gone)
    catalogue = load_catalogue()
    values = tuple(one for one in profile.values if catalogue.by_code(one.item).rubriek not in gone)
    less = CapacityProfile(
        values=values, coverage=looked_at, readings=profile.readings, fml_version=profile.fml_version
    )
    return replace(client, profile=less, **forgotten)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", [3, 11, 29])
def test_criterion_31_unknown_values_take_no_proposable_pair_away(seed: int) -> None:
    made = region(12, 10, seed)
    scales, lots = region_scales(made), Random(seed)
    shut = []
    n_proposable = n_forgotten = 0
    for client in made.clients:
        less_known = with_unknowns(client, lots)
        n_forgotten += less_known != client
        for vacancy in made.vacancies:
            if weighed(client, vacancy, scales).is_proposable:
                n_proposable += 1
                after = weighed(less_known, vacancy, scales)
                if after.verdict is Verdict.KAN_NIET:
                    shut.append((client.key, vacancy.key))
    assert n_proposable > 0
    assert n_forgotten > 0
    assert shut == []
