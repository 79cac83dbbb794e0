"""Traits and columns that may not count, changed over the whole demo world: ``python -m tests.campaigns.traits``.

Each row of the table is one night from changed files in a fresh store. A trait or an unread column must leave the plan
the same bytes, with its next steps, openings and questions; a column of clients that is read, or one item of the FML
dealt out anew, must change it: a campaign whose controls do not bite says nothing.  ``--apart`` gives every column that
is not read, and every one that is, a night of its own.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

import click

from fixtures.demo import N_CLIENTS, N_VACANCIES, SEED
from tests.campaigns.inputs import LADDER, PERSON, READ_OF_CLIENTS, TRAIT_COLUMNS, UNREAD
from tests.campaigns.nights import (
    Sheets,
    made_sheets,
    night_from,
    overwritten,
    permuted,
    with_item_permuted,
    without_column,
)

CANNOT_BE_LEFT_OUT = ("client", "gemeente")
CONTROLS = ("hours", "last_step_on")


class Case(NamedTuple):
    """One changed delivery and whether its plan has to stay the same bytes."""

    name: str
    sheets: Sheets
    stays: bool


def cases(sheets: Sheets, *, apart: bool = False) -> Iterator[Case]:
    """Give every change of the campaign, the controls last."""
    for trait, columns in TRAIT_COLUMNS.items():
        for sheet, column in columns:
            yield Case(f"{trait}: {sheet}.{column} permuted", permuted(sheets, sheet, column), True)
    yield Case("wage group permuted", permuted(sheets, PERSON, "wml_group"), True)
    yield Case("Participatieladder left out", {**sheets, LADDER: []}, True)
    yield Case("rows backwards", {name: rows[::-1] for name, rows in sheets.items()}, True)
    yield from _unread_cases(sheets, apart=apart)
    for column in READ_OF_CLIENTS if apart else CONTROLS:
        if column not in CANNOT_BE_LEFT_OUT:
            yield Case(f"control, read: clients.{column}", without_column(sheets, "clients", column), False)
    item = Counter(row["item"] for row in sheets["capacities"]).most_common(1)[0][0]
    yield Case(f"control, item {item} permuted", with_item_permuted(sheets, item), False)


def _unread_cases(sheets: Sheets, *, apart: bool) -> Iterator[Case]:
    together = sheets
    for one in UNREAD:
        together = overwritten(together, one)
        if apart:
            yield Case(f"not read: {one.sheet}.{one.column}", overwritten(sheets, one), True)
    if not apart:
        yield Case("whatever is not read, all of it", together, True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign, print its table and give 1 where a row is not as it has to be."""
    parser = argparse.ArgumentParser(description="What may not count changes no byte of a plan.")
    parser.add_argument("--clients", type=int, default=N_CLIENTS)
    parser.add_argument("--vacancies", type=int, default=N_VACANCIES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--apart", action="store_true", help="a night for every column")
    asked = parser.parse_args(arguments)
    sheets = made_sheets(asked.clients, asked.vacancies, asked.seed)
    wrong = n_cases = 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        as_made = night_from(sheets, folder / "as_made")
        for n_cases, case in enumerate(cases(sheets, apart=asked.apart), 1):
            began = perf_counter()
            is_same = night_from(case.sheets, folder / str(n_cases)).plan == as_made.plan
            is_right = is_same == case.stays
            wrong += not is_right
            said = f"{'same bytes' if is_same else 'another plan':14}{'' if is_right else 'WRONG'}"
            click.echo(f"{case.name:52}{perf_counter() - began:7.1f} s  {said}".rstrip())
    click.echo(f"{n_cases} nights of {asked.clients} people and {asked.vacancies} vacancies: {wrong} wrong")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
