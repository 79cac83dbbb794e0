"""The life of a proposal through its page: each step when it can be taken, and what is missing comes back."""

from collections.abc import Mapping

import pytest
from bs4 import BeautifulSoup

from tests.web.pages.visit import Visit, words

TODAY = "2026-11-02"
YES = {"answer": "ja", "day": TODAY}
LIFE: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("bespreken", {}),
    ("antwoord-client", {**YES, "note": "Dat wil ik wel proberen."}),
    ("voorgesteld", {"day": TODAY}),
    ("antwoord-werkgever", YES),
    ("gestart", {"day": TODAY, "hours": "16,5"}),
)
BACK = {"day": TODAY, "reasons": ["werk_te_zwaar"], "item": "IV-13", "hours": "12"}


def lived(visit: Visit, steps: int, client: str = "K2") -> BeautifulSoup:
    """Take the first steps of a life; give the page after them."""
    for step, fields in LIFE[:steps]:
        reply = visit.decide(client, step, fields)
        assert reply.status_code == 303, step
    return visit.get(visit.proposal(client))


def steps_of(page: BeautifulSoup) -> list[str]:
    """Give which steps a page offers, in order."""
    return [str(one["id"]) for one in page.select("details.choice")]


def test_each_step_is_offered_when_it_can_be_taken(adviser: Visit) -> None:
    first = {
        0: ["bespreken", "advies_gevraagd", "later", "niet_doen"],
        1: ["antwoord_client", "bespreken", "contact", "advies_gevraagd", "later", "niet_doen"],
        2: ["antwoord_client", "voorgesteld", "contact", "advies_gevraagd", "later", "niet_doen"],
        3: ["antwoord_client", "antwoord_werkgever", "contact", "advies_gevraagd", "later", "niet_doen"],
        4: ["antwoord_client", "gestart", "contact", "advies_gevraagd", "later", "niet_doen"],
        5: ["loopt", "terugkeer"],
    }
    assert steps_of(lived(adviser, 0)) == first[0]
    for number, (step, fields) in enumerate(LIFE, start=1):
        assert adviser.decide("K2", step, fields).status_code == 303
        assert steps_of(adviser.get(adviser.proposal("K2"))) == first[number]


def test_the_timeline_tells_every_step_in_words(adviser: Visit) -> None:
    page = lived(adviser, 5)
    assert "gestart" in words(page.select_one(".marks"))
    said = words(page.select_one(".timeline"))
    for part in (
        "Antwoord van de cliënt",
        "Ja, ik wil dit proberen",
        "Gezegd op 2 november 2026.",
        "Dat wil ik wel proberen.",
        "Voorgesteld aan de werkgever",
        "Eerste werkdag: 2 november 2026. 16,5 uur per week.",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("done", "step", "fields", "sentence"),
    [
        (1, "antwoord-client", {"day": TODAY}, "Kies een antwoord."),
        (1, "antwoord-client", {"answer": "ja"}, "Vul de dag in."),
        (1, "antwoord-client", {"answer": "ja", "day": "2026-11-03"}, "Kies vandaag of een dag daarvoor."),
        (1, "antwoord-client", {"answer": "nee", "day": TODAY}, "Kies ten minste één reden."),
        (1, "voorgesteld", {"day": TODAY}, "Leg eerst vast dat de cliënt ja zegt, en op welke dag."),
        (1, "gestart", {"day": TODAY}, "Leg eerst vast dat de cliënt ja zegt, en op welke dag."),
        (2, "gestart", {"day": TODAY}, "Deze stap kan nu niet. Het voorstel staat op «cliënt zegt ja»."),
        (4, "gestart", {}, "Vul de dag in."),
        (4, "gestart", {"day": "maandag"}, "Dit is geen datum."),
        (4, "gestart", {"day": TODAY, "hours": "veel"}, "Schrijf de uren per week in kwartieren"),
        (4, "gestart", {"day": TODAY, "hours": "16,1"}, "Schrijf de uren per week in kwartieren"),
        (5, "terugkeer", {**BACK, "reasons": []}, "Kies ten minste één reden."),
        (5, "terugkeer", {**BACK, "item": ""}, "Kies het punt dat niet klopte."),
        (1, "contact", {"note": "kort"}, "Schrijf een toelichting van ten minste 10 tekens."),
        (0, "advies-gevraagd", {"note": "x" * 20, "until": "2026-11-09"}, "Kies aan wie u advies vraagt."),
    ],
)
def test_criteria_21_and_22_what_is_missing_is_said_and_nothing_is_recorded(
    adviser: Visit, done: int, step: str, fields: dict[str, object], sentence: str
) -> None:
    before = len(lived(adviser, done).select(".timeline > li"))
    path = adviser.proposal("K2")
    sent = {"versie": str(before), "sleutel": "a" * 32, **fields}
    reply = adviser.post(f"{path}/{step}", sent, path)
    assert reply.status_code == 422
    assert "<title>Fout: " in reply.text
    assert sentence in reply.text
    assert len(adviser.get(path).select(".timeline > li")) == before


def test_a_return_says_what_was_wrong_and_frees_the_place(adviser: Visit) -> None:
    lived(adviser, 5)
    assert adviser.decide("K2", "terugkeer", BACK).status_code == 303
    page = adviser.get(adviser.proposal("K2"))
    said = words(page.select_one(".timeline > li"))
    assert "Laatste werkdag: 2 november 2026. Dit ging nog: 12,0 uur per week." in said
    assert "het werk was te zwaar" in said
    assert "teruggekomen" in words(page.select_one(".marks"))


