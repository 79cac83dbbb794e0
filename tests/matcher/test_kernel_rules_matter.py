"""A rule of the kernel that is switched off, and a column that is emptied, are noticed by the definition."""

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from matcher.kernel import judge_each, rank
from matcher.kernel.packed import J_TIE, LEAVE_OUT_PERCENT, P_TIE, Packed, pack
from tests.matcher import switched_off, switches
from tests.matcher.drawn import draw_all

TABLES = (
    switches.OFF,
    switches.OFF_IN_RANK,
    switches.OFF_IN_PRICE,
    switches.OFF_IN_NEAR,
    switches.OFF_IN_PLANES,
)
ROOT = Path(__file__).resolve().parents[2]

# The share that may be left out is looked at while packing, in `leave`.
FOLDED = {f"desk.policy[{LEAVE_OUT_PERCENT}]"}
# No shipped row of the closes table for conditions or limits asks for a task without a risk mark.
IDLE = {"jobs.set_asked[2]", "jobs.bin_asked[1]"}
# The lots of a person and of a vacancy: only ranking looks at them.
LOTS = {f"people.mask[{P_TIE}]", f"jobs.mask[{J_TIE}]"}
SIDE_BY_SIDE = {"number", "mask", "start", "path", "wish", "reading", "requirement", "day", "set_asked", "bin_asked"}
SIDE_BY_SIDE |= {"item", "couple", "row", "cost", "policy", "place", "known", "speed"}


@pytest.fixture(scope="module")
def noticed() -> dict[str, int]:
    """Run the kernel as plain Python in a process of its own, once per rule that is switched off."""
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "ignore", "-m", "tests.matcher.switched_off"]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    found: dict[str, int] = json.loads(ran.stdout)
    return found


def test_without_a_switch_kernel_and_definition_are_equal(noticed: dict[str, int]) -> None:
    plain = {name: place for name, place in noticed.items() if name.startswith("nothing switched off")}
    assert set(plain.values()) == {-1}
    assert len(plain) == len(TABLES)


def test_every_rule_that_is_switched_off_is_noticed(noticed: dict[str, int]) -> None:
    switches = {name: place for name, place in noticed.items() if not name.startswith("nothing switched off")}
    assert len(switches) == sum(map(len, (way for table in TABLES for way in table.values())))
    assert [name for name, place in switches.items() if place < 0] == []


def test_every_function_of_the_kernel_has_a_switch() -> None:
    """A new rule without an entry in the list fails here."""
    listed = {*switches.COLUMNS, *(name for table in TABLES for name in table)}
    assert switched_off.rules() == listed


def _columns(packed: Packed) -> Iterator[tuple[str, int, int, int | None]]:
    """Give name, part, array and column of all that the kernel reads; None for an array that is one column."""
    for part, name in enumerate(("people", "jobs", "desk")):
        for place, array in enumerate(packed[part]._fields):
            values = packed[part][place]
            if array in SIDE_BY_SIDE and (name, array, values.ndim) != ("jobs", "start", 1):
                for column in range(values.shape[-1]):
                    yield f"{name}.{array}[{column}]", part, place, column
            else:
                yield f"{name}.{array}", part, place, None


def _emptied(packed: Packed, part: int, place: int, column: int | None, *, with_most: bool) -> Packed:
    """Give the arrays with one column that says the same of everybody: nothing, or the most it says of anybody."""
    values = packed[part][place].copy()
    where: Any = (..., column) if column is not None else ...
    seen = values if values.ndim == 1 else values[where]
    values[where] = seen.max() if with_most and seen.size else 0
    changed = packed[part]._replace(**{packed[part]._fields[place]: values})
    return packed._replace(**{packed._fields[part]: changed})


def test_every_column_the_kernel_reads_is_noticed_where_it_is_emptied(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn, scales = draw_all(
        per_item=15, mixed=500, together=60, per_gate=30, per_instrument=4, per_line=20, natural=0, seed=12
    )
    caseload, rows = drawn.caseload(scales), drawn.rows()
    whole = judge_each(caseload, *rows, is_whole=True)
    ranked = rank(caseload, 3)
    packed = pack(caseload)
    module = importlib.import_module("matcher.kernel.rank")
    unnoticed = set()
    for name, part, place, column in _columns(packed):
        is_noticed = False
        # The most only where nothing goes unseen: in a column that points into another array it could point past it.
        for with_most in (False, True):
            changed = _emptied(packed, part, place, column, with_most=with_most)
            monkeypatch.setattr(module, "pack", lambda _, changed=changed: changed)
            try:
                found = judge_each(caseload, *rows, is_whole=True)
            except ZeroDivisionError:
                is_noticed = True
                break
            is_noticed = not all(map(np.array_equal, found, whole))
            if name in LOTS:
                is_noticed |= not np.array_equal(rank(caseload, 3).vacancy, ranked.vacancy)
            if is_noticed:
                break
        if not is_noticed:
            unnoticed.add(name)
    assert sorted(unnoticed - FOLDED - IDLE) == []
    assert sorted((FOLDED | IDLE) - unnoticed) == []
