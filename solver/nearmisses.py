"""What nearly fits, beside the plan of a night: what opens work, what keeps people out, what would help most."""

from collections import Counter
from dataclasses import replace

import numpy as np

from matcher.carved import carved
from matcher.domain.caseload import Caseload
from matcher.domain.nearmiss import KeptOut
from matcher.domain.region import Region
from matcher.openings import NearMisses, investments, kept_out, near_misses, openings
from matcher.scales import Scales
from solver.planned import Opened, Plan


def with_near_misses(plan: Plan, region: Region, caseload: Caseload, scales: Scales, threads: int = 2) -> Plan:
    """Give the plan with its near misses.

    Who has no proposal sees which vacancies each step opens; of the others it is counted.  What a carved job would
    reach is worked out for vacancies with a place that nobody got.

    Parameters
    ----------
    region, caseload
        Who takes part in the night, as nouns and as columns.
    """
    misses = near_misses(caseload, region.vacancies, scales.catalogue, threads)
    proposed = {proposal.fit.client for proposal in plan.proposals}
    without = [row for row, key in enumerate(caseload.client_keys) if key not in proposed]
    found = openings(misses, np.array(without, np.int32), threads)
    return replace(
        plan,
        opened=tuple(Opened(client=client, openings=found[client]) for client in sorted(found)),
        kept_out=_kept_out(plan, misses, region, scales, threads),
        investments=investments(misses),
    )


def _kept_out(plan: Plan, misses: NearMisses, region: Region, scales: Scales, threads: int) -> tuple[KeptOut, ...]:
    taken = Counter(proposal.fit.vacancy for proposal in plan.proposals)
    free = [row for row, vacancy in enumerate(region.vacancies) if taken[str(vacancy.key)] < vacancy.positions]
    jobs = carved(misses.caseload, region.clients, region.vacancies, scales, free, threads)
    return tuple(replace(one, carved=jobs.get(one.vacancy, ())) for one in kept_out(misses, region.vacancies))
