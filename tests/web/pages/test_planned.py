"""A planned step has an owner and a day, stands with the person, and is done once."""

import pytest

from tests.web.pages.test_logbook import lines
from tests.web.pages.test_registers import link
from tests.web.pages.visit import Visit, words

STEP = {"words": "Bel de werkgever over een hulpmiddel", "owner": "demo", "due_on": "2026-11-20"}


def sent(visit: Visit, path: str) -> dict[str, str]:
    form = visit.get(path).select_one("form.card")
    assert form is not None
    return {str(one["name"]): str(one.get("value", "")) for one in form.select("input[type=hidden]")}


def planned(visit: Visit) -> str:
    return words(visit.get(link(visit, "/clienten", "K4")).select_one("section[aria-labelledby=gepland]"))


def test_a_step_is_planned_with_who_and_when_and_noted_in_the_log(adviser: Visit) -> None:
    path = f"{link(adviser, '/clienten', 'K4')}/stap"
    assert adviser.browser.post(path, data={**sent(adviser, path), **STEP}).status_code == 303
    assert "Bel de werkgever over een hulpmiddel demo, vóór 20 november 2026" in planned(adviser)
    assert "stap_gepland" in {line.what for line in lines(adviser) if line.client == "K4"}


def test_the_same_form_twice_is_one_step(adviser: Visit) -> None:
    path = f"{link(adviser, '/clienten', 'K4')}/stap"
    form = {**sent(adviser, path), **STEP}
    for _ in range(2):
        assert adviser.browser.post(path, data=form).status_code == 303
    assert planned(adviser).count("Bel de werkgever") == 2, "the step and its button"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"words": "  "}, "Schrijf wat er gaat gebeuren."),
        ({"owner": "niemand"}, "Kies wie dit doet."),
        ({"due_on": ""}, "Kies een dag."),
        ({"due_on": "2026-11-01"}, "Kies vandaag of een dag die nog komt."),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_is_kept(
    adviser: Visit, wrong: dict[str, str], sentence: str
) -> None:
    path = f"{link(adviser, '/clienten', 'K4')}/stap"
    reply = adviser.browser.post(path, data={**sent(adviser, path), **STEP, **wrong})
    assert reply.status_code == 422
    assert sentence in reply.text
    assert "<title>Fout:" in reply.text
    assert STEP["words"] in reply.text or "words" in wrong


def test_a_step_is_done_once(adviser: Visit) -> None:
    path = f"{link(adviser, '/clienten', 'K4')}/stap"
    adviser.browser.post(path, data={**sent(adviser, path), **STEP})
    page = adviser.get(link(adviser, "/clienten", "K4"))
    form = page.select_one("section[aria-labelledby=gepland] form")
    assert form is not None
    fields = {str(one["name"]): str(one.get("value", "")) for one in form.select("input")}
    for _ in range(2):
        assert adviser.browser.post(str(form["action"]), data=fields).status_code == 303
    assert "gedaan op" in planned(adviser)
    assert adviser.get(link(adviser, "/clienten", "K4")).select("section[aria-labelledby=gepland] form") == []


def test_what_opens_work_can_be_planned_with_its_own_words(adviser: Visit) -> None:
    page = adviser.get(link(adviser, "/clienten", "K4"))
    plan = page.select_one("section[aria-labelledby=opent] a[href*=stap]")
    assert plan is not None
    box = adviser.get(str(plan["href"])).select_one("textarea")
    assert words(box) == "Tillen: van 5 kg naar 10 kg"


def test_who_only_reads_plans_nothing(auditor: Visit, adviser: Visit) -> None:
    path = link(adviser, "/clienten", "K4")
    assert auditor.get(path).select("a[href*=stap], section[aria-labelledby=gepland]") == []
    auditor.get(f"{path}/stap", 403)
    assert auditor.post(f"{path}/stap/1/gedaan", {"sleutel": "a"}, path).status_code == 403


def test_nobody_and_nothing_is_not_there(adviser: Visit) -> None:
    adviser.get("/clienten/nergens/stap", 404)
    path = link(adviser, "/clienten", "K4")
    assert adviser.post("/clienten/nergens/stap/1/gedaan", {"sleutel": "a"}, path).status_code == 404
