"""What is installed is this checkout, what would be shipped is whole, and the locks stay portable."""

import importlib
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("matcher", "solver", "web")
DATA_KINDS = {".toml", ".csv", ".html", ".css", ".js", ".po", ".mo", ".svg", ".json", ".mako", ".typed"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = sorted((ROOT / "deploy" / "locks").glob("*.txt"))


def run_python(code: str, folder: Path) -> str:
    """Run code in a fresh interpreter that starts in `folder`, and give what it prints."""
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("package", PACKAGES)
def test_the_package_loads_from_this_checkout_from_any_folder(package: str, tmp_path: Path) -> None:
    # A package of the same name on the index (web.py is one) would win here silently.
    found = run_python(f"import {package}; print({package}.__file__)", tmp_path)
    assert Path(found).resolve() == ROOT / package / "__init__.py"


@pytest.mark.parametrize("package", PACKAGES)
def test_importing_a_package_does_no_work(package: str, tmp_path: Path) -> None:
    printed = run_python(f"import logging, {package}; print(logging.getLogger().handlers)", tmp_path)
    assert printed == "[]"
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of all files in the wheel that hatchling builds from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    code = f"from hatchling.build import build_wheel; print(build_wheel({str(folder)!r}))"
    return set(zipfile.ZipFile(folder / run_python(code, ROOT).splitlines()[-1]).namelist())


def test_the_wheel_holds_every_module_and_data_file(wheel: set[str]) -> None:
    wanted = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and (path.suffix in DATA_KINDS | {".py"}) and "__pycache__" not in path.parts
    }
    assert wanted - wheel == set()
    assert {"matcher/errors.py", "matcher/py.typed", "web/__init__.py"} <= wheel


def test_the_wheel_ships_no_fixtures_benchmarks_or_tests(wheel: set[str]) -> None:
    metadata = f"waag-{PROJECT['project']['version']}.dist-info"
    assert {name.partition("/")[0] for name in wheel} == {*PACKAGES, metadata}


def test_the_wheel_carries_the_licence(wheel: set[str]) -> None:
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in wheel)


def test_the_console_command_is_waag() -> None:
    assert PROJECT["project"]["scripts"] == {"waag": "web.cli:main"}


@pytest.mark.parametrize("order", [("ortools.sat.python.cp_model", "highspy"), ("highspy", "ortools.graph.python")])
def test_ortools_and_highspy_live_in_one_process(order: tuple[str, str], tmp_path: Path) -> None:
    # highspy 1.15 breaks this, and no installer notices: the second import fails.
    run_python(f"import {order[0]}; import {order[1]}", tmp_path)


def test_htmx_is_the_version_we_write_for() -> None:
    folder = Path(str(importlib.import_module("js_lib_htmx").__file__)).parent
    script = next(folder.rglob("htmx.min.js")).read_text("utf-8")
    assert 'version:"2.0.3"' in script


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_a_lock_pins_by_hash_and_names_no_host_or_path(lock: Path) -> None:
    text = lock.read_text("utf-8")
    pins = re.findall(r"^[a-z0-9][\w.-]*(?:\[[\w,-]+\])?==", text, flags=re.MULTILINE)
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(pins) == len(blocks) > 0
    assert all("--hash=sha256:" in block for block in blocks)
    assert not re.search(r"://|file:|--(extra-)?index-url|--find-links|(^|\s)/\w", text)


def test_the_locks_are_there() -> None:
    assert {path.stem for path in LOCKS} == {"bootstrap", "run", "all", "campaigns"}


def test_the_run_lock_is_part_of_the_whole_lock() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[a-z0-9][^\s;]*==[^\s;\\]+", (ROOT / "deploy/locks" / name).read_text(), re.MULTILINE))

    assert pins("run.txt") < pins("all.txt")


def test_every_direct_dependency_is_locked() -> None:
    def name(requirement: str) -> str:
        return re.split(r"[<>=!~ \[]", requirement, maxsplit=1)[0].lower()

    locked = {line.partition("==")[0] for line in (ROOT / "deploy/locks/run.txt").read_text().splitlines()}
    assert {name(requirement) for requirement in PROJECT["project"]["dependencies"]} <= locked
