"""Pages about one proposal, one person, one vacancy and one night."""

from datetime import timedelta

from tests.web.made import DAY
from tests.web.service.conftest import Still
from tests.web.service.test_review import CLOCK, WORDS, form
from tests.web.service.test_worklist import proposal_ids
from web.service.delivery.private_sheets import ALL_SHEETS
from web.service.dossier.delivered import CLIENT_SHEETS
from web.service.dossier.dossiers import client_page, vacancy_page
from web.service.dossier.proposals import proposal_page
from web.service.lists.worklist import Query
from web.service.night.difference import Move
from web.service.night.nightly import Night
from web.service.night.nights import night_page
from web.service.review import discuss, reject
from web.store.pair_states import PairStatus

NEXT = DAY + timedelta(days=1)
# The row of a person itself, his name, and what only serves to check afterwards whether everybody was treated alike.
READ_APART = {"clients", "persoon", "achtergrond"}


def test_a_proposal_page_holds_the_weighing_the_amount_and_both_sides(night: Night) -> None:
    night.run(DAY)
    page = proposal_page(night.database, CLOCK, proposal_ids(night.database)["K1", "V1"], Query())
    assert page is not None
    assert (page.proposal.fit.client, page.amount.basis) == ("K1", "forfait")
    assert (page.person.cells["gemeente"], page.work.cells["title"]) == ("Leiden", "Groen")
    assert page.work.employer["name"] == "Drukkerij Holt"
    assert [task["task"] for task in page.work.sheets["tasks"]] == ["snoeien"]
    assert page.flagged == ("IV-13", "I-1")
    assert (page.n_found, page.is_current, page.is_closed, page.undoable) == (2, True, False, None)
    assert (page.place, page.before is None, page.after is None) in [(1, True, False), (2, False, True)]
    assert [other.alternative.vacancy for other in page.alternatives] == ["V9"]


def test_after_a_decision_the_page_shows_it_and_how_to_take_it_back(night: Night) -> None:
    night.run(DAY)
    proposal_id = proposal_ids(night.database)["K1", "V1"]
    event = discuss(night.database, CLOCK, form(proposal_id), WORDS)
    page = proposal_page(night.database, CLOCK, proposal_id, Query())
    late = proposal_page(night.database, Still(moment=CLOCK.moment + timedelta(hours=1)), proposal_id, Query())
    assert page is not None
    assert late is not None
    assert (page.entry.status, page.entry.state.version) == (PairStatus.DISCUSSED, 1)
    assert (page.events, page.undoable, late.undoable) == ((event,), event, None)


def test_a_proposal_of_an_earlier_night_can_still_be_read(night: Night) -> None:
    night.run(DAY)
    proposal_id = proposal_ids(night.database)["K1", "V1"]
    reject(night.database, CLOCK, form(proposal_id), reasons=("reistijd",))
    night.run(NEXT)
    page = proposal_page(night.database, Still(day=NEXT), proposal_id, Query())
    assert page is not None
    assert (page.is_current, page.place, page.entry.status) == (False, 0, PairStatus.REJECTED)


def test_a_vacancy_that_was_withdrawn_closes_the_page(night: Night) -> None:
    night.run(DAY)
    proposal_id = proposal_ids(night.database)["K1", "V1"]
    with night.database.begin() as store:
        store.apply("vacancies", [], [("V1",)], NEXT)
    page = proposal_page(night.database, CLOCK, proposal_id, Query())
    assert page is not None
    assert page.is_closed


def test_pages_of_nothing_are_none(night: Night) -> None:
    night.run(DAY)
    assert proposal_page(night.database, CLOCK, "0" * 20, Query()) is None
    assert client_page(night.database, CLOCK, "K1") is None
    assert vacancy_page(night.database, CLOCK, "V1") is None


def test_a_client_has_a_proposal_or_an_outcome(night: Night) -> None:
    night.run(DAY)
    page = proposal_page(night.database, CLOCK, proposal_ids(night.database)["K1", "V1"], Query())
    assert page is not None
    client = client_page(night.database, CLOCK, page.person.id)
    assert client is not None
    assert client.entry is not None
    assert (client.entry.row.pair, client.plan.outcome) == (("K1", "V1"), None)
    assert [(day, row.pair) for day, row in client.earlier] == [(DAY, ("K1", "V1"))]
    assert "K1" not in page.person.id


def test_a_vacancy_shows_who_is_proposed(night: Night) -> None:
    night.run(DAY)
    page = proposal_page(night.database, CLOCK, proposal_ids(night.database)["K1", "V1"], Query())
    assert page is not None
    vacancy = vacancy_page(night.database, CLOCK, page.work.id)
    assert vacancy is not None
    assert [entry.row.client for entry in vacancy.entries] == ["K1"]


def test_a_night_page_counts_outcomes_and_compares_with_the_day_before(night: Night) -> None:
    assert night_page(night.database) is None
    first = night.run(DAY).run
    reject(night.database, CLOCK, form(proposal_ids(night.database)["K1", "V1"]), reasons=("reistijd",))
    night.run(NEXT)
    page = night_page(night.database)
    assert page is not None
    assert page.difference is not None
    assert (page.is_current, page.difference.before.id) == (True, first.id)
    assert dict(page.difference.counts) == {Move.NEW: 0, Move.CHANGED: 2, Move.GONE: 0}
    assert page.outcomes == (("geen_plek", 1),)
    older = night_page(night.database, first.id)
    assert older is not None
    assert (older.is_current, older.difference) == (False, None)


def test_the_page_of_a_person_knows_every_sheet_about_people_but_what_only_serves_a_check() -> None:
    about_people = {sheet.name for sheet in ALL_SHEETS if "client" in sheet.key}
    assert len(CLIENT_SHEETS) == len(set(CLIENT_SHEETS))
    assert set(CLIENT_SHEETS) == about_people - READ_APART
