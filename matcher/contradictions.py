"""Where recent sources about one person differ: the stricter decides, and what the looser would change is asked.

Only an arbeidsdeskundige can settle it, so it is a question to him: with the looser value each pair is weighed again.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from matcher.catalogue.items import ItemType
from matcher.domain.caseload import I8, I32, U8, U16
from matcher.domain.client import Client
from matcher.domain.profile import CapacityValue
from matcher.scales import Scales


def looser_values(client: Client, scales: Scales) -> tuple[CapacityValue, ...]:
    """Give the looser value of every item on which recent sources differ, in the order of the FML."""
    profile = client.profile
    sources = {value.source for value in profile.values} | {cover.source for cover in profile.coverage}
    if len(sources) < 2:
        return ()
    stated = {value.item for value in profile.values}
    items = (item for item in scales.catalogue.items if item.type is not ItemType.META and item.code in stated)
    found = (profile.looser(item.code, item.rubriek, scales.day) for item in items)
    return tuple(value for value in found if value is not None)


def with_looser(client: Client, value: CapacityValue) -> Client:
    """Give the person as he would be if the looser source were right."""
    return replace(client, profile=client.profile.settled(value))


class LooserColumns(NamedTuple):
    """The looser value of every contradiction, an entry each, in the order of clients and items.

    Attributes
    ----------
    client, item
        Row of the client and index of the item.
    level, conditions
        What the looser source says; bit c is condition c.
    text
        Whether it has a text beside it.
    """

    client: I32
    item: I8
    level: I8
    conditions: U16
    text: U8


def looser_columns(clients: Sequence[Client], scales: Scales) -> LooserColumns:
    """Write the contradictions of many people as columns."""
    found = [(row, value) for row, client in enumerate(clients) for value in looser_values(client, scales)]
    return LooserColumns(
        client=np.array([row for row, _ in found], np.int32),
        item=np.array([scales.catalogue.by_code(value.item).index for _, value in found], np.int8),
        level=np.array([value.level for _, value in found], np.int8),
        conditions=np.array([sum(1 << number for number in value.conditions) for _, value in found], np.uint16),
        text=np.array([bool(value.text.strip()) for _, value in found], np.uint8),
    )
