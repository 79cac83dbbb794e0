"""Whose rows somebody may see: those of the whole region, or of the people of some gemeenten."""

import re
from dataclasses import dataclass

ALL = "*"
BETWEEN = "|"
# Names of gemeenten as they are delivered; what could end a text in a question to the database is none.
NAME = re.compile(r"[^\x00-\x1f%:\\|*\"]{1,80}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a `Database` is bound to.

    Attributes
    ----------
    gemeenten
        Names, kept in order and each once; None for the whole region.

    Raises
    ------
    ValueError
        Where a name cannot be one of a gemeente.
    """

    gemeenten: tuple[str, ...] | None

    def __post_init__(self) -> None:
        for name in self.gemeenten or ():
            if not NAME.fullmatch(name):
                raise ValueError(f"{name!r} is no name of a gemeente; use the name as it is delivered.")
        if self.gemeenten is not None:
            object.__setattr__(self, "gemeenten", tuple(sorted(set(self.gemeenten))))

    @classmethod
    def of(cls, text: str) -> "Scope":
        """Give the scope an account keeps as text: ``*`` for the region, or names with a bar between them."""
        if text == ALL:
            return REGION
        return cls(gemeenten=tuple(name for name in text.split(BETWEEN) if name))

    def sees(self, gemeente: str) -> bool:
        """Whether people of a gemeente are within it."""
        return self.gemeenten is None or gemeente in self.gemeenten

    def meets(self, other: "Scope") -> bool:
        """Whether there can be people within both."""
        if self.gemeenten is None or other.gemeenten is None:
            return bool(self.is_region or self.gemeenten) and bool(other.is_region or other.gemeenten)
        return not set(self.gemeenten).isdisjoint(other.gemeenten)

    @property
    def text(self) -> str:
        """The scope as an account keeps it; empty for nobody."""
        return ALL if self.gemeenten is None else BETWEEN.join(self.gemeenten)

    @property
    def is_region(self) -> bool:
        """Whether nothing is left out."""
        return self.gemeenten is None


REGION = Scope(gemeenten=None)
NOBODY = Scope(gemeenten=())
