"""What a budget says adds up: used and available give what is short; what already runs above it is told apart."""

import pytest

from solver.planned import BudgetUse
from web.language.outcomes import budget_words


def use(*, granted: int, available: int, used: int, short: int) -> BudgetUse:
    return BudgetUse(
        gemeente="Leiden", kind="coach_minutes", granted=granted, available=available, used=used, short=short, people=2
    )


@pytest.mark.parametrize(
    ("made", "plan_short", "running_over"),
    [
        (use(granted=600, available=240, used=300, short=60), 60, 0),
        (use(granted=600, available=240, used=180, short=0), 0, 0),
        (use(granted=600, available=0, used=90, short=150), 90, 60),
        (use(granted=600, available=0, used=0, short=60), 0, 60),
    ],
)
def test_what_is_short_is_used_less_available_and_the_rest_already_runs(
    made: BudgetUse, plan_short: int, running_over: int
) -> None:
    assert (made.plan_short, made.running_over) == (plan_short, running_over)
    assert made.plan_short == max(0, made.used - made.available)
    assert made.plan_short + made.running_over == made.short


def test_the_sentence_names_what_already_runs_apart() -> None:
    words = budget_words(use(granted=600, available=0, used=90, short=150), "nl")
    assert words.sentence == (
        "1,5 uur nodig, 0,0 uur beschikbaar, 1,5 uur tekort. Wat al loopt, is 1,0 uur meer dan er was toegekend."
    )
    assert (words.short, words.over, words.is_short) == ("1,5 uur", "1,0 uur", True)


def test_a_plan_that_fits_is_not_called_short_because_of_what_already_runs() -> None:
    words = budget_words(use(granted=600, available=0, used=0, short=60), "en")
    assert not words.is_short
    assert words.sentence.endswith("What already runs is 1.0 hours more than was granted.")
