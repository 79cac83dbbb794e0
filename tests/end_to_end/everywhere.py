"""Every page there is, found by following links as each role would, and the states a page can be in.

Pages are found, not listed: a page somebody adds is looked at from the day a link leads to it.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from threading import Thread
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.exceptions import HTTPException
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.web.made import NOW
from tests.web.pages.visit import Visit
from tests.web.pages.world import PASSWORD
from web.pages.frame import EXTENSION
from web.service.manage.accounts import hashed
from web.store.accounts import Account

ROLES = ("adviseur", "arbeidsdeskundige", "teamleider", "beheerder", "auditor")
MOST_PER_PAGE = 4
MOST_STEPS = 400
HTML = "text/html"
# Where a role comes in: who keeps the installation sees no dossiers.
STARTS, HOME = ("/voorstellen", "/beheer"), re.compile(r"/(voorstellen|beheer)$")
LINK, HREF, DOWNLOAD = re.compile(r"<a\s[^>]*>"), re.compile(r'\shref="(/[^"]*)"'), re.compile(r"\sdownload[\s=>]")


class Quiet(WSGIRequestHandler):
    """Writes nothing down."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page: what it is called, who sees it, and where it is."""

    name: str
    role: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A page in a state that asks something to be done first."""

    name: str
    role: str
    reach: Callable[[Page], None]


def login_of(role: str) -> str:
    """Give the login name of the account of a role."""
    return f"rol-{role}"


def add_roles(app: Flask) -> None:
    """Give a made-up store an account of each role."""
    password = hashed(PASSWORD)
    with app.extensions[EXTENSION].desk.database.begin() as store:
        for role in ROLES:
            store.add_account(Account(login=login_of(role), password_hash=password, role=role, is_demo=True), NOW)


def places(app: Flask, most: int = MOST_PER_PAGE) -> tuple[Place, ...]:
    """Give every page that links lead to: of each kind the first few, each with the first role that sees it."""
    found: dict[str, list[Place]] = {}
    for role in ROLES:
        for endpoint, path in _walked(app, role, most, known=frozenset(found)):
            known = found.setdefault(endpoint, [])
            if not known or (known[0].role == role and len(known) < most):
                known.append(Place(name=f"{endpoint}-{len(known) + 1}", role=role, path=path))
    return tuple(place for endpoint in sorted(found) for place in found[endpoint])


def _walked(app: Flask, role: str, most: int, *, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Follow links from where a role comes in, and give the pages there are; files to download are left.

    Of the kinds that an earlier role saw one page is enough to find the links that only this role gets.
    """
    visit, counts = Visit(app).sign_in(login_of(role)), dict[str, int]()
    queue, seen = deque(STARTS), set(STARTS)
    router = app.url_map.bind("")
    for _ in range(MOST_STEPS):
        if not queue:
            return
        path = queue.popleft()
        endpoint = _endpoint(router, path)
        if not endpoint or counts.get(endpoint, 0) >= (1 if endpoint in known else most):
            continue
        reply = visit.browser.get(path)
        if reply.status_code != 200 or reply.mimetype != HTML:
            continue
        counts[endpoint] = counts.get(endpoint, 0) + 1
        yield endpoint, path
        for target in _links(reply.text):
            if target not in seen:
                seen.add(target)
                queue.append(target)


def _links(html: str) -> Iterator[str]:
    """Give where the links of a page lead to on this server, without the files to download."""
    for tag in LINK.findall(html):
        href = HREF.search(tag)
        if href and not DOWNLOAD.search(tag):
            yield unescape(href[1]).partition("#")[0]


def _endpoint(router: object, path: str) -> str:
    try:
        endpoint, _ = router.match(urlsplit(path).path, method="GET")  # type: ignore[attr-defined]
    except HTTPException:
        return ""
    return str(endpoint)


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve an application on this machine, on a free port; give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def opened(browser: Browser, address: str, role: str, **kind: object) -> Iterator[Page]:
    """Open a browser of a kind, signed in as a role; without a role nobody is signed in."""
    context = browser.new_context(base_url=address, locale="nl-NL", **kind)  # type: ignore[arg-type]
    context.set_default_timeout(20_000)
    page = context.new_page()
    try:
        if role:
            sign_in(page, role)
        yield page
    finally:
        context.close()


def sign_in(page: Page, role: str) -> None:
    """Sign in as a role."""
    page.goto("/inloggen")
    page.fill("#login", login_of(role))
    page.fill("#password", PASSWORD)
    page.click("button.main")
    page.wait_for_url(HOME)
    page.wait_for_load_state("load")


def speak(page: Page, language: str) -> None:
    """Choose the language of the pages."""
    if page.locator("html").get_attribute("lang") != language:
        page.click("button[name=taal]")
        page.wait_for_selector(f"html[lang={language}]")


def _go(path: str) -> Callable[[Page], None]:
    return lambda page: page.goto(path) and None


def _heap(**fields: str) -> Callable[[Page], None]:
    def reach(page: Page) -> None:
        page.goto("/voorstellen")
        for box in page.locator("input[name=gekozen]").all()[:3]:
            box.check()
        for name, value in fields.items():
            page.select_option(f"#samen [name={name}]", value)
        page.click("#samen button")
        page.wait_for_selector("#fouten")

    return reach


def _undecided(page: Page) -> None:
    page.goto("/voorstellen?status=nieuw")
    page.click("table.list th a >> nth=-1")
    page.wait_for_load_state("load")
    page.click("#bespreken button.main")
    page.wait_for_selector("#fouten")


