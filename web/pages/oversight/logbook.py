"""The log: who looked at whom and who decided what, with its filters, its file, and a decision as it was taken."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, request, url_for

from web.language.numbers import moment
from web.language.pages import has, say
from web.language.pair import pair_words
from web.language.points import points_words
from web.pages.access import reader_of_log
from web.pages.frame import desk, language, page
from web.pages.taken_along import csv_response
from web.service.oversight.logbook import LogKind, Wanted, chain_of, log_lines, log_page, snapshot

blueprint = Blueprint("logbook", __name__)
COLUMNS = ("number", "at", "who", "role", "kind", "what", "client", "vacancy", "detail", "before", "digest")


@blueprint.get("/logboek")
@reader_of_log
def show() -> str:
    """Show a page of the log."""
    wanted = _wanted()
    found = log_page(desk().database, wanted)
    return page(
        "logbook/logbook.html",
        found=found,
        wanted=wanted,
        kinds=tuple(LogKind),
        what_words=_what,
        older_address=_address("logbook.show", replace(wanted, below=found.older)),
        csv_address=_address("logbook.download", replace(wanted, below=0)),
    )


@blueprint.get("/logboek.csv")
@reader_of_log
def download() -> Response:
    """Give every line that the filter finds, with the digests that an auditor keeps."""
    head = [say(f"logbook.csv.{name}", language()) for name in COLUMNS]
    return csv_response("logboek.csv", head, _rows(_wanted()))


@blueprint.get("/logboek/keten")
@reader_of_log
def chain() -> str:
    """Show whether every line still says what it said."""
    return page("logbook/chain.html", chain=chain_of(desk().database))


@blueprint.get("/logboek/<int:number>")
@reader_of_log
def decision(number: int) -> str:
    """Show a decision with the proposal as it was then."""
    found = snapshot(desk().database, number)
    if found is None:
        abort(404)
    spoken, explained = language(), found.explained
    proposal = explained.proposal if explained else None
    return page(
        "logbook/decision.html",
        found=found,
        pair=pair_words(proposal.fit, proposal.package, spoken, tasks=explained.tasks)
        if explained and proposal
        else None,
        points=points_words(proposal, spoken) if proposal else None,
        what_words=_what,
    )


def _wanted() -> Wanted:
    args = request.args
    kind, below = args.get("soort", ""), args.get("onder", "")
    return Wanted(
        actor=args.get("door", ""),
        client_id=args.get("client", ""),
        kind=LogKind(kind) if kind in tuple(LogKind) else None,
        first=_day(args.get("van", "")),
        last=_day(args.get("tot", "")),
        below=int(below) if below.isdecimal() and len(below) < 12 else 0,
    )


def _day(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return None


def _address(endpoint: str, wanted: Wanted) -> str:
    args = {
        "door": wanted.actor,
        "client": wanted.client_id,
        "soort": wanted.kind.value if wanted.kind else "",
        "van": wanted.first.isoformat() if wanted.first else "",
        "tot": wanted.last.isoformat() if wanted.last else "",
        "onder": str(wanted.below) if wanted.below else "",
    }
    asked = urlencode({name: value for name, value in args.items() if value})
    return f"{url_for(endpoint)}?{asked}" if asked else url_for(endpoint)


def _what(kind: str, what: str) -> str:
    """Give the words for a page or a decision; a file keeps its own name."""
    codes = {
        LogKind.VIEW.value: f"logbook.page.{what.replace('.', '_')}",
        LogKind.DECISION.value: f"timeline.kind.{what}",
        LogKind.CHANGE.value: f"form.kind.{what}",
    }
    code = codes.get(kind, f"logbook.what.{what}")
    return say(code, language()) if has(code) else what


def _rows(wanted: Wanted) -> Iterator[tuple[str, ...]]:
    spoken = language()
    for line in log_lines(desk().database, wanted):
        yield (
            str(line.id),
            moment(line.at, spoken),
            line.actor,
            line.role,
            say(f"logbook.kind.{line.kind}", spoken),
            _what(line.kind, line.what),
            line.client,
            line.vacancy,
            line.detail,
            line.before,
            line.digest,
        )
