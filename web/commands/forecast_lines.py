"""A loonwaarde and the subsidy over its range as lines of text, the way the page of a proposal tells them."""

from collections.abc import Iterator, Mapping

from web.commands.tables import columns, wrapped
from web.language import numbers
from web.language.law import Language
from web.language.loonwaarde import (
    LoonwaardeWords,
    condition_words,
    figure_words,
    loonwaarde_words,
    municipal_words,
)
from web.language.pages import say
from web.language.subsidy import basis_words, subsidy_lines
from web.store.records import Amount

FIGURE_COLUMNS = ("loonwaarde", "per_month", "per_year", "per_contract", "remainder")


def forecast_lines(amount: Amount, tasks: Mapping[str, str], week_minutes: int, language: Language) -> Iterator[str]:
    """Give the forecast of a pair: its one amount or its range, the calculation, what it rests on, and the gemeente.

    Parameters
    ----------
    tasks
        Words for the tasks of the vacancy, by key.
    week_minutes
        Working time the forecast was made for.
    """
    month = [] if amount.cents_per_month is None else [numbers.money(amount.cents_per_month, language)]
    head = [say("proposal.month", language, amount=one) for one in month]
    yield from wrapped(". ".join([*head, basis_words(amount, language)]), indent=2)
    yield from _figures(amount, language)
    for words in condition_words(amount.conditions, language):
        yield from wrapped(words, indent=2)
    lines = subsidy_lines(amount.steps, week_minutes, language)
    yield from columns([(line.label, line.amount, line.article, line.valid_from) for line in lines], right=(1,))
    if amount.estimate is not None:
        yield from _loonwaarde(loonwaarde_words(amount.estimate, tasks, language), language)
    if amount.municipal is not None:
        yield ""
        yield say("w_loonwaarde.municipal.title", language)
        said = municipal_words(amount.municipal, language)
        for words in (say("w_loonwaarde.municipal.apart", language), said.cost, said.saving, said.note):
            yield from wrapped(words, indent=2)


def _figures(amount: Amount, language: Language) -> Iterator[str]:
    if not amount.figures:
        return
    head = ("", *(say(f"w_loonwaarde.figure.{name}", language) for name in FIGURE_COLUMNS))
    rows = [
        (line.name, line.loonwaarde, line.per_month, line.per_year, line.per_contract, line.remainder)
        for line in figure_words(amount.figures, language)
    ]
    yield from columns([head, *rows], right=(1, 2, 3, 4, 5))


def _loonwaarde(words: LoonwaardeWords, language: str) -> Iterator[str]:
    yield ""
    yield say("w_loonwaarde.title", language)
    for said in (words.found, words.official, *words.reasons, *words.functions):
        yield from wrapped(said, indent=2)
    for task in words.tasks:
        kind = f" ({task.kind})" if task.kind else ""
        yield from wrapped(f"{task.name}{kind}, {task.time}: {task.result}", indent=2)
        for seen in task.seen:
            yield from wrapped(seen, indent=4)
