"""Near misses of a night: what opens work for whom, what keeps people out of a vacancy, which investment helps most."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from matcher import kernel
from matcher.catalogue.items import Catalogue
from matcher.domain.caseload import I32, I64, Caseload, StepColumns
from matcher.domain.nearmiss import (
    EMPLOYER_KINDS,
    EMPLOYER_PARTS,
    Investment,
    KeptOut,
    Opening,
    Reach,
    Step,
    StepKind,
    StepName,
    Stopped,
)
from matcher.domain.vacancy import Vacancy
from matcher.encode.steps import step_columns
from matcher.shortlist import reason_names

KINDS = tuple(StepKind)
KIND, NUMBER, BEFORE, AFTER, NAME = range(5)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NearMisses:
    """What every single change would open, counted over all pairs; nothing is kept per pair.

    Attributes
    ----------
    steps
        Everybody's steps as columns.
    found
        What each of them opens, and what keeps people out.
    certificates
        Codes of the certificates that vacancies ask, in the order of their numbers.
    """

    caseload: Caseload
    catalogue: Catalogue
    steps: StepColumns
    found: kernel.Surveyed
    certificates: tuple[str, ...]

    def step(self, row: int) -> Step:
        """Give one step as a value."""
        kind, number, before, after, _ = self.steps.step[row].tolist()
        return Step(kind=KINDS[kind], code=self._code(kind, number), before=before, after=after)

    def name(self, number: int) -> StepName:
        """Give the name of a step; of a task it holds the place in the vacancy."""
        kind, code, condition = self.steps.names[number].tolist()
        return StepName(kind=KINDS[kind], code=self._code(kind, code), condition=condition)

    def _code(self, kind: int, number: int) -> str:
        of: dict[StepKind, Callable[[int], str]] = {
            StepKind.ITEM: lambda item: self.catalogue.items[item].code,
            StepKind.CONDITION: lambda item: self.catalogue.items[item].code,
            StepKind.CERTIFICATE: lambda place: self.certificates[place],
            StepKind.EMPLOYER: lambda part: EMPLOYER_PARTS[part],
            StepKind.TASK: str,
        }
        return of[KINDS[kind]](number) if KINDS[kind] in of else ""


def near_misses(caseload: Caseload, vacancies: Sequence[Vacancy], catalogue: Catalogue, threads: int = 2) -> NearMisses:
    """Look at all pairs and count what every single change would open.

    Parameters
    ----------
    vacancies
        Those the columns were made of: they name the certificates.
    threads
        Changes the time, never the answer.
    """
    steps = step_columns(caseload)
    asked = {one.code for vacancy in vacancies for one in vacancy.requirements if one.kind == "certificaat"}
    return NearMisses(
        caseload=caseload,
        catalogue=catalogue,
        steps=steps,
        found=kernel.survey(caseload, steps, threads=threads),
        certificates=tuple(sorted(asked)),
    )


def openings(misses: NearMisses, clients: I32 | None = None, threads: int = 2) -> dict[str, tuple[Opening, ...]]:
    """Give for each person the steps that open something, most vacancies first.

    Parameters
    ----------
    clients
        Rows of the people whose openings carry the keys of the vacancies; of the others they only count.

    Returns
    -------
    dict
        By key of the person, those for whom something opens; own steps before answers of employers where equal.
    """
    rows = np.zeros(0, np.int32) if clients is None else clients
    keys = _opened_vacancies(misses, rows, threads)
    found = {}
    for client, key in enumerate(misses.caseload.client_keys):
        low, high = misses.steps.start[client : client + 2].tolist()
        own = [
            Opening(steps=(misses.step(row),), opens=int(misses.found.opens[row]), vacancies=keys.get(row, ()))
            for row in range(low, high)
            if misses.found.opens[row]
        ]
        asked = [
            Opening(steps=(Step(kind=StepKind.EMPLOYER, code=part, before=0, after=1),), opens=opens)
            for part, opens in zip(EMPLOYER_PARTS, misses.found.answers[client].tolist(), strict=False)
            if opens
        ]
        if own or asked:
            found[key] = tuple(sorted((*own, *asked), key=_most_first))
    return found


def _most_first(opening: Opening) -> tuple[int, bool, tuple[Step, ...]]:
    return -opening.opens, opening.steps[0].kind in EMPLOYER_KINDS, opening.steps


def _opened_vacancies(misses: NearMisses, clients: I32, threads: int) -> dict[int, tuple[str, ...]]:
    """Give the keys of the vacancies that each step of these people opens, by row of the step."""
    if not len(clients):
        return {}
    owner = np.repeat(np.arange(len(misses.caseload.client_keys)), np.diff(misses.steps.start))
    opens = np.where(np.isin(owner, clients), misses.found.opens, 0).astype(np.int32)
    again = kernel.survey(misses.caseload, misses.steps, clients, threads, opens)
    ends: I64 = np.cumsum(opens, dtype=np.int64)
    keys = misses.caseload.vacancy_keys
    return {
        int(row): tuple(sorted(keys[vacancy] for vacancy in again.vacancy[ends[row] - opens[row] : ends[row]]))
        for row in np.flatnonzero(opens)
    }


def kept_out(misses: NearMisses, vacancies: Sequence[Vacancy]) -> tuple[KeptOut, ...]:
    """Give for each vacancy that keeps somebody out what does so, and what would let people in; in key order."""
    reasons = reason_names(misses.catalogue)
    names = [misses.name(number) for number in range(len(misses.steps.names))]
    found = []
    for row, vacancy in enumerate(vacancies):
        stopped, reach = misses.found.stopped[row], misses.found.reach[row]
        if not stopped.any():
            continue
        reached = [Reach(name=_task_named(names[k], vacancy), people=int(reach[k])) for k in np.flatnonzero(reach)]
        found.append(
            KeptOut(
                vacancy=str(vacancy.key),
                stopped=tuple(
                    Stopped(code=reasons[k], people=int(stopped[k]))
                    for k in sorted(np.flatnonzero(stopped), key=lambda k: (-stopped[k], k))
                ),
                one_step=_ranked(one for one in reached if one.name.kind not in EMPLOYER_KINDS),
                answers=_ranked(one for one in reached if one.name.kind in EMPLOYER_KINDS),
            )
        )
    return tuple(sorted(found, key=lambda one: one.vacancy))


def _task_named(name: StepName, vacancy: Vacancy) -> StepName:
    """Give a task by its key instead of its place."""
    if name.kind is not StepKind.TASK:
        return name
    return StepName(kind=name.kind, code=vacancy.tasks[int(name.code)].key)


def _ranked(found: Iterable[Reach]) -> tuple[Reach, ...]:
    return tuple(sorted(found, key=lambda one: (-one.people, one.name)))


def investments(misses: NearMisses) -> tuple[Investment, ...]:
    """Give what steps of one name would do over everybody: those with the most first vacancies come first."""
    steps, found = misses.steps, misses.found
    owner = np.repeat(np.arange(len(steps.start) - 1), np.diff(steps.start))
    has_none = found.n_open == 0
    made = []
    for number in range(len(steps.names)):
        name = misses.name(number)
        if name.kind is StepKind.TASK:
            continue
        if name.kind is StepKind.EMPLOYER:
            opens = found.answers[:, EMPLOYER_PARTS.index(name.code)]
            people = np.flatnonzero(opens)
            pairs = int(opens.sum())
        else:
            rows = np.flatnonzero((steps.step[:, NAME] == number) & (found.opens > 0))
            people, pairs = owner[rows], int(found.opens[rows].sum())
        if pairs:
            made.append(Investment(name=name, people=len(people), first=int(has_none[people].sum()), pairs=pairs))
    return tuple(sorted(made, key=lambda one: (-one.first, -one.people, -one.pairs, one.name)))
