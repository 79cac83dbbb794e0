"""Advisers at work, for locust: four times in five they read, once they decide, and between two pages they think.

``WAAG_LOAD_TOKENS`` names the file with their sessions, ``WAAG_LOAD_COOKIE`` the cookie that holds one.
"""

import itertools
import json
import os
import random
import re
from pathlib import Path

from locust import FastHttpUser, between, task

TOKENS = json.loads(Path(os.environ["WAAG_LOAD_TOKENS"]).read_text("utf-8"))
COOKIE = os.environ["WAAG_LOAD_COOKIE"]
PROPOSAL = re.compile(r'href="(/voorstellen/[0-9a-f]{20}[.0-9]*)["?]')
CLIENT = re.compile(r'href="(/clienten/[0-9a-f]{20}[.0-9]*)["?]')
HIDDEN = re.compile(r'name="(csrf_token|versie|sleutel)"[^>]* value="([^"]*)"')
FINE = (200, 303, 404, 409, 422, 429)
numbers = itertools.count()


class Adviser(FastHttpUser):
    """One of them."""

    wait_time = between(5, 15)

    def on_start(self) -> None:
        """Take a session of one's own and open the list."""
        number = next(numbers)
        self.draw = random.Random(number)
        self.headers = {"Cookie": f"{COOKIE}={TOKENS[number % len(TOKENS)]}"}
        self.proposals: list[str] = []
        self.clients: list[str] = []
        self.read_list()

    @task(4)
    def read_list(self) -> None:
        """Look at a page of the list."""
        address = f"/voorstellen?pagina={self.draw.randint(1, 20)}"
        text = self._get(address, "/voorstellen")
        self.proposals = PROPOSAL.findall(text) or self.proposals

    @task(8)
    def read_proposal(self) -> None:
        """Read a proposal."""
        if self.proposals:
            text = self._get(self.draw.choice(self.proposals), "/voorstellen/…")
            self.clients = CLIENT.findall(text) or self.clients

    @task(3)
    def read_client(self) -> None:
        """Read who it is about."""
        if self.clients:
            self._get(self.draw.choice(self.clients), "/clienten/…")

    @task(1)
    def read_night(self) -> None:
        """Look at the night."""
        self._get("/nachtrun", "/nachtrun")

    @task(4)
    def decide(self) -> None:
        """Put a proposal off or take it up."""
        if not self.proposals:
            return
        path = self.draw.choice(self.proposals)
        fields = dict(HIDDEN.findall(self._get(path, "/voorstellen/…")))
        if "csrf_token" in fields:
            kind = self.draw.choice(["later", "bespreken"])
            self._post(f"{path}/{kind}", {**fields, "until": "2026-12-01", "note": ""})

    def _get(self, address: str, name: str) -> str:
        with self.client.get(address, name=name, headers=self.headers, catch_response=True) as reply:
            self._judge(reply)
            self._keep(reply)
            return reply.text or ""

    def _post(self, address: str, fields: dict[str, str]) -> None:
        with self.client.post(
            address, data=fields, name="besluit", headers=self.headers, catch_response=True, allow_redirects=False
        ) as reply:
            self._judge(reply)

    def _judge(self, reply: object) -> None:
        if reply.status_code in FINE:  # type: ignore[attr-defined]
            reply.success()  # type: ignore[attr-defined]
        else:
            reply.failure(f"status {reply.status_code}")  # type: ignore[attr-defined]

    def _keep(self, reply: object) -> None:
        """Keep the cookie of forms beside the session's."""
        found = reply.headers.get("Set-Cookie", "") if reply.headers else ""  # type: ignore[attr-defined]
        pair = found.partition(";")[0]
        if "waag_form" in pair:
            session = self.headers["Cookie"].partition("; ")[0]
            self.headers = {"Cookie": f"{session}; {pair}"}
