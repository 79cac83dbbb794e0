"""The gates of a block of people, by what vacancies have in common.

Many vacancies ask the same hours or lie in the same place.  ``Classes.shared`` keeps each such combination once, so a
gate is worked out per person and combination and looked up per pair; ``Classes.apart`` keeps every vacancy for itself,
which is plain broadcasting.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.peers.arrays import Flags, Ints
from benchmarks.peers.travel import travel_minutes
from matcher.domain.caseload import U64, Caseload
from matcher.kernel import DAY_SIT, DAY_STAND, DAY_WALK, NO_CEILING, WEEK_MOST

OPEN, AVAILABLE, OBJECTION, HOURS, TIMES, TRAVEL, CERTIFICATE, POSTURE = range(8)
N_GATES = 8
WISHED, SECTOR_WISHED, RATHER_NOT, UNSAID, OBJECTED = 1, 2, 4, 8, 16
WHOLE_WEEK = 15


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Classes:
    """Combinations that occur among the vacancies: what each is, and which one each vacancy has, [n_vacancies].

    Attributes
    ----------
    week_min, week_max, days, ramp
        Of each combination of hours.
    place, times
        Each destination (−1 unknown) and each asked set of parts of the week.
    gate_words, needed
        Certificates of each combination as words of 64 bits, and how often each requirement is asked, [., n_required].
    by_wish
        Vacancies by kind of wish: sorted codes, and the vacancies in that order.
    """

    week_min: Ints
    week_max: Ints
    days: Ints
    ramp: Ints
    hours_of: Ints
    place: Ints
    place_of: Ints
    times: Ints
    times_of: Ints
    gate_words: U64
    gate_of: Ints
    needed: npt.NDArray[np.float32]
    needed_of: Ints
    by_wish: tuple[tuple[Ints, Ints], ...]

    @classmethod
    def shared(cls, caseload: Caseload) -> Classes:
        """Keep each combination once."""
        jobs = caseload.vacancies
        hours = np.stack((jobs.week_min, jobs.week_max, jobs.days, jobs.ramp), axis=1)
        gate, needed = _requirements(caseload)
        hours, hours_of = np.unique(hours, axis=0, return_inverse=True)
        place, place_of = np.unique(jobs.place, return_inverse=True)
        times, times_of = np.unique(jobs.times, return_inverse=True)
        gate, gate_of = np.unique(gate, axis=0, return_inverse=True)
        needed, needed_of = np.unique(needed, axis=0, return_inverse=True)
        return cls._of(caseload, hours, hours_of, place, place_of, times, times_of, gate, gate_of, needed, needed_of)

    @classmethod
    def apart(cls, caseload: Caseload) -> Classes:
        """Keep every vacancy for itself."""
        jobs = caseload.vacancies
        hours = np.stack((jobs.week_min, jobs.week_max, jobs.days, jobs.ramp), axis=1)
        gate, needed = _requirements(caseload)
        own = np.arange(len(jobs.week_min), dtype=np.int64)
        return cls._of(caseload, hours, own, jobs.place, own, jobs.times, own, gate, own, needed, own)

    @classmethod
    def _of(
        cls, caseload: Caseload, hours: Ints, hours_of: Ints, place: Ints, place_of: Ints, times: Ints, times_of: Ints,
        gate: U64, gate_of: Ints, needed: npt.NDArray[np.float32], needed_of: Ints,
    ) -> Classes:  # fmt: skip
        jobs = caseload.vacancies
        codes = (jobs.occupation, jobs.sector, jobs.employer)
        orders = [np.argsort(code, kind="stable") for code in codes]
        return cls(
            week_min=hours[:, 0],
            week_max=hours[:, 1],
            days=hours[:, 2],
            ramp=hours[:, 3],
            hours_of=hours_of,
            place=place,
            place_of=place_of,
            times=times,
            times_of=times_of,
            gate_words=gate,
            gate_of=gate_of,
            needed=needed,
            needed_of=needed_of,
            by_wish=tuple((code[order], order) for code, order in zip(codes, orders, strict=True)),
        )


def _requirements(caseload: Caseload) -> tuple[U64, npt.NDArray[np.float32]]:
    jobs, n_required = caseload.vacancies, caseload.clients.halves.shape[1]
    n = len(jobs.week_min)
    vacancy = np.repeat(np.arange(n), np.diff(jobs.requirement_start))
    needed = np.zeros((n, n_required), np.float32)
    np.add.at(needed, (vacancy, jobs.requirement), 1)
    is_gate = np.zeros((n, n_required), bool)
    is_gate[vacancy[jobs.requirement_is_gate > 0], jobs.requirement[jobs.requirement_is_gate > 0]] = True
    return _words(is_gate), needed


def _words(flags: Flags) -> U64:
    """Pack flags into words of 64 bits, [n, words]."""
    padded = np.pad(flags, ((0, 0), (0, -flags.shape[1] % 64)))
    return np.packbits(padded, axis=1, bitorder="little").view(np.uint64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gates:
    """What the gates say of a block of people, [n_people, n_combinations]; ``shut`` and ``wish`` by vacancy.

    Attributes
    ----------
    planned, stated, needs_path, hours, growth, posture
        Per combination of hours: minutes, minutes (−1 unknown), whether hours grow, verdict, points, whether too long.
    minutes, travel, travel_points
        Per destination.
    times, certificate
        Verdict per asked parts of the week, and per set of certificates.
    ability
        Points per set of requirements.
    wish
        Bits: wished, sector wished, rather not, silent on what is wished, objected, [n_people, n_vacancies].
    shut
        Bit g: gate g is shut, [n_people, n_vacancies].
    """

    planned: Ints
    needs_path: Flags
    hours: Ints
    growth: Ints
    posture: Flags
    minutes: Ints
    travel: Ints
    travel_points: Ints
    times: Ints
    certificate: Ints
    ability: Ints
    wish: Ints
    shut: Ints

    @classmethod
    def of(cls, caseload: Caseload, classes: Classes, people: Ints) -> Gates:
        """Work out the gates of these people (rows of clients)."""
        planned, needs_path, hours, growth, posture = _hours(caseload, classes, people)
        minutes, travel, points = _travel(caseload, classes, people)
        times = _times(caseload.clients.times[people, None], classes.times)
        certificate = _certificate(caseload.clients.halves[people], classes.gate_words)
        wish = _wishes(caseload, classes, people)
        shut = _bit(hours == 3, HOURS) | _bit(posture, POSTURE)
        shut = np.take(shut, classes.hours_of, axis=1)
        shut |= np.take(_bit(travel == 3, TRAVEL), classes.place_of, axis=1)
        shut |= np.take(_bit(times == 3, TIMES), classes.times_of, axis=1)
        shut |= np.take(_bit(certificate == 3, CERTIFICATE), classes.gate_of, axis=1)
        shut |= _bit(wish & OBJECTED, OBJECTION)
        shut |= _bit(caseload.clients.shut[people, None] & 1, AVAILABLE)
        shut |= _bit(caseload.vacancies.is_shut, OPEN)
        return cls(
            planned=planned,
            needs_path=needs_path,
            hours=hours,
            growth=growth,
            posture=posture,
            minutes=minutes,
            travel=travel,
            travel_points=points,
            times=times,
            certificate=certificate,
            ability=_ability(caseload, classes, people),
            wish=wish,
            shut=shut,
        )


def _bit(flags: npt.NDArray[np.generic], gate: int) -> Ints:
    bits: Ints = (flags != 0).astype(np.uint8) << np.uint8(gate)
    return bits


def _hours(caseload: Caseload, classes: Classes, people: Ints) -> tuple[Ints, Flags, Ints, Ints, Flags]:
    c, policy = caseload.clients, caseload.tables.policy
    day, week, said = c.ceiling_day[people, None], c.ceiling_week[people, None], c.stated[people, None]
    least, most, days = classes.week_min, classes.week_max, classes.days
    ceiling = np.minimum(np.where(week < 0, WEEK_MOST, np.minimum(week, WEEK_MOST)), WEEK_MOST)
    ceiling = np.where(day < 0, ceiling, np.minimum(ceiling, day * days))
    stated = np.where(said < 0, -1, np.minimum(said, ceiling))
    planned = np.minimum(np.where(stated < 0, least, stated), np.minimum(ceiling, most))
    planned = np.minimum(planned, c.start_cap[people, None])
    grown, furthest = _paths(caseload, classes, people)
    reached = np.maximum(planned, np.minimum(grown, np.minimum(ceiling, most)))
    needs_path = (planned < least) & (least <= reached)
    verdict = np.where((said < 0) | (c.asks_hours[people, None] > 0), 2, needs_path)
    verdict = np.where(reached < least, 3, verdict).astype(np.int8)
    goal = np.maximum(stated, np.minimum(furthest[:, None], ceiling))
    now = policy[15] * np.minimum(stated, most) // np.maximum(stated, 1)
    later = policy[16] * np.minimum(goal, most) // np.maximum(goal, 1)
    growth = np.where(stated < 0, policy[15] // 2 + policy[16] // 2, now + later).astype(np.int32)
    return planned, needs_path, verdict, growth, planned > _room(caseload, people)[:, None] * days


def _paths(caseload: Caseload, classes: Classes, people: Ints) -> tuple[Ints, Ints]:
    """Give the minutes reached by each combination's month, and at the end of the path."""
    c = caseload.clients
    counts = c.path_start[people + 1] - c.path_start[people]
    grown = np.zeros((len(people), len(classes.ramp)), np.int32)
    furthest = np.zeros(len(people), np.int32)
    for step in range(int(counts.max(initial=0))):
        has = np.flatnonzero(counts > step)
        at = c.path_start[people[has]] + step
        minutes = c.path_minutes[at]
        in_time = c.path_month[at, None] <= classes.ramp
        grown[has] = np.maximum(grown[has], np.where(in_time, minutes[:, None], 0))
        furthest[has] = np.maximum(furthest[has], minutes)
    return grown, furthest


