"""The gates: what shuts each, what opens it, and that an unknown value is a question and shuts none."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from fixtures.days import DAY
from fixtures.tiny import ASSESSED_ON, FAR, HOME, job, limit, person
from matcher.domain.candidate import GATES, Gate, Verdict
from matcher.domain.client import Client, DayPart, HoursStep, Mode, Qualification, Stance, Wish, WishKind
from matcher.domain.profile import Answer, CapacityValue
from matcher.domain.region import TravelTime
from matcher.domain.support import Instrument
from matcher.domain.vacancy import Requirement, Vacancy
from matcher.fit import first_gate
from matcher.gates import hours_of, week_ceiling
from matcher.policy import MatchPolicy
from tests.builders import gate_of, refusing, scales, scales_of, weighed

TOMORROW, YESTERDAY = DAY + timedelta(days=1), DAY - timedelta(days=1)
PAST, LET_OP, ASK, SHUT = Verdict.PAST, Verdict.LET_OP, Verdict.VRAAG_NA, Verdict.KAN_NIET
HOUR = 60


def verdict(gate: Gate, client: Client | None = None, vacancy: Vacancy | None = None) -> Verdict:
    return gate_of(weighed(client or person(), vacancy or job()), gate).verdict


def test_a_plain_pair_passes_every_gate_in_the_order_of_the_design() -> None:
    found = weighed(person(), job())
    assert [result.gate for result in found.gates] == list(GATES)
    assert {result.verdict for result in found.gates} == {PAST}
    assert first_gate(found.gates) is None


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [(DAY, DAY, PAST), (TOMORROW, None, SHUT), (None, YESTERDAY, SHUT), (None, None, PAST), (None, TOMORROW, PAST)],
)
def test_a_vacancy_is_open_on_its_own_days(opens: date | None, closes: date | None, expected: Verdict) -> None:
    assert verdict(Gate.OPEN, vacancy=replace(job(), opens_on=opens, closes_on=closes)) is expected


@pytest.mark.parametrize(
    ("change", "expected", "code"),
    [
        ({"available_from": DAY + timedelta(days=28)}, PAST, ""),
        ({"available_from": DAY + timedelta(days=29)}, SHUT, "later"),
        ({"available_from": None}, ASK, ""),
        ({"basics_first_until": TOMORROW}, SHUT, "basis"),
        ({"basics_first_until": DAY}, PAST, ""),
        ({"education_first_until": TOMORROW}, SHUT, "onderwijs"),
        ({"education_first_until": DAY}, PAST, ""),
        ({"is_placed": True}, SHUT, "aan_het_werk"),
    ],
)
def test_a_person_is_available(change: dict[str, object], expected: Verdict, code: str) -> None:
    found = gate_of(weighed(replace(person(), **change), job()), Gate.AVAILABLE)  # type: ignore[arg-type]
    assert (found.verdict, found.code) == (expected, code)


@pytest.mark.parametrize(
    ("kind", "code", "stance", "expected"),
    [
        (WishKind.OCCUPATION, "test", Stance.NOT, SHUT),
        (WishKind.OCCUPATION, "test", Stance.RATHER_NOT, PAST),
        (WishKind.OCCUPATION, "ander", Stance.NOT, PAST),
        (WishKind.SECTOR, "overig", Stance.NOT, SHUT),
        (WishKind.SECTOR, "test", Stance.NOT, PAST),
        (WishKind.EMPLOYER, "W1", Stance.NOT, SHUT),
        (WishKind.EMPLOYER, "W2", Stance.NOT, PAST),
        (WishKind.SEARCH, "", Stance.NOT, SHUT),
        (WishKind.SUPPORT, "jobcoach_licht", Stance.NOT, PAST),
    ],
)
def test_a_recorded_no_shuts_and_nothing_else_does(
    kind: WishKind, code: str, stance: Stance, expected: Verdict
) -> None:
    wish = Wish(kind=kind, code=code, stance=stance, words="Nee", recorded_on=ASSESSED_ON)
    assert verdict(Gate.OBJECTION, replace(person(), wishes=(wish,))) is expected


@pytest.mark.parametrize(
    ("key", "until", "expected"),
    [("V1", None, SHUT), ("V1", DAY, SHUT), ("V1", YESTERDAY, PAST), ("V2", None, PAST)],
)
def test_niet_doen_holds_for_one_pair_until_its_last_day(key: str, until: date | None, expected: Verdict) -> None:
    assert verdict(Gate.OBJECTION, replace(person(), forbidden=((key, until),))) is expected


@pytest.mark.parametrize(
    ("hours", "path", "ramp", "expected", "planned"),
    [
        (24, (), 0, PAST, 24),
        (20, (), 0, PAST, 20),
        (36, (), 0, PAST, 24),  # the vacancy's own most
        (19, (), 0, SHUT, 19),
        (16, ((3, 20),), 3, LET_OP, 16),
        (16, ((3, 20),), 2, SHUT, 16),
        (16, ((3, 19),), 3, SHUT, 16),
        (None, (), 0, ASK, 20),  # unknown: the vacancy's least is planned
    ],
)
def test_hours_reach_the_least_now_or_along_the_path(
    hours: int | None, path: tuple[tuple[int, int], ...], ramp: int, expected: Verdict, planned: int
) -> None:
    steps = tuple(HoursStep(month=month, week_minutes=step * HOUR) for month, step in path)
    client = replace(person(), week_minutes=None if hours is None else hours * HOUR, path=steps)
    found = weighed(client, replace(job(), ramp_months=ramp))
    assert gate_of(found, Gate.HOURS).verdict is expected
    assert found.planned_week_minutes == planned * HOUR


@pytest.mark.parametrize(
    ("code", "level", "days", "ceiling"),
    [
        ("VI-3", 0, 4, 60),
        ("VI-3", 1, 4, 40),
        ("VI-3", 2, 4, 30),
        ("VI-3", 3, 4, 20),
        ("VI-3", 4, 4, 10),
        ("VI-2", 1, 4, 32),
        ("VI-2", 2, 4, 24),
        ("VI-2", 3, 4, 16),
        ("VI-2", 4, 4, 8),
        ("VI-2", 3, 5, 20),
    ],
)
def test_the_ceilings_of_working_time(code: str, level: int, days: int, ceiling: int) -> None:
    assert week_ceiling(person("K1", limit(code, level)), days, scales()) == (ceiling * HOUR, True)


def test_a_ceiling_caps_what_is_stated_and_no_path_rises_above_it() -> None:
    client = replace(
        person("K1", limit("VI-3", 3)), week_minutes=30 * HOUR, path=(HoursStep(month=1, week_minutes=30 * HOUR),)
    )
    vacancy = replace(job(), ramp_months=6, week_minutes_max=36 * HOUR)
    found = hours_of(client, vacancy, scales())
    assert (found.stated, found.planned, found.reached) == (20 * HOUR, 20 * HOUR, 20 * HOUR)
    assert verdict(Gate.HOURS, client, replace(vacancy, week_minutes_min=21 * HOUR)) is SHUT


def test_a_ceiling_nobody_assessed_is_a_question_even_where_hours_were_stated() -> None:
    assert verdict(Gate.HOURS, person(without="VI")) is ASK
    stale = replace(limit("VI-3", 1), recorded_on=date(2024, 1, 1))
    only_week = replace(person(without="VI"), profile=person("K1", stale, without="VI").profile)
    assert verdict(Gate.HOURS, only_week) is ASK


@pytest.mark.parametrize(
    "value",
    [limit("VI-3", text="niet meer dan drie dagen per week"), limit("VI-2", 2, text="na de middag rust")],
    ids=lambda one: str(one.item),
)
def test_a_text_beside_a_ceiling_is_a_question_and_the_ceiling_stays(value: CapacityValue) -> None:
    client, plain = person("K1", value), person("K1", replace(value, text=""))
    assert verdict(Gate.HOURS, client) is ASK
    assert verdict(Gate.HOURS, plain) is PAST
    assert week_ceiling(client, 4, scales()) == (week_ceiling(plain, 4, scales())[0], False)
    assert weighed(client, job()).is_proposable
    assert verdict(Gate.HOURS, person("K1", limit("VI-2", 4, text="wat dan ook"))) is SHUT


@pytest.mark.parametrize(
    ("times", "free", "expected"),
    [
        ((DayPart.DAY,), None, PAST),
        ((DayPart.DAY,), (DayPart.DAY,), PAST),
        ((DayPart.DAY,), (DayPart.EVENING,), SHUT),
        ((DayPart.DAY, DayPart.EVENING), (DayPart.DAY,), SHUT),
        ((DayPart.DAY, DayPart.EVENING), (DayPart.DAY, DayPart.EVENING), PAST),
        ((DayPart.EVENING,), None, ASK),
        (None, (DayPart.DAY,), ASK),
        (None, tuple(DayPart), PAST),
        (None, None, ASK),
    ],
)
def test_the_parts_of_the_week_fit(
    times: tuple[DayPart, ...] | None, free: tuple[DayPart, ...] | None, expected: Verdict
) -> None:
    assert verdict(Gate.TIMES, replace(person(), times=free), replace(job(), times=times)) is expected


def _by_bike(minutes: int, limit_minutes: int | None, modes: tuple[Mode, ...] | None) -> Verdict:
    times = [TravelTime(from_place=HOME.key, to_place=FAR.key, mode=Mode.BIKE, minutes=minutes)]
    client = replace(person(), travel_limit=limit_minutes, modes=modes)
    found = weighed(client, replace(job(), place=FAR.key), scales_of((HOME, FAR), times))
    return gate_of(found, Gate.TRAVEL).verdict


def test_travel_is_held_against_the_own_limit_by_the_own_modes() -> None:
    assert _by_bike(30, 30, (Mode.BIKE,)) is PAST
    assert _by_bike(31, 30, (Mode.BIKE,)) is SHUT
    assert _by_bike(30, 30, (Mode.WALK,)) is SHUT
    assert _by_bike(45, None, (Mode.BIKE,)) is ASK
    assert _by_bike(46, None, (Mode.BIKE,)) is SHUT


def test_unknown_modes_are_walking_and_public_transport() -> None:
    # 15 km by public transport: 15,000 x 1.3 / 20,000 x 60 = 58.5, 59 with 10 more: 69 minutes.
    far = replace(job(), place=FAR.key)
    for own_limit, expected in ((68, SHUT), (69, ASK)):
        client = replace(person(), modes=None, travel_limit=own_limit)
        found = gate_of(weighed(client, far), Gate.TRAVEL)
        assert (found.verdict, found.asks) == (expected, 69)


def test_a_place_nobody_knows_is_a_question() -> None:
    for client, vacancy in ((replace(person(), place=None), job()), (person(), replace(job(), place=None))):
        found = weighed(client, vacancy)
        assert gate_of(found, Gate.TRAVEL).verdict is ASK
        assert found.travel_minutes == -1


@pytest.mark.parametrize(
    ("has", "expected"), [(Answer.YES, PAST), (Answer.NO, SHUT), (Answer.UNKNOWN, ASK), (None, ASK)]
)
def test_a_certificate_is_there_or_asked_for(has: Answer | None, expected: Verdict) -> None:
    held = () if has is None else (Qualification(kind="certificaat", code="vca", has=has),)
    vacancy = replace(job(), requirements=(Requirement(kind="certificaat", code="vca"),))
    assert verdict(Gate.CERTIFICATE, replace(person(), qualifications=held), vacancy) is expected


def test_one_absent_certificate_shuts_over_one_that_is_asked_and_a_skill_shuts_nothing() -> None:
    needs = tuple(Requirement(kind="certificaat", code=code) for code in ("a", "b"))
    lacking = replace(person(), qualifications=(Qualification(kind="certificaat", code="b", has=Answer.NO),))
    assert verdict(Gate.CERTIFICATE, lacking, replace(job(), requirements=needs)) is SHUT
    skill = (Requirement(kind="vaardigheid", code="b"),)
    assert verdict(Gate.CERTIFICATE, person(), replace(job(), requirements=skill)) is PAST


def test_postures_together_have_to_fill_the_planned_day() -> None:
    # Level 3 of sitting is 120 minutes, of standing and of walking 29 each: 178 a day, 712 on four days.
    client = person("K1", *(limit(code, 3) for code in ("V-2", "V-4", "IV-17")))
    vacancy = replace(job(), week_minutes_min=10 * HOUR)
    for minutes, expected in ((712, PAST), (713, SHUT)):
        found = gate_of(weighed(replace(client, week_minutes=minutes), vacancy), Gate.POSTURE)
        assert (found.verdict, found.has) == (expected, 178)


@pytest.mark.parametrize("free", ["V-2", "V-4", "IV-17"])
def test_one_posture_without_a_limit_fills_any_day(free: str) -> None:
    codes = [code for code in ("V-2", "V-4", "IV-17") if code != free]
    assert verdict(Gate.POSTURE, person("K1", *(limit(code, 3) for code in codes))) is PAST


def test_the_first_gate_that_is_shut_is_named() -> None:
    far = replace(job(), place=FAR.key, opens_on=TOMORROW)
    assert first_gate(weighed(person(), far).gates) is Gate.OPEN
    assert first_gate(weighed(person(), replace(far, opens_on=None)).gates) is Gate.TRAVEL


UNKNOWNS: dict[str, Callable[[Client], Client]] = {
    "hours": lambda one: replace(one, week_minutes=None),
    "travel limit": lambda one: replace(one, travel_limit=None),
    "modes": lambda one: replace(one, modes=None),
    "times": lambda one: replace(one, times=None),
    "place": lambda one: replace(one, place=None),
    "availability": lambda one: replace(one, available_from=None),
    "working time": lambda one: replace(one, profile=person(without="VI").profile),
}


@pytest.mark.parametrize("name", UNKNOWNS)
def test_an_unknown_never_stops_a_person(name: str) -> None:
    vacancy = replace(job(), times=(DayPart.DAY, DayPart.EVENING)) if name == "times" else job()
    found = weighed(UNKNOWNS[name](person()), vacancy)
    assert found.verdict is ASK
    assert found.is_proposable


def test_the_lead_time_is_policy() -> None:
    client = replace(person(), available_from=DAY + timedelta(days=29))
    patient = scales_of((HOME, FAR), policy=MatchPolicy(start_lead_days=29))
    assert gate_of(weighed(client, job(), patient), Gate.AVAILABLE).verdict is PAST


def test_who_refuses_to_grow_is_not_proposed_where_hours_must_grow() -> None:
    client = replace(person(), week_minutes=16 * HOUR, path=(HoursStep(month=2, week_minutes=20 * HOUR),))
    vacancy = replace(job(), ramp_months=2)
    assert weighed(client, vacancy).packages[0].package.instruments == (Instrument.HOURS_PATH,)
    refused = weighed(refusing(client, Instrument.HOURS_PATH), vacancy)
    assert (refused.verdict, refused.packages, refused.is_proposable) == (Verdict.LET_OP, (), False)


def test_a_gate_shows_the_two_figures_it_compared_and_none_where_it_compared_none() -> None:
    client = replace(person("K1", limit("V-2", 3)), place=HOME.key)
    figures = {gate.gate: (gate.has, gate.asks) for gate in weighed(client, job()).gates}
    assert figures == {
        Gate.OPEN: (-1, -1),
        Gate.AVAILABLE: (-1, -1),
        Gate.OBJECTION: (-1, -1),
        Gate.HOURS: (24 * HOUR, 20 * HOUR),
        Gate.TIMES: (-1, -1),
        Gate.TRAVEL: (30, 0),
        Gate.CERTIFICATE: (-1, -1),
        Gate.POSTURE: (120 + 2 * 24 * HOUR, 24 * HOUR // 4),
    }


def test_a_ceiling_that_is_too_old_is_a_question_and_caps_nothing() -> None:
    old = replace(limit("VI-3", 4), recorded_on=date(2024, 10, 1))
    profile = person("K1", old, without="VI").profile
    found = weighed(replace(person(), profile=profile), job())
    assert found.planned_week_minutes == 24 * HOUR
    assert gate_of(found, Gate.HOURS).verdict is ASK


def test_of_several_steps_within_the_time_the_job_leaves_the_highest_counts() -> None:
    path = (HoursStep(month=1, week_minutes=18 * HOUR), HoursStep(month=3, week_minutes=20 * HOUR))
    client = replace(person(), week_minutes=16 * HOUR, path=path)
    assert verdict(Gate.HOURS, client, replace(job(), ramp_months=3)) is LET_OP
    assert verdict(Gate.HOURS, client, replace(job(), ramp_months=2)) is SHUT


def test_a_path_beside_a_ceiling_nobody_assessed_stays_a_question() -> None:
    client = replace(person(without="VI"), week_minutes=16 * HOUR, path=(HoursStep(month=1, week_minutes=20 * HOUR),))
    found = gate_of(weighed(client, replace(job(), ramp_months=3)), Gate.HOURS)
    assert (found.verdict, found.code) == (ASK, "")


def test_a_no_without_a_name_does_not_meet_work_without_a_name() -> None:
    wish = Wish(kind=WishKind.SECTOR, code="", stance=Stance.NOT, words="Nee", recorded_on=ASSESSED_ON)
    assert verdict(Gate.OBJECTION, replace(person(), wishes=(wish,)), replace(job(), sector="")) is PAST


def test_the_first_certificate_that_is_missing_is_named_and_a_skill_of_that_name_is_none() -> None:
    needs = tuple(Requirement(kind="certificaat", code=code) for code in ("a", "b", "c"))
    skill = Qualification(kind="vaardigheid", code="b", has=Answer.NO)
    for absent, named in (((), "a"), (("b", "c"), "b")):
        held = tuple(Qualification(kind="certificaat", code=code, has=Answer.NO) for code in absent)
        client = replace(person(), qualifications=(*held, skill))
        assert gate_of(weighed(client, replace(job(), requirements=needs)), Gate.CERTIFICATE).code == named
