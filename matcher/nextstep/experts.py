"""Specific questions to the arbeidsdeskundige: two sources each, what an answer opens, and their place in the queue."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher import kernel
from matcher.domain.candidate import GATES
from matcher.domain.client import Client
from matcher.domain.dates import months_between
from matcher.domain.question import AdKind, AdQuestion, Heard
from matcher.domain.road import WANTS_WORK, Road
from matcher.domain.vacancy import Vacancy
from matcher.fit import fit
from matcher.nextstep.nearest import Nearest
from matcher.nextstep.sources import (
    contradictions_of,
    looks_at,
    overestimation,
    repeated_drop_outs,
    unread_of,
)
from matcher.nextstep.unknown import at_norm, with_values
from matcher.points import uncovered_of
from matcher.scales import Scales
from matcher.tie import tie_key
from matcher.variants import Board

SHOWN = 10
FIRST = (AdKind.DROP_OUTS, AdKind.OVERESTIMATION)
"""Questions that go before a proposal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A question with the person as he would be after the answer that opens most."""

    question: AdQuestion
    after: Client


def drafts_of(client: Client, scales: Scales) -> tuple[Draft, ...]:
    """Give the questions about one person, before it is counted what they open."""
    drafts = []
    pair = repeated_drop_outs(client, scales)
    if pair is not None:
        code = pair[1].item or pair[0].item
        heard = [Heard(what="uitval", recorded_on=one.ended_on, words=one.cause) for one in pair]
        drafts.append(_draft(client, AdKind.DROP_OUTS, code, heard, replace(client, drop_outs=())))
    said = overestimation(client, scales)
    if said is not None:
        drafts.append(_draft(client, AdKind.OVERESTIMATION, "I-4", [one.heard for one in said], client))
    for found in contradictions_of(client, scales):
        after = with_values(client, [found.looser.on(found.item, scales.day)])
        heard = [found.stricter.heard, found.looser.heard]
        drafts.append(_draft(client, AdKind.CONTRADICTION, found.item, heard, after))
    for item, look in unread_of(client, scales):
        drafts.append(
            _draft(client, AdKind.TEXT_UNREAD, item, [look.heard, look.heard], at_norm(client, [item], scales))
        )
    return tuple(drafts)


def _draft(client: Client, kind: AdKind, code: str, heard: Sequence[Heard], after: Client) -> Draft:
    first, second = heard
    question = AdQuestion(client=str(client.key), gemeente=client.gemeente, kind=kind, code=code, heard=(first, second))
    return Draft(question=question, after=after)


def with_opened(draft: Draft, before: Sequence[str], after: Sequence[str], jobs: Mapping[str, Vacancy]) -> AdQuestion:
    """Complete a question with what the answer opens.

    Parameters
    ----------
    before, after
        Vacancies that can be proposed to the person now, and after the answer.  Of a question that goes before a
        proposal everything waits; of the others only what the answer adds.
    """
    question = draft.question
    opened = sorted(after) if question.kind in FIRST else sorted(set(after) - set(before))
    heard = question.heard
    if question.kind is AdKind.TEXT_UNREAD and opened:
        job = jobs[opened[0]]
        heard = (heard[0], Heard(what="werk", words=str(job.key)))
    return replace(question, opens=len(opened), vacancies=tuple(opened[:SHOWN]), heard=heard)


def expert_questions(
    clients: Sequence[Client], rows: Mapping[str, int], board: Board, threads: int = 2
) -> tuple[AdQuestion, ...]:
    """Give the questions about everybody that go before a proposal, and the others where an answer opens something.

    Parameters
    ----------
    rows
        Rows of the people who take part in the night; of the others only what goes before a proposal is asked.
    """
    jobs = {str(vacancy.key): vacancy for vacancy in board.vacancies}
    keys = np.array(board.caseload.vacancy_keys, object)
    drafts = [(one, drafts_of(one, board.scales)) for one in clients if not one.is_placed]
    weighed = board.weigh_each(
        ((one, [draft.after for draft in own]) for one, own in drafts if own and str(one.key) in rows), threads
    )
    found: list[AdQuestion] = []
    for client, own in drafts:
        if str(client.key) not in rows:
            found += [draft.question for draft in own if draft.question.kind in FIRST]
        elif own:
            before, *after = next(weighed)
            asked = [with_opened(draft, keys[before], keys[then], jobs) for draft, then in zip(own, after, strict=True)]
            found += [question for question in asked if question.opens or question.kind in FIRST]
    return tuple(found)


def stacked_question(client: Client, row: int, board: Board) -> AdQuestion | None:
    """Give the question about a person whom only too much together keeps from some vacancies; None where none is."""
    n = len(board.vacancies)
    judged = kernel.judge_each(board.caseload, np.full(n, row, np.int32), np.arange(n, dtype=np.int32))
    is_stacked = (judged.out[:, kernel.REASON] == kernel.REASON_STACKED) & (judged.out[:, kernel.COUNT] > 0)
    rows = np.flatnonzero(is_stacked).tolist()
    if not rows:
        return None
    first, second, *_ = uncovered_of(fit(client, board.vacancies[rows[0]], board.scales).items)
    keys = sorted(str(board.vacancies[at].key) for at in rows)
    return AdQuestion(
        client=str(client.key),
        gemeente=client.gemeente,
        kind=AdKind.ACCUMULATION,
        code=first.item,
        heard=(_heard_of(client, first.item, board.scales), _heard_of(client, second.item, board.scales)),
        opens=len(keys),
        vacancies=tuple(keys[:SHOWN]),
    )


def _heard_of(client: Client, item: str, scales: Scales) -> Heard:
    looks = looks_at(client, scales.catalogue.by_code(item), scales.day)
    limited = [look for look in looks if look.level or look.conditions]
    return limited[-1].heard if limited else Heard(what=item)


def no_step_question(client: Client, road: Road, nearest: Nearest) -> AdQuestion | None:
    """Give the question about somebody who wants to work and for whom no step towards it was found."""
    choice = road.choice
    if choice is None or choice.choice not in WANTS_WORK or nearest.opening is not None:
        return None
    item = next((code for code in nearest.stopped_by if code not in GATES), "")
    said = Heard(what=choice.choice.value, recorded_on=choice.recorded_on, words=choice.words)
    return AdQuestion(
        client=str(client.key),
        gemeente=client.gemeente,
        kind=AdKind.NO_STEP,
        code=item,
        heard=(said, Heard(what="beroep", words=nearest.occupation)),
    )


def ranked(
    questions: Iterable[AdQuestion], clients: Mapping[str, Client], a_week: Mapping[str, int], scales: Scales
) -> tuple[AdQuestion, ...]:
    """Put the questions of each gemeente in order: what opens most, then who waits longest, then the day's lottery.

    Parameters
    ----------
    a_week
        How many questions each gemeente has answered a week; the others have the number of policy.
    """
    by_gemeente: dict[str, list[AdQuestion]] = defaultdict(list)
    for question in questions:
        by_gemeente[question.gemeente].append(question)
    done: list[AdQuestion] = []
    for gemeente in sorted(by_gemeente):
        capacity = a_week.get(gemeente, scales.policy.next_step.expert_questions_a_week)
        ordered = sorted(by_gemeente[gemeente], key=lambda question: _place(question, clients, scales))
        done += [
            replace(question, rank=rank, week=(rank - 1) // max(1, capacity))
            for rank, question in enumerate(ordered, start=1)
        ]
    return tuple(done)


def _place(question: AdQuestion, clients: Mapping[str, Client], scales: Scales) -> tuple[int, int, int, str, str]:
    stepped_on = clients[question.client].last_step_on
    waited = 10_000 if stepped_on is None else months_between(stepped_on, scales.day)
    lottery = tie_key(scales.day, question.client, question.kind)
    return -question.opens, -waited, lottery, question.client, f"{question.kind} {question.code}"
