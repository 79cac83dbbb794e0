"""Every stored row weighed again by the kernel, and each number of it that comes out otherwise."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from matcher.kernel import N_PACKAGES
from matcher.shortlist import weigh_pairs
from solver.differences import Difference, Stored
from solver.prepared import Prepared
from solver.problem import Ints, Rows
from solver.stored_proof import StoredProof
from solver.supply import rows_of


def other_rows(stored: StoredProof, night: Prepared) -> Iterator[Difference]:
    """Give what differs in value, points or use of a budget, and rows that are no package of their pair."""
    n_clients, n_vacancies = len(night.region.clients), len(night.region.vacancies)
    is_named = (stored.client >= 0) & (stored.client < n_clients) & (stored.vacancy >= 0)
    is_named &= (stored.vacancy < n_vacancies) & (stored.package >= 0) & (stored.package < N_PACKAGES)
    kept = np.flatnonzero(is_named)
    pairs = np.unique(stored.client[kept] * n_vacancies + stored.vacancy[kept])
    client, vacancy = (pairs // n_vacancies).astype(np.int32), (pairs % n_vacancies).astype(np.int32)
    candidates = weigh_pairs(night.caseload, client, vacancy, night.threads)
    rows = rows_of(candidates, night.posed.supply, night.policy)
    found_keys = _key(rows.client, rows.vacancy, candidates.package.astype(np.int64), n_vacancies)
    kept_keys = _key(stored.client[kept], stored.vacancy[kept], stored.package[kept], n_vacancies)
    at = np.searchsorted(found_keys, kept_keys)
    is_there = np.append(found_keys, -1)[at] == kept_keys
    gone = np.setdiff1d(np.arange(len(stored.client)), kept[is_there])
    yield from (Difference(what=Stored.ROW_GONE, where=_where(stored, row)) for row in gone.tolist())
    kept, at = kept[is_there], at[is_there]
    yield from _other(Stored.ROW_VALUE, stored, kept, stored.value[kept], rows.value[at])
    yield from _other(Stored.ROW_POINTS, stored, kept, stored.floor_amount[kept], rows.floor_amount[at])
    yield from _other_uses(stored, kept, at, rows)


def _key(client: Ints, vacancy: Ints, package: Ints, n_vacancies: int) -> Ints:
    return (client * n_vacancies + vacancy) * N_PACKAGES + package


def _other(what: Stored, stored: StoredProof, rows: Ints, kept: Ints, found: Ints) -> Iterator[Difference]:
    for k in np.flatnonzero(kept != found).tolist():
        yield Difference(what=what, where=_where(stored, int(rows[k])), stored=int(kept[k]), found=int(found[k]))


def _other_uses(stored: StoredProof, kept: Ints, at: Ints, found: Rows) -> Iterator[Difference]:
    """Compare what each row takes of each budget; a budget that one of the two does not name takes 0."""
    number = np.full(len(found.client), -1, np.int64)
    number[at] = kept
    own, is_kept = number[found.use_row], np.zeros(len(stored.client), bool)
    is_kept[kept] = True
    entries, n_budgets = stored.use_rows(), len(stored.budgets)
    left = _by_use(entries * n_budgets + stored.use_budget, stored.use_amount, is_kept[entries])
    right = _by_use(own * n_budgets + found.use_budget, found.use_amount, own >= 0)
    if all(np.array_equal(one, other) for one, other in zip(left, right, strict=True)):
        return
    kept_by, found_by = (dict(zip(use.tolist(), amount.tolist(), strict=True)) for use, amount in (left, right))
    for use in sorted(kept_by.keys() | found_by.keys()):
        if kept_by.get(use, 0) != found_by.get(use, 0):
            where = _where(stored, use // n_budgets)
            yield Difference(what=Stored.ROW_USE, where=where, stored=kept_by.get(use, 0), found=found_by.get(use, 0))


def _by_use(use: Ints, amount: Ints, take: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> tuple[Ints, Ints]:
    """Give the uses taken, row times budgets plus budget, in order; and their amounts."""
    own = use[take]
    order = np.argsort(own, kind="stable")
    return own[order], amount[take][order]


def _where(stored: StoredProof, row: int) -> tuple[str, ...]:
    i, j = int(stored.client[row]), int(stored.vacancy[row])
    names = stored.names
    own = names.clients[i] if 0 <= i < len(names.clients) else str(i)
    return own, names.vacancies[j] if 0 <= j < len(names.vacancies) else str(j)
