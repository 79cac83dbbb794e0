"""The occupation that is nearest is held to the definition: what is in the way there, and the steps that lead to it."""

from fixtures.caseload import region as drawn_region
from matcher.domain.candidate import Verdict
from matcher.encode import encode
from matcher.fit import fit
from matcher.nearmiss import apply
from matcher.nextstep.nearest import LONGEST_PATH, nearest_occupations
from matcher.nextstep.occupations import as_vacancies
from matcher.variants import Board
from tests.builders import region_scales

WHOLE = drawn_region(400, 20, 5)
SCALES = region_scales(WHOLE)
JOBS = as_vacancies(SCALES)


def test_the_steps_to_the_nearest_occupation_lead_there_and_no_sooner() -> None:
    work = Board.of(encode(WHOLE.clients, JOBS, SCALES), JOBS, SCALES)
    fitting = work.proposable(WHOLE.clients)
    stopped = [client for row, client in enumerate(WHOLE.clients) if not fitting[row].any()]
    found = nearest_occupations(stopped, work)
    assert [str(client.key) for client in stopped] == list(found)
    by_key = {str(job.key): job for job in JOBS}
    lengths = set()
    for client in stopped:
        nearest = found[str(client.key)]
        job = by_key[nearest.occupation]
        weighed = fit(client, job, SCALES)
        shut = [str(gate.gate) for gate in weighed.gates if gate.verdict is Verdict.KAN_NIET]
        blocked = [item.item for item in weighed.items if item.verdict is Verdict.KAN_NIET]
        assert nearest.stopped_by == tuple(shut + blocked)
        steps = nearest.opening.steps if nearest.opening else ()
        lengths.add(len(steps))
        for step in steps:
            assert not fit(client, job, SCALES).is_proposable
            client = apply(client, step, SCALES)
        assert fit(client, job, SCALES).is_proposable is bool(steps)
    assert max(lengths) <= LONGEST_PATH
    assert 0 in lengths
    assert lengths & {1, 2, 3, 4}


def test_nobody_has_no_nearest_occupation() -> None:
    assert nearest_occupations((), Board.of(encode((), JOBS, SCALES), JOBS, SCALES)) == {}
