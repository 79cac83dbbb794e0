"""The campaign with mutants: what it changes, that it changes the same again, and that it notices what tests notice."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.campaigns.mutants import equivalents, modules, path_of
from tests.campaigns.mutation import mutants_of, mutated, sample

ROOT = Path(__file__).resolve().parents[2]
SOURCE = '''
from dataclasses import replace

@frozen(slots=True)
def most(a: int | None, b: int = 3) -> int | None:
    """Give 7 of them."""
    if a is None or a < b:
        return Size.SMALL
    shout(zip(a, b, strict=True))
    return replace(max(a, -b), left=1) if Size.LARGE else None
'''
CHANGED = [
    ("3", "4"),
    ("3", "2"),
    ("a is None or a < b", "a is None and a < b"),
    ("a is None or a < b", "a < b"),
    ("a is None or a < b", "a is None"),
    ("a is None", "a is not None"),
    ("a < b", "a <= b"),
    ("a < b", "a >= b"),
    ("return Size.SMALL", "return None"),
    ("Size.SMALL", "Size.LARGE"),
    ("shout(zip(a, b, strict=True))", "pass"),
    ("Size.LARGE", "Size.SMALL"),
    ("replace(max(a, -b), left=1)", "replace(max(a, -b))"),
    ("max(a, -b)", "min(a, -b)"),
    ("-b", "b"),
    ("1", "2"),
    ("1", "0"),
]


def test_each_kind_of_mistake_is_made_in_code_and_none_in_texts_types_and_decorators() -> None:
    made = [
        (one.before, one.after) for one in mutants_of(SOURCE) if "\n" not in one.before and " if " not in one.before
    ]
    assert made == CHANGED
    turned = [one.after.splitlines()[0] for one in mutants_of(SOURCE) if "\n" in one.before]
    assert turned == ["if not (a is None or a < b):"]
    assert {one.within for one in mutants_of(SOURCE)} == {"most"}


def test_a_mutant_differs_in_its_one_place_and_the_file_stays() -> None:
    source = "def is_more(a, b):\n    return a > b\n"
    results = []
    for mutant in mutants_of(source):
        code: dict[str, object] = {}
        exec(mutated(source, mutant, "made.py"), code)
        results.append((mutant.line, mutant.after, code["is_more"](2, 2)))  # type: ignore[operator]
    assert results == [(2, "return None", None), (2, "a >= b", True), (2, "a <= b", True)]


def test_the_same_seed_tries_the_same_mutants_in_the_order_of_the_text() -> None:
    every = mutants_of(path_of("matcher.weigh").read_text("utf-8"))
    chosen = sample(every, 50, "7")
    assert sample(every, 50, "7") == chosen != sample(every, 50, "8")
    assert [every.index(one) for one in chosen] == sorted(every.index(one) for one in chosen)
    assert sample(every[:40], 50, "7") == every[:40]


def test_every_module_of_the_definition_and_of_the_law_is_held_to_it() -> None:
    assert {"matcher.fit", "matcher.support", "matcher.weigh", "matcher.points"} < set(modules())
    assert {"matcher.rules.rulebook", "matcher.rules.loonkostensubsidie"} < set(modules())
    for module, tests in modules().items():
        assert path_of(module).exists(), module
        assert all((ROOT / file).exists() for file in tests), module


def test_what_is_called_equivalent_stands_in_the_code() -> None:
    for module in modules():
        made = {(one.within, one.before, one.after) for one in mutants_of(path_of(module).read_text("utf-8"))}
        assert equivalents(module) <= made, module


def test_the_campaign_notices_what_the_tests_of_a_module_notice() -> None:
    ran = _python("from tests.campaigns.mutants import main; raise SystemExit(main(['matcher.rules.rounding']))")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.startswith("matcher.rules.rounding")
    assert "100.0 %" in ran.stdout


@pytest.mark.parametrize(
    ("body", "is_noticed"),
    [("return 2", False), ("return 3", True), ("while True: pass", True), ("raise SystemExit(0)", True)],
)
def test_other_code_is_noticed_where_a_test_fails_or_never_ends(tmp_path: Path, body: str, is_noticed: bool) -> None:
    (tmp_path / "two.py").write_text("def two():\n    return 2\n")
    (tmp_path / "test_two.py").write_text("from two import two\n\ndef test():\n    assert two() == 2\n")
    script = f"""
from pathlib import Path
from tests.campaigns import trials
trials.MOST_SECONDS = 1
code = compile("def two():\\n    {body}", "two.py", "exec")
folder = Path({str(tmp_path)!r})
trials.Trials("two", folder / "two.py", [str(folder / "test_two.py")]).hold(lambda held: print(held.notice(code)))
"""
    assert _python(script).stdout.split() == [str(is_noticed)]


def _python(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
