"""Couples: where both halves are firmly too heavy, only what closes both closes either."""

from dataclasses import fields, replace
from itertools import combinations, product

import pytest

from fixtures.tiny import UNWILLING, WILLING, demand, job, limit, person
from matcher.domain.candidate import Fit, Reason, Verdict
from matcher.domain.client import Client, LksGroup
from matcher.domain.profile import Answer, CapacityValue, Demand, Frequency, ReadingOutcome, Source
from matcher.domain.support import Instrument
from matcher.domain.vacancy import Adaptations, Task, Vacancy
from tests.builders import CATALOGUE, ITEMS, item_of, minutes, reading, task, weighed, with_readings

ORGANISATION, AID, LEAVE_OUT = Instrument.ORGANISATION, Instrument.AID, Instrument.LEAVE_OUT
TWO_ANSWERS = tuple(combinations((one.name for one in fields(Adaptations)), 2))
NAMES = [f"{couple.first}/{couple.second}" for couple in CATALOGUE.couples]
ADAPTABLE = replace(WILLING, work_buddy=Answer.NO, jobcoach=Answer.NO, slower_pace=Answer.NO, seated=Answer.YES)


def _value(code: str, condition: int | None, level: int = 1) -> CapacityValue:
    return limit(code, level) if condition is None else limit(code, 0, condition)


