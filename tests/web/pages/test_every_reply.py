"""T38: every route there is, for a stranger, for somebody inside and for what does not exist: the same strict reply."""

from http.cookies import SimpleCookie

import pytest
from werkzeug.routing import Rule

from tests.web.pages.test_secure import HOST
from tests.web.pages.visit import Visit
from web.app import create_app
from web.config import Settings
from web.pages.access import FILE_ENDPOINTS, OPEN_ENDPOINTS
from web.pages.security import HEADERS, HSTS, KEPT_ENDPOINTS
from web.store.database import Database

KINDS = {"text/html", "text/css", "text/javascript", "text/plain", "text/csv", "application/json"}
STRANGE = ("/nergens", "/static/nergens.js", "/static/../web/app.py", "/voorstellen/%00", "/%2e%2e/", "/static/")


@pytest.fixture
def real(settings: Settings) -> Visit:
    """Somebody at a store that is no demo."""
    database = Database(settings.database_url)
    with database.begin() as store:
        store.set_fact("is_demo", "nee")
    database.close()
    return Visit(create_app(settings))


def rules(visit: Visit) -> list[Rule]:
    return sorted(visit.app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))


def address(visit: Visit, rule: Rule) -> str:
    """Give an address of a route, with ids nobody has."""
    given: dict[str, object] = dict.fromkeys(rule.arguments, "0123456789abcdef0123")
    for name in rule.arguments:
        if type(rule._converters[name]).__name__ == "IntegerConverter":
            given[name] = 999_999
    with visit.app.test_request_context():
        return visit.app.url_for(rule.endpoint, **given) if "GET" in (rule.methods or ()) else str(rule.rule)


def check(path: str, reply: object, *, is_kept: bool = False) -> None:
    headers = reply.headers  # type: ignore[attr-defined]
    assert {name: headers.get(name) for name in HEADERS} == HEADERS, path
    assert headers.get("Strict-Transport-Security") == HSTS, path
    assert is_kept or headers["Cache-Control"] == "no-store", path
    assert "Access-Control-Allow-Origin" not in headers, path
    for line in headers.getlist("Set-Cookie"):
        for morsel in SimpleCookie(line).values():
            assert morsel.key.startswith("__Host-"), path
            assert (bool(morsel["secure"]), bool(morsel["httponly"]), morsel["path"]) == (True, True, "/"), path
            assert morsel["samesite"] in ("Strict", "Lax"), path
    kind = headers.get("Content-Type", "")
    if kind and reply.status_code not in (301, 304):  # type: ignore[attr-defined]
        assert kind.partition(";")[0] in KINDS, (path, kind)
        assert not kind.startswith("text/") or "charset=utf-8" in kind, (path, kind)


def test_t38_every_route_and_every_error_of_a_stranger_carries_every_header(real: Visit) -> None:
    seen = set()
    for rule in rules(real):
        path = address(real, rule)
        reply = real.browser.get(path, base_url=HOST)
        check(path, reply, is_kept=rule.endpoint in KEPT_ENDPOINTS)
        seen.add(reply.status_code)
        if rule.endpoint not in OPEN_ENDPOINTS | FILE_ENDPOINTS:
            assert reply.status_code in (303, 405), path
    assert {200, 303, 404} <= seen
    real.close()


