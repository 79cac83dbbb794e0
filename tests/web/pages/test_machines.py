"""What machines ask of a running house, and what it counts: figures, never whom they were about."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.web.pages.unanswered import Never
from tests.web.pages.visit import Visit
from tests.web.pages.world import ADVISER
from web.app import create_app
from web.config import Settings
from web.pages.frame import desk
from web.service.running.vitals import vitals
from web.store.database import Database

TOKEN = "een-lang-geheim-van-de-beheerder"
KEY = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def watched(settings: Settings) -> Visit:
    """A visitor of an application whose figures may be read."""
    return Visit(create_app(replace(settings, metrics_token=TOKEN), start=Never))


def test_it_lives_and_is_ready_for_who_is_not_signed_in(stranger: Visit) -> None:
    for path in ("/healthz", "/readyz"):
        reply = stranger.browser.get(path)
        assert (reply.status_code, reply.text, reply.headers["Cache-Control"]) == (200, "ok\n", "no-store")
        assert "Set-Cookie" not in reply.headers


def test_it_lives_and_is_not_ready_without_its_store(stranger: Visit, tmp_path: Path) -> None:
    with stranger.app.app_context():
        database = desk().database
    database.close()
    (tmp_path / "waag.db").unlink()
    (tmp_path / "waag.db").mkdir()
    assert stranger.browser.get("/healthz").status_code == 200
    assert stranger.browser.get("/readyz").status_code == 503


def test_a_store_of_another_version_is_not_ready(stranger: Visit, settings: Settings, monkeypatch) -> None:
    monkeypatch.setattr("web.service.running.vitals.expected_version", lambda: "later")
    assert stranger.browser.get("/readyz").status_code == 503
    database = Database(settings.database_url)
    with stranger.app.app_context():
        assert not vitals(database, desk().clock.now()).is_right_version
    database.close()


def test_without_a_token_in_the_settings_there_are_no_figures(stranger: Visit) -> None:
    assert stranger.browser.get("/metrics").status_code == 404
    assert stranger.browser.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer nee", f"Basic {TOKEN}", "Bearer " + TOKEN[:-1]])
def test_who_does_not_know_the_token_finds_nothing(watched: Visit, given: str) -> None:
    assert watched.browser.get("/metrics", headers={"Authorization": given}).status_code == 404
    watched.close()


def test_the_figures_tell_how_it_goes_and_nothing_of_anybody(watched: Visit) -> None:
    watched.sign_in(ADVISER)
    path = watched.proposal("K1")
    watched.get(path)
    watched.get("/nergens/K1", 404)
    text = watched.browser.get("/metrics", headers=KEY).text
    assert 'waag_replies_total{endpoint="proposal.show",method="GET",status="200"} 1.0' in text
    assert 'waag_replies_total{endpoint="none",method="GET",status="404"} 1.0' in text
    assert 'waag_latest_night{state="klaar"} 1.0' in text
    assert "waag_store_up 1.0" in text
    assert "waag_shown_run_proposals 3.0" in text
    for secret in ("K1", "Sanne", ADVISER + '"', path.rpartition("/")[2], "Holt"):
        assert secret not in text, secret
    watched.close()


def test_figures_of_processes_that_serve_together_are_read_from_their_folder(
    settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "counts"
    folder.mkdir()
    visit = Visit(create_app(replace(settings, metrics_token=TOKEN, metrics_folder=folder), start=Never))
    visit.get("/inloggen")
    text = visit.browser.get("/metrics", headers=KEY).text
    assert "waag_store_up 1.0" in text
    assert "login.show" not in text
    visit.close()


def test_the_age_of_a_night_grows_from_its_end(settings: Settings) -> None:
    database = Database(settings.database_url)
    with database.read() as store:
        run = store.current_run()
    assert run is not None
    assert run.finished_at is not None
    assert vitals(database, run.finished_at + timedelta(hours=2)).shown_seconds == 7200
    assert vitals(database, run.finished_at - timedelta(hours=2)).shown_seconds == 0
    database.close()
