"""What the value of a plan is made of: points, yesterday's proposals, the lottery, and what falls short."""

from dataclasses import dataclass, replace

from web.service.night.versions import policies_of
from web.store.records import Manifest

SUPPORTED_BY = "coach_minutes"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWorth:
    """The value of a plan in its parts; all in value units, and their sum is `objective`.

    Attributes
    ----------
    units
        Value units in one point.
    points
        Points of all proposals together.
    kept
        What yesterday's proposals that stay add.
    lottery
        What the lottery of the day adds, which only parts plans of equal points.
    short
        What jobcoach time above the budgets takes away, at most 0.
    missed
        What promises to groups that are not reached take away, at most 0.
    """

    units: int
    points: int
    kept: int
    lottery: int
    short: int
    missed: int

    @property
    def objective(self) -> int:
        """The value of the plan."""
        return self.units * self.points + self.kept + self.lottery + self.short + self.missed


def worth_of_plan(manifest: Manifest, proposals: int, kept: int) -> PlanWorth | None:
    """Take the value of a plan apart; None where its parts cannot explain it.

    Everything but the lottery is counted from what the night kept. The lottery is what is left, and it has a known
    range: outside it something else went on, and then no parts are told.

    Parameters
    ----------
    proposals, kept
        Proposals of the night, and those of them that the night before proposed too.
    """
    if manifest.solve is None or manifest.solve.objective is None or "solver" not in dict(manifest.policies):
        return None
    _, policy = policies_of(dict(manifest.policies))
    short = sum(use.plan_short for use in manifest.budgets if use.kind == SUPPORTED_BY)
    missed = sum(max(0, floor.floor - floor.points) for floor in manifest.floors)
    found = PlanWorth(
        units=policy.value_units_per_point,
        points=manifest.solve.points,
        kept=policy.stability_bonus * kept,
        lottery=0,
        short=-policy.coach_overflow_price * short,
        missed=-policy.floor_penalty * missed,
    )
    lottery = manifest.solve.objective - found.objective
    if not 0 <= lottery <= policy.tie_digits * proposals:
        return None
    return replace(found, lottery=lottery)
