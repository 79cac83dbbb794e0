"""The menu: which pages there are for this visitor, in the order of a day."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app

from web.pages.access import may_read, may_read_log, may_see_management
from web.pages.frame import visitor
from web.pages.signed_in import Visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One page of the menu; `code` is its section and its word, `may` says for whom it is."""

    endpoint: str
    code: str
    may: Callable[[Visitor], bool] = may_read


DOORS = (
    Door(endpoint="worklist.show", code="proposals"),
    Door(endpoint="client.overview", code="clients"),
    Door(endpoint="vacancy.overview", code="vacancies"),
    Door(endpoint="advice.show", code="advice"),
    Door(endpoint="run.current", code="night"),
    Door(endpoint="overview.show", code="overview"),
    Door(endpoint="logbook.show", code="log", may=may_read_log),
    Door(endpoint="admin.show", code="admin", may=may_see_management),
    Door(endpoint="help.proposal", code="help", may=lambda _: True),
)


def prepare(app: Flask) -> None:
    """Give templates the menu."""
    app.context_processor(lambda: {"menu": menu})


def menu() -> list[tuple[str, str]]:
    """Give the endpoint and the section of each page this visitor may open."""
    who = visitor()
    if who is None:
        return []
    there = current_app.view_functions
    return [(door.endpoint, door.code) for door in DOORS if door.endpoint in there and door.may(who)]
