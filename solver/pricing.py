"""What the solver asks of whoever can look at all pairs, and what it gets back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from solver.problem import Ints, Rows
from solver.result import Prices


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Priced:
    """What a pricing pass over all pairs gives.

    Attributes
    ----------
    rows
        The rows whose reduced value lies within the threshold of the best of their client.
    best
        Highest reduced value per client over all pairs, in price units, [n_clients]; None where the pass did not
        look at all pairs, and then nothing is claimed about them.
    """

    rows: Rows
    best: Ints | None


class PriceAll(Protocol):
    """A pricing pass: at the given prices, the rows with m_i − q_e ≤ threshold (in price units) over all pairs."""

    def __call__(self, prices: Prices, threshold: int) -> Priced: ...
