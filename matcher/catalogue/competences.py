"""The 25 behaviour competences of the VUM exchange standard and the scale on which they are mastered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from matcher.catalogue.toml_file import Table, own_text, parse
from matcher.errors import CatalogueError

FILE = "competences.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Competence:
    """One behaviour competence, such as following instructions."""

    code: int
    nl: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mastery:
    """One code of the mastery scale.

    Attributes
    ----------
    code
        As in the standard: 1 (good) to 4 (not at all), 5 and 9 say no degree. A lower code is more mastery.
    is_known
        Whether the code says how well the competence is mastered; not known is not a lack.
    """

    code: int
    nl: str
    en: str
    is_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Competences:
    """All competences and the mastery scale, each ascending by code."""

    competences: tuple[Competence, ...]
    scale: tuple[Mastery, ...]
    _by_code: Mapping[int, Competence] = field(init=False, repr=False, compare=False)
    _mastery_by_code: Mapping[int, Mastery] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _refuse_disorder("competences", [competence.code for competence in self.competences])
        _refuse_disorder("mastery", [mastery.code for mastery in self.scale])
        object.__setattr__(self, "_by_code", {competence.code: competence for competence in self.competences})
        object.__setattr__(self, "_mastery_by_code", {mastery.code: mastery for mastery in self.scale})

    def by_code(self, code: int) -> Competence:
        """Give one competence.

        Raises
        ------
        CatalogueError
            The standard has no such code; the message names the nearest.
        """
        if code in self._by_code:
            return self._by_code[code]
        near = min(self._by_code, key=lambda known: (abs(known - code), known))
        raise CatalogueError(
            f"There is no competence {code}. It cannot be compared with what work asks. "
            f"Did you mean {near} ({self._by_code[near].nl})?"
        )

    def mastery(self, code: int) -> Mastery:
        """Give one code of the mastery scale.

        Raises
        ------
        CatalogueError
            The standard has no such code.
        """
        if code in self._mastery_by_code:
            return self._mastery_by_code[code]
        raise CatalogueError(
            f"There is no mastery {code}. How well something is mastered would be guessed. "
            f"Use one of: {', '.join(str(known) for known in self._mastery_by_code)}."
        )


def _refuse_disorder(what: str, codes: list[int]) -> None:
    if not codes or codes != sorted(set(codes)):
        raise CatalogueError(
            f"{FILE}, {what}: the codes are {codes}. Each has to be there once, ascending, or one is read for another. "
            "Order them and keep each once."
        )


def read_competences(text: str) -> Competences:
    """Turn the text of the file into competences and their scale.

    Raises
    ------
    CatalogueError
        An unknown, missing or doubled key or code.
    """
    top = parse(text, FILE)
    top.refuse_other_keys("competences", "mastery")
    return Competences(
        competences=tuple(_competence(table) for table in top.tables("competences")),
        scale=tuple(_mastery(table) for table in top.tables("mastery")),
    )


def _competence(table: Table) -> Competence:
    table.refuse_other_keys("code", "nl", "en")
    return Competence(code=table.whole("code"), nl=table.text("nl"), en=table.text("en"))


def _mastery(table: Table) -> Mastery:
    table.refuse_other_keys("code", "known", "nl", "en")
    return Mastery(
        code=table.whole("code"), is_known=table.written_flag("known"), nl=table.text("nl"), en=table.text("en")
    )


@cache
def load_competences() -> Competences:
    """Give the competences that are shipped with Waag."""
    return read_competences(own_text(FILE))
