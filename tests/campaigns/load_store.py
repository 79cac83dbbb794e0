"""A region to put weight on: many proposals, advisers who are signed in, and a publish that can be done again."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import sleep

from benchmarks.page_store import grown
from benchmarks.registry import Size
from web.service.door.sessions import new_session
from web.service.manage.accounts import DEMO_LOGIN
from web.service.night.writing import CHUNK, ROOM
from web.store.database import Database
from web.store.pieces import of_proposals
from web.store.records import Amount, Run, RunState, public_id
from web.store.scope import REGION

LARGE, NIGHTS = Size(20_000, 8_000), 13


def store_of(source: Path, target: Path, size: Size, nights: int) -> int:
    """Copy a store with one night until it has a size and so many nights; give how many proposals it holds.

    A region of 20,000 people has some 8,000 proposals a night: a hundred thousand are a fortnight.
    """
    grown(source, target, size, nights)
    return _proposals(target)


def _proposals(file: Path) -> int:
    database = Database(f"sqlite:///{file}")
    with database.read() as store:
        found = sum(len(store.proposal_rows(line.id)) for line in store.run_lines(400))
    database.close()
    return found


def advisers(database: Database, people: int, file: Path) -> None:
    """Give so many advisers an account and an open session, and write their tokens to a file.

    Each sees the people of one gemeente, as at work. They do not sign in themselves: from one address that is held to
    twenty a minute.
    """
    with database.read() as store:
        gemeenten = sorted({row["gemeente"] for row in store.open_rows("clients")} - {""})
    seen = [gemeenten[number % len(gemeenten)] for number in range(people)]
    file.write_text(json.dumps(_sessions(database, "adviseur", seen)), encoding="utf-8")


def of_the_region(database: Database, people: int) -> list[str]:
    """Give so many advisers of the whole region an account, and the tokens of their sessions."""
    return _sessions(database, "regio", [REGION.text] * people)


def _sessions(database: Database, called: str, seen: Sequence[str]) -> list[str]:
    """Give each an account that sees these gemeenten, with the password of the demo; give the tokens."""
    now = datetime.now(UTC)
    with database.begin() as store:
        like = store.account(DEMO_LOGIN)
        assert like is not None
        for number, gemeenten in enumerate(seen):
            store.add_account(replace(like, login=f"{called}{number}", gemeenten=gemeenten), now)
    return [new_session(database, f"{called}{number}", now) for number in range(len(seen))]


def publish_again(database: Database, number: int, wait: Callable[[float], None] = sleep) -> int:
    """Write the night that is shown once more as another run, in the pieces a night writes in, and flip to it.

    Returns
    -------
    int
        Proposals written.
    """
    now = datetime.now(UTC)
    with database.read() as store:
        shown = store.current_run()
        assert shown is not None
        rows = [row for row in store.proposal_rows(shown.id) if not row.is_own_match]
        salt = store.public_salt
    key = replace(shown.key, input_digest=f"{shown.key.input_digest[:20]}-{number}")
    with database.begin() as store:
        run_id = store.start_run(key, f"load{number:08}", now)
    for start in range(0, len(rows), CHUNK):
        with database.read() as store:
            found = [(row, store.plan_proposal(row.id)) for row in rows[start : start + CHUNK]]
        made = [
            (replace(row, id=public_id(salt, key, *row.pair), run_id=run_id), weighed, Amount(basis="onbekend"))
            for row, weighed in found
            if weighed is not None
        ]
        piece = of_proposals(made)
        with database.begin() as store:
            store.add_piece(piece)
        wait(ROOM)
    _flip(database, run_id, shown, now)
    return len(rows)


def _flip(database: Database, run_id: str, shown: Run, now: datetime) -> None:
    assert shown.manifest is not None
    with database.begin() as store:
        store.publish(run_id, RunState.DONE, shown.manifest, now)
