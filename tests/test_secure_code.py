"""What the shipped code never does, found in its syntax; each rule is first seen to find what it looks for."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.architecture import parsed, read_tree

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "web" / "static" / "waag.js"
RUNS_CODE = frozenset({"eval", "exec", "compile", "__import__"})
UNSAFE_READERS = frozenset({"pickle", "marshal", "shelve", "dill", "yaml", "jsonpickle", "xml", "lxml"})
TEMPLATES_OF_TEXT = frozenset({"render_template_string", "from_string"})
WEAK_DIGESTS = frozenset({"md5", "sha1", "DES", "ARC4", "ECB"})
GUESSABLE = frozenset({"random"})
CALLS_OUTSIDE = frozenset({"requests", "urllib.request", "http.client", "socket", "smtplib", "ftplib"})
MAY_CALL_OUTSIDE = ("web.service.door.provider", "web.service.running")
# Between a process of ours and its own child; nothing in it comes from outside.
READS_OWN = ("solver.engines", "web.service.tasks.children", "web.service.tasks.cluster")
Finder = Callable[[ast.Module], Iterator[ast.AST]]


@cache
def shipped() -> dict[str, str]:
    tree = read_tree(ROOT)
    return {name: source for name, source in tree.items() if name.split(".")[0] in ("matcher", "solver", "web")}


def found(finder: Finder, allowed: tuple[str, ...] = ()) -> list[str]:
    return [
        f"{name}:{getattr(node, 'lineno', 0)}"
        for name, source in sorted(shipped().items())
        if not name.startswith(allowed or ("-",))
        for node in finder(parsed(source))
    ]


def called(names: frozenset[str]) -> Finder:
    def find(tree: ast.Module) -> Iterator[ast.AST]:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                is_of_a_module = isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "re"
                if name in names and not is_of_a_module:
                    yield node

    return find


def imported(names: frozenset[str]) -> Finder:
    def find(tree: ast.Module) -> Iterator[ast.AST]:
        for node in ast.walk(tree):
            modules = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                modules = [node.module or ""]
            if any(module == name or module.startswith(f"{name}.") for module in modules for name in names):
                yield node

    return find


def with_argument(name: str, value: object) -> Finder:
    def find(tree: ast.Module) -> Iterator[ast.AST]:
        for node in ast.walk(tree):
            is_set = isinstance(node, ast.keyword) and node.arg == name and isinstance(node.value, ast.Constant)
            if is_set and node.value.value is value:
                yield node.value

    return find


def sql_of_text(tree: ast.Module) -> Iterator[ast.AST]:
    """Give statements that are made of a value: an f-string, a sum or a format, handed to the driver."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            is_sql = node.func.attr in ("exec_driver_sql", "text")
            if is_sql and node.args and isinstance(node.args[0], ast.BinOp | ast.Call):
                yield node


RULES: dict[str, tuple[Finder, str]] = {
    "runs code": (called(RUNS_CODE), "eval('1')"),
    "reads objects or entities": (imported(UNSAFE_READERS), "import pickle"),
    "templates of text": (called(TEMPLATES_OF_TEXT), "render_template_string(x)"),
    "weak digests": (called(WEAK_DIGESTS), "hashlib.md5(b'')"),
    "guessable numbers": (imported(GUESSABLE), "import random"),
    "unchecked certificates": (with_argument("verify", False), "get(u, verify=False)"),
    "followed redirects": (with_argument("allow_redirects", True), "get(u, allow_redirects=True)"),
    "a shell": (with_argument("shell", True), "run('x', shell=True)"),
    "debugging": (with_argument("debug", True), "app.run(debug=True)"),
    "questions made of text": (sql_of_text, "c.exec_driver_sql('SELECT ' + x)"),
    "trust in text as page": (called(frozenset({"Markup"})), "Markup(x)"),
    "signing in to others": (imported(frozenset({"ldap3", "ldap", "paramiko", "telnetlib"})), "import ldap3"),
}


@pytest.mark.parametrize("rule", list(RULES))
def test_the_rule_finds_what_it_looks_for(rule: str) -> None:
    finder, example = RULES[rule]
    assert list(finder(ast.parse(example)))


def test_no_text_is_ever_run_as_code() -> None:
    assert found(RULES["runs code"][0]) == []


def test_no_reader_makes_objects_of_what_it_reads() -> None:
    assert found(RULES["reads objects or entities"][0], READS_OWN) == []


def test_no_page_is_made_of_text_and_none_is_trusted_as_page() -> None:
    assert found(RULES["templates of text"][0]) == []
    assert found(RULES["trust in text as page"][0]) == []
    pages = sorted((ROOT / "web" / "templates").rglob("*.html"))
    assert len(pages) > 50
    assert [page.name for page in pages if re.search(r"\|\s*safe\b|autoescape\s+false", page.read_text("utf-8"))] == []


def test_no_weak_digest_and_no_guessable_number_is_used() -> None:
    assert found(RULES["weak digests"][0]) == []
    assert found(RULES["guessable numbers"][0], ("web.demo",)) == []


def test_whoever_answers_shows_a_certificate_and_sends_nobody_on() -> None:
    assert found(RULES["unchecked certificates"][0]) == []
    assert found(RULES["followed redirects"][0]) == []


def test_no_command_goes_through_a_shell() -> None:
    assert found(RULES["a shell"][0]) == []
    assert found(called(frozenset({"system", "popen"}))) == []


def test_no_question_to_the_store_is_made_of_text() -> None:
    assert found(RULES["questions made of text"][0], ("web.store.migrations",)) == []


def test_nothing_is_left_open_for_debugging() -> None:
    assert found(RULES["debugging"][0]) == []
    assert found(called(frozenset({"breakpoint", "set_trace"}))) == []


def test_only_the_provider_and_the_sign_of_life_are_asked_over_the_network() -> None:
    assert found(imported(CALLS_OUTSIDE), MAY_CALL_OUTSIDE) == []


def test_nobody_signs_in_to_directories_or_machines_from_here() -> None:
    assert found(RULES["signing in to others"][0]) == []


def test_the_script_puts_no_text_into_a_page_as_markup_and_listens_to_no_other_window() -> None:
    script = SCRIPT.read_text("utf-8")
    never = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "postMessage")
    assert [word for word in (*never, '"message"', "WebSocket", "__proto__") if word in script] == []


def test_the_script_keeps_nothing_of_a_person_in_the_browser() -> None:
    script = SCRIPT.read_text("utf-8")
    kept = re.findall(r"(?:localStorage|sessionStorage)\.setItem\(\s*([^,]+),", script)
    assert all("toets" in name or "keys" in name.lower() for name in kept), kept
    assert "indexedDB" not in script
    assert "document.cookie" not in script
