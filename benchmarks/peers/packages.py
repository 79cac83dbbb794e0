"""Up to three packages for many pairs at once: each strategy picks a closer for every gap, gap after gap."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from benchmarks.peers.arrays import Flags, Ints
from benchmarks.peers.carve import without_long_days
from benchmarks.peers.lookups import AID, Lookups
from matcher.kernel import COACH_FIRST, COACH_LAST, LEAVE_OUT, WAGE_SUBSIDY, WEEK_ITEM, WORK_BUDDY, YES

N_STRATEGIES = 3
STRATEGIES = np.arange(N_STRATEGIES)
WITHOUT_LEAVE_OUT = np.uint16(0xFFFF ^ 1 << LEAVE_OUT)
ALL = np.uint16(0xFFFF)
GUIDANCE = (1 << COACH_LAST + 1) - (1 << WORK_BUDDY)


class Basket(NamedTuple):
    """What each strategy has in its package so far, [3, pairs]: instruments, tasks left out, aids, cents, failed."""

    instruments: Ints
    left: Ints
    aids: Ints
    cents: Ints
    failed: Flags

    @classmethod
    def empty(cls, shape: tuple[int, ...]) -> Basket:
        """Give empty packages for pairs of a shape."""
        whole = (N_STRATEGIES, *shape)
        return cls(
            np.zeros(whole, np.uint16),
            np.zeros(whole, np.uint8),
            np.zeros(whole, np.int64),
            np.zeros(whole, np.int64),
            np.zeros(whole, bool),
        )


def close_gap(
    look: Lookups, basket: Basket, pairs: Ints | slice, i: Ints, about: tuple[Ints, Ints, Ints],
    gap: tuple[Ints, Ints, Ints], is_offer: Flags, has_aid: Flags,
) -> None:  # fmt: skip
    """Close one gap of each of these pairs; a gap without closers fails, unless it is only an offer.

    ``about`` is the person, the vacancy and the planned minutes of each pair.
    """
    yes, perhaps, tasks = gap
    c, v, planned = about
    at = (slice(None), pairs) if isinstance(pairs, np.ndarray) else (slice(None),)
    left = basket.left[at]
    together = left | tasks.astype(np.uint8)
    allowed = np.where(look.may_leave[v, together] > 0, ALL, WITHOUT_LEAVE_OUT)
    sets = without_long_days(look, (yes & allowed, perhaps & allowed), c, v, planned, together)
    usable = np.where(sets[0] > 0, sets[0], sets[1])
    taken = _preferred(look, usable, c)
    basket.failed[at] |= (taken == 0) & ~is_offer
    basket.left[at] = np.where(taken == 1 << LEAVE_OUT, together, left)
    aid = np.where((taken == 1 << AID) & has_aid, look.aid_bit[i], 0)
    basket.cents[at] += np.where((aid & ~basket.aids[at]) > 0, look.aid_cents[i], 0)
    basket.aids[at] |= aid
    basket.instruments[at] |= taken


def _preferred(look: Lookups, usable: Ints, c: Ints) -> Ints:
    """Pick what each strategy takes first, and inside that kind what the person wants."""
    strategy = STRATEGIES.reshape(-1, *[1] * (usable.ndim - 1))
    taken = look.first[strategy, usable]
    wanted, unwanted = look.caseload.clients.wanted[c], look.caseload.clients.unwanted[c]
    if not (wanted | unwanted).any():
        return taken
    alike = usable & look.kinds[strategy, usable]
    better = np.where((alike & wanted) > 0, alike & wanted, alike & ~unwanted).astype(np.uint16)
    return np.where((better > 0) & (usable > 0), look.first[strategy, better], taken)


class Packages(NamedTuple):
    """Packages in the order of the strategies, without doubles: how many, and per package, [3, pairs]."""

    n_made: Ints
    instruments: Ints
    coach_minutes: Ints
    once_cents: Ints
    effort: Ints
    support_points: Ints
    total: Ints


def finish(look: Lookups, basket: Basket, c: Ints, v: Ints, planned: Ints, needs_path: Flags, total: Ints) -> Packages:
    """Add what the person has a claim to, drop doubles and weigh effort within the pair."""
    week = np.asarray(WEEK_ITEM)
    sure, perhaps = (
        np.where(needs_path, look.instruments[week, rows[c, week]], 0) for rows in (look.sure, look.perhaps)
    )
    growing = sure, perhaps, np.zeros(needs_path.shape, np.int64)
    close_gap(look, basket, slice(None), week, (c, v, planned), growing, ~needs_path, needs_path)
    sets = _with_claims(look, look.one_regime[basket.instruments].astype(np.int64), c, v)
    new = ~basket.failed
    new[1] &= ~(new[0] & (sets[1] == sets[0]))
    new[2] &= ~(new[0] & (sets[2] == sets[0])) & ~(new[1] & (sets[2] == sets[1]))
    effort = look.effort[sets]
    least = np.where(new, effort, np.iinfo(np.int64).max).min(axis=0)
    support = -np.minimum(int(look.caseload.tables.policy[17]), effort - least)
    coach = (planned * look.share[sets] + 9_999) // 10_000
    columns = (sets, coach, basket.cents, effort, support, total + support)
    return Packages(new.sum(axis=0), *(_moved_up(column, new) for column in columns))


def _moved_up(column: Ints, new: Flags) -> Ints:
    """Put the packages that count first; 0 behind them."""
    first = np.where(new[0], column[0], np.where(new[1], column[1], np.where(new[2], column[2], 0)))
    n_before_last = new[0].astype(np.int8) + new[1]
    second = np.where(new[0] & new[1], column[1], np.where(new[2] & (n_before_last == 1), column[2], 0))
    third = np.where(new[2] & (n_before_last == 2), column[2], 0)
    return np.stack((first, second, third))


def _with_claims(look: Lookups, sets: Ints, c: Ints, v: Ints) -> Ints:
    people, answer = look.caseload.clients, look.caseload.vacancies.answer
    is_claim = people.is_claim[c] > 0
    sets = np.where(is_claim & (people.status[c, WAGE_SUBSIDY] == YES), sets | 1 << WAGE_SUBSIDY, sets)
    unguided = is_claim & ((sets & GUIDANCE) == 0)
    buddy, coach = people.status[c, WORK_BUDDY] == YES, people.status[c, COACH_FIRST] == YES
    wants_coach = _wants_coach(look)[c]
    is_coach = coach & (answer[v, COACH_FIRST] > 0)
    is_buddy = buddy & (answer[v, WORK_BUDDY] == YES) & ~(is_coach & wants_coach)
    is_buddy |= buddy & (answer[v, WORK_BUDDY] > 0) & ~is_coach
    claimed = np.where(is_buddy, 1 << WORK_BUDDY, np.where(coach, 1 << COACH_FIRST, 0))
    return np.where(unguided, sets | claimed, sets)


def _wants_coach(look: Lookups) -> Flags:
    """Say of each person whether he wants a coach rather than a buddy."""
    people = look.caseload.clients
    rank = [1 - (people.wanted >> m & 1) + (people.unwanted >> m & 1) for m in (COACH_FIRST, WORK_BUDDY)]
    is_rather: Flags = rank[0] < rank[1]
    return is_rather
