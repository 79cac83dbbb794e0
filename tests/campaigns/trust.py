"""The one writer of the trust report: what was promised, what a campaign measured, and whether it is reached.

Each campaign ends with `conclude`: it prints its table, puts it in the place of its own section of the report and
gives the exit code. A promise that is not reached is a failure, unless a line of `docs/not-reached.md` says which
figure was reached instead and why.
"""

import platform
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from os import cpu_count
from pathlib import Path
from shutil import which

import click

from web.service.night.versions import code_version
from web.service.oversight.audit import Audit

DOCS = Path(__file__).resolve().parents[2] / "docs"
REPORT, EXCUSES = "trust-report.md", "not-reached.md"
HEAD = """# Trust report

Written by the campaigns themselves; each replaces its own section. What is not reached stands with its reason in
[not-reached.md](not-reached.md).
"""
SECTION = re.compile(r"^## (\S+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
LEAST_REASON = 20


class TrustError(Exception):
    """What a campaign concludes cannot be written down: nothing was measured, or two lines have one name."""


@dataclass(frozen=True, kw_only=True)
class Reached:
    """One promise and what a campaign found of it.

    Attributes
    ----------
    name
        What `not-reached.md` names it by, unique within the campaign: ``F1``, ``T44``, ``F1-sqlite``.
    promise
        What has to hold, with its figure.
    figure
        What was measured.
    """

    name: str
    promise: str
    figure: str
    is_reached: bool

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", self.name) or not self.promise or not self.figure:
            raise TrustError(f"{self!r} has no name, promise or figure; a promise without one cannot be held to it.")


@dataclass(frozen=True, kw_only=True)
class Excuse:
    """The figure that was reached instead, and why that has to do for now."""

    figure: str
    reason: str


def audited(audits: Sequence[Audit]) -> Reached:
    """Tell what `waag audit verify` says of the stores that a campaign worked on.

    Parameters
    ----------
    audits
        What was found in each of them.
    """
    lines, anchors = sum(one.chain.lines for one in audits), sum(one.anchors for one in audits)
    whole = sum(one.holds for one in audits)
    return Reached(
        name="T42",
        promise="waag audit verify after all of this: every line as it was written, every night's anchor in its place",
        figure=f"{lines} lines and {anchors} anchors in {len(audits)} stores, {whole} of them whole",
        is_reached=whole == len(audits) and lines > 0,
    )


def conclude(campaign: str, found: Sequence[Reached], *, command: str, docs: Path = DOCS) -> int:
    """Print the table of a campaign, write it into the report and give 0, or 1 where a promise is broken unexcused.

    Parameters
    ----------
    campaign
        Name of the section: ``faults``, ``load``, ``fuzz``.
    command
        The command line that measures this again.
    docs
        Folder of the report and of `not-reached.md`; a test gives its own.

    Raises
    ------
    TrustError
        Where nothing was measured, two promises have one name, or `not-reached.md` cannot be read.
    """
    names = [one.name for one in found]
    if not names or len(set(names)) != len(names):
        raise TrustError(f"The campaign {campaign} measured {names}: every promise once, and at least one.")
    try:
        excuses, unread = excuses_in(docs / EXCUSES), None
    except TrustError as problem:
        # Hours may have gone into what was measured: that is told and kept first.
        excuses, unread = {}, problem
    for one in found:
        click.echo(_printed(one, excuses))
    broken = [one for one in found if not one.is_reached and one.name not in excuses]
    write_section(docs / REPORT, campaign, _section(found, command, excuses))
    if unread is not None:
        raise unread
    click.echo(f"{campaign}: {len(found)} promises, {len(broken)} not reached and not excused")
    return 1 if broken else 0


def look_at_excuses(docs: Path = DOCS) -> None:
    """Read `not-reached.md` before a campaign begins, so that a mistake in it is told at once and not at the end.

    Raises
    ------
    TrustError
        As of `excuses_in`.
    """
    excuses_in(docs / EXCUSES)


def excuses_in(file: Path) -> dict[str, Excuse]:
    """Give what may stay behind, by name, from a table ``name | figure | reason``.

    Raises
    ------
    TrustError
        Where a line names no figure, gives hardly a reason, or says the same name twice.
    """
    if not file.exists():
        return {}
    found: dict[str, Excuse] = {}
    for line in file.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or cells[0] in ("name", "") or set(cells[0]) <= {"-", ":"}:
            continue
        name, figure, reason = cells if len(cells) == 3 else (cells[0], "", "")
        if not figure or len(reason) < LEAST_REASON or name in found:
            raise TrustError(f"{file.name}: {name} needs one line with its figure and its reason in a sentence.")
        found[name] = Excuse(figure=figure, reason=reason)
    return found


def write_section(report: Path, campaign: str, body: str) -> None:
    """Put a section in the place of what the campaign wrote before; the sections stand in order of their names."""
    sections = dict(SECTION.findall(report.read_text("utf-8"))) if report.exists() else {}
    sections[campaign] = f"\n{body.strip()}\n\n"
    report.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join(f"## {name}\n{sections[name].rstrip()}\n" for name in sorted(sections))
    report.write_text(f"{HEAD}\n{text}", encoding="utf-8")


def command_of(module: str) -> str:
    """Give the command line of a campaign as it was started."""
    return shlex.join(["python", "-m", module, *sys.argv[1:]])


def _section(found: Sequence[Reached], command: str, excuses: Mapping[str, Excuse]) -> str:
    measured = (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} with `{command}`: Waag {code_version()}{_commit()}, Python "
        f"{platform.python_version()}, {cpu_count()} processors."
    )
    rows = [
        f"| {one.name} | {_cell(one.promise)} | {_cell(one.figure)} | {_word(one, excuses)} |" for one in found
    ]  # fmt: skip
    return "\n".join([measured, "", "| name | promise | figure | reached |", "|---|---|---|---|", *rows])


def _commit() -> str:
    """Give the commit of the checkout, as the version is of the deciding code alone; nothing where there is none."""
    if which("git") is None:
        return ""
    told = subprocess.run(
        ["git", "describe", "--always", "--dirty=, with changes"], cwd=DOCS, capture_output=True, text=True, check=False
    )
    return f" at {told.stdout.strip()}" if told.returncode == 0 else ""


def _cell(words: str) -> str:
    return " ".join(words.replace("|", "/").split())


def _word(one: Reached, excuses: Mapping[str, Excuse]) -> str:
    if one.is_reached:
        return "yes"
    return "no, with a reason" if one.name in excuses else "**no**"


def _printed(one: Reached, excuses: Mapping[str, Excuse]) -> str:
    return f"{one.name:<14}{_word(one, excuses):<19}{one.promise}: {one.figure}"
