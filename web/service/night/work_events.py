"""Who works and who came back, as people recorded it here, told to the next night as a delivery would tell it.

A start fills its place and takes the person out of the pool; a return brings both back, and counts as an earlier
failure of that person unless it ended well or by itself.  What a delivery says of the same pair goes before it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from matcher.domain.vacancy import Vacancy
from matcher.reading.numbers import hours_text
from web.service.review.reasons import NO_DROP_OUT, ReturnReason
from web.service.review.standing import States
from web.store.pair_states import Spell
from web.store.records import ProposalRow
from web.store.store import Store

Sheets = Mapping[str, list[dict[str, str]]]
DROP_OUT, PLACEMENT = "uitval", "plaatsing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """One time at work.

    Attributes
    ----------
    ended_on
        Last working day; None while it runs.
    places
        Open places of the vacancy at the start, as delivered.
    hours, held_hours
        Minutes a week agreed, and held last; None where nobody said.
    item, cause
        Of a return: what failed, and why; empty where it ended well, or by itself.
    """

    client: str
    vacancy: str
    employer: str
    gemeente: str
    started_on: date
    places: int
    hours: int | None
    coach_minutes: int
    once_cents: int
    ended_on: date | None = None
    held_hours: int | None = None
    item: str = ""
    cause: str = ""
    is_drop_out: bool = False

    def fills_on(self, day: date) -> bool:
        """Whether it fills its place on a day."""
        return self.started_on <= day and (self.ended_on is None or self.ended_on > day)


def worked_of(store: Store, states: States) -> tuple[Worked, ...]:
    """Give every time at work that was recorded, by client, vacancy and start."""
    spells = [spell for state in states.values() for spell in state.spells]
    rows = {row.id: row for row in store.proposals_by_id([spell.proposal_id for spell in spells])}
    found = (_worked(spell, rows[spell.proposal_id]) for spell in spells if spell.proposal_id in rows)
    return tuple(sorted(found, key=lambda one: (one.client, one.vacancy, one.started_on)))


def with_work(sheets: Sheets, worked: Sequence[Worked], day: date) -> Sheets:
    """Give the rows of a night with what was recorded here beside what was delivered."""
    begun = [one for one in worked if one.started_on <= day]
    if not begun:
        return sheets
    return {
        **sheets,
        "placements": _placements(sheets.get("placements", []), begun),
        "history": _history(sheets.get("history", []), begun),
    }


def only_open_places(vacancies: Iterable[Vacancy], worked: Iterable[Worked], day: date) -> tuple[Vacancy, ...]:
    """Give the vacancies with the places nobody started on; one that is full is no longer there."""
    filled = defaultdict[str, list[Worked]](list)
    for one in worked:
        if one.fills_on(day):
            filled[one.vacancy].append(one)
    left = [(vacancy, _left(vacancy.positions, filled.get(vacancy.key, []))) for vacancy in vacancies]
    return tuple(
        vacancy if places == vacancy.positions else replace(vacancy, positions=places)
        for vacancy, places in left
        if places > 0
    )


def _left(delivered: int, filled: Sequence[Worked]) -> int:
    before = max((one.places for one in filled), default=0)
    return delivered - max(0, len(filled) - max(0, before - delivered))


def _worked(spell: Spell, row: ProposalRow) -> Worked:
    start, end = spell.start, spell.end
    reasons = end.reasons if end else ()
    failed = [reason for reason in reasons if reason not in NO_DROP_OUT]
    return Worked(
        client=row.client,
        vacancy=row.vacancy,
        employer=row.employer,
        gemeente=row.gemeente,
        started_on=start.happened_on or start.at.date(),
        places=start.places or 0,
        hours=start.week_minutes,
        coach_minutes=row.coach_minutes,
        once_cents=row.once_cents,
        ended_on=(end.happened_on or end.at.date()) if end else None,
        held_hours=end.week_minutes if end else None,
        item=end.item if end and failed else "",
        cause=_cause(failed),
        is_drop_out=bool(failed),
    )


def _cause(failed: Iterable[str]) -> str:
    """Give the first reason in the order of the list, so that the same causes read the same; added ones come last."""
    order = {reason.value: at for at, reason in enumerate(ReturnReason)}
    return min(failed, key=lambda code: (order.get(code, len(order)), code), default="")


def _placements(delivered: Sequence[dict[str, str]], begun: Iterable[Worked]) -> list[dict[str, str]]:
    """Add each time at work that no delivery tells of; one that ended here has ended, whatever a delivery says."""
    rows = [dict(row) for row in delivered]
    for one in begun:
        same = [row for row in rows if (row["client"], row["vacancy"]) == (one.client, one.vacancy)]
        if not same:
            rows.append(_placement(one))
        for row in same:
            if one.ended_on and not row["end_on"] and row["start_on"] <= one.ended_on.isoformat():
                row["end_on"] = one.ended_on.isoformat()
    return rows


def _placement(one: Worked) -> dict[str, str]:
    return {
        "client": one.client,
        "vacancy": one.vacancy,
        "employer": one.employer,
        "start_on": one.started_on.isoformat(),
        "end_on": one.ended_on.isoformat() if one.ended_on else "",
        "hours": hours_text(one.hours) if one.hours else "",
        "coach_minutes": str(one.coach_minutes),
        "once_cents": str(one.once_cents),
        "gemeente": one.gemeente,
    }


def _history(delivered: Sequence[dict[str, str]], begun: Iterable[Worked]) -> list[dict[str, str]]:
    """Add what ended; where a delivery tells of the same day, its words go first and ours fill what it left open."""
    rows = {(row["client"], row["kind"], row["date"]): dict(row) for row in delivered}
    for one in begun:
        if one.ended_on is None:
            continue
        own = _ended(one, one.ended_on)
        key = (own["client"], own["kind"], own["date"])
        theirs = {name: value for name, value in rows.get(key, {}).items() if value}
        rows[key] = {**own, **theirs}
    return [rows[key] for key in sorted(rows)]


def _ended(one: Worked, ended_on: date) -> dict[str, str]:
    return {
        "client": one.client,
        "kind": DROP_OUT if one.is_drop_out else PLACEMENT,
        "date": ended_on.isoformat(),
        "hours": hours_text(one.held_hours) if one.held_hours else "",
        "item": one.item,
        "cause": one.cause,
        "words": "",
    }
