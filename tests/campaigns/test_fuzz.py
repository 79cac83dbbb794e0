"""A small version of the state machine of `make fuzz`, and that it sees what it is there to see."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test

from tests.campaigns.deciding import TODAY, Deciding, lived, reached
from tests.campaigns.hostile import READERS, bring, seeds
from tests.web.pages.world import ADVISER


def test_t17_no_path_of_forms_roles_and_nights_leads_to_a_final_state_without_a_person() -> None:
    reached.clear()
    run_state_machine_as_test(Deciding, settings=lived(steps=15, lives=3))
    assert reached["sent"] > 15
    assert reached["voorgesteld"] > 0
    assert reached["gestart"] > 0


def test_t17_a_form_that_forgets_to_ask_for_the_persons_yes_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.service.review.recording.check_step", lambda kind, state: None)
    life = Deciding()
    life.open()
    try:
        for step in ("bespreken", "voorgesteld"):
            life.nothing_is_final_without_a_person()
            life._post(ADVISER, 0, step, {"day": TODAY}, 0)
        with pytest.raises(AssertionError, match="voorgesteld"):
            life.nothing_is_final_without_a_person()
    finally:
        life.teardown()


@settings(max_examples=60, deadline=None)
@given(kind=st.sampled_from(sorted(READERS)), data=st.data())
def test_t32_a_file_with_parts_left_out_or_doubled_is_read_or_refused_without_a_lost_row(
    kind: str, data: st.DataObject
) -> None:
    whole = data.draw(st.sampled_from(seeds(kind)))
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(whole))] * 2)))
    bring(kind, whole[:start] + whole[end:] if data.draw(st.booleans()) else whole[:end] + whole[start:])


@pytest.mark.parametrize("kind", sorted(READERS))
def test_the_files_the_fuzzer_starts_from_are_whole(kind: str) -> None:
    assert all(bring(kind, content) for content in seeds(kind))
