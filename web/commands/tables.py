"""Text on a terminal: paragraphs that fit, and cells under each other."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from web.language.tables import Table

WIDTH = 110


def wrapped(text: str, indent: int = 0) -> Iterator[str]:
    """Give a paragraph as lines that fit; what follows on the first line stands a little further in."""
    own = indent + len(text) - len(text.lstrip())
    yield from wrap(
        text.strip(), WIDTH, initial_indent=" " * own, subsequent_indent=" " * (own + 2), break_on_hyphens=False
    )


def columns(rows: Sequence[tuple[str, ...]], right: Sequence[int] = (), indent: int = 2) -> Iterator[str]:
    """Give rows with their cells under each other; the named columns stand to the right."""
    if not rows:
        return
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        cells = (cell.rjust(widths[n]) if n in right else cell.ljust(widths[n]) for n, cell in enumerate(row))
        yield (" " * indent + "  ".join(cells)).rstrip()


def table_lines(table: Table) -> Iterator[str]:
    """Lay a table of words out under its own title."""
    rows = [("", *table.head[table.n_names :])]
    rows += [(": ".join(row[: table.n_names]), *row[table.n_names :]) for row in table.rows]
    yield from laid_out(table.title, [*rows, *((note,) for note in table.notes)])


def laid_out(title: str, found: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Lay rows out: the first column to the left, the others to the right under each other; one cell is a sentence."""
    laid_out = [row for row in found if len(row) > 1]
    n_columns = max((len(row) for row in laid_out), default=1)
    widths = [max((len(row[n]) for row in laid_out if len(row) > n), default=0) for n in range(n_columns)]
    yield ""
    yield title
    for row in found:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(widths[n]) for n, cell in enumerate(row[1:], start=1))]
        yield ("  " + "  ".join(cells)).rstrip()
