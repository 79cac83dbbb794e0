"""What goes wrong gets a page in the frame that says what to do, and tells nothing it should not."""

import logging

import pytest

from tests.web.pages.visit import Visit, words
from web.pages.frame import desk
from web.service.desk import StoreError

SECRET = "geheim-van-de-database"


def break_store(visit: Visit, problem: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise problem

    monkeypatch.setattr("web.pages.dossier.client.people", refuse)


@pytest.mark.parametrize(
    ("problem", "status", "title"),
    [
        (StoreError(SECRET), 503, "De gegevens zijn nu niet te bereiken"),
        (RuntimeError(SECRET), 500, "Er ging iets mis bij ons"),
    ],
)
def test_a_fault_is_a_page_without_its_inside(
    adviser: Visit,
    problem: Exception,
    status: int,
    title: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    break_store(adviser, problem, monkeypatch)
    with caplog.at_level(logging.ERROR):
        page = adviser.get("/clienten", status)
    assert words(page.h1) == title
    assert SECRET not in page.text
    assert "Traceback" not in page.text
    assert page.select_one("nav.menu") is not None
    assert caplog.records


@pytest.mark.parametrize(("path", "status"), [("/nergens", 404), ("/uitloggen", 405), ("/voorstellen/", 404)])
def test_an_error_page_starts_with_the_word_and_has_one_heading(adviser: Visit, path: str, status: int) -> None:
    page = adviser.get(path, status)
    assert page.title is not None
    assert page.title.text.startswith("Fout: ")
    assert len(page.select("h1")) == 1
    assert page.select_one("a[href='/voorstellen']") is not None


def test_the_language_goes_with_the_error(adviser: Visit) -> None:
    adviser.post("/taal", {"taal": "en"}, "/voorstellen")
    page = adviser.get("/nergens", 404)
    assert page.title is not None
    assert page.title.text.startswith("Error: ")


def test_the_store_is_still_there_after_a_fault(adviser: Visit) -> None:
    adviser.get("/nergens", 404)
    with adviser.app.app_context(), desk().database.read() as store:
        assert store.current_run() is not None
