"""What the pages of a proposal claim about a plan, held to a second reckoning on a drawn night."""

from random import Random

import numpy as np
import pytest

from matcher.domain.nearmiss import EMPLOYER_KINDS, Step
from matcher.fit import fit
from matcher.nearmiss import apply, apply_to_vacancy
from solver.asked import ask
from solver.change import changed_problem
from solver.question import Pair, Question, SolvedNight
from solver.result import Status
from solver.solve import solve
from solver.verify import measure
from solver.worth import worth_of
from tests.campaigns.whynot import campaign, night_of
from web.language.whatif import worth_rows
from web.service.dossier.explained import openers
from web.service.questions.telling import effect_of, worth_told

N_PAIRS, N_ASKED = 200, 6
TIES = 31


@pytest.fixture(scope="module")
def solved() -> SolvedNight:
    """A drawn night of sixty people, solved once."""
    return night_of(60, 30, 7)


def proposed(solved: SolvedNight) -> list[Pair]:
    problem, plan, region = solved.standing.problem, solved.standing.plan, solved.night.region
    rows = zip(problem.client[plan].tolist(), problem.vacancy[plan].tolist(), strict=True)
    return [(str(region.clients[i].key), str(region.vacancies[j].key)) for i, j in rows]


def again(solved: SolvedNight, question: Question) -> int:
    """Solve the night after a question from nothing; give its worth."""
    asked = ask(solved, question)
    result = solve(changed_problem(solved.standing.problem, asked.changes[0]), "proof", asked.price_after(0))
    assert result.status is Status.OPTIMAL
    assert result.objective is not None
    return result.objective


def test_criterion_11_everybody_whose_points_differ_is_named_and_the_loss_is_that_of_a_second_solve(
    solved: SolvedNight,
) -> None:
    for pair in proposed(solved)[:N_ASKED]:
        question = Question(forbid=(pair,))
        effect = effect_of(ask(solved, question).answer(slack=0), solved)
        gained = sum((one.gets.points if one.gets else 0) - (one.had.points if one.had else 0) for one in effect.moved)
        placed = sum((one.gets is not None) - (one.had is not None) for one in effect.moved)
        assert (gained, placed) == (effect.points, effect.people)
        assert pair[0] in {one.client for one in effect.moved}
        assert all(one.had != one.gets for one in effect.moved)
        assert effect.meaning == "proven"
        assert effect.loss == (solved.proven.objective or 0) - again(solved, question)


def test_criterion_11_no_plan_as_good_moves_fewer_people_than_are_named(solved: SolvedNight) -> None:
    pair = proposed(solved)[0]
    asked = ask(solved, Question(forbid=(pair,)))
    fresh = solve(changed_problem(solved.standing.problem, asked.changes[0]), "proof", asked.price_after(0))
    assert fresh.chosen is not None
    night, problem = solved.standing.problem, fresh.problem
    had = {int(night.client[row]): int(night.given[row]) for row in solved.standing.plan}
    gets = {int(problem.client[row]): int(problem.given[row]) for row in fresh.chosen}
    differ = {client for client in {*had, *gets} if had.get(client) != gets.get(client)}
    assert len(asked.answer(slack=0).moved) <= len(differ)
    assert asked.answer(slack=0).is_fewest


def test_criterion_27_the_plan_is_worth_its_points_with_bonus_and_lottery_less_what_is_short(
    solved: SolvedNight,
) -> None:
    problem, plan, policy = solved.standing.problem, solved.standing.plan, solved.night.policy
    measured = measure(problem, plan)
    rest = problem.value[plan] - policy.value_units_per_point * problem.floor_amount[plan]
    bonus = np.where(rest >= policy.stability_bonus, policy.stability_bonus, 0)
    assert ((rest - bonus >= 0) & (rest - bonus <= TIES)).all()
    prices = [max(0, price) for price in problem.overflow_price.tolist()]
    short = sum(over * price for over, price in zip(measured.overflow, prices, strict=True))
    missed = policy.floor_penalty * sum(measured.shortfall)
    points = int(problem.floor_amount[plan].sum()) * policy.value_units_per_point
    assert solved.standing.objective == points + int(rest.sum()) - short - missed


def test_criterion_28_each_step_that_is_named_opens_its_pair_for_the_kernel_too(solved: SolvedNight) -> None:
    region, scales = solved.night.region, solved.night.scales
    every = [(i, j) for i in range(len(region.clients)) for j in range(len(region.vacancies))]
    shut = [(i, j) for i, j in every if not fit(region.clients[i], region.vacancies[j], scales).is_proposable]
    tried = 0
    for i, j in Random(28).sample(shut, min(N_PAIRS, len(shut))):
        for step in openers(region.clients[i], region.vacancies[j], scales)[:2]:
            tried += 1
            assert opens(solved, i, j, step), (i, j, step)
    assert tried > 20


def opens(solved: SolvedNight, i: int, j: int, step: Step) -> bool:
    """Whether the compiled kernel, which never made the step, finds a row for the pair after it."""
    person, work = solved.night.region.clients[i], solved.night.region.vacancies[j]
    if step.kind in EMPLOYER_KINDS:
        work = apply_to_vacancy(work, step)
    else:
        person = apply(person, step, solved.night.scales)
    rows = solved.rows_between((person,), (work,), np.array([i]), np.array([j]), solved.night.posed.supply)
    return len(rows.client) > 0


def test_criterion_28_a_loss_is_what_a_second_solve_loses(solved: SolvedNight) -> None:
    held = list(campaign(solved, N_ASKED))
    assert all(one.is_right for one in held)
    assert any(one.is_compared for one in held)


def test_criterion_30_what_one_more_is_worth_is_what_a_second_solve_gains_in_points_and_people(
    solved: SolvedNight,
) -> None:
    gemeente = solved.night.region.clients[0].gemeente
    found = worth_of(solved, gemeente)
    assert found
    for one in found:
        is_place = one.kind == "places"
        question = Question(
            budgets=() if is_place else ((one.owner, one.kind, one.amount),),
            places=((one.owner, one.amount),) if is_place else (),
        )
        gained = again(solved, question) - (solved.proven.objective or 0)
        assert one.low <= gained <= one.high or one.answer is None
        assert gained == 0 or one.answer is not None
    told = [worth_told(one, solved) for one in found]
    assert all("punt" in gives or "niets" in gives for _, gives in worth_rows(told, "nl"))
    assert all("mens" in gives for one, (_, gives) in zip(told, worth_rows(told, "nl"), strict=True) if one.high)
