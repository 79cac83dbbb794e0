"""A store to measure pages on: the demo's own rows and night, copied to a size, with nights and decisions behind it."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.registry import Size
from web.service.delivery.private_sheets import ALL_SHEETS
from web.store.database import Database
from web.store.log import LogKind, NewLine
from web.store.schema import RESULTS, sheet_tables

REFERENCES = ("client", "vacancy", "employer")
DECISIONS_A_NIGHT = 20
LOOKS_A_NIGHT = 200


def grown(source: Path, target: Path, size: Size, nights: int) -> None:
    """Copy a store with one night and let it grow to a size, and to so many nights.

    What is copied is the demo's, so pages are as heavy as they are there. Older nights hold their proposals, outcomes,
    decisions and looks at records; the weighing of each old proposal, which a page reads by its key, is left out.
    """
    shutil.copy(source, target)
    database = Database(f"sqlite:///{target}")
    database.upgrade()
    database.close()
    connection = sqlite3.connect(target, isolation_level=None)
    connection.executescript("PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; BEGIN")
    connection.create_function("retold", 2, _retold, deterministic=True)
    try:
        _copies(connection, size)
        (run_id, day), *_ = connection.execute("SELECT r.id, r.day FROM runs r JOIN current_run c ON c.run_id = r.id")
        connection.execute(
            "CREATE TEMP TABLE ranked AS SELECT rank, vacancy FROM proposals WHERE run_id = ?", (run_id,)
        )
        connection.execute("CREATE INDEX temp.ranked_by ON ranked (rank)")
        for ago in range(1, nights):
            _night_before(connection, run_id, date.fromisoformat(day), ago)
        connection.execute("COMMIT")
        lines = _lines(connection)
    finally:
        connection.close()
    database = Database(f"sqlite:///{target}")
    with database.begin() as store:
        for line in lines:
            store.add_line(line)
        store.connection.exec_driver_sql("ANALYZE")
    database.close()


def _copies(connection: sqlite3.Connection, size: Size) -> None:
    """Copy people until there are so many, and work likewise; the night's results with each."""
    people = _count(connection, "SELECT count(*) FROM sheet_clients")
    work = _count(connection, "SELECT count(*) FROM sheet_vacancies")
    proposals = _count(connection, "SELECT count(*) FROM proposals")
    of_people, of_work = -(-size.n_clients // people), -(-size.n_vacancies // work)
    for number in range(1, max(of_people, of_work)):
        for sheet in ALL_SHEETS:
            columns = [column.name for column in sheet.columns]
            is_wanted = number < (of_people if "client" in columns else of_work)
            if is_wanted and any(name in columns for name in REFERENCES):
                _copy_sheet(connection, sheet.name, sheet.key, number)
        for result in RESULTS:
            if number < (of_people if "client" in result.c else of_work) and "number" not in result.c:
                _copy(connection, result.name, number, {})
        if number < min(of_people, of_work):
            _copy(connection, "proposals", number, {"id": _with("id", number), "rank": f"rank + {number * proposals}"})
            own = {"proposal_id": _with("proposal_id", number), "proposal": f"retold(proposal, {number})"}
            for table in ("weighings", "proposal_amounts"):
                _copy(connection, table, number, own, of="proposal_id")
        if number < of_people:
            _copy(connection, "outcomes", number, {})


def _retold(weighing: bytes, number: int) -> bytes:
    """Give the weighing of a copy: of the copied person and work, beside other copies."""

    def renamed(found: dict[str, object]) -> dict[str, object]:
        return {name: f"{cell}.{number}" if name in REFERENCES[:2] else cell for name, cell in found.items()}

    told = json.loads(zlib.decompress(weighing), object_hook=renamed)
    return zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode())


def _copy_sheet(connection: sqlite3.Connection, sheet: str, key: tuple[str, ...], number: int) -> None:
    table = sheet_tables[sheet].name
    parts = [_with(name, number) if name in REFERENCES else name for name in key]
    _copy(connection, table, number, {"row_key": f"json_array({', '.join(parts)})"})


