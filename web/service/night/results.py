"""What a plan gives beside its proposals, kind by kind, as it is kept and exported."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from matcher.domain.argument import OUTCOMES
from matcher.domain.quality import Quality
from solver.planned import Opened, Plan
from web.store.records import QualityTotals
from web.store.results import (
    ACQUISITIONS,
    AD_QUESTIONS,
    CLIENT_QUALITY,
    INVESTMENTS,
    KEPT_OUT,
    NEXT_STEPS,
    OPENED,
    QUESTIONS,
    VACANCY_QUALITY,
    Kind,
)

MOST_NAMED = 10
"""Of what a step opens, so many vacancies are kept by name; how many it opens is kept exactly."""
WHOLE_CASELOAD = ("people", "people_if_known", "pairs", "pairs_if_known", "sure", "sure_if_known")


def results_of(plan: Plan) -> Iterator[tuple[Kind[Any], Sequence[Any]]]:
    """Give each kind of result with its values, in the order of an export."""
    yield NEXT_STEPS, plan.next_steps
    yield OPENED, tuple(named(one) for one in plan.opened)
    yield KEPT_OUT, plan.kept_out
    yield QUESTIONS, plan.questions
    yield AD_QUESTIONS, plan.ad_queue
    yield ACQUISITIONS, plan.acquisition
    yield INVESTMENTS, plan.investments
    yield CLIENT_QUALITY, plan.quality.clients if plan.quality else ()
    yield VACANCY_QUALITY, plan.quality.vacancies if plan.quality else ()


def named(found: Opened) -> Opened:
    """Give what opens work with as many vacancies by name as are kept."""
    return replace(found, openings=tuple(replace(one, vacancies=one.vacancies[:MOST_NAMED]) for one in found.openings))


def outcome_counts(plan: Plan) -> tuple[tuple[str, int], ...]:
    """Give the number of people per outcome, in the order of the outcomes; none where nobody was given one."""
    counts = Counter(step.outcome for step in plan.next_steps)
    return tuple((kind.value, counts[kind]) for kind in OUTCOMES) if plan.next_steps else ()


def totals_of(quality: Quality | None) -> QualityTotals | None:
    """Add up how good the data are; the people and vacancies themselves are kept apart."""
    if quality is None:
        return None
    return QualityTotals(
        people=quality.people,
        people_if_known=quality.people_if_known,
        pairs=quality.pairs,
        pairs_if_known=quality.pairs_if_known,
        sure=quality.sure,
        sure_if_known=quality.sure_if_known,
        late=len(quality.late),
        never=len(quality.never),
        stale=quality.stale,
        contradicted=quality.contradicted,
        with_unknown=quality.vacancies_with_unknown,
        with_derived=quality.vacancies_with_derived,
        client_items_known=sum(one.items_known for one in quality.clients),
        client_items=sum(one.items for one in quality.clients),
        client_facts_known=sum(one.facts_known for one in quality.clients),
        client_facts=sum(one.facts for one in quality.clients),
        vacancy_items_known=sum(one.items_known for one in quality.vacancies),
        vacancy_items=sum(one.items for one in quality.vacancies),
    )


def totals_in(quality: Quality) -> dict[str, int]:
    """Give what is known of the whole caseload, as an export holds it."""
    return {name: getattr(quality, name) for name in WHOLE_CASELOAD}
