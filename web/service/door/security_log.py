"""What happens at the door, one line of JSON an event: who, what and why, never a password, a token or a dossier.

JSON writes a line break inside a value as two signs, so that no name can add a line of its own. The moment is the
log's.
"""

import json
import logging
from enum import StrEnum

log = logging.getLogger("waag.security")


class Happened(StrEnum):
    """What is told."""

    SIGNED_IN = "ingelogd"
    REFUSED = "geweigerd"
    TOO_OFTEN = "te_vaak"
    SIGNED_OUT = "uitgelogd"
    ENDED = "sessie_beeindigd"
    PASSWORD_CHOSEN = "wachtwoord_gekozen"
    NOT_ALLOWED = "niet_toegestaan"
    OTHER_SITE = "andere_site"
    MANY_VIEWS = "veel_dossiers"
    MANY_FILES = "veel_bestanden"


WARNINGS = frozenset(Happened) - {Happened.SIGNED_IN, Happened.SIGNED_OUT, Happened.PASSWORD_CHOSEN, Happened.ENDED}


def tell(what: Happened, *, login: str = "", **facts: str | int) -> None:
    """Write one event; `facts` are codes, ids and counts."""
    known = {"gebeurtenis": what.value, "login": login, **facts}
    line = json.dumps({name: value for name, value in known.items() if value != ""}, ensure_ascii=True)
    log.log(logging.WARNING if what in WARNINGS else logging.INFO, "%s", line)
