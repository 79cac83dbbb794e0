"""Making room: the details of old nights go; what was proposed to whom, what people decided and the numbers stay."""

from dataclasses import replace

import sqlalchemy as sa

from web.store.codec import from_json, to_json
from web.store.records import WITH_PLAN, Manifest
from web.store.schema import (
    RESULTS,
    certificates,
    current_run,
    events,
    outcomes,
    proposal_amounts,
    proposals,
    runs,
    weighings,
)


class PruneStore:
    """What one transaction can do to make room."""

    connection: sa.Connection

    def nights_beyond(self, keep: int) -> list[str]:
        """Give the runs with a plan that are older than the newest so many, oldest first; never the one shown."""
        query = sa.select(runs.c.id).where(runs.c.state.in_(WITH_PLAN))
        query = query.order_by(runs.c.day.desc(), runs.c.finished_at.desc(), runs.c.id)
        shown = set(self.connection.execute(sa.select(current_run.c.run_id)).scalars())
        newest_first = [run_id for run_id in self.connection.execute(query).scalars() if run_id not in shown]
        return newest_first[max(keep - len(shown), 0) :][::-1]

    def prune_run(self, run_id: str) -> bool:
        """Throw the details of a night away: weighings and amounts nobody decided about, and what it gave beside them.

        Returns
        -------
        bool
            False where that was done before.
        """
        text = self.connection.execute(sa.select(runs.c.manifest).where(runs.c.id == run_id)).scalar_one()
        manifest = from_json(Manifest, text)
        if manifest.is_pruned:
            return False
        own = sa.select(proposals.c.id).where(proposals.c.run_id == run_id, ~proposals.c.is_own_match)
        gone = own.where(proposals.c.id.not_in(sa.select(events.c.proposal_id)))
        for table in (weighings, proposal_amounts):
            self.connection.execute(table.delete().where(table.c.proposal_id.in_(gone)))
        for table in (outcomes, certificates, *RESULTS):
            self.connection.execute(table.delete().where(table.c.run_id == run_id))
        pruned = to_json(replace(manifest, is_pruned=True))
        self.connection.execute(runs.update().where(runs.c.id == run_id).values(manifest=pruned))
        return True
