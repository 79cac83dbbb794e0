"""`waag nightly` itself, broken off on purpose by the setting that is there for it."""

import json
import multiprocessing
import signal

import pytest

from tests.web.cli.conftest import Waag

NIGHT = ("nightly", "--date", "2026-11-02", "--json")


def killed_at(waag: Waag, failpoint: str, monkeypatch: pytest.MonkeyPatch) -> int | None:
    """Run the command in a child that is killed at a place; give how it ended."""
    with monkeypatch.context() as only_here:
        only_here.setenv("WAAG_FAILPOINT", failpoint)
        child = multiprocessing.get_context("fork").Process(target=waag, args=NIGHT)
        child.start()
        child.join()
    return child.exitcode


@pytest.mark.parametrize("place", ["bewaard:1", "brok:1", "omzetten:1"])
def test_f01_the_command_that_is_killed_goes_on_where_it_was(
    waag: Waag, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert killed_at(waag, f"{place}:kill", monkeypatch) == -signal.SIGKILL
    assert waag("export", "plan", "latest").exit_code == 1
    answer = json.loads(waag(*NIGHT).stdout)
    assert (answer["run"]["state"], answer["run"]["attempts"]) == ("klaar", 2)
    assert waag("export", "plan", "latest").exit_code == 0
    assert waag("audit", "verify").exit_code == 0


def test_f02_the_command_that_finds_its_disk_full_says_so_and_fails(
    waag: Waag, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as only_here:
        only_here.setenv("WAAG_FAILPOINT", "schrijven:1:full")
        result = waag(*NIGHT)
    assert result.exit_code == 1
    assert waag("export", "plan", "latest").exit_code == 1
    assert waag(*NIGHT).exit_code == 0
