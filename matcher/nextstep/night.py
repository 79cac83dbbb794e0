"""The next step of everybody in one night: what is weighed for whom, and what comes out of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from matcher.domain.caseload import I32, I64
from matcher.domain.client import Client
from matcher.domain.nearmiss import Opening
from matcher.domain.outcome import NextStep
from matcher.domain.quality import Quality
from matcher.domain.question import Acquisition, AdQuestion, Question
from matcher.domain.region import Placement, Region
from matcher.domain.road import Road
from matcher.encode import encode
from matcher.nextstep.ask import Doubts, Opens, doubts_of, openings_of, questions_of, vacancy_questions
from matcher.nextstep.case import Case, profile_of
from matcher.nextstep.decide import decide
from matcher.nextstep.develop import steps_that_open
from matcher.nextstep.experts import expert_questions, no_step_question, ranked, stacked_question
from matcher.nextstep.holds import is_free
from matcher.nextstep.nearest import Nearest, nearest_occupations
from matcher.nextstep.occupations import acquisition, as_vacancies, occupations_for
from matcher.nextstep.sources import contradictions_of
from matcher.nextstep.standing import Standing
from matcher.nextstep.unknown import CERTIFICATE, Held, Unknown, held_items, unknowns_of
from matcher.quality import Found, client_quality, find, quality_of
from matcher.scales import Scales
from matcher.variants import Board


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weighed:
    """What the night already weighed.

    Attributes
    ----------
    region
        Everybody, held people too.
    board
        The vacancies of the night with the columns of the people who take part.
    clients
        Those people, in the order of their rows.
    proposable, stacked
        Vacancies that can be proposed to each of them, and that each misses by too much together, [n].
    sure
        Pairs with verdict *past* or *let op*.
    pair_client, pair_vacancy
        Rows of the pairs that were kept as candidates, each once, by client.
    openings
        What each change alone opens for people without a proposal, with the keys of the vacancies, by client key.
    standings
        What the plan gave everybody, by client key.
    """

    region: Region
    board: Board
    clients: tuple[Client, ...]
    proposable: I64
    stacked: I64
    sure: int
    pair_client: I32
    pair_vacancy: I32
    openings: Mapping[str, tuple[Opening, ...]]
    standings: Mapping[str, Standing]


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What everybody gets, what is asked of whom, and how good the data are."""

    next_steps: tuple[NextStep, ...]
    questions: tuple[Question, ...]
    ad_queue: tuple[AdQuestion, ...]
    acquisition: tuple[Acquisition, ...]
    quality: Quality


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Looked:
    """What was looked up for everybody at once, by client key."""

    scales: Scales
    held: Mapping[str, tuple[Held, ...]]
    unknowns: Mapping[str, tuple[Unknown, ...]]
    row: Mapping[str, int]
    roads: Mapping[str, Road]
    placements: Mapping[str, Placement]
    doubts: Doubts
    found: Found

    def proposable(self, client: Client) -> int:
        row = self.row.get(str(client.key))
        return 0 if row is None else int(self.found.now[row])

    def road(self, client: Client) -> Road:
        return self.roads.get(str(client.key)) or Road(client=str(client.key))


@dataclass(slots=True, kw_only=True)
class _Without:
    """What was weighed for people who are free and to whom nothing can be proposed, by client key."""

    clients: list[Client]
    steps: dict[str, tuple[Opening, ...]] = field(default_factory=dict)
    occupations: dict[str, tuple[str, ...]] = field(default_factory=dict)
    nearest: dict[str, Nearest] = field(default_factory=dict)


def next_steps(weighed: Weighed, threads: int = 2) -> Steps:
    """Give exactly one next step to everybody of a region.

    Parameters
    ----------
    weighed
        What the night weighed and what the plan gave.
    threads
        Changes the time, never the answer.
    """
    looked = _look(weighed, threads)
    scales = looked.scales
    without = _weigh_without(weighed, looked, threads)
    answers = _answers(weighed, looked, threads)
    queue = _queue(weighed, looked, without, threads)
    people = sorted(weighed.region.clients, key=lambda client: client.key)
    asked: dict[str, list[AdQuestion]] = defaultdict(list)
    for question in queue:
        asked[question.client].append(question)
    cases = [_case(client, weighed, looked, without, answers, asked) for client in people]
    steps = tuple(decide(case, scales) for case in cases)
    waiting = {step.client: step.occupations for step in steps if step.occupations}
    questions = [question for case in cases for question in case.questions]
    questions += vacancy_questions(weighed.board.caseload, looked.doubts, scales)
    return Steps(
        next_steps=steps,
        questions=tuple(sorted(questions, key=_usefulness)),
        ad_queue=queue,
        acquisition=acquisition({str(client.key): client for client in people}, waiting, scales),
        quality=quality_of(
            [client_quality(case.client, case.profile, len(contradictions_of(case.client, scales))) for case in cases],
            weighed.board.vacancies,
            looked.found,
            steps,
            [str(client.key) for client in people if client.last_step_on is None and not client.is_placed],
            scales,
        ),
    )


