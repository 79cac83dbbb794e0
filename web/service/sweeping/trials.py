"""A trial of a sweep as a TOML file: what differs from the night itself, and nothing else."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from matcher.errors import PolicyError, WaagError
from matcher.policy import MatchPolicy
from solver.policy import Effort, SolverPolicy
from solver.sweep import EVERYBODY, KINDS, OtherBudget, Trial, names_of

P = TypeVar("P", MatchPolicy, SolverPolicy)
KEYS = ("name", "effort", "floors_percent", "match", "plan", "budgets")
BUDGET_KEYS = ("gemeente", "kind", "percent", "amount")


class TrialError(WaagError):
    """A file of a sweep cannot be read as a trial."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"{path}: {problem} Nothing is tried: a sweep with a trial left out would be read as if it were whole. "
            "Correct the file and run again; what is done by then is kept."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTrial:
    """A trial with the name people read: of the file, or the one it gives itself."""

    name: str
    trial: Trial


def read_trial(path: Path, match_policy: MatchPolicy, solver_policy: SolverPolicy) -> NamedTrial:
    """Read a trial; what the file leaves out is as in the night.

    Raises
    ------
    TrialError
        Where the file is no TOML, names something unknown, or a value lies outside its bounds.
    """
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise TrialError(path, f"this is no TOML file that can be read ({problem}).") from problem
    try:
        return NamedTrial(name=_text(table, "name") or path.stem, trial=_trial(table, match_policy, solver_policy))
    except PolicyError as problem:
        raise TrialError(path, str(problem)) from problem


def _trial(table: Mapping[str, object], match_policy: MatchPolicy, solver_policy: SolverPolicy) -> Trial:
    _known(table, KEYS, "the file")
    effort = _text(table, "effort") or Effort.NIGHTLY
    if effort not in tuple(Effort):
        raise PolicyError(f"effort = {effort!r}; choose one of {', '.join(Effort)}.")
    return Trial(
        match_policy=_changed(match_policy, _table(table, "match"), "match"),
        solver_policy=_changed(solver_policy, _table(table, "plan"), "plan"),
        effort=Effort(effort),
        floors_percent=_number(table, "floors_percent"),
        budgets=tuple(_budget(one) for one in _tables(table, "budgets")),
    )


def _changed(policy: P, values: Mapping[str, object], where: str) -> P:
    _known(values, names_of(type(policy)), f"[{where}]")
    numbers: dict[str, int] = {}
    for name in values:
        number = _number(values, name)
        if number is not None:
            numbers[name] = number
    return replace(policy, **numbers)  # type: ignore[arg-type]


def _budget(values: Mapping[str, object]) -> OtherBudget:
    _known(values, BUDGET_KEYS, "[[budgets]]")
    kind = _text(values, "kind")
    if not kind:
        raise PolicyError(f"[[budgets]] needs a kind: one of {', '.join(KINDS)}.")
    return OtherBudget(
        gemeente=_text(values, "gemeente") or EVERYBODY,
        kind=kind,
        percent=_number(values, "percent"),
        amount=_number(values, "amount"),
    )


def _known(values: Mapping[str, object], names: tuple[str, ...], where: str) -> None:
    for name in values:
        if name not in names:
            raise PolicyError(f"{where} names {name!r}, which is not known there. Known are: {', '.join(names)}.")


def _text(values: Mapping[str, object], name: str) -> str:
    value = values.get(name, "")
    if not isinstance(value, str):
        raise PolicyError(f"{name} = {value!r} is no text; put it between quotes.")
    return value


def _number(values: Mapping[str, object], name: str) -> int | None:
    value = values.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise PolicyError(f"{name} = {value!r} is no whole number; write one without a point or quotes.")
    return value


def _table(values: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = values.get(name, {})
    if not isinstance(value, dict):
        raise PolicyError(f"{name} is no table; write [{name}] on a line of its own, and its values under it.")
    return value


def _tables(values: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    value = values.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise PolicyError(f"{name} is no list of tables; write [[{name}]] above each of them.")
    return value
