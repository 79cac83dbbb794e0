"""Bringing a profile up to date: effect first, then kept; nothing of a colleague or a source is overwritten unseen."""

import json
import re
from pathlib import Path

import pytest
from bs4 import Tag

from tests.web.made import DAY, NOW
from tests.web.pages.visit import Visit, words
from tests.web.pages.world import SHEET_BY_NAME, night_of, rows_by_sheet
from web.config import Settings
from web.pages.frame import desk
from web.service.delivery.folder import read_delivery
from web.service.delivery.intake import Intake, deliver
from web.store.database import Database
from web.store.journal import Subject

FACTS = {
    "hours": "24",
    "path": "3:28|6:32",
    "travel_limit": "45",
    "modes": "fiets",
    "times": "dag",
    "available_from": "2026-01-01",
}
ITEM = {"level": "2", "text": "", "source": "klantmanager", "date": "2026-11-01"}


def profile_path(visit: Visit, client: str = "Sanne H.") -> str:
    links = visit.get("/clienten").select("table.list th a")
    return f"{next(one['href'] for one in links if one.text == client)}/profiel"


def sent(visit: Visit, path: str) -> dict[str, str]:
    form = visit.get(path).select_one("form.card")
    assert form is not None
    return {str(one["name"]): str(one.get("value", "")) for one in form.select("input[type=hidden]")}


def hidden(html: str) -> dict[str, str]:
    return dict(
        re.findall(
            r'<input type="hidden" name="(\w+)" value="([^"]*)">', html.partition('<form method="post" class="card')[2]
        )
    )


def change(visit: Visit, path: str, fields: dict[str, object]) -> str:
    """Look at the effect and keep it; give what the first page said."""
    looked = visit.browser.post(path, data={**sent(visit, path), **fields, "stap": "bekijk"})
    assert looked.status_code == 200, looked.text
    kept = visit.browser.post(path, data={**hidden(looked.text), **fields, "stap": "bewaar"})
    assert kept.status_code == 303, kept.text
    return looked.text


def stored(settings: Settings, sheet: str, client: str = "K1") -> list[dict[str, str]]:
    database = Database(settings.database_url)
    with database.read() as store:
        found = store.rows_of(sheet, "client", client)
    database.close()
    return found


def test_the_effect_is_told_before_anything_is_kept(adviser: Visit, settings: Settings) -> None:
    path = f"{profile_path(adviser)}/feiten"
    fields = {**FACTS, "travel_limit": "5"}
    reply = adviser.browser.post(path, data={**sent(adviser, path), **fields, "stap": "bewaar"})
    assert reply.status_code == 200
    assert "Dan verdwijnt 1 voorstel." in reply.text
    assert re.search(r"Nu passen \d vacatures. Straks zijn dat er 0.", reply.text)
    assert stored(settings, "clients")[0]["travel_limit"] == "45"


def test_what_was_looked_at_is_kept_and_other_columns_stay(adviser: Visit, settings: Settings) -> None:
    before = stored(settings, "clients")[0]
    change(adviser, f"{profile_path(adviser)}/feiten", {**FACTS, "hours": "16,5", "times": ["dag", "avond"]})
    after = stored(settings, "clients")[0]
    assert after == {**before, "hours": "16.5", "times": "dag|avond"}


def test_the_next_night_follows(adviser: Visit, settings: Settings) -> None:
    change(adviser, f"{profile_path(adviser)}/feiten", {**FACTS, "travel_limit": "5"})
    database = Database(settings.database_url)
    with database.read() as store:
        yesterday = {row.client for row in store.proposal_rows(store.current_run().id)}  # type: ignore[union-attr]
    report = night_of(database, settings).run(DAY)
    with database.read() as store:
        today = {row.client for row in store.proposal_rows(report.run.id)}
    database.close()
    assert yesterday - today == {"K1"}


def test_an_item_gets_a_value_beside_that_of_another_source(adviser: Visit, settings: Settings) -> None:
    change(adviser, f"{profile_path(adviser)}/IV-13", dict(ITEM))
    rows = {row["source"]: row for row in stored(settings, "capacities") if row["item"] == "IV-13"}
    assert {source: row["level"] for source, row in rows.items()} == {"uwv": "1", "klantmanager": "2"}
    page = adviser.get(profile_path(adviser))
    assert "klantmanager, 1 november 2026" in words(page.select_one("#punten ~ table, section.card:has(#punten)"))


