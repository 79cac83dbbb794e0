"""What the lists of clients and vacancies share: their question in the URL, searching by a form, and their files."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from flask import Response, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from web.pages.frame import desk, visitor
from web.pages.lists.query import PAGE_KEY, SORT_KEY, VIEW_KEY, page_number, text_of
from web.pages.taken_along import BYTE_ORDER_MARK
from web.service.lists.registers import Asked
from web.service.lists.views import ListName, search
from web.service.lists.worklist_csv import csv_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A register as it was asked for.

    Attributes
    ----------
    args
        Its parameters in a URL, without the page.
    """

    asked: Asked
    sort: str
    view: str
    args: Mapping[str, list[str]]

    def with_(self, **changes: str | int | None) -> dict[str, list[str]]:
        """Give the parameters with some changed; None takes one away."""
        made = {**self.args, **{key: [str(value)] for key, value in changes.items() if value is not None}}
        return {key: values for key, values in made.items() if changes.get(key, "") is not None}


def read(name: ListName, chosen_key: str, sorts: Sequence[str]) -> Shown:
    """Give the question a URL asks; an order that does not exist is the first one."""
    return _read(request.args, name, chosen_key, sorts)


def _read(args: MultiDict[str, str], name: ListName, chosen_key: str, sorts: Sequence[str]) -> Shown:
    chosen, view, sort = args.get(chosen_key, ""), args.get(VIEW_KEY, ""), args.get(SORT_KEY, "")
    sort = sort if sort in sorts else sorts[0]
    own = {chosen_key: chosen, SORT_KEY: "" if sort == sorts[0] else sort, VIEW_KEY: view}
    return Shown(
        asked=Asked(chosen=chosen, text=text_of(view, name), page=page_number(args)),
        sort=sort,
        view=view,
        args={key: [value] for key, value in own.items() if value},
    )


def searched(name: ListName, endpoint: str) -> AnyResponse:
    """Keep what is searched for and lead to the list that shows it; the address names only a random id."""
    args: MultiDict[str, str] = MultiDict(parse_qs(request.form.get("lijst", "")))
    for key in (VIEW_KEY, PAGE_KEY):
        args.poplist(key)
    who = visitor()
    found = search(desk().database, desk().clock, who.login if who else "", name, request.form.get("tekst", ""))
    if found:
        args[VIEW_KEY] = found
    path, query = url_for(endpoint), urlencode(args.to_dict(flat=True))
    return redirect(f"{path}?{query}" if query else path, 303)


def as_csv(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    """Give rows as a file that a spreadsheet opens without running anything in it."""
    response = Response(BYTE_ORDER_MARK + "".join(map(csv_line, (columns, *rows))), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def as_json(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    """Give rows as objects; what is not known is null."""
    found = [{key: value or None for key, value in zip(columns, row, strict=True)} for row in rows]
    return Response(json.dumps(found, ensure_ascii=False, indent=1) + "\n", mimetype="application/json")
