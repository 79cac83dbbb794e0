"""What closes work that is too heavy on an item, and the verdict that stays; the halves of a couple together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypedDict

from matcher.catalogue.items import Catalogue
from matcher.domain.candidate import ItemVerdict, Reason, Verdict
from matcher.domain.support import INSTRUMENTS, Instrument
from matcher.scales import NO, PERHAPS, YES
from matcher.support import Gap

Rest = tuple[Verdict, Reason]


class _Open(TypedDict):
    is_covered: bool
    is_at_norm: bool
    closers: tuple[Instrument, ...]


OPEN = _Open(is_covered=False, is_at_norm=False, closers=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Strain:
    """Work that asks more of an item than a person can.

    Attributes
    ----------
    base
        Both sides of the item.
    whole
        The gap of all that is too heavy.
    core
        The gap of what is firmly too heavy, as far as it must be closed; None where nothing must.
    rest
        What the work comes to where only the core is closed; None where the core is all.
    """

    base: ItemVerdict
    whole: Gap
    core: Gap | None
    rest: Rest | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The verdict on one item, the gaps a package has to close for it, and the strain it was settled from.

    Attributes
    ----------
    parts
        The conditions that clash, each settled by itself; none where the item has levels or a limit.
    """

    item: ItemVerdict
    gaps: tuple[Gap, ...] = ()
    strain: Strain | None = None
    parts: tuple["Weighed", ...] = ()

    def half(self, condition: int | None) -> "Weighed | None":
        """Give what of this item stands in a couple: the whole, or one condition; None where it does not clash."""
        if condition is None:
            return self
        is_it = (one for one in self.parts if one.strain is not None and one.strain.whole.condition == condition)
        return next(is_it, None)

    def with_half(self, condition: int | None, half: "Weighed") -> "Weighed":
        """Give the item with its half of a couple settled anew."""
        if condition is None:
            return half
        old = self.half(condition)
        return of_parts(tuple(half if one is old else one for one in self.parts))


def of_parts(parts: tuple[Weighed, ...]) -> Weighed:
    """Give the verdict on an item whose conditions were settled one by one: the worst of them, and every gap."""
    lead = max(parts, key=lambda one: one.item.verdict)
    gaps = tuple(gap for one in parts for gap in one.gaps)
    is_covered = lead.item.verdict is Verdict.LET_OP
    found = replace(lead.item, is_covered=is_covered, closers=instruments_of(gaps))
    return Weighed(item=found, gaps=gaps, parts=parts)


def settle(strain: Strain) -> Weighed:
    """Close all that is too heavy; else at least what is firmly too heavy, and say what stays."""
    if best(strain.whole) == YES:
        return _closed(strain, strain.whole)
    if strain.core is not None and strain.rest is not None and best(strain.core) == YES:
        return _rest(strain, strain.rest, strain.core)
    for gap in (strain.whole, strain.core):
        if gap is not None and best(gap) == PERHAPS:
            return _status_open(strain, gap)
    if strain.core is None and strain.rest is not None:
        return _rest(strain, strain.rest, None)
    return _open(strain, Reason.EXCESS)


def settle_together(one: Strain, other: Strain, wholes: tuple[Gap, Gap], cores: tuple[Gap, Gap]) -> list[Weighed]:
    """Settle the halves of a couple, both firmly too heavy: only what closes both halves closes either.

    Parameters
    ----------
    wholes, cores
        The gaps of the two halves with what closes both (`matcher.support.joined`).
    """
    strains = (one, other)
    if best(wholes[0]) == YES:
        return [_closed(strain, gap) for strain, gap in zip(strains, wholes, strict=True)]
    if best(cores[0]) == YES:
        return [
            _closed(strain, gap) if strain.rest is None else _rest(strain, strain.rest, gap)
            for strain, gap in zip(strains, cores, strict=True)
        ]
    for gaps in (wholes, cores):
        if best(gaps[0]) == PERHAPS:
            return [_status_open(strain, gap) for strain, gap in zip(strains, gaps, strict=True)]
    return [_open(strain, Reason.NOT_TOGETHER) for strain in strains]


def best(gap: Gap) -> int:
    """Give how surely the surest closer of a gap can be had."""
    return max((closer.status for closer in gap.closers), default=NO)


def instruments_of(gaps: Iterable[Gap]) -> tuple[Instrument, ...]:
    """Give the instruments that close any of these gaps, in the fixed order."""
    found = {closer.instrument for gap in gaps for closer in gap.closers}
    return tuple(instrument for instrument in INSTRUMENTS if instrument in found)


def mark_couples(items: Iterable[ItemVerdict], catalogue: Catalogue) -> list[ItemVerdict]:
    """Mark the lighter half of each couple: both are shown, the worse counts.

    A condition of a SET item stands in a couple only where it is the one condition that clashes.
    """
    found = {item.item: item for item in items}
    for couple in catalogue.couples:
        first, second = found[couple.first], found[couple.second]
        is_hit = all(
            clashes_alone(item, condition)
            for item, condition in ((first, couple.first_condition), (second, couple.second_condition))
        )
        if not is_hit or Verdict.PAST in (first.verdict, second.verdict):
            continue
        lighter = couple.first if severity(first) < severity(second) else couple.second
        found[lighter] = replace(found[lighter], is_duplicate=True)
    return list(found.values())


def clashes_alone(item: ItemVerdict, condition: int | None) -> bool:
    """Whether this condition of an item is the only one that clashes; any item without conditions does.

    What is out of date is not known, so it clashes with nothing.
    """
    if condition is None:
        return True
    needed = () if item.capacity is None or item.capacity.is_stale else item.capacity.conditions
    return set(needed) & set(item.asks or ()) == {condition}


def severity(item: ItemVerdict) -> int:
    """Rank the halves of a couple by what they cost: covered or at the norm, question, uncovered, *kan niet*.

    An uncovered *let op* stands above a question, so that an answer to the question never costs points.
    """
    if item.verdict is Verdict.LET_OP:
        return 1 if item.is_covered or item.is_at_norm else 3
    return {Verdict.PAST: 0, Verdict.VRAAG_NA: 2, Verdict.KAN_NIET: 4}[item.verdict]


def _closed(strain: Strain, gap: Gap) -> Weighed:
    found = replace(
        strain.base,
        verdict=Verdict.LET_OP,
        reason=Reason.CLOSED,
        is_covered=True,
        closers=instruments_of((gap,)),
    )
    return Weighed(item=found, gaps=(gap,), strain=strain)


def _rest(strain: Strain, rest: Rest, gap: Gap | None) -> Weighed:
    verdict, reason = rest
    found = replace(strain.base, verdict=verdict, reason=reason)
    return Weighed(item=found, gaps=() if gap is None else (gap,), strain=strain)


def _status_open(strain: Strain, gap: Gap) -> Weighed:
    found = replace(strain.base, verdict=Verdict.VRAAG_NA, reason=Reason.STATUS_UNKNOWN, closers=instruments_of((gap,)))
    return Weighed(item=found, gaps=(gap,), strain=strain)


def _open(strain: Strain, reason: Reason) -> Weighed:
    return Weighed(item=replace(strain.base, verdict=Verdict.KAN_NIET, reason=reason), strain=strain)
