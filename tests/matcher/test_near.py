"""Near misses over all pairs are what weighing again gives: the kernel equals the definition, change by change."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from fixtures.caseload import region
from fixtures.tiny import FAR, HOME
from matcher.carved import carved
from matcher.domain.candidate import GATES, Gate
from matcher.domain.nearmiss import EMPLOYER_PARTS, StepKind
from matcher.encode import encode
from matcher.encode.steps import step_columns
from matcher.kernel import proposable, survey
from matcher.nearmiss import apply, opened, reached, steps_of, without_task
from matcher.openings import NearMisses, investments, kept_out, near_misses, openings
from tests.builders import CATALOGUE, region_scales, scales_of
from tests.matcher.far import spread_region
from tests.matcher.nearing import by_definition, by_kernel, draw_near_pairs, draw_refused

WHOLE = region(48, 30, 5)
SCALES = region_scales(WHOLE)
SEVERAL = 5


@pytest.fixture(scope="module")
def misses() -> NearMisses:
    return near_misses(encode(WHOLE.clients, WHOLE.vacancies, SCALES), WHOLE.vacancies, CATALOGUE)


def test_over_all_pairs_of_a_region_every_count_is_that_of_the_definition() -> None:
    some, work = WHOLE.clients[::2], WHOLE.vacancies
    expected = by_definition(some, work, SCALES)
    assert by_kernel(some, work, SCALES) == expected
    assert by_kernel(some, work, SCALES, threads=3) == expected
    assert sum(expected[0]) > 20


def test_where_people_live_apart_and_object_every_count_is_that_of_the_definition() -> None:
    drawn = spread_region(30, 20, 23)
    scales = region_scales(drawn)
    expected = by_definition(drawn.clients, drawn.vacancies, scales)
    assert by_kernel(drawn.clients, drawn.vacancies, scales) == expected
    stopped = np.array(expected[4]).sum(axis=0)
    assert (stopped[: GATES.index(Gate.TRAVEL) + 1] > 0).all()


def test_pair_by_pair_every_count_is_that_of_the_definition_and_every_kind_of_change_opens_some() -> None:
    pairs, scales = draw_near_pairs(25, 3)
    opened_by = dict.fromkeys((*StepKind, *EMPLOYER_PARTS), 0)
    for client, vacancy in pairs:
        expected = by_definition([client], [vacancy], scales)
        assert by_kernel([client], [vacancy], scales, threads=1) == expected, (client, vacancy)
        for step, opens in zip(steps_of(client, scales), expected[0], strict=False):
            opened_by[step.kind] += opens
        for part, opens in zip((*EMPLOYER_PARTS, StepKind.TASK), expected[1][0], strict=True):
            opened_by[part] += opens
    assert {kind: opens for kind, opens in opened_by.items() if opens < SEVERAL and kind != "werkgever"} == {}


def test_the_vacancies_a_step_opens_are_those_of_the_definition(misses: NearMisses) -> None:
    whose = np.arange(0, 48, 2, dtype=np.int32)
    found = openings(misses, whose)
    for row, client in enumerate(WHOLE.clients):
        for opening in found.get(client.key, ()):
            step = opening.steps[0]
            if step.kind is StepKind.EMPLOYER:
                assert opening.vacancies == ()
            elif row in whose:
                assert opening.vacancies == opened(client, WHOLE.vacancies, step, SCALES)
                assert len(opening.vacancies) == opening.opens
            else:
                assert opening.vacancies == ()


def test_a_step_that_was_taken_gives_the_stated_number_when_all_is_run_again(misses: NearMisses) -> None:
    """The whole way: the noun changes, the columns are made anew, everything is weighed."""
    before = misses.found.n_open
    tried = 0
    for row, client in enumerate(WHOLE.clients):
        first = next((one for one in openings(misses).get(client.key, ()) if one.steps[0].kind in OWN), None)
        if first is None:
            continue
        after = apply(client, first.steps[0], SCALES)
        changed = (*WHOLE.clients[:row], after, *WHOLE.clients[row + 1 :])
        again = encode(changed, WHOLE.vacancies, SCALES)
        was = proposable(misses.caseload, misses.caseload.clients)[row].astype(bool)
        now = proposable(again, again.clients)[row].astype(bool)
        assert was.sum() == before[row]
        assert (now & ~was).sum() == first.opens
        tried += 1
    assert tried > SEVERAL


OWN = (StepKind.ITEM, StepKind.CONDITION, StepKind.HOURS, StepKind.TRAVEL, StepKind.CERTIFICATE)


def test_what_keeps_people_out_and_investments_add_up_to_the_same_pairs(misses: NearMisses) -> None:
    out, invested = kept_out(misses, WHOLE.vacancies), investments(misses)
    n_pairs = len(WHOLE.clients) * len(WHOLE.vacancies)
    assert sum(one.people for found in out for one in found.stopped) + misses.found.n_open.sum() == n_pairs
    own = sum(one.people for found in out for one in found.one_step)
    assert (
        own == sum(one.pairs for one in invested if one.name.kind is not StepKind.EMPLOYER) == misses.found.opens.sum()
    )
    answers = sum(one.people for found in out for one in found.answers if one.name.kind is StepKind.EMPLOYER)
    assert answers == sum(one.pairs for one in invested if one.name.kind is StepKind.EMPLOYER)
    assert all(one.first <= one.people <= one.pairs for one in invested)


def test_an_investment_counts_people_without_any_vacancy_as_their_first(misses: NearMisses) -> None:
    found = openings(misses)
    none_yet = {
        key for key, n_open in zip(misses.caseload.client_keys, misses.found.n_open, strict=True) if n_open == 0
    }
    for one in investments(misses):
        whose = {key for key, own in found.items() if any(_is(one.name, opening.steps[0]) for opening in own)}
        assert (one.people, one.first) == (len(whose), len(whose & none_yet))


def _is(name, step) -> bool:  # type: ignore[no-untyped-def]
    return (name.kind, name.code, name.condition) == (
        step.kind,
        step.code,
        step.before if step.kind is StepKind.CONDITION else 0,
    )


def test_some_people_alone_get_the_same_counts_as_among_everybody(misses: NearMisses) -> None:
    some = np.array([3, 4, 17], np.int32)
    found = survey(misses.caseload, misses.steps, some)
    assert found.n_open.tolist() == misses.found.n_open[some].tolist()
    for client in some:
        own = slice(*misses.steps.start[client : client + 2])
        assert found.opens[own].tolist() == misses.found.opens[own].tolist()


def test_a_carved_job_reaches_whom_the_definition_says_it_reaches() -> None:
    draw = Random(8)
    pairs = [draw_refused(draw) for _ in range(16)]
    clients = [replace(client, key=f"K{row:02}") for row, (client, _) in enumerate(pairs)]
    vacancies = [replace(vacancy, key=f"V{row:02}") for row, (_, vacancy) in enumerate(pairs)]
    scales = scales_of((HOME, FAR))
    which = range(0, len(vacancies), 2)
    found = carved(encode(clients, vacancies, scales), clients, vacancies, scales, which)
    expected = {}
    for vacancy in (vacancies[row] for row in which):
        for task in vacancy.tasks:
            job = without_task(vacancy, task.key, scales)
            people = () if job is None else reached(clients, vacancy, job, scales)
            if people:
                expected[vacancy.key, task.key] = len(people)
    assert {(key, one.name.code): one.people for key, own in found.items() for one in own} == expected
    assert len(expected) > SEVERAL


def test_a_region_without_people_or_without_vacancies_has_no_near_misses() -> None:
    for clients, vacancies in (((), WHOLE.vacancies), (WHOLE.clients, ())):
        caseload = encode(clients, vacancies, SCALES)
        found = survey(caseload, step_columns(caseload))
        assert not found.opens.any()
        assert not found.reach.any()
