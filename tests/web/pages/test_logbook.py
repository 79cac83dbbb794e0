"""The log: every look at a record and every file that leaves is in it, and only those who answer for it read it."""

import csv
from datetime import timedelta
from io import StringIO

import pytest

from tests.web.made import DAY
from tests.web.pages.test_registers import link
from tests.web.pages.visit import Visit, words
from web.language.pages import has
from web.pages.frame import desk
from web.pages.viewed import ASKING_ENDPOINTS, IDS
from web.service.clock import dutch_day
from web.store.log import LogKind, LogLine, LogQuery


def lines(visit: Visit) -> list[LogLine]:
    """Give the whole log, oldest first."""
    with visit.app.app_context(), desk().database.read() as store:
        return list(store.log(LogQuery()))[::-1]


def records(visit: Visit) -> dict[str, str]:
    """Give the address of a record of each kind, with whom it is about."""
    return {
        visit.proposal("K1"): "K1",
        link(visit, "/clienten", "K4"): "K4",
        link(visit, "/vacatures", "Inpakker"): "",
    }


def test_criterion_35_every_view_of_a_record_is_one_line(adviser: Visit) -> None:
    for path, client in records(adviser).items():
        before = lines(adviser)
        adviser.get(path)
        (added,) = lines(adviser)[len(before) :]
        assert (added.kind, added.actor, added.role, added.client) == (LogKind.VIEW, "demo", "adviseur", client)


def test_criterion_35_every_route_with_a_record_in_its_address_is_logged(adviser: Visit) -> None:
    """Whatever blueprint is added: a page with a person in its address leaves a line."""
    own = {"client_id": link(adviser, "/clienten", "Sanne H."), "proposal_id": adviser.proposal("K1")}
    ids = {name: path.rpartition("/")[2] for name, path in own.items()}
    tried = 0
    for rule in adviser.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or not rule.arguments or rule.arguments - set(ids):
            continue
        path = rule.rule
        for name, value in ids.items():
            path = path.replace(f"<{name}>", value)
        before = len(lines(adviser))
        if adviser.browser.get(path).status_code == 200:
            tried += 1
            assert len(lines(adviser)) == before + 1, path
    assert tried >= 2


def test_criterion_35_putting_two_together_by_hand_is_a_view_of_both(adviser: Visit) -> None:
    client = link(adviser, "/clienten", "Sanne H.").rpartition("/")[2]
    work = link(adviser, "/vacatures", "Inpakker").rpartition("/")[2]
    adviser.get(f"/zelf-koppelen?client={client}&vacature={work}")
    newest = lines(adviser)[-1]
    assert (newest.what, newest.client, newest.vacancy) == ("own_match.show", "K1", "V2")


def test_every_page_about_somebody_has_a_name_in_the_log(adviser: Visit) -> None:
    shown = {
        rule.endpoint
        for rule in adviser.app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and (rule.arguments & set(IDS) or rule.endpoint in ASKING_ENDPOINTS)
    }
    assert len(shown) > 15
    assert {one for one in shown if not has(f"logbook.page.{one.replace('.', '_')}")} == set()


def test_criterion_35_every_export_is_one_line_with_its_filter(adviser: Visit) -> None:
    adviser.get("/voorstellen.csv?oordeel=let_op")
    (line,) = lines(adviser)
    assert (line.kind, line.what, line.detail) == (LogKind.EXPORT, "voorstellen.csv", "oordeel=let_op")


def test_criterion_35_the_chain_is_green(adviser: Visit, auditor: Visit) -> None:
    adviser.get(adviser.proposal("K1"))
    adviser.decide("K1", "later", {"until": "2026-12-01"})
    adviser.get("/voorstellen.csv")
    said = words(auditor.get("/logboek/keten").main)
    assert "De keten klopt. 4 regels zijn nagelopen." in said


def test_a_page_that_is_not_there_and_a_list_leave_no_line(adviser: Visit) -> None:
    for path in ("/clienten/nergens", "/voorstellen/nergens"):
        adviser.get(path, 404)
    adviser.get("/voorstellen")
    assert lines(adviser) == []


