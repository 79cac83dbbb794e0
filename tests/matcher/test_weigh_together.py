"""Items together: couples count once, too many open ones stack, unknown on both sides counts once a rubriek."""

from dataclasses import replace

import pytest

from fixtures.tiny import FAR, HOME, UNWILLING, WILLING, demand, job, limit, person
from matcher.domain.candidate import Fit, Line, Verdict
from matcher.domain.client import Client, LksGroup
from matcher.domain.profile import Answer, Demand, Frequency
from matcher.domain.support import Instrument
from matcher.domain.vacancy import Vacancy
from matcher.policy import MatchPolicy
from tests.builders import CATALOGUE, item_of, minutes, scales_of, unknown, weighed

SOMETIMES = Frequency.INCIDENTAL
LEVELLED_COUPLES = [(couple.first, couple.second) for couple in CATALOGUE.couples if couple.first_condition is None][1:]


def test_the_couples_are_those_of_the_design() -> None:
    found = [(one.first, one.first_condition, one.second, one.second_condition) for one in CATALOGUE.couples]
    assert sorted(found) == sorted(
        [
            ("IV-13", None, "IV-14", None),
            ("IV-16", None, "IV-17", None),
            ("IV-7", None, "IV-8", None),
            ("IV-9", None, "IV-10", None),
            ("V-1", None, "V-2", None),
            ("V-3", None, "V-4", None),
            ("I-7", None, "I-8", 5),
            ("IV-3", 9, "IV-4", None),
        ]
    )


@pytest.mark.parametrize(("first", "second"), LEVELLED_COUPLES)
def test_a_couple_is_shown_twice_and_counts_once(first: str, second: str) -> None:
    client = person("K1", limit(first, 1), limit(second, 1))
    both = weighed(client, job(_one_too_many(first), _one_too_many(second)))
    assert [item_of(both, code).verdict for code in (first, second)] == [Verdict.LET_OP, Verdict.LET_OP]
    assert [item_of(both, code).is_duplicate for code in (first, second)] == [False, True]
    alone = weighed(client, job(_one_too_many(first)))
    assert not item_of(alone, first).is_duplicate
    assert _load(both) == _load(alone) == 220


@pytest.mark.parametrize(
    ("how", "can_aid", "duplicates"),
    [
        (Frequency.UNKNOWN, Answer.NO, (False, True)),  # an open one (30) over a question (10)
        (Frequency.UNKNOWN, Answer.YES, (False, True)),  # alike, both covered: the second is the double
        (Frequency.STRUCTURAL, Answer.NO, (True, False)),  # what cannot be over an open one
    ],
)
def test_of_a_couple_the_dearer_half_counts(how: Frequency, can_aid: Answer, duplicates: tuple[bool, bool]) -> None:
    client = person("K1", limit("IV-13", 1), limit("IV-14", 1))
    can = replace(UNWILLING, aid=can_aid)
    found = weighed(client, job(demand("IV-13", 0, SOMETIMES), demand("IV-14", 0, how), can=can))
    assert tuple(item_of(found, code).is_duplicate for code in ("IV-13", "IV-14")) == duplicates


def test_the_verdict_of_a_pair_sees_both_halves_of_a_couple() -> None:
    client = person("K1", limit("IV-13", 1), limit("IV-14", 1))
    vacancy = job(demand("IV-13", 0, SOMETIMES), demand("IV-14", 0, Frequency.UNKNOWN))
    assert weighed(client, vacancy).verdict is Verdict.VRAAG_NA


def test_pace_couples_with_the_condition_of_pace_alone() -> None:
    can = replace(UNWILLING, organisation=Answer.YES)
    client = person("K1", limit("I-7", 1), limit("I-8", 0, 4, 5))
    alone = weighed(client, job(demand("I-7", 0), demand("I-8", (5,)), can=can))
    assert (item_of(alone, "I-7").is_duplicate, item_of(alone, "I-8").is_duplicate) == (False, True)
    both = weighed(client, job(demand("I-7", 0), demand("I-8", (4, 5)), can=can))
    assert not item_of(both, "I-7").is_duplicate
    assert not item_of(both, "I-8").is_duplicate
    other = weighed(client, job(demand("I-7", 0), demand("I-8", (4,)), can=can))
    assert not item_of(other, "I-8").is_duplicate


def test_the_keyboard_condition_couples_with_the_keyboard() -> None:
    client = person("K1", limit("IV-3", 0, 9), limit("IV-4", 1))
    found = weighed(client, job(demand("IV-3", (9,)), minutes("IV-4", 400), can=WILLING))
    assert (item_of(found, "IV-3").is_duplicate, item_of(found, "IV-4").is_duplicate) == (False, True)


def test_support_has_to_close_both_halves_of_a_couple() -> None:
    client = replace(person("K1", limit("I-7", 1), limit("I-8", 0, 5)), lks_group=LksGroup.ESTABLISHED)
    vacancy = job(demand("I-7", 0), demand("I-8", (5,)), can=replace(UNWILLING, slower_pace=Answer.YES))
    assert weighed(client, vacancy).verdict is Verdict.KAN_NIET
    helped = weighed(client, replace(vacancy, adaptations=replace(vacancy.adaptations, organisation=Answer.YES)))
    assert helped.verdict is Verdict.LET_OP
    closed = {code for part in helped.packages[0].package.parts for code in part.closes}
    assert closed == {"I-7", "I-8"}


