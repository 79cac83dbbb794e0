"""What may not make the others wait: ten files at once, two hundred colleagues who sign in, and junk from one address.

Each is done beside lists that are asked at a fixed rate; the server is told that one proxy stands before it, so that
everybody who signs in comes from an address of his own.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from threading import Event, Thread
from urllib.parse import urlencode, urlsplit

from tests.campaigns.open_loop import Answered, ask, get
from tests.campaigns.trust import Reached

FILE, LIST, DOOR = "/voorstellen.csv", "/voorstellen", "/inloggen"
FILES, RATE, SECONDS = 10, 10, 20.0
STORM, STORM_SECONDS = 200, 60
MOST_WAIT, MOST_DOOR, MOST_MEMORY = 0.4, 1.5, 1 << 20
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
JUNK_AT_ONCE = 8
Junk = Counter[int]


def say(
    address: str, method: str, path: str, fields: dict[str, str] | None = None, **headers: str
) -> tuple[int, str, str]:
    """Ask once, without going where the answer leads; give its status, its text and the cookies it sets."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        body = urlencode(fields) if fields else None
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if fields else {}
        own = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body, headers={**kind, **own})
        reply = connection.getresponse()
        cookies = "; ".join(one.partition(";")[0] for one in reply.headers.get_all("Set-Cookie") or ())
        return reply.status, reply.read().decode("utf-8", "replace"), cookies
    finally:
        connection.close()


def signs_in(address: str, login: str, password: str, place: str) -> bool:
    """Sign in as a browser at that address would."""
    _, text, cookie = say(address, "GET", DOOR, X_Forwarded_For=place)
    token = TOKEN.search(text)
    if token is None:
        return False
    fields = {"csrf_token": token[1], "login": login, "password": password}
    status, _, _ = say(address, "POST", DOOR, fields, Cookie=cookie, X_Forwarded_For=place)
    return status == 303


def storm(address: str, people: int, seconds: float, password: str, memory: Callable[[], int]) -> Reached:
    """Let everybody sign in within a minute, each from an address of his own."""
    rate = max(1, round(people / seconds))
    found = ask(
        rate,
        people / rate,
        lambda number: signs_in(address, f"adviseur{number}", password, f"10.0.{number // 200}.{number % 200 + 1}"),
    )
    used = memory()
    is_asked = people >= STORM and seconds <= STORM_SECONDS
    return Reached(
        name="T44-storm",
        promise=f"{STORM} sign in within {STORM_SECONDS} s: p95 < 1.5 s, memory < 1 GiB, 0 errors",
        figure=f"{len(found.seconds)} in {seconds:.0f} s: p95 {found.within(0.95):.2f} s, {used // 1024} MiB, "
        f"{found.errors} errors",
        is_reached=is_asked and not found.errors and found.within(0.95) < MOST_DOOR and used < MOST_MEMORY,
    )


def files(address: str, takers: Sequence[str], cookies: Sequence[str], seconds: float = SECONDS) -> Reached:
    """Let ten people take the whole list along at once; the others look at a page of theirs."""

    def take(cookie: str) -> int:
        status, text, _ = say(address, "GET", FILE, Cookie=cookie)
        return text.count("\n") - 1 if status == 200 else -1

    with ThreadPoolExecutor(len(takers)) as pool:
        lines = pool.map(take, takers)
        beside = ask(RATE, seconds, get([address + LIST], cookies))
        taken = sorted(lines)
    is_whole = len(taken) >= FILES and taken[0] > 0
    return Reached(
        name="T44-files",
        promise=f"{FILES} take all lines along at once: lists p95 < 400 ms, 0 errors",
        figure=f"{len(taken)} files of {taken[-1]} lines; {_told(beside)}",
        is_reached=is_whole and not beside.errors and beside.within(0.95) < MOST_WAIT,
    )


def junk(address: str, cookies: Sequence[str], seconds: float = SECONDS) -> Reached:
    """Ask junk from one address as fast as this machine can; the others look at a page of theirs."""
    with asking_junk(address) as seen:
        beside = ask(RATE, seconds, get([address + LIST], cookies))
    answers = ", ".join(f"{count} × {status}" for status, count in sorted(seen.items()))
    return Reached(
        name="T44-junk",
        promise="junk from one address, as fast as can be: no way in, lists of the others p95 < 400 ms, 0 errors",
        figure=f"{seen.total() / seconds:.0f} a second ({answers}); {_told(beside)}",
        is_reached=seen.total() > 0
        and not any(status == 200 or status >= 500 for status in seen)
        and not beside.errors
        and beside.within(0.95) < MOST_WAIT,
    )


@contextmanager
def asking_junk(address: str) -> Iterator[Junk]:
    """Ask for records without a session and try passwords without a form, until it is enough; count the answers."""
    seen, is_over = Junk(), Event()

    def bother() -> None:
        number = 0
        while not is_over.is_set():
            number += 1
            if number % 2:
                status, _, _ = say(address, "GET", f"{LIST}/{number:020x}", X_Forwarded_For="192.0.2.1")
            else:
                guess = {"login": f"adviseur{number}", "password": "welkom01"}
                status, _, _ = say(address, "POST", DOOR, guess, X_Forwarded_For="192.0.2.1")
            seen[status] += 1

    bothering = [Thread(target=bother) for _ in range(JUNK_AT_ONCE)]
    for one in bothering:
        one.start()
    try:
        yield seen
    finally:
        is_over.set()
        for one in bothering:
            one.join()


def _told(beside: Answered) -> str:
    return f"lists p95 {beside.within(0.95) * 1000:.0f} ms, {beside.errors} errors"