def _room(caseload: Caseload, people: Ints) -> Ints:
    tables, room = caseload.tables, np.zeros(len(people), np.int32)
    for k in (DAY_WALK, DAY_SIT, DAY_STAND):
        level = caseload.clients.level[people, tables.day_items[k]]
        room += np.where(level > 0, tables.day_ceiling[k, np.maximum(level, 0)], NO_CEILING)
    return room


def _travel(caseload: Caseload, classes: Classes, people: Ints) -> tuple[Ints, Ints, Ints]:
    c, policy = caseload.clients, caseload.tables.policy
    start, modes = c.place[people, None], c.modes[people, None]
    unknown = np.iinfo(np.int32).max
    best = np.full((len(people), len(classes.place)), unknown, np.int32)
    by_mode, is_known = travel_minutes(caseload)
    for mode in range(len(by_mode)):
        may = (modes >> mode & 1).astype(bool) & (start >= 0) & (classes.place >= 0)
        may &= is_known[mode, start, classes.place]
        best = np.where(may, np.minimum(best, by_mode[mode, start, classes.place]), best)
    minutes = np.where(best == unknown, -1, best)
    limit = c.travel_limit[people, None]
    verdict = np.where((minutes < 0) | (c.asks_travel[people, None] > 0), 2, 0)
    verdict = np.where(minutes > limit, 3, verdict).astype(np.int8)
    full, free, if_unknown = policy[12], policy[13], policy[14]
    points = np.where(limit > free, full * np.maximum(0, limit - minutes) // np.maximum(1, limit - free), 0)
    points = np.where(minutes < 0, if_unknown, np.where(minutes <= free, full, points))
    return minutes.astype(np.int32), verdict, points.astype(np.int32)


def _times(free: Ints, asked: Ints) -> Ints:
    told = np.where(free < 0, 2, np.where(asked & ~free, 3, 0))
    silent = np.where(free == WHOLE_WEEK, 0, 2)
    return np.where((asked == 1) & (free < 0), 0, np.where(asked < 0, silent, told)).astype(np.int8)


def _certificate(halves: Ints, gate_words: U64) -> Ints:
    absent, unknown = _words(halves == 0), _words(halves == 1)
    verdict = np.zeros((len(halves), len(gate_words)), np.int8)
    for word in range(gate_words.shape[1]):
        asked = gate_words[:, word]
        verdict[(unknown[:, word, None] & asked) != 0] |= 2
        verdict[(absent[:, word, None] & asked) != 0] |= 3
    return verdict


def _ability(caseload: Caseload, classes: Classes, people: Ints) -> Ints:
    full = int(caseload.tables.policy[11])
    halves = (caseload.clients.halves[people].astype(np.float32) @ classes.needed.T).astype(np.int32)
    required = classes.needed.sum(axis=1).astype(np.int32)
    return np.where(required == 0, full, full * halves // np.maximum(1, 2 * required)).astype(np.int32)


def _wishes(caseload: Caseload, classes: Classes, people: Ints) -> Ints:
    """Mark each vacancy a wish or an objection speaks of; wishes find their vacancies in the sorted codes."""
    c = caseload.clients
    wish = np.zeros((len(people), len(caseload.vacancies.week_min)), np.uint8)
    wish[(c.shut[people] & 2) > 0] |= OBJECTED
    place, row = stretches(c.wish_start, people)
    for kind, (codes, order) in enumerate(classes.by_wish):
        of_kind = c.wish_kind[row] == kind
        who, code, stance = place[of_kind], c.wish_code[row[of_kind]], c.wish_stance[row[of_kind]]
        low, high = np.searchsorted(codes, code, "left"), np.searchsorted(codes, code, "right")
        glad = SECTOR_WISHED if kind == 1 else WISHED
        bit = np.array([glad, RATHER_NOT, OBJECTED], np.uint8)[stance]
        each = np.repeat(np.arange(len(who)), high - low)
        at = np.arange(len(each)) - np.repeat(np.cumsum(high - low) - (high - low), high - low) + low[each]
        np.bitwise_or.at(wish, (who[each], order[at]), bit[each])
        wish[np.ix_(np.unique(who[stance == 0]), order[codes < 0])] |= UNSAID
    place, row = stretches(c.forbidden_start, people)
    wish[place, c.forbidden[row]] |= OBJECTED
    return wish


def stretches(start: Ints, people: Ints) -> tuple[Ints, Ints]:
    """Give each entry of these people: the place of the person in ``people``, and the row of the entry."""
    counts = start[people + 1] - start[people]
    place = np.repeat(np.arange(len(people)), counts)
    return place, np.arange(len(place)) - np.repeat(np.cumsum(counts) - counts, counts) + start[people[place]]