@pytest.mark.parametrize(
    ("codes", "is_stacked"),
    [
        (("IV-7", "IV-18"), False),
        (("IV-7", "IV-18", "IV-20"), True),
        (("IV-7", "IV-18", "IV-20", "V-5"), True),  # one in another rubriek makes them no fewer
        (("IV-7", "IV-8", "IV-18"), False),  # 7 and 8 are one
        (("IV-7", "IV-18", "V-5"), False),
        (("IV-7", "IV-18", "V-5", "V-6"), False),
        (("IV-7", "IV-18", "V-5", "V-6", "I-3"), True),
    ],
)
def test_three_open_ones_in_a_rubriek_or_five_in_all_are_too_much_together(
    codes: tuple[str, ...], is_stacked: bool
) -> None:
    client = person("K1", *(limit(code, 1) for code in codes))
    found = weighed(client, job(*(demand(code, 0, SOMETIMES) for code in codes)))
    assert found.verdict is Verdict.LET_OP
    assert found.is_stacked == is_stacked
    assert found.is_proposable == (not is_stacked)


def test_the_strictest_policy_on_stacking_asks_nothing_of_a_pair_without_an_open_one() -> None:
    strictest = scales_of((HOME, FAR), policy=MatchPolicy(stack_in_rubriek=1))
    client = person("K1", limit("IV-18", 1))
    assert not weighed(client, job(), strictest).is_stacked
    assert weighed(client, job(demand("IV-18", 0, SOMETIMES)), strictest).is_stacked


def test_what_support_covers_and_what_is_above_the_norm_does_not_stack() -> None:
    codes = ("IV-7", "IV-8", "IV-15", "IV-20", "IV-16")
    limited = person("K1", *(limit(code, 1) for code in codes))
    covered = weighed(limited, job(*(demand(code, 0) for code in codes), can=WILLING))
    above = weighed(person(), job(*(demand(code, -1) for code in codes)))
    for found in (covered, above):
        assert found.verdict is Verdict.LET_OP
        assert not found.is_stacked
        assert _load(found) == 250


def test_stacking_never_takes_the_load_below_its_floor() -> None:
    codes = ("I-3", "I-9", "II-8", "II-9", "IV-7", "IV-18", "IV-20", "V-5", "V-6")
    client = person("K1", *(limit(code, 1) for code in codes))
    found = weighed(client, job(*(demand(code, 0, SOMETIMES) for code in codes)))
    assert (_load(found), found.is_stacked) == (80, True)


def test_unknown_on_both_sides_counts_once_a_rubriek() -> None:
    for codes, points in ((("IV-18",), 240), (("IV-18", "IV-20", "IV-15"), 240), (("IV-18", "V-5"), 230)):
        client = replace(person(), profile=replace(person().profile, coverage=()))
        found = weighed(client, job(*(unknown(code) for code in codes)))
        assert _load(found) == points


def test_a_known_question_beside_unknown_on_both_sides_counts_apart() -> None:
    found = weighed(person(without="IV"), job(unknown("IV-18"), demand("IV-20", 0)))
    assert _load(found) == 230


def test_questions_together_cost_at_most_fifty() -> None:
    codes = ("IV-7", "IV-9", "IV-12", "IV-13", "IV-15", "IV-16", "IV-18")
    found = weighed(person(without="IV"), job(*(demand(code, 0) for code in codes)))
    assert _load(found) == 200


def test_a_question_on_half_a_couple_costs_no_less_than_its_answer() -> None:
    """Filling an unknown with the norm never lowers the points: the other half did not get lighter by not knowing."""
    open_half, vacancy = limit("IV-14", 1), job(demand("IV-13", 0), demand("IV-14", 0, SOMETIMES))
    asked = weighed(person("K1", open_half, without="IV"), vacancy)
    known = weighed(person("K1", open_half), vacancy)
    assert item_of(asked, "IV-13").verdict is Verdict.VRAAG_NA
    assert item_of(known, "IV-13").verdict is Verdict.PAST
    assert 0 <= _load(known) - _load(asked) <= 50


def test_the_verdict_of_a_pair_is_the_worst_of_its_items() -> None:
    client = person("K1", limit("IV-18", 1), limit("II-11", 1), limit("IV-13", 1))
    steps: list[Demand] = []
    seen = []
    for one in (demand("I-1", 0), demand("IV-18", 0, SOMETIMES), demand("II-11", 1), demand("IV-13", 0)):
        steps.append(one)
        seen.append(weighed(client, job(*steps)).verdict)
    assert seen == [Verdict.PAST, Verdict.LET_OP, Verdict.VRAAG_NA, Verdict.KAN_NIET]


def test_a_pair_that_cannot_be_has_no_package() -> None:
    client: Client = person("K1", limit("IV-18", 2), limit("IV-13", 1))
    vacancy: Vacancy = job(demand("IV-18", 0), demand("IV-13", 0), can=WILLING)
    assert weighed(client, vacancy).packages == ()
    lighter = replace(client, profile=replace(client.profile, values=(limit("IV-13", 1),)))
    assert weighed(lighter, vacancy).packages[0].package.instruments == (Instrument.AID,)


def _one_too_many(code: str) -> Demand:
    item = CATALOGUE.by_code(code)
    if item.per_day:
        # More than the ceiling of level 1 on 360 of 480 minutes, less than would shut the gate of postures.
        return minutes(code, item.day_ceilings[0] * 4 // 3 + 2, SOMETIMES)
    return demand(code, 0, SOMETIMES)


def _load(found: Fit) -> int:
    return next(line.points for line in found.contributions if line.line is Line.LOAD)
