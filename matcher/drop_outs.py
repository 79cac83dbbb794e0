"""What an earlier placement that ended early asks for a while: fewer hours to start with, and a second look.

It never lowers points.  An arbeidsdeskundige ends it by a later value: on the item for both, on working hours for the
hours.
"""

from collections.abc import Iterable
from datetime import date

from matcher.domain.client import MAX_WEEK_MINUTES, Client, DropOut, HoursStep
from matcher.domain.dates import is_older, months_between
from matcher.domain.profile import Source
from matcher.scales import Scales

HOURS_ITEMS = ("VI-2", "VI-3")


def start_cap(client: Client, scales: Scales) -> int | None:
    """Give the most minutes a week to start with: what was last held; None where nothing caps them."""
    last = _last_held(client, scales)
    return None if last is None else last.week_minutes


def path_of(client: Client, scales: Scales) -> tuple[HoursStep, ...]:
    """Give the hours path; what a drop-out holds back comes after the months it does so."""
    last = _last_held(client, scales)
    if last is None:
        return client.path
    month = max(1, scales.policy.drop_out_months - months_between(last.ended_on, scales.day))
    minutes = MAX_WEEK_MINUTES if client.week_minutes is None else client.week_minutes
    return (*client.path, HoursStep(month=month, week_minutes=minutes))


def failed_items(client: Client, scales: Scales) -> frozenset[str]:
    """Give the items on which a placement failed lately and which no arbeidsdeskundige looked at since."""
    recent = (one for one in _recent(client, scales) if one.item)
    return frozenset(one.item for one in recent if not _judged_since(client, one.ended_on, (one.item,), scales))


def _last_held(client: Client, scales: Scales) -> DropOut | None:
    capping = [
        one
        for one in _recent(client, scales)
        if one.week_minutes is not None and not _judged_since(client, one.ended_on, (one.item, *HOURS_ITEMS), scales)
    ]
    return max(capping, key=lambda one: (one.ended_on, -(one.week_minutes or 0)), default=None)


def _recent(client: Client, scales: Scales) -> list[DropOut]:
    months = scales.policy.drop_out_months
    return [
        one for one in client.drop_outs if one.ended_on <= scales.day and not is_older(one.ended_on, scales.day, months)
    ]


def _judged_since(client: Client, ended_on: date, codes: Iterable[str], scales: Scales) -> bool:
    """Whether an arbeidsdeskundige gave a value on one of these items, or looked at its rubriek, after a day."""
    profile, wanted = client.profile, {code for code in codes if code}
    rubrieken = {scales.catalogue.by_code(code).rubriek for code in wanted}
    looks = [
        *((one.source, one.recorded_on) for one in profile.values if one.item in wanted),
        *((one.source, one.recorded_on) for one in profile.coverage if one.rubriek in rubrieken),
    ]
    return any(source is Source.LABOUR_EXPERT and ended_on < on <= scales.day for source, on in looks)
