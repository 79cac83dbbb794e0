"""Values become one canonical text and come back the same."""

from dataclasses import dataclass

import pytest

from matcher.domain.candidate import Verdict
from solver.planned import Proposal
from tests.web.made import plan, proposal
from web.store.codec import from_json, to_json


@dataclass(frozen=True, kw_only=True)
class Small:
    word: Verdict
    pairs: tuple[tuple[str, int], ...] = ()
    size: int | None = None


def test_a_proposal_comes_back_the_same() -> None:
    made = proposal()
    assert from_json(Proposal, to_json(made)) == made


def test_a_plan_comes_back_the_same() -> None:
    made = plan(proposal())
    assert from_json(type(made), to_json(made)) == made


def test_the_text_is_sorted_and_leaves_defaults_out() -> None:
    assert to_json(Small(word=Verdict.LET_OP, size=3)) == '{"size":3,"word":"let_op"}'


def test_none_and_lists_come_back() -> None:
    made = Small(word=Verdict.PAST, pairs=(("a", 1), ("b", 2)), size=None)
    assert from_json(Small, to_json(made)) == made


def test_a_float_has_no_canonical_form() -> None:
    with pytest.raises(TypeError, match="float"):
        to_json({"a": 0.1})
