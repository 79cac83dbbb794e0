"""The worklist: every proposal of today, to be brought to a next step."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from web.pages.access import may_decide
from web.pages.frame import desk, language, page, text, visitor
from web.pages.lists.query import address, read_query, to_args, unfiltered
from web.pages.lists.worklist_filter import FACETS, chips_of, choices_of, kept_views, standing_views
from web.pages.taken_along import csv_file, in_turns
from web.service.lists.worklist import Entry, NoSuchNight, Query, Sort, Worklist, every_entry, worklist
from web.service.lists.worklist_csv import csv_lines
from web.service.lists.worklist_json import json_lines
from web.service.review import policy_version
from web.service.review.together import Action, colleagues

blueprint = Blueprint("worklist", __name__)
NO_LIMIT = -1
# In the place of an id; no id of a proposal is made so.
ANY = "-welk-"
COLUMNS = ("client", "vacancy", "verdict", "support", "travel", "subsidy", "status")
KEYS_COOKIE, KEYS_OFF = "waag_toetsen", "uit"
Reply = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows that belong together, in their order."""

    code: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coach:
    """Jobcoach minutes a week over all gemeenten; `available` is None where one of them named no limit."""

    used: int
    available: int | None
    short: int
    n_short: int


@blueprint.get("/")
def home() -> AnyResponse:
    """Go to the worklist."""
    return redirect(url_for("worklist.show"), 303)


@blueprint.get("/voorstellen")
def show() -> Reply:
    """Show one page of the list with its filter."""
    return shown(read_query(request.args))


def shown(query: Query, *, fault: str = "", picked: frozenset[str] = frozenset()) -> Reply:
    """Give the list; with what is wrong and what was ticked, where a form came back."""
    try:
        found = worklist(desk().database, desk().clock, query)
    except NoSuchNight as problem:
        return page("worklist/no_night.html", nights=problem.nights), 404
    own = replace(query, page=found.page)
    listed = page(
        "worklist/worklist.html",
        found=found,
        query=own,
        args=to_args(own),
        choices=[choices_of(found, facet) for facet in FACETS],
        chips=chips_of(own),
        views=standing_views(found, own),
        kept=kept_views(found, own),
        sorts=tuple(Sort),
        groups=_groups(found, own),
        columns={column: text(f"worklist.column.{column}") for column in COLUMNS},
        coach=_coach(found),
        n_new=sum(line.is_open for line in found.lines),
        n_waiting=sum(line.status == "bespreken" for line in found.lines),
        policy=policy_version(found.run) if found.run else "",
        proposal_address=_proposal_address(own),
        page_address=lambda number: _address(replace(own, page=number)),
        unfiltered_address=_address(unfiltered(own)),
        today_address=_address(replace(own, run="", page=1)),
        csv_address=address(url_for("worklist.download"), replace(own, page=1)),
        json_address=address(url_for("worklist.data"), replace(own, page=1)),
        has_keys=request.cookies.get(KEYS_COOKIE) != KEYS_OFF,
        can_decide=_may_decide() and not found.is_pinned,
        colleagues=colleagues(desk().database) if _may_decide() else (),
        actions=tuple(Action),
        key=secrets.token_hex(16),
        fault=fault,
        picked=picked,
    )
    return listed, 422 if fault else 200


@blueprint.get("/voorstellen.csv")
def download() -> Response:
    """Give everything the filter finds, in its order, as CSV."""
    return csv_file("voorstellen.csv", csv_lines(_every(read_query(request.args)), language()))


@blueprint.get("/voorstellen.json")
def data() -> Response:
    """Give everything the filter finds, in its order, as JSON: codes and whole numbers, no words of a language."""
    return Response(in_turns(json_lines(_every(read_query(request.args)))), mimetype="application/json")


def _every(query: Query) -> Iterator[Entry]:
    """Give what a download holds, or answer that there is no such night."""
    try:
        return every_entry(desk().database, desk().clock, query)
    except NoSuchNight:
        abort(404)


def _may_decide() -> bool:
    who = visitor()
    return who is not None and may_decide(who)


def _proposal_address(query: Query) -> Callable[[str], str]:
    """Give what tells where a proposal of this list is shown; the address is worked out once, not for every row."""
    start, _, end = address(url_for("proposal.show", proposal_id=ANY), query).partition(ANY)
    return lambda proposal_id: f"{start}{proposal_id}{end}"


def _address(query: Query) -> str:
    return address(url_for("worklist.show"), query)


def _groups(found: Worklist, query: Query) -> list[Rows]:
    """Cut the list where its own order changes group, so that rows stand where the CSV has them."""
    if query.sort is not Sort.BEST:
        return [Rows(code="all", entries=found.entries)] if found.entries else []
    cut = groupby(found.entries, key=lambda entry: entry.group)
    return [Rows(code=group.value, entries=tuple(entries)) for group, entries in cut]


def _coach(found: Worklist) -> Coach:
    uses = found.coach
    limits = [use.available for use in uses]
    return Coach(
        used=sum(use.used for use in uses),
        available=None if NO_LIMIT in limits else sum(limits),
        short=sum(use.plan_short for use in uses),
        n_short=sum(use.plan_short > 0 for use in uses),
    )
