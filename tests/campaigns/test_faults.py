"""Nights that are broken off keep every promise, on both databases: the campaign of the faults, made small."""

import re
from pathlib import Path

import pytest

from tests.campaigns import faults
from tests.campaigns.broken_nights import House, houses
from web.store.pieces import of_proposals
from web.store.records import Amount

ONCE = ["--kills", "2", "--starts", "1", "--rooms", "2", "--syncs", "0", "--step", "14", "--same", "0"]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_f01_t29_nights_that_are_broken_off_keep_every_promise(kind: str, tmp_path: Path) -> None:
    assert faults.main([*ONCE, "--only", kind], docs=tmp_path) == 0
    report = (tmp_path / "trust-report.md").read_text()
    assert len(re.findall(r"\| 0 violations|, 0 violations of I1-I6 \| yes \|", report)) >= 7


def test_a_store_that_lost_a_decision_or_a_proposal_is_told() -> None:
    """The check can fail: without that the campaign would say nothing."""
    with houses(("sqlite",)) as (house,):
        house.next_round()
        before = house.shown()
        house.check(before, "now")
        assert house.wrong == []
        house.decided.pop()
        _damage(house)
        house.check(before, "later")
    assert [words.split(", ")[0] for words in house.wrong] == ["sqlite: later: I1"] * 2 + ["sqlite: later: I2"]


def _damage(house: House) -> None:
    assert house.night.plan is not None
    with house.database.begin() as store:
        run = store.current_run()
        assert run is not None
        gone = store.proposal_rows(run.id)[0]
        told = store.plan_proposal(gone.id)
        assert told is not None
        store.drop_piece(of_proposals([(gone, told, Amount(basis="onbekend"))]))
