"""What-if and why-not of a stored run: its night once more, to the same plan, and the question as people write it.

References only: who looks something up here works at the gemeente, and nothing of it is meant for an employer.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from matcher.domain.client import MAX_WEEK_MINUTES, Client
from matcher.domain.vacancy import Vacancy
from matcher.errors import WaagError
from solver.question import Pair, Question, SolvedNight
from solver.rows import COACH, DISCRETIONARY, ONCE, SUPPORTED
from solver.stored_proof import result_of
from solver.worth import PLACES
from web.config import Settings
from web.service.night.measure import Progress
from web.service.night.past import PastNight, past_night
from web.service.questions.answers import WrongQuestion, client_after, vacancy_after
from web.service.questions.values import Wanted as Wanted
from web.store.database import Database

KINDS = (COACH, DISCRETIONARY, ONCE, SUPPORTED, PLACES)


class OtherPlan(WaagError):
    """A night that was put together again and gave another plan than it had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedNight:
    """A stored run with the plan it has."""

    past: PastNight
    solved: SolvedNight = field(repr=False)


def ask_night(database: Database, settings: Settings, run_id: str | None, progress: Progress) -> AskedNight:
    """Put the night of a run together, with its plan: as its certificate kept it, else solved again.

    Raises
    ------
    ChangedSince
        Where its rows are gone.
    OtherPlan
        Where it gives another plan now: an answer would be about a plan nobody saw.
    """
    past = past_night(database, run_id)
    night = past.prepared(settings.threads, progress)
    with database.read() as store:
        proof = store.certificate(past.run.id) if past.is_same_code else None
    kept = result_of(proof) if proof is not None else None
    has_prices = kept is not None and kept.prices is not None and kept.is_over_all_pairs
    solved = SolvedNight.kept(night, kept) if kept is not None and has_prices else SolvedNight.of(night)
    with database.read() as store:
        stored = {row.pair for row in store.proposal_rows(past.run.id)}
    if pairs_of(solved) != stored:
        raise OtherPlan(
            f"Run {past.run.id} was made by {past.run.key.code_version} and gives another plan with this version. "
            "Make the night again with `waag nightly`, then ask."
        )
    return AskedNight(past=past, solved=solved)


def question_of(solved: SolvedNight, wanted: Wanted) -> Question:
    """Read a question as it was written.

    Raises
    ------
    WrongQuestion
        Where it cannot be read, or asks nothing.
    """
    client, vacancy = _as_they_would_be(solved, wanted)
    budgets, places = [], []
    for text in wanted.budget:
        owner, kind, amount = _budget(text)
        if kind == PLACES:
            places.append((owner, amount))
        else:
            budgets.append((owner, kind, amount))
    question = Question(
        forbid=tuple(_pair(text) for text in wanted.forbid),
        pin=_pair(wanted.pin) if wanted.pin else None,
        budgets=tuple(budgets),
        places=tuple(places),
        client=client,
        vacancy=vacancy,
    )
    if question == Question():
        raise WrongQuestion(
            "Nothing is asked. Use --forbid C:V, --pin C:V, --budget OWNER:KIND=±N, --answer KEY:WHAT=ANSWER or "
            "--hours C=MINUTES."
        )
    return question


def pairs_of(solved: SolvedNight) -> set[Pair]:
    """Give the pairs of a plan by reference."""
    region, problem, plan = solved.night.region, solved.standing.problem, solved.standing.plan
    return {
        (str(region.clients[client].key), str(region.vacancies[vacancy].key))
        for client, vacancy in zip(problem.client[plan].tolist(), problem.vacancy[plan].tolist(), strict=True)
    }


def _pair(text: str) -> Pair:
    client, separator, vacancy = text.partition(":")
    if not (client and separator and vacancy):
        raise WrongQuestion(f"{text} is no pair; write the client, a colon and the vacancy: K1:V1.")
    return client, vacancy


def _budget(text: str) -> tuple[str, str, int]:
    left, _, amount = text.rpartition("=")
    owner, _, kind = left.rpartition(":")
    if not owner or kind not in KINDS:
        known = ", ".join(KINDS)
        raise WrongQuestion(f"{text}: write OWNER:KIND=±N, such as Almelo:coach_minutes=+60. Kinds: {known}.")
    return owner, kind, _whole(text, amount)


def _whole(text: str, number: str) -> int:
    try:
        return int(number)
    except ValueError as problem:
        raise WrongQuestion(f"{text}: {number or 'nothing'} is no whole number.") from problem


def _as_they_would_be(solved: SolvedNight, wanted: Wanted) -> tuple[Client | None, Vacancy | None]:
    clients = {key: solved.night.region.clients[at] for key, at in solved.client_number.items()}
    vacancies = {key: solved.night.region.vacancies[at] for key, at in solved.vacancy_number.items()}
    changed: dict[str, Client] = {}
    other: dict[str, Vacancy] = {}
    if wanted.hours:
        key, _, minutes = wanted.hours.rpartition("=")
        solved.number_of_client(key)
        changed[key] = _with_hours(clients[key], wanted.hours, _whole(wanted.hours, minutes))
    for text in wanted.answer:
        left, _, answer = text.partition("=")
        key, _, what = left.partition(":")
        if not (key and what and answer):
            raise WrongQuestion(f"{text}: write KEY:WHAT=ANSWER, such as K1:travel_limit=45 or V1:jobcoach=ja.")
        if key in clients:
            changed[key] = client_after(changed.get(key, clients[key]), what, answer, solved.night.scales)
        else:
            solved.number_of_vacancy(key)
            other[key] = vacancy_after(other.get(key, vacancies[key]), what, answer, solved.night.scales)
    if len(changed) + len(other) > 1:
        raise WrongQuestion("Ask about the answers of one person or one vacancy at a time.")
    return next(iter(changed.values()), None), next(iter(other.values()), None)


def _with_hours(client: Client, text: str, minutes: int) -> Client:
    if not 0 < minutes <= MAX_WEEK_MINUTES:
        raise WrongQuestion(f"{text}: write minutes a week, from 1 to {MAX_WEEK_MINUTES}.")
    return replace(client, week_minutes=minutes)
