"""Every legal case in `cases/*.toml`: a sentence, the inputs, what the law gives, and the arithmetic by hand."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction

import pytest

from matcher.domain.client import LegalGroup
from matcher.rules import (
    JobcoachRegime,
    Refusal,
    RefusalCode,
    Rulebook,
    SubsidyCase,
    TaskPerformance,
    Unit,
    WageGroup,
    check_forfait_period,
    coach_minutes_per_week,
    hour_wage_cents,
    loonkostensubsidie,
    loonwaarde_from_tasks,
    rule_day,
)
from tests.rules.case_files import Case, cases, cases_of, files
from tests.rules.kinds_of_support import SUPPORT

CASES = cases()
COMMON = {"says", "kind", "why", "origin", "source", "day", "refused"}
RULEBOOK = Rulebook.load()
DAY = timedelta(days=1)
UNKNOWN, ENDED, NONE = "onbekend", "vervallen", "geen"


def _subsidy(case: Case) -> int:
    start, day = case["start"], case["day"]
    rules = RULEBOOK.on(rule_day(start, day))
    if "loonwaarde" not in case:
        check_forfait_period(start, day, rules)
    contract = SubsidyCase(
        hours=Fraction(case["hours"]),
        loonwaarde=case.get("loonwaarde"),
        group=WageGroup(case.get("group", "21")),
        fulltime_hours=Fraction(case["fulltime_hours"]) if "fulltime_hours" in case else None,
        base_cents=case.get("base_cents"),
        has_employer_charges=case.get("employer_charges", True),
    )
    return loonkostensubsidie(contract, rules).cents_per_month


def _loonwaarde(case: Case) -> int:
    tasks = [
        TaskPerformance(
            name=task["name"],
            pace=Fraction(task["pace"]) / 100,
            quality=Fraction(task["quality"]) / 100,
            net_time=Fraction(task["net_time"]) / 100,
            time_share=Fraction(task["time_share"]) / 100,
        )
        for task in case["tasks"]
    ]
    return loonwaarde_from_tasks(tasks, RULEBOOK.on(case["day"])).percent


def _coach(case: Case) -> int:
    return coach_minutes_per_week(
        RULEBOOK.on(case["day"]).jobcoach,
        regime=JobcoachRegime(case["regime"]),
        year=case["year"],
        contract_minutes_per_week=case["contract_minutes"],
    )


def _hour_wage(case: Case) -> int:
    return hour_wage_cents(RULEBOOK.on(case["day"]).minimum_wage, WageGroup(case["group"]))


def _number(case: Case) -> str:
    """Give a value as it is written in a law: euros, percentages, hours; and why there is none."""
    file, day = case["name"].partition(".")[0], case["day"]
    table = RULEBOOK.tables.get(file) or RULEBOOK.local["standaard"][file]
    if day < table.known_from:
        with pytest.raises(Refusal) as refusal:
            RULEBOOK.number(case["name"], day)
        assert refusal.value.code is RefusalCode.BEFORE_THE_LAW
        return UNKNOWN
    number, held = RULEBOOK.number(case["name"], day), table.on(day)
    if number is None:
        return ENDED if held is not None and held.ended else NONE
    if "confidence" in case:
        assert number.confidence == case["confidence"]
    exact = number.amount * {Unit.SHARE: 100, Unit.CENTS: Fraction(1, 100)}.get(number.unit, 1)
    return str(case["expected"]) if _is_amount(case["expected"], exact) else str(exact)


def _is_amount(text: str, exact: Fraction) -> bool:
    return text not in {UNKNOWN, ENDED, NONE} and Fraction(text) == exact


def _right(case: Case) -> str:
    right = RULEBOOK.right(case["name"], case["day"])
    basis = right.basis(LegalGroup(case["group"]), is_lks_group=case["is_lks_group"])
    if basis is not None and "confidence" in case:
        assert basis.confidence == case["confidence"]
    return basis.article if basis else NONE


KINDS: Mapping[str, tuple[Callable[[Case], object], str, frozenset[str]]] = {
    "subsidy": (
        _subsidy,
        "expected_cents",
        frozenset({"start", "hours", "loonwaarde", "group", "fulltime_hours", "base_cents", "employer_charges"}),
    ),
    "loonwaarde": (_loonwaarde, "expected_percent", frozenset({"tasks"})),
    "coach": (_coach, "expected_minutes", frozenset({"regime", "year", "contract_minutes"})),
    "hour_wage": (_hour_wage, "expected_cents", frozenset({"group"})),
    "number": (_number, "expected", frozenset({"name", "confidence"})),
    "right": (_right, "expected", frozenset({"name", "group", "is_lks_group", "confidence"})),
}


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_case_gives_what_the_law_gives(case: Case) -> None:
    if case["kind"] in SUPPORT:
        said_of, unsaid, _ = SUPPORT[case["kind"]]
        wanted, said = {**unsaid, **case["gives"]}, said_of(case)
        assert {key: said[key] for key in wanted} == wanted
        return
    work_out, expected, _ = KINDS[case["kind"]]
    if "refused" in case:
        with pytest.raises(Refusal) as refusal:
            work_out(case)
        assert refusal.value.code == case["refused"]
        return
    assert work_out(case) == case[expected]


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_case_is_written_in_full(case: Case) -> None:
    """A misspelt key would silently test something else."""
    kind = case["kind"]
    expected, inputs = ("gives", SUPPORT[kind][2]) if kind in SUPPORT else KINDS[kind][1:]
    assert set(case) <= COMMON | inputs | {expected}
    assert (expected in case) != ("refused" in case)
    assert case["origin"] in {"hand", "published"}
    assert ("source" in case) == (case["origin"] == "published"), "a published amount names where it was published"
    assert case["why"].strip()
    assert isinstance(case["day"], date)


def test_sentences_of_cases_differ() -> None:
    says = [case["says"] for case in CASES]
    assert len(says) == len(set(says))


def test_there_are_enough_cases_and_each_file_has_some() -> None:
    """The plain cases alone are enough: those of a change come on top of them."""
    plain = [case for case in CASES if case["kind"] not in {"number", "right"}]
    assert len(plain) >= 120
    assert len([case for case in plain if case["origin"] == "published"]) >= 40
    assert all(any(cases_of(file.read_text(encoding="utf-8"))) for file in files())


def dated_values() -> tuple[tuple[str, date, date], ...]:
    """Give each key of each dated value with its first and its last day, of the law and of the standard."""
    found = []
    for table in (*RULEBOOK.tables.values(), *RULEBOOK.local["standaard"].values()):
        keys = {key for value in table.values for key, _ in value.numbers}
        firsts = [value.valid_from for value in table.values]
        for first, following in zip(firsts, [*firsts[1:], None], strict=True):
            last = following - DAY if following else RULEBOOK.known_until
            found += [(f"{table.name}.{key}" if key else table.name, first, last) for key in sorted(keys)]
    return tuple(found)


@pytest.mark.parametrize(("name", "first", "last"), dated_values(), ids=lambda value: str(value))
def test_every_dated_value_is_reached_before_on_and_after(name: str, first: date, last: date) -> None:
    asked = {case["day"] for case in CASES if case["kind"] == "number" and case["name"] == name}
    assert {first - DAY, first, last} <= asked


def grounds() -> tuple[tuple[tuple[str, ...], frozenset[str], bool, date], ...]:
    """Give each dated ground: kinds of support, groups, whether it is a claim, first day."""
    found: list[tuple[tuple[str, ...], frozenset[str], bool, date]] = []
    for table in RULEBOOK.rights.values():
        found += [(table.kinds, frozenset(ground.groups), False, ground.valid_from) for ground in table.grants]
        if table.claim is not None:
            found.append((table.kinds, frozenset(), True, table.claim.valid_from))
    return tuple(found)


def _name_of(value: object) -> str:
    """Name a value the same in every process: what has no order is put in one."""
    return "-".join(sorted(map(str, value))) if isinstance(value, tuple | frozenset) else str(value)


@pytest.mark.parametrize(("kinds", "groups", "is_claim", "first"), grounds(), ids=_name_of)
def test_every_dated_ground_is_reached_before_on_and_after(
    kinds: tuple[str, ...], groups: frozenset[str], is_claim: bool, first: date
) -> None:
    asked = {
        case["day"]
        for case in CASES
        if case["kind"] == "right"
        and case["name"] in kinds
        and (case["is_lks_group"] if is_claim else case["group"] in groups)
    }
    assert {first - DAY, first, RULEBOOK.known_until} <= asked
