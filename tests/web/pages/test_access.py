"""Who may do what: everything is closed unless it was opened on purpose."""

import pytest
from flask import Flask

from tests.web.pages.visit import Visit
from web.app import create_app
from web.config import Settings
from web.pages.access import DECIDERS, FILE_ENDPOINTS, OPEN_ENDPOINTS, READERS, may_decide, may_read
from web.pages.signed_in import Visitor

READ = ("/voorstellen", "/voorstellen.csv", "/clienten", "/vacatures", "/nachtrun")
KINDS = ("bespreken", "niet-doen", "later", "ongedaan")


def endpoints(app: Flask) -> set[str]:
    return {rule.endpoint for rule in app.url_map.iter_rules()}


def test_the_open_doors_are_few_and_exist(settings: Settings) -> None:
    app = create_app(settings)
    app.extensions["waag"].desk.database.close()
    assert endpoints(app) >= OPEN_ENDPOINTS | FILE_ENDPOINTS
    assert len(OPEN_ENDPOINTS) == 12


@pytest.mark.parametrize("path", READ)
def test_a_batch_account_sees_nobody(batch: Visit, path: str) -> None:
    batch.get(path, 403)


def test_a_batch_account_can_still_sign_out(batch: Visit) -> None:
    reply = batch.browser.get("/voorstellen")
    assert reply.status_code == 403
    assert batch.post("/uitloggen", {}, "/nergens").status_code == 303


@pytest.mark.parametrize("path", READ)
def test_an_auditor_reads_everything(auditor: Visit, path: str) -> None:
    assert auditor.browser.get(path).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_an_auditor_decides_nothing(auditor: Visit, adviser: Visit, kind: str) -> None:
    path = auditor.proposal("K2")
    assert auditor.get(path).select("form[action*='bespreken']") == []
    fields = {"versie": "0", "sleutel": "a" * 32, "reasons": "reistijd", "until": "2026-12-01"}
    assert auditor.post(f"{path}/{kind}", fields, path).status_code == 403
    assert "Er is nog niets besloten" in adviser.get(path).text


@pytest.mark.parametrize("kind", KINDS)
def test_a_stranger_decides_nothing(stranger: Visit, adviser: Visit, kind: str) -> None:
    path = adviser.proposal("K2")
    reply = stranger.post(f"{path}/{kind}", {"versie": "0", "sleutel": "a" * 32}, "/inloggen")
    assert (reply.status_code, reply.location.partition("?")[0]) == (303, "/inloggen")
    assert "Er is nog niets besloten" in adviser.get(path).text


@pytest.mark.parametrize("kind", KINDS)
def test_a_decision_without_the_token_is_refused(adviser: Visit, kind: str) -> None:
    path = adviser.proposal("K2")
    assert adviser.browser.post(f"{path}/{kind}", data={"versie": "0"}).status_code == 400


@pytest.mark.parametrize("kind", KINDS)
def test_a_decision_is_never_a_link(adviser: Visit, kind: str) -> None:
    adviser.get(f"{adviser.proposal('K2')}/{kind}", 405)


def test_each_role_has_the_rights_it_was_given() -> None:
    def visitor(role: str) -> Visitor:
        return Visitor(login="x", role=role, is_demo=False)

    roles = ("adviseur", "klantmanager", "arbeidsdeskundige", "teamleider", "beheerder", "auditor", "batch", "")
    assert {role for role in roles if may_read(visitor(role))} == READERS
    assert {role for role in roles if may_decide(visitor(role))} == DECIDERS
    assert DECIDERS < READERS
    assert not {"batch", "beheerder", ""} & READERS
