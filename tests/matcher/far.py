"""A drawn region made wide and awkward: far and unknown places, known times only, objections that overlap."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from fixtures.caseload import region
from fixtures.days import DAY
from matcher.domain.client import Client, Mode, Qualification, Stance, Wish, WishKind
from matcher.domain.profile import Answer
from matcher.domain.region import Region, TravelTime
from matcher.domain.vacancy import Requirement, Vacancy

ASKED = Requirement(kind="certificaat", code="lassen_onder_water")
WITHOUT = Qualification(kind="certificaat", code=ASKED.code, has=Answer.NO)


def spread_region(n_clients: int, n_vacancies: int, seed: int) -> Region:
    """Draw a region wide apart, where some places or modes are unknown, none, or known by the sheet only."""
    drawn = region(n_clients, n_vacancies, seed)
    places = tuple(
        replace(place, x=9 * place.x, y=7 * place.y) if number % 4 == 3 else place
        for number, place in enumerate(drawn.places[:-3])
    )
    away = drawn.places[-1].key
    travel = (
        *drawn.travel,
        *(TravelTime(from_place=places[0].key, to_place=one.key, mode=Mode.WALK, minutes=3) for one in drawn.places),
        *(TravelTime(from_place=one.key, to_place=away, mode=Mode.TRANSIT, minutes=20) for one in places[::2]),
    )
    towns = [place.key for place in places]
    clients = []
    for number, client in enumerate(drawn.clients):
        one = replace(client, place=towns[number % len(towns)]) if number % 2 else client
        one = replace(one, place=None) if number % 13 == 5 else one
        one = replace(one, modes=()) if number % 17 == 6 else one
        one = replace(one, qualifications=(*one.qualifications, WITHOUT)) if number % 4 else one
        one = replace(one, is_placed=False, basics_first_until=None, education_first_until=None)
        clients.append(_objections(one, number, drawn.vacancies) if number % 3 else one)
    vacancies = [
        replace(
            one,
            place=None if number % 11 == 4 else towns[number % 5] if number % 2 else one.place,
            requirements=(*one.requirements, ASKED) if number % 3 != 1 else one.requirements,
        )
        for number, one in enumerate(drawn.vacancies)
    ]
    unique = {(time.from_place, time.to_place, time.mode): time for time in travel}
    return replace(drawn, clients=tuple(clients), vacancies=tuple(vacancies), places=places, travel=(*unique.values(),))


def _objections(client: Client, number: int, vacancies: Sequence[Vacancy]) -> Client:
    """Give objections that name vacancies twice over, and one pair that nobody may propose."""
    first, other = vacancies[number % len(vacancies)], vacancies[(3 * number + 1) % len(vacancies)]
    wishes = tuple(
        Wish(kind=kind, code=code, stance=Stance.NOT, recorded_on=DAY)
        for take, kind, code in (
            (2, WishKind.SECTOR, first.sector),
            (2, WishKind.SECTOR, first.sector),
            (3, WishKind.OCCUPATION, first.occupation),
            (5, WishKind.EMPLOYER, other.employer),
            (7, WishKind.OCCUPATION, other.occupation),
            (11, WishKind.SECTOR, "nergens"),
        )
        if number % take == 0
    )
    forbidden = ((first.key, None), (other.key, DAY - timedelta(days=1))) if number % 3 else ()
    return replace(client, wishes=(*client.wishes, *wishes), forbidden=forbidden)
