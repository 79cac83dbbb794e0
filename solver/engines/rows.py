"""How engines group rows: in the order things first occur, so that identifiers never decide between equal optima."""

from __future__ import annotations

import numpy as np

from solver.problem import Ints


def rows_by(index: Ints) -> list[list[int]]:
    """Group row numbers by an index: groups in the order they first occur, rows in canonical order."""
    groups: dict[int, list[int]] = {}
    for row, key in enumerate(index.tolist()):
        groups.setdefault(key, []).append(row)
    return list(groups.values())


def by_first_appearance(index: Ints) -> tuple[Ints, Ints]:
    """Number what occurs in the order it first occurs.

    Returns
    -------
    What occurs, in that order, and the new number of each entry.
    """
    names, first, inverse = np.unique(index, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    rank = np.empty(len(names), np.int64)
    rank[order] = np.arange(len(names), dtype=np.int64)
    return names[order].astype(np.int64), rank[inverse]
