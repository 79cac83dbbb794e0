"""Stages are measured one after the other."""

import pytest

from web.service.night.measure import CLEAR, Stopwatch


def test_a_stage_begun_ends_the_one_before_and_going_on_is_one_stage() -> None:
    watch = Stopwatch()
    with watch.stage("lezen"):
        pass
    watch.begin("paren")
    watch.begin("paren")
    watch.begin("oplossen")
    watch.end()
    watch.end()
    assert [cost.name for cost in watch.costs] == ["lezen", "paren", "oplossen"]
    assert all(cost.peak_kib > 1_000 and cost.milliseconds >= 0 for cost in watch.costs)


def test_the_peak_is_of_the_stage_itself() -> None:
    try:
        CLEAR.write_text("5")
    except OSError:
        pytest.skip("This kernel does not let a process begin its peak anew; a stage then shows the peak so far.")
    watch = Stopwatch()
    with watch.stage("veel"):
        block = bytearray(200_000_000)
        block[::4096] = b"x" * len(block[::4096])
        del block
    with watch.stage("weinig"):
        pass
    much, little = watch.costs
    assert much.peak_kib - little.peak_kib > 150_000
