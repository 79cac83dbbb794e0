"""Who is served: what each group of the verordening gets of proposals and support, beside its share of the people.

A plan that looks good in all can still take the easy people only.  These figures show it: shares side by side, how long
people wait, and how unevenly the groups get what they could have.  They steer nothing; they are told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from matcher.domain.client import Client
from matcher.domain.region import Region
from solver.planned import Creaming, FloorUse, Proposal, Served

MILLION = 1_000_000


def creaming_of(
    region: Region, proposals: Sequence[Proposal], floors: Sequence[FloorUse], day: date
) -> Creaming | None:
    """Count what each stratum gets; None where nobody is in one.

    Parameters
    ----------
    region
        Everybody, also who is discussing a proposal: that is a proposal too.
    proposals, floors
        Of the plan of the day.
    """
    counts = {client.stratum: _Count() for client in region.clients}
    if not any(counts):
        return None
    by_key: Mapping[str, Client] = {str(client.key): client for client in region.clients}
    for client in region.clients:
        counts[client.stratum].meet(client, day)
    for pair in region.held:
        # Who left the caseload is of no stratum any more; his place stays taken all the same.
        if pair.client in by_key:
            counts[by_key[pair.client].stratum].give(pair.coach_minutes, pair.once_cents)
    for proposal in proposals:
        package = proposal.fit.packages[proposal.package].package
        counts[by_key[proposal.fit.client].stratum].give(package.coach_minutes, package.once_cents)
    return Creaming(
        strata=tuple(counts[stratum].told(stratum) for stratum in sorted(counts)),
        least_ppm=_least(floors),
        gini_ppm=_gini(floors),
    )


def _least(floors: Sequence[FloorUse]) -> int | None:
    """Give the least share of its reference that a group gets, in millionths, rounded down."""
    return min((one.points * MILLION // one.reference for one in floors if one.reference), default=None)


def _gini(floors: Sequence[FloorUse]) -> int | None:
    """Give how unevenly groups get what they could have, each counted by its people: 0 all alike, in millionths.

    The coefficient of Gini over the shares of the references, rounded down; None where no group gets anything.
    """
    parts = [(Fraction(one.points, one.reference), one.people) for one in floors if one.reference]
    people = sum(count for _, count in parts)
    got = sum((share * count for share, count in parts), Fraction(0))
    if not got:
        return None
    apart = sum(
        (abs(one - other) * many * more for one, many in parts for other, more in parts),
        Fraction(0),
    )
    return int(apart / (2 * people * got) * MILLION)


@dataclass(slots=True)
class _Count:
    """The running count of one stratum."""

    people: int = 0
    proposals: int = 0
    coach_minutes: int = 0
    once_cents: int = 0
    waiting_days: int = 0
    waiting_known: int = 0

    def meet(self, client: Client, day: date) -> None:
        self.people += 1
        if client.last_step_on is not None:
            self.waiting_days += max(0, (day - client.last_step_on).days)
            self.waiting_known += 1

    def give(self, coach_minutes: int, once_cents: int) -> None:
        self.proposals += 1
        self.coach_minutes += coach_minutes
        self.once_cents += once_cents

    def told(self, stratum: str) -> Served:
        return Served(
            stratum=stratum,
            people=self.people,
            proposals=self.proposals,
            coach_minutes=self.coach_minutes,
            once_cents=self.once_cents,
            waiting_days=self.waiting_days,
            waiting_known=self.waiting_known,
        )
