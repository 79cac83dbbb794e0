"""Everything that comes from outside, broken on purpose: files, questions to the lists, forms and decisions.

``make fuzz`` runs atheris for a minute on each reader, in a process of its own; asks the described lists thousands of
questions; and lets a state machine send 10,000 forms. It ends with its section of the trust report.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from hypothesis.stateful import run_state_machine_as_test

from tests.campaigns.deciding import Deciding, audits, lived, reached
from tests.campaigns.hostile import READERS, bring, seeds
from tests.campaigns.trust import Reached, audited, command_of, conclude, look_at_excuses
from tests.web.pages.test_openapi import ask_everything
from tests.web.pages.unanswered import Never
from tests.web.pages.visit import Visit
from tests.web.pages.world import ADVISER, build
from web.app import create_app

SECONDS, STEPS, LIFE, QUESTIONS = 60, 10_000, 200, 200
MEMORY_MEGABYTES = 1_024
DONE = re.compile(r"Done (\d+) runs in (\d+) second")


@click.command()
@click.option("--seconds", default=SECONDS, show_default=True, help="For each reader.")
@click.option("--steps", default=STEPS, show_default=True, help="Forms sent by the state machine.")
@click.option("--reader", type=click.Choice(sorted(READERS)), help="Fuzz this one here, as the campaign does for each.")
def main(seconds: int, steps: int, reader: str | None) -> None:
    """Break what comes from outside."""
    if reader is not None:
        fuzz_here(reader, seconds)
        return
    look_at_excuses()
    found = [*(fuzzed(kind, seconds) for kind in READERS), questions(), *decisions(steps)]
    sys.exit(conclude("fuzz", found, command=command_of("tests.campaigns.fuzz")))


def fuzz_here(kind: str, seconds: int) -> None:
    """Fuzz one reader in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["web.service.delivery", "matcher.read", "matcher.reading"]):
        import tests.campaigns.hostile  # noqa: F401
    with TemporaryDirectory() as folder:
        for number, content in enumerate(seeds(kind)):
            (Path(folder) / str(number)).write_bytes(content)
        arguments = [f"-max_total_time={seconds}", f"-rss_limit_mb={MEMORY_MEGABYTES}", "-max_len=20000", "-timeout=20"]
        atheris.Setup([sys.argv[0], *arguments, f"-artifact_prefix={folder}/", folder], lambda data: _one(kind, data))
        atheris.Fuzz()


def _one(kind: str, data: bytes) -> None:
    bring(kind, data)


def fuzzed(kind: str, seconds: int) -> Reached:
    """Fuzz one reader in a process of its own and give what became of it."""
    command = [sys.executable, "-m", "tests.campaigns.fuzz", "--reader", kind, "--seconds", str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    counted = DONE.search(done.stderr)
    runs = int(counted[1]) if counted else 0
    is_reached = done.returncode == 0 and runs > 0
    if not is_reached:
        click.echo(done.stderr[-3000:], err=True)
    return Reached(
        name=f"T32-{kind}",
        promise=f"{kind} fuzzed for {SECONDS} s: 0 crashes, 0 lost rows",
        figure=f"{runs} files in {seconds} s, {'0 crashes, 0 lost rows' if is_reached else 'ended with a crash'}",
        is_reached=is_reached and seconds >= SECONDS,
    )


def questions() -> Reached:
    """Ask the described lists many questions."""
    with visiting() as visit:
        replies = ask_everything(visit, examples=QUESTIONS)
    told = ", ".join(f"{count} × {status}" for status, count in sorted(replies.items()))
    return Reached(
        name="lists",
        promise="the .json lists answer drawn questions as docs/openapi.json says: 0 server errors, 0 deviations",
        figure=f"{sum(replies.values())} questions ({told})",
        is_reached=replies[200] > 0,
    )


def decisions(steps: int) -> Iterator[Reached]:
    """Let the state machine send so many forms."""
    reached.clear()
    audits.clear()
    problem = ""
    while reached["sent"] < steps and not problem:
        try:
            run_state_machine_as_test(Deciding, settings=lived(LIFE, max(2, steps // LIFE), is_drawn_anew=True))
        except AssertionError as broken:
            problem = str(broken)
    yield Reached(
        name="T17",
        promise=f"{STEPS} forms of six kinds of visitors, nights between: 0 paths to a final state without a person",
        figure=f"{reached['sent']} forms, {reached['nights']} nights, "
        f"{reached['voorgesteld']} put to an employer, {reached['gestart']} started; {problem or '0 paths'}",
        is_reached=not problem and reached["gestart"] > 0 and reached["sent"] >= STEPS,
    )
    yield audited(audits)


class visiting:
    """An adviser at a small region of its own."""

    def __enter__(self) -> Visit:
        """Make it."""
        self.folder = TemporaryDirectory()
        self.visit = Visit(create_app(build(Path(self.folder.name)), start=Never)).sign_in(ADVISER)
        return self.visit

    def __exit__(self, *_: object) -> None:
        """Give it back."""
        self.visit.close()
        self.folder.cleanup()


if __name__ == "__main__":
    main()
