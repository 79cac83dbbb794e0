"""Plans that serve the near only, a hundred times: ``python -m tests.campaigns.creaming --worlds 100``.

Each world has four groups from near to far: the further, the less worth and the more jobcoach, with few places and
hours.  A plan that goes by worth alone has to miss the floors of two groups at least, or the world shows nothing.  A
plan with floors has to meet each of them, or to say what is missing and how much of that no plan could avoid.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

import click
import numpy as np

import solver
from solver.floors import Group, floor_uses, with_floors
from tests.solver.promised import STRATA, creaming_problem, per_group

WORLDS = 100
GROUPS = tuple(Group(gemeente="T", stratum=name, people=30, share=Fraction(4, 5)) for name in "ABCD")


class Shown(NamedTuple):
    """What one world shows: groups missed without floors; points short, and those no plan avoids, with them; points."""

    missed: int
    short: int
    unavoidable: int
    told: int
    free: int
    kept: int

    @property
    def is_right(self) -> bool:
        """Whether worth alone misses two groups, and floors are met or their shortage is told to the point."""
        return self.missed >= 2 and self.told == self.short and self.unavoidable <= self.short


def shown(seed: int, effort: str = "nightly") -> Shown:
    """Plan one world without and with floors."""
    drawn, reached = creaming_problem(seed)
    problem, reference = with_floors(drawn, GROUPS, reached)
    free = solver.solve(replace(problem, floors=np.zeros(STRATA, np.int64)), "quick")
    kept = solver.solve(problem, effort)
    assert free.chosen is not None
    assert kept.chosen is not None
    without = per_group(free.problem, free.chosen)
    uses = floor_uses(kept, GROUPS, reference)
    return Shown(
        missed=sum(have < floor for have, floor in zip(without, problem.floors.tolist(), strict=True)),
        short=sum(solver.verify(kept.problem, kept).shortfall),
        unavoidable=uses[0].unavoidable,
        told=sum(use.short for use in uses),
        free=sum(without),
        kept=sum(per_group(kept.problem, kept.chosen)),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what the worlds show; give 1 where one does not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=WORLDS)
    chosen = parser.parse_args(arguments)
    found = [shown(seed) for seed in range(chosen.worlds)]
    wrong = [seed for seed, one in enumerate(found) if not one.is_right]
    whole = sum(not one.short for one in found)
    price = sum((1 - Fraction(one.kept, one.free) for one in found), Fraction(0)) / len(found)
    click.echo(f"worlds                                   {len(found)}")
    click.echo(f"groups that miss their floor without     {sum(one.missed for one in found)} of {STRATA * len(found)}")
    click.echo(f"worlds where every floor is met          {whole}")
    click.echo(f"worlds with a shortage, told             {len(found) - whole}")
    click.echo(f"points short, and unavoidable of those   {sum(one.short for one in found)}, "
               f"{sum(one.unavoidable for one in found)}")  # fmt: skip
    click.echo(f"mean price of the floors                 {float(100 * price):.2f}%")
    click.echo(f"worlds that show it not                  {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
