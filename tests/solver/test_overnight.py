"""Night to night: who has another proposal and why; what has no cause of its own is a reshuffle, and there are few."""

from collections import Counter
from dataclasses import replace

import pytest

from fixtures.caseload import region
from fixtures.days import DAY
from matcher.domain.region import Region
from matcher.rules import Rulebook, with_choices
from solver.overnight import Cause, Known, changes_between, counts_of
from solver.policy import SolverPolicy
from solver.prepared import prepare
from solver.solve import solve

BEFORE = Known(
    proposals={"K1": "V1", "K2": "V2"},
    clients={"K1": "a", "K2": "b", "K3": "c"},
    vacancies={"V1": "x", "V2": "y"},
    gemeente_of={"K1": "Almelo", "K2": "Almelo", "K3": "Borne"},
    budgets={"Almelo": "1", "Borne": "2"},
)


@pytest.mark.parametrize(
    ("after", "cause"),
    [
        (replace(BEFORE, proposals={"K2": "V2"}, banned=frozenset({("K1", "V1")})), Cause.DECISION),
        (replace(BEFORE, proposals={"K2": "V2"}, held=frozenset({("K1", "V1")})), Cause.DECISION),
        (replace(BEFORE, proposals={"K2": "V2"}, held=frozenset({("K3", "V1")})), Cause.DECISION),
        (replace(BEFORE, proposals={"K2": "V2"}, vacancies={"V2": "y"}), Cause.CLOSED),
        (replace(BEFORE, proposals={"K2": "V2"}, clients={"K1": "other", "K2": "b", "K3": "c"}), Cause.PROFILE),
        (replace(BEFORE, proposals={"K2": "V2"}, clients={"K2": "b", "K3": "c"}), Cause.PROFILE),
        (replace(BEFORE, proposals={"K2": "V2"}, vacancies={"V1": "other", "V2": "y"}), Cause.PROFILE),
        (
            replace(BEFORE, proposals={"K1": "V3", "K2": "V2"}, vacancies={"V1": "x", "V2": "y", "V3": "z"}),
            Cause.NEW,
        ),
        (replace(BEFORE, proposals={"K2": "V2"}, budgets={"Almelo": "9", "Borne": "2"}), Cause.BUDGET),
        (replace(BEFORE, proposals={"K2": "V2"}, budgets={"Almelo": "1", "Borne": "9"}), Cause.RESHUFFLE),
    ],
)
def test_each_cause_is_told_of_the_one_it_moved(after: Known, cause: Cause) -> None:
    (found,) = changes_between(BEFORE, after)
    assert (found.client, found.had, found.cause) == ("K1", "V1", cause)
    assert counts_of((found,)) == ((cause, 1),)


def test_where_nothing_differs_nothing_is_told_whatever_was_delivered() -> None:
    assert changes_between(BEFORE, replace(BEFORE, clients={}, budgets={})) == ()


def planned(made: Region, stability: int = 300) -> dict[str, str]:
    """Give the plan of a night: vacancy by client."""
    rules = with_choices(Rulebook.load().on(DAY), made.choices)
    policy = SolverPolicy(stability_bonus=stability)
    night = prepare(made, day=DAY, rules=rules, solver_policy=policy, threads=1)
    result = solve(night.posed.problem, "quick", night.all_pairs())
    assert result.chosen is not None
    chosen, problem = result.chosen, result.problem
    pairs = zip(problem.client[chosen].tolist(), problem.vacancy[chosen].tolist(), strict=True)
    return {str(night.region.clients[i].key): str(night.region.vacancies[j].key) for i, j in pairs}


def known(made: Region, proposals: dict[str, str]) -> Known:
    """Give what a night of a drawn region knows."""
    return Known(
        proposals=proposals,
        clients={str(client.key): repr(client) for client in made.clients},
        vacancies={str(vacancy.key): repr(vacancy) for vacancy in made.vacancies},
        gemeente_of={str(client.key): client.gemeente for client in made.clients},
        budgets={budget.gemeente: repr(budget) for budget in made.budgets},
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_one_vacancy_more_reshuffles_few_and_a_night_without_news_nobody(seed: int) -> None:
    """The new vacancy goes to one person; who follows into his place is a reshuffle, and they are a handful."""
    whole = replace(region(150, 40, seed), held=())
    first = replace(whole, vacancies=whole.vacancies[:-1], yesterday=())
    before = planned(first)
    pairs = tuple(sorted(before.items()))
    assert planned(replace(first, yesterday=pairs)) == before
    after = planned(replace(whole, yesterday=pairs))
    changes = changes_between(known(first, before), known(whole, after))
    counts = Counter(dict(counts_of(changes)))
    assert set(counts) <= {Cause.NEW, Cause.RESHUFFLE}
    assert counts[Cause.NEW] == 1
    assert counts[Cause.RESHUFFLE] <= 5


def test_without_the_bonus_for_yesterday_more_people_would_be_moved() -> None:
    """What the bonus is for: over drawn regions it never moves more people than a plan made without it."""
    moved = {300: 0, 0: 0}
    for seed in (1, 2):
        whole = replace(region(150, 40, seed), held=())
        first = replace(whole, vacancies=whole.vacancies[:-3], yesterday=())
        before = planned(first)
        for bonus in moved:
            after = planned(replace(whole, yesterday=tuple(sorted(before.items()))), bonus)
            moved[bonus] += len(changes_between(known(first, before), known(whole, after)))
    assert moved[300] <= moved[0]
