"""A Dask cluster on loopback: a scheduler and workers as processes of our own, ended by their own ids."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

LOOPBACK = "127.0.0.1"
# Where a test is killed nobody stays behind: a scheduler without work ends by itself, a worker without a scheduler too.
ALONE = "60s"


def scheduler(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start a scheduler; give it with its address."""
    file = folder / "scheduler.json"
    started = _started(
        folder,
        "scheduler",
        *("dask_scheduler", "--host", LOOPBACK, "--port", "0", "--no-dashboard", "--no-jupyter"),
        *("--idle-timeout", ALONE, "--scheduler-file", str(file)),
    )
    return started, _address(started, file)


def worker(folder: Path, address: str, name: str) -> subprocess.Popen[bytes]:
    """Start a worker of one thread."""
    return _started(
        folder,
        name,
        *("dask_worker", address, "--host", LOOPBACK, "--no-nanny", "--nthreads", "1", "--no-dashboard"),
        *("--death-timeout", ALONE, "--name", name, "--local-directory", str(folder / name)),
    )


@contextmanager
def ending(*processes: subprocess.Popen[bytes]) -> Iterator[None]:
    """End processes by their own ids, whatever happens."""
    try:
        yield
    finally:
        for process in processes:
            process.kill()
        for process in processes:
            process.wait()


def _started(folder: Path, name: str, module: str, *arguments: str) -> subprocess.Popen[bytes]:
    with (folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen([sys.executable, "-m", f"distributed.cli.{module}", *arguments], stdout=log, stderr=log)


def _address(process: subprocess.Popen[bytes], file: Path) -> str:
    """Wait for the file in which the scheduler says where it is; half a file is not read."""
    while process.poll() is None:
        try:
            return str(json.loads(file.read_text())["address"])
        except (FileNotFoundError, json.JSONDecodeError):
            Event().wait(0.02)
    raise AssertionError(f"the scheduler ended with {process.returncode}; see {file.parent}")
