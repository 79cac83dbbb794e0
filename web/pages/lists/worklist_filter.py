"""What stands beside the list: facets to tick, chips to take away, and views that lead to a list at once."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qs

from flask import url_for
from werkzeug.datastructures import MultiDict

from web.language.names import facet_label
from web.pages.frame import desk, language, text, visitor
from web.pages.lists.query import address, read_query, unsearched, without
from web.service.lists.views import ListName, SavedView, views_of
from web.service.lists.worklist import Facet, FacetValue, Query, Sort, Worklist, count_of

FACETS = tuple(Facet)
OWN_ORDER = (Facet.STATUS, Facet.VERDICT)
UNFOLDED = (Facet.STATUS, Facet.VERDICT, Facet.INSTRUMENT)
SHOWN_VALUES = 7
COACH = "jobcoach"


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
    """One facet: the values that stand open, those behind *more*, and whether it is unfolded itself."""

    facet: str
    is_open: bool
    open: tuple[Choice, ...]
    folded: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A list at one click; `own_id` names a view the visitor can throw away."""

    label: str
    address: str
    count: int
    is_current: bool
    is_shared: bool = False
    own_id: str = ""


def chips_of(query: Query) -> list[Chip]:
    """Give what is chosen, the search first."""
    spoken = language()
    found = [
        Chip(
            label=facet_label(facet.value, value, spoken),
            facet=text(f"worklist.facet.{facet.value}"),
            address=_list(without(query, facet, value)),
        )
        for facet in FACETS
        for value in sorted(query.chosen.get(facet, ()))
    ]
    if query.text:
        found.insert(0, Chip(label=query.text, facet=text("worklist.search"), address=_list(unsearched(query))))
    return found


def choices_of(found: Worklist, facet: Facet) -> Choices:
    """Give the values of a facet: the largest first where it has no order of its own, the chosen ones always open."""
    values = list(found.facets[facet])
    if facet not in OWN_ORDER:
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
        is_open=facet in UNFOLDED or any(one.is_chosen for one in values),
        open=tuple(one for one, shown in zip(made, is_open, strict=True) if shown),
        folded=tuple(one for one, shown in zip(made, is_open, strict=True) if not shown),
    )


def standing_views(found: Worklist, query: Query) -> list[View]:
    """Give the views everybody has, each with the number of rows it leads to."""
    who = visitor()
    new = {Facet.STATUS: frozenset({"nieuw"})}
    every = {line.row.instruments for line in found.lines}
    coached = frozenset(part for parts in every for part in parts.split("|") if part.startswith(COACH))
    asked = {
        "mine": Query(chosen={**new, Facet.OWNER: frozenset({who.login if who else ""})}),
        "ask": Query(chosen={**new, Facet.VERDICT: frozenset({"vraag_na"})}),
        "longest": Query(chosen=new, sort=Sort.WAITING),
        "coach": Query(chosen={**new, Facet.INSTRUMENT: coached or frozenset({COACH})}),
        "waits": Query(chosen={Facet.STATUS: frozenset({"bespreken"})}),
    }
    return [_view(text(f"worklist.view.{code}"), one, found, query) for code, one in asked.items()]


def kept_views(found: Worklist, query: Query) -> list[View]:
    """Give the views that people kept: one's own, and those of colleagues for everybody."""
    who = visitor()
    login = who.login if who else ""
    return [
        replace(
            _view(view.name, _query_of(view), found, query),
            is_shared=view.is_shared,
            own_id=view.id if view.owner == login else "",
        )
        for view in views_of(desk().database, login, ListName.PROPOSALS).named
    ]


def _query_of(view: SavedView) -> Query:
    asked = read_query(MultiDict(parse_qs(view.query)))
    return replace(asked, view=view.id if view.text else "", text=view.text, page=1, run="")


def _view(label: str, asked: Query, found: Worklist, query: Query) -> View:
    own = replace(asked, run=query.run)
    same = (own.chosen, own.sort, own.text) == (query.chosen, query.sort, query.text)
    return View(label=label, address=_list(own), count=count_of(found.lines, own), is_current=same)


def _list(query: Query) -> str:
    return address(url_for("worklist.show"), query)
