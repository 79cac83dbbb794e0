"""Reading in files through the pages: nothing happens before it was seen, and it can be undone."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from werkzeug.test import TestResponse

from tests.web.pages.test_admin import as_role
from tests.web.pages.test_profile import FACTS, change, profile_path, stored
from tests.web.pages.visit import Visit, words
from tests.web.pages.world import SHEET_BY_NAME, rows_by_sheet
from web.config import Settings
from web.pages.manage import imports as admin_import

PATH = "/beheer/import"


@pytest.fixture
def keeper(stranger: Visit, settings: Settings) -> Visit:
    """Somebody who keeps the installation, signed in."""
    return as_role(stranger, settings, "beheerder")


def as_csv(name: str, rows: list[dict[str, str]]) -> str:
    names = SHEET_BY_NAME[name].names
    lines = [";".join(names), *(";".join(f'"{row.get(column, "")}"' for column in names) for row in rows)]
    return "\n".join(lines) + "\n"


def world(**changed: str) -> dict[str, str]:
    """Give the small world as files, K1 with other words."""
    rows = {name: [dict(row) for row in found] for name, found in rows_by_sheet().items()}
    rows["clients"][0] |= changed
    return {f"{name}.csv": as_csv(name, found) for name, found in rows.items()}


def send(visit: Visit, files: Mapping[str, str | bytes], kind: str = "alles") -> TestResponse:
    parts = [
        (BytesIO(content if isinstance(content, bytes) else content.encode()), name) for name, content in files.items()
    ]
    data = {"csrf_token": visit.token(PATH), "soort": kind, "bestanden": parts}
    return visit.browser.post(PATH, data=data, content_type="multipart/form-data")


def confirm(visit: Visit, where: str, **fields: str) -> TestResponse:
    form = visit.get(where).select_one("form.card")
    assert form is not None
    sent = {str(one["name"]): str(one["value"]) for one in form.select("input[type=hidden]")}
    return visit.browser.post(where, data={**sent, "keuze": "lees_in", **fields})


def test_a_file_that_was_sent_stands_at_no_address_and_in_no_folder(keeper: Visit, settings: Settings) -> None:
    def files() -> set[str]:
        places = (Path(str(keeper.app.static_folder)), settings.data_folder)
        return {
            str(path) for place in places for path in place.rglob("*") if path.is_file() and "waag.db" not in path.name
        }

    before = files()
    assert send(keeper, world(hours="30")).status_code == 303
    assert files() == before
    for place in ("", "/static", "/static/..", PATH, "/bestanden", "/uploads"):
        assert keeper.browser.get(f"{place}/clients.csv").status_code in (403, 404), place


def test_nothing_changes_before_it_is_confirmed(keeper: Visit, settings: Settings) -> None:
    reply = send(keeper, world(hours="30"))
    assert reply.status_code == 303
    page = words(keeper.get(reply.location).select_one("main"))
    assert "Alle regels kloppen." in page
    assert stored(settings, "clients")[0]["hours"] == "24"
    assert confirm(keeper, reply.location, zeker="ja").status_code == 303
    assert stored(settings, "clients")[0]["hours"] == "30"
    assert keeper.browser.get(reply.location).status_code == 404


def test_what_is_wrong_is_told_row_by_row_and_can_be_downloaded_corrected_and_sent_again(
    keeper: Visit, settings: Settings
) -> None:
    reply = send(keeper, world(hours="veel"))
    page = keeper.get(reply.location)
    row = words(page.select_one("section:has(#fout-rijen) tbody tr"))
    assert "clients.csv, regel 2 hours 'veel' is geen getal" in row
    link = page.select_one("a[href$='clients.csv']")
    assert link is not None
    refused = keeper.browser.get(str(link["href"]))
    assert refused.mimetype == "text/csv"
    assert "rejected_reason" in refused.text
    assert confirm(keeper, reply.location, zeker="ja").status_code == 303
    assert stored(settings, "clients")[0]["hours"] == "24"
    mended = refused.text.replace("veel", "28", 1)
    again = send(keeper, {"clients.csv": mended}, kind="wijzigingen")
    assert confirm(keeper, again.location).status_code == 303
    assert stored(settings, "clients")[0]["hours"] == "28"


def test_a_delivery_can_be_undone(keeper: Visit, settings: Settings) -> None:
    before = stored(settings, "clients")[0]
    files = world(hours="30") | {"persoon.csv": as_csv("persoon", [{"client": "K1", "name": "Sanne Jansen"}])}
    reply = send(keeper, files)
    confirm(keeper, reply.location, zeker="ja")
    assert stored(settings, "persoon")[0]["name"] == "Sanne Jansen"
    assert stored(settings, "persoon", "K2") == []
    form = keeper.get(PATH).select_one("form[action$=ongedaan]")
    assert form is not None
    assert keeper.post(str(form["action"]), {"sleutel": "u"}, page=PATH).status_code == 303
    assert stored(settings, "clients")[0] == before
    assert stored(settings, "persoon")[0]["name"] == "Sanne H."
    assert stored(settings, "persoon", "K2")[0]["name"] == "=Bram C."
    assert keeper.get(PATH).select_one("form[action$=ongedaan]") is None


def test_what_a_colleague_changed_after_it_is_not_wiped_out(keeper: Visit, adviser: Visit, settings: Settings) -> None:
    reply = send(keeper, world(hours="30"))
    confirm(keeper, reply.location, zeker="ja")
    change(adviser, f"{profile_path(adviser)}/feiten", {**FACTS, "hours": "12"})
    undone = keeper.post(f"{reply.location}/ongedaan", {"sleutel": "u"}, page=PATH)
    assert undone.status_code == 409
    assert "Daarna zijn 1 regels gewijzigd" in undone.text
    assert stored(settings, "clients")[0]["hours"] == "12"


def test_a_preview_that_no_longer_holds_is_shown_again(keeper: Visit, settings: Settings) -> None:
    first, second = send(keeper, world(hours="30")), send(keeper, world(hours="31"))
    form = keeper.get(first.location).select_one("form.card")
    assert form is not None
    old = {str(one["name"]): str(one["value"]) for one in form.select("input[type=hidden]")}
    assert confirm(keeper, second.location, zeker="ja").status_code == 303
    reply = keeper.browser.post(first.location, data={**old, "keuze": "lees_in", "zeker": "ja"})
    assert reply.status_code == 409
    assert "Er is niets ingelezen." in reply.text
    assert stored(settings, "clients")[0]["hours"] == "31"


def test_closing_much_of_a_sheet_has_to_be_said(keeper: Visit, settings: Settings) -> None:
    files = world()
    files["persoon.csv"] = as_csv("persoon", [{"client": "K2", "name": "Bram"}])
    reply = send(keeper, files)
    refused = confirm(keeper, reply.location)
    assert refused.status_code == 422
    assert keeper.get_soup(refused.text).select_one("#fouten a[href='#v-zeker']") is not None
    assert stored(settings, "persoon")[0]["name"] == "Sanne H."


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "Kies ten minste één bestand."),
        ({"foto.png": b"x"}, "foto.png"),
        ({"clienten.csv": "client;gemeente\n"}, "clienten"),
        ({"clients.csv": "client;gemeente;leeftijd\nK1;Leiden;40\n"}, "leeftijd"),
        ({"clients.csv": b"client;gemeente\nK\xff;Leiden\n"}, "UTF-8"),
        ({"../../clients.csv": "client;gemeente\nK1;Leiden\n"}, "vacancies"),
        ({"gegevens.xlsx": b"PK geen werkmap"}, "gegevens.xlsx"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_nothing_is_kept(
    keeper: Visit, files: dict[str, str | bytes], sentence: str
) -> None:
    reply = send(keeper, files)
    assert reply.status_code == 422
    soup = keeper.get_soup(reply.text)
    assert sentence in words(soup.select_one("#fouten"))
    assert "Hier is nog niets ingelezen." in reply.text


def test_too_large_a_file_is_refused_and_other_forms_keep_their_own_limit(
    keeper: Visit, adviser: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert send(keeper, {"clients.csv": b"x" * 280_000}).status_code == 422
    monkeypatch.setattr(admin_import, "MOST_BYTES", 2_000)
    reply = send(keeper, {"clients.csv": b"x" * 4_000})
    assert reply.status_code == 413
    assert adviser.browser.post(PATH, data={"a": "x" * 300_000}).status_code == 413


def test_it_is_for_who_keeps_the_installation(adviser: Visit, auditor: Visit) -> None:
    for visit in (adviser, auditor):
        assert visit.browser.get(PATH).status_code == 403
        assert visit.post(PATH, {"soort": "alles"}, page="/voorstellen").status_code == 403


def test_throwing_away_changes_nothing(keeper: Visit, settings: Settings) -> None:
    reply = send(keeper, world(hours="30"))
    confirm(keeper, reply.location, keuze="weg")
    assert "Weggegooid" in keeper.get(PATH).text
    assert urlsplit(reply.location).path.startswith(PATH)
    assert stored(settings, "clients")[0]["hours"] == "24"


def test_many_refused_rows_are_read_in_only_after_somebody_said_so(keeper: Visit, settings: Settings) -> None:
    files = world(hours="veel")
    files = {name: files[name] for name in files if name.split(".")[0] not in ("demands", "scope")}
    reply = send(keeper, {**files, "demands.csv": as_csv("demands", []), "scope.csv": as_csv("scope", [])})
    assert reply.status_code == 303
    page = words(keeper.get(reply.location).select_one("main"))
    assert "van de regels is geweigerd. De rest mag erin." in page
    refused = confirm(keeper, reply.location)
    assert refused.status_code == 422
    assert "Kruis aan dat dit klopt" in refused.text
    assert len(stored(settings, "scope")) > 0


@pytest.mark.parametrize("name", ["..", "a/../..", "\x00.csv", "-rf.csv", "clients.csv\r\nX: y", "é" * 200 + ".csv"])
def test_t40_a_file_name_that_could_be_a_place_is_refused(name: str, keeper: Visit) -> None:
    reply = send(keeper, {name: "client;gemeente\nK1;Leiden\n"}, kind="wijzigingen")
    assert reply.status_code == 422


def test_t32_no_file_is_dropped_unsaid(keeper: Visit) -> None:
    many = {f"b{number}.csv": "client\n" for number in range(41)}
    assert "41 bestanden" in send(keeper, many, kind="wijzigingen").text
    both = {"a/clients.csv": "client;gemeente\nK1;Leiden\n", "b/clients.csv": "client;gemeente\nK2;Leiden\n"}
    assert "twee bestanden met deze naam" in send(keeper, both, kind="wijzigingen").text
