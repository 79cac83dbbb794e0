"""What a night gives beside proposals: kept per run, read back whole, gone with an unfinished run."""

import pytest
import sqlalchemy as sa

from matcher.domain.argument import OutcomeKind
from tests.postgres import on_both
from tests.web.made import NOW, key
from tests.web.results import (
    acquisition,
    ad_question,
    investment,
    kept_out,
    next_step,
    opened,
    quality,
    question,
)
from web.store import schema
from web.store.database import Database
from web.store.pieces import of_results
from web.store.results import (
    ACQUISITIONS,
    AD_QUESTIONS,
    CLIENT_QUALITY,
    INVESTMENTS,
    KEPT_OUT,
    NEXT_STEPS,
    OPENED,
    QUESTIONS,
    VACANCY_QUALITY,
)
from web.store.store import Store

KNOWN = quality("K1", "K2")
GIVEN = (
    (NEXT_STEPS, (next_step("K1"), next_step("K2", OutcomeKind.ASK, is_overdue=True))),
    (OPENED, (opened("K1"), opened("K2"))),
    (KEPT_OUT, (kept_out("V1"), kept_out("V2"))),
    (QUESTIONS, (question("K2"), question("", "V1"), question("K1"))),
    (AD_QUESTIONS, (ad_question("K2"), ad_question("K1", rank=2, week=1))),
    (ACQUISITIONS, (acquisition(),)),
    (INVESTMENTS, (investment(),)),
    (CLIENT_QUALITY, KNOWN.clients),
    (VACANCY_QUALITY, KNOWN.vacancies),
)


def filled(store: Store, run_id: str = "r1") -> None:
    store.start_run(key(input_digest=run_id), run_id, NOW)
    for kind, found in GIVEN:
        store.write_results(run_id, kind, found)


@on_both
def test_every_kind_comes_back_whole_and_in_its_order(database: Database) -> None:
    with database.begin() as store:
        filled(store)
        for kind, found in GIVEN:
            assert tuple(store.results("r1", kind)) == found
            assert store.results("r2", kind) == []


@on_both
def test_in_pieces_it_is_the_same_and_a_piece_can_be_taken_away_again(database: Database) -> None:
    with database.begin() as store:
        store.start_run(key(), "r1", NOW)
        for kind, found in GIVEN:
            head, tail = of_results("r1", kind, found[:1]), of_results("r1", kind, found[1:], first=1)
            store.add_piece(head)
            store.add_piece(tail)
            assert tuple(store.results("r1", kind)) == found
            store.drop_piece(tail)
            assert tuple(store.results("r1", kind)) == found[:1]
            store.drop_piece(head)
            store.drop_piece(head)
            assert store.results("r1", kind) == []


@on_both
def test_what_is_looked_for_is_found_by_its_names(database: Database) -> None:
    with database.begin() as store:
        filled(store)
        assert store.result("r1", OPENED, {"client": "K2"}) == opened("K2")
        assert store.result("r1", OPENED, {"client": "K9"}) is None
        assert store.results("r1", QUESTIONS, {"vacancy": "V1"}) == [question("", "V1")]
        assert store.results("r1", AD_QUESTIONS, {"client": "K1"}) == [ad_question("K1", rank=2, week=1)]
        assert store.results("r1", QUESTIONS, limit=1, skip=1) == [question("", "V1")]


@on_both
def test_outcomes_are_counted_and_the_overdue_are_named(database: Database) -> None:
    with database.begin() as store:
        filled(store)
        assert store.count_results("r1", NEXT_STEPS, "outcome") == {"ontwikkelstap": 1, "vraag_na": 1}
        assert store.outcome_codes("r1") == {"K1": "ontwikkelstap", "K2": "vraag_na"}
        assert list(store.overdue_clients("r1")) == ["K2"]


@on_both
def test_an_unfinished_run_takes_its_results_with_it(database: Database) -> None:
    with database.begin() as store:
        filled(store, "r1")
        filled(store, "r2")
        store.clear_run("r1")
        for kind, found in GIVEN:
            assert store.results("r1", kind) == []
            assert tuple(store.results("r2", kind)) == found


@pytest.mark.parametrize("table", schema.RESULTS, ids=lambda table: str(table.name))
def test_the_migrated_table_is_the_table_of_the_code(table: sa.Table, database: Database) -> None:
    with database.read() as store:
        found = sa.inspect(store.connection)
        columns = {one["name"]: one["nullable"] for one in found.get_columns(table.name)}
        indexes = {one["name"]: one["column_names"] for one in found.get_indexes(table.name)}
        primary = found.get_pk_constraint(table.name)["constrained_columns"]
    assert columns == {column.name: column.nullable for column in table.columns}
    assert indexes == {index.name: [column.name for column in index.columns] for index in table.indexes}
    assert primary == [column.name for column in table.primary_key.columns]
