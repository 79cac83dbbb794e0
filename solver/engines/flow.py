"""The pure assignment as a minimum-cost flow: exact, and fast at any size; no budgets, no floors."""

from __future__ import annotations

import numpy as np
from ortools.graph.python import min_cost_flow

from solver.engines.rows import by_first_appearance
from solver.problem import Ints, Problem


def solve_flow(problem: Problem) -> Ints | None:
    """Give a plan of the highest value, or None where the engine does not call it optimal.

    Parameters
    ----------
    problem
        A pure assignment without pins and forbids.

    References
    ----------
    Goldberg, An efficient implementation of a scaling minimum-cost flow algorithm, J. Algorithms 22 (1997).
    """
    clients, client_node = by_first_appearance(problem.client)
    vacancies, vacancy_node = by_first_appearance(problem.vacancy)
    n_clients, n_vacancies, n_rows = len(clients), len(vacancies), problem.n_rows
    source, sink = n_clients + n_vacancies, n_clients + n_vacancies + 1
    ones = np.ones(n_clients, np.int64)
    places = np.minimum(problem.positions[vacancies], n_clients)
    tails = np.concatenate(
        [client_node, np.full(n_clients, source), np.arange(n_clients), n_clients + np.arange(n_vacancies)]
    )
    heads = np.concatenate(
        [n_clients + vacancy_node, np.arange(n_clients), np.full(n_clients, sink), np.full(n_vacancies, sink)]
    )
    capacities = np.concatenate([np.ones(n_rows, np.int64), ones, ones, places])
    costs = np.concatenate([-problem.value, np.zeros(2 * n_clients + n_vacancies, np.int64)])
    flow = min_cost_flow.SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(tails.astype(np.int32), heads.astype(np.int32), capacities, costs)
    flow.set_node_supply(source, n_clients)
    flow.set_node_supply(sink, -n_clients)
    # Every client can stay without a place at no cost, so anything but OPTIMAL is an engine that failed.
    if flow.solve() != flow.OPTIMAL:
        return None
    return np.flatnonzero(np.asarray(flow.flows(arcs[:n_rows]))).astype(np.int64)
