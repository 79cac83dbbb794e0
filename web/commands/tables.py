"""Text on a terminal: paragraphs that fit, and cells under each other."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

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
