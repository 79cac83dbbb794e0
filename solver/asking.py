"""Prices on the move: what an annealing asks, in floats, and the integers that the certificate works with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.checks import price_ceilings
from solver.market import Floats, Market
from solver.problem import PRICE_SCALE, Ints, Problem
from solver.result import Prices


@dataclass(slots=True, kw_only=True, eq=False)
class Asking:
    """Prices on the move, per share of a capacity, in value units."""

    place: Floats
    budget: Floats
    floor: Floats


def free_prices(market: Market) -> Asking:
    """Everything for nothing: where an annealing starts."""
    return Asking(
        place=np.zeros(len(market.places)), budget=np.zeros(len(market.sizes)), floor=np.zeros(len(market.floors))
    )


def asking_from(market: Market, prices: Prices) -> Asking:
    """Take up integer prices again, for a warm start."""
    return Asking(
        place=np.minimum(prices.place / PRICE_SCALE, market.place_ceiling),
        budget=np.minimum(prices.budget * market.budget_unit / PRICE_SCALE, market.budget_ceiling),
        floor=np.minimum(prices.floor * market.floor_unit / PRICE_SCALE, market.floor_ceiling),
    )


def round_prices(problem: Problem, market: Market, asking: Asking) -> Prices:
    """Round to the integers that the certificate works with, within their ceilings."""
    place, budget, floor = price_ceilings(problem)
    return Prices(
        place=_round(asking.place, place),
        budget=_round(asking.budget / market.budget_unit, budget),
        floor=_round(asking.floor / market.floor_unit, floor),
    )


def _round(price: Floats, ceiling: Ints) -> Ints:
    return np.clip(np.floor(price * PRICE_SCALE + 0.5).astype(np.int64), 0, ceiling * PRICE_SCALE)
