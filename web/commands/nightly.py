"""`waag nightly`: make the night of a day."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from time import sleep
from typing import cast

import click
from click.exceptions import Exit

from matcher.domain.nearmiss import Investment
from matcher.errors import WaagError
from web.commands.common import BUSY, FAILED, FALLEN_BACK, Day, language_option, opened
from web.commands.intake import why_not_applied
from web.commands.progress import shown_progress
from web.commands.report import night_report
from web.config import Settings
from web.language import numbers
from web.language.delivery import delivery_text
from web.language.intake import Language
from web.language.terminal import say
from web.logs import set_up
from web.service.clock import Clock, clock_of
from web.service.delivery.arrived import wait_for
from web.service.delivery.file_faults import RefusedDelivery, fault_sentences
from web.service.delivery.folder import holds_nothing
from web.service.delivery.intake import import_files
from web.service.manage.policy_card import policy_in_force
from web.service.manage.retention import retain
from web.service.night.making import MakePlan
from web.service.night.nightly import Night, NightReport
from web.service.night.nights import largest_investments, night_from
from web.service.running.deadman import START, tell
from web.store.codec import to_json
from web.store.database import Database
from web.store.errors import AlreadyRunning
from web.store.records import RunState

SENTENCES = {
    RunState.DONE: "night.done",
    RunState.FALLEN_BACK: "night.fallen_back",
    RunState.FAILED: "night.failed",
}
SHARDS = "shards"
EXITS = {RunState.FAILED: FAILED, RunState.FALLEN_BACK: FALLEN_BACK}


@click.command("nightly")
@click.option("--date", "day", type=Day(), help="Dag van de nacht; zonder: vandaag.")
@click.option(
    "--inbox",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Map met een levering die eerst wordt ingelezen.",
)
@click.option("--cluster", default="", metavar="tcp://HOST:POORT", help="Dask-cluster dat de paren weegt.")
@click.option("--once", is_flag=True, help="Niets doen als deze dag, of een latere, al een nacht heeft.")
@click.option("--json", "as_json", is_flag=True, help="Alleen JSON op de uitvoer.")
@language_option
@click.pass_context
def nightly(
    context: click.Context,
    day: date | None,
    inbox: Path | None,
    cluster: str,
    once: bool,
    as_json: bool,
    language: str | None,
) -> None:
    """Maak de voorstellen van een dag.

    Codes: 0 klaar, 1 mislukt, 2 verkeerd gebruik, 3 teruggevallen, 75 er loopt al een nacht.
    """
    settings = Settings.from_environment()
    set_up(settings.log_form)
    tell(settings.ping_url, START)
    code = FAILED
    try:
        spoken = language or settings.language
        code = 0 if once and _is_there(settings, day, spoken) else FAILED
        if code == FAILED:
            code = _make(context, settings, day, inbox, cluster, spoken, as_json=as_json)
    except Exit as end:
        code = end.exit_code
    finally:
        # The night that does run tells how it ended; a second one that finds it has nothing to say.
        if code != BUSY:
            tell(settings.ping_url, code)
    context.exit(code)


def _is_there(settings: Settings, day: date | None, language: str) -> bool:
    """Say so where a day, or a later one, has its night: a clock that goes back makes no second one."""
    database = opened(settings)
    found = night_from(database, day or clock_of(database).today())
    if found is not None:
        click.echo(say("night.there", language, day=numbers.day(found.key.day, language), run=found.id))
    return found is not None


def _make(
    context: click.Context,
    settings: Settings,
    day: date | None,
    inbox: Path | None,
    cluster: str,
    language: str,
    *,
    as_json: bool,
) -> int:
    """Read what was delivered and make the night; give the code of the command."""
    database = opened(settings)
    clock = clock_of(database)
    night_day = day or clock.today()
    try:
        if inbox is not None:
            take_in(context, database, inbox, night_day, clock.now(), language)
        with shown_progress(language) as progress:
            plan = over_cluster(cluster, settings) if cluster else None
            chosen = policy_in_force(database)
            night = Night(
                database=database,
                settings=settings,
                clock=clock,
                match_policy=chosen.match,
                solver_policy=chosen.plan,
                progress=progress,
                plan=plan,
            )
            report = night.run(night_day)
        keep_to_terms(database, clock, language)
    except AlreadyRunning:
        click.echo(say("night.running", language), err=True)
        return BUSY
    if as_json:
        click.echo(to_json({"is_new": report.is_new, "is_shown": report.is_shown, "run": _plain(report)}))
    else:
        show(report, language, largest_investments(database, report.run.id))
    return EXITS.get(report.run.state, 0)


def keep_to_terms(database: Database, clock: Clock, language: str) -> None:
    """Drop what is past its term; a night that is made stays made where that cannot be."""
    try:
        retain(database, clock)
    except WaagError as problem:
        click.echo(say("night.terms", language, problem=problem), err=True)


def over_cluster(address: str, settings: Settings) -> MakePlan:
    """Give the pipeline whose pairs are weighed by a cluster; the plan is the same to the byte."""
    from solver.plan import make_plan
    from web.service.night.shards import ranking_on
    from web.service.tasks.cluster import on_cluster

    return partial(
        make_plan, threads=settings.threads, rank=ranking_on(on_cluster(address), settings.data_folder / SHARDS)
    )


def take_in(context: click.Context, database: Database, inbox: Path, day: date, now: datetime, language: str) -> None:
    """Read a delivery first, once it is whole; one that is refused or has to be confirmed stops the night.

    Where nothing came, the night goes on with what is there; its pages say of which day that is.
    """
    spoken = cast(Language, language)
    if holds_nothing(inbox):
        click.echo(delivery_text("nothing_came", spoken, folder=str(inbox)), err=True)
        return
    try:
        wait_for(inbox, lambda: datetime.now(UTC), sleep)
        intake = import_files(database, inbox, day=day, received_at=now, language=spoken)
    except RefusedDelivery as problem:
        for line in (
            delivery_text("refused", spoken),
            *(f"- {one}" for one in fault_sentences(problem.faults, spoken)),
        ):
            click.echo(line, err=True)
        context.exit(FAILED)
    if not intake.is_applied:
        for line in why_not_applied(intake, spoken):
            click.echo(line, err=True)
        context.exit(FAILED)


def show(report: NightReport, language: str, investments: Sequence[Investment] = ()) -> None:
    """Print how a night ended, and its table where it has one."""
    run = report.run
    code = SENTENCES[run.state] if report.is_new else "night.there"
    proposals = run.manifest.proposals if run.manifest else 0
    facts = {"day": numbers.day(run.key.day, language), "run": run.id, "problem": run.problem}
    failed = run.state is RunState.FAILED
    click.echo(say(code, language, proposals=numbers.whole(proposals, language), **facts), err=failed)
    if run.has_plan and not report.is_shown:
        click.echo(say("night.older", language))
    if run.manifest is not None:
        for line in night_report(run.manifest, language, investments):
            click.echo(line)


def _plain(report: NightReport) -> dict[str, object]:
    run = report.run
    return {
        "id": run.id,
        "day": run.key.day,
        "state": run.state,
        "attempts": run.attempts,
        "started_at": run.started_at.isoformat(),
        "finished_at": run.finished_at.isoformat() if run.finished_at else None,
        "problem": run.problem,
        "input_digest": run.key.input_digest,
        "config_digest": run.key.config_digest,
        "code_version": run.key.code_version,
        "manifest": run.manifest,
    }
