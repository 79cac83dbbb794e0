"""Pairs about one instrument, and neighbours that differ in one line of points."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

from fixtures.days import DAY
from fixtures.tiny import FAR, UNWILLING, WILLING, demand, job, limit, person
from matcher.domain.candidate import Line
from matcher.domain.client import Client, HoursStep, LksGroup, Mode, Qualification, Stance, WishKind
from matcher.domain.profile import Answer, Frequency
from matcher.domain.support import Instrument
from matcher.domain.vacancy import Requirement, Vacancy
from tests.matcher.closings import alone
from tests.matcher.drawing.gates import objection
from tests.matcher.drawing.items import HOUR, Pair


def draw_with_instrument(draw: Random, instrument: Instrument) -> Pair:
    """Give a pair that only this instrument opens, or where it is a claim."""
    member = replace(person(), lks_group=LksGroup.ESTABLISHED, week_minutes=draw.randint(20 * HOUR, 24 * HOUR))
    if instrument is Instrument.HOURS_PATH:
        now, later = draw.randint(8, 19), draw.randint(20, 30)
        client = replace(person(), week_minutes=now * HOUR, path=(HoursStep(month=2, week_minutes=later * HOUR),))
        return client, replace(job(), ramp_months=draw.randint(2, 6))
    if instrument is Instrument.JOBCOACH_VERY_LIGHT:
        # Nobody but the person may decline guidance: an employer who says no is asked.
        return member, job(can=replace(UNWILLING, jobcoach=draw.choice(tuple(Answer))))
    pair = draw.choice(alone(instrument))
    group = draw.choice(tuple(LksGroup)) if instrument is not Instrument.WAGE_SUBSIDY else LksGroup.ESTABLISHED
    return replace(pair.client, lks_group=group, week_minutes=draw.randint(20 * HOUR, 24 * HOUR)), pair.vacancy


def _wish_twin(draw: Random, client: Client, vacancy: Vacancy) -> Pair:
    kinds = ((WishKind.OCCUPATION, vacancy.occupation), (WishKind.SECTOR, vacancy.sector), (WishKind.EMPLOYER, "X"))
    kind, code = draw.choice(kinds)
    wishes = [objection(kind, code, draw.choice((Stance.GLADLY, Stance.RATHER_NOT)))]
    if draw.random() < 0.3:
        wishes.append(objection(draw.choice(kinds)[0], "ander", Stance.GLADLY))
    rest = tuple(one for one in client.wishes if one.kind is WishKind.SUPPORT)
    silent: dict[str, str] = {draw.choice(("occupation", "sector")): ""} if draw.random() < 0.3 else {}
    return replace(client, wishes=(*rest, *wishes)), replace(vacancy, **silent)  # type: ignore[arg-type]


def _load_twin(draw: Random, client: Client, vacancy: Vacancy) -> Pair:
    codes = draw.sample(("IV-18", "V-5", "II-8", "IV-19"), draw.randint(1, 2))
    asked = tuple(demand(code, 0, Frequency.INCIDENTAL) for code in codes)
    limited = {value.item: value for value in client.profile.values} | {code: limit(code, 1) for code in codes}
    profile = replace(client.profile, values=tuple(limited.values()))
    kept = tuple(one for one in vacancy.demands if one.item not in codes)
    return replace(client, profile=profile), replace(vacancy, demands=(*asked, *kept), adaptations=UNWILLING)


def _ability_twin(draw: Random, client: Client, vacancy: Vacancy) -> Pair:
    held = tuple(
        Qualification(kind="vaardigheid", code=code, has=draw.choice(tuple(Answer)), mastery=draw.randint(0, 5))
        for code in "ab"
    )
    wanted = tuple(Requirement(kind="vaardigheid", code=code, mastery=draw.randint(0, 4)) for code in "abc")
    return replace(client, qualifications=held), replace(vacancy, requirements=wanted)


def _travel_twin(draw: Random, client: Client, vacancy: Vacancy) -> Pair:
    return replace(client, modes=tuple(Mode), travel_limit=draw.randint(60, 120)), replace(vacancy, place=FAR.key)


def _hours_twin(draw: Random, client: Client, vacancy: Vacancy) -> Pair:
    return replace(client, path=(HoursStep(month=9, week_minutes=draw.randint(28, 50) * HOUR),)), vacancy


def _lasting_twin(draw: Random, client: Client, vacancy: Vacancy) -> Pair:
    months, grows = draw.choice((None, 3, 6, 9)), draw.choice(tuple(Answer))
    return client, replace(vacancy, contract_months=months, can_grow=grows)


def _waiting_twin(draw: Random, client: Client, vacancy: Vacancy) -> Pair:
    return replace(client, last_step_on=DAY - timedelta(days=draw.randint(0, 150))), vacancy


def _support_twin(draw: Random, client: Client, vacancy: Vacancy) -> Pair:
    code = draw.choice(("I-9", "IV-7", "IV-15", "IV-16", "V-3"))
    kept = tuple(one for one in vacancy.demands if one.item != code)
    heavy = replace(vacancy, demands=(demand(code, 0), *kept), adaptations=replace(WILLING, jobcoach=Answer.YES))
    return replace(client, profile=replace(client.profile, values=(limit(code, 1),))), heavy


TWINS: dict[Line, Callable[[Random, Client, Vacancy], Pair]] = {
    Line.WISH: _wish_twin,
    Line.LOAD: _load_twin,
    Line.ABILITY: _ability_twin,
    Line.TRAVEL: _travel_twin,
    Line.HOURS: _hours_twin,
    Line.LASTING: _lasting_twin,
    Line.WAITING: _waiting_twin,
    Line.SUPPORT: _support_twin,
}
