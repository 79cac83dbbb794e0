"""What is chosen, not law: how values are made for the plan, and how long each effort searches."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

import numpy as np

from matcher.errors import PolicyError
from solver.problem import DEFAULT_FLOOR_PENALTY, Ints, Keys


class Effort(StrEnum):
    """How hard to search."""

    QUICK = "quick"
    NIGHTLY = "nightly"
    PROOF = "proof"


@dataclass(frozen=True, slots=True, kw_only=True)
class SolverPolicy:
    """The chosen numbers of the plan; each stored with the run.

    Attributes
    ----------
    value_units_per_point
        Value units in one point; fine enough for a tie digit below one point.
    stability_bonus
        Value units added for yesterday's undecided proposal, 0 to 1,000: three points, so a plan does not flutter.
    tie_digits
        The tie key adds 0 … tie_digits value units, at most 99: less than one point a person.
    coach_overflow_price
        Value units per coach minute a week above a gemeente's budget: 50 is 30 points an hour.
    candidates_per_place
        Clients proposed per open place, 1 to 3.
    floor_penalty
        Value units per missing floor point: ten times what a point is worth.
    shortlist_size
        Vacancies per client that the first candidate graph holds.
    floor_share_percent
        Share θ of a group's own optimum that its floor asks, in percent.
    """

    value_units_per_point: int = 100
    stability_bonus: int = 300
    tie_digits: int = 31
    coach_overflow_price: int = 50
    candidates_per_place: int = 1
    floor_penalty: int = DEFAULT_FLOOR_PENALTY
    shortlist_size: int = 15
    floor_share_percent: int = 80

    def __post_init__(self) -> None:
        bounds = {
            "value_units_per_point": (1, 1_000),
            "stability_bonus": (0, 1_000),
            "tie_digits": (0, 99),
            "coach_overflow_price": (0, 100_000),
            "candidates_per_place": (1, 3),
            "floor_penalty": (0, 1_000_000),
            "shortlist_size": (1, 100),
            "floor_share_percent": (0, 100),
        }
        _refuse_outside(self, bounds)

    def values(self, points: Ints, tie: Keys, is_yesterday: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Ints:
        """Give w_e of each row: its points, the bonus for yesterday's proposal and the tie digit, in value units."""
        digit = (tie % np.uint64(self.tie_digits + 1)).astype(np.int64)
        bonus = np.where(is_yesterday, self.stability_bonus, 0)
        return points * self.value_units_per_point + bonus + digit


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much work one effort may do; never a limit in seconds, so that load decides nothing.

    Attributes
    ----------
    exact_rows
        Up to so many rows a problem goes to the exact search without a dive.
    exact_units
        Deterministic time of one exact search (about a second on one core).
    anneal_passes
        Passes over the rows per annealing of the prices; see :meth:`passes`.
    last_rows
        How many rows of a dive its last search takes.
    search_rows, close_rows
        Up to so many rows that the bound leaves in doubt are searched for a better plan, and exhaustively for a proof.
    pricing_rounds
        How often all pairs may be priced again.
    nodes
        Branch-and-bound nodes of one search for a plan without proof.
    neighbourhoods, neighbourhood_nodes
        How many neighbourhoods polish a plan, and the nodes of each.
    volume_dives, volume_units
        How many dives are made where hard budgets are all that binds, and the deterministic time of the search after
        them.
    seed
        Seed of the searches.
    """

    exact_rows: int
    exact_units: int
    anneal_passes: int
    last_rows: int
    search_rows: int
    close_rows: int
    pricing_rounds: int
    nodes: int
    neighbourhoods: int
    neighbourhood_nodes: int
    volume_dives: int
    volume_units: int
    seed: int = 1

    def __post_init__(self) -> None:
        _refuse_outside(
            self,
            {
                "exact_rows": (0, 1_000_000),
                "exact_units": (1, 10_000),
                "anneal_passes": (1, 100_000),
                "last_rows": (0, 1_000_000),
                "search_rows": (0, 1_000_000),
                "close_rows": (0, 1_000_000),
                "pricing_rounds": (0, 100),
                "nodes": (1, 1_000_000),
                "neighbourhoods": (0, 1_000_000),
                "neighbourhood_nodes": (1, 1_000_000),
                "volume_dives": (0, 1_000),
                "volume_units": (1, 10_000),
                "seed": (0, 2**31 - 1),
            },
        )

    def passes(self, n_rows: int) -> int:
        """Give the passes of the first annealing: up to four times more where rows are few and passes cheap."""
        if n_rows <= self.exact_rows:
            return self.anneal_passes
        return self.anneal_passes * max(1, min(4, _ROWS_FOR_ONE_SHARE // n_rows))


_ROWS_FOR_ONE_SHARE = 200_000


def _refuse_outside(policy: SolverPolicy | Limits, bounds: dict[str, tuple[int, int]]) -> None:
    for field in fields(policy):
        if field.name not in bounds:
            continue
        value, (least, most) = getattr(policy, field.name), bounds[field.name]
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise PolicyError(f"{field.name} = {value!r}; choose a whole number from {least} to {most}")


LIMITS = {
    Effort.QUICK: Limits(
        exact_rows=1_000,
        exact_units=2,
        anneal_passes=200,
        last_rows=400,
        search_rows=5_000,
        close_rows=2_000,
        pricing_rounds=2,
        nodes=50,
        neighbourhoods=0,
        neighbourhood_nodes=50,
        volume_dives=1,
        volume_units=2,
    ),
    Effort.NIGHTLY: Limits(
        exact_rows=1_000,
        exact_units=10,
        anneal_passes=400,
        last_rows=800,
        search_rows=20_000,
        close_rows=12_000,
        pricing_rounds=6,
        nodes=100,
        neighbourhoods=40,
        neighbourhood_nodes=50,
        volume_dives=8,
        volume_units=20,
    ),
    Effort.PROOF: Limits(
        exact_rows=1_000,
        exact_units=100,
        anneal_passes=800,
        last_rows=3_000,
        search_rows=50_000,
        close_rows=20_000,
        pricing_rounds=12,
        nodes=10_000,
        neighbourhoods=200,
        neighbourhood_nodes=200,
        volume_dives=24,
        volume_units=200,
    ),
}
