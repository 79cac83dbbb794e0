"""Doing one thing with several proposals: what asks no words of its own at once, the rest named one by one."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from web.pages.access import decider
from web.pages.frame import desk, page, visitor
from web.pages.lists.query import address, read_query, to_args
from web.pages.lists.worklist import Reply, shown
from web.service.lists.worklist import Query
from web.service.review.together import Action, Asked, Sorted, WrongHeap, chosen, do, sort_out

blueprint = Blueprint("worklist_together", __name__)
LONGEST_KEY = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What the form sent, to send it again once somebody agreed."""

    action: str
    until: str
    owner: str
    key: str
    rows: tuple[str, ...]


@blueprint.post("/voorstellen/samen")
@decider
def decide() -> Response | Reply:
    """Do it at once where it can be done with all; else say first with which it cannot, and record nothing."""
    query, asked = read_query(MultiDict(parse_qs(request.form.get("lijst", "")))), _asked()
    try:
        found = sort_out(desk().database, desk().clock, asked)
        if found.left and not request.form.get("akkoord"):
            return _page(query, asked, found, is_done=False), 422
        found = do(desk().database, desk().clock, asked)
    except WrongHeap as problem:
        return shown(query, fault=f"heap.{problem.code}", picked=frozenset(asked.seen))
    if found.left:
        return _page(query, asked, found, is_done=True), 200
    flash(f"worklist.done.{asked.action}")
    return redirect(address(url_for("worklist.show"), query), 303)


def _page(query: Query, asked: Asked, found: Sorted, *, is_done: bool) -> str:
    sent = Sent(
        action=asked.action.value if asked.action else "",
        until=asked.until.isoformat() if asked.until else "",
        owner=asked.owner,
        key=asked.idempotency_key,
        rows=tuple(f"{one.row.id}:{asked.seen[one.row.id]}" for one in found.ready),
    )
    return page(
        "worklist/together.html",
        found=found,
        sent=sent,
        is_done=is_done,
        args=to_args(query),
        list_address=address(url_for("worklist.show"), query),
        asked_list=request.form.get("lijst", ""),
    )


def _asked() -> Asked:
    who, action = visitor(), request.form.get("actie", "")
    return Asked(
        action=Action(action) if action in {one.value for one in Action} else None,
        seen=chosen(request.form.getlist("gekozen")),
        actor=who.login if who else "",
        idempotency_key=request.form.get("sleutel", "")[:LONGEST_KEY],
        until=_day(request.form.get("tot", "")),
        owner=request.form.get("van", ""),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
