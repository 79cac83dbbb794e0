"""What work asks of one item, whatever its type, and which of two answers is the stricter."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.catalogue.items import Item, ItemType
from matcher.catalogue.toml_file import Table
from matcher.domain.profile import BinDemand, Frequency
from matcher.errors import CatalogueError

NEEDS = {"geen": BinDemand.NONE, "norm": BinDemand.NORM, "boven": BinDemand.ABOVE}
WORD_BY_NEED = {need: word for word, need in NEEDS.items()}
ASKED_KEYS = ("tolerated", "asks", "needs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of one item; exactly one field speaks, by the type of the item.

    Attributes
    ----------
    tolerated
        ORD: highest limitation level that can still do it, −1 (more than the norm) to k (nothing is asked).
    asks
        SET: condition numbers the work needs or cannot offer, ascending; empty asks nothing.
    needs
        BIN: nothing, as daily life does, or more than that.
    """

    tolerated: int | None = None
    asks: tuple[int, ...] | None = None
    needs: BinDemand | None = None

    def __post_init__(self) -> None:
        if sum(value is not None for value in (self.tolerated, self.asks, self.needs)) != 1:
            raise CatalogueError(f"{self}: exactly one of {', '.join(ASKED_KEYS)} says what is asked. Write one.")
        if self.asks is not None and list(self.asks) != sorted(set(self.asks)):
            raise CatalogueError(f"{self}: conditions must be ascending, each once. Put them in order.")


def nothing(item: Item) -> Asked:
    """What an item is asked by work that does not depend on it."""
    if item.type is ItemType.ORD:
        return Asked(tolerated=item.k)
    if item.type is ItemType.SET:
        return Asked(asks=())
    return Asked(needs=BinDemand.NONE)


def strictest(answers: Sequence[Asked]) -> Asked:
    """Join what several sources ask of one item; of conditions all are asked together.

    Parameters
    ----------
    answers
        At least one, all for the same item.
    """
    levels = [answer.tolerated for answer in answers if answer.tolerated is not None]
    if levels:
        return Asked(tolerated=min(levels))
    needs = [answer.needs for answer in answers if answer.needs is not None]
    if needs:
        return Asked(needs=max(needs))
    return Asked(asks=tuple(sorted({number for answer in answers for number in answer.asks or ()})))


def is_as_strict(answer: Asked, other: Asked) -> bool:
    """Whether the first asks at least what the second asks of the same item."""
    return strictest((answer, other)) == answer


def read_asked(table: Table, item: Item) -> Asked:
    """Read what is asked of an item and refuse what lies outside its scale.

    Raises
    ------
    CatalogueError
        Not exactly one of the three keys, or a value that the type of the item does not have.
    """
    asked = Asked(
        tolerated=whole_from(table, "tolerated", -1) if table.has("tolerated") else None,
        asks=table.wholes("asks") if table.has("asks") else None,
        needs=_need(table) if table.has("needs") else None,
    )
    check_scale(table.where, asked, item)
    return asked


def check_scale(where: str, asked: Asked, item: Item) -> None:
    """Refuse an answer that the type or the scale of the item does not have."""
    if item.type is ItemType.META:
        raise CatalogueError(f"{where}: {item.code} only says which side is meant; no work asks it. Remove it.")
    spoken = {ItemType.ORD: asked.tolerated, ItemType.SET: asked.asks, ItemType.BIN: asked.needs}
    key = dict(zip((ItemType.ORD, ItemType.SET, ItemType.BIN), ASKED_KEYS, strict=True))[item.type]
    if spoken[item.type] is None:
        raise CatalogueError(f"{where}: {item.code} is of type {item.type}; write '{key}' for it and nothing else.")
    if asked.tolerated is not None and not -1 <= asked.tolerated <= item.k:
        raise CatalogueError(f"{where}: tolerated {asked.tolerated} is outside −1 to {item.k} of {item.code}.")
    if asked.asks is not None and not set(asked.asks) <= set(item.condition_numbers):
        raise CatalogueError(
            f"{where}: {item.code} has conditions {list(item.condition_numbers)}, not all of {list(asked.asks)}. "
            "A condition nobody can have is never asked. Correct the number."
        )


def whole_from(table: Table, key: str, lowest: int) -> int:
    """A whole number of at least `lowest`, which may be below 0."""
    value = table.values.get(key)
    if isinstance(value, bool) or not isinstance(value, int) or value < lowest:
        raise CatalogueError(f"{table.where}: '{key}' is {value!r}; expected a whole number from {lowest}. Correct it.")
    return value


def read_frequency(table: Table) -> Frequency:
    """How often a level is asked (in Dutch: *hoe*).

    Raises
    ------
    CatalogueError
        The word is none of the four.
    """
    word = table.text("frequency")
    if word not in list(Frequency):
        raise CatalogueError(
            f"{table.where}: frequency '{word}' does not exist; it decides whether an excess can be borne. "
            f"Use one of: {', '.join(Frequency)}."
        )
    return Frequency(word)


def _need(table: Table) -> BinDemand:
    word = table.text("needs")
    if word not in NEEDS:
        raise CatalogueError(f"{table.where}: needs '{word}' does not exist. Use one of: {', '.join(NEEDS)}.")
    return NEEDS[word]