def test_t38_what_does_not_exist_and_what_fails_carries_every_header(
    real: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in STRANGE:
        check(path, real.browser.get(path, base_url=HOST))
    check("post", real.browser.post("/inloggen", base_url=HOST))
    monkeypatch.setitem(real.app.view_functions, "login.show", lambda: 1 / 0)
    reply = real.browser.get("/inloggen", base_url=HOST)
    check("500", reply)
    assert reply.status_code == 500
    assert "ZeroDivision" not in reply.text
    assert "Traceback" not in reply.text
    real.close()


def test_every_page_somebody_signed_in_for_lets_him_sign_out(adviser: Visit) -> None:
    own = [rule for rule in rules(adviser) if rule.endpoint not in OPEN_ENDPOINTS | FILE_ENDPOINTS]
    pages = [rule.rule for rule in own if "GET" in (rule.methods or ()) and not rule.arguments and "." not in rule.rule]
    replies = {path: adviser.browser.get(path) for path in (*pages, adviser.proposal("K1"), "/nergens")}
    inside = {path for path, reply in replies.items() if reply.status_code != 303}
    button = "form[action='/uitloggen'] button"
    assert len(inside) > 15
    assert {path for path in inside if not adviser.get_soup(replies[path].text).select(button)} == set()


def test_a_method_nobody_needs_is_refused(adviser: Visit) -> None:
    methods = ("TRACE", "PUT", "DELETE", "PATCH", "CONNECT")
    assert {adviser.browser.open("/voorstellen", method=one).status_code for one in methods} == {405}


def test_looking_at_every_page_changes_nothing_but_the_log(adviser: Visit, settings: Settings) -> None:
    def kept() -> dict[str, list[tuple[object, ...]]]:
        database = Database(settings.database_url)
        with database.read() as store:
            names = store.connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars()
            own = sorted(name for name in names if name not in ("log_lines", "sessions", "sqlite_sequence"))
            found = {
                name: [tuple(row) for row in store.connection.exec_driver_sql(f'SELECT * FROM "{name}"')]
                for name in own
            }
        database.close()
        return found

    paths = [rule.rule for rule in rules(adviser) if "GET" in (rule.methods or ()) and not rule.arguments]
    proposal = adviser.proposal("K1")
    before = kept()
    for path in (*paths, proposal):
        adviser.browser.get(path)
    assert kept() == before


def test_every_post_without_its_token_is_refused(adviser: Visit) -> None:
    posts = [rule for rule in rules(adviser) if "POST" in (rule.methods or ())]
    assert len(posts) > 30
    for rule in posts:
        path = rule.rule
        for name in rule.arguments:
            for shape in (f"<{name}>", f"<int:{name}>"):
                path = path.replace(shape, "1")
        assert adviser.browser.post(path, data={"x": "1"}).status_code in (400, 403), path


def test_no_address_of_a_page_holds_a_name_or_a_reference(adviser: Visit) -> None:
    for path in ("/voorstellen", "/clienten", "/vacatures"):
        for link in adviser.get(path).select("main a[href]"):
            held = str(link["href"])
            assert not any(word in held for word in ("Sanne", "Bram", "K1", "K2", "V1")), held


def test_t41_no_cell_of_any_file_is_a_formula(adviser: Visit) -> None:
    import csv
    from io import StringIO

    files = [rule.rule for rule in rules(adviser) if rule.rule.endswith(".csv") and not rule.arguments]
    assert len(files) >= 3
    cells = []
    for path in files:
        reply = adviser.browser.get(path)
        if reply.status_code != 200:
            continue
        assert "filename=" in reply.headers["Content-Disposition"], path
        cells += [
            cell for row in csv.reader(StringIO(reply.text.removeprefix("\ufeff")), delimiter=";") for cell in row
        ]
    assert "'=Bram C." in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\0"))]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\0"])
def test_t41_a_cell_that_begins_like_a_formula_is_text(begin: str) -> None:
    from web.service.lists.worklist_csv import safe

    assert safe(f"{begin}1+1") == f"'{begin}1+1"
    assert safe(f"1{begin}") == f"1{begin}"


def test_what_somebody_types_comes_back_as_text_and_is_never_run(stranger: Visit) -> None:
    for typed in ("<script>alert(1)</script>", '"><img src=x>', "{{ 7 * 7 }}", "{0.__class__}", "%s%n"):
        reply = stranger.post("/inloggen", {"login": typed, "password": "x" * 201}, "/inloggen")
        field = stranger.get_soup(reply.text).select_one("input[name=login]")
        assert field is not None
        assert field["value"] == typed
        assert "<script>alert" not in reply.text
        assert "<img src=x" not in reply.text


def test_a_form_is_not_read_from_the_address(stranger: Visit) -> None:
    asked = {"login": "demo", "password": "weeg-het-zelf"}
    sent = {"csrf_token": stranger.token("/inloggen")}
    reply = stranger.browser.post("/inloggen", query_string=asked, data=sent)
    assert reply.status_code == 422