def _heavy(code: str, condition: int | None, how: Frequency = Frequency.STRUCTURAL) -> Demand:
    item = ITEMS[code]
    if item.per_day:
        return minutes(code, item.day_ceilings[0] * 4 // 3 + 2, how)
    return demand(code, 0, how) if condition is None else demand(code, (condition,))


def _pair(place: int, can: Adaptations, *, apart: bool = False) -> tuple[Client, Vacancy]:
    """Give a person limited on both halves of a couple, at work of which one task asks both, or two ask one each."""
    couple = CATALOGUE.couples[place]
    halves = (couple.first, couple.first_condition), (couple.second, couple.second_condition)
    asked = [_heavy(code, condition) for code, condition in halves]
    own = ((asked[0],), (asked[1],)) if apart else (tuple(asked), ())
    tasks = [task(f"t{at}", 25, *demands, leave=Answer.YES) for at, demands in enumerate(own)]
    tasks = [_with_quiet(one, own[0] + own[1]) for one in (*tasks, task("rest", 50))]
    vacancy = job(tasks=tuple(tasks), can=can)
    spoken = {one.item for one in asked if ITEMS[one.item].per_day}
    vacancy = replace(vacancy, demands=tuple(one for one in vacancy.demands if one.item not in spoken))
    return person("K1", *(_value(code, condition) for code, condition in halves)), vacancy


def _with_quiet(one, demands):  # type: ignore[no-untyped-def]
    said = {each.item for each in one.demands}
    quiet = [minutes(each.item, 0) for each in demands if ITEMS[each.item].per_day and each.item not in said]
    return replace(one, demands=(*one.demands, *quiet))


def _verdicts(found: Fit, place: int) -> tuple[Verdict, Verdict]:
    couple = CATALOGUE.couples[place]
    return item_of(found, couple.first).verdict, item_of(found, couple.second).verdict


@pytest.mark.parametrize("place", range(len(NAMES)), ids=NAMES)
def test_one_instrument_closes_both_halves_of_every_couple(place: int) -> None:
    found = weighed(*_pair(place, ADAPTABLE))
    assert _verdicts(found, place) == (Verdict.LET_OP, Verdict.LET_OP)
    couple = CATALOGUE.couples[place]
    for one in found.packages:
        closing = [part for part in one.package.parts if {couple.first, couple.second} & set(part.closes)]
        assert [set(part.closes) for part in closing] == [{couple.first, couple.second}]


BY_HAND: dict[str, tuple[tuple[int, int], Adaptations, tuple[set[Instrument], ...]]] = {
    # Levels of the halves, what the employer can do, and the packages that then close both.
    "I-7/I-8": ((1, 1), ADAPTABLE, ({ORGANISATION},)),
    "IV-3/IV-4": ((1, 3), ADAPTABLE, ({LEAVE_OUT},)),
    "IV-7/IV-8": ((1, 1), replace(ADAPTABLE, organisation=Answer.NO), ({AID},)),
    "IV-9/IV-10": ((2, 3), ADAPTABLE, ({LEAVE_OUT}, {Instrument.INTERMEDIATE})),
    "IV-13/IV-14": ((1, 3), ADAPTABLE, ({LEAVE_OUT}, {Instrument.INTERMEDIATE})),
    "IV-16/IV-17": ((1, 1), replace(ADAPTABLE, aid=Answer.NO), ({ORGANISATION},)),
    "V-1/V-2": ((2, 2), ADAPTABLE, ({AID},)),
    "V-3/V-4": ((2, 1), ADAPTABLE, ({AID},)),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_half_takes_no_support_that_leaves_the_other_half_open(name: str) -> None:
    place = NAMES.index(name)
    levels, can, expected = BY_HAND[name]
    client, vacancy = _pair(place, can)
    couple = CATALOGUE.couples[place]
    halves = (couple.first, couple.first_condition, levels[0]), (couple.second, couple.second_condition, levels[1])
    values = tuple(_value(*half) for half in halves)
    client = replace(client, profile=replace(client.profile, values=values))
    found = weighed(replace(client, lks_group=LksGroup.NOT), vacancy)
    assert [set(one.package.instruments) for one in found.packages] == list(expected)


def test_what_closes_one_half_only_closes_the_couple_not() -> None:
    """Sitting on end takes an aid; sitting in all is closed by rotation too, and that is not enough."""
    client = person("K1", limit("V-1", 2), limit("V-2", 1))
    heavy = demand("V-1", 0), minutes("V-2", 650)
    rotation_only = replace(UNWILLING, organisation=Answer.YES)
    assert not weighed(client, job(*heavy, can=rotation_only)).is_proposable
    found = weighed(client, job(*heavy, can=replace(rotation_only, aid=Answer.YES)))
    assert [one.package.instruments for one in found.packages] == [(AID,)]


@pytest.mark.parametrize("place", [NAMES.index("IV-13/IV-14"), NAMES.index("IV-9/IV-10")])
def test_two_tasks_that_each_can_be_left_out_but_not_together_close_nothing(place: int) -> None:
    client, vacancy = _pair(place, UNWILLING, apart=True)
    assert weighed(client, vacancy).is_proposable is False
    found = weighed(client, vacancy)
    assert _verdicts(found, place) == (Verdict.KAN_NIET, Verdict.KAN_NIET)
    assert item_of(found, CATALOGUE.couples[place].first).reason is Reason.NOT_TOGETHER
    lighter = replace(vacancy, tasks=(*(replace(one, share=20) for one in vacancy.tasks[:2]), vacancy.tasks[2]))
    assert [one.package.instruments for one in weighed(client, lighter).packages] == [(LEAVE_OUT,)]


def test_a_half_that_is_only_now_and_then_too_heavy_asks_nothing_of_the_other() -> None:
    client = person("K1", limit("V-1", 2), limit("V-2", 1))
    vacancy = job(demand("V-1", 0), minutes("V-2", 650, Frequency.INCIDENTAL), can=replace(UNWILLING, aid=Answer.YES))
    assert item_of(weighed(client, vacancy), "V-1").verdict is Verdict.LET_OP


def test_a_half_that_nothing_closes_makes_the_other_kan_niet_too_and_keeps_its_own_reason() -> None:
    client = person("K1", limit("V-1", 1), limit("V-2", 2))
    vacancy = job(demand("V-1", 0), minutes("V-2", 650), can=replace(UNWILLING, organisation=Answer.YES))
    found = weighed(client, vacancy)
    assert [item_of(found, code).reason for code in ("V-1", "V-2")] == [Reason.NOT_TOGETHER, Reason.EXCESS]
    assert {item_of(found, code).verdict for code in ("V-1", "V-2")} == {Verdict.KAN_NIET}


def _levels(place: int) -> list[tuple[int, int]]:
    """Give every two levels the halves of a couple can have; a condition has the one."""
    couple = CATALOGUE.couples[place]
    halves = (couple.first, couple.first_condition), (couple.second, couple.second_condition)
    one, other = (range(1, ITEMS[code].k + 1 if condition is None else 2) for code, condition in halves)
    return [(a, b) for a in one for b in other]


@pytest.mark.parametrize("place", range(len(NAMES)), ids=NAMES)
@pytest.mark.parametrize("apart", [False, True], ids=["one task", "two tasks"])
@pytest.mark.parametrize("answers", TWO_ANSWERS, ids=" ".join)
def test_less_of_a_limit_on_one_half_never_makes_the_other_worse(
    place: int, apart: bool, answers: tuple[str, str]
) -> None:
    client, vacancy = _pair(place, replace(UNWILLING, **dict.fromkeys(answers, Answer.YES)), apart=apart)
    couple = CATALOGUE.couples[place]
    seen = {}
    for one, other in _levels(place):
        values = (
            _value(couple.first, couple.first_condition, one),
            _value(couple.second, couple.second_condition, other),
        )
        changed = replace(client, profile=replace(client.profile, values=values))
        seen[one, other] = _verdicts(weighed(changed, vacancy), place)
    for (one, other), now in seen.items():
        for lighter in ((one - 1, other), (one, other - 1)):
            if lighter in seen:
                assert all(a <= b for a, b in zip(seen[lighter], now, strict=True)), (lighter, (one, other))


def test_maatwerk_on_one_half_leaves_the_other_to_itself() -> None:
    client = person("K1", limit("V-1", 2), limit("V-2", 1))
    vacancy = job(demand("V-1", 0), minutes("V-2", 650), can=replace(UNWILLING, organisation=Answer.YES))
    tailored = reading("V-1", ReadingOutcome.WORKS, source=Source.LABOUR_EXPERT)
    found = weighed(with_readings(client, tailored), vacancy)
    assert [one.package.instruments for one in found.packages] == [(ORGANISATION,)]


WORKS, FAILS = ReadingOutcome.WORKS, ReadingOutcome.FAILS


@pytest.mark.parametrize("read", ["IV-13", "IV-14"])
@pytest.mark.parametrize(
    ("outcome", "source", "alone"),
    [
        (WORKS, Source.LABOUR_EXPERT, True),  # maatwerk answers that half whole
        (FAILS, Source.JOBCOACH, True),  # what fails needs nothing any more
        (WORKS, Source.JOBCOACH, False),  # only the text was answered: the level still has to be closed
    ],
)
def test_a_half_that_was_read_whole_leaves_the_other_to_its_own_support(
    read: str, outcome: ReadingOutcome, source: Source, alone: bool
) -> None:
    """Each of the two tasks can be left out, not both: only a half that stands alone is closed by it."""
    client, vacancy = _pair(NAMES.index("IV-13/IV-14"), UNWILLING, apart=True)
    values = tuple(replace(value, text="let op de rug") for value in client.profile.values if value.item == read)
    kept = tuple(value for value in client.profile.values if value.item != read)
    client = replace(client, profile=replace(client.profile, values=(*kept, *values)))
    found = weighed(with_readings(client, reading(read, outcome, source=source)), vacancy)
    other = item_of(found, "IV-14" if read == "IV-13" else "IV-13")
    assert other.reason is (Reason.CLOSED if alone else Reason.NOT_TOGETHER)
    assert found.is_proposable == (alone and outcome is WORKS)


@pytest.mark.parametrize("now_and_then", [0, 1])
def test_either_half_that_is_only_now_and_then_too_heavy_leaves_the_other_to_itself(now_and_then: int) -> None:
    how = [Frequency.STRUCTURAL, Frequency.STRUCTURAL]
    how[now_and_then] = Frequency.INCIDENTAL
    client = person("K1", limit("V-1", 1), limit("V-2", 1))
    heavy = demand("V-1", 0, how[0]), minutes("V-2", 650, how[1])
    found = weighed(client, job(*heavy, can=replace(UNWILLING, organisation=Answer.YES)))
    assert [item_of(found, code).reason for code in ("V-1", "V-2")] == [Reason.CLOSED, Reason.CLOSED]
    assert [one.package.instruments for one in found.packages] == [(ORGANISATION,)]


def test_other_conditions_that_clash_keep_what_closes_them() -> None:
    client = person("K1", limit("I-7", 1), limit("I-8", 0, 1, 5))
    found = weighed(client, job(demand("I-7", 0), demand("I-8", (1, 5)), can=ADAPTABLE))
    assert {item_of(found, code).verdict for code in ("I-7", "I-8")} == {Verdict.LET_OP}
    closing = [part for one in found.packages for part in one.package.parts if set(part.closes) & {"I-7", "I-8"}]
    assert any({"I-7", "I-8"} <= set(part.closes) for part in closing)


SETS = [place for place, one in enumerate(CATALOGUE.couples) if {one.first_condition, one.second_condition} != {None}]


@pytest.mark.parametrize("place", SETS, ids=[NAMES[place] for place in SETS])
@pytest.mark.parametrize("answers", [*TWO_ANSWERS, ()], ids=" ".join)
def test_a_condition_less_never_makes_a_half_of_a_couple_worse(place: int, answers: tuple[str, ...]) -> None:
    can = replace(UNWILLING, **dict.fromkeys(answers, Answer.YES))
    client, vacancy = _pair(place, can, apart=True)
    couple = CATALOGUE.couples[place]
    (code, own), (other, _) = sorted(
        ((couple.first, couple.first_condition), (couple.second, couple.second_condition)),
        key=lambda one: one[1] is None,
    )
    for extra, level, kept in product(ITEMS[code].condition_numbers, range(1, ITEMS[other].k + 1), (None, 0, 1)):
        asked = tuple(sorted({own or 0, extra}))
        tasks = [_asking(one, code, asked) for one in vacancy.tasks]
        if kept is not None:
            tasks[kept] = replace(tasks[kept], can_leave_out=Answer.NO)
        seen = []
        for conditions in ((own or 0,), asked):
            values = limit(code, 0, *conditions), limit(other, level)
            changed = replace(client, profile=replace(client.profile, values=values))
            seen.append(_verdicts(weighed(changed, replace(vacancy, tasks=tuple(tasks))), place))
        assert all(less <= more for less, more in zip(*seen, strict=True)), (extra, level, kept)


def _asking(one: Task, code: str, conditions: tuple[int, ...]) -> Task:
    return replace(one, demands=tuple(demand(code, conditions) if each.item == code else each for each in one.demands))
