"""Bewaartermijnen: how long each category is kept, chosen by the gemeente within bounds, and kept to by every night."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from matcher.errors import WaagError
from web.service.clock import Clock
from web.service.entering.saving import Typing, note
from web.store.database import Database
from web.store.errors import StoreError
from web.store.journal import Subject
from web.store.retaining import Category as Category
from web.store.store import Store

FACT, CHANGED = "bewaartermijnen", "bewaartermijn_gewijzigd"
BY_ITSELF = "nacht"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """How long a category is kept after it was closed, ended or made.

    Attributes
    ----------
    days
        What holds; `usual` is the default, `least` and `most` are the bounds.
    overdue
        What is there now that should be gone.
    """

    category: Category
    days: int
    usual: int
    least: int
    most: int
    overdue: int = 0


# Logs for at least six months: whoever has to account for a decision needs them that long.
BOUNDS: Mapping[Category, tuple[int, int, int]] = {
    Category.PEOPLE: (1826, 30, 7305),
    Category.ROWS: (731, 30, 7305),
    Category.LOG: (1826, 184, 7305),
    Category.SESSIONS: (184, 1, 731),
    Category.DRAFTS: (14, 1, 90),
    Category.SEARCHES: (30, 1, 366),
    Category.UPLOADS: (14, 1, 90),
    Category.WITHHELD: (731, 184, 7305),
    # The last thirty nights can always be made again.
    Category.BEFORE: (366, 31, 7305),
}


class TermFault(StrEnum):
    """Why a term is not changed."""

    OUT_OF_BOUNDS = "grens"
    CHANGED = "intussen_anders"


class WrongTerm(WaagError):
    """A term that is not changed, and why."""

    def __init__(self, fault: TermFault) -> None:
        self.fault = fault
        super().__init__(fault.value)


def terms(database: Database, clock: Clock) -> list[Term]:
    """Give every term with what is overdue."""
    with database.read() as store:
        chosen = _chosen(store)
        overdue = store.overdue(_first_days(chosen, clock.today()))
    return [
        Term(category=one, days=chosen[one], usual=usual, least=least, most=most, overdue=overdue[one])
        for one, (usual, least, most) in BOUNDS.items()
    ]


def choose_term(database: Database, clock: Clock, category: Category, days: int, typing: Typing) -> None:
    """Choose how long a category is kept.

    Raises
    ------
    WrongTerm
        Where the term lies outside its bounds, or somebody changed it after the page was made.
    """
    _, least, most = BOUNDS[category]
    if not least <= days <= most:
        raise WrongTerm(TermFault.OUT_OF_BOUNDS)
    with database.begin() as store:
        if store.entry_of_form(typing.idempotency_key) is not None:
            return
        chosen = _chosen(store)
        if typing.seen != str(chosen[category]):
            raise WrongTerm(TermFault.CHANGED)
        kept = {one.value: term for one, term in (chosen | {category: days}).items()}
        store.set_fact(FACT, json.dumps(kept, sort_keys=True))
        told = {"category": category.value, "before": chosen[category], "after": days}
        note(store, CHANGED, Subject.POLICY, FACT, typing, clock.now(), **told)


def retain(database: Database, clock: Clock) -> dict[Category, int]:
    """Drop what is overdue, a category a transaction; give how much of each went.

    Raises
    ------
    StoreError
        Where a category could not be dropped, once the others were: people and the log ask for the login that owns the
        tables.
    """
    with database.read() as store:
        before = _first_days(_chosen(store), clock.today())
    done, problems = dict[Category, int](), list[StoreError]()
    for category, day in before.items():
        try:
            with database.begin() as store:
                done |= store.drop_overdue({category: day}, BY_ITSELF, clock.now())
        except StoreError as problem:
            problems.append(problem)
    if done.get(Category.PEOPLE):
        database.scrub()
    if problems:
        raise problems[0]
    return done


def _chosen(store: Store) -> dict[Category, int]:
    kept = json.loads(store.fact(FACT) or "{}")
    return {one: int(kept.get(one.value, usual)) for one, (usual, _, _) in BOUNDS.items()}


def _first_days(chosen: Mapping[Category, int], today: date) -> dict[Category, date]:
    return {category: today - timedelta(days=days) for category, days in chosen.items()}
