"""How good the data of a night are: how much is known, how old it is, where it disagrees, and what it hides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher import kernel
from matcher.catalogue.items import ItemType
from matcher.domain.caseload import I64
from matcher.domain.client import Client, LegalGroup, LksGroup, Stance
from matcher.domain.outcome import NextStep
from matcher.domain.profile import Answer, DemandSource
from matcher.domain.quality import ClientQuality, Quality, VacancyQuality
from matcher.domain.vacancy import Vacancy
from matcher.encode.clients import client_columns
from matcher.nextstep.case import Profile
from matcher.nextstep.unknown import Unknown, answered, can_open
from matcher.points import WANTED
from matcher.scales import Scales
from matcher.variants import Board


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """What can be proposed to people: now, and after the most open answer to everything that is not known of them.

    Attributes
    ----------
    now, then
        Vacancies that can be proposed to each person, [n].
    sure, sure_then
        Pairs with verdict *past* or *let op*.
    """

    now: I64
    then: I64
    sure: int
    sure_then: int


def find(
    clients: Sequence[Client],
    unknowns: Mapping[str, Sequence[Unknown]],
    board: Board,
    now: I64,
    sure: int,
    threads: int = 2,
) -> Found:
    """Weigh everybody again as if all were known of him; working hours are left as they are.

    Parameters
    ----------
    clients
        The people of the board's caseload, in the order of their rows.
    unknowns
        What is not known, by client key.
    now, sure
        What the night found already: vacancies that can be proposed to each person, and pairs without a question.
    """
    scales, caseload = board.scales, board.caseload
    after = [
        answered(client, [one for one in unknowns[str(client.key)] if can_open(one)], scales) for client in clients
    ]
    known = replace(caseload, clients=client_columns(after, board.vacancies, scales, board.codes))
    ranked = kernel.rank(known, 1, threads)
    then = len(caseload.vacancy_keys) - ranked.reasons.sum(axis=1, dtype=np.int64)
    return Found(now=now, then=then, sure=sure, sure_then=int(ranked.verdicts[0] + ranked.verdicts[1]))


def client_quality(client: Client, profile: Profile, contradictions: int) -> ClientQuality:
    """Say how much is known of one person."""
    facts = (
        client.week_minutes is not None,
        client.travel_limit is not None,
        client.modes is not None,
        client.place is not None,
        client.times is not None,
        client.available_from is not None,
        client.legal_group is not LegalGroup.UNKNOWN,
        client.lks_group is not LksGroup.UNKNOWN,
        any(wish.kind in WANTED and wish.stance is Stance.GLADLY for wish in client.wishes),
    )
    return ClientQuality(
        client=str(client.key),
        items_known=profile.known,
        items=profile.all,
        facts_known=sum(facts),
        facts=len(facts),
        items_stale=profile.stale,
        contradictions=contradictions,
        is_stale=profile.stale > 0 and profile.known == 0,
    )


def vacancy_quality(vacancy: Vacancy, scales: Scales) -> VacancyQuality:
    """Say how much is known of what one vacancy asks."""
    codes = [item.code for item in scales.catalogue.items if item.type is not ItemType.META and not item.is_gate]
    said = {code: [vacancy.demand(task, code) for task in vacancy.tasks] for code in codes}
    known = [code for code, demands in said.items() if all(demand is not None for demand in demands)]
    derived = [code for code in known if any(one and one.source is DemandSource.DERIVED for one in said[code])]
    answers = vacancy.adaptations
    parts = (
        answers.organisation,
        answers.aid,
        answers.work_buddy,
        answers.jobcoach,
        answers.slower_pace,
        answers.seated,
    )
    return VacancyQuality(
        vacancy=str(vacancy.key),
        items_known=len(known),
        items=len(codes),
        items_derived=len(derived),
        answers_open=sum(answer is Answer.UNKNOWN for answer in parts),
    )


def quality_of(
    clients: Sequence[ClientQuality], vacancies: Sequence[Vacancy], found: Found, steps: Sequence[NextStep],
    never: Sequence[str], scales: Scales,
) -> Quality:  # fmt: skip
    """Put the quality of a night together.

    Parameters
    ----------
    steps
        The next steps of everybody: who is overdue is late.
    never
        People for whom no concrete step was ever recorded, in key order.
    """
    return Quality(
        clients=tuple(clients),
        vacancies=tuple(vacancy_quality(vacancy, scales) for vacancy in vacancies),
        people=int((found.now > 0).sum()),
        people_if_known=int((found.then > 0).sum()),
        pairs=int(found.now.sum()),
        pairs_if_known=int(found.then.sum()),
        sure=found.sure,
        sure_if_known=found.sure_then,
        late=tuple(step.client for step in steps if step.is_overdue),
        never=tuple(never),
    )
