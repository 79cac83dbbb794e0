"""What a sweep found, as one table: a line per policy."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from solver.rows import COACH, DISCRETIONARY, ONCE
from solver.sweep import Tried
from web.language.numbers import day, hours, millionths, money, whole
from web.language.pages import counted, say
from web.language.tables import NOTHING, Table

COLUMNS = (
    "points",
    "people",
    "supported",
    "floors_short",
    "points_short",
    "coach",
    "discretionary",
    "once",
    "gap",
)
Line = tuple[str, Tried | None, str]
"""Name of the policy, what it gives, and why there is none."""


def sweep_table(lines: Sequence[Line], n_there: int, folder: Path, of: date, language: str) -> Table:
    """Tell what each policy gives.

    Parameters
    ----------
    n_there
        How many were read from an earlier sweep.
    folder
        Where the results are kept.
    of
        Day of the night.
    """
    failed = [(name, problem) for name, tried, problem in lines if tried is None]
    notes = [say("w_sweep.failed", language, name=name, problem=problem) for name, problem in failed]
    if n_there:
        notes.append(counted("w_sweep.there", n_there, language))
    notes.append(say("w_sweep.kept", language, folder=folder))
    return Table(
        title=say("w_sweep.title", language, day=day(of, language)),
        why=say("w_sweep.why", language),
        caption="",
        head=("", *(say(f"w_sweep.column.{name}", language) for name in COLUMNS)),
        rows=tuple((name, *_figures(tried, language)) for name, tried, _ in lines if tried is not None),
        notes=tuple(notes),
    )


def _figures(tried: Tried, language: str) -> tuple[str, ...]:
    used = {kind: sum(one.used for one in tried.budgets if one.kind == kind) for kind in (COACH, DISCRETIONARY, ONCE)}
    short = say("w_sweep.short_of", language, short=tried.floors_short, floors=tried.floors)
    return (
        *(whole(figure, language) for figure in (tried.points, tried.people, tried.supported)),
        short if tried.floors else NOTHING,
        whole(tried.points_short, language) if tried.floors else NOTHING,
        hours(used[COACH], language),
        hours(used[DISCRETIONARY], language),
        money(used[ONCE], language),
        NOTHING if tried.gap_ppm is None else millionths(tried.gap_ppm, language),
    )
