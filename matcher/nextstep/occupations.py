"""Work that nobody offers tonight: occupations as vacancies, and whom they would fit.

An occupation is weighed as work next door of any number of hours at an employer nobody asked yet.  Its demands count
as estimates here, also where a profile derived them: looking for work that asks clearly too much serves nobody.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta

from matcher import kernel
from matcher.catalogue.occupations import Occupation, OccupationDemand, load_occupations
from matcher.domain.client import Client, DayPart
from matcher.domain.profile import Answer, Demand, DemandSource, Frequency
from matcher.domain.question import Acquisition
from matcher.domain.vacancy import Requirement, Task, Vacancy, VacancyKey
from matcher.scales import Scales
from matcher.variants import Board

FEWEST_MINUTES, MOST_MINUTES = 60, 40 * 60


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


def occupations_for(clients: Sequence[Client], work: Board, threads: int = 2) -> dict[str, tuple[str, ...]]:
    """Give for each of these people the occupations that would fit, best first, at most as many as policy names.

    Parameters
    ----------
    clients
        Those the columns of the board were made of, in the same order.
    work
        Occupations as vacancies.
    """
    if not clients:
        return {}
    ranked = kernel.rank(work.caseload, work.scales.policy.next_step.occupations_most, threads)
    return {
        str(client.key): tuple(str(work.vacancies[row].key) for row in ranked.vacancy[at, : ranked.found[at]])
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
