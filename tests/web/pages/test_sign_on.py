"""Signing on at an organisation's own provider: a real one on loopback, and the browser that goes there and back."""

import hashlib
import threading
import warnings
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from tests.web.pages.unanswered import Never
from tests.web.pages.visit import Visit, words
from tests.web.pages.world import ADVISER, PASSWORD
from web.app import create_app
from web.config import Settings, SignOn
from web.pages.access import COOKIE
from web.pages.door.sign_on import TICKET
from web.store.database import Database

# What the provider of the tests itself still calls by an old name.
pytestmark = [
    pytest.mark.filterwarnings("ignore::authlib.deprecate.AuthlibDeprecationWarning"),
    pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning"),
]
START, BACK = "/inloggen/organisatie", "/inloggen/terug"


@dataclass
class House:
    """A provider on loopback that insists on PKCE, and what it was asked."""

    url: str = ""
    challenges: list[str] = field(default_factory=list)
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    bodies: list[dict[str, list[str]]] = field(default_factory=list)

    def person(self, sub: str, **claims: object) -> None:
        usual: dict[str, object] = {"preferred_username": "j.jansen@gemeente.example", "amr": ["pwd", "mfa"]}
        body = usual | {"roles": ["adviseur"], "gemeenten": ["Leiden"]} | claims
        assert requests.put(f"{self.url}/users/{sub}", json=body, timeout=5).status_code == 204

    def wrap(self, app: Any) -> Any:
        def watched(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
            request = Request(environ)
            if request.path == "/oauth2/authorize":
                self.challenges.append(request.args.get("code_challenge", ""))
                self.asked.append(parse_qs(request.query_string.decode()))
            if request.path == "/oauth2/token":
                sent = request.get_data()
                environ["wsgi.input"] = BytesIO(sent)
                self.bodies.append(parse_qs(sent.decode()))
                verifier = self.bodies[-1].get("code_verifier", [""])[0]
                challenge = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
                if challenge not in self.challenges:
                    return Response("no verifier", 400)(environ, start)
            return app(environ, start)  # type: ignore[no-any-return]

        return watched


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import oidc_provider_mock

        app = oidc_provider_mock.app(require_nonce=True)
    app.debug = False
    found = House()
    server = make_server("localhost", 0, found.wrap(app.wsgi_app), threaded=True)
    found.url = f"http://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def visit(settings: Settings, house: House) -> Iterator[Visit]:
    """Somebody at a house that knows the provider; a demo store, so that no TLS is asked."""
    sign_on = SignOn(issuer=house.url, client_id="waag", client_secret="geheim", public_url="http://localhost")
    found = Visit(create_app(replace(settings, sign_on=sign_on), start=Never))
    yield found
    found.close()


def go(visit: Visit, sub: str, terug: str = "") -> Any:
    """Go to the provider, say who one is, and come back."""
    away = visit.browser.get(START, query_string={"terug": terug})
    assert away.status_code == 303, away.status_code
    reply = requests.post(away.location, data={"sub": sub}, timeout=5, allow_redirects=False)
    parts = urlsplit(reply.headers["Location"])
    return visit.browser.get(f"{parts.path}?{parts.query}")


def accounts(settings: Settings) -> dict[str, str]:
    database = Database(settings.database_url)
    with database.read() as store:
        found = {one.login: one.role for one in store.all_accounts()}
    database.close()
    return found


def test_who_signs_on_has_an_account_with_the_role_of_his_provider(
    visit: Visit, house: House, settings: Settings
) -> None:
    house.person("s-1")
    reply = go(visit, "s-1", terug="/clienten")
    assert reply.status_code == 200
    assert 'content="0; url=/clienten"' in reply.text
    assert accounts(settings)["j.jansen"] == "adviseur"
    assert "Ingelogd als j.jansen" in visit.get("/voorstellen").text
    cookie = visit.browser.get_cookie(COOKIE)
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site) == (True, "Strict")
    assert visit.browser.get_cookie(TICKET) is None


def test_the_provider_is_asked_for_a_code_with_state_nonce_and_pkce(visit: Visit, house: House) -> None:
    house.person("s-2", preferred_username="pkce")
    go(visit, "s-2")
    asked, body = house.asked[-1], house.bodies[-1]
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://localhost/inloggen/terug"]
    assert all(len(asked[name][0]) >= 43 for name in ("state", "nonce", "code_challenge"))
    assert body["grant_type"] == ["authorization_code"]
    assert body["redirect_uri"] == asked["redirect_uri"]
    assert "client_secret" not in body


def test_the_pair_of_issuer_and_subject_is_the_person_and_a_name_leads_nowhere(
    visit: Visit, house: House, settings: Settings
) -> None:
    house.person("s-3", preferred_username=ADVISER, roles=["auditor"])
    assert go(visit, "s-3").status_code == 200
    assert accounts(settings)[ADVISER] == "adviseur"
    assert accounts(settings)[f"{ADVISER}-2"] == "auditor"
    house.person("s-3", preferred_username="heet-nu-anders", roles=["auditor"])
    assert go(visit.another(), "s-3").status_code == 200
    assert "heet-nu-anders" not in accounts(settings)


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ({"amr": ["pwd"]}, "alleen een wachtwoord"),
        ({"amr": None}, "alleen een wachtwoord"),
        ({"roles": []}, "nog geen rol"),
        ({"roles": ["koning", "batch"]}, "nog geen rol"),
        ({"roles": ["adviseur", "auditor"]}, "meer dan één rol"),
    ],
)
def test_who_has_no_role_or_one_factor_stays_out(
    visit: Visit, house: House, settings: Settings, claims: dict[str, object], sentence: str
) -> None:
    house.person("s-4", preferred_username="buiten", **claims)
    reply = go(visit, "s-4")
    assert reply.status_code == 403
    assert sentence in reply.text
    assert "buiten" not in accounts(settings)
    assert visit.browser.get("/voorstellen").status_code == 303


