"""Who sits behind a request."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody who signed in, with the role that says what he may do."""

    login: str
    role: str
    is_demo: bool