def test_every_change_is_in_the_journal_and_in_the_log(adviser: Visit, settings: Settings) -> None:
    change(adviser, f"{profile_path(adviser)}/IV-13", dict(ITEM))
    database = Database(settings.database_url)
    with database.read() as store:
        (entry,) = store.entries_of(Subject.CLIENT, "K1")
        chain = store.check_chain()

    database.close()
    content = json.loads(entry.content)
    assert (entry.kind, entry.actor, content["before"]) == ("profiel_bijgewerkt", "demo", None)
    assert content["after"]["level"] == "2"
    assert chain.broken_at is None


@pytest.mark.parametrize(
    ("path", "fields", "field", "sentence"),
    [
        ("feiten", {**FACTS, "hours": "veel"}, "hours", "is geen getal"),
        ("feiten", {**FACTS, "travel_limit": "500"}, "travel_limit", "kan hier niet"),
        ("feiten", {**FACTS, "available_from": "morgen"}, "available_from", "is geen datum"),
        ("feiten", {**FACTS, "path": "straks meer"}, "path", "vorm"),
        ("IV-13", {**ITEM, "level": ""}, "level", "leeg"),
        ("IV-13", {**ITEM, "source": ""}, "source", "leeg"),
        ("IV-13", {**ITEM, "date": "2027-01-01"}, "date", "toekomst"),
        ("IV-13", {**ITEM, "text": "zie dossier 111222333"}, "text", "BSN"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_is_kept(
    adviser: Visit, settings: Settings, path: str, fields: dict[str, object], field: str, sentence: str
) -> None:
    address = f"{profile_path(adviser)}/{path}"
    before = stored(settings, "clients"), stored(settings, "capacities")
    reply = adviser.browser.post(address, data={**sent(adviser, address), **fields, "stap": "bekijk"})
    assert reply.status_code == 422
    soup = adviser.get_soup(reply.text)
    assert soup.title is not None
    assert soup.title.text.startswith("Fout: ")
    assert soup.select_one(f"#fouten a[href='#v-{field}']") is not None
    assert sentence in words(soup.select_one(f"#v-{field}-fout"))
    assert soup.select_one(f"#v-{field}") is not None
    typed = str(fields[field])
    assert typed in str(soup.select_one("form.card"))
    assert (stored(settings, "clients"), stored(settings, "capacities")) == before


def test_a_stale_form_shows_both_versions(adviser: Visit, colleague: Visit, settings: Settings) -> None:
    path = f"{profile_path(adviser)}/feiten"
    old = sent(adviser, path)
    change(colleague, path, {**FACTS, "hours": "20"})
    reply = adviser.browser.post(path, data={**old, **FACTS, "hours": "12", "stap": "bekijk"})
    assert reply.status_code == 409
    assert "Deze gegevens zijn net veranderd" in reply.text
    page = words(adviser.get_soup(reply.text).select_one("main"))
    assert "Wat er nu staat" in page
    assert "20" in page
    assert "Wat u invoerde" in page
    assert "12" in page
    assert stored(settings, "clients")[0]["hours"] == "20"


def test_the_same_form_twice_is_one_change(adviser: Visit, settings: Settings) -> None:
    path = f"{profile_path(adviser)}/feiten"
    fields = {**FACTS, "hours": "20"}
    looked = adviser.browser.post(path, data={**sent(adviser, path), **fields, "stap": "bekijk"})
    for _ in range(2):
        reply = adviser.browser.post(path, data={**hidden(looked.text), **fields, "stap": "bewaar"})
        assert reply.status_code == 303
    database = Database(settings.database_url)
    with database.read() as store:
        assert len(store.entries_of(Subject.CLIENT, "K1")) == 1
    database.close()


def test_who_only_reads_cannot_change_anything(auditor: Visit, adviser: Visit) -> None:
    path = profile_path(adviser)
    assert auditor.browser.get(path).status_code == 403
    assert auditor.browser.get(f"{path}/feiten").status_code == 403
    assert "Werk het profiel bij" not in auditor.get(path.removesuffix("/profiel")).text


def test_an_unknown_person_or_item_is_not_there(adviser: Visit) -> None:
    assert adviser.browser.get("/clienten/bestaatniet/profiel").status_code == 404
    assert adviser.browser.get(f"{profile_path(adviser)}/IX-1").status_code == 404


def hidden_in(form: Tag) -> dict[str, str]:
    """Give what a form sends along unseen."""
    return {str(one["name"]): str(one["value"]) for one in form.select("input")}


def deliver_again(settings: Settings, folder: Path, sheet: str = "clients", **changed: str) -> Intake:
    """Deliver the same world again, the first row of a sheet with other words."""
    rows = {name: [dict(row) for row in found] for name, found in rows_by_sheet().items()}
    rows[sheet][0] |= changed
    for name, found in rows.items():
        names = SHEET_BY_NAME[name].names
        lines = [";".join(names), *(";".join(f'"{row.get(column, "")}"' for column in names) for row in found)]
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    database = Database(settings.database_url)
    with database.begin() as store:
        intake = deliver(store, read_delivery(folder, is_delta=False), day=DAY, received_at=NOW, is_confirmed=True)
    database.close()
    return intake


def test_a_later_delivery_keeps_what_was_typed_and_brings_the_rest(
    adviser: Visit, settings: Settings, tmp_path: Path
) -> None:
    change(adviser, f"{profile_path(adviser)}/feiten", {**FACTS, "hours": "16"})
    change(adviser, f"{profile_path(adviser)}/IV-13", dict(ITEM))
    (tmp_path / "in").mkdir()
    intake = deliver_again(settings, tmp_path / "in", last_step_on="2026-10-30")
    row = stored(settings, "clients")[0]
    assert (row["hours"], row["last_step_on"]) == ("16", "2026-10-30")
    assert any(one["source"] == "klantmanager" for one in stored(settings, "capacities"))
    assert intake.n_differ == 0
    assert "De bron zegt nu iets anders" not in adviser.get(profile_path(adviser)).text


@pytest.mark.parametrize(("choice", "hours"), [("ingevoerd", "16"), ("bron", "30")])
def test_where_the_source_says_something_else_somebody_chooses(
    adviser: Visit, settings: Settings, tmp_path: Path, choice: str, hours: str
) -> None:
    change(adviser, f"{profile_path(adviser)}/feiten", {**FACTS, "hours": "16"})
    (tmp_path / "in").mkdir()
    intake = deliver_again(settings, tmp_path / "in", hours="30")
    assert intake.n_differ == 1
    assert stored(settings, "clients")[0]["hours"] == "16"
    (line,) = adviser.get("/gegevens/verschillen").select("main > table tbody tr")
    assert words(line).startswith("Sanne H.")
    assert "30" in words(line.select("td")[1])
    assert line.select_one(f"a[href='{profile_path(adviser)}']") is not None
    page = adviser.get(profile_path(adviser))
    form = page.select_one("section.ask form")
    assert form is not None
    reply = adviser.browser.post(str(form["action"]), data={**hidden_in(form), "keuze": choice})
    assert reply.status_code == 303
    assert stored(settings, "clients")[0]["hours"] == hours
    assert adviser.get(profile_path(adviser)).select_one("section.ask form") is None
    assert adviser.get("/gegevens/verschillen").select("main > table tbody tr") == []
    deliver_again(settings, tmp_path / "in", hours="30")
    assert stored(settings, "clients")[0]["hours"] == hours


def test_who_only_reads_has_no_differences_to_choose(auditor: Visit) -> None:
    auditor.get("/gegevens/verschillen", 403)
    assert auditor.get("/gegevens").select("a[href='/gegevens/verschillen']") == []


def test_criterion_31_who_is_hardly_known_stays_in_the_list_of_people(adviser: Visit, settings: Settings) -> None:
    nothing = dict.fromkeys(("hours", "path", "travel_limit", "available_from"), "")
    change(adviser, f"{profile_path(adviser)}/feiten", nothing)
    row = stored(settings, "clients")[0]
    assert {row[name] for name in (*nothing, "modes", "times")} == {""}
    assert "Sanne H." in words(adviser.get("/clienten").select_one("table.list"))


def test_sources_that_contradict_each_other_stand_side_by_side_until_they_agree(adviser: Visit) -> None:
    def listed() -> list[str]:
        return [words(row) for row in adviser.get("/gegevens/verschillen").select("[aria-labelledby=bronnen] tbody tr")]

    first, *others = listed()
    assert first == "Sanne H. : Tillen Tillen 10 kg UWV, 12 juni 2026 15 kg of meer Arbeidsdeskundige, 12 juni 2026"
    row = {"client": "K1", "item": "IV-13", "level": "1", "source": "arbeidsdeskundige", "date": "2026-09-01"}
    with adviser.app.app_context(), desk().database.begin() as store:
        key = tuple(row.get(name, "") for name in SHEET_BY_NAME["capacities"].key)
        store.apply("capacities", [(key, row, "nagevraagd")], [], DAY)
    assert len(others) == 2
    assert listed() == others
