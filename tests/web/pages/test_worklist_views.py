"""Searching and keeping views: a word that can name a person never stands in an address, and each sees his own."""

from tests.web.pages.test_worklist import clients
from tests.web.pages.visit import Visit, words


def search(visit: Visit, text: str, shown: str = "") -> str:
    reply = visit.post("/voorstellen/zoek", {"tekst": text, "lijst": shown}, "/voorstellen")
    assert reply.status_code == 303
    return reply.location


def test_a_search_finds_names_jobs_and_employers_without_naming_them_in_the_address(adviser: Visit) -> None:
    for text, found in (("sanne", ["Sanne H."]), ("HOLT inpakker", ["=Bram C."]), ("verzekerings", ["K3"])):
        address = search(adviser, text)
        assert text not in address
        assert clients(adviser.get(address)) == found


def test_a_search_keeps_the_filter_and_can_be_taken_away(adviser: Visit) -> None:
    page = adviser.get(search(adviser, "holt", "oordeel=past"))
    assert clients(page) == ["=Bram C."]
    chips = {words(chip): str(chip["href"]) for chip in page.select("a.chip")}
    assert chips["holt ×"] == "/voorstellen?oordeel=past"
    assert page.select_one("#filter input[name=weergave]") is not None


def test_the_same_search_has_the_same_address_and_an_empty_one_has_none(adviser: Visit) -> None:
    assert search(adviser, "Sanne") == search(adviser, "  Sanne ")
    assert search(adviser, "   ") == "/voorstellen"


def test_a_search_is_of_who_made_it(adviser: Visit, auditor: Visit) -> None:
    address = search(adviser, "Sanne")
    auditor.get(address, 404)
    auditor.get(address.replace("/voorstellen", "/voorstellen.csv"), 404)
    adviser.get("/voorstellen?weergave=nergens", 404)


def keep(visit: Visit, name: str, voor: str = "mij", shown: str = "oordeel=let_op") -> int:
    fields = {"naam": name, "voor": voor, "lijst": shown}
    return visit.post("/voorstellen/weergaven", fields, "/voorstellen").status_code


def view_links(visit: Visit) -> dict[str, str]:
    return {words(link).rpartition(" ")[0]: str(link["href"]) for link in visit.get("/voorstellen").select(".views a")}


def test_a_kept_view_is_a_link_with_its_count_for_oneself_or_for_all(adviser: Visit, auditor: Visit) -> None:
    assert keep(adviser, "Mijn let op") == 303
    assert keep(adviser, "Van ons", "team", "sector=industrie&volgorde=client&pagina=2") == 303
    assert view_links(adviser)["Mijn let op"] == "/voorstellen?oordeel=let_op"
    assert "Mijn let op" not in view_links(auditor)
    assert view_links(auditor)["Van ons"] == "/voorstellen?sector=industrie&volgorde=client"
    assert clients(auditor.get(view_links(auditor)["Van ons"])) == ["=Bram C."]


def test_a_kept_search_for_all_opens_for_a_colleague(adviser: Visit, auditor: Visit) -> None:
    shown = search(adviser, "Sanne").partition("?")[2]
    assert keep(adviser, "Sanne", "team", shown) == 303
    link = view_links(auditor)["Sanne"]
    assert "Sanne" not in link
    assert clients(auditor.get(link)) == ["Sanne H."]


def test_a_view_without_a_name_is_refused_and_says_so(adviser: Visit) -> None:
    reply = adviser.post("/voorstellen/weergaven", {"naam": " ", "lijst": ""}, "/voorstellen")
    assert reply.status_code == 422
    assert "Geef de weergave een naam." in reply.text
    assert "<title>Fout: " in reply.text
    assert keep(adviser, "x" * 61) == 422


def test_only_who_kept_a_view_throws_it_away(adviser: Visit, auditor: Visit) -> None:
    keep(adviser, "Van ons", "team")
    own = str(adviser.get("/voorstellen").select_one("form[action*='/weg']")["action"])  # type: ignore[index]
    assert auditor.get("/voorstellen").select("form[action*='/weg']") == []
    assert auditor.post(own, {}, "/voorstellen").status_code == 404
    assert adviser.post(own, {}, "/voorstellen").status_code == 303
    assert "Van ons" not in view_links(adviser)


def test_every_view_leads_to_the_number_of_rows_it_names(adviser: Visit) -> None:
    for link in adviser.get("/voorstellen").select(".views a"):
        assert len(clients(adviser.get(str(link["href"])))) == int(words(link.select_one(".count")))


def test_the_keys_can_be_switched_off_in_this_browser(adviser: Visit) -> None:
    assert adviser.get("/voorstellen").select("[data-keys]") != []
    adviser.post("/voorstellen/toetsen", {"toetsen": "uit", "lijst": "oordeel=past"}, "/voorstellen")
    assert adviser.get("/voorstellen").select("[data-keys]") == []
    adviser.post("/voorstellen/toetsen", {"toetsen": "aan", "lijst": ""}, "/voorstellen")
    assert adviser.get("/voorstellen").select("[data-keys]") != []


def test_a_batch_account_searches_nothing(batch: Visit) -> None:
    for path in ("zoek", "weergaven", "toetsen", "samen"):
        assert batch.post(f"/voorstellen/{path}", {}, "/nergens").status_code == 403
