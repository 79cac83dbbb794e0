"""The shape of a table of words, as a page and the command line both print it."""

from dataclasses import dataclass

NOTHING = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as people read it: the first ``n_names`` cells of a row are names, the others figures."""

    title: str
    why: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    n_names: int = 1
