"""Management: who may do what there, accounts, reasons that are retired and never deleted, and the law in force."""

import pytest

from tests.web.made import NOW
from tests.web.pages.visit import Visit, words
from tests.web.pages.world import PASSWORD
from web.config import Settings
from web.service.manage.accounts import hashed
from web.store.accounts import Account
from web.store.database import Database
from web.store.journal import Subject

PAGES = ("/beheer", "/beheer/recht", "/beheer/redenen", "/beheer/gebruikers")


@pytest.fixture
def lead(stranger: Visit, settings: Settings) -> Visit:
    """A team leader, signed in."""
    return as_role(stranger, settings, "teamleider")


@pytest.fixture
def keeper(stranger: Visit, settings: Settings) -> Visit:
    """Somebody who keeps the installation, signed in."""
    return as_role(stranger, settings, "beheerder")


def as_role(stranger: Visit, settings: Settings, role: str, login: str = "") -> Visit:
    """Sign somebody in with a role."""
    database = Database(settings.database_url)
    with database.begin() as store:
        account = Account(login=login or role, password_hash=hashed(PASSWORD), role=role, is_demo=True)
        store.add_account(account, NOW)
    database.close()
    return stranger.another().sign_in(login or role)


@pytest.mark.parametrize("path", PAGES)
def test_an_adviser_has_no_business_there(adviser: Visit, path: str) -> None:
    assert adviser.browser.get(path).status_code == 403
    assert adviser.get("/voorstellen").select_one("nav.menu a[href='/beheer']") is None


def test_who_keeps_the_installation_sees_management_and_no_dossiers(keeper: Visit) -> None:
    for path in PAGES:
        keeper.get(path)
    assert keeper.browser.get("/voorstellen").location == "/beheer"
    for path in ("/clienten", "/vacatures", "/overzicht", "/advies", "/logboek"):
        assert keeper.browser.get(path).status_code in (403, 404), path
    assert next(one.text for one in keeper.get("/beheer").select("nav.menu a")) == "Beheer"


def test_a_team_leader_chooses_reasons_and_gives_no_accounts(lead: Visit) -> None:
    lead.get("/beheer/redenen")
    assert lead.browser.get("/beheer/gebruikers").status_code == 403
    assert (
        lead.post("/beheer/gebruikers", {"login": "x2", "role": "auditor"}, page="/beheer/redenen").status_code == 403
    )


def test_an_auditor_looks_and_changes_nothing(auditor: Visit) -> None:
    page = auditor.get("/beheer/redenen")
    assert page.select_one("td form") is None
    reply = auditor.post("/beheer/redenen/niet_doen/reistijd", {"gebruik": "nee"}, page="/beheer/redenen")
    assert reply.status_code == 403


@pytest.mark.parametrize("role", ["beheerder", "auditor", "arbeidsdeskundige"])
def test_no_link_in_the_frame_leads_to_a_closed_door(stranger: Visit, settings: Settings, role: str) -> None:
    visit = as_role(stranger, settings, role)
    home = "/beheer" if role == "beheerder" else "/voorstellen"
    led_to = {str(link["href"]) for link in visit.get(home).select("header a[href^='/'], footer a[href^='/']")}
    refused = {path for path in sorted(led_to) if visit.browser.get(path, follow_redirects=True).status_code == 403}
    assert len(led_to) > 5
    assert not refused


