"""Same profile, place, wishes and waiting: same verdicts, packages and points, whoever brings the person in."""

from dataclasses import replace
from datetime import date

from fixtures.caseload import region
from fixtures.pace import seen
from matcher.domain.client import Client, ClientKey, LoonwaardeValue
from matcher.domain.task_kind import TaskKind
from tests.builders import region_scales, weighed

# What a night knows of a person beside what is weighed: another value of it may change nothing here.
OTHERWISE = (
    {"gemeente": "Elders"},
    {"stratum": "steun_intensief"},
    {"key": ClientKey("Z999")},
    {"task_values": (seen(TaskKind.CLEANING, 20, 50, 50),)},
    {
        "loonwaarde": (
            LoonwaardeValue(
                occupation="test", percent=35, is_measured=True, recorded_on=date(2026, 6, 1), source="deskundige"
            ),
        )
    },
)


def _otherwise(client: Client) -> list[Client]:
    return [replace(client, **change) for change in OTHERWISE]  # type: ignore[arg-type]


def test_who_brings_a_person_in_changes_no_verdict_no_support_and_no_point() -> None:
    drawn = region(25, 12, 31)
    with_scales = region_scales(drawn)
    for client in drawn.clients:
        for vacancy in drawn.vacancies[:4]:
            found = weighed(client, vacancy, with_scales)
            for other in _otherwise(client):
                assert replace(weighed(other, vacancy, with_scales), client=found.client) == found


def test_of_two_places_at_equal_minutes_none_is_better() -> None:
    drawn = region(25, 12, 31)
    with_scales = region_scales(drawn)
    client = next(one for one in drawn.clients if one.place is not None and one.modes)
    home = next(place for place in drawn.places if place.key == client.place)
    twin = replace(home, key="zelfde_plek")
    both = region_scales(replace(drawn, places=(*drawn.places, twin), travel=()))
    for vacancy in drawn.vacancies:
        here, there = (weighed(replace(client, place=place.key), vacancy, both) for place in (home, twin))
        assert here == there
    assert with_scales.travel.places.keys() < both.travel.places.keys()
