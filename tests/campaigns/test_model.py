"""A small part of the campaign over the model."""

import pytest

from tests.campaigns.model import SEED, disguised, faults, fingerprints, main, region


@pytest.mark.parametrize("seed", range(SEED, SEED + 25))
def test_a_world_is_solved_as_trying_every_plan_solves_it_and_more_never_harms(seed: int) -> None:
    assert list(faults(seed)) == []


def test_rows_and_people_under_other_numbers_give_one_hash() -> None:
    world = region(SEED)
    assert disguised(world, 1)[0] != disguised(world, 2)[0]
    assert len(set(fingerprints(3))) == 1


def test_a_fault_is_printed_and_ends_with_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.campaigns.model.best_objective", lambda _: -1)
    assert main(["--worlds", "1", "--disguises", "1"]) == 1
    assert "best is -1" in capsys.readouterr().out
