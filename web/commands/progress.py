"""A progress bar on stderr; where nobody looks (no terminal) it stays silent."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from web.language.terminal import label
from web.service.measure import Progress as Hear


@contextmanager
def shown_progress(language: str) -> Iterator[Hear]:
    """Give what a night reports its stages to."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description:<24}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def hear(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                for earlier in tasks.values():
                    bars.update(earlier, completed=bars.tasks[earlier].total)
                tasks[stage] = bars.add_task(label(f"stage.{stage}", language), total=max(total, 1))
            bars.update(tasks[stage], completed=done, total=max(total, 1))

        yield hear
        for task in tasks.values():
            bars.update(task, completed=bars.tasks[task].total)