def test_a_new_colleague_can_sign_in_with_the_password_that_is_told_once(keeper: Visit, stranger: Visit) -> None:
    reply = keeper.post("/beheer/gebruikers", {"login": "M.Bakker", "role": "klantmanager"}, page="/beheer/gebruikers")
    told = keeper.get_soup(reply.text).select_one(".note.good p")
    password = words(told).split(" is ")[1].split(".")[0]
    assert password not in keeper.browser.get("/beheer/gebruikers").text
    there = stranger.another().sign_in("m.bakker", password)
    assert there.browser.get("/voorstellen").location == "/account"
    assert "Ingelogd als m.bakker" in there.get("/account").text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"login": "A B", "role": "auditor"}, "Deze naam kan niet."),
        ({"login": "demo", "role": "auditor"}, "Deze naam bestaat al."),
        ({"login": "iemand", "role": "koning"}, "Kies een rol uit de lijst."),
    ],
)
def test_an_account_that_cannot_be_is_refused(keeper: Visit, fields: dict[str, str], sentence: str) -> None:
    reply = keeper.post("/beheer/gebruikers", fields, page="/beheer/gebruikers")
    assert reply.status_code == 422
    soup = keeper.get_soup(reply.text)
    assert sentence in words(soup.select_one("#fouten"))
    assert f'value="{fields["login"]}"' in reply.text


def test_a_shut_account_is_out_at_once_and_its_work_stays(keeper: Visit, adviser: Visit, settings: Settings) -> None:
    adviser.get("/voorstellen")
    keeper.post("/beheer/gebruikers/demo/sluiten", {}, page="/beheer/gebruikers")
    assert "/inloggen" in adviser.browser.get("/voorstellen").location
    assert adviser.post("/inloggen", {"login": "demo", "password": PASSWORD}, page="/inloggen").status_code == 422
    database = Database(settings.database_url)
    with database.read() as store:
        assert [entry.kind for entry in store.entries_of(Subject.ACCOUNT, "demo")] == ["account_gesloten"]
        assert store.account("demo") is not None
    database.close()


def test_another_role_asks_for_a_new_sign_in(keeper: Visit, adviser: Visit) -> None:
    keeper.post("/beheer/gebruikers/demo/rol", {"role": "auditor"}, page="/beheer/gebruikers")
    assert "/inloggen" in adviser.browser.get("/voorstellen").location
    adviser.sign_in("demo")
    assert adviser.browser.get("/vacatures/nieuw").status_code == 403


def test_nobody_changes_the_own_account(keeper: Visit) -> None:
    reply = keeper.post("/beheer/gebruikers/beheerder/rol", {"role": "teamleider"}, page="/beheer/gebruikers")
    assert reply.status_code == 422
    assert "Uw eigen account kunt u niet wijzigen." in reply.text
    assert keeper.browser.get("/beheer/gebruikers").status_code == 200


def test_a_retired_reason_is_no_longer_offered_and_stays_readable(lead: Visit, adviser: Visit) -> None:
    adviser.decide("K1", "niet-doen", {"reasons": ["reistijd"]})
    lead.post("/beheer/redenen/niet_doen/reistijd", {"gebruik": "nee", "sleutel": "a"}, page="/beheer/redenen")
    offered = {str(one["value"]) for one in adviser.get(adviser.proposal("K2")).select("input[name=reasons]")}
    assert "uren_of_rooster" in offered
    row = next(one for one in lead.get("/beheer/redenen").select("tr") if "De reis is te lang" in one.text)
    assert "1 Uit gebruik, door teamleider" in words(row)
    assert "de reis is te lang of te moeilijk" in words(adviser.get(adviser.proposal("K1")).select_one(".timeline"))
    rejects = adviser.get(adviser.proposal("K2")).select_one("#niet_doen")
    assert rejects is not None
    assert rejects.select_one("input[value=reistijd]") is None
    lead.post("/beheer/redenen/niet_doen/reistijd", {"gebruik": "ja", "sleutel": "b"}, page="/beheer/redenen")
    again = adviser.get(adviser.proposal("K2")).select_one("#niet_doen input[value=reistijd]")
    assert again is not None


