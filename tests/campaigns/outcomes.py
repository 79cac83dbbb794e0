"""`python -m tests.campaigns.outcomes --worlds 50`: everybody of drawn regions has one outcome that rests on facts."""

import argparse
from collections import Counter
from collections.abc import Iterator

import click

from tests.campaigns.cited import Record, uncited
from tests.campaigns.regions import Night, night_of

CLIENTS, VACANCIES = 40, 15


def wrongs(night: Night) -> Iterator[str]:
    """Give what is wrong: somebody without one outcome, or an argument that cites what is not there."""
    told = [step.client for step in night.plan.next_steps]
    if told != sorted(str(client.key) for client in night.region.clients):
        yield f"{len(set(told))} of {len(night.region.clients)} people have one outcome"
    records = {str(one.key): Record.of(one, night.region, night.scales.day) for one in night.region.clients}
    for step in night.plan.next_steps:
        for argument in step.arguments:
            yield from uncited(argument, records[step.client])


def main() -> int:
    """Draw regions, tell everybody's next step, and print what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns.outcomes", description=__doc__)
    parser.add_argument("--worlds", type=int, default=50)
    counts: Counter[str] = Counter()
    n_wrong = 0
    asked = parser.parse_args()
    for seed in range(asked.worlds):
        night = night_of(CLIENTS, VACANCIES, seed)
        counts.update(step.outcome.value for step in night.plan.next_steps)
        for wrong in wrongs(night):
            n_wrong += 1
            click.echo(f"world {seed}: {wrong}")
    for outcome, count in counts.most_common():
        click.echo(f"{count:7d}  {outcome}")
    click.echo(f"{asked.worlds} worlds, {counts.total()} people: {n_wrong} wrong")
    return 1 if n_wrong or not counts else 0


if __name__ == "__main__":
    raise SystemExit(main())
