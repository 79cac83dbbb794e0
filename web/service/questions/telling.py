"""Answers of the solver, in references: what `web.language.told` names, taken from a solved night."""

from __future__ import annotations

from solver.question import SolvedNight
from solver.replan import Place
from solver.whatif import Answer, Moved
from solver.whynot import WhyNot
from solver.worth import Worth
from web.language.told import CostTold, Effect, MovedPerson, Spot, WhyTold, WorthTold


def effect_of(answer: Answer, solved: SolvedNight) -> Effect:
    """Give what a change does, with references in place of numbers."""
    return Effect(
        units=units_of(solved),
        at_least=answer.at_least,
        loss=answer.loss,
        low=answer.low,
        high=answer.high,
        meaning=answer.meaning.value,
        is_interval=answer.is_interval,
        gap=answer.gap,
        given_up=answer.given_up,
        points=answer.points,
        people=answer.people,
        moved=tuple(_moved(one, solved) for one in answer.moved),
        is_fewest=answer.is_fewest,
    )


def why_of(found: WhyNot, solved: SolvedNight) -> WhyTold:
    """Give why a pair is not in the plan."""
    return WhyTold(
        client=found.pair[0],
        vacancy=found.pair[1],
        why=found.why.value,
        fit=found.fit,
        unknowns=tuple((one.kind, one.code) for one in found.unknowns),
        units=units_of(solved),
        at_least=found.at_least,
        effect=effect_of(found.answer, solved) if found.answer is not None else None,
        costs=tuple(
            CostTold(kind=one.kind.value, value=one.value, owner=one.owner, budget=one.kind_of_budget)
            for one in found.costs
        ),
    )


def worth_told(found: Worth, solved: SolvedNight) -> WorthTold:
    """Give what one more of one thing gives."""
    return WorthTold(
        owner=found.owner,
        kind=found.kind,
        amount=found.amount,
        units=units_of(solved),
        low=found.low,
        high=found.high,
        effect=effect_of(found.answer, solved) if found.answer is not None else None,
    )


def units_of(solved: SolvedNight) -> int:
    """Give the value units in one point."""
    return solved.night.policy.value_units_per_point


def _moved(found: Moved, solved: SolvedNight) -> MovedPerson:
    return MovedPerson(
        client=str(solved.night.region.clients[found.client].key),
        had=_spot(found.had, solved),
        gets=_spot(found.gets, solved),
    )


def _spot(found: Place | None, solved: SolvedNight) -> Spot | None:
    if found is None:
        return None
    return Spot(vacancy=str(solved.night.region.vacancies[found.vacancy].key), points=found.points)
