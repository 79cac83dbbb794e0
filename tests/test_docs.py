"""The documents are true: links lead somewhere, commands exist, rooms stand, words are in order, nothing leaks."""

import importlib
import re
import shlex
import subprocess
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted(ROOT.glob("*.md"))
FENCE = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
TERM = re.compile(r"^- \*\*(.+?)\*\*:", re.MULTILINE)


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def fenced_commands(name: str) -> list[list[str]]:
    """Give the command lines in the fenced blocks of a document, split into words."""
    lines = [line for block in FENCE.findall(text_of(name)) for line in block.splitlines()]
    return [shlex.split(line) for line in lines if line.startswith(("make ", ".venv/bin/"))]


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("This tree is no git checkout, so there is no list of its files.")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_inside_the_house_leads_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text("utf-8"))
    assert [target for target in targets if not (ROOT / target).exists()] == []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_every_make_target_a_document_names_exists(document: str) -> None:
    targets = {words[1] for words in fenced_commands(document) if words[0] == "make"}
    targets |= set(re.findall(r"`make ([a-z]+)", text_of(document)))
    known = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    assert targets <= known
    assert targets


def waag_lines() -> list[list[str]]:
    return [words[1:] for words in fenced_commands("README.md") if words[0] == ".venv/bin/waag"]


def commands() -> dict[str, click.Command | None]:
    """Give every command of `waag` by name, as the command line itself finds it."""
    group: click.Group = importlib.import_module("web.cli").cli
    context = click.Context(group)
    return {name: group.get_command(context, name) for name in group.list_commands(context)}


@pytest.mark.parametrize("words", waag_lines(), ids=" ".join)
def test_every_waag_command_of_the_readme_exists(words: list[str]) -> None:
    command = commands()[words[0]]
    assert command is not None
    options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    assert {word for word in words if word.startswith("--")} <= options


def test_every_command_and_option_has_help() -> None:
    assert [name for name, command in commands().items() if command is None or not command.help] == []
    silent = [
        f"{name} {parameter.opts[0]}"
        for name, command in commands().items()
        if command is not None
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]
    assert silent == []


def make_plan(*words: str) -> str:
    done = subprocess.run(["make", "--dry-run", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_make_demo_passes_port_and_serve_on() -> None:
    assert ".venv/bin/waag demo --port 8123 --no-serve" in make_plan("demo", "SERVE=0", "PORT=8123")
    assert "--" not in make_plan("demo").partition("waag demo")[2]


def test_make_test_is_setup_then_system_then_check() -> None:
    plan = make_plan("test")
    steps = [plan.index(step) for step in ("deploy/setup.sh", "deploy/system.sh", "ruff format --check", "pytest")]
    assert steps == sorted(steps)


def test_the_glossary_is_long_ordered_and_says_each_word_once() -> None:
    law, own = text_of("GLOSSARY.md").split("## Words of our own")
    for part in (law, own):
        terms = [term.casefold() for term in TERM.findall(part)]
        assert terms == sorted(set(terms))
    assert len(TERM.findall(law)) >= 50


def test_every_decision_is_dated_and_they_stand_in_order() -> None:
    headings = re.findall(r"^## (.+)$", text_of("DECISIONS.md"), re.MULTILINE)
    assert all(re.match(r"\d{4}-\d{2}-\d{2}: \S", heading) for heading in headings)
    days = [heading[:10] for heading in headings]
    assert days == sorted(days)


def test_every_room_of_the_architecture_stands() -> None:
    tree = next(block for block in FENCE.findall(text_of("ARCHITECTURE.md")) if "WHAT FITS WHOM" in block)
    missing, room = [], ROOT
    for line in tree.splitlines():
        names = re.split(r" {2,}", line.strip())
        if line[:1].strip():
            room = ROOT
        for name in re.findall(r"[\w./-]+", " ".join(names[:-1])):
            found = [room / name, (room / name).with_suffix(".py")]
            if not any(path.exists() for path in found):
                missing.append(f"{room.name}/{name}")
        if line[:1].strip() and names[0].endswith("/"):
            room = ROOT / names[0]
    assert missing == []


def test_nothing_else_stands_at_the_top() -> None:
    folders = {".ci", "benchmarks", "deploy", "docs", "fixtures", "matcher", "solver", "tests", "web"}
    files = {".containerignore", ".gitattributes", ".gitignore", "LICENSE", "Makefile", "pyproject.toml"}
    found = {path.relative_to(ROOT).parts[0] for path in tracked_files()}
    assert {name for name in found if not name.endswith(".md")} == folders | files


def test_no_tracked_file_holds_a_path_or_host_of_one_machine() -> None:
    # Put together here, so that this file does not find itself.
    # Where an operator puts the release is the same everywhere; any other folder of a machine is not.
    folders = [*(f"/{name}/" for name in ("work", "home", "root")), "/" + "opt/(?!waag)"]
    told = re.compile(
        "|".join([*(rf"(?<![\w.}}]){folder}\w" for folder in folders), r"pypi\.(?:org)", r"pythonhosted"])
    )
    found: list[str] = []
    for path in tracked_files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found.extend(
            f"{path.relative_to(ROOT)}: {hit.group()}" for hit in told.finditer(text) if path != Path(__file__)
        )
    assert found == []
