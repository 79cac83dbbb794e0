"""Stated steps, taken: ``python -m tests.campaigns.steps --people 500``.

Small regions are drawn until enough people without a proposal were told a step (or two together) that opens work.  The
step is applied to the person and every vacancy of the region is weighed again by the definition, one by one: what opens
must be exactly what was stated.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import click

from matcher.domain.client import Client
from matcher.domain.nearmiss import EMPLOYER_KINDS, Opening, Step
from matcher.domain.vacancy import Vacancy
from matcher.fit import fit
from matcher.nearmiss import apply, apply_to_vacancy, employer_steps
from tests.campaigns.regions import Night, night_of

PEOPLE, CLIENTS, VACANCIES, SEED = 500, 120, 25, 20261102


class Taken(NamedTuple):
    """One person's first stated step with what it opened when it was taken."""

    client: str
    stated: Opening
    opened: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether exactly what was stated opened; the keys too where they were named."""
        named = self.stated.vacancies
        return len(self.opened) == self.stated.opens and (not named or named == self.opened)


def stated(night: Night) -> Iterator[tuple[Client, Opening]]:
    """Give everybody without a proposal to whom a step was stated, with the first one."""
    proposed = {proposal.fit.client for proposal in night.plan.proposals}
    openings = {one.client: one.openings[0] for one in night.plan.opened if one.openings}
    for step in night.plan.next_steps:
        if step.opening is not None:
            openings.setdefault(step.client, step.opening)
    for client in night.region.clients:
        if client.key not in proposed and str(client.key) in openings:
            yield client, openings[str(client.key)]


def take(client: Client, opening: Opening, night: Night) -> Taken:
    """Apply the steps one after the other, and weigh every vacancy again.

    An answer of employers is given by every employer who said no to it.
    """
    after, scales = client, night.scales
    for step in opening.steps:
        after = after if step.kind in EMPLOYER_KINDS else apply(after, step, scales)
    answers = [step for step in opening.steps if step.kind in EMPLOYER_KINDS]
    opened = [
        str(vacancy.key)
        for vacancy in night.region.vacancies
        if fit(after, _answered(vacancy, answers), scales).is_proposable
        and not fit(client, vacancy, scales).is_proposable
    ]
    return Taken(str(client.key), opening, tuple(sorted(opened)))


def _answered(vacancy: Vacancy, answers: Sequence[Step]) -> Vacancy:
    for step in answers:
        if step in employer_steps(vacancy):
            vacancy = apply_to_vacancy(vacancy, step)
    return vacancy


def campaign(people: int, seed: int = SEED) -> Iterator[Taken]:
    """Give what came of the first stated step of so many people, over as many regions as that takes."""
    count, region = 0, 0
    while count < people:
        night = night_of(CLIENTS, VACANCIES, seed + region)
        region += 1
        for client, opening in list(stated(night))[: people - count]:
            count += 1
            yield take(client, opening, night)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign, print every step that did not do what was stated, and give 1 where there is one."""
    parser = argparse.ArgumentParser(description="A stated step, taken, opens what was stated.")
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args(arguments)
    taken = list(campaign(asked.people, asked.seed))
    wrong = [one for one in taken if not one.is_right]
    for one in wrong:
        click.echo(f"{one.client}: {one.stated} was stated, {len(one.opened)} opened: {', '.join(one.opened)}")
    opens = sum(one.stated.opens for one in taken)
    pairs = sum(len(one.stated.steps) > 1 for one in taken)
    click.echo(f"{len(taken)} people, {pairs} of them two steps together, {opens} vacancies opened: {len(wrong)} wrong")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
