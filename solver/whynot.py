"""Why somebody is not proposed for a vacancy: it cannot be, a question is open, the plan loses, or it is equal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from matcher.domain.candidate import Fit
from matcher.domain.client import Client
from matcher.domain.vacancy import Vacancy
from matcher.fit import fit
from matcher.nextstep.unknown import CERTIFICATE, Unknown, answered, can_open, held_items, unknowns_of
from matcher.scales import Scales
from solver.asked import Asked, ask
from solver.policy import Effort
from solver.problem import PRICE_SCALE
from solver.question import Pair, Question, SolvedNight
from solver.whatif import Answer


class Why(StrEnum):
    """What stands between a person and a vacancy."""

    PROPOSED = "voorgesteld"
    HELD = "in_bespreking"
    NOT_PROPOSABLE = "past_niet"
    UNKNOWN = "vraag_open"
    NO_ROOM = "geen_ruimte"
    COSTS = "plan_verliest"
    EQUAL = "gelijk"


class CostKind(StrEnum):
    """What a pair would take, at the prices of the night."""

    PLACE = "plek"
    BUDGET = "budget"
    OWN_PLACE = "eigen_plek"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """One reason why the plan loses: what the pair takes from others, or what the person himself gives up.

    Attributes
    ----------
    owner, kind_of_budget
        Whose budget, and which; empty where it is none.
    value
        In value units, at the prices of the night.
    """

    kind: CostKind
    value: int
    owner: str = ""
    kind_of_budget: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """The answer for one pair.

    Attributes
    ----------
    fit
        The pair weighed; None where the person is not in the night (a proposal is being discussed with him).
    unknowns
        What is not known and keeps it shut: the one thing, or all that would have to be answered together.
    at_least, answer
        What proposing it would cost at least, and exactly; None where it cannot be proposed.
    costs
        Why the plan loses, most first.
    """

    pair: Pair
    why: Why
    fit: Fit | None = None
    unknowns: tuple[Unknown, ...] = ()
    at_least: int | None = None
    answer: Answer | None = None
    costs: tuple[Cost, ...] = ()


def why_not(solved: SolvedNight, pair: Pair, *, effort: str = Effort.PROOF) -> WhyNot:
    """Say why a pair is not in the plan.

    Raises
    ------
    ProblemError
        Where the person or the vacancy is not in the night.
    """
    if any(held.client == pair[0] for held in solved.night.whole.held):
        return WhyNot(pair=pair, why=Why.HELD)
    client = solved.night.region.clients[solved.number_of_client(pair[0])]
    vacancy = solved.night.region.vacancies[solved.number_of_vacancy(pair[1])]
    weighed = fit(client, vacancy, solved.night.scales)
    if not weighed.is_proposable:
        unknowns = what_is_missing(client, vacancy, solved.night.scales)
        return WhyNot(pair=pair, why=Why.UNKNOWN if unknowns else Why.NOT_PROPOSABLE, fit=weighed, unknowns=unknowns)
    if _is_proposed(solved, pair):
        return WhyNot(pair=pair, why=Why.PROPOSED, fit=weighed)
    asked = ask(solved, Question(pin=pair))
    fitting = asked.fitting()
    if fitting is None:
        return WhyNot(pair=pair, why=Why.NO_ROOM, fit=weighed, costs=_no_room(asked))
    answer = fitting.answer(effort)
    is_equal = _is_equal(answer, solved.night.policy.value_units_per_point)
    return WhyNot(
        pair=pair,
        why=Why.EQUAL if is_equal else Why.COSTS,
        fit=weighed,
        at_least=fitting.at_least(),
        answer=answer,
        costs=_costs(fitting),
    )


def what_is_missing(client: Client, vacancy: Vacancy, scales: Scales) -> tuple[Unknown, ...]:
    """Give what is not known of a person and keeps a vacancy shut; nothing where no answer would open it."""
    certificates = [one.code for one in vacancy.requirements if one.kind == CERTIFICATE]
    unknowns = [one for one in unknowns_of(client, held_items(client, scales), certificates) if can_open(one)]
    for one in unknowns:
        if fit(answered(client, [one], scales), vacancy, scales).is_proposable:
            return (one,)
    if not unknowns or not fit(answered(client, unknowns, scales), vacancy, scales).is_proposable:
        return ()
    needed = list(unknowns)
    for one in unknowns:
        rest = [other for other in needed if other != one]
        if fit(answered(client, rest, scales), vacancy, scales).is_proposable:
            needed = rest
    return tuple(needed)


def _is_proposed(solved: SolvedNight, pair: Pair) -> bool:
    row = int(solved.standing.own[solved.number_of_client(pair[0])])
    return row >= 0 and int(solved.standing.problem.vacancy[row]) == solved.number_of_vacancy(pair[1])


def _is_equal(answer: Answer, units_per_point: int) -> bool:
    """Whether the plan with the pair is as good: no point and no person less; only the lottery of the tie differs."""
    if answer.is_interval:
        return False
    return abs(answer.loss) < units_per_point and answer.points >= 0 and answer.people >= 0


def _no_room(asked: Asked) -> tuple[Cost, ...]:
    """Name what the pair itself would need more of than there is: a place, or a hard budget."""
    problem, supply = asked.solved.standing.problem, asked.supply
    row = asked.changes[0].pinned[0]
    if supply.positions[problem.vacancy[row]] == 0:
        return (Cost(kind=CostKind.PLACE, value=0),)
    return tuple(
        Cost(kind=CostKind.BUDGET, value=0, owner=shelf.owner, kind_of_budget=shelf.kind)
        for shelf in (asked.solved.night.posed.shelves[budget] for budget in asked.too_small_for(row))
    )


def _costs(asked: Asked) -> tuple[Cost, ...]:
    """Take apart what the pair costs at the prices of the night: its place, its budgets, the person's own place."""
    standing = asked.solved.standing
    problem, prices = standing.problem, standing.prices
    row = asked.changes[asked.cheapest()].pinned[0]
    shelves = asked.solved.night.posed.shelves
    found = [Cost(kind=CostKind.PLACE, value=int(prices.place[problem.vacancy[row]]) // PRICE_SCALE)]
    for use in range(int(problem.use_start[row]), int(problem.use_start[row + 1])):
        budget = int(problem.use_budget[use])
        value = int(problem.use_amount[use]) * int(prices.budget[budget]) // PRICE_SCALE
        shelf = shelves[budget]
        found.append(Cost(kind=CostKind.BUDGET, value=value, owner=shelf.owner, kind_of_budget=shelf.kind))
    own = int(standing.own[problem.client[row]])
    if own >= 0:
        found.append(Cost(kind=CostKind.OWN_PLACE, value=int(problem.value[own]) - int(problem.value[row])))
    counted = (cost for cost in found if cost.value > 0)
    return tuple(sorted(counted, key=lambda cost: (-cost.value, cost.kind, cost.owner)))
