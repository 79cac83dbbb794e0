"""No more pages are made at once than a processor has use for; nothing else is held up."""

from collections.abc import Iterable
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from web.pages.turns import WATCHED, InTurns

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class Slow:
    """An application whose pages take until they may end, and that counts those it is making."""

    def __init__(self) -> None:
        self.making, self.may_end, self.seen = 0, Event(), Event()

    def __call__(self, environ: "WSGIEnvironment", _start: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/slow":
            return [b"done"]
        self.making += 1
        if self.making == 2:
            self.seen.set()
        assert self.may_end.wait(30)
        return [b"page"]


def ask(app: InTurns, method: str = "GET", path: str = "/slow") -> bytes:
    return b"".join(app({"REQUEST_METHOD": method, "PATH_INFO": path}, lambda *_: lambda _: None))


def test_the_third_page_waits_for_its_turn_and_nothing_else_does() -> None:
    slow, answers = Slow(), list[bytes]()
    app = InTurns(slow, at_once=2)
    asking = [Thread(target=lambda: answers.append(ask(app))) for _ in range(5)]
    for one in asking:
        one.start()
    assert slow.seen.wait(30)
    for path in sorted(WATCHED):
        assert ask(app, path=path) == b"done"
    assert ask(app, "POST", "/voorstellen/samen") == b"done"
    assert (slow.making, answers) == (2, [])
    slow.may_end.set()
    for one in asking:
        one.join(30)
    assert (slow.making, answers) == (5, [b"page"] * 5)


def test_a_page_that_breaks_off_gives_its_turn_back() -> None:
    def broken(_environ: "WSGIEnvironment", _start: "StartResponse") -> Iterable[bytes]:
        raise LookupError("gone")

    app = InTurns(broken, at_once=1)
    for _ in range(3):
        with pytest.raises(LookupError):
            ask(app)
