"""What a change of a person or a vacancy does, before anybody saves it: by the same weighing the night uses.

Today's proposals of who or what changes are weighed with the readable definition, as they are and as they would be. All
other pairs are counted by the kernel, side by side, where the store is small enough to wait for.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import numpy as np

from matcher.catalogue.items import load_catalogue
from matcher.domain.candidate import Verdict
from matcher.domain.client import Client, ClientKey
from matcher.domain.region import Region
from matcher.domain.vacancy import Vacancy, VacancyKey
from matcher.fit import fit
from matcher.policy import MatchPolicy
from matcher.rules import Rulebook, with_choices
from matcher.scales import Scales, scales_of
from web.service.clock import Clock
from web.service.lists.entries import Entry, entries_of
from web.service.lists.lines import Line, listing
from web.service.night.input import Rows, read_decided, to_region
from web.store.codec import from_json
from web.store.database import Database
from web.store.pair_states import AT_WORK, OUT
from web.store.records import Run
from web.store.sheets import BATCH_SHEETS
from web.store.store import Store

Cells = Mapping[str, str]
Sheets = Mapping[str, Sequence[Cells]]
T = TypeVar("T", Client, Vacancy)
# Up to so many rows on the other side all pairs are counted while somebody waits; above it only today's proposals.
MOST_COUNTED = 3_000
# Up to so many pairs the definition answers while somebody waits, and no page has to load a compiler for it.
FEW_PAIRS = 700
CHANGED = "~gewijzigd"
# What a change can no longer take away: pairs that ended, and people who work.
GONE = OUT | AT_WORK


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """One of today's proposals and its verdict before and after; None: it can no longer be proposed."""

    entry: Entry
    before: Verdict | None
    after: Verdict | None

    @property
    def is_gone(self) -> bool:
        """Whether the change takes the proposal away."""
        return self.before is not None and self.after is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a change does.

    Attributes
    ----------
    touched
        Today's proposals of this person or vacancy whose verdict changes.
    n_today
        Today's proposals that were weighed again.
    before, after
        Pairs that can be proposed with this person or vacancy; None where they were not counted.
    """

    touched: tuple[Touched, ...]
    n_today: int
    before: int | None
    after: int | None

    @property
    def gone(self) -> tuple[Touched, ...]:
        """The proposals the change takes away."""
        return tuple(one for one in self.touched if one.is_gone)


def person_effect(database: Database, clock: Clock, client: str, changed: Sheets) -> Effect:
    """Give what a person with other rows would do to the proposals for him, and to what he can be proposed for.

    Parameters
    ----------
    changed
        All his rows, by sheet, as they would be.
    """
    day = clock.today()
    with database.read() as store:
        run = store.current_run()
        entries = _standing(store, run, day, lambda line: line.row.client == client)
        is_counted = store.count_open("vacancies") <= MOST_COUNTED
        own = {sheet: store.rows_of(sheet, "client", client) for sheet in _sheets_with("client")}
        other = _others(store, "client", {one.row.vacancy for one in entries}, is_counted=is_counted)
        rows = replace(read_decided(store, day), sheets={**own, **other}, yesterday=(), held=(), banned=())
    region = to_region(rows, day, load_catalogue()).region
    scales = _scales(region, run, day)
    before = _one(region.clients, client)
    after = _one(_read_again(rows, {**own, **changed}, day).clients, client)
    return _effect(_PersonSide(before, after, region.vacancies, scales), entries, is_counted=is_counted)


def work_effect(database: Database, clock: Clock, vacancy: str, changed: Sheets) -> Effect:
    """Give what a vacancy with other rows would do; `changed` holds its rows of vacancies, tasks and demands."""
    day = clock.today()
    with database.read() as store:
        run = store.current_run()
        entries = _standing(store, run, day, lambda line: line.row.vacancy == vacancy)
        is_counted = store.count_open("clients") <= MOST_COUNTED
        own = {sheet: store.rows_of(sheet, "vacancy", vacancy) for sheet in ("vacancies", "tasks", "demands")}
        other = _others(store, "vacancy", {one.row.client for one in entries}, is_counted=is_counted)
        rows = replace(read_decided(store, day), sheets={**own, **other}, yesterday=(), held=(), banned=())
    region = to_region(rows, day, load_catalogue()).region
    scales = _scales(region, run, day)
    before = _one(region.vacancies, vacancy)
    after = _one(_read_again(rows, {**own, **changed}, day).vacancies, vacancy)
    return _effect(_WorkSide(before, after, region.clients, scales), entries, is_counted=is_counted)


@dataclass(frozen=True, slots=True)
class _PersonSide:
    """A person before and after, and the work beside him."""

    before: Client | None
    after: Client | None
    others: tuple[Vacancy, ...]
    scales: Scales

    def verdict(self, entry: Entry, one: Client | None) -> Verdict | None:
        """Give the verdict of a proposal with this person; None where it cannot be proposed."""
        work = next((other for other in self.others if other.key == entry.row.vacancy), None)
        return _verdict(one, work, self.scales)

    def counted(self) -> tuple[int, int]:
        """Give how many vacancies the person can be proposed for, before and after."""
        two = (self.before, replace(self.after, key=ClientKey(CHANGED)) if self.after else None)
        known = [one for one in two if one is not None]
        if len(known) * len(self.others) <= FEW_PAIRS:
            sums = {one.key: sum(fit(one, work, self.scales).is_proposable for work in self.others) for one in known}
        else:
            sums = dict(zip((one.key for one in known), _by_person(known, self.others, self.scales), strict=True))
        return tuple(sums.get(one.key, 0) if one else 0 for one in two)  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class _WorkSide:
    """A vacancy before and after, and the people beside it."""

    before: Vacancy | None
    after: Vacancy | None
    others: tuple[Client, ...]
    scales: Scales

    def verdict(self, entry: Entry, one: Vacancy | None) -> Verdict | None:
        """Give the verdict of a proposal with this vacancy; None where it cannot be proposed."""
        person = next((other for other in self.others if other.key == entry.row.client), None)
        return _verdict(person, one, self.scales)

    def counted(self) -> tuple[int, int]:
        """Give how many people can be proposed, before and after."""
        two = (self.before, replace(self.after, key=VacancyKey(CHANGED)) if self.after else None)
        known = [one for one in two if one is not None]
        if len(known) * len(self.others) <= FEW_PAIRS:
            sums = {one.key: sum(fit(who, one, self.scales).is_proposable for who in self.others) for one in known}
        else:
            sums = dict(zip((one.key for one in known), _by_work(self.others, known, self.scales), strict=True))
        return tuple(sums.get(one.key, 0) if one else 0 for one in two)  # type: ignore[return-value]


def _effect(side: _PersonSide | _WorkSide, entries: Sequence[Entry], *, is_counted: bool) -> Effect:
    weighed = [
        Touched(
            entry=entry,
            before=side.verdict(entry, side.before),  # type: ignore[arg-type]
            after=side.verdict(entry, side.after),  # type: ignore[arg-type]
        )
        for entry in entries
    ]
    before, after = side.counted() if is_counted else (None, None)
    touched = tuple(one for one in weighed if one.before is not one.after)
    return Effect(touched=touched, n_today=len(weighed), before=before, after=after)


def _verdict(person: Client | None, work: Vacancy | None, scales: Scales) -> Verdict | None:
    if person is None or work is None:
        return None
    weighed = fit(person, work, scales)
    return weighed.verdict if weighed.is_proposable else None


def _by_person(people: Sequence[Client], work: Sequence[Vacancy], scales: Scales) -> list[int]:
    client = np.repeat(np.arange(len(people), dtype=np.int32), len(work))
    vacancy = np.tile(np.arange(len(work), dtype=np.int32), len(people))
    found = _proposable(people, work, client, vacancy, scales).reshape(len(people), len(work))
    return [int(count) for count in found.sum(axis=1)]


def _by_work(people: Sequence[Client], work: Sequence[Vacancy], scales: Scales) -> list[int]:
    client = np.tile(np.arange(len(people), dtype=np.int32), len(work))
    vacancy = np.repeat(np.arange(len(work), dtype=np.int32), len(people))
    found = _proposable(people, work, client, vacancy, scales).reshape(len(work), len(people))
    return [int(count) for count in found.sum(axis=1)]


Pairs = np.ndarray[tuple[int], np.dtype[np.int32]]
Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]


def _proposable(
    people: Sequence[Client], work: Sequence[Vacancy], client: Pairs, vacancy: Pairs, scales: Scales
) -> Flags:
    # Loaded when first asked for: whoever only looks needs no compiler.
    from matcher.encode import encode
    from matcher.kernel import COUNT, judge_each

    judged = judge_each(encode(people, work, scales), client, vacancy, threads=1)
    found: Flags = judged.out[:, COUNT] > 0
    return found


def _standing(store: Store, run: Run | None, day: date, is_asked: Callable[[Line], bool]) -> list[Entry]:
    listed = listing(store, run, day)
    stands = [one for one in listed.lines if is_asked(one) and not one.is_overtaken and one.status not in GONE]
    return list(entries_of(store, listed, stands))


def _sheets_with(column: str) -> tuple[str, ...]:
    return tuple(name for name, columns in BATCH_SHEETS.items() if column in columns and name != "decisions")


def _others(store: Store, column: str, keys: set[str], *, is_counted: bool) -> dict[str, list[dict[str, str]]]:
    """Give the rows on the other side: of everybody, or of today's proposals alone."""
    other = "vacancy" if column == "client" else "client"
    own = set(_sheets_with(column)) if column == "client" else {"vacancies", "tasks", "demands"}
    found = {}
    for name, columns in BATCH_SHEETS.items():
        if name in own or name == "decisions":
            continue
        is_theirs = other in columns
        found[name] = store.open_rows(name) if is_counted or not is_theirs else store.rows_in(name, other, keys)
    return found


