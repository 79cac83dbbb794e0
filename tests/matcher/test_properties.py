"""What holds for every pair: knowing more never harms, being able to do more never harms, not knowing bars nobody."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from fixtures.tiny import ASSESSED_ON
from matcher.domain.candidate import Fit, Verdict
from matcher.domain.client import Client
from matcher.domain.profile import CapacityValue, Source
from matcher.domain.vacancy import Vacancy
from tests.builders import NO_SEPARATE_GATE, weighed
from tests.matcher.drawing.gaps import draw_left_out, draw_read, draw_stacked
from tests.matcher.drawing.items import draw_pair

# Who can work longer is weighed on a longer day: working time is another question than these.
RUBRIEKEN = ("I", "II", "III", "IV", "V")


def _pairs(seed: int, count: int) -> Iterator[tuple[Client, Vacancy, Fit]]:
    draw = Random(seed)
    for place in range(count):
        if place % 4:
            client, vacancy = draw_pair(draw, draw.sample(NO_SEPARATE_GATE, draw.randint(2, 10)))
        else:
            client, vacancy = draw.choice((draw_left_out, draw_read, draw_stacked))(draw)
        yield client, vacancy, weighed(client, vacancy)


def _with_values(client: Client, *values: CapacityValue) -> Client:
    return replace(client, profile=replace(client.profile, values=values))


def test_filling_an_unknown_with_the_norm_never_lowers_and_is_worth_at_most_fifty() -> None:
    tried = 0
    for client, vacancy, before in _pairs(1, 110):
        for item in before.items:
            if item.capacity is not None or item.verdict is Verdict.PAST:
                continue
            norm = CapacityValue(item=item.item, source=Source.UWV, recorded_on=ASSESSED_ON)
            after = weighed(_with_values(client, *client.profile.values, norm), vacancy)
            tried += 1
            assert after.verdict <= before.verdict
            assert 0 <= _points(after) - _points(before) <= 50
            assert after.is_proposable or not before.is_proposable
    assert tried > 30


def test_being_able_to_do_more_never_worsens_a_verdict_nor_loses_a_proposal() -> None:
    tried = 0
    for client, vacancy, before in _pairs(2, 70):
        read = {one.item for one in client.profile.readings}
        for place, value in enumerate(client.profile.values):
            if value.item.startswith("VI") or value.item in read or not (value.level or value.conditions):
                continue
            less = replace(value, level=max(0, value.level - 1), conditions=value.conditions[:-1])
            values = (*client.profile.values[:place], less, *client.profile.values[place + 1 :])
            after = weighed(_with_values(client, *values), vacancy)
            tried += 1
            assert all(now.verdict <= was.verdict for now, was in zip(after.items, before.items, strict=True))
            assert after.is_proposable or not before.is_proposable
    assert tried > 100


def test_not_knowing_a_rubriek_bars_nobody_who_could_be_proposed() -> None:
    tried = 0
    for client, vacancy, before in _pairs(3, 60):
        if not before.is_proposable:
            continue
        for rubriek in RUBRIEKEN:
            profile = replace(
                client.profile,
                values=tuple(one for one in client.profile.values if one.item.partition("-")[0] != rubriek),
                coverage=tuple(one for one in client.profile.coverage if one.rubriek != rubriek),
            )
            tried += 1
            assert weighed(replace(client, profile=profile), vacancy).is_proposable
    assert tried > 60


def _points(found: Fit) -> int:
    return sum(one.points for one in found.contributions)