def _usefulness(question: Question) -> tuple[int, int, str, str, str, str]:
    return (-question.opens, -question.settles, question.client, question.vacancy, question.kind, question.code)


def _look(weighed: Weighed, threads: int) -> _Looked:
    board, scales = weighed.board, weighed.board.scales
    certificates = sorted({one.code for job in board.vacancies for one in job.requirements if one.kind == CERTIFICATE})
    held = {str(client.key): held_items(client, scales) for client in weighed.region.clients}
    unknowns = {
        str(client.key): unknowns_of(client, held[str(client.key)], certificates) for client in weighed.region.clients
    }
    return _Looked(
        scales=scales,
        held=held,
        unknowns=unknowns,
        row={str(client.key): row for row, client in enumerate(weighed.clients)},
        roads={road.client: road for road in weighed.region.roads},
        placements={one.client: one for one in weighed.region.placements if one.runs_on(scales.day)},
        doubts=doubts_of(board.caseload, weighed.pair_client, weighed.pair_vacancy, threads),
        found=find(weighed.clients, unknowns, board, weighed.proposable, weighed.sure, threads),
    )


def _weigh_without(weighed: Weighed, looked: _Looked, threads: int) -> _Without:
    """Weigh steps and occupations for who is free and has nothing that can be proposed."""
    scales, jobs = looked.scales, as_vacancies(looked.scales)
    free = [client for client in weighed.clients if is_free(client, scales) and not looked.proposable(client)]
    work = Board.of(encode(free, jobs, scales), jobs, scales)
    found = _Without(clients=free, occupations=occupations_for(free, work, threads))
    found.steps |= steps_that_open(free, looked.held, weighed.openings, weighed.board, threads)
    stopped = [client for client in free if not found.occupations[str(client.key)]]
    found.nearest |= nearest_occupations(stopped, work, threads)
    return found


def _answers(weighed: Weighed, looked: _Looked, threads: int) -> dict[str, tuple[Opens, ...]]:
    """Give the answers that open something, of everybody for whom knowing all would open something."""
    gains = looked.found.then > looked.found.now
    gaining = [client for row, client in enumerate(weighed.clients) if gains[row]]
    return openings_of(gaining, looked.unknowns, weighed.board, threads)


def _queue(weighed: Weighed, looked: _Looked, without: _Without, threads: int) -> tuple[AdQuestion, ...]:
    """Give every question to the arbeidsdeskundige in its place."""
    scales = looked.scales
    questions = list(expert_questions(weighed.region.clients, looked.row, weighed.board, threads))
    for client in without.clients:
        key = str(client.key)
        row = looked.row[key]
        if weighed.stacked[row]:
            stacked = stacked_question(client, row, weighed.board)
            questions += [stacked] if stacked else []
        if key in without.nearest and not without.steps[key]:
            missing = no_step_question(client, looked.road(client), without.nearest[key])
            questions += [missing] if missing else []
    a_week = {
        budget.gemeente: budget.expert_questions
        for budget in weighed.region.budgets
        if budget.expert_questions is not None
    }
    return ranked(questions, {str(client.key): client for client in weighed.region.clients}, a_week, scales)


def _case(
    client: Client, weighed: Weighed, looked: _Looked, without: _Without,
    answers: Mapping[str, Sequence[Opens]], asked: Mapping[str, Sequence[AdQuestion]],
) -> Case:  # fmt: skip
    key = str(client.key)
    row = looked.row.get(key)
    own = tuple(answers.get(key, ()))
    return Case(
        client=client,
        road=looked.road(client),
        standing=weighed.standings[key],
        profile=profile_of(client, looked.held[key]),
        proposable=looked.proposable(client),
        placement=looked.placements.get(key),
        questions=()
        if row is None
        else questions_of(client, row, looked.unknowns[key], own, looked.doubts, looked.scales),
        answers=own,
        expert=tuple(asked.get(key, ())),
        steps=without.steps.get(key, ()),
        occupations=without.occupations.get(key, ()),
        nearest=without.nearest.get(key),
    )
