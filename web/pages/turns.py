"""So many pages at once in a process, and the others after them: who waits, waits less than when all are made together.

Making a page is work for the processor. A dozen threads that do it at the same time take turns many times a page and
are all late; two at once keep a processor busy while one of them waits for the store. What is handed in is not held up
(it may wait for a file to be read), nor is a file that is being sent.
"""

from collections.abc import Iterable
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PAGES_AT_ONCE = 2
# What watches over the process has to hear at once that it lives.
WATCHED = frozenset({"/healthz", "/readyz", "/metrics"})


class InTurns:
    """An application that makes so many pages at once."""

    def __init__(self, make: "WSGIApplication", at_once: int = PAGES_AT_ONCE) -> None:
        self._make, self._turns = make, BoundedSemaphore(at_once)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Make a page when it is its turn."""
        if environ["REQUEST_METHOD"] != "GET" or environ.get("PATH_INFO") in WATCHED:
            return self._make(environ, start_response)
        with self._turns:
            return self._make(environ, start_response)
