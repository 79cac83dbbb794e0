"""Files that people take along: written some lines at a time, one file at once in a process, so that pages go first.

Ten colleagues who take a whole list along would else keep everybody waiting who only looks at a page.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from threading import Lock

from flask import Response, stream_with_context

from web.service.lists.worklist_csv import csv_line

BYTE_ORDER_MARK = "\ufeff"
LINES_AT_ONCE = 250
_TURN = Lock()


def csv_file(name: str, lines: Iterable[str]) -> Response:
    """Give lines of CSV as a file that a Dutch spreadsheet opens.

    Parameters
    ----------
    name
        What the file is called, with its ending.
    lines
        Header and rows, each with its line end; made while the file is sent.
    """
    blocks = in_turns(chain([BYTE_ORDER_MARK], lines))
    response = Response(stream_with_context(blocks), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def csv_response(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    """Give a header and rows of cells as such a file; no cell is run as a formula."""
    return csv_file(name, map(csv_line, chain([head], rows)))


def in_turns(lines: Iterable[str]) -> Iterator[str]:
    """Give the lines in blocks, each made while no other file of this process is worked on."""
    rest = iter(lines)
    while True:
        with _TURN:
            block = "".join(islice(rest, LINES_AT_ONCE))
        if not block:
            return
        yield block
