"""Looking back: the funnel, reasons, who waits, equal treatment, the price of promises; numbers with their list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, request, url_for

from web.language.cells import cell_day
from web.language.items import item_name
from web.language.numbers import day, share
from web.language.pages import say
from web.language.quality import quality_words
from web.language.terminal import label
from web.pages.frame import desk, language, page, reason_words
from web.pages.lists.query import PAGE_KEY, page_number
from web.pages.oversight.run import fairness_tables
from web.pages.taken_along import csv_response
from web.service.oversight.deviations import SHOWN, Deviations
from web.service.oversight.equal_treatment import Rate
from web.service.oversight.overview import Period, Step, overview, period_of
from web.service.oversight.overview_list import Line, Lines, lines_behind

blueprint = Blueprint("overview", __name__)
COLUMNS = ("client", "name", "work", "day", "who", "reasons", "item", "last_step")
BAR_WIDTH = 120
WHOLE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class RateWords:
    """A share in words, with its interval as a bar; `words` says so where too few people stand behind it."""

    words: str
    left: int = 0
    width: int = 0
    mark: int = 0


@blueprint.get("/overzicht")
def show() -> str:
    """Show what happened in a time."""
    period = _period()
    found = overview(desk().database, desk().clock, period)
    manifest, spoken = found.run.manifest if found.run else None, language()
    most = max((count for _, count in found.funnel), default=0)
    return page(
        "overview/overview.html",
        found=found,
        manifest=manifest,
        bar=lambda count: count * 2 * BAR_WIDTH // max(most, manifest.proposals if manifest else 0, 1),
        behind=lambda step, **more: _address("overview.behind", Step(step), period, **more),
        file=_query(url_for("overview.download"), period),
        reason=reason_words,
        item=lambda code: item_name(code, spoken),
        rate=rate_words,
        verdicts=SHOWN,
        stayed_share=lambda one: share(one.stayed, one.started, spoken),
        quality=quality_words(manifest.quality, spoken) if manifest and manifest.quality else None,
        fairness=fairness_tables(found.run, spoken) if found.run else [],
    )


@blueprint.get("/overzicht.csv")
def download() -> Response:
    """Give every number of the page as CSV."""
    found = overview(desk().database, desk().clock, _period())
    spoken = language()
    rows = [(say(f"overview.step.{step}", spoken), "", str(count)) for step, count in (*found.funnel, *found.beside)]
    rows += [
        (say("overview.stayed", spoken, months=one.months), str(one.started), str(one.stayed)) for one in found.stayed
    ]
    rows += [
        (say(f"overview.step.{step}", spoken) + ": " + reason_words(one.reason), one.item, str(one.count))
        for step, lines in ((Step.RETURNED, found.returns), (Step.REJECTED, found.rejected))
        for one in lines
    ]
    rows += list(_deviation_rows(found.deviations, spoken))
    return csv_response(
        "overzicht.csv", [say(f"overview.csv.{name}", spoken) for name in ("what", "of", "count")], rows
    )


def _deviation_rows(found: Deviations, spoken: str) -> Iterator[tuple[str, str, str]]:
    """Give per team and verdict how many proposals it did not do; nothing where too few stand behind it."""
    for line in found.teams:
        team = line.team or say("overview.no_team", spoken)
        for verdict, one in zip(SHOWN, line.rates, strict=True):
            if one is not None:
                what = say("overview.csv.deviate", spoken, team=team, verdict=label(f"verdict.{verdict}", spoken))
                yield what, str(one.whole), str(one.part)


@blueprint.get("/overzicht/<step>")
def behind(step: str) -> str:
    """Show the list behind a number."""
    found = _lines(step)
    return page(
        "overview/behind.html",
        found=found,
        reason=reason_words,
        item=lambda code: item_name(code, language()),
        page_key=PAGE_KEY,
        back=_query(url_for("overview.show"), found.period),
        address=lambda number: _address(
            "overview.behind", found.step, found.period, reden=found.reason, punt=found.item, **{PAGE_KEY: str(number)}
        ),
        file=_address("overview.behind_file", found.step, found.period, reden=found.reason, punt=found.item),
    )


@blueprint.get("/overzicht/<step>.csv")
def behind_file(step: str) -> Response:
    """Give the whole list behind a number as CSV."""
    found = _lines(step, is_whole=True)
    head = [say(f"overview.csv.{name}", language()) for name in COLUMNS]
    return csv_response(f"{step}.csv", head, (_cells(line) for line in found.lines))


def rate_words(found: Rate | None) -> RateWords:
    """Give a share with its interval."""
    spoken = language()
    if found is None:
        return RateWords(words=say("overview.too_few", spoken))
    low, high = (share(value, WHOLE, spoken) for value in (found.low, found.high))
    return RateWords(
        words=say("overview.rate", spoken, share=share(found.share, WHOLE, spoken), low=low, high=high),
        left=found.low * BAR_WIDTH // WHOLE,
        width=max(1, (found.high - found.low) * BAR_WIDTH // WHOLE),
        mark=found.share * BAR_WIDTH // WHOLE,
    )


def _period() -> Period:
    return period_of(desk().clock, _day("van"), _day("tot"))


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


def _address(endpoint: str, step: Step, period: Period, **more: str) -> str:
    return _query(url_for(endpoint, step=step.value), period, **more)


def _query(path: str, period: Period, **more: str) -> str:
    asked = {"van": period.first.isoformat(), "tot": period.last.isoformat()}
    return f"{path}?{urlencode(asked | {name: value for name, value in more.items() if value})}"


def _lines(step: str, *, is_whole: bool = False) -> Lines:
    if step not in {one.value for one in Step}:
        abort(404)
    return lines_behind(
        desk().database,
        desk().clock,
        Step(step),
        _period(),
        reason=request.args.get("reden", ""),
        item=request.args.get("punt", ""),
        page=page_number(request.args),
        is_whole=is_whole,
    )


def _cells(line: Line) -> tuple[str, ...]:
    one = line.happened
    if one is None:
        return line.client, line.name, "", "", "", "", "", cell_day(line.last_step_on, language())
    moment = one.happened_on or one.at.date()
    reasons = ", ".join(reason_words(code) for code in one.reasons)
    return line.client, line.name, line.work, day(moment, language()), one.actor, reasons, one.item, ""
