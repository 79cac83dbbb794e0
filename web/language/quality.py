"""How good the data of a night are, in words: how many people could be found, and what is not known."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from matcher.domain.question import Acquisition
from web.language.names import occupation_name
from web.language.numbers import share, whole
from web.language.pages import say
from web.language.said import hour_words


class Totals(Protocol):
    """What is known of a whole caseload, added up."""

    @property
    def people(self) -> int: ...
    @property
    def people_if_known(self) -> int: ...
    @property
    def pairs(self) -> int: ...
    @property
    def pairs_if_known(self) -> int: ...
    @property
    def sure(self) -> int: ...
    @property
    def sure_if_known(self) -> int: ...
    @property
    def stale(self) -> int: ...
    @property
    def contradicted(self) -> int: ...
    @property
    def with_unknown(self) -> int: ...
    @property
    def with_derived(self) -> int: ...
    @property
    def client_items_known(self) -> int: ...
    @property
    def client_items(self) -> int: ...
    @property
    def client_facts_known(self) -> int: ...
    @property
    def client_facts(self) -> int: ...
    @property
    def vacancy_items_known(self) -> int: ...
    @property
    def vacancy_items(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityWords:
    """Data quality in words: two sentences, and figures with their names."""

    findable: str
    sure: str
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderWords:
    """An order to the employers' desk in words; `hours` is what the people can work."""

    occupation: str
    area: str
    people: int
    hours: str
    due_on: date


def quality_words(found: Totals, language: str) -> QualityWords:
    """Put the totals of a night into words."""
    known = (
        ("client_items", found.client_items_known, found.client_items),
        ("client_facts", found.client_facts_known, found.client_facts),
        ("vacancy_items", found.vacancy_items_known, found.vacancy_items),
    )
    counted = (
        ("stale", found.stale),
        ("contradicted", found.contradicted),
        ("with_unknown", found.with_unknown),
        ("with_derived", found.with_derived),
    )
    return QualityWords(
        findable=say(
            "run.findable",
            language,
            people=whole(found.people, language),
            known=whole(found.people_if_known, language),
            pairs=whole(found.pairs, language),
            pairs_known=whole(found.pairs_if_known, language),
        ),
        sure=say("run.sure", language, sure=whole(found.sure, language), known=whole(found.sure_if_known, language)),
        figures=(
            *((say(f"run.known.{code}", language), share(part, all_, language) or "–") for code, part, all_ in known),
            *((say(f"run.known.{code}", language), whole(count, language)) for code, count in counted),
        ),
    )


def order_words(found: Acquisition, language: str) -> OrderWords:
    """Put an order to the employers' desk into words."""
    low, high = found.week_minutes_from, found.week_minutes_to
    if not high:
        hours = say("frame.unknown", language)
    elif low == high:
        hours = hour_words(low, language)
    else:
        hours = say("run.hours_range", language, low=hour_words(low, language), high=hour_words(high, language))
    return OrderWords(
        occupation=occupation_name(found.occupation, language),
        area=found.area,
        people=found.people,
        hours=hours,
        due_on=found.due_on,
    )
