"""The file that describes the JSON lists: held to the routes, to the questions they answer, and to what they give."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import hypothesis
import schemathesis
from flask import Flask
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from tests.web.pages.test_admin import as_role
from tests.web.pages.test_registers import link
from tests.web.pages.visit import Visit
from web.config import Settings
from web.pages.dossier import client, vacancy
from web.pages.lists.query import PAGE_KEY, RUN_KEY, SORT_KEY, VIEW_KEY
from web.service.lists.registers import PeopleSort, WorkSort
from web.service.lists.worklist import Facet, Sort

FILE = Path(__file__).parents[3] / "docs" / "openapi.json"
# The file of one person takes an id out of an address; who may not have it is refused elsewhere (T36).
LISTS = r"^/[a-z]+\.json$"
DESCRIBED: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


def signed_in(visit: Visit) -> Wsgi:
    """Give the application as this visitor sees it, with the file beside it."""
    cookies = "; ".join(f"{one.key}={one.value}" for one in visit.browser._cookies.values())  # type: ignore[union-attr]

    def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/openapi.json":
            start("200 OK", [("Content-Type", "application/json")])
            return [FILE.read_bytes()]
        return visit.app({**environ, "HTTP_COOKIE": cookies}, start)

    return answer


def parameters(path: str) -> dict[str, dict[str, Any]]:
    return {one["name"]: one["schema"] for one in DESCRIBED["paths"][path]["get"]["parameters"]}


def test_every_json_list_is_described_and_nothing_else(stranger: Visit) -> None:
    app: Flask = stranger.app
    lists = {re.sub("<(\\w+)>", r"{\1}", one.rule) for one in app.url_map.iter_rules() if one.rule.endswith(".json")}
    assert set(DESCRIBED["paths"]) == lists


def test_every_question_a_list_answers_is_described() -> None:
    shared = {SORT_KEY, PAGE_KEY, VIEW_KEY}
    assert set(parameters("/voorstellen.json")) == {*(facet.value for facet in Facet), RUN_KEY, *shared}
    assert set(parameters("/clienten.json")) == {client.CHOSEN_KEY, *shared}
    assert set(parameters("/vacatures.json")) == {vacancy.CHOSEN_KEY, *shared}
    for path, sorts in (("/voorstellen.json", Sort), ("/clienten.json", PeopleSort), ("/vacatures.json", WorkSort)):
        assert parameters(path)[SORT_KEY]["enum"] == [one.value for one in sorts]


def test_every_list_gives_the_fields_that_are_described_in_their_order(adviser: Visit) -> None:
    for path, item in (("/voorstellen.json", "Proposal"), ("/clienten.json", "Client"), ("/vacatures.json", "Vacancy")):
        rows = json.loads(adviser.browser.get(path).text)
        assert rows
        described = list(DESCRIBED["components"]["schemas"][item]["properties"])
        assert all(list(row) == described for row in rows)


def test_what_is_kept_of_a_person_is_given_as_it_is_described(stranger: Visit, settings: Settings) -> None:
    leader = as_role(stranger, settings, "teamleider")
    found = json.loads(leader.browser.get(link(leader, "/clienten", "K4") + "/inzage.json").text)
    described = DESCRIBED["components"]["schemas"]["Everything"]
    assert sorted(found) == described["required"]
    assert found["tables"]
    assert all(sorted(one) == described["properties"]["named_in"]["items"]["required"] for one in found["named_in"])


def test_whatever_is_asked_of_a_list_is_answered_as_described(adviser: Visit) -> None:
    replies = ask_everything(adviser, examples=4)
    assert replies[200] > 4, replies


def ask_everything(visit: Visit, examples: int) -> "Counter[int]":
    """Ask every list drawn questions, right and wrong; give how many replies of each status were as described."""
    schema = schemathesis.openapi.from_wsgi("/openapi.json", signed_in(visit)).include(path_regex=LISTS)
    checks = [not_a_server_error, status_code_conformance, response_schema_conformance]
    replies: Counter[int] = Counter()
    for found in schema.get_all_operations():
        operation = found.ok()
        for mode in schemathesis.GenerationMode:

            @hypothesis.settings(max_examples=examples, deadline=None, database=None, derandomize=True)
            @hypothesis.given(operation.as_strategy(generation_mode=mode))
            def ask(case: schemathesis.Case) -> None:
                replies[case.call_and_validate(checks=checks).status_code] += 1

            ask()
    return replies
