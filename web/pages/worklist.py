"""The worklist: every proposal of today, to be brought to a next step."""

from dataclasses import dataclass, replace
from itertools import groupby

from flask import Blueprint, Response, redirect, request, stream_with_context, url_for
from werkzeug.wrappers import Response as AnyResponse

from web.language.names import facet_label
from web.pages.frame import desk, language, page
from web.pages.query import address, read_query, to_args, unfiltered, without
from web.service.worklist import Entry, Facet, FacetValue, Query, Sort, Worklist, every_entry, worklist
from web.service.worklist_csv import csv_lines

blueprint = Blueprint("worklist", __name__)
FACETS = (Facet.STATUS, Facet.VERDICT, Facet.INSTRUMENT, Facet.SECTOR, Facet.OCCUPATION, Facet.GEMEENTE)
SHOWN_VALUES = 7
NO_LIMIT = -1
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A chosen value, and the address of the list without it."""

    label: str
    facet: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a facet to tick."""

    facet: str
    field: str
    label: str
    value: FacetValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """One facet: the values that stand open, and those behind *more*."""

    facet: str
    open: tuple[Choice, ...]
    folded: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
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
def show() -> str:
    """Show one page of the list with its filter."""
    query = read_query(request.args)
    found = worklist(desk().database, desk().clock, query)
    shown = replace(query, page=found.page)
    return page(
        "worklist/worklist.html",
        found=found,
        query=shown,
        args=to_args(shown),
        choices=[_choices(found, facet) for facet in FACETS],
        chips=_chips(shown),
        sorts=tuple(Sort),
        groups=_groups(found, shown),
        coach=_coach(found),
        n_new=_still_new(),
        page_address=lambda number: _address(replace(shown, page=number)),
        unfiltered_address=_address(unfiltered(shown)),
        csv_address=address(url_for("worklist.download"), replace(shown, page=1)),
    )


@blueprint.get("/voorstellen.csv")
def download() -> Response:
    """Give everything the filter finds, in its order, as CSV."""
    query, spoken = read_query(request.args), language()
    entries = every_entry(desk().database, desk().clock, query)
    lines = (BYTE_ORDER_MARK + line if not number else line for number, line in enumerate(csv_lines(entries, spoken)))
    response = Response(stream_with_context(lines), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="voorstellen.csv"'
    return response


def _address(query: Query) -> str:
    return address(url_for("worklist.show"), query)


def _chips(query: Query) -> list[Chip]:
    spoken = language()
    return [
        Chip(
            label=facet_label(facet.value, value, spoken),
            facet=facet.value,
            address=_address(without(query, facet, value)),
        )
        for facet in FACETS
        for value in sorted(query.chosen.get(facet, ()))
    ]


def _choices(found: Worklist, facet: Facet) -> Choices:
    """Give the values of a facet: the largest first where it has no order of its own, the chosen ones always open."""
    values = list(found.facets[facet])
    if facet not in (Facet.STATUS, Facet.VERDICT):
        values.sort(key=lambda one: (-one.count, one.value))
    made = [
        Choice(
            facet=facet.value,
            field=f"{facet.value}-{value.value}",
            label=facet_label(facet.value, value.value, language()),
            value=value,
        )
        for value in values
    ]
    is_open = [number < SHOWN_VALUES or one.value.is_chosen for number, one in enumerate(made)]
    return Choices(
        facet=facet.value,
        open=tuple(one for one, shown in zip(made, is_open, strict=True) if shown),
        folded=tuple(one for one, shown in zip(made, is_open, strict=True) if not shown),
    )


def _still_new() -> int:
    """Give how many proposals nobody decided on yet, whatever the filter."""
    is_new = Query(chosen={Facet.STATUS: frozenset({"nieuw"})})
    return sum(not entry.is_overtaken for entry in every_entry(desk().database, desk().clock, is_new))


def _groups(found: Worklist, query: Query) -> list[Group]:
    """Cut the list where its own order changes group, so that rows stand where the CSV has them."""
    if query.sort is not Sort.BEST:
        return [Group(code="all", entries=found.entries)] if found.entries else []
    cut = groupby(found.entries, key=lambda entry: "before" if entry.is_from_before else "tonight")
    return [Group(code=code, entries=tuple(entries)) for code, entries in cut]


def _coach(found: Worklist) -> Coach:
    uses = found.coach
    limits = [use.available for use in uses]
    return Coach(
        used=sum(use.used for use in uses),
        available=None if NO_LIMIT in limits else sum(limits),
        short=sum(use.plan_short for use in uses),
        n_short=sum(use.plan_short > 0 for use in uses),
    )
