"""What changed between two nights, each change with its cause; what has none of its own is a reshuffle, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Pair = tuple[str, str]


class Cause(StrEnum):
    """Why somebody's proposal differs; of several the first in this order is told."""

    DECISION = "besluit"
    CLOSED = "vacature_dicht"
    PROFILE = "gegevens"
    NEW = "nieuwe_vacature"
    BUDGET = "budget"
    RESHUFFLE = "verschoven"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a night knew, as far as a difference is told from it.

    Attributes
    ----------
    proposals
        Vacancy by client.
    clients, vacancies
        Everything delivered about each, as one text that differs where anything does.
    gemeente_of
        Gemeente by client.
    budgets
        What each gemeente granted, as such a text.
    banned, held
        Pairs that somebody rejected, and that are being discussed.
    """

    proposals: Mapping[str, str]
    clients: Mapping[str, str]
    vacancies: Mapping[str, str]
    gemeente_of: Mapping[str, str]
    budgets: Mapping[str, str]
    banned: frozenset[Pair] = frozenset()
    held: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One person whose proposal differs from the night before; an empty vacancy is no proposal."""

    client: str
    had: str
    gets: str
    cause: Cause


def changes_between(before: Known, after: Known) -> tuple[Changed, ...]:
    """Give everybody whose proposal differs, in order of the reference, each with its cause.

    A decision about the person or about the place he had comes first, then what happened to the vacancy, then what was
    delivered about either, then a new vacancy, then the budgets of his gemeente. Who is left moved because others did,
    or because a day passed.
    """
    clients = sorted({*before.proposals, *after.proposals})
    found = []
    for client in clients:
        had, gets = before.proposals.get(client, ""), after.proposals.get(client, "")
        if had != gets:
            found.append(Changed(client=client, had=had, gets=gets, cause=_cause(client, had, gets, before, after)))
    return tuple(found)


def counts_of(changes: tuple[Changed, ...]) -> tuple[tuple[Cause, int], ...]:
    """Give how many changes each cause has, in the order of the causes."""
    counts = Counter(one.cause for one in changes)
    return tuple((cause, counts[cause]) for cause in Cause if counts[cause])


def _cause(client: str, had: str, gets: str, before: Known, after: Known) -> Cause:
    if _is_decided(client, had, before, after):
        return Cause.DECISION
    if had and had not in after.vacancies:
        return Cause.CLOSED
    if before.clients.get(client) != after.clients.get(client):
        return Cause.PROFILE
    both = [key for key in (had, gets) if key in before.vacancies and key in after.vacancies]
    if any(before.vacancies[key] != after.vacancies[key] for key in both):
        return Cause.PROFILE
    if gets and gets not in before.vacancies:
        return Cause.NEW
    gemeente = after.gemeente_of.get(client, "")
    if before.budgets.get(gemeente) != after.budgets.get(gemeente):
        return Cause.BUDGET
    return Cause.RESHUFFLE


def _is_decided(client: str, had: str, before: Known, after: Known) -> bool:
    """Whether somebody decided since about this person, or about a place at the vacancy he had."""
    decided = (before.banned ^ after.banned) | (before.held ^ after.held)
    taken = {vacancy for _, vacancy in before.held ^ after.held}
    return had in taken or any(one == client for one, _ in decided)
