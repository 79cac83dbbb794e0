"""A loonwaarde in words: what is known, what it rests on task by task, and the subsidy over its range."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from matcher.catalogue.task_kinds import load_task_kinds
from matcher.domain.loonwaarde import (
    Composition,
    EstimateKind,
    FunctionValue,
    LoonwaardeEstimate,
    SourceState,
    TaskEstimate,
    TaskSource,
    TaskState,
)
from matcher.domain.task_kind import TaskKind
from matcher.municipal import MunicipalEffect, SavingReason
from matcher.wage_costs import CostCondition, SubsidyFigure
from web.language.law import Language, percentage
from web.language.names import occupation_name
from web.language.numbers import day, money
from web.language.pages import counted, say

WHOLE_PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskWords:
    """One task: its name and kind, its part of the time, what was seen of it, and what that comes to."""

    name: str
    kind: str
    time: str
    seen: tuple[str, ...]
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWords:
    """One line of the subsidy over the range; an amount that cannot be said is a word."""

    name: str
    loonwaarde: str
    per_month: str
    per_year: str
    per_contract: str
    remainder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalWords:
    """What the gemeente pays and saves, apart from everything about the person."""

    cost: str
    saving: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoonwaardeWords:
    """Everything that is told of a loonwaarde.

    Attributes
    ----------
    found
        The figures, or that there are none.
    reasons
        What a reader has to know beside them.
    official
        That this is no established loonwaarde; empty where there are no figures.
    """

    found: str
    reasons: tuple[str, ...]
    official: str
    tasks: tuple[TaskWords, ...]
    functions: tuple[str, ...]

    @property
    def is_seen(self) -> bool:
        """Whether anybody saw the person do any of the tasks."""
        return any(task.seen for task in self.tasks)


def loonwaarde_words(estimate: LoonwaardeEstimate, tasks: Mapping[str, str], language: Language) -> LoonwaardeWords:
    """Put an estimate into words.

    Parameters
    ----------
    tasks
        Words for the tasks of the vacancy, by key; a task without words is named by its key.
    """
    return LoonwaardeWords(
        found=_found(estimate, language),
        reasons=tuple(say(f"w_loonwaarde.reason.{reason}", language) for reason in estimate.reasons),
        official=say("w_loonwaarde.official", language) if estimate.is_known else "",
        tasks=tuple(_task(task, tasks, language) for task in estimate.tasks),
        functions=tuple(_function(value, language) for value in estimate.functions),
    )


def kind_name(code: str, language: str) -> str:
    """Give the name of a kind of task; one of an older delivery that is no kind any more is shown by its code."""
    if code not in set(TaskKind):
        return code
    words = load_task_kinds().of(TaskKind(code))
    return words.nl if language == "nl" else words.en


def figure_words(figures: Iterable[SubsidyFigure], language: Language) -> tuple[FigureWords, ...]:
    """Put the subsidy over the range into words, line by line."""
    return tuple(_figure(figure, language) for figure in figures)


def condition_words(conditions: Iterable[CostCondition], language: str) -> tuple[str, ...]:
    """Say what has to be so for the figures to hold."""
    return tuple(say(f"w_loonwaarde.condition.{condition}", language) for condition in conditions)


def municipal_words(effect: MunicipalEffect, language: Language) -> MunicipalWords:
    """Say what the gemeente pays and saves."""
    return MunicipalWords(
        cost=_cost(effect, language),
        saving=_saving(effect, language),
        note=say("w_loonwaarde.municipal.assumed", language) if effect.is_assumed else "",
    )


def _found(estimate: LoonwaardeEstimate, language: Language) -> str:
    if estimate.low is None or estimate.high is None:
        return say("w_loonwaarde.found.onbekend", language)
    ends = {"low": _percent(estimate.low, language), "high": _percent(estimate.high, language)}
    if estimate.expected is None:
        return say("w_loonwaarde.found.zonder_midden", language, **ends)
    kind = EstimateKind(estimate.kind)
    return say(f"w_loonwaarde.found.{kind}", language, expected=_percent(estimate.expected, language), **ends)


def _task(task: TaskEstimate, tasks: Mapping[str, str], language: Language) -> TaskWords:
    unknown_kind = "" if task.state is TaskState.UNNAMED else say("w_loonwaarde.task.kind_unknown", language)
    if task.state is TaskState.COUNTED:
        seen = [source.performance for source in task.used]
        result = percentage(_rounded(sum(seen, Fraction(0)) / len(seen)), language)
    else:
        result = say(f"w_loonwaarde.task_state.{task.state}", language)
    return TaskWords(
        name=tasks.get(task.task, task.task) if task.task else say("w_loonwaarde.task.unnamed", language),
        kind=kind_name(task.kind, language) if task.kind else unknown_kind,
        time=percentage(_rounded(task.time_part), language) if task.time_share else "–",
        seen=tuple(_source(source, language) for source in task.sources),
        result=result,
    )


def _source(source: TaskSource, language: Language) -> str:
    value = source.value
    who = say("w_loonwaarde.source.measured", language, source=value.source) if value.is_measured else value.source
    said = say(
        "w_loonwaarde.source.factors",
        language,
        pace=_percent(value.pace, language),
        quality=_percent(value.quality, language),
        net_time=_percent(value.net_time, language),
        result=percentage(_rounded(source.performance), language),
        source=who,
        day=day(value.recorded_on, language),
    )
    if source.state is SourceState.USED:
        return said
    return f"{said}: {say(f'w_loonwaarde.source.{source.state}', language)}"


def _function(value: FunctionValue, language: Language) -> str:
    said = say(
        "w_loonwaarde.function.said",
        language,
        occupation=occupation_name(value.occupation, language),
        percent=_percent(value.percent, language),
        source=value.source,
        day=day(value.recorded_on, language),
    )
    state = say(f"w_loonwaarde.function_state.{value.state}", language)
    if value.overlap is None or not value.is_measured:
        return f"{said}: {state}"
    code = "by_profile" if value.composition is Composition.PROFILE else "overlap"
    overlap = say(f"w_loonwaarde.function.{code}", language, overlap=_percent(value.overlap, language))
    return f"{said}, {overlap}: {state}"


def _figure(figure: SubsidyFigure, language: Language) -> FigureWords:
    unknown, none = (say(f"w_loonwaarde.figure.{code}", language) for code in ("unknown", "none"))
    contract = unknown
    if figure.per_contract is not None and figure.months is not None:
        length = counted("w_loonwaarde.figure.months", figure.months, language)
        contract = f"{money(figure.per_contract, language)} ({length})"
    return FigureWords(
        name=say(f"w_loonwaarde.figure.{figure.kind}", language),
        loonwaarde="–" if figure.loonwaarde is None else _percent(figure.loonwaarde, language),
        per_month=money(figure.per_month, language),
        per_year="–" if figure.per_year is None else money(figure.per_year, language),
        per_contract=contract,
        remainder=money(figure.remainder, language) if figure.remainder else none,
    )


def _cost(effect: MunicipalEffect, language: Language) -> str:
    if effect.least_cost is None or effect.most_cost is None:
        return ""
    least, most = money(effect.least_cost, language), money(effect.most_cost, language)
    if least == most:
        return say("w_loonwaarde.municipal.cost_one", language, least=least)
    return say("w_loonwaarde.municipal.cost", language, least=least, most=most)


def _saving(effect: MunicipalEffect, language: Language) -> str:
    if effect.reason is not SavingReason.AT_MOST or effect.saved_alone is None or effect.saved_couple is None:
        return say(f"w_loonwaarde.saving.{effect.reason}", language)
    alone, couple = money(effect.saved_alone, language), money(effect.saved_couple, language)
    return say("w_loonwaarde.saving.hoogstens", language, alone=alone, couple=couple)


def _percent(whole: int, language: Language) -> str:
    return percentage(Fraction(whole, WHOLE_PERCENT), language)


def _rounded(part: Fraction) -> Fraction:
    """Give a share to a tenth of a percent, half up, for the eye; the figures are worked out before."""
    tenths = (2 * part * 1000 + 1) // 2
    return Fraction(tenths, 1000)
