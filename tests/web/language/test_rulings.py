"""Every code of a ruling has a Dutch and an English text, and no text is left over."""

import pytest

from matcher.rules import (
    LkvKind,
    LkvNote,
    NoRiskGround,
    ReasonCode,
    ShelteredQuestion,
    ShelteredReason,
    Standing,
    TrialCode,
)
from web.language.rulings import known_codes, ruling_words

CODES = {
    "standing": Standing,
    "reason": ReasonCode,
    "trial": TrialCode,
    "no_risk": NoRiskGround,
    "lkv": LkvKind,
    "note": LkvNote,
    "question": ShelteredQuestion,
    "sheltered": ShelteredReason,
}


def test_every_code_has_its_text_and_every_text_its_code() -> None:
    assert known_codes() == {kind: set(codes) for kind, codes in CODES.items()}


@pytest.mark.parametrize("kind", ["reason", "trial", "note", "question", "sheltered"])
def test_what_stands_alone_is_a_whole_sentence_in_both_languages(kind: str) -> None:
    for code in CODES[kind]:
        dutch, english = (ruling_words(kind, code, language) for language in ("nl", "en"))
        assert dutch != english
        assert dutch[0].isupper()
        assert english[0].isupper()
        assert dutch[-1] in ".?"
        assert english[-1] == dutch[-1]
