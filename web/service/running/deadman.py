"""A sign of life to a dead man's switch outside: who hears nothing for a day knows that there was no night.

The protocol of Healthchecks and everything that speaks it: ``/start``, and ``/CODE`` for how a command
ended, 0 for well. No word about the night goes along. A sign that does not arrive never changes how a night ends.
"""

import logging
from http.client import HTTPException
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

START = "start"
SECONDS = 5
TRIES = 2

log = logging.getLogger(__name__)


class _Stay(HTTPRedirectHandler):
    """Goes nowhere else than where the operator said."""

    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


def tell(address: str | None, sign: str | int) -> bool:
    """Send a sign of life; give whether it arrived.

    Parameters
    ----------
    address
        Where to; None: nobody listens, and nothing is sent.
    sign
        ``start``, or the code a command ended with.
    """
    if not address:
        return False
    target = f"{address.rstrip('/')}/{sign}"
    for _ in range(TRIES):
        try:
            with build_opener(_Stay).open(target, data=b"", timeout=SECONDS):
                return True
        except (URLError, HTTPException, OSError, ValueError) as problem:
            # The path of the address is the key to it: neither it nor the words of the problem are written down.
            log.warning("no sign of life reached %s: %s", urlsplit(target).hostname, type(problem).__name__)
    return False
