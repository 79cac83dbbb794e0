"""How long each reply took, in a header a browser's own tools show; numbers only, never what was asked."""

from contextlib import ExitStack
from time import perf_counter_ns
from typing import cast

from flask import Flask, g
from flask.wrappers import Response

from web.service.cost import Cost, counting

HEADER = "Server-Timing"
NANOSECONDS = 1_000_000


def measure(app: Flask) -> None:
    """Time every reply of an application from its first hook to its last: register this before any other hook."""
    app.before_request(_begin)
    app.after_request(_tell)
    app.teardown_request(_end)


def _begin() -> None:
    g.timing = ExitStack()
    g.cost = g.timing.enter_context(counting())
    g.began = perf_counter_ns()


def _tell(response: Response) -> Response:
    if "began" in g:
        cost = cast(Cost, g.cost)
        total = (perf_counter_ns() - g.began) / NANOSECONDS
        store = cost.nanoseconds / NANOSECONDS
        response.headers[HEADER] = f'total;dur={total:.1f}, store;dur={store:.1f};desc="{cost.statements} queries"'
    return response


def _end(_problem: BaseException | None) -> None:
    stack = g.pop("timing", None)
    if stack is not None:
        stack.close()
