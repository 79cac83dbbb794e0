"""Every legal case in `cases/*.toml`: a sentence, the inputs, what the law gives, and the arithmetic by hand."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from matcher.rules import (
    JobcoachRegime,
    Refusal,
    Rulebook,
    SubsidyCase,
    TaskPerformance,
    WageGroup,
    check_forfait_period,
    coach_minutes_per_week,
    hour_wage_cents,
    loonkostensubsidie,
    loonwaarde_from_tasks,
    rule_day,
)

Case = Mapping[str, Any]
FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
CASES = [case for file in FILES for case in tomllib.loads(file.read_text(encoding="utf-8"))["cases"]]
COMMON = {"says", "kind", "why", "origin", "day", "refused"}
RULEBOOK = Rulebook.load()


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
    found = {number.name: number for number in RULEBOOK.on(case["day"]).numbers}.get(case["name"])
    if found is not None and "confidence" in case:
        assert found.confidence == case["confidence"]
    return str(found.amount) if found is not None else "none"


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
}


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_case_gives_what_the_law_gives(case: Case) -> None:
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
    _, expected, inputs = KINDS[case["kind"]]
    assert set(case) <= COMMON | inputs | {expected}
    assert (expected in case) != ("refused" in case)
    assert case["origin"] in {"hand", "published"}
    assert case["why"].strip()
    assert isinstance(case["day"], date)


def test_sentences_of_cases_differ() -> None:
    says = [case["says"] for case in CASES]
    assert len(says) == len(set(says))


def test_there_are_at_least_sixty_cases_and_each_file_has_some() -> None:
    assert len(CASES) >= 60
    assert len(FILES) == 8
