"""One person weighed against one vacancy: the definition a page explains and every fast answer must equal.

The order is the order of an arbeidsdeskundige: may it be asked at all (gates), what does each item ask and what can the
person (verdicts), what closes the gap (packages), and which pairs go first (points).
"""

from collections.abc import Sequence
from dataclasses import replace

from matcher.catalogue.items import Catalogue, Item, ItemType
from matcher.contradictions import looser_values, with_looser
from matcher.domain.candidate import (
    Contradiction,
    Contribution,
    Fit,
    Gate,
    GateResult,
    ItemVerdict,
    PackagedPoints,
    Verdict,
)
from matcher.domain.client import Client
from matcher.domain.support import SupportPackage
from matcher.domain.vacancy import Vacancy
from matcher.gates import Hours, gates_of, hours_of, travel_of
from matcher.points import (
    ability_points,
    hours_points,
    lasting_points,
    load_points,
    support_points,
    travel_points,
    uncovered_of,
    waiting_points,
    wish_points,
)
from matcher.scales import Scales
from matcher.settle import mark_couples
from matcher.support import Gap, packages, with_closers
from matcher.weigh import Weigher

WEEK_ITEM = "VI-3"


def fit(client: Client, vacancy: Vacancy, scales: Scales) -> Fit:
    """Weigh one person against one vacancy.

    Parameters
    ----------
    client, vacancy
        The pair; neither carries who the person is.
    scales
        Day, law, catalogue, policy and travel of the night.

    Returns
    -------
    Fit
        Verdict per gate and item, packages that close every gap, points that add up, and where another source would
        make another pair.
    """
    found = weighed(client, vacancy, scales)
    return replace(found, contradictions=_contradictions(found, client, vacancy, scales))


def _contradictions(found: Fit, client: Client, vacancy: Vacancy, scales: Scales) -> tuple[Contradiction, ...]:
    """Weigh again with each looser value; keep those that change the pair."""
    kept = []
    for value in looser_values(client, scales):
        other = weighed(with_looser(client, value), vacancy, scales)
        if _outcome(other) != _outcome(found):
            kept.append(
                Contradiction(item=value.item, looser=value, verdict=other.verdict, is_proposable=other.is_proposable)
            )
    return tuple(kept)


def _outcome(found: Fit) -> tuple[bool, list[tuple[str, Verdict]], list[tuple[str, Verdict]]]:
    gates = [(str(gate.gate), gate.verdict) for gate in found.gates]
    return found.is_proposable, gates, [(item.item, item.verdict) for item in found.items]


def weighed(client: Client, vacancy: Vacancy, scales: Scales) -> Fit:
    """Weigh one pair as `fit` does, without asking what another source would make of it."""
    hours = hours_of(client, vacancy, scales)
    gates = gates_of(client, vacancy, hours, scales)
    weigher = Weigher(client=client, vacancy=vacancy, scales=scales, planned_week_minutes=hours.planned)
    verdicts = weigher.weigh(weighed_items(scales.catalogue))
    items = mark_couples([found.item for found in verdicts], scales.catalogue)
    gaps = [gap for found in verdicts for gap in found.gaps]
    if hours.needs_path:
        gaps.append(_path_gap(client, vacancy, hours.planned, scales))
    verdict = _worst(gates, items)
    made = () if verdict is Verdict.KAN_NIET else packages(gaps, client, vacancy, hours.planned, scales)
    lines = _lines(client, vacancy, items, hours, scales)
    return Fit(
        client=client.key,
        vacancy=vacancy.key,
        verdict=verdict,
        is_stacked=is_stacked(items, scales),
        planned_week_minutes=hours.planned,
        travel_minutes=travel_of(client, vacancy, scales)[0],
        gates=gates,
        items=tuple(items),
        contributions=lines,
        packages=_with_points(made, sum(line.points for line in lines), scales),
    )


def weighed_items(catalogue: Catalogue) -> tuple[Item, ...]:
    """Give the items that are weighed: all but the two META items and the working hours, which are gates."""
    return tuple(
        item for item in catalogue.items if item.type is not ItemType.META and item.code not in ("VI-2", "VI-3")
    )


def is_stacked(items: Sequence[ItemVerdict], scales: Scales) -> bool:
    """Whether too many uncovered *let op* come together: a question to the arbeidsdeskundige, no proposal."""
    rubrieken = [scales.catalogue.by_code(item.item).rubriek for item in uncovered_of(items)]
    most = max((rubrieken.count(rubriek) for rubriek in set(rubrieken)), default=0)
    return most >= scales.policy.stack_in_rubriek or len(rubrieken) >= scales.policy.stack_in_all


def _path_gap(client: Client, vacancy: Vacancy, planned_week_minutes: int, scales: Scales) -> Gap:
    """Give the gap between the hours a person starts with and the vacancy's minimum."""
    gap = Gap(item=scales.catalogue.by_code(WEEK_ITEM))
    return with_closers(gap, client, vacancy, planned_week_minutes, scales)


def _worst(gates: Sequence[GateResult], items: Sequence[ItemVerdict]) -> Verdict:
    return max([*(gate.verdict for gate in gates), *(item.verdict for item in items)])


def _lines(
    client: Client, vacancy: Vacancy, items: Sequence[ItemVerdict], hours: Hours, scales: Scales
) -> tuple[Contribution, ...]:
    minutes, limit, _ = travel_of(client, vacancy, scales)
    return (
        wish_points(client, vacancy, scales),
        load_points(items, scales),
        ability_points(client, vacancy, scales),
        travel_points(minutes, limit, scales),
        hours_points(client, vacancy, hours, scales),
        lasting_points(vacancy, scales),
        waiting_points(client, scales),
    )


def _with_points(made: Sequence[SupportPackage], base: int, scales: Scales) -> tuple[PackagedPoints, ...]:
    least = min((package.effort for package in made), default=0)
    points = [support_points(package, least, scales) for package in made]
    return tuple(
        PackagedPoints(package=package, support_points=steun, total=base + steun)
        for package, steun in zip(made, points, strict=True)
    )


def first_gate(gates: Sequence[GateResult]) -> Gate | None:
    """Give the first gate that is shut; None where all let through."""
    return next((gate.gate for gate in gates if gate.verdict is Verdict.KAN_NIET), None)
