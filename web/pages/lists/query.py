"""The worklist's filter in the URL and back: facets, order, page, night and view, and nothing about a person."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from flask import abort
from werkzeug.datastructures import MultiDict

from web.pages.frame import desk, visitor
from web.service.lists.views import ListName, searched_text
from web.service.lists.worklist import Facet, Query, Sort

SORT_KEY, PAGE_KEY, VIEW_KEY, RUN_KEY = "volgorde", "pagina", "weergave", "run"
LONGEST_VALUE = 100
Args = dict[str, list[str]]


def read_query(args: MultiDict[str, str]) -> Query:
    """Give the query of a URL with the words its view searches for; a view of somebody else is not there.

    An order that does not exist is the first one, a page that is no number is page 1.
    """
    found = {facet: frozenset(value for value in args.getlist(facet.value) if value) for facet in Facet}
    chosen = {facet: values for facet, values in found.items() if values}
    asked, view = args.get(SORT_KEY, ""), args.get(VIEW_KEY, "")
    sort = Sort(asked) if asked in {one.value for one in Sort} else Sort.BEST
    return Query(
        chosen=chosen,
        sort=sort,
        page=page_number(args),
        view=view,
        text=text_of(view, ListName.PROPOSALS),
        run=args.get(RUN_KEY, "")[:LONGEST_VALUE],
    )


def text_of(view: str, name: ListName) -> str:
    """Give the words behind the view of a URL, or answer that there is no such view."""
    who = visitor()
    if not view or who is None:
        return ""
    text = searched_text(desk().database, who.login, name, view[:LONGEST_VALUE])
    if text is None:
        abort(404)
    return text


def page_number(args: MultiDict[str, str]) -> int:
    """Give the page a URL asks for; what is no page is the first."""
    number = args.get(PAGE_KEY, "")
    return max(1, int(number)) if number.isdecimal() and len(number) < 6 else 1


def to_args(query: Query) -> Args:
    """Give the parameters of a query, always in the same order; what is as usual is left out."""
    args: Args = {facet.value: sorted(query.chosen[facet]) for facet in Facet if query.chosen.get(facet)}
    if query.sort is not Sort.BEST:
        args[SORT_KEY] = [query.sort.value]
    if query.view:
        args[VIEW_KEY] = [query.view]
    if query.run:
        args[RUN_KEY] = [query.run]
    if query.page > 1:
        args[PAGE_KEY] = [str(query.page)]
    return args


def address(path: str, query: Query) -> str:
    """Give a path with the query behind it."""
    args = to_args(query)
    return f"{path}?{urlencode(args, doseq=True)}" if args else path


def without(query: Query, facet: Facet, value: str) -> Query:
    """Give the query with one chosen value taken away, from its first page."""
    chosen = dict(query.chosen)
    chosen[facet] = chosen.get(facet, frozenset()) - {value}
    return replace(query, chosen=_filled(chosen), page=1)


def unsearched(query: Query) -> Query:
    """Give the query without its search, from its first page."""
    return replace(query, view="", text="", page=1)


def unfiltered(query: Query) -> Query:
    """Give the query with its order and its night, and without its filter and its search."""
    return replace(unsearched(query), chosen={})


def _filled(chosen: Mapping[Facet, frozenset[str]]) -> Mapping[Facet, frozenset[str]]:
    return {facet: values for facet, values in chosen.items() if values}
