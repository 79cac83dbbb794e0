"""Which code and which choices a run was made with."""

import platform
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from matcher.policy import MatchPolicy
from solver.policy import LIMITS, Effort, SolverPolicy
from web.store.codec import to_json

DECIDING = ("matcher", "solver")
NAMED = ("waag", "ortools", "numba", "numpy", "sqlalchemy")


@cache
def code_version() -> str:
    """Give the version of the code that decides a plan: its release and a digest of its own files."""
    digest = blake2b(digest_size=6)
    for package in DECIDING:
        _add(files(package), package, digest)
    return f"{_version('waag')}+{digest.hexdigest()}"


def package_versions() -> tuple[tuple[str, str], ...]:
    """Give the versions of what a run stands on."""
    return (("python", platform.python_version()), *((name, _version(name)) for name in NAMED))


def policies(match_policy: MatchPolicy, solver_policy: SolverPolicy) -> tuple[tuple[str, str], ...]:
    """Give each policy as text, every field in it, so that a run can be made again."""
    return (("match", _all_fields(match_policy)), ("solver", _all_fields(solver_policy)))


def seeds() -> tuple[tuple[str, int], ...]:
    """Give the seed of each search a night makes."""
    return (("solver", LIMITS[Effort.NIGHTLY].seed),)


def config_digest(match_policy: MatchPolicy, solver_policy: SolverPolicy) -> str:
    """Give one digest of all choices."""
    return blake2b(to_json(policies(match_policy, solver_policy)).encode(), digest_size=16).hexdigest()


def _all_fields(policy: MatchPolicy | SolverPolicy) -> str:
    return to_json({name: getattr(policy, name) for name in type(policy).__slots__})


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"


def _add(folder: Traversable, path: str, digest: blake2b) -> None:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        own = f"{path}/{entry.name}"
        if entry.is_dir() and entry.name != "__pycache__":
            _add(entry, own, digest)
        elif entry.name.endswith((".py", ".toml")):
            digest.update(own.encode() + b"\x00" + entry.read_bytes() + b"\x00")
