"""Sources that differ: the stricter decides, and where the looser would make another pair it is asked, exactly."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from fixtures.tiny import ASSESSED_ON, UNWILLING, demand, job, limit, person
from matcher.catalogue.items import ItemType
from matcher.contradictions import looser_columns, looser_values, with_looser
from matcher.domain.candidate import Verdict
from matcher.domain.client import Client
from matcher.domain.profile import Answer, CapacityProfile, CapacityValue, Coverage, Source
from tests.builders import CATALOGUE, item_of, scales, weighed

EARLIER = date(2026, 3, 1)


def _said(level: int, source: Source, on: date = ASSESSED_ON, item: str = "IV-18") -> CapacityValue:
    return replace(limit(item, level), source=source, recorded_on=on)


def _client(*values: CapacityValue, coverage: tuple[Coverage, ...] = ()) -> Client:
    rest = tuple(cover for cover in person().profile.coverage if cover.rubriek != "IV")
    return replace(person(), profile=CapacityProfile(values=values, coverage=(*rest, *coverage)))


def _looser(*values: CapacityValue, coverage: tuple[Coverage, ...] = ()) -> list[tuple[int, Source]]:
    found = looser_values(_client(*values, coverage=coverage), scales())
    return [(value.level, value.source) for value in found]


def test_the_stricter_decides_and_the_looser_that_opens_the_pair_is_asked() -> None:
    client = _client(_said(2, Source.UWV), _said(0, Source.JOBCOACH))
    found = weighed(client, job(demand("IV-18", 0)))
    assert item_of(found, "IV-18").verdict is Verdict.KAN_NIET
    (asked,) = found.contradictions
    assert (asked.item, asked.looser.source, asked.verdict) == ("IV-18", Source.JOBCOACH, Verdict.PAST)
    (value,) = looser_values(client, scales())
    assert weighed(with_looser(client, value), job(demand("IV-18", 0))).verdict is Verdict.PAST
    assert asked.is_proposable
    assert not found.is_proposable


def test_a_looser_value_that_changes_nothing_here_is_no_question() -> None:
    client = _client(_said(2, Source.UWV), _said(1, Source.JOBCOACH))
    assert weighed(client, job(demand("IV-18", 3))).contradictions == ()
    still_too_heavy = weighed(replace(client), job(demand("IV-18", 0)))
    assert still_too_heavy.contradictions == ()


def test_what_bars_support_elsewhere_is_asked_too() -> None:
    """Ear protection is not asked by the work; the headphones that would close I-1 ask it."""
    values = limit("I-1", 1), _said(1, Source.JOBCOACH, item="III-4")
    client = person("K1", *values)
    vacancy = job(demand("I-1", 0), can=replace(UNWILLING, aid=Answer.YES))
    found = weighed(client, vacancy)
    assert not found.is_proposable
    assert [(one.item, one.is_proposable) for one in found.contradictions] == [("III-4", True)]


@pytest.mark.parametrize("protected", [Source.UWV, Source.LABOUR_EXPERT, Source.EMPLOYER_AFTER])
def test_what_the_person_says_himself_contradicts_no_expert(protected: Source) -> None:
    assert _looser(_said(2, protected), _said(0, Source.SELF)) == []
    assert _looser(_said(2, Source.JOBCOACH), _said(0, Source.SELF)) == [(0, Source.SELF)]
    assert _looser(_said(2, Source.SELF), _said(0, protected)) == [(0, protected)]
    assert _looser(_said(2, Source.JOBCOACH), _said(1, protected), _said(0, Source.SELF)) == [(1, protected)]


def test_a_covered_rubriek_says_the_norm_and_old_values_say_nothing() -> None:
    covered = Coverage(rubriek="IV", source=Source.JOBCOACH, recorded_on=ASSESSED_ON)
    assert _looser(_said(2, Source.UWV), coverage=(covered,)) == [(0, Source.JOBCOACH)]
    own = replace(covered, source=Source.UWV)
    assert _looser(_said(2, Source.UWV), coverage=(own,)) == []
    assert _looser(_said(2, Source.UWV), _said(0, Source.JOBCOACH, date(2024, 3, 1))) == []
    assert _looser(_said(2, Source.UWV, date(2024, 3, 1)), _said(0, Source.UWV)) == []
    assert _looser(_said(2, Source.UWV)) == []


def test_of_several_the_least_strict_is_asked_and_conditions_are_those_of_one_source() -> None:
    assert _looser(_said(3, Source.UWV), _said(2, Source.JOBCOACH), _said(1, Source.CASEWORKER)) == [
        (1, Source.CASEWORKER)
    ]
    both = (
        replace(limit("II-6", 0, 1, 2), source=Source.UWV),
        replace(limit("II-6", 0, 2, 3), source=Source.JOBCOACH),
        replace(limit("II-6", 0, 3), source=Source.DISTRICT_TEAM),
    )
    (value,) = looser_values(person("K1", *both), scales())
    assert (value.conditions, value.source) == ((3,), Source.DISTRICT_TEAM)


def test_the_looser_value_alone_then_holds() -> None:
    client = _client(_said(2, Source.UWV), _said(1, Source.JOBCOACH, EARLIER))
    (value,) = looser_values(client, scales())
    after = with_looser(client, value)
    held = after.profile.on("IV-18", "IV", scales().day)
    assert held is not None
    assert (held.level, held.source) == (1, Source.JOBCOACH)
    assert looser_values(after, scales()) == ()


def test_contradictions_as_columns() -> None:
    people = (person(), _client(_said(2, Source.UWV), replace(_said(1, Source.JOBCOACH), text="soms")))
    columns = looser_columns(people, scales())
    entry = [column.tolist() for column in columns]
    assert entry == [[1], [CATALOGUE.by_code("IV-18").index], [1], [0], [1]]
    assert looser_columns(people[:1], scales()).client.tolist() == []


def test_conditions_of_a_contradiction_are_bits() -> None:
    strict = replace(limit("II-6", 0, 1, 2, 3), source=Source.UWV)
    loose = replace(limit("II-6", 0, 1, 3), source=Source.JOBCOACH)
    assert looser_columns([person("K1", strict, loose)], scales()).conditions.tolist() == [0b1010]


def test_an_item_that_is_not_weighed_is_no_question() -> None:
    (code, *_) = [item.code for item in CATALOGUE.items if item.type is ItemType.META]
    assert _looser(_said(1, Source.UWV, item=code), _said(0, Source.JOBCOACH, item=code)) == []


@pytest.mark.parametrize("change", [lambda values: values, lambda values: tuple(reversed(values))])
def test_the_order_of_delivery_changes_nothing(
    change: Callable[[tuple[CapacityValue, ...]], tuple[CapacityValue, ...]],
) -> None:
    values = _said(2, Source.UWV), _said(1, Source.JOBCOACH), _said(1, Source.CASEWORKER, EARLIER)
    assert _looser(*change(values)) == [(1, Source.JOBCOACH)]
