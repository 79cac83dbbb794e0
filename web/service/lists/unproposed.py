"""Whom a night passes by again: people who had no proposal for longer than 90 days."""

from collections import Counter
from datetime import date, timedelta

from matcher.domain.region import Region
from solver.planned import Plan
from web.store.store import Store

LONG = timedelta(days=90)


def unproposed(store: Store, region: Region, plan: Plan, day: date) -> tuple[tuple[str, int], ...] | None:
    """Count per stratum who is known for longer than 90 days and had no proposal in those days.

    Who has a proposal tonight or is discussing one is not counted.  None where the first night is not that long ago:
    nobody knows then who was proposed before.
    """
    since, first = day - LONG, store.first_day()
    if first is None or first > since:
        return None
    known = store.open_clients_seen_by(since)
    proposed = store.proposed_since(since, day)
    proposed |= {proposal.fit.client for proposal in plan.proposals} | {pair.client for pair in region.held}
    counts = Counter({client.stratum: 0 for client in region.clients})
    counts.update(client.stratum for client in region.clients if client.key in known and client.key not in proposed)
    return tuple(sorted(counts.items()))