def test_a_reason_of_the_gemeente_is_offered_recorded_counted_and_taken_out_of_use(lead: Visit, adviser: Visit) -> None:
    form = {
        "lijst": "niet_doen",
        "nl": "de kinderopvang is niet rond",
        "en": "childcare is not settled",
        "sleutel": "eigen",
    }
    lead.post("/beheer/redenen", form, page="/beheer/redenen")
    lead.post("/beheer/redenen", form, page="/beheer/redenen")
    labels = adviser.get(adviser.proposal("K1")).select("#niet_doen label[for^=reden-eigen]")
    assert [words(one) for one in labels] == ["De kinderopvang is niet rond"]
    code = str(labels[0]["for"]).removeprefix("reden-")
    adviser.decide("K1", "niet-doen", {"reasons": [code]})
    assert "de kinderopvang is niet rond" in words(adviser.get(adviser.proposal("K1")).select_one(".timeline"))
    assert "De kinderopvang is niet rond – 1" in words(
        adviser.get("/overzicht").select_one("[aria-labelledby=nietdoen]")
    )
    lead.post(f"/beheer/redenen/niet_doen/{code}", {"gebruik": "nee", "sleutel": "uit"}, page="/beheer/redenen")
    assert adviser.get(adviser.proposal("K2")).select_one("#niet_doen label[for^=reden-eigen]") is None
    assert words(lead.get("/beheer/redenen").main).count("De kinderopvang is niet rond 1 Uit gebruik") == 1
    adviser.post("/taal", {"taal": "en"}, page="/hulp")
    assert "childcare is not settled" in words(adviser.get(adviser.proposal("K1")).select_one(".timeline"))


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"lijst": "nergens", "nl": "genoeg woorden"}, "lijst", "Kies een lijst."),
        ({"lijst": "client", "nl": "te"}, "nl", "Schrijf de reden in ten minste 5 tekens."),
        ({"lijst": "client", "nl": "x" * 81}, "nl", "Deze reden is te lang: gebruik hoogstens 80 tekens."),
    ],
)
def test_a_reason_that_says_nothing_is_refused_and_stays_typed(
    lead: Visit, fields: dict[str, str], field: str, sentence: str
) -> None:
    reply = lead.post("/beheer/redenen", fields, page="/beheer/redenen")
    page = lead.get_soup(reply.text)
    assert reply.status_code == 422
    assert words(page.select_one(f"#fouten a[href='#v-{field}']")) == sentence
    assert str(page.title.string).startswith("Fout: ")  # type: ignore[union-attr]
    assert page.select_one("#v-nl")["value"] == fields["nl"]  # type: ignore[index]


def test_the_same_reason_is_not_added_twice_and_only_by_who_manages(
    lead: Visit, adviser: Visit, auditor: Visit
) -> None:
    form = {"lijst": "werkgever", "nl": "de werkgever verhuist"}
    assert lead.post("/beheer/redenen", form, page="/beheer/redenen").status_code == 303
    again = form | {"nl": "De werkgever  verhuist"}
    assert lead.post("/beheer/redenen", again, page="/beheer/redenen").status_code == 422
    assert auditor.post("/beheer/redenen", form, page="/beheer/redenen").status_code == 403
    assert adviser.post("/beheer/redenen", form, page="/voorstellen").status_code == 403


def test_anders_cannot_be_retired(lead: Visit) -> None:
    reply = lead.post("/beheer/redenen/niet_doen/anders", {"gebruik": "nee"}, page="/beheer/redenen")
    assert reply.status_code == 404


def test_the_law_in_force_names_article_and_date(lead: Visit) -> None:
    page = words(lead.get("/beheer/recht?dag=01-07-2026").select_one("main"))
    assert "Het recht dat geldt op 1 juli 2026" in page
    assert "Participatiewet" in page
    assert "Nagekeken op" in page


@pytest.mark.parametrize("day", ["2030-01-01", "gisteren"])
def test_a_day_without_law_is_refused_with_the_reason(lead: Visit, day: str) -> None:
    page = lead.get(f"/beheer/recht?dag={day}", status=422)
    assert page.select_one("#fouten a[href='#dag']") is not None
