"""Where many values are made Python looks for cycles less often, and afterwards as usual."""

import gc

import pytest

from web.service.night.heap import SELDOM, seldom_collecting


def test_cycles_are_sought_seldom_in_the_block_and_as_usual_after_it() -> None:
    usual = gc.get_threshold()
    with seldom_collecting():
        assert gc.get_threshold()[0] == SELDOM > usual[0]
        with seldom_collecting():
            pass
    assert gc.get_threshold() == usual


def test_after_an_error_cycles_are_sought_as_usual() -> None:
    usual = gc.get_threshold()
    with pytest.raises(ValueError, match="row"), seldom_collecting():
        raise ValueError("row")
    assert gc.get_threshold() == usual
