"""The words a sheet is described in: columns with their kind, sheets with their key and what they refer to."""

from dataclasses import dataclass, field
from enum import StrEnum

from matcher.errors import ReadError


class Kind(StrEnum):
    """What a cell holds; each kind has exactly one canonical text."""

    KEY = "sleutel"
    TEXT = "tekst"
    CODE = "code"
    CODES = "codes"
    WORDS = "woorden"
    DATE = "datum"
    OBSERVED = "datum_waarneming"
    HOURS = "uren"
    WHOLE = "getal"
    DEGREES = "graden"
    ITEM = "item"
    CONDITIONS = "voorwaarden"
    PATH = "urenpad"
    MASTERIES = "competenties"
    TOLERATED = "tolerantie"
    ASKS = "gevraagd"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Column:
    """One column of a sheet; compared by identity, because millions of cells look theirs up.

    Attributes
    ----------
    name
        English heading, as it stands in the file.
    is_required
        The column must be there and every row must fill it.
    codes
        Allowed codes of a CODE or CODES column, in the order help shows them.
    minimum, maximum
        Bounds of a WHOLE column, both allowed.
    nl, en
        What the column means, with its unit, for the manual of the template.
    """

    name: str
    kind: Kind
    is_required: bool = False
    codes: tuple[str, ...] = ()
    minimum: int = 0
    maximum: int = 10**9
    nl: str
    en: str

    def __post_init__(self) -> None:
        if (self.kind in (Kind.CODE, Kind.CODES)) != bool(self.codes):
            raise ReadError(f"Column {self.name}: codes belong to a column of codes, and only there.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet:
    """One sheet of a delivery.

    Attributes
    ----------
    key
        Columns that together name one row; a delivery with the same key twice is refused on both rows.
    is_required
        A full delivery without this sheet is refused.
    refers_to
        Sheets whose rows must exist: sheet name by the columns that name a row there.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    is_required: bool = False
    refers_to: tuple[tuple[str, str], ...] = ()
    nl: str
    en: str
    _column_by_name: dict[str, Column] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        by_name = {column.name: column for column in self.columns}
        if len(by_name) != len(self.columns):
            raise ReadError(f"Sheet {self.name} names a column twice.")
        if not set(self.key) <= set(by_name):
            raise ReadError(f"Sheet {self.name}: its key {self.key} names a column it does not have.")
        object.__setattr__(self, "_column_by_name", by_name)

    @property
    def names(self) -> tuple[str, ...]:
        """The column names in order."""
        return tuple(column.name for column in self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """The names of the columns every file must have."""
        return tuple(column.name for column in self.columns if column.is_required)

    def column(self, name: str) -> Column:
        """Give a column by its name; an unknown name is a `ReadError`."""
        if name not in self._column_by_name:
            raise ReadError(f"Sheet {self.name} has no column {name}; it has {', '.join(self.names)}.")
        return self._column_by_name[name]
