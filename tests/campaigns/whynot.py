"""Why not, held to a second solve: ``python -m tests.campaigns.whynot --questions 200``.

Pairs that could be proposed and are not are drawn, and each is asked about.  Up to 2,000 clients the answer rests on
two proofs; a solve from nothing with the pair pinned must lose exactly as much.  Above, it holds among the clients
around the pair; a solve from nothing of the whole night, with everybody else pinned, must lose exactly as much.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from random import Random
from time import perf_counter

import click
import numpy as np

from fixtures.caseload import region
from fixtures.days import DAY
from fixtures.demo import N_CLIENTS, N_VACANCIES, SEED
from matcher.rules import Rulebook, with_choices
from solver.around import clients_around
from solver.asked import Asked, ask
from solver.change import changed_problem
from solver.prepared import prepare
from solver.problem import Ints, take_rows
from solver.question import Pair, Question, SolvedNight
from solver.result import Result, Status
from solver.solve import solve
from solver.whatif import Answer, Meaning

QUESTIONS, DRAW = 200, 20261102


@dataclass(frozen=True, kw_only=True)
class Held:
    """One question: what was answered, and what a second solve lost; None where that one proved nothing."""

    pair: Pair
    answer: Answer
    again: int | None
    seconds: float

    @property
    def is_compared(self) -> bool:
        """Whether both paths proved their plans."""
        return self.again is not None and self.answer.meaning is not Meaning.BETWEEN

    @property
    def is_right(self) -> bool:
        """Whether they agree, as far as they can be compared; nothing below what the prices said at once."""
        return self.answer.at_least <= self.answer.high and (not self.is_compared or self.again == self.answer.loss)


def night_of(n_clients: int, n_vacancies: int, seed: int, effort: str = "nightly") -> SolvedNight:
    """Solve the night of a drawn region."""
    drawn = region(n_clients, n_vacancies, seed)
    rules = with_choices(Rulebook.load().on(DAY), drawn.choices)
    return SolvedNight.of(prepare(drawn, day=DAY, rules=rules), effort)


def pairs_of(solved: SolvedNight, seed: int) -> list[Pair]:
    """Give the pairs that could be proposed and are not, in a drawn order."""
    problem, plan, people = solved.standing.problem, solved.standing.plan, solved.night.region
    chosen = set(zip(problem.client[plan].tolist(), problem.vacancy[plan].tolist(), strict=True))
    every = sorted(set(zip(problem.client.tolist(), problem.vacancy.tolist(), strict=True)) - chosen)
    drawn = Random(seed).sample(every, len(every))
    return [(str(people.clients[i].key), str(people.vacancies[j].key)) for i, j in drawn]


def campaign(solved: SolvedNight, n: int, seed: int = DRAW) -> Iterator[Held]:
    """Ask about n drawn pairs, each held to a second solve; who has no place or money of his own is passed over."""
    questions = ((pair, ask(solved, Question(pin=pair)).fitting()) for pair in pairs_of(solved, seed))
    fitting = ((pair, asked) for pair, asked in questions if asked is not None)
    for pair, asked in islice(fitting, n):
        began = perf_counter()
        answer = asked.answer()
        seconds = perf_counter() - began
        again = _whole_again(asked) if answer.meaning is Meaning.PROVEN else _near_again(asked)
        yield Held(pair=pair, answer=answer, again=again, seconds=seconds)


def _whole_again(asked: Asked) -> int | None:
    """Solve the night with the pair pinned from nothing, once per package; give what the best of them loses."""
    solved = asked.solved
    best: list[int] = []
    for at, change in enumerate(asked.changes):
        rows = solved.standing.problem.given[list(change.pinned)]
        posed = changed_problem(solved.standing.problem, replace(change, pinned=()))
        pinned = replace(posed, pinned=np.flatnonzero(np.isin(posed.given, rows)).astype(np.int64))
        result = solve(pinned, "proof", asked.price_after(at))
        if result.status is not Status.OPTIMAL or result.objective is None:
            return None
        best.append(result.objective)
    return (solved.proven.objective or 0) - max(best)


def _near_again(asked: Asked) -> int | None:
    """Solve the whole night twice from nothing, everybody far from the pair pinned where he is."""
    found = []
    for change in asked.changes:
        free = clients_around(asked.solved.standing, change)
        losses = [_held(asked.solved, free, change.pinned, is_made) for is_made in (False, True)]
        if any(one.status is not Status.OPTIMAL for one in losses):
            return None
        before, after = (one.objective or 0 for one in losses)
        found.append(before - after)
    return min(found)


def _held(solved: SolvedNight, free: Ints, pinned: tuple[int, ...], is_made: bool) -> Result:
    """Solve the night with everybody but some clients pinned, over the same rows with and without the pair."""
    standing = solved.standing
    problem, plan = standing.problem, standing.plan
    stays = plan[~np.isin(problem.client[plan], free)]
    near = np.flatnonzero(standing.is_near & np.isin(problem.client, free))
    rows = np.unique(np.concatenate([stays, near, np.array(pinned, np.int64)])).astype(np.int64)
    fixed = np.union1d(stays, np.array(pinned if is_made else (), np.int64)).astype(np.int64)
    part = take_rows(problem, rows)
    return solve(replace(part, pinned=np.searchsorted(rows, fixed).astype(np.int64)), "proof")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign, print what two solves do not agree on, and give 1 where there is one."""
    parser = argparse.ArgumentParser(description="Why not, held to a second solve.")
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    parser.add_argument("--clients", type=int, default=N_CLIENTS)
    parser.add_argument("--vacancies", type=int, default=N_VACANCIES)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args(arguments)
    solved = night_of(given.clients, given.vacancies, given.seed)
    held = []
    for one in campaign(solved, given.questions):
        held.append(one)
        mark = "" if one.is_right else "  WRONG"
        click.echo(f"{one.pair[0]}:{one.pair[1]} {one.answer.meaning} {one.answer.loss} again {one.again}{mark}")
    compared, wrong = sum(one.is_compared for one in held), sum(not one.is_right for one in held)
    kinds = {meaning: sum(one.answer.meaning is meaning for one in held) for meaning in Meaning}
    moved = sorted(len(one.answer.moved) for one in held)
    seconds = sorted(one.seconds for one in held)
    middle = len(held) // 2
    click.echo(
        f"{len(held)} questions ({', '.join(f'{count} {meaning}' for meaning, count in kinds.items())}), "
        f"{compared} held to a second solve: {wrong} wrong; moved {moved[middle]} people (most {moved[-1]}), "
        f"{seconds[middle]:.1f} s each (most {seconds[-1]:.1f})"
    )
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
