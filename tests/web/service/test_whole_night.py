"""Nights with the real solver on a small region: what people decide comes back in the next plan."""

import os
import signal
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from fixtures.days import DAY as FILES_DAY
from solver.engines.apart import waiting_pids
from solver.plan import make_plan
from solver.policy import SolverPolicy
from tests.campaigns.nights import deliver as deliver_files
from tests.campaigns.nights import made_sheets, write
from tests.web.made import DAY, fresh
from tests.web.service.conftest import Still, deliver
from tests.web.service.test_review import form
from web.config import Settings
from web.language.outcomes import solve_words
from web.service.dossier.proposals import proposal_page
from web.service.lists.worklist import Entry, Query, every_entry
from web.service.night.export import digest_of, export_plan
from web.service.night.nightly import Night
from web.service.night.nights import night_page
from web.service.night.verified import verify_run
from web.service.night.worth import worth_of_plan
from web.service.review import discuss, reject
from web.store.database import Database
from web.store.records import RunState

NEXT = DAY + timedelta(days=1)
CLIENTS = [
    {"client": f"K{number}", "gemeente": "Leiden", "hours": str(16 + number), "lks_group": "vastgesteld"}
    for number in range(6)
]
VACANCIES = [
    {"vacancy": f"V{number}", "employer": "E1", "title": f"Werk {number}", "hours_min": "12", "hours_max": "24"}
    for number in range(4)
]
TASKS = [{"vacancy": f"V{number}", "task": "t", "description": "Taak", "share": "100"} for number in range(4)]
REGION: Mapping[str, list[dict[str, str]]] = {
    "clients": CLIENTS,
    "employers": [{"employer": "E1", "name": "Werkgever"}],
    "vacancies": VACANCIES,
    "tasks": TASKS,
}


def night_of(folder: Path, rows: Mapping[str, list[dict[str, str]]]) -> Night:
    folder.mkdir(exist_ok=True)
    database = fresh(folder)
    deliver(database, rows)
    settings = Settings(data_folder=folder, database_url=database.url)
    return Night(database=database, settings=settings, clock=Still(), plan=make_plan)


def shown(database: Database) -> dict[tuple[str, str], Entry]:
    return {entry.row.pair: entry for entry in every_entry(database, Still(day=NEXT), Query())}


@pytest.fixture
def night(tmp_path: Path) -> Night:
    made = night_of(tmp_path / "store", REGION)
    made.run(DAY)
    return made


def test_every_vacancy_gets_a_person_and_every_other_person_a_reason(night: Night) -> None:
    assert {vacancy for _, vacancy in shown(night.database)} == {row["vacancy"] for row in VACANCIES}
    with night.database.read() as store:
        run = store.current_run()
        assert run is not None
        assert len(store.outcomes(run.id)) == len(CLIENTS) - len(VACANCIES)


def test_the_plan_is_the_same_bytes_whatever_the_order_of_delivery(night: Night, tmp_path: Path) -> None:
    backwards = {sheet: list(reversed(rows)) for sheet, rows in REGION.items()}
    other = night_of(tmp_path / "other", backwards)
    other.run(DAY)
    assert digest_of(export_plan(other.database, "latest")) == digest_of(export_plan(night.database, "latest"))


def test_another_night_without_changes_proposes_the_same(night: Night) -> None:
    before = set(shown(night.database))
    night.run(NEXT)
    assert set(shown(night.database)) == before
    assert all(entry.row.was_proposed_before for entry in shown(night.database).values())


def test_criterion_27_the_page_takes_the_value_of_a_plan_apart_to_the_unit(night: Night) -> None:
    nights = [night_page(night.database)]
    night.run(NEXT)
    nights.append(night_page(night.database))
    told = [page.worth for page in nights if page is not None]
    for page, worth in zip(nights, told, strict=True):
        assert page is not None
        assert page.run.manifest is not None
        assert page.run.manifest.solve is not None
        assert worth is not None
        assert worth.objective == page.run.manifest.solve.objective
    assert [worth.kept for worth in told if worth] == [0, len(VACANCIES) * SolverPolicy().stability_bonus]
    points = sum(entry.row.total for entry in shown(night.database).values())
    assert [worth.points for worth in told if worth] == [points, points]


def test_criterion_27_a_value_that_its_parts_do_not_explain_is_not_taken_apart(night: Night) -> None:
    page = night_page(night.database)
    assert page is not None
    manifest = page.run.manifest
    assert manifest is not None
    assert manifest.solve is not None
    assert manifest.solve.objective is not None
    for more in (-10_000, 10_000):
        other = replace(manifest, solve=replace(manifest.solve, objective=manifest.solve.objective + more))
        assert worth_of_plan(other, len(VACANCIES), 0) is None


def test_a_rejected_pair_stays_away_and_the_place_goes_to_another(night: Night) -> None:
    pair, entry = sorted(shown(night.database).items())[0]
    reject(night.database, Still(), form(entry.row.id), reasons=("reistijd",))
    night.run(NEXT)
    after = shown(night.database)
    assert pair not in after
    assert pair[1] in {vacancy for _, vacancy in after}


def test_a_pair_in_discussion_keeps_its_place_and_is_not_proposed_again(night: Night) -> None:
    pair, entry = sorted(shown(night.database).items())[0]
    page = proposal_page(night.database, Still(), entry.row.id, Query())
    assert page is not None
    words = dict.fromkeys(page.flagged, "Besproken met de persoon zelf.")
    discuss(night.database, Still(), form(entry.row.id), words)
    report = night.run(NEXT)
    assert report.run.manifest is not None
    assert report.run.manifest.held == 1
    after = shown(night.database)
    assert [one for one in after if one[0] == pair[0] or one[1] == pair[1]] == [pair]
    assert after[pair].is_from_before
    assert not any(one.is_overtaken for one in after.values())


def test_a_closed_vacancy_is_proposed_to_nobody(night: Night) -> None:
    with night.database.begin() as store:
        store.apply("vacancies", [], [("V0",)], NEXT)
        store.apply("tasks", [], [("V0", "t")], NEXT)
    night.run(NEXT)
    assert "V0" not in {vacancy for _, vacancy in shown(night.database)}


def test_f15_engines_killed_in_the_night_leave_a_plan_of_an_earlier_step_and_the_run_says_so(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    deliver_files(database, write(made_sheets(200, 60, 5), tmp_path / "files"))

    def kill_the_engines(stage: str, _done: int, _total: int) -> None:
        if stage == "oplossen":
            for pid in waiting_pids():
                os.kill(pid, signal.SIGKILL)

    settings = Settings(data_folder=tmp_path, database_url=database.url)
    night = Night(database=database, settings=settings, clock=Still(day=FILES_DAY), progress=kill_the_engines)
    run = night.run(FILES_DAY).run
    assert run.state is RunState.FALLEN_BACK
    assert run.manifest is not None
    assert run.manifest.solve is not None
    assert run.manifest.solve.is_cut_short
    assert run.manifest.proposals > 0
    assert "brak af na" in solve_words(run.manifest.solve, "nl").sentence
    assert verify_run(database, run.id, drawn=1, threads=1).holds
    assert '"is_cut_short":true' in next(iter(export_plan(database, run.id)))
