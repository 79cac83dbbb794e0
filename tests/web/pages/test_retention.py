"""Bewaartermijnen on a page: seen by who answers for them, chosen by a beheerder within the bounds."""

from tests.web.pages.test_admin import as_role
from tests.web.pages.visit import Visit, words
from web.config import Settings

PAGE = "/beheer/bewaartermijnen"


def fields(visit: Visit, name: str) -> dict[str, object]:
    form = visit.get(PAGE).select_one(f"form[action$='/{name}']")
    assert form is not None
    return {str(one["name"]): str(one.get("value", "")) for one in form.select("input[type=hidden]")}


def test_t27_a_beheerder_chooses_a_term_within_its_bounds(stranger: Visit, settings: Settings) -> None:
    keeper = as_role(stranger, settings, "beheerder")
    assert "Bewaartermijnen" in words(keeper.get("/beheer").main)
    first = fields(keeper, "logboek")
    reply = keeper.browser.post(f"{PAGE}/logboek", data={**first, "logboek": "10"})
    assert reply.status_code == 422
    assert "Kies een heel getal binnen de grenzen." in reply.text
    assert keeper.browser.post(f"{PAGE}/logboek", data={**first, "logboek": "400"}).status_code == 303
    assert "400 dagen" in words(keeper.get(PAGE).main)
    late = {**first, "sleutel": "b" * 32, "logboek": "500"}
    assert keeper.browser.post(f"{PAGE}/logboek", data=late).status_code == 409
    assert keeper.browser.post(f"{PAGE}/nergens", data=fields(keeper, "rijen")).status_code == 404


def test_t27_who_only_looks_changes_nothing(auditor: Visit, adviser: Visit) -> None:
    page = auditor.get(PAGE)
    assert page.select("form[action*='bewaartermijnen']") == []
    assert auditor.post(f"{PAGE}/logboek", {"logboek": "400"}, page=PAGE).status_code == 403
    adviser.get(PAGE, 403)
