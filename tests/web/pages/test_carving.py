"""Dividing tasks differently: a proposal that says what remains, and a letter that names and counts nobody."""

from dataclasses import replace

import pytest

from matcher.domain.nearmiss import Reach, StepKind, StepName
from tests.web.pages.test_registers import link
from tests.web.pages.visit import Visit, words
from tests.web.results import kept_out
from web.pages.frame import desk
from web.store.results import KEPT_OUT


@pytest.fixture
def carved(adviser: Visit) -> str:
    """The page of a vacancy of two tasks, of which the night says that the second keeps five people out."""
    with adviser.app.app_context(), desk().database.begin() as store:
        run = store.current_run()
        assert run is not None
        store.connection.exec_driver_sql("DELETE FROM kept_out WHERE vacancy = 'V2'")
        reach = Reach(name=StepName(kind=StepKind.TASK, code="t2"), people=5)
        store.write_results(run.id, KEPT_OUT, [replace(kept_out("V2"), carved=(reach,))])
    return link(adviser, "/vacatures", "Inpakker")


def test_the_page_says_what_goes_what_stays_and_whom_it_reaches(adviser: Visit, carved: str) -> None:
    said = words(adviser.get(carved).select_one("section[aria-labelledby=verdelen]"))
    assert "Doet een collega de taak «Dozen stapelen»? Dan kunnen 5 mensen de rest doen." in said
    assert "Er blijft werk over voor 19,2 uur per week." in said
    assert "Inpakken 60% houden Dozen stapelen 40% naar een collega" in said


def test_the_letter_names_and_counts_nobody(adviser: Visit, carved: str) -> None:
    said = words(adviser.get(f"{carved}/taken-verdelen").select_one("article"))
    assert "Aan: Drukkerij Holt" in said
    assert "Dozen stapelen een collega" in said
    assert "5" not in said.replace("19,2", "")
    for name in ("Sanne", "Bram", "K1", "K2", "K3", "K4"):
        assert name not in said


def test_without_a_task_to_give_away_there_is_no_letter(adviser: Visit) -> None:
    path = link(adviser, "/vacatures", "Inpakker")
    assert adviser.get(path).select("section[aria-labelledby=verdelen]") == []
    adviser.get(f"{path}/taken-verdelen", 404)
    adviser.get("/vacatures/nergens/taken-verdelen", 404)