def test_the_page_of_a_person_at_work_leads_to_where_a_return_is_recorded(adviser: Visit) -> None:
    page = lived(adviser, 5)
    link = page.select_one("a[href^='/clienten/']")
    assert link is not None
    going = adviser.get(str(link["href"]).partition("#")[0]).select_one("[aria-labelledby=nu]")
    assert "gestart" in words(going)
    assert going is not None
    assert going.select_one(f"a[href^='{adviser.proposal('K2')}']") is not None


def test_a_return_proposes_its_correction_and_leads_to_where_it_is_kept(adviser: Visit) -> None:
    page = lived(adviser, 5)
    assert page.select("[aria-labelledby=correctie]") == []
    both = {**BACK, "reasons": ["werk_te_zwaar", "reis_te_zwaar", "werk_anders_dan_afgesproken"]}
    assert adviser.decide("K2", "terugkeer", both).status_code == 303
    page = adviser.get(adviser.proposal("K2"))
    said = page.select_one("[aria-labelledby=correctie]")
    assert "Tillen: gedacht was" in words(said)
    assert "De reis: leg vast" in words(said)
    links = [str(one["href"]) for one in page.select("[aria-labelledby=correctie] a")]
    assert len(links) == 3
    for link in links:
        adviser.get(link)
    item = next(one for one in links if "/profiel/IV-13" in one)
    assert adviser.get(item).select_one("input[name=level][checked]") is not None


def test_advice_is_asked_by_who_decides_and_given_by_the_expert(adviser: Visit, expert: Visit) -> None:
    asked = {"addressee": "arbeidsdeskundige", "note": "Kan dit met een stahulp erbij?", "until": "2026-11-09"}
    assert steps_of(expert.get(expert.proposal("K2"))) == []
    assert adviser.decide("K2", "advies-gevraagd", asked).status_code == 303
    page = expert.get(expert.proposal("K2"))
    assert steps_of(page) == ["advies_gegeven"]
    assert "Kan dit met een stahulp erbij?" in words(page.select_one(".decide"))
    assert expert.decide("K2", "advies-gegeven", {"note": "Ja, met een stahulp lukt dat."}).status_code == 303
    said = words(adviser.get(adviser.proposal("K2")).select_one(".timeline > li"))
    assert "Advies gegeven" in said
    assert "Ja, met een stahulp lukt dat." in said


STEPS = ("advies-gevraagd", "antwoord-client", "voorgesteld", "antwoord-werkgever", "contact", "gestart", "loopt")


@pytest.mark.parametrize("step", [*STEPS, "terugkeer", "advies-gegeven"])
def test_who_only_reads_takes_no_step(auditor: Visit, step: str) -> None:
    path = auditor.proposal("K2")
    assert auditor.post(f"{path}/{step}", {"versie": "0", "sleutel": "a" * 32}, path).status_code == 403


def test_each_does_his_own_part(adviser: Visit, expert: Visit) -> None:
    path = adviser.proposal("K2")
    own = {"versie": "0", "sleutel": "a" * 32}
    assert adviser.post(f"{path}/advies-gegeven", own, path).status_code == 403
    assert expert.post(f"{path}/bespreken", own, path).status_code == 403


def test_arguments_are_weighed_with_the_decision(adviser: Visit) -> None:
    page = adviser.get(adviser.proposal("K1"))
    offered = [str(one["value"]) for one in page.select("#bespreken input[name='argument.tegen']")]
    assert offered == ["IV-13"]
    assert page.select("#bespreken input[name='argument.voor'][checked]") == []
    fields = {
        "motivation.IV-13": "De tilhulp staat er al en is geprobeerd.",
        "argument.voor": ["regel.wens"],
        "argument.tegen": ["IV-13"],
        "own.voor": "Zij kent het bedrijf al.",
    }
    assert adviser.decide("K1", "bespreken", fields).status_code == 303
    said = words(adviser.get(adviser.proposal("K1")).select_one(".timeline > li"))
    assert "Voor : de cliënt wil dit werk graag; Zij kent het bedrijf al." in said.replace("Voor:", "Voor :")


def test_an_argument_the_model_did_not_give_is_refused(adviser: Visit) -> None:
    reply = adviser.decide("K2", "bespreken", {"argument.voor": ["regel.leeftijd"]})
    assert reply.status_code == 422
    assert "Kies een argument uit de lijst." in reply.text


def test_one_goes_on_to_the_next_proposal_of_the_list(adviser: Visit) -> None:
    page = adviser.get(adviser.proposal("K2"))
    following = page.select_one("a[rel=next]")
    assert following is not None
    reply = adviser.decide("K2", "bespreken", {"verder": "ja"})
    assert reply.location == following["href"]
    assert "u bespreekt dit voorstel" in words(adviser.get(reply.location).select_one("#melding"))


def test_criterion_24_a_step_somebody_took_meanwhile_is_shown_beside_ones_own(adviser: Visit, colleague: Visit) -> None:
    lived(adviser, 1)
    path, sent = adviser.proposal("K2"), adviser.form("K2", "antwoord-client")
    no = {"answer": "nee", "day": TODAY, "reasons": ["te_zwaar"]}
    assert colleague.decide("K2", "antwoord-client", no).status_code == 303
    reply = adviser.browser.post(f"{path}/antwoord-client", data={**sent, **YES, "note": "Graag, zei hij."})
    assert reply.status_code == 409
    for part in ("de cliënt vindt het werk te zwaar", "Ja, ik wil dit proberen", "Graag, zei hij.", "2 november 2026"):
        assert part in reply.text
    assert "cliënt zegt nee" in words(adviser.get(path).select_one(".marks"))