def test_t39_another_role_at_the_provider_ends_the_sessions_of_before(visit: Visit, house: House) -> None:
    house.person("s-5", preferred_username="wissel")
    go(visit, "s-5")
    first = visit.browser.get_cookie(COOKIE)
    house.person("s-5", preferred_username="wissel", roles=["auditor"])
    go(visit.another(), "s-5")
    assert first is not None
    visit.browser.set_cookie(COOKIE, first.value)
    assert visit.browser.get("/voorstellen").status_code == 303


def test_other_gemeenten_at_the_provider_hold_from_the_next_sign_on(
    visit: Visit, house: House, settings: Settings
) -> None:
    def scopes() -> set[str]:
        database = Database(settings.database_url)
        with database.read() as store:
            found = {one.gemeenten for one in store.all_accounts() if one.login == "verhuist"}
        database.close()
        return found

    house.person("s-10", preferred_username="verhuist", gemeenten=["Leiden"])
    go(visit, "s-10")
    assert scopes() == {"Leiden"}
    house.person("s-10", preferred_username="verhuist", gemeenten=[])
    go(visit.another(), "s-10")
    assert scopes() == {""}
    assert visit.browser.get("/voorstellen").status_code == 303


def test_a_shut_account_stays_shut(visit: Visit, house: House, settings: Settings) -> None:
    house.person("s-6", preferred_username="dicht")
    go(visit, "s-6")
    database = Database(settings.database_url)
    with database.begin() as store:
        store.change_account("dicht", role="adviseur", password_hash="!")
    database.close()
    reply = go(visit.another(), "s-6")
    assert reply.status_code == 403
    assert "Uw account is gesloten" in reply.text


@pytest.mark.parametrize("change", ["geen_kaartje", "andere_state", "andere_uitgever", "geen_code", "nee"])
def test_an_answer_that_belongs_to_another_browser_opens_nothing(visit: Visit, house: House, change: str) -> None:
    house.person("s-7", preferred_username="vreemd")
    away = visit.browser.get(START)
    reply = requests.post(away.location, data={"sub": "s-7"}, timeout=5, allow_redirects=False)
    query = {name: values[0] for name, values in parse_qs(urlsplit(reply.headers["Location"]).query).items()}
    other = visit.another() if change == "geen_kaartje" else visit
    if change == "andere_state":
        query["state"] = "x" * 64
    elif change == "andere_uitgever":
        query["iss"] = "https://elders.example"
    elif change == "geen_code":
        query.pop("code")
    elif change == "nee":
        query = {"state": query["state"], "error": "access_denied"}
    status = other.browser.get(BACK, query_string=query).status_code
    assert status == (403 if change in ("geen_code", "nee") else 400)
    assert other.browser.get_cookie(COOKIE) is None


def test_a_code_counts_once(visit: Visit, house: House) -> None:
    house.person("s-8", preferred_username="eenmaal")
    away = visit.browser.get(START)
    ticket = visit.browser.get_cookie(TICKET)
    reply = requests.post(away.location, data={"sub": "s-8"}, timeout=5, allow_redirects=False)
    parts = urlsplit(reply.headers["Location"])
    assert visit.browser.get(f"{parts.path}?{parts.query}").status_code == 200
    again = visit.another()
    assert ticket is not None
    again.browser.set_cookie(TICKET, ticket.value)
    assert again.browser.get(f"{parts.path}?{parts.query}").status_code == 403


def test_another_site_cannot_make_somebody_sign_on(visit: Visit) -> None:
    reply = visit.browser.get(START, headers={"Sec-Fetch-Site": "cross-site"})
    assert (reply.status_code, reply.location) == (303, "/inloggen")
    assert visit.browser.get_cookie(TICKET) is None


def test_where_people_sign_on_no_password_opens_the_door(visit: Visit) -> None:
    page = visit.get("/inloggen")
    assert page.select_one("input[type=password]") is None
    assert "Log in via uw organisatie" in words(page.main)
    token = visit.token("/inloggen")
    sent = visit.browser.post("/inloggen", data={"csrf_token": token, "login": ADVISER, "password": PASSWORD})
    assert sent.status_code == 403


def test_a_provider_that_is_down_gives_a_page_that_says_so(settings: Settings) -> None:
    sign_on = SignOn(issuer="http://localhost:9", client_id="waag", client_secret="x", public_url="http://localhost")
    visit = Visit(create_app(replace(settings, sign_on=sign_on), start=Never))
    reply = visit.browser.get(START)
    assert reply.status_code == 503
    assert "antwoordt niet" in reply.text
    visit.close()


def test_nobody_is_sent_to_another_site_after_signing_on(visit: Visit, house: House) -> None:
    house.person("s-9", preferred_username="terug")
    assert 'url=/voorstellen"' in go(visit, "s-9", terug="https://elders.example/").text


def test_without_a_provider_there_is_no_such_door(stranger: Visit) -> None:
    assert stranger.browser.get(START).status_code == 404
    assert stranger.browser.get(BACK).status_code == 404


def test_a_host_name_that_is_not_ours_gets_no_answer(visit: Visit) -> None:
    assert visit.browser.get("/inloggen", base_url="http://elders.example").status_code == 400
