"""A sweep tries each policy once, keeps what it found, and refuses what it cannot read with a file and a remedy."""

from pathlib import Path

import pytest

from matcher.policy import MatchPolicy
from solver.policy import Effort, SolverPolicy
from solver.rows import COACH
from solver.sweep import OtherBudget, Trial
from tests.web.service.test_whole_night import DAY, REGION, night_of
from tests.web.service.trials import trials_over
from web.service.night.past import PastNight, past_night
from web.service.sweeping.sweep import Shared, sweep, work
from web.service.sweeping.trials import TrialError, read_trial
from web.service.tasks.kept import Kept, SpoiltResult
from web.service.tasks.runners import OtherCode, in_process


@pytest.fixture
def past(tmp_path: Path) -> PastNight:
    night = night_of(tmp_path / "store", REGION)
    night.run(DAY)
    return past_night(night.database)


def test_a_second_sweep_reads_what_is_there_and_makes_what_is_left(past: PastNight, tmp_path: Path) -> None:
    trials, folder, made = trials_over(past, 3), tmp_path / "results", []
    first = sweep(past, trials[:2], folder, in_process, on_done=made.append)
    assert [one.was_there for one in first] == [False, False]
    again = sweep(past, trials, folder, in_process, on_done=made.append)
    assert [one.was_there for one in again] == [True, True, False]
    assert [one.tried for one in again[:2]] == [one.tried for one in first]
    assert made == [one.key for one in again]
    assert len(set(made)) == 3


def test_a_trial_that_cannot_be_made_costs_the_others_nothing(past: PastNight, tmp_path: Path) -> None:
    (good,) = trials_over(past, 1)
    lost = Trial(budgets=(OtherBudget(gemeente="Elders", kind=COACH, percent=5),))
    bad = type(good)(name="elders", trial=lost)
    found = sweep(past, [bad, good], tmp_path / "results", in_process)
    assert found[0].tried is None
    assert "'Elders'" in found[0].problem
    assert found[1].tried is not None


def test_a_worker_with_other_code_refuses(past: PastNight) -> None:
    shared = Shared(region=past.night.region, day=DAY, code_version="0.0+other", threads=1)
    with pytest.raises(OtherCode, match=r"0\.0\+other.*Start the workers from the same version"):
        work(shared, Trial())


def test_a_result_that_was_changed_on_disk_is_not_believed(tmp_path: Path) -> None:
    kept = Kept(folder=tmp_path / "kept")
    assert kept.read("k") is None
    kept.write("k", b"what was found")
    assert kept.read("k") == b"what was found"
    (file,) = (tmp_path / "kept").iterdir()
    file.write_bytes(file.read_bytes() + b"!")
    with pytest.raises(SpoiltResult, match=r"k\.result is not what was written.*Delete that file"):
        kept.read("k")


def read(folder: Path, text: str) -> Trial:
    file = folder / "meer.toml"
    file.write_text(text, "utf-8")
    return read_trial(file, MatchPolicy(), SolverPolicy()).trial


def test_what_a_file_leaves_out_is_as_in_the_night(tmp_path: Path) -> None:
    file = tmp_path / "leeg.toml"
    file.write_text("", "utf-8")
    found = read_trial(file, MatchPolicy(wish_full=200), SolverPolicy(tie_digits=5))
    assert (found.name, found.trial.match_policy.wish_full, found.trial.solver_policy.tie_digits) == ("leeg", 200, 5)
    assert (found.trial.effort, found.trial.floors_percent, found.trial.budgets) == (Effort.NIGHTLY, None, ())


def test_a_file_says_what_differs(tmp_path: Path) -> None:
    trial = read(
        tmp_path,
        'effort = "quick"\nfloors_percent = 50\n[match]\nwish_full = 220\n[plan]\nstability_bonus = 0\n'
        '[[budgets]]\nkind = "coach_minutes"\npercent = 120\n',
    )
    assert (trial.effort, trial.floors_percent) == (Effort.QUICK, 50)
    assert (trial.match_policy.wish_full, trial.solver_policy.stability_bonus) == (220, 0)
    assert trial.budgets == (OtherBudget(gemeente="", kind="coach_minutes", percent=120),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("floors_percent = ", "no TOML file"),
        ("theta = 5", "the file names 'theta', which is not known there"),
        ('effort = "hard"', "choose one of quick, nightly, proof"),
        ("floors_percent = 0.8", "no whole number"),
        ("floors_percent = true", "no whole number"),
        ("name = 3", "is no text"),
        ("match = 3", r"is no table; write \[match\]"),
        ("[match]\nage = 3", r"\[match\] names 'age'"),
        ("[match]\nwish_full = 900", "it may be 0 to 250"),
        ("[plan]\nstability_bonus = -1", "whole number from 0"),
        ("[budgets]\nkind = 3", r"write \[\[budgets\]\]"),
        ("[[budgets]]\npercent = 3", "needs a kind"),
        ('[[budgets]]\nkind = "coach_minutes"\npercent = 3\nmonth = 3', r"\[\[budgets\]\] names 'month'"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_what_to_do(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(TrialError, match=rf"meer\.toml: .*{words}.*Correct the file"):
        read(tmp_path, text)
