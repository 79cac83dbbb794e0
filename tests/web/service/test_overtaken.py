"""Who takes a place takes it from everybody: a gemeente is told the same of its own people as the region is."""

import random
from datetime import timedelta

import pytest

from tests.postgres import on_both
from tests.web.made import DAY, event_of, key, proposal, published
from tests.web.store.two_gemeenten import cells
from web.service.lists.lines import listing
from web.store.database import Database
from web.store.events import EventKind
from web.store.schema import sheet_tables
from web.store.scope import Scope

PEOPLE, WORK = 24, 10
GEMEENTEN = ("Leiden", "Delft", "Gouda")


@pytest.fixture
def database(empty: Database) -> Database:
    """A store with people of three gemeenten and work of which some has one place and some has two."""
    people, work = sheet_tables["clients"], sheet_tables["vacancies"]
    with empty.begin() as store:
        for number in range(PEOPLE):
            own = {"client": f"K{number}", "row_key": f"{number}", "gemeente": GEMEENTEN[number % 3], "closed_on": None}
            store.connection.execute(people.insert().values({**dict(cells(people, "K1")), **own}))
        for number in range(WORK):
            own = {"vacancy": f"V{number}", "row_key": f"{number}", "positions": f"{1 + number % 2}", "closed_on": None}
            store.connection.execute(work.insert().values({**dict(cells(work, "K1")), **own}))
    return empty


def discussed(draw: random.Random, database: Database) -> None:
    """Let one night propose pairs, people take some of them up, and a second night propose others."""
    before, after = DAY - timedelta(days=1), DAY
    pairs = [[(f"K{who}", f"V{draw.randrange(WORK)}") for who in range(PEOPLE) if draw.random() < 0.7] for _ in "ab"]
    with database.begin() as store:
        rows = published(store, *(proposal(*pair) for pair in pairs[0]), run_key=key(before), run_id="r0")
        rows += published(store, *(proposal(*pair) for pair in pairs[1]), run_key=key(after, "bb"), run_id="r1")
        seen = set()
        for row in draw.sample(rows, 16):
            if row.pair in seen:
                continue
            seen.add(row.pair)
            kind = draw.choice((EventKind.DISCUSS, EventKind.DISCUSS, EventKind.REJECT, EventKind.LATER))
            store.add_event(event_of(row, kind, f"{row.pair}"))


def gone(database: Database) -> set[str]:
    with database.read() as store:
        return {line.row.id for line in listing(store, store.current_run(), DAY).lines if line.is_overtaken}


def shown(database: Database) -> set[str]:
    with database.read() as store:
        return {line.row.id for line in listing(store, store.current_run(), DAY).lines}


@on_both
@pytest.mark.parametrize("seed", [0, *range(2, 12)])
def test_a_gemeente_sees_overtaken_what_the_region_sees_overtaken(database: Database, seed: int) -> None:
    discussed(random.Random(seed), database)
    of_region = gone(database)
    assert of_region
    for gemeente in GEMEENTEN:
        own = database.within(Scope(gemeenten=(gemeente,)))
        assert gone(own) == of_region & shown(own), gemeente
