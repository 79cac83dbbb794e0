"""Marks are kept, and each visitor reads them in his own language."""

from tests.web.pages.visit import Visit, words
from web.language.pages import say
from web.language.terminal import label

LIST = "/voorstellen"
CODES = ("past", "let_op", "vraag_na")


def marks(visit: Visit, selector: str) -> set[str]:
    return {words(mark) for mark in visit.get(LIST).select(f"table.list {selector}")}


def test_a_visitor_reads_marks_in_his_own_language_whoever_asked_before(adviser: Visit, colleague: Visit) -> None:
    colleague.post("/taal", {"taal": "en"}, LIST)
    for visit, language in (adviser, "nl"), (colleague, "en"), (adviser, "nl"):
        found = marks(visit, ".verdict")
        assert found
        assert found <= {label(f"verdict.{code}", language) for code in CODES}
        assert marks(visit, ".status") == {say("words.status.nieuw", language)}
