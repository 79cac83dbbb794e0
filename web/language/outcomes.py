"""What a night says as a whole: budgets, why somebody has no proposal, what was proven, and what changed."""

from dataclasses import dataclass

from matcher.domain.candidate import Gate
from solver.planned import BudgetUse, Outcome, SolveReport
from web.language.items import item_name
from web.language.numbers import hours, millionths, money, whole
from web.language.pages import counted, say
from web.language.terminal import label

NO_LIMIT = -1
ONCE = "once_cents"
BOUNDED = "bounded"
OTHER_REASONS = ("stapeling", "geen_steun", "wacht_op_plek", "niet_gewogen")
REASONS = (*(str(gate) for gate in Gate), *OTHER_REASONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetWords:
    """One budget in words: minutes as hours, cents as money.

    Attributes
    ----------
    short
        Used above available by this plan.
    over
        What already runs above what was granted; empty where it does not.
    """

    gemeente: str
    label: str
    granted: str
    available: str
    used: str
    short: str
    over: str
    people: str
    sentence: str
    is_short: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeWords:
    """Why somebody has no proposal, and what can be done."""

    title: str
    sentence: str
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SolveWords:
    """What was proven about a plan: as a label, as a distance, and as sentences."""

    status: str
    gap: str
    sentence: str


def budget_words(use: BudgetUse, language: str) -> BudgetWords:
    """Put the use of a budget into words: what is needed, what there is, and what is short; never that it is gone."""
    used, short = _amount(use.kind, use.used, language), _amount(use.kind, use.plan_short, language)
    over = _amount(use.kind, use.running_over, language)
    available = _amount(use.kind, use.available, language)
    code = "no_limit" if use.available == NO_LIMIT else "short" if use.plan_short else "enough"
    sentence = say(f"w_outcomes.budget.{code}", language, used=used, available=available, short=short)
    if use.running_over:
        sentence = f"{sentence} {say('w_outcomes.budget.over', language, over=over)}"
    return BudgetWords(
        gemeente=use.gemeente,
        label=say(f"w_outcomes.budget.{use.kind}", language),
        granted=_amount(use.kind, use.granted, language),
        available=available,
        used=used,
        short=short,
        over=over if use.running_over else "",
        people=counted("w_outcomes.budget.people", use.people, language),
        sentence=sentence,
        is_short=use.plan_short > 0,
    )


def _amount(kind: str, value: int, language: str) -> str:
    if value == NO_LIMIT:
        return say("w_outcomes.budget.unlimited", language)
    if kind == ONCE:
        return money(value, language)
    return say("w_outcomes.budget.hours", language, hours=hours(value, language))


def outcome_words(outcome: Outcome, language: str) -> OutcomeWords:
    """Say why somebody has no proposal, how many vacancies fell to it, and what can be done."""
    code, item = _of_reason(outcome.code, language)
    title = code if code == "wacht_op_plek" else "other"
    why = "why_one" if outcome.count == 1 else "why"
    return OutcomeWords(
        title=say(f"w_outcomes.title.{title}", language),
        sentence=say(f"w_outcomes.{why}.{code}", language, count=whole(outcome.count, language), item=item),
        next=say(f"w_outcomes.next.{code}", language),
    )


def outcome_name(code: str, language: str) -> str:
    """Give a reason in a few words, as a list counts it."""
    known, item = _of_reason(code, language)
    return say(f"w_outcomes.name.{known}", language, item=item)


def dropped_name(code: str, language: str) -> str:
    """Give the reason pairs were dropped for; the same words as of an outcome."""
    return outcome_name(code, language)


def _of_reason(code: str, language: str) -> tuple[str, str]:
    """Give the code of the text, and the item's name where the reason is an item."""
    return (code, "") if code in REASONS else ("item", item_name(code, language))


def solve_words(report: SolveReport, language: str) -> SolveWords:
    """Say what was proven; a bound says *at most*, so its distance is written rounded up."""
    gap = ""
    if report.gap_ppm is not None:
        is_bounded = report.status == BOUNDED
        gap = millionths(report.gap_ppm + 1, language) if is_bounded or report.gap_ppm else ""
    code = "bounded_unknown" if report.status == BOUNDED and not gap else report.status
    distance = "gap_unknown" if report.gap_ppm is None else "gap" if gap else "gap_zero"
    sentence = say(f"w_outcomes.solve.{code}", language, gap=gap)
    if report.is_cut_short:
        last = stage_name(report.stages[-1][0], language)
        sentence = f"{sentence} {say('w_outcomes.solve.cut_short', language, stage=last)}"
    return SolveWords(
        status=label(f"solve.{report.status}", language),
        gap=say(f"w_outcomes.solve.{distance}", language, gap=gap),
        sentence=sentence,
    )


def stage_name(name: str, language: str) -> str:
    """Give the name of a stage of the solver."""
    return say(f"w_outcomes.stage.{name}", language)


def change_word(code: str, language: str) -> str:
    """Say how a pair differs from the night before: ``new``, ``gone`` or ``same``."""
    return say(f"w_outcomes.change.{code}", language)