def _decided(page: Page) -> None:
    """Decide on the first new proposal, unless an earlier look decided on one."""
    page.goto("/voorstellen?status=niet_doen")
    is_decided = page.locator("table.list th a").count() > 0
    if not is_decided:
        page.goto("/voorstellen?status=nieuw")
    page.click("table.list th a >> nth=0")
    page.wait_for_load_state("load")
    if not is_decided:
        page.click("#niet_doen > summary")
        page.check("#niet_doen input[value=reistijd]")
        page.click("#niet_doen button.main")
        page.wait_for_selector("#melding .note")


def _overtaken(page: Page) -> None:
    page.goto("/voorstellen?status=nieuw")
    page.click("table.list th a >> nth=-1")
    page.wait_for_load_state("load")
    page.evaluate("document.querySelector('#bespreken input[name=versie]').value = '7'")
    page.click("#bespreken button.main")
    page.wait_for_selector("[data-focus]")


def _searched(page: Page) -> None:
    page.goto("/voorstellen")
    if not page.locator("#tekst").is_visible():
        page.click("details.filter > summary")
    page.fill("#tekst", "a")
    page.click(".search button")
    page.wait_for_selector("a.chip")


def _withheld(page: Page) -> None:
    page.goto("/clienten")
    page.click("table.list th a >> nth=0")
    page.click("a[href*=niet-voorstellen]")
    page.click("form.card button.main")
    page.wait_for_selector("[data-focus]")


def _own_match(page: Page) -> None:
    """Put two together, or ask whether that can be, without a word of why."""
    client = _first_id(page, "/clienten")
    page.goto("/vacatures")
    links = page.locator("table.list th a")
    for work in [str(links.nth(at).get_attribute("href")) for at in range(links.count())]:
        page.goto(f"/zelf-koppelen?client={client}&vacature={work.rpartition('/')[2]}")
        # A pair that is proposed already leads to its proposal.
        if "/zelf-koppelen" in page.url and page.locator("section form[id] button.main").count():
            break
    page.click("section form[id] button.main")
    page.wait_for_selector("#fouten")


def _first_id(page: Page, register: str) -> str:
    page.goto(register)
    return str(page.locator("table.list th a").first.get_attribute("href")).rpartition("/")[2]


def _refused(path: str, field: str, typed: str, button: str) -> Callable[[Page], None]:
    def reach(page: Page) -> None:
        page.goto(path)
        page.locator(field).first.fill(typed)
        page.locator(button).first.click()
        page.wait_for_selector("#fouten")

    return reach


def _stopped(then: Callable[[Page], None]) -> Callable[[Page], None]:
    """Look while the stop button is on."""

    def reach(page: Page) -> None:
        page.goto("/noodstop")
        if not page.locator("#v-why").count():
            page.click("form.card button.main")
            page.wait_for_selector("#v-why")
        then(page)

    return reach


def _unexplained(page: Page) -> None:
    page.click("form.card button.main")
    page.wait_for_selector("#fouten")


def _released(page: Page) -> None:
    page.fill("#v-why", "De fout in de gegevens is hersteld.")
    page.click("form.card button.main")
    page.wait_for_selector("main blockquote")


# The last one lets go of the stop button again: what comes after it sees everything.
STATES = (
    State(name="login", role="", reach=_go("/inloggen")),
    State(name="not-there", role="adviseur", reach=_go("/nergens")),
    State(name="not-allowed", role="auditor", reach=_go("/voorstellen")),
    State(name="worklist-empty", role="adviseur", reach=_go("/voorstellen?sector=nergens")),
    State(name="worklist-no-night", role="adviseur", reach=_go("/voorstellen?run=2020-01-01")),
    State(name="worklist-filtered", role="adviseur", reach=_go("/voorstellen?oordeel=let_op&volgorde=wachttijd")),
    State(name="worklist-searched", role="adviseur", reach=_searched),
    State(name="worklist-reader", role="auditor", reach=_go("/voorstellen")),
    State(name="heap-unclear", role="adviseur", reach=_heap()),
    State(name="heap-needs-words", role="adviseur", reach=_heap(actie="bespreken")),
    State(name="decision-unmotivated", role="adviseur", reach=_undecided),
    State(name="decision-overtaken", role="adviseur", reach=_overtaken),
    State(name="decision-made", role="adviseur", reach=_decided),
    State(name="withheld-without-reason", role="adviseur", reach=_withheld),
    State(name="register-empty", role="adviseur", reach=_go("/clienten?uitkomst=nergens")),
    State(name="night-not-there", role="adviseur", reach=_go("/nachtrun/nergens")),
    State(name="own-match-unmotivated", role="adviseur", reach=_own_match),
    State(
        name="reason-refused", role="teamleider", reach=_refused("/beheer/redenen", "#v-nl", "x", "form.stack .main")
    ),
    State(
        name="term-refused",
        role="beheerder",
        reach=_refused("/beheer/bewaartermijnen", ".card form input[inputmode]", "1", ".card form button"),
    ),
    State(name="stop-on", role="teamleider", reach=_stopped(lambda page: None)),
    State(name="stop-unexplained", role="teamleider", reach=_stopped(_unexplained)),
    State(name="stop-list", role="teamleider", reach=_stopped(_go("/voorstellen"))),
    State(name="stop-closed", role="teamleider", reach=_stopped(_go("/overzicht"))),
    State(name="stop-released", role="teamleider", reach=_stopped(_released)),
)
WIDTHS: Mapping[str, int] = {"wide": 1280, "middle": 768, "narrow": 320}
