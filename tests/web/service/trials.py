"""Trials of a sweep over a small night."""

from dataclasses import replace

from solver.sweep import Trial
from web.service.night.past import PastNight
from web.service.sweeping.trials import NamedTrial


def trials_over(past: PastNight, count: int) -> list[NamedTrial]:
    """Give trials that differ in a weight, and so in what their plans are worth."""
    return [
        NamedTrial(
            name=f"nummer {number}",
            trial=Trial(
                match_policy=replace(past.match_policy, wish_full=250 - number, wish_unknown=125 - number),
                solver_policy=past.solver_policy,
            ),
        )
        for number in range(count)
    ]