def test_a_page_that_refreshes_a_part_of_itself_is_written_down_once_a_minute(adviser: Visit) -> None:
    path = adviser.proposal("K1")
    for _ in range(3):
        adviser.browser.get(path, headers={"HX-Request": "true"})
    assert len(lines(adviser)) == 1
    adviser.get(path)
    assert len(lines(adviser)) == 2


def test_a_view_that_cannot_be_written_down_is_not_shown(adviser: Visit) -> None:
    path = adviser.proposal("K1")
    with adviser.app.app_context(), desk().database.begin() as store:
        store.connection.exec_driver_sql("ALTER TABLE log_lines RENAME TO weg")
    reply = adviser.browser.get(path)
    assert reply.status_code == 500
    assert "Sanne" not in reply.text


@pytest.mark.parametrize("path", ["/logboek", "/logboek.csv", "/logboek/keten", "/logboek/1"])
def test_only_those_who_answer_for_it_read_the_log(adviser: Visit, batch: Visit, stranger: Visit, path: str) -> None:
    adviser.get(path, 403)
    batch.get(path, 403)
    assert stranger.browser.get(path).status_code == 303


def test_the_log_is_found_by_who_kind_and_day(adviser: Visit, auditor: Visit) -> None:
    adviser.get(adviser.proposal("K1"))
    adviser.decide("K1", "later", {"until": "2026-12-01"})

    def rows(query: str) -> int:
        return len(auditor.get(f"/logboek?{query}").select("tbody tr"))

    assert rows("") == 3
    assert rows("soort=besluit") == 1
    assert rows("door=niemand") == 0
    assert rows("door=demo&soort=inzage") == 2
    day = dutch_day(lines(adviser)[0].at)
    assert rows(f"van={day}&tot={day}") == 3
    assert rows(f"van={day + timedelta(days=1)}") == 0
    assert rows(f"tot={day - timedelta(days=1)}") == 0
    assert rows("van=onzin&onder=onzin&soort=onzin") == 3


def test_the_log_of_one_person_holds_nobody_else(adviser: Visit, auditor: Visit) -> None:
    for name in ("K4", "Sanne H."):
        adviser.get(link(adviser, "/clienten", name))
    own = link(adviser, "/clienten", "K4").rpartition("/")[2]
    said = words(auditor.get(f"/logboek?client={own}").main)
    assert "Alleen over K4" in said
    assert "Sanne" not in said
    assert auditor.get("/logboek?client=nergens").select("tbody tr") == []


def test_the_file_holds_every_line_with_its_digests(adviser: Visit, auditor: Visit) -> None:
    adviser.get(adviser.proposal("K1"))
    text = auditor.browser.get("/logboek.csv").text.removeprefix("\ufeff")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    known = lines(adviser)
    assert [row["controlegetal"] for row in rows] == [line.digest for line in known[::-1]]
    assert known[-1].kind is LogKind.EXPORT


def test_a_long_log_is_read_page_by_page(adviser: Visit, auditor: Visit) -> None:
    path = adviser.proposal("K1")
    for _ in range(53):
        adviser.browser.get(path)
    first = auditor.get("/logboek")
    assert len(first.select("tbody tr")) == 50
    older = first.select_one("a[rel=next]")
    assert older is not None
    assert len(auditor.get(str(older["href"])).select("tbody tr")) == 3


def test_a_decision_is_shown_as_it_was(adviser: Visit, auditor: Visit) -> None:
    adviser.decide("K1", "niet-doen", {"reasons": "reistijd", "note": "te ver voor nu"})
    page = auditor.get("/logboek?soort=besluit").select_one("tbody a[href^='/logboek/']")
    assert page is not None
    with adviser.app.app_context(), desk().database.begin() as store:
        store.apply("capacities", [], [key for key in store.open_keys("capacities") if key[0] == "K1"], DAY)
    said = words(auditor.get(str(page["href"])).main)
    assert "Niet doen" in said
    assert "te ver voor nu" in said
    assert "Tillen" in said
    assert "Medewerker groen – Drukkerij Holt" in said


def test_a_line_that_is_no_decision_has_no_page_of_its_own(adviser: Visit, auditor: Visit) -> None:
    adviser.get(adviser.proposal("K1"))
    auditor.get("/logboek/1", 404)
