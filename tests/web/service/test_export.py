"""What is exported: canonical lines without ids and amounts, and the amounts apart."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.web.made import DAY
from tests.web.pages.world import build
from web.service.night.export import digest_of, export_amounts, export_plan
from web.service.night.nightly import Night
from web.store.database import Database
from web.store.errors import StoreError


def test_the_plan_is_sorted_and_holds_no_id_and_no_subsidy(night: Night) -> None:
    run = night.run(DAY).run
    text = list(export_plan(night.database, "latest"))
    lines = [json.loads(line) for line in text]
    assert [line["kind"] for line in lines] == ["plan", "proposal", "proposal", "outcome"]
    assert [line.get("client") for line in lines[1:]] == ["K1", "K2", "K3"]
    with night.database.read() as store:
        secrets = [run.id, *(row.id for row in store.proposal_rows(run.id)), "cents_per_month"]
    assert not any(word in line for line in text for word in secrets)
    assert all(
        line == json.dumps(json.loads(line), sort_keys=True, separators=(",", ":"), ensure_ascii=False) for line in text
    )


def test_amounts_are_exported_apart(night: Night) -> None:
    night.run(DAY)
    lines = [json.loads(line) for line in export_amounts(night.database, "latest")]
    assert [(line["client"], line["basis"]) for line in lines] == [("K1", "forfait"), ("K2", "geen")]
    assert lines[0]["cents_per_month"] == 103903


def test_a_run_that_is_not_there_names_those_that_are(night: Night) -> None:
    with pytest.raises(StoreError, match="waag nightly"):
        list(export_plan(night.database, "latest"))
    run = night.run(DAY).run
    with pytest.raises(StoreError, match=run.id):
        list(export_plan(night.database, "nothing"))


def test_what_a_night_gives_beside_proposals_is_exported_and_read_back_to_the_same_bytes(tmp_path: Path) -> None:
    database = Database(build(tmp_path).database_url)
    lines = list(export_plan(database, "latest"))
    with database.read() as store:
        run = store.current_run()
    assert run is not None
    assert run.manifest is not None
    assert digest_of(lines) == run.manifest.plan_digest
    kinds = Counter(json.loads(line)["kind"] for line in lines)
    assert (kinds["next_steps"], kinds["opened"], kinds["ad_questions"], kinds["client_quality"]) == (4, 1, 2, 4)
