"""A what-if in the words of a night: whom, what, how much; written as a change of the night's problem.

A pair may be forbidden or pinned, a budget or the places of a vacancy may be other, a person or a vacancy may be as it
would be after another answer. Floors stay what the night promised.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from matcher.domain.client import Client
from matcher.domain.vacancy import Vacancy
from matcher.encode import encode
from matcher.errors import ProblemError
from matcher.kernel import mixed
from matcher.shortlist import CandidateGraph, shortlist
from solver.change import Change, changed_problem
from solver.policy import Effort
from solver.prepared import Prepared
from solver.problem import Ints, Rows
from solver.result import Result
from solver.solve import solve
from solver.standing import Standing, stand
from solver.supply import Supply, rows_of
from solver.whatif import MOST_PROVEN_CLIENTS, prove

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What would be different; what is left empty stays as it is.

    Attributes
    ----------
    forbid, pin
        Pairs (client, vacancy) that may not, or the one that must, be proposed.
    budgets
        (gemeente, kind, how much more or less) in the unit of the kind; `solver.rows` names the kinds.
    places
        (vacancy, how many more or fewer places).
    client, vacancy
        A person or a vacancy of the night as it would be.
    """

    forbid: tuple[Pair, ...] = ()
    pin: Pair | None = None
    budgets: tuple[tuple[str, str, int], ...] = ()
    places: tuple[tuple[str, int], ...] = ()
    client: Client | None = None
    vacancy: Vacancy | None = None


@dataclass(frozen=True, eq=False)
class SolvedNight:
    """A night that was solved, ready for questions.

    Attributes
    ----------
    night
        What it was solved from.
    standing
        Its plan and certificate, indexed.
    """

    night: Prepared
    standing: Standing

    @classmethod
    def of(cls, night: Prepared, effort: str = Effort.NIGHTLY) -> SolvedNight:
        """Solve a night again, to the same bytes."""
        return cls(night, stand(solve(night.posed.problem, effort, night.all_pairs())))

    @classmethod
    def kept(cls, night: Prepared, result: Result) -> SolvedNight:
        """Take the answer as its certificate kept it; rows get their lottery keys back, and with them their order."""
        clients, vacancies = night.caseload.clients.tie, night.caseload.vacancies.tie
        tie = mixed(clients[result.problem.client] ^ vacancies[result.problem.vacancy])
        problem = changed_problem(replace(result.problem, tie=tie), Change())
        kept = result.problem.given[np.zeros(0, np.int64) if result.chosen is None else result.chosen]
        chosen = np.flatnonzero(np.isin(problem.given, kept)).astype(np.int64)
        return cls(night, stand(replace(result, problem=problem, chosen=chosen)))

    @cached_property
    def proven(self) -> Result:
        """The night proven optimal, or as far as a search gets; asked for once and kept for every question."""
        if self.standing.problem.n_clients > MOST_PROVEN_CLIENTS:
            return self.standing.result
        return prove(self.standing, self.night.all_pairs())

    @cached_property
    def client_number(self) -> dict[str, int]:
        """Number of each client who takes part, by reference."""
        return {str(client.key): row for row, client in enumerate(self.night.region.clients)}

    @cached_property
    def vacancy_number(self) -> dict[str, int]:
        """Number of each vacancy, by reference."""
        return {str(vacancy.key): row for row, vacancy in enumerate(self.night.region.vacancies)}

    def number_of_client(self, key: str) -> int:
        """Give the number of a client.

        Raises
        ------
        ProblemError
            Where he is not in the night, or somebody is discussing a proposal with him.
        """
        if key in self.client_number:
            return self.client_number[key]
        if any(pair.client == key for pair in self.night.whole.held):
            raise ProblemError(
                f"A proposal is being discussed with client {key}: his place is held, no plan moves him."
            )
        raise ProblemError(f"Client {key} was not in this night; look at the reference.")

    def number_of_vacancy(self, key: str) -> int:
        """Give the number of a vacancy.

        Raises
        ------
        ProblemError
            Where it is not in the night.
        """
        if key not in self.vacancy_number:
            raise ProblemError(f"Vacancy {key} was not in this night; look at the reference.")
        return self.vacancy_number[key]

    def with_pair(self, pair: Pair) -> tuple[SolvedNight, tuple[int, ...]]:
        """Give the night with every package of a pair among its rows, and the numbers of those rows."""
        client, vacancy = self.number_of_client(pair[0]), self.number_of_vacancy(pair[1])
        people, work = (self.night.region.clients[client],), (self.night.region.vacancies[vacancy],)
        rows = self.rows_between(people, work, np.array([client]), np.array([vacancy]), self.night.posed.supply)
        wider = _with_rows(self.standing.result, rows)
        is_known = wider.problem.n_rows == self.standing.problem.n_rows
        standing = self.standing if is_known else stand(wider)
        problem = standing.problem
        found = np.flatnonzero((problem.client == client) & (problem.vacancy == vacancy))
        return (self if is_known else replace(self, standing=standing)), tuple(found.tolist())

    def rows_between(
        self, people: tuple[Client, ...], work: tuple[Vacancy, ...], client: Ints, vacancy: Ints, supply: Supply
    ) -> Rows:
        """Give every row between some people and some work, numbered as in the night."""
        caseload = encode(people, work, self.night.scales)
        graph: CandidateGraph = shortlist(caseload, max(1, len(work)), threads=self.night.threads)
        numbered = replace(
            graph,
            client=client[graph.client].astype(np.int32),
            vacancy=vacancy[graph.vacancy].astype(np.int32),
        )
        return rows_of(numbered, supply, self.night.policy)


def _with_rows(result: Result, rows: Rows) -> Result:
    """Give the same answer with more rows to choose from; a bound over all pairs counted them already."""
    if result.chosen is None or not result.is_over_all_pairs:
        raise ProblemError("this night has no plan with a bound over all pairs: make it again, then ask")
    problem = result.problem.with_rows(rows)
    chosen = np.flatnonzero(np.isin(problem.given, result.problem.given[result.chosen])).astype(np.int64)
    return replace(result, problem=problem, chosen=chosen)
