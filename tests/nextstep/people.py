"""Nights of a few people, and what their next steps say."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from fixtures.days import DAY
from fixtures.tiny import ASSESSED_ON, FAR, HOME, job
from matcher.domain.argument import Argument, ArgumentCode, OutcomeKind
from matcher.domain.client import Client, Stance, Wish, WishKind
from matcher.domain.outcome import NextStep
from matcher.domain.profile import CapacityValue, Source
from matcher.domain.region import Held, Place, Region
from matcher.domain.road import Road
from matcher.domain.vacancy import Vacancy
from matcher.policy import MatchPolicy
from matcher.rules import Rulebook
from solver.plan import make_plan
from solver.planned import Plan

RULES = Rulebook.load().on(DAY)
LATER = date(2027, 3, 1)
FARTHER = Place(key="verder", x=282_000, y=499_000)
"""Forty kilometres from home: 83 minutes by car, 166 by public transport."""


def night(
    clients: Sequence[Client],
    vacancies: Sequence[Vacancy] = (),
    *,
    held: Sequence[Held] = (),
    roads: Sequence[Road] = (),
    policy: MatchPolicy | None = None,
    threads: int = 2,
) -> Plan:
    region = Region(
        clients=tuple(clients),
        vacancies=tuple(vacancies),
        places=(HOME, FAR, FARTHER),
        held=tuple(held),
        roads=tuple(roads),
    )
    return make_plan(region, day=DAY, rules=RULES, match_policy=policy, threads=threads)


def step_of(plan: Plan, key: str = "K1") -> NextStep:
    return next(step for step in plan.next_steps if step.client == key)


def outcome_of(plan: Plan, key: str = "K1") -> OutcomeKind:
    return step_of(plan, key).outcome


def argument(step: NextStep, code: ArgumentCode) -> Argument:
    return next(one for one in step.arguments if one.code is code)


def cited(one: Argument) -> list[str]:
    return [fact.value for fact in one.facts]


def said_by(source: Source, item: str, level: int = 0, *conditions: int, text: str = "") -> CapacityValue:
    return CapacityValue(
        item=item, level=level, conditions=conditions, text=text, source=source, recorded_on=ASSESSED_ON
    )


def no_searching(words: str = "Nu even niet") -> Wish:
    return Wish(kind=WishKind.SEARCH, code="", stance=Stance.NOT, words=words, recorded_on=ASSESSED_ON)


def far_job(key: str = "V1") -> Vacancy:
    """Give work at more than an hour by bicycle."""
    return replace(job(key=key), place=FAR.key)
