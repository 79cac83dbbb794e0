"""T36: colleagues of one gemeente find nobody of another, whatever address they ask for and whatever their role."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from werkzeug.routing import Rule

from tests.web.made import NOW
from tests.web.pages.unanswered import Never
from tests.web.pages.visit import Visit
from tests.web.pages.world import ADVISER, PASSWORD, settings_of
from web.app import create_app
from web.config import Settings
from web.pages import frame
from web.service.manage.accounts import hashed
from web.service.manage.staff import ROLES
from web.store.accounts import Account
from web.store.database import Database
from web.store.scope import REGION, Scope

LEIDEN, DELFT = Scope(gemeenten=("Leiden",)), Scope(gemeenten=("Delft",))
OF_A_PERSON = ("client_id", "proposal_id")
NAMES = re.compile(r"Sanne H\.|Bram C\.|\bK[1-4]\b")
GONE = (403, 404)
# What every form sends along unseen.
SENT = {"sleutel": "a" * 32, "versie": "0"}
# Whoever asks these changes who asks, or waits for a process of its own.
LEFT_OUT = ("static", "login.leave", "language.choose")


@dataclass(frozen=True, kw_only=True)
class House:
    """The small world, all of whose people are of Leiden, with colleagues of Delft in every role."""

    visit: Visit
    ids: dict[str, str]


@pytest.fixture(scope="module")
def house(made_world: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("two")
    (folder / "waag.db").write_bytes(made_world.read_bytes())
    with Database(settings_of(folder).database_url).begin() as store:
        one_hash = hashed(PASSWORD)
        for role in ROLES:
            own = Account(login=f"delft.{role}", password_hash=one_hash, role=role, is_demo=True, gemeenten=DELFT.text)
            store.add_account(own, NOW)
        here = Account(login="leiden", password_hash=one_hash, role="adviseur", is_demo=True, gemeenten=LEIDEN.text)
        store.add_account(here, NOW)
        run = store.current_run()
        assert run is not None
    app = create_app(settings_of(folder), start=Never)
    app.testing = False
    # Whether a form is of this site is asked elsewhere; here it may not stand in front of whose person it is about.
    app.config["WTF_CSRF_ENABLED"] = False
    visit = Visit(app)
    region = visit.another().sign_in(ADVISER)
    path = region.proposal("K1")
    page = region.get(path)
    client, work = (str(page.select_one(f"a[href^='/{kind}/']")["href"]) for kind in ("clienten", "vacatures"))
    ids = {
        "proposal_id": path.rpartition("/")[2],
        "client_id": client.split("/")[2].partition("?")[0],
        "vacancy_id": work.split("/")[2].partition("?")[0],
        "run_id": run.id,
    }
    yield House(visit=visit, ids=ids)
    visit.close()


def addresses(house: House, *, of_a_person: bool) -> list[tuple[Rule, str]]:
    """Give every address there is, about K1 and V1, by endpoint."""
    found = []
    with house.visit.app.test_request_context():
        adapter = house.visit.app.url_map.bind("localhost")
        for rule in sorted(house.visit.app.url_map.iter_rules(), key=lambda one: (one.endpoint, one.rule)):
            if rule.endpoint in LEFT_OUT or bool(set(rule.arguments) & set(OF_A_PERSON)) is not of_a_person:
                continue
            values = {name: house.ids.get(name, "1") for name in rule.arguments}
            method = "GET" if "GET" in (rule.methods or ()) else "POST"
            found.append((rule, adapter.build(rule.endpoint, values, method=method)))
    return found


@pytest.mark.parametrize("role", ROLES)
def test_t36_no_route_gives_a_person_of_another_gemeente_to_any_role(house: House, role: str) -> None:
    visit = house.visit.another().sign_in(f"delft.{role}")
    for rule, path in addresses(house, of_a_person=True):
        for method in sorted({"GET", "POST"} & (rule.methods or set())):
            reply = visit.browser.open(path, method=method, data=SENT if method == "POST" else None)
            assert reply.status_code in GONE, (role, method, path, reply.status_code)
            assert not NAMES.search(reply.text), (role, method, path)


def test_t36_the_same_routes_give_that_person_to_a_colleague_of_his_own_gemeente(house: House) -> None:
    visit = house.visit.another().sign_in("leiden")
    shown = [path for rule, path in addresses(house, of_a_person=True) if "GET" in (rule.methods or ())]
    replies = {path: visit.browser.get(path).status_code for path in shown}
    assert sum(status == 200 for status in replies.values()) > len(replies) // 2, replies


@pytest.mark.parametrize("role", ["arbeidsdeskundige", "teamleider", "beheerder"])
def test_t36_no_list_names_a_person_of_another_gemeente(house: House, role: str) -> None:
    visit = house.visit.another().sign_in(f"delft.{role}")
    for rule, path in addresses(house, of_a_person=False):
        if "GET" in (rule.methods or ()):
            reply = visit.browser.get(path)
            assert reply.status_code < 500, (role, path)
            found = NAMES.search(reply.text)
            assert found is None, (role, path, found)


def test_pages_take_the_desk_of_who_asks_and_never_that_of_the_house() -> None:
    pages = Path(frame.__file__).parent
    users = {
        path.relative_to(pages).as_posix() for path in pages.rglob("*.py") if "house().desk" in path.read_text("utf-8")
    }
    assert users == {"frame.py"}


def signed_in_as(stranger: Visit, settings: Settings, scope: Scope) -> Visit:
    """Give somebody who keeps the installation, within a scope."""
    account = Account(
        login="keeper", password_hash=hashed(PASSWORD), role="beheerder", is_demo=True, gemeenten=scope.text
    )
    with Database(settings.database_url).begin() as store:
        store.add_account(account, NOW)
    return stranger.another().sign_in("keeper")


def sees(settings: Settings, login: str) -> str:
    """Give whose people an account sees, as it is kept."""
    with Database(settings.database_url).read() as store:
        account = store.account(login)
    assert account is not None
    return account.gemeenten


def test_a_keeper_says_whose_people_somebody_sees_from_his_next_page_on(stranger: Visit, settings: Settings) -> None:
    keeper, adviser = signed_in_as(stranger, settings, REGION), stranger.another().sign_in(ADVISER)
    path = adviser.proposal("K1")
    address, page = f"/beheer/gebruikers/{ADVISER}/gemeenten", "/beheer/gebruikers"
    assert keeper.post(address, {"gemeente": "Delft"}, page=page).status_code == 422
    assert keeper.post(address, {}, page=page).status_code == 303
    assert adviser.browser.get(path).status_code == 404
    assert keeper.post(address, {"gemeente": "Leiden"}, page=page).status_code == 303
    assert adviser.browser.get(path).status_code == 200
    assert "U ziet cliënten van Leiden" in adviser.get(path).text
    assert keeper.post(address, {"gemeente": "*"}, page=page).status_code == 303
    assert sees(settings, ADVISER) == "*"


def test_a_keeper_gives_nobody_more_than_he_sees_himself(stranger: Visit, settings: Settings) -> None:
    keeper = signed_in_as(stranger, settings, DELFT)
    address, page = f"/beheer/gebruikers/{ADVISER}/gemeenten", "/beheer/gebruikers"
    for wanted in ("*", "Leiden"):
        assert keeper.post(address, {"gemeente": wanted}, page=page).status_code == 422
    assert sees(settings, ADVISER) == "*"


def test_an_adviser_gives_nobody_gemeenten(adviser: Visit) -> None:
    reply = adviser.post(f"/beheer/gebruikers/{ADVISER}/gemeenten", {"gemeente": "*"}, page="/voorstellen")
    assert reply.status_code == 403
