"""What is left of budgets: what runs today counts, what ended or begins later does not, and an overrun is shown."""

from datetime import date, timedelta

import pytest

from fixtures.days import DAY
from fixtures.tiny import job, person
from matcher.domain.client import LksGroup
from matcher.domain.region import Placement
from solver.rows import COACH, DISCRETIONARY, ONCE, SUPPORTED
from tests.solver.nights import MINUTES, coached, coached_job, granted, held, night, proposed, use_of

RUNNING = (DAY - timedelta(days=200), None)
LAST_DAY = (DAY - timedelta(days=200), DAY + timedelta(days=1))
ENDED = (DAY - timedelta(days=200), DAY)
FUTURE = (DAY + timedelta(days=1), None)


def placed(when: tuple[date, date | None], coach_minutes: int = 150, once_cents: int = 0, who: str = "X") -> Placement:
    start, end = when
    return Placement(
        client=who,
        vacancy="V9",
        employer="W1",
        gemeente="Testdam",
        started_on=start,
        ended_on=end,
        coach_minutes=coach_minutes,
        once_cents=once_cents,
    )


@pytest.mark.parametrize(("when", "left"), [(RUNNING, 50), (LAST_DAY, 50), (ENDED, 200), (FUTURE, 200)])
def test_only_a_running_placement_uses_coach_time(when: tuple[date, date | None], left: int) -> None:
    plan = night([person()], [job()], granted(coach=200), placements=[placed(when)])
    assert use_of(plan, COACH).available == left


@pytest.mark.parametrize(("when", "n_proposed"), [(RUNNING, 0), (ENDED, 1), (FUTURE, 1)])
def test_only_a_running_placement_fills_an_employers_place(when: tuple[date, date | None], n_proposed: int) -> None:
    plan = night([coached("K1")], [coached_job("V1", max_supported=1)], placements=[placed(when)])
    assert len(proposed(plan)) == n_proposed
    assert use_of(plan, SUPPORTED).available == n_proposed


@pytest.mark.parametrize(
    ("start", "end", "left"),
    [
        (date(DAY.year, 1, 1), None, 300),
        (date(DAY.year, 1, 1), date(DAY.year, 6, 1), 300),
        (DAY, None, 300),
        (DAY + timedelta(days=1), None, 1_000),
        (date(DAY.year - 1, 12, 31), None, 1_000),
    ],
)
def test_once_only_money_is_spent_in_the_year_of_the_start(start: date, end: date | None, left: int) -> None:
    plan = night([person()], [job()], granted(once_cents=1_000), placements=[placed((start, end), once_cents=700)])
    assert use_of(plan, ONCE).available == left


@pytest.mark.parametrize(
    ("group", "kind"),
    [(LksGroup.ESTABLISHED, COACH), (LksGroup.UNKNOWN, COACH), (LksGroup.NOT, DISCRETIONARY)],
)
def test_a_placement_uses_the_budget_its_person_draws_on(group: LksGroup, kind: str) -> None:
    placements = [placed(RUNNING, who="K1")]
    plan = night([coached("K1", group)], [], granted(coach=200, discretionary=200), placements=placements)
    left = {name: use_of(plan, name).available for name in (COACH, DISCRETIONARY)}
    assert left == {COACH: 200, DISCRETIONARY: 200} | {kind: 50}


def test_a_person_in_discussion_keeps_his_running_placement_on_his_own_budget() -> None:
    discussed = held("K1", "V1", is_claim=False)
    plan = night(
        [coached("K1")],
        [coached_job("V1")],
        granted(coach=400, discretionary=400),
        held=[discussed],
        placements=[placed(RUNNING, who="K1")],
    )
    assert use_of(plan, COACH).available == 400
    assert use_of(plan, DISCRETIONARY).available == 400 - 150 - MINUTES


def test_a_held_proposal_that_is_at_work_counts_once() -> None:
    discussed = held("X", "V9", coach_minutes=150, is_claim=True)
    plan = night([person()], [job()], granted(coach=400), held=[discussed], placements=[placed(RUNNING)])
    assert use_of(plan, COACH).available == 250


def test_an_overrun_of_what_already_runs_is_shown_as_short() -> None:
    placements = [placed(RUNNING, coach_minutes=300)]
    plan = night([coached("K1", LksGroup.ESTABLISHED)], [coached_job("V1")], granted(coach=100), placements=placements)
    use = use_of(plan, COACH)
    assert (use.granted, use.available, use.used, use.short) == (100, 0, MINUTES, 200 + MINUTES)


def test_what_fits_in_what_is_left_is_not_short() -> None:
    plan = night([coached("K1")], [coached_job("V1")], granted(discretionary=MINUTES))
    use = use_of(plan, DISCRETIONARY)
    assert (use.available, use.used, use.short) == (MINUTES, MINUTES, 0)
