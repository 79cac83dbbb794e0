"""Every code has its words, and every fact a sentence asks for is there."""

from string import Formatter

import pytest

from matcher.read import Reason, Remedy
from matcher.sheets import Kind
from web.language import files, intake, template
from web.service.delivery.file_faults import FileCode

OWN = {FileCode.UNSAFE_XLSX}


def test_every_reason_remedy_file_code_and_kind_has_a_sentence():
    assert set(intake._REASONS) == set(Reason)
    assert set(intake._REMEDIES) == set(Remedy)
    assert set(files._FILES) == set(FileCode) - OWN
    assert set(template._KINDS) == set(Kind)


@pytest.mark.parametrize("table", [intake._REASONS, intake._REMEDIES, files._FILES, files._UNSAFE, template._KINDS])
def test_both_languages_speak_of_the_same_facts(table):
    for code, (dutch, english) in table.items():
        assert dutch != english, code
        assert facts(dutch) == facts(english), code


def facts(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
