"""`waag sweep`: dozens of policies over the night of one run."""

from pathlib import Path

import click

from solver.sweep import Trial
from web.commands.common import FAILED, language_option, opened
from web.commands.tables import table_lines, wrapped
from web.config import Settings
from web.language.sweep import sweep_table
from web.service.night.export import LATEST
from web.service.night.past import past_night
from web.service.sweeping.sweep import Shared, Swept, sweep
from web.service.sweeping.trials import read_trial
from web.service.tasks.runners import Runner, in_process
from web.store.codec import to_json

FOLDER = "sweeps"


@click.command("sweep")
@click.argument("policies", nargs=-1, required=True, metavar="BELEID...", type=click.Path(path_type=Path, exists=True))
@click.option("--run", "run_id", default=LATEST, metavar="R", help="Nacht; zonder: die nu te zien is.")
@click.option("--cluster", default="", metavar="tcp://HOST:POORT", help="Dask-cluster; zonder: in dit proces.")
@click.option("--results", type=click.Path(path_type=Path, file_okay=False), help="Map voor de uitkomsten.")
@click.option("--json", "as_json", is_flag=True, help="Alleen JSON op de uitvoer.")
@language_option
@click.pass_context
def sweep_policies(
    context: click.Context,
    policies: tuple[Path, ...],
    run_id: str,
    cluster: str,
    results: Path | None,
    as_json: bool,
    language: str | None,
) -> None:
    """Probeer elk BELEID (een TOML-bestand, of een map ermee) over de nacht van een run; er wordt niets besloten.

    Codes: 0 alles geprobeerd, 1 minstens één beleid niet gelukt.
    """
    settings = Settings.from_environment()
    language = language or settings.language
    folder = results or settings.data_folder / FOLDER
    past = past_night(opened(settings), run_id)
    trials = [read_trial(path, past.match_policy, past.solver_policy) for path in _files(policies)]
    runner, threads = _runner(cluster, settings.threads)
    found = sweep(past, trials, folder, runner, threads=threads)
    if as_json:
        click.echo(to_json({"run": past.run.id, "day": past.run.key.day, "results": [_plain(one) for one in found]}))
    else:
        lines = [(one.name, one.tried, one.problem) for one in found]
        table = sweep_table(lines, sum(one.was_there for one in found), folder, past.run.key.day, language)
        for line in (*wrapped(table.why), *table_lines(table)):
            click.echo(line)
    context.exit(FAILED if any(one.tried is None for one in found) else 0)


def _runner(cluster: str, threads: int) -> "tuple[Runner[Shared, Trial], int]":
    """Give where the tasks run, and the threads of each: a worker of a cluster has one thread a task."""
    if not cluster:
        return in_process, threads
    from web.service.tasks.cluster import on_cluster

    return on_cluster(cluster), 1


def _files(policies: tuple[Path, ...]) -> list[Path]:
    """Give the files, those of a folder in the order of their names."""
    found: list[Path] = []
    for path in policies:
        found += sorted(path.glob("*.toml")) if path.is_dir() else [path]
    return found


def _plain(one: Swept) -> dict[str, object]:
    return {
        "name": one.name,
        "key": one.key,
        "was_there": one.was_there,
        "problem": one.problem,
        "result": one.tried,
    }
