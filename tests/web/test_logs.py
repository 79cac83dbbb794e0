"""The log: one line an event, whatever is in it, and no words of a problem."""

import json
import logging
from collections.abc import Iterator

import pytest

from web.logs import set_up


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def fail() -> None:
    raise ValueError("Sanne H. is ziek\nregel twee")


def logged(form: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    set_up(form)
    set_up(form)
    log = logging.getLogger("web.test")
    log.warning("een\r\n2026-01-01 WARNING vals \x1b[31m", extra={"endpoint": "a\nb"})
    try:
        fail()
    except ValueError:
        log.exception("page failed")
    log.info("reply", extra={"endpoint": "worklist.show", "status": 200})
    return capsys.readouterr().err.splitlines()


def test_json_is_an_object_a_line_with_moment_level_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    first, second, third = [json.loads(line) for line in logged("json", capsys)]
    assert (first["level"], first["logger"], first["endpoint"]) == ("warning", "web.test", "a\nb")
    assert first["timestamp"].endswith("Z")
    assert second["problem"] == "ValueError"
    assert second["where"][-1].endswith(" fail")
    assert (third["event"], third["status"]) == ("reply", 200)


def test_words_never_start_another_line_and_leave_replies_out(capsys: pytest.CaptureFixture[str]) -> None:
    lines = logged("text", capsys)
    assert len(lines) == 2
    assert "\\r\\n2026-01-01 WARNING vals \\x1b[31m" in lines[0]
    assert "ValueError" in lines[1]


@pytest.mark.parametrize("form", ["json", "text"])
def test_no_log_holds_the_words_of_a_problem(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert not any("Sanne" in line for line in logged(form, capsys))
