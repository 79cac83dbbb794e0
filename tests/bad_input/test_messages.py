from pathlib import Path

import pytest

from tests.bad_input.messages import CASES, MESSAGE, WHOLE, message
from web.service.delivery.folder import read_delivery


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_file_gives_the_message_beside_it(case: Path, tmp_path: Path):
    assert message(case, tmp_path) == (case / MESSAGE).read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_message_is_there_in_english_as_well(case: Path, tmp_path: Path):
    english = message(case, tmp_path, "en")
    dutch = (case / MESSAGE).read_text(encoding="utf-8")
    assert english.count("\n") == dutch.count("\n")
    assert all(one != other for one, other in zip(english.splitlines(), dutch.splitlines(), strict=True))


def test_the_delivery_the_cases_are_made_of_has_no_fault(tmp_path: Path):
    assert message(WHOLE, tmp_path) == "\n"
    assert len(read_delivery(WHOLE, is_delta=False).sheets) == 17


def test_every_broken_file_has_a_message():
    assert len(CASES) > 40
    assert all((case / MESSAGE).read_text(encoding="utf-8").strip() for case in CASES)