def _copy(connection: sqlite3.Connection, table: str, number: int, changed: dict[str, str], of: str = "") -> None:
    """Copy the rows that are no copies, with other references."""
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    told = of or next(name for name in REFERENCES if name in columns)
    given = [changed.get(name, _with(name, number) if name in REFERENCES else f'"{name}"') for name in columns]
    names = ", ".join(f'"{name}"' for name in columns)
    connection.execute(
        f"INSERT INTO {table} ({names}) SELECT {', '.join(given)} FROM {table} WHERE {told} NOT LIKE '%.%'"
    )


def _with(name: str, number: int) -> str:
    return f"CASE WHEN {name} = '' THEN '' ELSE {name} || '.{number}' END"


def _night_before(connection: sqlite3.Connection, run_id: str, day: date, ago: int) -> None:
    """Add a night of an earlier day with the same proposals, and what people did on that day."""
    own, then = f"nacht{ago:04}", (day - timedelta(days=ago)).isoformat()
    at = f"{then} 09:00:00.000000"
    people = _count(connection, f"SELECT count(*) FROM proposals WHERE run_id = '{run_id}'")
    # The night before proposes the same; further back everybody had other work, so that each pair has a short history.
    moved = f"(SELECT vacancy FROM ranked WHERE ranked.rank = (proposals.rank + {ago - 1}) % {people})"
    for table, changed in (
        ("runs", {"id": f"'{own}'", "run_key": f"'{own}'", "day": f"'{then}'", "started_at": f"'{at}'"}),
        ("proposals", {"id": f"id || '-{ago}'", "run_id": f"'{own}'", "vacancy": moved}),
        ("outcomes", {"run_id": f"'{own}'"}),
    ):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        names, given = ", ".join(f'"{name}"' for name in columns), [changed.get(name, f'"{name}"') for name in columns]
        where = "id" if table == "runs" else "run_id"
        connection.execute(
            f"INSERT INTO {table} ({names}) SELECT {', '.join(given)} FROM {table} WHERE {where} = ?", (run_id,)
        )
    _decisions(connection, own, at, ago)


def _decisions(connection: sqlite3.Connection, run_id: str, at: str, ago: int) -> None:
    """Let twenty proposals of that day not be done for a while that is over; each pair goes on with its own version."""
    rows = connection.execute(
        "SELECT id, client, vacancy FROM proposals WHERE run_id = ? ORDER BY rank LIMIT ? OFFSET ?",
        (run_id, DECISIONS_A_NIGHT, DECISIONS_A_NIGHT * ago % 300),
    ).fetchall()
    connection.executemany(
        "INSERT INTO events (at, actor, run_id, proposal_id, client, vacancy, version, kind, reasons, motivations, "
        "note, until, policy_version, idempotency_key) VALUES (?, 'adviseur', ?, ?, ?, ?, ?, 'niet_doen', "
        "'[\"reistijd\"]', '[]', '', '2020-01-01', '', ?)",
        [(at, run_id, key, client, vacancy, ago, f"{run_id}-{key}") for key, client, vacancy in rows],
    )


def _lines(connection: sqlite3.Connection) -> list[NewLine]:
    """Give the lines of the log for what people did and looked at on each of the days before, oldest first."""
    nights = connection.execute("SELECT id, started_at FROM runs WHERE id LIKE 'nacht%' ORDER BY day").fetchall()
    found = []
    for run_id, told in nights:
        at = datetime.fromisoformat(told).replace(tzinfo=UTC)
        looks = "SELECT client FROM proposals WHERE run_id = ? ORDER BY rank LIMIT ?"
        for (client,) in connection.execute(looks, (run_id, LOOKS_A_NIGHT)):
            found.append(_line(at, LogKind.VIEW, "client.show", client))
        did = "SELECT id, client, vacancy, proposal_id FROM events WHERE run_id = ? ORDER BY id"
        for number, client, vacancy, proposal in connection.execute(did, (run_id,)):
            line = _line(at, LogKind.DECISION, "niet_doen", client)
            found.append(replace(line, vacancy=vacancy, detail=proposal, event_id=number))
    return found


def _line(at: datetime, kind: LogKind, what: str, client: str) -> NewLine:
    return NewLine(at=at, actor="adviseur", role="adviseur", kind=kind, what=what, client=client)


def _count(connection: sqlite3.Connection, question: str) -> int:
    (found,) = connection.execute(question).fetchone()
    return int(found)
