"""Which work that a step opens still has a place: the plan gave nobody the last one, and nobody holds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from matcher.domain.nearmiss import Opening
from solver.planned import Outcome
from web.service.night.given import PersonResults
from web.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class InPlan:
    """What the plan of a night says around one person.

    Attributes
    ----------
    outcome
        Why he has no proposal; None where he has one, or was not in the night.
    free
        The places the plan leaves, by vacancy that steps of his open.
    """

    outcome: Outcome | None = None
    free: Mapping[str, int] = field(default_factory=dict)

    def still_free(self, opening: Opening) -> int | None:
        """Give how many vacancies that a step opens still have a place; None where the night did not keep which."""
        return sum(self.free.get(key, 0) > 0 for key in opening.vacancies) if opening.vacancies else None


def in_plan(store: Store, run_id: str, client: str, results: PersonResults) -> InPlan:
    """Give what the plan says around a person who may be seen here.

    Who took the other places is counted over the whole region and told to nobody. Work on which somebody started counts
    as taken even where a delivery has left that place out already: too few disappoints less than too many.
    """
    opened = {key for one in results.openings for key in one.vacancies}
    with store.beyond_scope():
        outcome, taken = store.plan_about(run_id, client, opened)
    return InPlan(
        outcome=outcome,
        free={key: max(0, results.places[key] - taken[key]) for key in sorted(opened & results.places.keys())},
    )
