"""Where the sources about one person do not agree, or wrote what nobody has read against the work yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matcher.catalogue.items import Item, ItemType
from matcher.domain.client import Client, DropOut
from matcher.domain.dates import is_older
from matcher.domain.profile import STALE_AFTER_MONTHS, CapacityValue, Source
from matcher.domain.question import Heard
from matcher.scales import Scales

INSIGHT, OVERESTIMATES = "I-4", 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one source last said of one item; the norm where it covered the rubriek and listed nothing."""

    source: Source
    recorded_on: date
    level: int = 0
    conditions: tuple[int, ...] = ()
    text: str = ""

    @property
    def heard(self) -> Heard:
        """The same for a reader."""
        return Heard(
            what=self.source.value,
            recorded_on=self.recorded_on,
            level=self.level,
            conditions=self.conditions,
            words=self.text,
        )

    def on(self, item: str, day: date) -> CapacityValue:
        """Give the value as an arbeidsdeskundige would set it today if this source were right."""
        return CapacityValue(
            item=item,
            level=self.level,
            conditions=self.conditions,
            source=Source.LABOUR_EXPERT,
            recorded_on=day,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two sources of at most 24 months old that differ on one item: the stricter decides, the looser is asked about."""

    item: str
    stricter: Look
    looser: Look


def looks_at(client: Client, item: Item, day: date) -> tuple[Look, ...]:
    """Give what each source last said of an item, at most 24 months ago, in the order of the sources."""
    found: dict[Source, Look] = {}
    for cover in client.profile.coverage:
        if cover.rubriek == item.rubriek and _is_recent(cover.recorded_on, day):
            found[cover.source] = Look(source=cover.source, recorded_on=cover.recorded_on)
    for value in client.profile.values:
        if value.item != item.code or not _is_recent(value.recorded_on, day):
            continue
        norm = found.get(value.source)
        if norm is None or norm.recorded_on <= value.recorded_on:
            found[value.source] = Look(
                source=value.source,
                recorded_on=value.recorded_on,
                level=value.level,
                conditions=value.conditions,
                text=value.text.strip(),
            )
    return tuple(found[source] for source in Source if source in found)


def _is_recent(recorded_on: date, day: date) -> bool:
    return recorded_on <= day and not is_older(recorded_on, day, STALE_AFTER_MONTHS)


def contradictions_of(client: Client, scales: Scales) -> tuple[Contradiction, ...]:
    """Give every item on which sources differ, in the order of the FML."""
    if len({value.source for value in client.profile.values} | {one.source for one in client.profile.coverage}) < 2:
        return ()
    found = []
    for item in scales.catalogue.items:
        value = client.profile.looser(item.code, item.rubriek, scales.day) if item.type is not ItemType.META else None
        if value is None:
            continue
        stricter = max(looks_at(client, item, scales.day), key=_strictness)
        looser = Look(
            source=value.source,
            recorded_on=value.recorded_on,
            level=value.level,
            conditions=value.conditions,
            text=value.text.strip(),
        )
        found.append(Contradiction(item=item.code, stricter=stricter, looser=looser))
    return tuple(found)


def _strictness(look: Look) -> tuple[int, int, tuple[int, ...]]:
    return look.level, len(look.conditions), look.conditions


def unread_of(client: Client, scales: Scales) -> tuple[tuple[str, Look], ...]:
    """Give the limits with a text beside them, in the order of the FML, with who wrote it."""
    written = {value.item for value in client.profile.values if value.text.strip()}
    found = []
    for item in scales.catalogue.items:
        if item.code not in written or item.type is ItemType.META:
            continue
        capacity = scales.capacity(client, item)
        looks = [look for look in looks_at(client, item, scales.day) if look.text]
        if capacity is not None and not capacity.is_stale and capacity.is_limited and looks:
            found.append((item.code, looks[-1]))
    return tuple(found)


def repeated_drop_outs(client: Client, scales: Scales) -> tuple[DropOut, DropOut] | None:
    """Give the last two drop-outs with one cause within the months of policy; None where there are no two.

    The same cause is the same item, or else the same words.  What an arbeidsdeskundige said after the last of them is
    the answer: then it is not asked again.
    """
    months = scales.policy.next_step.drop_out_months
    recent = [
        one
        for one in sorted(client.drop_outs, key=lambda one: (one.ended_on, one.item, one.cause))
        if one.ended_on <= scales.day and not is_older(one.ended_on, scales.day, months)
    ]
    for at in range(len(recent) - 1, 0, -1):
        for earlier in reversed(recent[:at]):
            if _is_one_cause(earlier, recent[at]) and not _answered_after(client, recent[at].ended_on, scales.day):
                return earlier, recent[at]
    return None


def _is_one_cause(one: DropOut, other: DropOut) -> bool:
    if one.item and one.item == other.item:
        return True
    return bool(one.cause.strip()) and one.cause.strip().casefold() == other.cause.strip().casefold()


def _answered_after(client: Client, last_on: date, day: date) -> bool:
    said: Sequence[tuple[Source, date]] = (
        *((value.source, value.recorded_on) for value in client.profile.values),
        *((cover.source, cover.recorded_on) for cover in client.profile.coverage),
    )
    return any(source is Source.LABOUR_EXPERT and last_on < on <= day for source, on in said)


def overestimation(client: Client, scales: Scales) -> tuple[Look, Look] | None:
    """Give who said that somebody overestimates himself (I-4.1) and his own last value, where nobody else gave one."""
    looks = looks_at(client, scales.catalogue.by_code(INSIGHT), scales.day)
    said = [look for look in looks if OVERESTIMATES in look.conditions]
    others = [value for value in client.profile.values if value.item != INSIGHT]
    sources = {value.source for value in others} | {cover.source for cover in client.profile.coverage}
    if not said or not others or sources != {Source.SELF}:
        return None
    last = max(others, key=lambda value: (value.recorded_on, value.item))
    own = Look(
        source=Source.SELF,
        recorded_on=last.recorded_on,
        level=last.level,
        conditions=last.conditions,
        text=last.text.strip(),
    )
    return said[-1], own
