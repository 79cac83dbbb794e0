"""Work that nobody offers tonight: occupations as vacancies, whom they would fit, and what would bring one nearer.

An occupation is weighed as work next door of any number of hours at an employer nobody asked yet.  Its demands count
as estimates here, also where a profile derived them: looking for work that asks clearly too much serves nobody.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from matcher import kernel
from matcher.catalogue.occupations import Occupation, OccupationDemand, load_occupations
from matcher.domain.candidate import Verdict
from matcher.domain.client import Client, DayPart
from matcher.domain.nearmiss import Opening, Step
from matcher.domain.profile import Answer, Demand, DemandSource, Frequency
from matcher.domain.question import Acquisition
from matcher.domain.vacancy import Requirement, Task, Vacancy, VacancyKey
from matcher.encode import encode
from matcher.fit import fit
from matcher.nearmiss import apply, steps_of
from matcher.scales import Scales

FEWEST_MINUTES, MOST_MINUTES = 60, 40 * 60
LONGEST_PATH, TRIED = 4, 3


def as_vacancies(scales: Scales) -> tuple[Vacancy, ...]:
    """Give every occupation of the catalogue as a vacancy, ordered by code."""
    return tuple(_vacancy(occupation, scales) for occupation in load_occupations())


def _vacancy(occupation: Occupation, scales: Scales) -> Vacancy:
    return Vacancy(
        key=VacancyKey(occupation.code),
        employer="",
        title=occupation.name_nl,
        occupation=occupation.code,
        sector=occupation.sector.value,
        week_minutes_min=FEWEST_MINUTES,
        week_minutes_max=MOST_MINUTES,
        times=(DayPart.DAY,),
        requirements=tuple(Requirement(kind="certificaat", code=code) for code in occupation.certificates),
        tasks=tuple(
            Task(
                key=f"{number}",
                description=task.name_nl,
                share=task.share,
                can_leave_out=Answer.UNKNOWN if task.can_leave_out else Answer.NO,
                risks=task.risks,
                demands=tuple(_demand(demand, scales) for demand in task.demands),
            )
            for number, task in enumerate(occupation.tasks, start=1)
        ),
        demands=tuple(_demand(demand, scales) for demand in occupation.demands if demand.minutes_per_day is None),
    )


def _demand(demand: OccupationDemand, scales: Scales) -> Demand:
    asked = demand.asked
    return Demand(
        item=demand.item,
        tolerated=None if asked is None else asked.tolerated,
        asks=None if asked is None else asked.asks,
        needs=None if asked is None else asked.needs,
        minutes_per_day=demand.minutes_per_day,
        frequency=demand.frequency or Frequency.UNKNOWN,
        source=DemandSource.ESTIMATED,
        recorded_on=scales.day,
    )


def occupations_for(
    clients: Sequence[Client], jobs: Sequence[Vacancy], scales: Scales, threads: int = 2
) -> dict[str, tuple[str, ...]]:
    """Give for each of these people the occupations that would fit, best first, at most as many as policy names."""
    if not clients:
        return {}
    caseload = encode(clients, jobs, scales)
    ranked = kernel.rank(caseload, scales.policy.next_step.occupations_most, threads)
    return {
        str(client.key): tuple(str(jobs[row].key) for row in ranked.vacancy[at, : ranked.found[at]])
        for at, client in enumerate(clients)
    }


def acquisition(
    clients: Mapping[str, Client], fitting: Mapping[str, Sequence[str]], scales: Scales
) -> tuple[Acquisition, ...]:
    """Give the orders to the employers' desk: each occupation near each gemeente, most people first.

    Parameters
    ----------
    fitting
        Occupations by person, of those for whom nothing is open.
    """
    served: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(fitting):
        for occupation in fitting[key]:
            served[occupation, clients[key].gemeente].append(key)
    due_on = scales.day + timedelta(days=scales.policy.next_step.acquisition_days)
    orders = []
    for (occupation, area), keys in served.items():
        minutes = [stated for stated in (clients[key].week_minutes for key in keys) if stated is not None]
        orders.append(
            Acquisition(
                occupation=occupation,
                area=area,
                people=len(keys),
                clients=tuple(keys),
                week_minutes_from=min(minutes, default=0),
                week_minutes_to=max(minutes, default=0),
                due_on=due_on,
            )
        )
    return tuple(sorted(orders, key=lambda order: (-order.people, order.area, order.occupation)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The occupation with the fewest things in the way, what those are, and the steps that would take them away.

    Attributes
    ----------
    stopped_by
        Codes of the items and gates in the way.
    opening
        None where no few steps of this person lead there.
    """

    occupation: str
    stopped_by: tuple[str, ...]
    opening: Opening | None


def nearest_occupations(
    clients: Sequence[Client], jobs: Sequence[Vacancy], scales: Scales, threads: int = 2
) -> dict[str, Nearest]:
    """Give by key the work that is nearest to each of these people, whom no occupation fits."""
    if not clients:
        return {}
    caseload = encode(clients, jobs, scales)
    rows = np.arange(len(clients), dtype=np.int32)
    judged = kernel.judge_each(
        caseload,
        np.repeat(rows, len(jobs)),
        np.tile(np.arange(len(jobs), dtype=np.int32), len(clients)),
        is_whole=True,
        threads=threads,
    )
    shut = judged.out[:, kernel.GATE : kernel.GATE + kernel.N_GATES] == Verdict.KAN_NIET
    items = np.bitwise_count(judged.masks[:, kernel.IMPOSSIBLE])
    in_the_way = (shut.sum(axis=1) + items).reshape(len(clients), len(jobs))
    return {
        str(client.key): _nearest(client, [jobs[int(at)] for at in np.argsort(row, kind="stable")[:TRIED]], scales)
        for client, row in zip(clients, in_the_way, strict=True)
    }


def _nearest(client: Client, jobs: Sequence[Vacancy], scales: Scales) -> Nearest:
    """Give the first of these to which steps of the person lead; else the first of all."""
    for job in jobs:
        steps = _steps_to(client, job, scales)
        if steps:
            opening = Opening(steps=steps, opens=1, vacancies=(str(job.key),))
            return Nearest(occupation=str(job.key), stopped_by=_stopped_by(client, job, scales), opening=opening)
    return Nearest(occupation=str(jobs[0].key), stopped_by=_stopped_by(client, jobs[0], scales), opening=None)


def _stopped_by(client: Client, job: Vacancy, scales: Scales) -> tuple[str, ...]:
    found = fit(client, job, scales)
    gates = [str(gate.gate) for gate in found.gates if gate.verdict is Verdict.KAN_NIET]
    items = [item.item for item in found.items if item.verdict is Verdict.KAN_NIET]
    return (*gates, *items) or (("stapeling",) if found.is_stacked else ("geen_steun",))


def _steps_to(client: Client, job: Vacancy, scales: Scales) -> tuple[Step, ...]:
    """Give the few steps after which the person can do this work, each on something that is in the way; () if none."""
    taken: list[Step] = []
    while len(taken) <= LONGEST_PATH:
        found = fit(client, job, scales)
        if found.is_proposable:
            return tuple(taken)
        blocked = {item.item for item in found.items if item.verdict is Verdict.KAN_NIET}
        step = next((step for step in steps_of(client, scales) if step.code in blocked), None)
        if step is None:
            return ()
        client = apply(client, step, scales)
        taken.append(step)
    return ()
