"""What other promises would give: by hand where one place is worth the same to all, by brute force elsewhere."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest

from fixtures.days import DAY
from fixtures.tiny import HOME, job
from matcher.domain.region import Region
from matcher.rules import Rulebook
from solver.prepared import Prepared, prepare
from solver.regimes import Outlook, Regime, Regimes, compare
from tests.solver.promised import FAR, NEAR, near_and_far, of_stratum, rules_with

BOTH = rules_with(("Testdam", NEAR, 80), ("Testdam", FAR, 80))


def ready(region: Region) -> Prepared:
    return prepare(region, day=DAY, rules=BOTH, threads=1)


@pytest.fixture(scope="module")
def found() -> Regimes:
    return compare(ready(near_and_far()), "quick")


def of(found: Regimes, regime: Regime, share: int | None = None) -> Outlook:
    (one,) = (one for one in found.outlooks if (one.regime, one.share_percent) == (regime, share))
    return one


def placed(one: Outlook) -> dict[str, int]:
    return {group.stratum: group.proposals for group in one.groups}


def test_twelve_places_are_shared_as_each_regime_promises(found: Regimes) -> None:
    """Both groups are as large, so each could have six of the twelve places; half, 80% and all of six are 3, 5, 6."""
    assert placed(of(found, Regime.UTILITARIAN)) == {NEAR: 12, FAR: 0}
    assert placed(of(found, Regime.FLOOR, 50)) == {NEAR: 9, FAR: 3}
    assert placed(of(found, Regime.FLOOR, 80)) == {NEAR: 7, FAR: 5}
    assert placed(of(found, Regime.FLOOR, 100)) == {NEAR: 6, FAR: 6}
    assert placed(of(found, Regime.MAX_MIN)) == {NEAR: 6, FAR: 6}


def test_every_plan_is_proven_and_priced_beside_the_one_without_promises(found: Regimes) -> None:
    free = of(found, Regime.UTILITARIAN)
    for one in found.outlooks:
        lost = free.points - one.points
        assert (one.gap_ppm, one.missing) == (0, 0)
        assert (one.price.low_points, one.price.high_points) == (lost, lost)
        assert one.price.people == one.people == 12
        assert one.price.low_ppm == lost * 1_000_000 // free.points


def test_the_most_the_least_group_can_have_is_bounded_over_all_pairs(found: Regimes) -> None:
    """Six of twelve places is all of the reference of each group, and no plan gives both more."""
    assert found.most_ppm is not None
    assert 1_000_000 <= found.most_ppm <= 1_001_000
    assert of(found, Regime.MAX_MIN).least_ppm == 1_000_000


def test_max_min_is_the_best_of_every_way_to_share_the_places() -> None:
    """Three kinds of place of different worth: every division of them over the groups is tried."""
    region = replace(
        near_and_far(24, 24, 2),
        vacancies=tuple(
            replace(job(key=f"V{number}"), positions=2, occupation="test" if number else "anders")
            for number in range(3)
        ),
    )
    night = ready(region)
    found = compare(night, "quick")
    worth = {
        (stratum, vacancy): max(
            int(total)
            for client, at, total in zip(night.graph.client, night.graph.vacancy, night.graph.total, strict=True)
            if night.region.clients[client].stratum == stratum and at == vacancy
        )
        for stratum, vacancy in product((NEAR, FAR), range(3))
    }
    reference = {group.stratum: group.reference for group in found.outlooks[0].groups}
    best = max(
        min(
            Fraction(sum(near * worth[NEAR, at] for at, near in enumerate(split)), reference[NEAR]),
            Fraction(sum((2 - near) * worth[FAR, at] for at, near in enumerate(split)), reference[FAR]),
        )
        for split in product(range(3), repeat=3)
    )
    least = of(found, Regime.MAX_MIN).least_ppm
    assert least == best.numerator * 1_000_000 // best.denominator
    assert found.most_ppm is not None
    assert found.most_ppm >= least


def test_a_group_that_nobody_can_place_is_told_without_a_share() -> None:
    region = Region(clients=of_stratum(NEAR, 24), vacancies=(), places=(HOME,))
    found = compare(ready(region), "quick")
    assert {one.people for one in found.outlooks} == {0}
    assert {one.least_ppm for one in found.outlooks} == {None}
    assert found.most_ppm is None


def test_without_groups_there_is_nothing_to_compare() -> None:
    night = prepare(near_and_far(), day=DAY, rules=Rulebook.load().on(DAY), threads=1)
    assert compare(night) == Regimes(outlooks=(), most_ppm=None)
