"""What a pair says beside its items: who differs, what a colleague gets, what to establish, and when to look."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.domain.answer import Answer
from matcher.domain.candidate import Contradiction, Fit, Verdict
from matcher.domain.profile import CapacityValue, Source
from matcher.domain.support import Instrument, MovedTask, PackagePart
from tests.web.made import item, proposal
from web.language.pair import by_role, pair_words

TASKS = {"vegen": "De vloer vegen"}


def weighed() -> Fit:
    """Give a pair with one item that support closes."""
    return replace(proposal("K1", "V1", item("IV-13", Verdict.LET_OP)).fit, contributions=())


def with_package(**changes: object) -> Fit:
    """Give a weighed pair whose only package leaves a task to a colleague."""
    fit = weighed()
    part = PackagePart(
        instrument=Instrument.LEAVE_OUT,
        closes=("IV-13",),
        employer=Answer.YES,
        moved=(MovedTask(task="vegen", week_minutes=90),),
    )
    package = replace(fit.packages[0].package, **{"parts": (part,), **changes})
    return replace(fit, packages=(replace(fit.packages[0], package=package),))


def test_sources_that_differ_are_a_question_to_the_expert_with_both_values_and_what_changes() -> None:
    looser = CapacityValue(item="IV-13", level=0, source=Source.CASEWORKER, recorded_on=date(2026, 9, 1))
    differs = Contradiction(item="IV-13", looser=looser, verdict=Verdict.PAST, is_proposable=True)
    words = pair_words(replace(weighed(), contradictions=(differs,)), 0, "nl")
    asked = dict(by_role(words.questions))["de arbeidsdeskundige"]
    assert asked == (
        "Tillen: twee bronnen zeggen iets anders. Strengste: 10 kg (arbeidsdeskundige, 12 juni 2026). Andere: 15 kg "
        "of meer (klantmanager, 1 september 2026). Wat klopt? Met het andere is het oordeel: past.",
    )


def test_what_a_colleague_gets_as_well_is_said_in_hours() -> None:
    package = pair_words(with_package(), 0, "nl", tasks=TASKS).package
    assert package is not None
    assert package.parts[0].moved == ("Een collega krijgt erbij: De vloer vegen, 1,5 uur per week.",)
    assert package.parts[0].employer_answer == "De werkgever zei hier ja op."


@pytest.mark.parametrize(("asks_group", "n_asked"), [(True, 1), (False, 0)])
def test_an_unknown_group_is_a_thing_to_establish(asks_group: bool, n_asked: int) -> None:
    words = pair_words(with_package(asks_group=asks_group), 0, "nl")
    said = [question.text for question in words.questions if question.text.startswith("Stel de doelgroep vast")]
    assert len(said) == n_asked
    assert words.package is not None
    assert bool(words.package.group) is asks_group


def test_support_names_the_day_to_look_together() -> None:
    package = pair_words(with_package(follow_up_on=date(2027, 1, 25)), 0, "en").package
    assert package is not None
    assert package.follow_up == "Look together before 25 January 2027 whether this support works well."


def test_a_pair_that_cannot_be_says_so_and_has_no_points() -> None:
    fit = replace(weighed(), is_stacked=True, packages=())
    words = pair_words(fit, None, "nl")
    assert (words.points, words.packages) == (None, ())
    assert "arbeidsdeskundige" in words.refusal
