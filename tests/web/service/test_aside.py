"""Questions stand in one queue: the same one is one job, a new one gives up an old one, and no page waits for it."""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.web.made import DAY
from tests.web.pages.world import CLOCK, build, settings_of
from web.config import Settings
from web.language.told import Effect, WhyTold
from web.service.night.nightly import Night
from web.service.questions.aside import Aside
from web.service.questions.values import Bound, OneMore, Pairing, Refusal, RefusalCode, Wanted
from web.store.database import Database

FIRST, SECOND = Wanted(forbid=("K1:V1",)), Wanted(forbid=("K2:V2",))
BOUND = Bound(at_least=5, units=100)
REFUSED = Refusal(code=RefusalCode.WRONG, text="no")


class Shelf(Executor):
    """Works only when it is told to; keeps what was handed in, in order."""

    def __init__(self) -> None:
        self.given: list[Future[object]] = []

    def submit(self, _work: Callable[..., object], *_facts: object, **_named: object) -> Future[object]:  # type: ignore[override]
        """Keep one piece of work."""
        self.given.append(Future())
        return self.given[-1]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def aside(shelf: Shelf) -> Aside:
    return Aside(settings=Settings(), start=lambda: shelf)


def test_a_bound_comes_first_and_the_exact_answer_after_it(aside: Aside, shelf: Shelf) -> None:
    assert aside.ask("run", FIRST, "demo", patience=0).bound is None
    shelf.given[0].set_result(BOUND)
    so_far = aside.ask("run", FIRST, "demo", patience=0)
    assert (so_far.bound, so_far.is_done) == (BOUND, False)
    shelf.given[1].set_result(())
    done = aside.ask("run", FIRST, "demo", patience=0)
    assert (done.told, done.is_done) == ((), True)


def test_the_same_question_is_one_job_whoever_asks(aside: Aside, shelf: Shelf) -> None:
    aside.ask("run", FIRST, "demo", patience=0)
    aside.ask("run", FIRST, "colleague", patience=0)
    assert len(shelf.given) == 2
    aside.ask("other run", FIRST, "colleague", patience=0)
    assert len(shelf.given) == 4


def test_questions_wait_for_those_before_them(aside: Aside, shelf: Shelf) -> None:
    assert aside.ask("run", FIRST, "demo", patience=0).before == 0
    assert aside.ask("run", SECOND, "colleague", patience=0).before == 1
    shelf.given[1].set_result(())
    assert aside.ask("run", SECOND, "colleague", patience=0).before == 0


def test_who_asks_something_else_gives_up_what_he_waits_for(aside: Aside, shelf: Shelf) -> None:
    aside.ask("run", FIRST, "demo", patience=0)
    aside.ask("run", SECOND, "demo", patience=0)
    assert shelf.given[1].cancelled()
    aside.ask("run", FIRST, "demo", patience=0)
    assert len(shelf.given) == 6


def test_what_is_being_answered_already_goes_on(aside: Aside, shelf: Shelf) -> None:
    aside.ask("run", FIRST, "demo", patience=0)
    shelf.given[1].set_running_or_notify_cancel()
    aside.ask("run", SECOND, "demo", patience=0)
    assert not shelf.given[1].cancelled()


def test_a_refusal_ends_the_question_and_says_why(aside: Aside, shelf: Shelf) -> None:
    aside.ask("run", FIRST, "demo", patience=0)
    shelf.given[1].set_result(REFUSED)
    found = aside.ask("run", FIRST, "demo", patience=0)
    assert (found.refused, found.is_done) == (REFUSED, True)


def test_only_so_many_answers_are_kept(aside: Aside, shelf: Shelf) -> None:
    for number in range(70):
        asked = Pairing(client=f"K{number}", vacancy="V1")
        aside.ask("run", asked, "demo", patience=0)
        shelf.given[-1].set_result(())
    aside.ask("run", Pairing(client="K0", vacancy="V1"), "demo", patience=0)
    assert len(shelf.given) == 71


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, str]:
    """The small world with a night of the real solver; only read here."""
    folder: Path = tmp_path_factory.mktemp("aside")
    build(folder, with_night=False)
    settings = settings_of(folder)
    database = Database(settings.database_url)
    report = Night(database=database, settings=settings, clock=CLOCK).run(DAY)
    database.close()
    return settings, report.run.id


def test_a_stored_night_answers_a_what_if_a_why_not_and_what_one_more_is_worth(solved: tuple[Settings, str]) -> None:
    settings, run_id = solved
    aside = Aside(settings=settings, start=lambda: ThreadPoolExecutor(1))
    told = aside.ask(run_id, Wanted(budget=("Leiden:once_cents=+100000",)), "demo", patience=60)
    assert isinstance(told.told, Effect)
    assert told.bound is not None
    assert told.bound.at_least <= told.told.loss
    why = aside.ask(run_id, Pairing(client="K4", vacancy="V2"), "demo", patience=60).told
    assert isinstance(why, WhyTold)
    assert why.why == "past_niet"
    assert isinstance(aside.ask(run_id, OneMore(gemeente="Leiden"), "demo", patience=60).told, tuple)
    wrong = aside.ask(run_id, Wanted(pin="K9:V1"), "demo", patience=60)
    assert wrong.refused is not None
    assert wrong.refused.code is RefusalCode.WRONG
    aside.close()
