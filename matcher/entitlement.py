"""What one person may have on the day of the night: the facts the law asks, read from his profile, and the rulings."""

from collections.abc import Iterable

from matcher.catalogue.items import Item, ItemType
from matcher.domain.client import Client
from matcher.domain.profile import Answer
from matcher.domain.support import INSTRUMENTS
from matcher.rules import KINDS, PersonFacts, Rules, Ruling, may_have
from matcher.scales import Scales

SEEING, HEARING = "II-1", "II-2"
MOTOR_RUBRIEKEN = ("IV", "V")


def person_facts(client: Client, scales: Scales) -> PersonFacts:
    """Give what the law asks about a person: that there is a limitation, never which.

    A limitation in moving is one on any item of rubriek IV or V. What nobody looked at, or too long ago, is unknown.
    """
    moving = [item for item in scales.catalogue.items if item.rubriek in MOTOR_RUBRIEKEN]
    return PersonFacts(
        legal_group=client.legal_group,
        lks_group=client.lks_group,
        visual=_is_limited(client, [scales.catalogue.by_code(SEEING)], scales),
        hearing=_is_limited(client, [scales.catalogue.by_code(HEARING)], scales),
        motor=_is_limited(client, [item for item in moving if item.type is not ItemType.META], scales),
        declines=tuple(instrument for instrument in INSTRUMENTS if client.refuses(instrument)),
    )


def rulings(client: Client, scales: Scales, rules: Rules) -> tuple[Ruling, ...]:
    """Judge every kind of support for one person, in the order of `KINDS`."""
    facts = person_facts(client, scales)
    return tuple(may_have(facts, kind, rules) for kind in KINDS)


def _is_limited(client: Client, items: Iterable[Item], scales: Scales) -> Answer:
    found = Answer.NO
    for item in items:
        capacity = scales.capacity(client, item)
        if capacity is None or capacity.is_stale or (capacity.has_text and not capacity.is_limited):
            found = Answer.UNKNOWN
        elif capacity.is_limited:
            return Answer.YES
    return found
