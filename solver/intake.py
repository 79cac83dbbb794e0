"""From what a caller passes to checked 64-bit columns in one order; knows arrays, not the problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from matcher.errors import ProblemError

Ints: TypeAlias = npt.NDArray[np.int64]
Keys: TypeAlias = npt.NDArray[np.uint64]
Numbers: TypeAlias = Sequence[int] | npt.NDArray[np.integer]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_MOST = 2**31
_ROOM = 2**62


def integers(**columns: Numbers) -> dict[str, Ints]:
    """Give each column as int64.

    Raises
    ------
    ProblemError
        Where a column is not a list of whole numbers within 64 bits; decimals are refused, not rounded.
    """
    return {name: _column(name, column) for name, column in columns.items()}


def _column(name: str, column: Numbers) -> Ints:
    array = np.asarray(column)
    if array.size == 0:
        return np.zeros(0, np.int64)
    if array.ndim != 1:
        raise ProblemError(f"{name} has {array.ndim} dimensions; pass one number per entry")
    if array.dtype.kind not in "iu":
        raise ProblemError(f"{name} holds {array.dtype} values; round to whole numbers before building the problem")
    if array.dtype == np.uint64 and int(array.max()) > np.iinfo(np.int64).max:
        raise ProblemError(
            f"{name}[{int(array.argmax())}] = {int(array.max())} does not fit in 64 bits; use smaller units"
        )
    return np.ascontiguousarray(array, dtype=np.int64)


def tie_keys(tie: Sequence[int] | Keys) -> Keys:
    """Give lottery keys as uint64.

    Raises
    ------
    ProblemError
        Where a key is not a whole number from 0 to 2^64 − 1.
    """
    array = np.asarray(tie)
    if array.dtype.kind not in "iu" and array.size:
        raise ProblemError(f"tie holds {array.dtype} values; pass whole numbers from 0 to 2^64 - 1")
    if array.dtype.kind == "i" and array.size and int(array.min()) < 0:
        raise ProblemError(f"tie[{int(array.argmin())}] is negative; pass whole numbers from 0 to 2^64 - 1")
    return np.ascontiguousarray(array, dtype=np.uint64)


def whole_number(name: str, value: int) -> int:
    """Give one number from 0 to 2^31 − 1 as a plain int.

    Raises
    ------
    ProblemError
        Where it is no whole number or outside that range.
    """
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or not 0 <= value < _MOST:
        raise ProblemError(f"{name} = {value!r}; pass a whole number from 0 to {_MOST - 1}")
    return int(value)


def same_length(expected: int, columns: Mapping[str, npt.NDArray[np.generic]]) -> None:
    """Refuse columns that do not have one entry per row."""
    for name, column in columns.items():
        if len(column) != expected:
            raise ProblemError(f"{name} has {len(column)} entries where {expected} are expected; pass one per row")


def mix(keys: Keys) -> Keys:
    """Give the splitmix64 finaliser of each key: a fixed, invertible scrambling of 64 bits."""
    mixed = (keys ^ (keys >> np.uint64(30))) * _FIRST
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
    return mixed ^ (mixed >> np.uint64(31))


def pair_keys(client: Ints, vacancy: Ints) -> Keys:
    """Give the default lottery key of each row, made from its client and vacancy."""
    left = mix((client.astype(np.uint64) + np.uint64(1)) * _GOLDEN)
    return mix(left ^ ((vacancy.astype(np.uint64) + np.uint64(1)) * _SECOND))


def use_keys(use_start: Ints, use_budget: Ints, use_amount: Ints) -> Keys:
    """Give one key per row for what it uses; rows that use the same have the same key."""
    entry = mix(mix((use_budget.astype(np.uint64) + np.uint64(1)) * _GOLDEN) ^ use_amount.astype(np.uint64))
    running = np.zeros(len(entry) + 1, np.uint64)
    np.cumsum(entry, out=running[1:])
    return running[use_start[1:]] - running[use_start[:-1]]


def gather_uses(n_rows: int, n_budgets: int, uses: Mapping[str, Ints]) -> tuple[Ints, Ints, Ints]:
    """Give the uses per row: start per row, budget and amount per entry; equal entries added up, zeros left out.

    Raises
    ------
    ProblemError
        Where a use names a row or budget that is not there, or an amount below 0.
    """
    row, budget, amount = uses["use_row"], uses["use_budget"], uses["use_amount"]
    same_length(len(row), uses)
    within("use_row", row, n_rows, "row")
    within("use_budget", budget, n_budgets, "budget")
    if len(amount) and int(amount.min()) < 0:
        at = int(amount.argmin())
        raise ProblemError(f"row {row[at]} uses {amount[at]} of budget {budget[at]}; an amount is 0 or more")
    if len(amount) and int(amount.max()) * len(amount) >= _ROOM:
        # Entries of one row and budget add up: together they may not wrap around 64 bits.
        at = int(amount.argmax())
        raise ProblemError(
            f"row {row[at]} uses {amount[at]} of budget {budget[at]}: with {len(amount)} entries that can reach beyond "
            f"{_ROOM}, where 64-bit arithmetic stays exact; use coarser units"
        )
    used = amount > 0
    row, budget, amount = row[used], budget[used], amount[used]
    order = np.lexsort((budget, row))
    row, budget, amount = row[order], budget[order], amount[order]
    first = np.ones(len(row), np.bool_)
    first[1:] = (row[1:] != row[:-1]) | (budget[1:] != budget[:-1])
    starts = np.flatnonzero(first)
    totals = np.add.reduceat(amount, starts) if len(starts) else amount
    start = np.zeros(n_rows + 1, np.int64)
    np.cumsum(np.bincount(row[starts], minlength=n_rows), out=start[1:])
    return start, budget[starts], totals


def within(name: str, index: Ints, size: int, noun: str) -> None:
    """Refuse an index outside 0 … size − 1, naming the first."""
    wrong = np.flatnonzero((index < 0) | (index >= size))
    if len(wrong):
        at = int(wrong[0])
        raise ProblemError(f"{name}[{at}] = {index[at]} names no {noun}: there are {size}, numbered from 0")


def take_uses(use_start: Ints, keep: Ints) -> tuple[Ints, Ints]:
    """Give the start per kept row and which use entries they own, in the order of ``keep``."""
    counts = use_start[keep + 1] - use_start[keep]
    start = np.zeros(len(keep) + 1, np.int64)
    np.cumsum(counts, out=start[1:])
    entries = (
        np.arange(int(start[-1]), dtype=np.int64) - np.repeat(start[:-1], counts) + np.repeat(use_start[keep], counts)
    )
    return start, entries


def canonical_order(
    *, tie: Keys, value: Ints, floor_amount: Ints, uses: Keys, client: Ints, vacancy: Ints, given: Ints
) -> Ints:
    """Give the row order that depends on what rows say only: tie key, then value, floor amount and uses.

    Client and vacancy decide, scrambled, only where two different pairs carry one key, and the given number only
    between rows that say the same.
    """
    order = np.argsort(tie, kind="stable").astype(np.int64)
    # Most rows are told apart by tie key and value; only those alike in both are sorted by all the rest.
    order = _sorted_within(order, (tie,), (-value,))
    rest = _alike(order, (tie, value))
    rows = order[rest]
    pair = pair_keys(client[rows], vacancy[rows])
    others = (given[rows], vacancy[rows], client[rows], pair, uses[rows], -floor_amount[rows])
    order[rest] = rows[np.lexsort((*others, -value[rows], tie[rows]))]
    return order


def _sorted_within(order: Ints, by: tuple[Ints | Keys, ...], then: tuple[Ints, ...]) -> Ints:
    """Sort rows that are alike in the columns they are ordered by; the others stay where they are."""
    found, alike = order.copy(), _alike(order, by)
    rows = order[alike]
    found[alike] = rows[
        np.lexsort((*[column[rows] for column in reversed(then)], *[column[rows] for column in reversed(by)]))
    ]
    return found


def _alike(order: Ints, columns: tuple[Ints | Keys, ...]) -> npt.NDArray[np.intp]:
    """Give the places in an order whose row is like the one before or after it in these columns."""
    is_like_last = np.ones(len(order), np.bool_)
    is_like_last[:1] = False
    for column in columns:
        is_like_last[1:] &= column[order[1:]] == column[order[:-1]]
    is_alike = is_like_last.copy()
    is_alike[:-1] |= is_like_last[1:]
    return np.flatnonzero(is_alike)
