"""One browser without a screen: gets pages, fills in their forms, and reads what they say."""

import re
from collections.abc import Mapping

from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.test import TestResponse

from tests.web.pages.world import PASSWORD
from web.pages.frame import desk

ROWS = {"K1": "Sanne H.", "K2": "=Bram C.", "K3": "K3"}


class Visit:
    """A visitor of an application."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.browser = app.test_client()

    def another(self) -> "Visit":
        """Give a second browser at the same application."""
        return Visit(self.app)

    def close(self) -> None:
        """Give the store back."""
        with self.app.app_context():
            desk().database.close()

    def sign_in(self, login: str, password: str = PASSWORD) -> "Visit":
        """Sign in."""
        self.post("/inloggen", {"login": login, "password": password}, page="/inloggen")
        return self

    def get(self, path: str, status: int = 200) -> BeautifulSoup:
        """Get a page and read it."""
        reply = self.browser.get(path)
        assert reply.status_code == status, (path, reply.status_code)
        return BeautifulSoup(reply.text, "html.parser")

    def get_soup(self, html: str) -> BeautifulSoup:
        """Read a page that came back."""
        return BeautifulSoup(html, "html.parser")

    def token(self, page: str) -> str:
        """Give the token of the forms on a page."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.browser.get(page).text)
        assert found is not None, page
        return found[1]

    def post(
        self, path: str, fields: Mapping[str, object], page: str, headers: Mapping[str, str] | None = None
    ) -> TestResponse:
        """Send a form as its page would."""
        return self.browser.post(path, data={"csrf_token": self.token(page), **fields}, headers=dict(headers or {}))

    def proposal(self, client: str) -> str:
        """Give the address of a client's proposal."""
        soup = self.get("/voorstellen")
        link = next(one for one in soup.select("table.list th a") if one.text == ROWS[client])
        return str(link["href"])

    def form(self, client: str, kind: str) -> dict[str, str]:
        """Give what a decision form of a proposal would send along unseen."""
        soup = self.get(self.proposal(client))
        form = soup.select_one(f"form[action*='/{kind}']")
        assert form is not None, kind
        return {str(one["name"]): str(one.get("value", "")) for one in form.select("input[type=hidden]")}

    def decide(self, client: str, kind: str, fields: Mapping[str, object]) -> TestResponse:
        """Send a decision form."""
        sent: dict[str, object] = {**self.form(client, kind), **fields}
        return self.browser.post(f"{self.proposal(client)}/{kind}", data=sent)


def words(found: Tag | None) -> str:
    """Give what a part of a page says, with single spaces."""
    assert found is not None
    return " ".join(found.get_text(" ").split())
