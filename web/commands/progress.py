"""How far a night is, on stderr: bars on a terminal, a line for each stage in a log."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from web.language.terminal import label
from web.service.night.measure import Progress

# This stage compiles its rules once for each version, which takes minutes: nobody should think that it hangs.
COMPILES = "rangschikken"


@contextmanager
def shown_progress(language: str) -> Iterator[Progress]:
    """Give what a night reports its stages to."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _line_by_line(language)
        return
    columns = (TextColumn("{task.description:<24}"), BarColumn(), TimeElapsedColumn())
    with Bars(*columns, console=console) as bars:
        tasks: dict[str, TaskID] = {}

        def hear(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                _fill(bars, tasks)
                if stage == COMPILES:
                    console.print(label("compiles", language))
                tasks[stage] = bars.add_task(label(f"stage.{stage}", language), total=max(total, 1))
            bars.update(tasks[stage], completed=done, total=max(total, 1))

        yield hear
        _fill(bars, tasks)


def _fill(bars: Bars, tasks: Mapping[str, TaskID]) -> None:
    for task in tasks.values():
        bars.update(task, completed=bars.tasks[task].total)


def _line_by_line(language: str) -> Progress:
    told: set[str] = set()

    def hear(stage: str, _done: int, _total: int) -> None:
        if stage in told:
            return
        told.add(stage)
        note = f" ({label('compiles', language)})" if stage == COMPILES else ""
        click.echo(f"{label(f'stage.{stage}', language)} ...{note}", err=True)

    return hear
