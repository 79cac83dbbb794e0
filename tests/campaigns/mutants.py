"""Whether the tests notice a mistake: ``python -m tests.campaigns.mutants [MODULE ...]``.

Each module of the definition and of the law is changed in one small place at a time, and its fast tests run on it. A
mutant is killed where a test fails; what survives is printed with its file and line as it is found, and after it the
count of its module. Less than 85 in a hundred killed ends with exit 1. The same seed tries the same mutants.
"""

import argparse
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

import click

from tests.campaigns.mutation import Mutant, mutants_of, mutated, sample
from tests.campaigns.trials import Trials

ROOT = Path(__file__).resolve().parents[2]
MUTANTS, SEED, LEAST_PERCENT = 300, 20261102, 85
OF_THE_LAW = ("tests/rules",)
WEIGHING = ("weigh_levels", "weigh_conditions", "weigh_limits", "weigh_tasks", "weigh_together", "couples")
DEFINITION: Mapping[str, tuple[str, ...]] = {
    "fit": ("weigh_together", "points", "point_lines", "points_by_hand", "gates", "contradictions"),
    "support": ("support", "closers", "steunwens", "couples", "package_parts", "carve", "weigh_together"),
    "weigh": (*WEIGHING, "drop_outs", "readings"),
    "settle": ("settle", "readings", *WEIGHING),
    "readings": ("readings", "weigh_limits"),
    "carve": ("carve", "support"),
    "drop_outs": ("drop_outs",),
    "points": ("points", "point_lines", "points_by_hand", "weigh_together"),
    "gates": ("gates", "travel", "drop_outs"),
    "asked": ("asked", "weigh_levels", "weigh_conditions", "weigh_limits", "weigh_tasks", "weigh_together", "carve"),
    "nearmiss": ("nearmiss",),
    "contradictions": ("contradictions",),
    "hoofdtaken": ("hoofdtaken", "loonwaarde"),
    "loonwaarde": ("loonwaarde", "hoofdtaken"),
    "wage_costs": ("wage_costs",),
}
"""The modules of the definition, with the test files of their own in `tests/matcher`."""
SLOW = (
    "test_every_package_closes_every_gap_on_its_own",
    "test_every_line_stays_within_its_range",
    "test_raising_a_capacity_never_worsens_a_verdict",
    "test_filling_unknowns_one_by_one_never_lowers_in_a_drawn_region",
)
NOT_FAST = f"not ({' or '.join(SLOW)})"


class MutantError(Exception):
    """The tests of a module cannot say anything about its mutants."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What came of the mutants of one module."""

    module: str
    killed: int
    survived: tuple[Mutant, ...]
    equivalent: tuple[Mutant, ...]

    @property
    def percent(self) -> float:
        tried = self.killed + len(self.survived)
        return 100 * self.killed / tried if tried else 100.0


def modules() -> Mapping[str, tuple[str, ...]]:
    """Give each module that is held to this, with its fast tests."""
    of_the_law = sorted(path.stem for path in (ROOT / "matcher/rules").glob("*.py") if path.stem != "__init__")
    law = {f"matcher.rules.{name}": OF_THE_LAW for name in of_the_law}
    own = {name: tuple(f"tests/matcher/test_{file}.py" for file in files) for name, files in DEFINITION.items()}
    return law | {f"matcher.{name}": tests for name, tests in own.items()}


def path_of(module: str) -> Path:
    """Give the source file of a module."""
    return ROOT / (module.replace(".", "/") + ".py")


def equivalents(module: str) -> set[tuple[str, str, str]]:
    """Give the changes that no test can notice: function, code before and after; each has its reason in the file."""
    listed = tomllib.loads((ROOT / "tests/campaigns/equivalent.toml").read_text("utf-8"))
    rows = listed.get(module.replace(".", "_"), [])
    return {(row["within"], row["before"], row["after"]) for row in rows}


def try_module(module: str, tests: Sequence[str], count: int, seed: int, tell: Callable[[Mutant], None]) -> Found:
    """Run the tests of a module on a sample of its mutants, and tell of each that survives.

    Raises
    ------
    MutantError
        Where its tests fail on the module as it is.
    """
    path = path_of(module)
    source = path.read_text("utf-8")
    known = equivalents(module)
    chosen = sample(mutants_of(source), count, f"{seed} {module}")
    tried = [mutant for mutant in chosen if (mutant.within, mutant.before, mutant.after) not in known]
    survived: list[Mutant] = []
    is_sound = False

    def run(trials: Trials) -> None:
        nonlocal is_sound
        is_sound = not trials.notice(compile(source, str(path), "exec"))
        for mutant in tried if is_sound else ():
            if not trials.notice(mutated(source, mutant, str(path)), anew=_shows_at_import(module, mutant)):
                survived.append(mutant)
                tell(mutant)

    Trials(module, path, ["--rootdir", str(ROOT), "-k", NOT_FAST, *(str(ROOT / one) for one in tests)]).hold(run)
    if not is_sound:
        raise MutantError(
            f"The tests of {module} fail without a mutant: `python -m pytest {' '.join(tests)}` says why."
        )
    return Found(
        module=module,
        killed=len(tried) - len(survived),
        survived=tuple(survived),
        equivalent=tuple(one for one in chosen if one not in tried),
    )


def _shows_at_import(module: str, mutant: Mutant) -> bool:
    """Whether a change can show in what is worked out at import: the law is read then, the definition only weighs."""
    is_in_a_function = mutant.within.rpartition(".")[2].islower()
    return module.startswith("matcher.rules.") or not is_in_a_function


def summary(found: Found) -> str:
    """Say what came of a module."""
    tried = found.killed + len(found.survived)
    kept = f", {len(found.equivalent)} equivalent" if found.equivalent else ""
    return f"{found.module:34}{found.killed:5} of {tried:3} killed{found.percent:7.1f} %{kept}"


def place_of(module: str, mutant: Mutant) -> str:
    """Say where a mutant stands and what it changes."""
    path = path_of(module).relative_to(ROOT)
    return f"  {path}:{mutant.line} {mutant.within}: {_short(mutant.before)}  ->  {_short(mutant.after)}"


def _short(code: str) -> str:
    flat = " ".join(code.split())
    return flat if len(flat) <= 100 else f"{flat[:97]}..."


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the modules asked for, print what survived, and give 1 where too much did."""
    known = modules()
    parser = argparse.ArgumentParser(description="Would the tests notice a mistake?")
    parser.add_argument("modules", nargs="*", choices=[*known, []], help="without: all")
    parser.add_argument("--mutants", type=int, default=MUTANTS, help="most mutants of a module")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args(arguments)
    too_few = []
    for module in asked.modules or known:
        began = perf_counter()
        found = try_module(module, known[module], asked.mutants, asked.seed, partial(_tell, module))
        click.echo(f"{summary(found)}  {perf_counter() - began:6.0f} s")
        if found.percent < LEAST_PERCENT:
            too_few.append(module)
    if too_few:
        click.echo(f"Less than {LEAST_PERCENT} % killed: {', '.join(too_few)}")
    return int(bool(too_few))


def _tell(module: str, mutant: Mutant) -> None:
    click.echo(place_of(module, mutant))


if __name__ == "__main__":
    sys.exit(main())
