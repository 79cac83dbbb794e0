"""What a person reads about himself: what each heap of data is, and what stands in it, in plain words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from web.language.pages import counted, has, say

LONGEST = 300
TECHNICAL = frozenset({"row_key", "row_digest", "digest", "before", "idempotency_key", "version", "run_id", "id"})


class Known(Protocol):
    """What is told: rows by table, and where other rows name the person."""

    @property
    def tables(self) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """Rows by table."""

    @property
    def rows(self) -> int:
        """How many."""


def table_name(table: str, language: str) -> str:
    """Give what a heap of data is called."""
    code = f"inzage.table.{table}"
    return say(code, language) if has(code) else table


def row_words(row: Mapping[str, object]) -> list[tuple[str, str]]:
    """Give what stands in a row by column, without what only the machine needs."""
    return [(name, _words(value)) for name, value in row.items() if name not in TECHNICAL and _words(value)]


def inzage_text(found: Known, name: str, language: str) -> Iterator[str]:
    """Give everything as a letter of plain lines."""
    yield say("inzage.title", language, name=name)
    yield ""
    yield say("inzage.lead", language)
    yield counted("inzage.count", found.rows, language)
    for table, rows in found.tables.items():
        yield ""
        yield f"{table_name(table, language)} ({len(rows)})"
        for row in rows:
            yield "- " + "; ".join(f"{column}: {words}" for column, words in row_words(row))
    yield ""
    for code in ("mended", "erased", "complaint"):
        yield say(f"inzage.right.{code}", language)


def _words(value: object) -> str:
    """Give a value in words; a large one stands whole in the file."""
    if isinstance(value, dict | list):
        return ""
    said = str(value)
    return said if len(said) <= LONGEST else said[:LONGEST] + " …"
