"""Which code and which choices a run was made with."""

import dataclasses
import platform
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from matcher.errors import PolicyError
from matcher.policy import MatchPolicy
from solver.policy import LIMITS, Effort, SolverPolicy
from web.store.codec import from_json, to_json

P = TypeVar("P", MatchPolicy, SolverPolicy)
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


def policies_of(texts: Mapping[str, str]) -> tuple[MatchPolicy, SolverPolicy]:
    """Give back the policies that `policies` wrote; a field that was not chosen yet then has its default.

    Raises
    ------
    PolicyError
        Where a policy is missing, or names a field that this version does not have.
    """
    return _policy_of(MatchPolicy, "match", texts), _policy_of(SolverPolicy, "solver", texts)


def seeds() -> tuple[tuple[str, int], ...]:
    """Give the seed of each search a night makes."""
    return (("solver", LIMITS[Effort.NIGHTLY].seed),)


def config_digest(match_policy: MatchPolicy, solver_policy: SolverPolicy) -> str:
    """Give one digest of all choices."""
    return digest_of_texts(policies(match_policy, solver_policy))


def digest_of_texts(texts: tuple[tuple[str, str], ...]) -> str:
    """Give the digest of choices as `policies` wrote them."""
    return blake2b(to_json(texts).encode(), digest_size=16).hexdigest()


def _policy_of(kind: type[P], name: str, texts: Mapping[str, str]) -> P:
    try:
        return from_json(kind, texts[name])
    except (KeyError, TypeError, ValueError) as problem:
        raise PolicyError(
            f"The policy {name!r} of this run cannot be read by this version of Waag ({problem}): its night cannot be "
            "made again here. Use the version that made the run."
        ) from problem


def _all_fields(policy: MatchPolicy | SolverPolicy) -> str:
    return to_json(_with_defaults(policy))


def _with_defaults(value: object) -> object:
    """Give a policy with every field by name, those of a policy inside it too: a default may change some day."""
    if not dataclasses.is_dataclass(value):
        return value
    return {field.name: _with_defaults(getattr(value, field.name)) for field in dataclasses.fields(value)}


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
