"""Who sits behind a request."""

from dataclasses import dataclass

from web.service.desk import REGION, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody who signed in, with the role that says what he may do and the scope that says whose people he sees."""

    login: str
    role: str
    is_demo: bool
    scope: Scope = REGION
