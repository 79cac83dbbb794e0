"""Questions to a stored night from outside: bounds at once, exact answers, and what is refused with its remedy."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from matcher.errors import WaagError
from solver.asked import ask
from solver.question import SolvedNight
from solver.whynot import Why, why_not
from tests.web.made import DAY
from tests.web.pages.world import CLOCK, build, settings_of
from web.cli import cli
from web.language.whatif import why_lines
from web.service.night.nightly import Night
from web.service.questions.asking import AskedNight, OtherPlan, Wanted, ask_night, question_of
from web.service.questions.telling import why_of
from web.store.database import Database

Waag = Callable[..., Result]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world with a night of the real solver; only read here."""
    made = tmp_path_factory.mktemp("asked")
    build(made, with_night=False)
    settings = settings_of(made)
    database = Database(settings.database_url)
    report = Night(database=database, settings=settings, clock=CLOCK).run(DAY)
    assert report.run.has_plan, report.run.problem
    database.close()
    return made


@pytest.fixture
def waag(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Waag:
    """Run a command on that store."""
    monkeypatch.setenv("WAAG_DATA", str(folder))
    return lambda *arguments: CliRunner().invoke(cli, arguments)


def spaced(result: Result) -> str:
    assert result.exit_code == 0, result.stderr or result.exception
    return " ".join(result.stdout.split())


@pytest.fixture(scope="module")
def asked(folder: Path) -> AskedNight:
    """That night, solved again once."""
    settings = settings_of(folder)
    return ask_night(Database(settings.database_url), settings, None, lambda _stage, _done, _total: None)


@pytest.fixture(scope="module")
def chosen(asked: AskedNight) -> tuple[str, str]:
    """One pair of its plan."""
    solved = asked.solved
    row = int(solved.standing.plan[0])
    client, vacancy = int(solved.standing.problem.client[row]), int(solved.standing.problem.vacancy[row])
    return str(solved.night.region.clients[client].key), str(solved.night.region.vacancies[vacancy].key)


def test_a_forbidden_proposal_is_answered_with_a_bound_and_then_exactly(waag: Waag, chosen: tuple[str, str]) -> None:
    said = spaced(waag("whatif", "--forbid", ":".join(chosen)))
    assert "Meteen, uit de prijzen van de nacht" in said
    assert "Dit is exact: van beide plannen is bewezen dat geen enkel plan beter is." in said
    assert "Verschil in mensen met een voorstel:" in said
    assert f"- {chosen[0]}: {chosen[1]} (" in said
    assert "Geef dit niet aan werkgevers." in said


def test_json_holds_figures_and_references(waag: Waag, chosen: tuple[str, str]) -> None:
    answer = json.loads(waag("whatif", "--forbid", ":".join(chosen), "--json").stdout)
    assert answer["answer"]["meaning"] == "proven"
    assert answer["at_least"] <= answer["answer"]["loss"]
    moved = {one["client"]: (one["had"], one["gets"]) for one in answer["answer"]["moved"]}
    assert moved[chosen[0]][0]["vacancy"] == chosen[1]


def test_why_not_is_told_in_both_languages(waag: Waag) -> None:
    """An aid costs more than the gemeente has left, so K1 fits V1 and there is no room for it."""
    dutch = spaced(waag("whynot", "--client", "K1", "--vacancy", "V1"))
    english = spaced(waag("whynot", "--client", "K1", "--vacancy", "V1", "--lang", "en"))
    assert "K1 past bij V1, maar er is geen ruimte voor. - het eenmalige geld van Leiden is te klein" in dutch
    assert "K1 fits V1, but there is no room for it. - the once-only money of Leiden is too small" in english


def test_what_one_more_is_worth_is_told_for_one_gemeente(waag: Waag) -> None:
    said = spaced(waag("worth", "--gemeente", "Leiden", "--vacancy", "V1"))
    assert "Wat één meer oplevert voor Leiden" in said
    assert "één uur jobcoach per week" in said
    assert "één plek bij V1" in said


def test_every_pair_has_a_reason_in_words(asked: AskedNight, chosen: tuple[str, str]) -> None:
    found = {
        (client, vacancy): why_not(asked.solved, (client, vacancy))
        for client in asked.solved.client_number
        for vacancy in asked.solved.vacancy_number
    }
    assert found[chosen].why is Why.PROPOSED
    assert found["K4", "V2"].why is Why.NOT_PROPOSABLE
    for language in ("nl", "en"):
        for one in found.values():
            lines = list(why_lines(why_of(one, asked.solved), language))
            assert all(line and "{" not in line for line in lines)
            assert len(lines) > 1 or one.why is Why.PROPOSED


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (Wanted(), "Nothing is asked"),
        (Wanted(forbid=("K1V1",)), "is no pair"),
        (Wanted(forbid=("K9:V1",)), "Client K9"),
        (Wanted(pin="K1:V9"), "Vacancy V9"),
        (Wanted(budget=("Leiden:geld=+1",)), "OWNER:KIND"),
        (Wanted(budget=("Nergens:once_cents=+1",)), "named no limit"),
        (Wanted(budget=("Leiden:once_cents=veel",)), "no whole number"),
        (Wanted(hours="K1=veel"), "no whole number"),
        (Wanted(hours="K1=99999"), "from 1 to"),
        (Wanted(hours="K9=600"), "Client K9"),
        (Wanted(answer=("K1:lengte=2",)), "no item of the FML"),
        (Wanted(answer=("K1:travel_limit=30",)), "known already"),
        (Wanted(answer=("K1:certificaat.VCA=soms",)), "cannot be read"),
        (Wanted(answer=("K1",)), "KEY:WHAT=ANSWER"),
        (Wanted(answer=("K9:travel_limit=30",)), "Vacancy K9"),
        (Wanted(hours="K1=600", answer=("K2:certificaat.VCA=ja",)), "one person or one vacancy"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_to_write(asked: AskedNight, wanted: Wanted, says: str) -> None:
    with pytest.raises(WaagError, match=re.escape(says)):
        ask(asked.solved, question_of(asked.solved, wanted))


def test_the_kept_certificate_is_what_solving_again_gives(asked: AskedNight) -> None:
    again, kept = SolvedNight.of(asked.solved.night).standing, asked.solved.standing
    assert (kept.objective, kept.bound, kept.plan.tolist()) == (again.objective, again.bound, again.plan.tolist())
    for name in ("client", "vacancy", "value", "tie", "use_amount"):
        assert getattr(kept.problem, name).tolist() == getattr(again.problem, name).tolist()
    assert kept.prices.place.tolist() == again.prices.place.tolist()


def test_a_refusal_is_one_sentence_on_the_command_line(waag: Waag) -> None:
    result = waag("whatif")
    assert result.exit_code == 1
    assert "Fout: Nothing is asked" in result.stderr


def test_a_plan_that_nobody_saw_is_not_asked_about(tmp_path: Path) -> None:
    """The night was made by other code (here: the definition alone), so made again it gives another plan."""
    settings = build(tmp_path)
    database = Database(settings.database_url)
    with pytest.raises(OtherPlan, match="gives another plan"):
        ask_night(database, settings, None, lambda _stage, _done, _total: None)
