"""The worklist's filter in the URL and back: facets, order and page, and nothing about a person."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from web.service.worklist import Facet, Query, Sort

SORT_KEY, PAGE_KEY = "volgorde", "pagina"
Args = dict[str, list[str]]


def read_query(args: MultiDict[str, str]) -> Query:
    """Give the query of a URL; an order that does not exist is the first one, a page that is no number is page 1."""
    found = {facet: frozenset(value for value in args.getlist(facet.value) if value) for facet in Facet}
    chosen = {facet: values for facet, values in found.items() if values}
    asked = args.get(SORT_KEY, "")
    sort = Sort(asked) if asked in {one.value for one in Sort} else Sort.BEST
    return Query(chosen=chosen, sort=sort, page=page_number(args))


def page_number(args: MultiDict[str, str]) -> int:
    """Give the page a URL asks for; what is no page is the first."""
    number = args.get(PAGE_KEY, "")
    return max(1, int(number)) if number.isdecimal() and len(number) < 6 else 1


def to_args(query: Query) -> Args:
    """Give the parameters of a query, always in the same order; what is as usual is left out."""
    args: Args = {facet.value: sorted(query.chosen[facet]) for facet in Facet if query.chosen.get(facet)}
    if query.sort is not Sort.BEST:
        args[SORT_KEY] = [query.sort.value]
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


def unfiltered(query: Query) -> Query:
    """Give the query with its order and without its filter."""
    return replace(query, chosen={}, page=1)


def _filled(chosen: Mapping[Facet, frozenset[str]]) -> Mapping[Facet, frozenset[str]]:
    return {facet: values for facet, values in chosen.items() if values}
