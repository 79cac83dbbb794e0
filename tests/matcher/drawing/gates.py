"""Pairs about one gate: shut, open or asked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from fixtures.days import DAY
from fixtures.tiny import ASSESSED_ON, FAR, HOME, job, limit, person
from matcher.domain.candidate import Gate
from matcher.domain.client import DayPart, HoursStep, Mode, Qualification, Stance, Wish, WishKind
from matcher.domain.profile import Answer
from matcher.domain.region import Place, TravelTime
from matcher.domain.vacancy import Requirement, Vacancy
from tests.matcher.drawing.items import HOUR, Pair, some

LONELY = Place(key="eiland", x=100_000, y=600_000)
KNOWN_TIMES = (
    TravelTime(from_place=HOME.key, to_place=FAR.key, mode=Mode.BIKE, minutes=19),
    TravelTime(from_place=HOME.key, to_place=LONELY.key, mode=Mode.TRANSIT, minutes=55),
    TravelTime(from_place=FAR.key, to_place=HOME.key, mode=Mode.CAR, minutes=33),
)


def objection(kind: WishKind, code: str, stance: Stance = Stance.NOT) -> Wish:
    return Wish(kind=kind, code=code, stance=stance, words="Zo zeg ik het", recorded_on=ASSESSED_ON)


def _open(draw: Random) -> Pair:
    shift = [None, *(DAY + timedelta(days=days) for days in (-1, 0, 1))]
    return person(), replace(job(), opens_on=draw.choice(shift), closes_on=draw.choice(shift))


def _available(draw: Random) -> Pair:
    near = [None, *(DAY + timedelta(days=days) for days in (-1, 0, 1, 28, 29))]
    client = person()
    which = draw.choice(("available_from", "basics_first_until", "education_first_until", "is_placed"))
    changed: dict[str, object] = {which: draw.choice(near) if which != "is_placed" else draw.random() < 0.7}
    return replace(client, **changed), job()  # type: ignore[arg-type]


def _objection(draw: Random) -> Pair:
    if draw.random() < 0.3:
        until = draw.choice((None, DAY, DAY - timedelta(days=1)))
        return replace(person(), forbidden=((draw.choice(("V1", "V1", "elders")), until),)), job()
    kind = draw.choice((WishKind.OCCUPATION, WishKind.SECTOR, WishKind.EMPLOYER, WishKind.SEARCH))
    code = {WishKind.OCCUPATION: "test", WishKind.SECTOR: "overig", WishKind.EMPLOYER: "W1"}.get(kind, "")
    stance = draw.choice((Stance.NOT, Stance.NOT, Stance.RATHER_NOT))
    wishes = (objection(kind, draw.choice((code, code, "ander")), stance),)
    return replace(person(), wishes=wishes), _at_another(draw, job())


def _at_another(draw: Random, vacancy: Vacancy) -> Vacancy:
    """Give a vacancy at perhaps another employer, in perhaps another sector or occupation."""
    return replace(
        vacancy,
        occupation=draw.choice((vacancy.occupation, vacancy.occupation, "ander")),
        sector=draw.choice((vacancy.sector, vacancy.sector, "ander")),
        employer=draw.choice((vacancy.employer, vacancy.employer, "ander")),
    )


def _hours(draw: Random) -> Pair:
    text = ("", "", "", "niet meer dan drie dagen per week")
    ceilings = (limit(code, draw.randint(0, 4), text=draw.choice(text)) for code in ("VI-2", "VI-3"))
    stated = draw.choice((None, 8, 12, 16, 20, 24, 36))
    client = replace(
        person("K1", *ceilings, without=draw.choice(("", "", "", "VI"))),
        week_minutes=None if stated is None else stated * HOUR,
        path=tuple(HoursStep(month=month, week_minutes=draw.choice((16, 20, 24, 30)) * HOUR) for month in (2, 6)),
    )
    least = draw.choice((8, 12, 16, 20))
    vacancy = replace(job(), ramp_months=draw.choice((0, 2, 3, 6)), days_per_week=draw.choice((3, 4, 5)))
    return client, replace(vacancy, week_minutes_min=least * HOUR, week_minutes_max=(least + 8) * HOUR)


def _times(draw: Random) -> Pair:
    parts = [None, *(tuple(draw.sample(tuple(DayPart), count)) for count in (1, 1, 2, 3, 4))]
    vacancy = replace(job(), times=draw.choice((*parts, (DayPart.DAY,))), every_evening=draw.random() < 0.5)
    kept = tuple(one for one in vacancy.demands if one.item != "VI-1")
    client = person("K1", limit("VI-1", 0, *some(draw, (1, 2)))) if draw.random() < 0.3 else person()
    return replace(client, times=draw.choice(parts)), replace(vacancy, demands=kept)


def _travel(draw: Random, places: Sequence[Place] = (HOME, FAR, LONELY)) -> Pair:
    modes = draw.choice((None, *(tuple(draw.sample(tuple(Mode), count)) for count in (1, 2, 3, 4))))
    ends = [draw.choice((None, *(place.key for place in places))) for _ in range(2)]
    own_limit = draw.choice((None, 10, 15, 20, 45, 60, 90, 120))
    client = replace(person(), place=ends[0], modes=modes, travel_limit=own_limit)
    return client, replace(job(), place=ends[1])


def _certificate(draw: Random) -> Pair:
    held = tuple(
        Qualification(kind="certificaat", code=code, has=draw.choice(tuple(Answer)))
        for code in draw.sample("abc", draw.randint(0, 3))
    )
    wanted = tuple(Requirement(kind="certificaat", code=code) for code in draw.sample("abc", draw.randint(1, 2)))
    return replace(person(), qualifications=held), replace(job(), requirements=wanted)


def _posture(draw: Random) -> Pair:
    limits = (limit(code, draw.randint(2, 3)) for code in ("V-2", "V-4", "IV-17"))
    client = replace(person("K1", *limits), week_minutes=draw.randint(700, 1440))
    return client, replace(job(), week_minutes_min=10 * HOUR, days_per_week=draw.randint(2, 6))


GATES_DRAWN: dict[Gate, Callable[[Random], Pair]] = {
    Gate.OPEN: _open,
    Gate.AVAILABLE: _available,
    Gate.OBJECTION: _objection,
    Gate.HOURS: _hours,
    Gate.TIMES: _times,
    Gate.TRAVEL: _travel,
    Gate.CERTIFICATE: _certificate,
    Gate.POSTURE: _posture,
}
