"""Several proposals at once: what is past can go together, what asks words never does, and nothing is half-seen."""

import re

from tests.web.made import DAY
from tests.web.pages.test_worklist import clients
from tests.web.pages.visit import Visit, words


def ticks(visit: Visit) -> dict[str, str]:
    rows = visit.get("/voorstellen").select("table.list tbody tr:not(.group)")
    return {words(row.select_one("th a")): str(row.select_one("input[name=gekozen]")["value"]) for row in rows}  # type: ignore[index]


def send(visit: Visit, names: list[str], **fields: str) -> tuple[int, str]:
    key = visit.get("/voorstellen").select_one("#samen input[name=sleutel]")
    assert key is not None
    known = ticks(visit)
    sent = {"sleutel": str(key["value"]), "lijst": "", "gekozen": [known[name] for name in names], **fields}
    reply = visit.post("/voorstellen/samen", sent, "/voorstellen")
    return reply.status_code, reply.text


def statuses(visit: Visit) -> dict[str, str]:
    rows = visit.get("/voorstellen").select("table.list tbody tr:not(.group)")
    return {words(row.select_one("th a")): words(row.select_one(".status")) for row in rows}


def test_what_is_past_is_discussed_at_once(adviser: Visit) -> None:
    assert send(adviser, ["=Bram C."], actie="bespreken")[0] == 303
    assert statuses(adviser) == {"Sanne H.": "nieuw", "K3": "nieuw", "=Bram C.": "in bespreking"}


def test_what_asks_words_is_named_first_and_nothing_is_recorded(adviser: Visit) -> None:
    status, text = send(adviser, ["=Bram C.", "Sanne H.", "K3"], actie="bespreken")
    assert status == 422
    assert "Voor 2 voorstellen is meer nodig. Er is nog niets vastgelegd." in text
    assert "schrijf uw motivatie" in text
    assert set(statuses(adviser).values()) == {"nieuw"}
    hidden = re.findall(r'name="gekozen" value="([^"]+)"', text)
    assert hidden == [ticks(adviser)["=Bram C."]]
    fields = {"sleutel": "b" * 32, "lijst": "", "gekozen": hidden, "actie": "bespreken", "akkoord": "ja"}
    assert adviser.post("/voorstellen/samen", fields, "/voorstellen").status_code == 303
    assert statuses(adviser)["=Bram C."] == "in bespreking"


def test_later_asks_a_day_after_today_for_all_of_them(adviser: Visit) -> None:
    assert send(adviser, ["=Bram C."], actie="later", tot=DAY.isoformat())[0] == 422
    assert send(adviser, ["=Bram C."], actie="later", tot="gisteren")[0] == 422
    assert send(adviser, ["=Bram C."], actie="later", tot="2026-11-30")[0] == 303
    assert statuses(adviser)["=Bram C."] == "later"


def test_whatever_its_verdict_a_proposal_can_be_given_to_a_colleague(adviser: Visit) -> None:
    assert send(adviser, ["Sanne H.", "K3"], actie="toewijzen", van="auditor")[0] == 422
    assert send(adviser, ["Sanne H.", "K3"], actie="toewijzen", van="demo")[0] == 303
    assert clients(adviser.get("/voorstellen?van=demo")) == ["Sanne H.", "K3"]
    assert clients(adviser.get("/voorstellen?van=niemand")) == ["=Bram C."]
    assert set(statuses(adviser).values()) == {"nieuw"}


def test_what_is_missing_is_said_and_what_was_ticked_stays(adviser: Visit) -> None:
    for names, fields, said in (
        ([], {"actie": "bespreken"}, "Kies eerst een of meer voorstellen."),
        (["=Bram C."], {}, "Kies wat u met de voorstellen wilt doen."),
        (["=Bram C."], {"actie": "toewijzen"}, "Kies een collega."),
    ):
        status, text = send(adviser, names, **fields)
        assert (status, said in text, "<title>Fout: " in text) == (422, True, True)
        assert len(re.findall(r'name="gekozen"[^>]* checked', text)) == len(names)


def test_who_was_overtaken_by_a_colleague_is_left_alone(adviser: Visit, colleague: Visit) -> None:
    seen = ticks(adviser)["=Bram C."]
    colleague.decide("K2", "later", {"until": "2026-11-30"})
    fields = {"sleutel": "c" * 32, "lijst": "", "gekozen": [seen, "nergens:0"], "actie": "bespreken", "akkoord": "ja"}
    reply = adviser.post("/voorstellen/samen", fields, "/voorstellen")
    assert reply.status_code == 200
    assert "2 voorstellen zijn niet vastgelegd." in reply.text
    assert statuses(adviser)["=Bram C."] == "later"


def test_the_same_form_twice_has_one_effect(adviser: Visit) -> None:
    fields = {"sleutel": "d" * 32, "lijst": "", "gekozen": [ticks(adviser)["=Bram C."]], "actie": "bespreken"}
    assert adviser.post("/voorstellen/samen", fields, "/voorstellen").status_code == 303
    assert adviser.post("/voorstellen/samen", fields, "/voorstellen").status_code == 422
    page = adviser.get(adviser.proposal("K2"))
    assert len(page.select(".timeline > li")) == 1


def test_an_auditor_has_no_ticks_and_decides_nothing(auditor: Visit) -> None:
    assert auditor.get("/voorstellen").select("input[name=gekozen], #samen") == []
    assert auditor.post("/voorstellen/samen", {"actie": "bespreken"}, "/voorstellen").status_code == 403
