"""A caseload of any size as stored columns: drawn column by column, no object per person.

A pool of people and vacancies is drawn as `fixtures` draws a region, with its distributions (hours, limits, travel,
wishes, sectors: named there).  Everybody in the caseload takes a row of the pool, and gets a place of his own on a
made-up map; a vacancy gets a place, an employer in that place and sector, and a key.  The map shrinks with the number
of vacancies, so that a person reaches as many in a small caseload as in that of the whole country.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks import folder
from benchmarks.outline import drawn_map
from benchmarks.storing import stored
from fixtures.caseload import region
from fixtures.days import DAY
from fixtures.people import STRATA
from matcher.catalogue.items import load_catalogue
from matcher.domain.region import Place, Region, TravelTime
from matcher.encode.asking import Column, Table
from matcher.encode.stored import Stored, encode_stored
from matcher.kernel import rank, sweep
from matcher.policy import MatchPolicy
from matcher.rules import Rulebook
from matcher.scales import Scales
from matcher.travel import MODES
from solver.plan import scales_of

POOL_CLIENTS, POOL_VACANCIES = 4_000, 2_000
NATIONAL_VACANCIES = 300_000
VACANCIES_AN_EMPLOYER = 1.5
FORBIDDEN_IN = 100
SAMPLED = 500
OF_EMPLOYER = 2
LONG_CLIENTS = ("capacities", "paths", "wishes", "qualifications")
LONG_VACANCIES = ("tasks", "demands", "requirements")


def made(n_clients: int, n_vacancies: int, seed: int) -> Stored:
    """Draw a caseload; the same numbers and seed give the same columns everywhere."""
    draw = np.random.default_rng(seed)
    drawn = region(min(n_clients, POOL_CLIENTS), min(n_vacancies, POOL_VACANCIES), seed)
    pool = _pool(drawn)
    ground = drawn_map(draw, n_vacancies / NATIONAL_VACANCIES)
    n_places = len(ground.x)
    names = [str(name) for name in pool["names"]["name"]]
    places = len(names) + np.arange(n_places, dtype=np.int32)
    names += [f"plaats {number:04d}" for number in range(n_places)]
    people = draw.integers(0, len(pool["clients"]["key"]), n_clients)
    jobs = draw.integers(0, len(pool["vacancies"]["key"]), n_vacancies)
    work = draw.choice(n_places, n_vacancies, p=ground.weight).astype(np.int32)
    employer = _employers(draw, work, pool["vacancies"]["sector"][jobs])
    first_employer = len(names)
    names += [f"W{number:06d}" for number in range(int(employer.max(initial=-1)) + 1)]
    home = draw.choice(n_places, n_clients, p=ground.weight)
    clients = _of(pool["clients"], people)
    found: dict[str, Table] = {
        "names": {"name": np.array(names)},
        "clients": {**clients, "key": _keys("K", n_clients), "place": np.where(clients["place"] < 0, -1, places[home])},
        **{name: _long(pool[name], "client", people) for name in LONG_CLIENTS},
        "forbidden": _forbidden(draw, n_clients, n_vacancies),
        "readings": {name: column[:0] for name, column in pool["readings"].items()},
        "vacancies": {
            **_of(pool["vacancies"], jobs),
            "key": _keys("V", n_vacancies),
            "place": places[work],
            "employer": (first_employer + employer).astype(np.int32),
        },
        **{name: _long(pool[name], "vacancy", jobs) for name in LONG_VACANCIES},
        "places": {"name": places, "x": ground.x, "y": ground.y},
        "travel": {name: np.zeros(0, np.int32) for name in folder.MAP_TABLES["travel"]},
        "belonging": {"gemeente": ground.gemeente[home], "stratum": _strata(drawn)[people]},
        "room": {name: column[jobs] for name, column in _room(drawn).items()},
    }
    wishes = found["wishes"]
    one = draw.integers(first_employer, len(names), len(wishes["code"]))
    wished = np.where(wishes["kind"] == OF_EMPLOYER, one, wishes["code"]).astype(np.int32)
    return {**found, "wishes": {**wishes, "code": wished}}


def night_of(stored: Stored) -> Scales:
    """Give what a stored caseload is weighed on: the day of the fixtures, its law and the default policy."""
    names, places, travel = stored["names"]["name"], stored["places"], stored["travel"]
    spots = zip(places["name"].tolist(), places["x"].tolist(), places["y"].tolist(), strict=True)
    times = zip(*(travel[name].tolist() for name in folder.MAP_TABLES["travel"]), strict=True)
    ground = Region(
        clients=(),
        vacancies=(),
        places=tuple(Place(key=str(names[name]), x=x, y=y) for name, x, y in spots),
        travel=tuple(
            TravelTime(from_place=str(names[start]), to_place=str(names[end]), mode=MODES[mode], minutes=minutes)
            for start, end, mode, minutes in times
        ),
    )
    rules = Rulebook.load().on(DAY)
    return scales_of(ground, day=DAY, rules=rules, policy=MatchPolicy(), catalogue=load_catalogue())


def write(n_clients: int, n_vacancies: int, seed: int, out: Path, kind: str = "columns") -> str:
    """Draw a caseload into a folder; give what a sample of it is like."""
    stored = made(n_clients, n_vacancies, seed)
    folder.write(stored, out, kind)
    return likeness(stored, seed)


def likeness(stored: Stored, seed: int) -> str:
    """Say of a sample of people which part of all pairs they reach, and which part can be proposed."""
    draw = np.random.default_rng(seed)
    n = len(stored["clients"]["key"])
    people = np.sort(draw.choice(n, min(n, SAMPLED), replace=False))
    some = {**stored, "clients": _kept(stored["clients"], people)}
    for name in (*LONG_CLIENTS, "forbidden", "readings"):
        rows = np.isin(stored[name]["client"], people)
        table = _kept(stored[name], rows)
        some[name] = {**table, "client": np.searchsorted(people, table["client"]).astype(np.int32)}
    caseload = encode_stored(some, night_of(stored))
    n_pairs = max(1, len(people) * len(caseload.vacancy_keys))
    looked, ranked = sweep(caseload)[0], rank(caseload, 1)
    proposable = n_pairs - int(ranked.reasons.sum())
    return (
        f"of {len(people):,} people against every vacancy: {100 * looked / n_pairs:.2f}% of the pairs within reach, "
        f"{100 * proposable / n_pairs:.2f}% can be proposed, "
        f"{100 * float((ranked.found > 0).mean()):.0f}% of the people have a proposal"
    )


def _kept(table: Table, rows: Column) -> Table:
    return {name: column[rows] for name, column in table.items()}


def _pool(drawn: Region) -> Stored:
    rules = Rulebook.load().on(DAY)
    scales = scales_of(drawn, day=DAY, rules=rules, policy=MatchPolicy(), catalogue=load_catalogue())
    return stored(drawn, scales)


def _strata(drawn: Region) -> Column:
    """Give the number of the stratum of each person, −1 none."""
    return np.array([STRATA.index(one.stratum) if one.stratum else -1 for one in drawn.clients], np.int8)


def _room(drawn: Region) -> Table:
    """Give the places of each vacancy, and how many with support its employer can carry, −1 not said."""
    most = [-1 if one.max_supported is None else one.max_supported for one in drawn.vacancies]
    return {
        "positions": np.array([one.positions for one in drawn.vacancies], np.int32),
        "most_supported": np.array(most, np.int32),
    }


def _of(table: Table, rows: Column) -> Table:
    return {name: column[rows] for name, column in table.items() if name not in ("key", "employer")}


def _long(table: Table, owner: str, rows: Column) -> dict[str, Column]:
    """Give everybody the rows of the one he takes after, in the narrowest whole numbers that hold them."""
    counts = np.bincount(table[owner], minlength=int(rows.max(initial=0)) + 1)
    start, n = np.cumsum(counts) - counts, counts[rows]
    at = np.repeat(start[rows] - (np.cumsum(n) - n), n) + np.arange(int(n.sum()))
    found = {name: _narrow(column)[at] for name, column in table.items() if name != owner}
    return {owner: np.repeat(np.arange(len(rows), dtype=np.int32), n), **found}


def _narrow(column: Column) -> Column:
    low, high = int(column.min(initial=0)), int(column.max(initial=0))
    kind = next(
        kind for kind in (np.int8, np.int16, np.int32) if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max
    )
    return column.astype(kind)


def _employers(draw: np.random.Generator, work: Column, sector: Column) -> Column:
    """Give every vacancy an employer of its own place and sector, who has one or two."""
    spot = np.unique(work.astype(np.int64) * (int(sector.max(initial=0)) + 2) + sector, return_inverse=True)[1].ravel()
    most = np.ceil(np.bincount(spot)[spot] / VACANCIES_AN_EMPLOYER).astype(np.int64) if len(spot) else spot
    number = (draw.random(len(spot)) * most).astype(np.int64)
    return np.asarray(np.unique(spot * (int(most.max(initial=0)) + 1) + number, return_inverse=True)[1].ravel())


def _forbidden(draw: np.random.Generator, n_clients: int, n_vacancies: int) -> Table:
    who = np.flatnonzero(draw.integers(0, FORBIDDEN_IN, n_clients) == 0) if n_vacancies else np.zeros(0, np.int64)
    return {"client": who.astype(np.int32), "vacancy": draw.integers(0, max(1, n_vacancies), len(who), np.int32)}


def _keys(letter: str, n: int) -> Column:
    return np.array([f"{letter}{number:06d}" for number in range(n)], np.str_)
