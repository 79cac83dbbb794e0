"""What the figures were measured on: never a host name."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("numpy", "numba", "ortools", "scipy")
CPU_INFO = Path("/proc/cpuinfo")
ROOT = Path(__file__).resolve().parents[1]


def machine() -> dict[str, str | int]:
    """Give cores, processor, Python and package versions, and the commit."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "cpu": _cpu(),
        "python": platform.python_version(),
        **{package: version(package) for package in PACKAGES},
        "commit": _commit(),
    }


def machine_line() -> str:
    """Write it on one line."""
    return " · ".join(f"{name} {value}" for name, value in machine().items())


def _cpu() -> str:
    try:
        lines = CPU_INFO.read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _commit() -> str:
    """Give the commit, with a plus where the tree differs from it."""
    asked = ("git", "-C", str(ROOT), "describe", "--always", "--dirty=+", "--abbrev=10")
    try:
        return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