def _read_again(rows: Rows, sheets: Sheets, day: date) -> Region:
    """Read the rows of one person or vacancy alone; what they refer to stands elsewhere."""
    known = {
        "clients": frozenset(row["client"] for row in rows.sheets["clients"]),
        "vacancies": frozenset(row["vacancy"] for row in rows.sheets["vacancies"]),
        "tasks": frozenset(row["vacancy"] for row in rows.sheets["vacancies"])
        - {row["vacancy"] for row in sheets.get("vacancies", ())},
    }
    alone = {name: [dict(row) for row in found] for name, found in sheets.items()}
    employers = {"employers": rows.sheets.get("employers", [])}
    return to_region(replace(rows, sheets={**employers, **alone}, known=known), day, load_catalogue()).region


def _one(found: Sequence[T], key: str) -> T | None:
    return next((one for one in found if one.key == key), None)


def _scales(region: Region, run: Run | None, day: date) -> Scales:
    rules = with_choices(Rulebook.load().on(day), region.choices)
    return scales_of(region, day=day, rules=rules, policy=_policy(run), catalogue=load_catalogue())


def _policy(run: Run | None) -> MatchPolicy:
    texts: Mapping[str, str] = dict(run.manifest.policies) if run and run.manifest else {}
    return from_json(MatchPolicy, texts["match"]) if "match" in texts else MatchPolicy()
