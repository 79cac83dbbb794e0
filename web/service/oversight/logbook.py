"""The log as people read it: who looked at whom, what left the house, who decided what, and whether it still fits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from web.service.clock import ZONE, Clock
from web.service.dossier.explained import Explained, kept_pair
from web.service.night.given import client_id
from web.service.public_keys import key_of
from web.store.chain import Chain as Chain
from web.store.database import Database
from web.store.events import Event
from web.store.log import LogKind as LogKind
from web.store.log import LogLine, LogQuery, NewLine
from web.store.records import ProposalRow
from web.store.store import Store

PAGE_SIZE = 50
ONCE_IN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom or what a page showed, by the ids of its address; empty for none.

    Attributes
    ----------
    client, vacancy
        The references behind the ids, where the page knows them already.
    """

    client_id: str = ""
    vacancy_id: str = ""
    proposal_id: str = ""
    client: str = ""
    vacancy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which lines somebody wants to see.

    Attributes
    ----------
    client_id
        As in an address.
    first, last
        Days in the Netherlands, both included.
    below
        Only lines with a lower number; 0 from the newest.
    """

    actor: str = ""
    client_id: str = ""
    kind: LogKind | None = None
    first: date | None = None
    last: date | None = None
    below: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One line with the name of whom it is about."""

    line: LogLine
    client_id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """One page of the log, newest first; `older` is where the next one goes on, 0 where there is none."""

    lines: tuple[Shown, ...]
    older: int
    actors: tuple[str, ...]
    client_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A decision with the proposal as it was when it was taken; `explained` is None where its night is gone."""

    shown: Shown
    event: Event
    row: ProposalRow | None
    explained: Explained | None


def note_view(
    database: Database, clock: Clock, *, actor: str, role: str, what: str, subject: Subject, is_part: bool = False
) -> None:
    """Write down that somebody saw a person or a vacancy; nothing where the address stands for neither.

    Parameters
    ----------
    is_part
        A page asked for a part of itself: one line a minute says enough.
    """
    now = clock.now()
    with database.begin() as store:
        found = _found(store, subject)
        if found is None:
            return
        client, vacancy, detail = found
        query = LogQuery(actor=actor, client=client, kind=LogKind.VIEW, first=now - ONCE_IN)
        if is_part and any(line.what == what for line in store.log(query)):
            return
        store.add_line(
            NewLine(
                at=now,
                actor=actor,
                role=role,
                kind=LogKind.VIEW,
                what=what,
                client=client,
                vacancy=vacancy,
                detail=detail,
            )
        )


def note_export(database: Database, clock: Clock, *, actor: str, role: str, what: str, detail: str) -> None:
    """Write down that somebody took a file; `detail` is the filter of its address."""
    with database.begin() as store:
        store.add_line(NewLine(at=clock.now(), actor=actor, role=role, kind=LogKind.EXPORT, what=what, detail=detail))


def log_page(database: Database, wanted: Wanted) -> LogPage:
    """Give a page of the log."""
    with database.read() as store:
        client = _client_of(store, wanted)
        found = [] if client is None else list(store.log(_query(wanted, client), PAGE_SIZE + 1))
        lines = found[:PAGE_SIZE]
        names = _names(store, lines)
        return LogPage(
            lines=tuple(_shown(store, line, names) for line in lines),
            older=lines[-1].id if len(found) > PAGE_SIZE else 0,
            actors=tuple(store.log_actors()),
            client_name=store.name_of(client) if client else "",
        )


def log_lines(database: Database, wanted: Wanted) -> Iterator[LogLine]:
    """Give every line that is wanted, newest first, as they come."""
    with database.read() as store:
        client = _client_of(store, wanted)
        if client is not None:
            yield from store.log(_query(wanted, client))


def chain_of(database: Database) -> Chain:
    """Go over the whole log."""
    with database.read() as store:
        return store.check_chain()


def snapshot(database: Database, number: int) -> Snapshot | None:
    """Give a decision as it was taken; None where the line is no decision."""
    with database.read() as store:
        line = store.log_line(number)
        event = store.event(line.event_id) if line is not None and line.event_id is not None else None
        if line is None or event is None:
            return None
        row = store.proposal_row(event.proposal_id)
        run = store.run(row.run_id) if row else None
        return Snapshot(
            shown=_shown(store, line, _names(store, [line])),
            event=event,
            row=row,
            explained=kept_pair(store, run, row) if run is not None and row is not None else None,
        )


def _found(store: Store, subject: Subject) -> tuple[str, str, str] | None:
    """Give client, vacancy and proposal behind an address."""
    if subject.client or subject.vacancy:
        return subject.client, subject.vacancy, subject.proposal_id
    row = store.proposal_row(subject.proposal_id) if subject.proposal_id else None
    if row is not None:
        return row.client, row.vacancy, row.id
    client = key_of(store, "clients", subject.client_id) if subject.client_id else None
    vacancy = key_of(store, "vacancies", subject.vacancy_id) if subject.vacancy_id else None
    return (client or "", vacancy or "", "") if client or vacancy else None


def _client_of(store: Store, wanted: Wanted) -> str | None:
    """Give whom the lines are about; empty for everybody, None for somebody who is not there."""
    return key_of(store, "clients", wanted.client_id) if wanted.client_id else ""


def _query(wanted: Wanted, client: str) -> LogQuery:
    return LogQuery(
        actor=wanted.actor,
        client=client,
        kind=wanted.kind,
        first=_midnight(wanted.first) if wanted.first else None,
        last=_midnight(wanted.last + timedelta(days=1)) if wanted.last else None,
        below=wanted.below,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE)


def _names(store: Store, lines: list[LogLine]) -> dict[str, str]:
    rows = store.rows_in("persoon", "client", (line.client for line in lines if line.client))
    return {row["client"]: row["name"] for row in rows}


def _shown(store: Store, line: LogLine, names: dict[str, str]) -> Shown:
    return Shown(
        line=line,
        client_id=client_id(store, line.client) if line.client else "",
        name=names.get(line.client) or line.client,
    )
