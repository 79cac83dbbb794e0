"""One pair explained: as the night kept it, else weighed again exactly as a night would weigh it."""

from datetime import date
from pathlib import Path

import pytest

from matcher.catalogue.items import load_catalogue
from matcher.domain.nearmiss import StepKind
from matcher.fit import fit
from matcher.policy import MatchPolicy
from matcher.rules import Rulebook
from matcher.scales import scales_of
from tests.web.made import DAY
from tests.web.pages.world import CLOCK, build, rows_by_sheet
from web.service.dossier.explained import UnknownKey, explain
from web.service.dossier.proposals import proposal_page
from web.service.lists.worklist import Query
from web.service.night.input import read_rows, to_region
from web.store.database import Database
from web.store.errors import StoreError

LATER = date(2026, 11, 9)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """The small world with its night; only read here."""
    return Database(build(tmp_path_factory.mktemp("explained")).database_url)


@pytest.fixture
def changing(tmp_path: Path) -> Database:
    """The small world with its night, to change."""
    return Database(build(tmp_path).database_url)


def test_a_proposal_is_told_as_its_night_kept_it_and_as_its_page_tells_it(database: Database) -> None:
    found = explain(database, CLOCK, "K1", "V1")
    page = proposal_page(database, CLOCK, found.proposal_id, Query())
    assert page is not None
    assert (found.proposal, found.amount, found.run) == (page.proposal, page.amount, page.run)
    assert (found.title, found.employer_name, found.is_changed) == ("Medewerker groen", "Drukkerij Holt", False)


def test_any_other_pair_has_its_forecast_worked_out_again(database: Database) -> None:
    kept, other = explain(database, CLOCK, "K2", "V2").amount, explain(database, CLOCK, "K2", "V1").amount
    assert kept is not None
    assert other is not None
    assert (kept.basis, kept.cents_per_month) == ("loonwaarde", 99747)
    assert (other.basis, other.cents_per_month) == ("forfait", 103903)


def test_any_other_pair_is_weighed_as_the_whole_region_would_weigh_it(database: Database) -> None:
    catalogue = load_catalogue()
    with database.read() as store:
        region = to_region(read_rows(store, DAY), DAY, catalogue).region
    rules = Rulebook.load().on(DAY)
    scales = scales_of(region, day=DAY, rules=rules, policy=MatchPolicy(), catalogue=catalogue)
    for client in region.clients:
        for vacancy in region.vacancies:
            assert explain(database, CLOCK, client.key, vacancy.key).fit == fit(client, vacancy, scales)


def test_where_no_single_step_opens_a_pair_none_is_named(database: Database) -> None:
    far = explain(database, CLOCK, "K4", "V2")
    assert (far.fit.is_proposable, far.openers, far.package) == (False, (), None)
    assert explain(database, CLOCK, "K1", "V2").openers == ()


def test_a_journey_that_is_a_little_too_long_is_a_step(changing: Database) -> None:
    row = {**next(row for row in rows_by_sheet()["clients"] if row["client"] == "K4"), "travel_limit": "45"}
    with changing.begin() as store:
        store.apply("clients", [(("K4",), row, "anders")], [], DAY)
    found = explain(changing, CLOCK, "K4", "V2")
    assert found.is_changed
    assert [(step.kind, step.before, step.after) for step in found.openers] == [(StepKind.TRAVEL, 45, 60)]


def test_who_left_the_delivery_is_named_with_the_day(changing: Database) -> None:
    with changing.begin() as store:
        store.apply("clients", [], [("K4",)], LATER)
    with pytest.raises(UnknownKey, match="closed on 2026-11-09") as problem:
        explain(changing, CLOCK, "K4", "V2")
    assert (problem.value.sheet, problem.value.closed_on) == ("clients", LATER)


def test_a_key_nobody_has_is_refused_with_keys_that_look_like_it(database: Database) -> None:
    with pytest.raises(UnknownKey) as problem:
        explain(database, CLOCK, "K1", "V22")
    assert (problem.value.sheet, problem.value.closed_on, problem.value.nearest[0]) == ("vacancies", None, "V2")


def test_a_night_that_is_not_there_is_refused(database: Database) -> None:
    with pytest.raises(StoreError, match="There is no run nergens with a plan"):
        explain(database, CLOCK, "K1", "V1", "nergens")


def test_without_a_night_a_pair_is_weighed_today(tmp_path: Path) -> None:
    database = Database(build(tmp_path, with_night=False).database_url)
    found = explain(database, CLOCK, "K1", "V1")
    assert (found.run, found.day, found.proposal, found.package) == (None, DAY, None, 0)
