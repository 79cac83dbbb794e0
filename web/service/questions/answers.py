"""Another answer to something unknown, as text: the person or the vacancy as they would be after it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar

from matcher.catalogue.items import ItemType
from matcher.domain.client import Client, DayPart, LegalGroup, LksGroup, Mode, Qualification
from matcher.domain.nearmiss import EMPLOYER_PARTS
from matcher.domain.profile import Answer, BinDemand, CapacityValue, Demand, DemandSource, Frequency, Source
from matcher.domain.vacancy import Vacancy
from matcher.errors import WaagError
from matcher.nextstep.unknown import CERTIFICATE, with_values
from matcher.scales import Scales

SEPARATOR = ","
T = TypeVar("T")


class WrongQuestion(WaagError):
    """A question that cannot be asked as it was written."""


def client_after(client: Client, what: str, text: str, scales: Scales) -> Client:
    """Give a person after an answer to something that is not known of him.

    Parameters
    ----------
    what
        A column of the sheet `clients`, a code of the FML, or ``certificaat.CODE``.
    text
        The answer as a delivery would say it; several parts with a comma.

    Raises
    ------
    WrongQuestion
        Where it is known already, is nothing that can be asked, or the answer cannot be read.
    """
    kind, _, code = what.partition(".")
    if kind == CERTIFICATE and code:
        own = [one for one in client.qualifications if (one.kind, one.code) == (CERTIFICATE, code)]
        _only_unknown(client.key, what, all(one.has is Answer.UNKNOWN for one in own))
        kept = tuple(one for one in client.qualifications if one not in own)
        added = Qualification(kind=CERTIFICATE, code=code, has=_read(Answer, what, text))
        return replace(client, qualifications=(*kept, added))
    if what in _COLUMNS:
        is_unknown, change = _COLUMNS[what]
        _only_unknown(client.key, what, is_unknown(client))
        return _read(partial(change, client), what, text)
    return _with_item(client, what, text, scales)


def vacancy_after(vacancy: Vacancy, what: str, text: str, scales: Scales) -> Vacancy:
    """Give a vacancy after an answer of its employer: what he can do, or what the work asks of one item of the FML.

    Raises
    ------
    WrongQuestion
        As in `client_after`.
    """
    if what in EMPLOYER_PARTS:
        _only_unknown(vacancy.key, what, getattr(vacancy.adaptations, what) is Answer.UNKNOWN)
        return replace(vacancy, adaptations=replace(vacancy.adaptations, **{what: _read(Answer, what, text)}))
    known = [vacancy.own_demand(what), *(task.own_demand(what) for task in vacancy.tasks)]
    kind = _item_type(what, scales)
    _only_unknown(vacancy.key, what, not any(one is not None and one.is_known for one in known))
    numbers = _levels(what, text, kind)
    demand = Demand(
        item=what,
        tolerated=numbers[0] if kind is ItemType.ORD else None,
        asks=numbers if kind is ItemType.SET else None,
        needs=_read(lambda level: BinDemand(int(level)), what, text) if kind is ItemType.BIN else None,
        frequency=Frequency.STRUCTURAL,
        source=DemandSource.EMPLOYER,
        recorded_on=scales.day,
    )
    others = tuple(one for one in vacancy.demands if one.item != what)
    tasks = tuple(
        replace(task, demands=tuple(one for one in task.demands if one.item != what)) for task in vacancy.tasks
    )
    return replace(vacancy, demands=(*others, demand), tasks=tasks)


def _with_item(client: Client, code: str, text: str, scales: Scales) -> Client:
    kind = _item_type(code, scales)
    capacity = scales.capacity(client, scales.catalogue.by_code(code))
    _only_unknown(client.key, code, capacity is None or capacity.is_stale)
    numbers = _levels(code, text, kind)
    value = CapacityValue(
        item=code,
        level=0 if kind is ItemType.SET else numbers[0],
        conditions=tuple(sorted(set(numbers))) if kind is ItemType.SET else (),
        source=Source.LABOUR_EXPERT,
        recorded_on=scales.day,
    )
    return with_values(client, [value])


def _item_type(code: str, scales: Scales) -> ItemType:
    if code not in {item.code for item in scales.catalogue.items}:
        names = ", ".join((*_COLUMNS, f"{CERTIFICATE}.CODE", *EMPLOYER_PARTS))
        raise WrongQuestion(f"{code} is no item of the FML and nothing else that is asked. Known are: {names}.")
    return scales.catalogue.by_code(code).type


def _only_unknown(key: str, what: str, is_unknown: bool) -> None:
    if not is_unknown:
        raise WrongQuestion(
            f"{what} of {key} is known already. A what-if answers an open question; for another value deliver it, "
            "and for what one step would open see `waag explain`."
        )


def _levels(what: str, text: str, kind: ItemType) -> tuple[int, ...]:
    parts = [part.strip() for part in text.split(SEPARATOR) if part.strip()]
    if not all(part.isdecimal() for part in parts):
        raise WrongQuestion(f"{what}={text}: write a level, or conditions with a comma between them.")
    if kind is not ItemType.SET and len(parts) != 1:
        raise WrongQuestion(f"{what}={text}: this item has one level; write one number, such as {what}=1.")
    return tuple(sorted({int(part) for part in parts}))


def _read(kind: Callable[[str], T], what: str, text: str) -> T:
    try:
        return kind(text)
    except ValueError as problem:
        raise WrongQuestion(f"{what}={text} cannot be read: {problem}. Write it as in a delivery.") from problem


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(SEPARATOR)]


Column = tuple[Callable[[Client], bool], Callable[[Client, str], Client]]
_COLUMNS: Mapping[str, Column] = {
    "travel_limit": (lambda one: one.travel_limit is None, lambda one, text: replace(one, travel_limit=int(text))),
    "modes": (
        lambda one: one.modes is None,
        lambda one, text: replace(one, modes=tuple(Mode(part) for part in _split(text))),
    ),
    "times": (
        lambda one: one.times is None,
        lambda one, text: replace(one, times=tuple(DayPart(part) for part in _split(text))),
    ),
    "available_from": (
        lambda one: one.available_from is None,
        lambda one, text: replace(one, available_from=date.fromisoformat(text)),
    ),
    "legal_group": (
        lambda one: one.legal_group is LegalGroup.UNKNOWN,
        lambda one, text: replace(one, legal_group=LegalGroup(text)),
    ),
    "lks_group": (
        lambda one: one.lks_group is LksGroup.UNKNOWN,
        lambda one, text: replace(one, lks_group=LksGroup(text)),
    ),
}
