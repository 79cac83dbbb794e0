"""Made assignment instances of any size: clients near vacancies, coach minutes scarce, everything from a seed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from solver.problem import Ints, Problem

N_GEMEENTEN = 342
VALUE_UNITS_PER_POINT = 100
COACH_OVERFLOW_PRICE = 50
COACH_SHARE = 0.6
EMPLOYER_SUPPORT_SHARE = 0.5
SIDE = 100.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Region:
    """Clients and vacancies with what their rows are made from."""

    client_at: npt.NDArray[np.float64]
    vacancy_at: npt.NDArray[np.float64]
    gemeente: Ints
    appeal: Ints
    coach_need: Ints
    sector: Ints
    wish: Ints
    positions: Ints
    seed: int


def made_region(n_clients: int, n_vacancies: int, seed: int) -> Region:
    """Draw a region: gemeenten of unequal size, most clients within reach of tens to hundreds of vacancies."""
    random = np.random.default_rng(seed)
    n_gemeenten = min(N_GEMEENTEN, max(2, n_clients // 50))
    centre = random.uniform(0, SIDE, (n_gemeenten, 2))
    weight = 1.0 / np.arange(1, n_gemeenten + 1) ** 0.7
    weight /= weight.sum()
    gemeente = random.choice(n_gemeenten, n_clients, p=weight)
    workplace = random.choice(n_gemeenten, n_vacancies, p=weight)
    return Region(
        client_at=centre[gemeente] + random.normal(0, 2.0, (n_clients, 2)),
        vacancy_at=centre[workplace] + random.normal(0, 2.0, (n_vacancies, 2)),
        gemeente=gemeente.astype(np.int64),
        appeal=random.integers(0, 300, n_vacancies),
        coach_need=random.choice([0, 0, 60, 120, 240], n_clients),
        sector=random.integers(0, 12, n_vacancies),
        wish=random.integers(0, 12, n_clients),
        positions=random.choice([1, 1, 1, 2, 4], n_vacancies),
        seed=seed,
    )


def made_problem(n_clients: int, n_vacancies: int, k: int, seed: int) -> Problem:
    """Give the k best rows of each client of a made region as a problem with elastic and hard budgets.

    Coach minutes per gemeente are elastic and cover 60% of what every client's best row would ask; the number of
    supported people per vacancy is hard.
    """
    region = made_region(n_clients, n_vacancies, seed)
    client, vacancy, points = _best_rows(region, k)
    minutes = region.coach_need[client]
    coached = np.flatnonzero(minutes)
    n_gemeenten = int(region.gemeente.max()) + 1
    demand = np.bincount(region.gemeente, weights=region.coach_need, minlength=n_gemeenten)
    coach = np.floor(demand * COACH_SHARE).astype(np.int64)
    employer = np.ceil(region.positions * EMPLOYER_SUPPORT_SHARE).astype(np.int64)
    tie = np.random.default_rng(seed + 1).integers(0, 2**63, len(client), dtype=np.uint64)
    return Problem.build(
        client=client,
        vacancy=vacancy,
        value=points * VALUE_UNITS_PER_POINT + (tie % np.uint64(32)).astype(np.int64),
        positions=region.positions,
        n_clients=n_clients,
        use_row=np.concatenate([coached, coached]),
        use_budget=np.concatenate([region.gemeente[client[coached]], n_gemeenten + vacancy[coached]]),
        use_amount=np.concatenate([minutes[coached], np.ones(len(coached), np.int64)]),
        budgets=np.concatenate([coach, employer]),
        overflow_price=np.concatenate([np.full(n_gemeenten, COACH_OVERFLOW_PRICE), np.full(n_vacancies, -1)]),
        tie=tie,
    )


def _best_rows(region: Region, k: int) -> tuple[Ints, Ints, Ints]:
    clients, vacancies, scores = [], [], []
    for low in range(0, len(region.client_at), 500):
        block = np.arange(low, min(low + 500, len(region.client_at)))
        score = pair_points(region, block)
        best = np.argsort(-score, axis=1, kind="stable")[:, :k]
        value = np.take_along_axis(score, best, axis=1)
        kept = value > 0
        clients.append(np.repeat(block, kept.sum(axis=1)))
        vacancies.append(best[kept])
        scores.append(value[kept])
    return np.concatenate(clients), np.concatenate(vacancies), np.concatenate(scores)


def pair_points(region: Region, clients: Ints) -> Ints:
    """Give the points of each given client at every vacancy, 0 where the vacancy is out of reach."""
    far = np.hypot(
        region.client_at[clients, 0][:, None] - region.vacancy_at[None, :, 0],
        region.client_at[clients, 1][:, None] - region.vacancy_at[None, :, 1],
    )
    travel = np.maximum(0, 250 - (far * 10).astype(np.int64))
    wished = np.where(region.wish[clients][:, None] == region.sector[None, :], 250, 0)
    chance = (clients[:, None] * 2_654_435_761 + np.arange(len(region.positions))[None, :] * 40_503 + region.seed) % 200
    points = 100 + region.appeal[None, :] + travel + wished + chance
    fits = (clients[:, None] * 7_919 + np.arange(len(region.positions))[None, :] * 104_729) % 3 == 0
    return np.where((far < 15) & fits, points, 0)
