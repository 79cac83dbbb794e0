"""Who a proposal or a step can be given to: a colleague who sees the person, with an account that opens."""

import pytest

from tests.web.made import NOW, proposal, published, row
from tests.web.service.test_review import CLOCK
from tests.web.store.two_gemeenten import HERE, THERE, cells
from web.service.dossier.planned_steps import NewStep, StepFault, WrongStep, owners, plan_step
from web.service.night.given import client_id
from web.service.review.together import Action, Asked, NotDone, Unclear, WrongHeap, colleagues, do
from web.store.accounts import SHUT, Account
from web.store.database import Database
from web.store.records import Amount
from web.store.schema import sheet_tables
from web.store.scope import NOBODY, REGION, Scope

LEIDEN, DELFT = Scope(gemeenten=("Leiden",)), Scope(gemeenten=("Delft",))
BOTH = Scope(gemeenten=("Delft", "Leiden"))
SEEN_BY = {"delft": DELFT, "leiden": LEIDEN, "niemand": NOBODY, "regio": REGION}


@pytest.fixture
def staffed(database: Database) -> Database:
    """Somebody of Leiden and somebody of Delft with a proposal each, and colleagues who see one, both or none."""
    clients = sheet_tables["clients"]
    with database.begin() as store:
        for client in (HERE, THERE):
            store.connection.execute(clients.insert().values(dict(cells(clients, client)) | {"closed_on": None}))
        for login, scope in SEEN_BY.items():
            account = Account(login=login, password_hash="-", role="adviseur", is_demo=False, gemeenten=scope.text)
            store.add_account(account, NOW)
        shut = Account(login="weg", password_hash=SHUT, role="adviseur", is_demo=False, gemeenten=REGION.text)
        store.add_account(shut, NOW)
        (here,) = published(store, proposal(HERE, "V1"))
        there = row("r1", proposal(THERE, "V2"), 1, gemeente="Delft")
        store.write_proposals([(there, proposal(THERE, "V2"), Amount(basis="onbekend"))])
        assert here.gemeente == "Leiden"
    return database


def offered(database: Database) -> list[str]:
    return [one.login for one in colleagues(database)]


def given(database: Database, owner: str) -> tuple[set[str], dict[str, NotDone]]:
    """Give both proposals to a colleague; give the people that was done with, and why not with the others."""
    with database.read() as store:
        seen = {one.id: 0 for one in store.proposal_rows("r1")}
        people = {one.id: one.client for one in store.proposal_rows("r1")}
    asked = Asked(action=Action.ASSIGN, seen=seen, actor="regio", idempotency_key="k", owner=owner)
    found = do(database, CLOCK, asked)
    return {entry.row.client for entry in found.ready}, {people[one.id]: one.why for one in found.left}


def test_only_colleagues_who_see_some_of_the_same_people_are_offered(staffed: Database) -> None:
    assert offered(staffed) == ["delft", "leiden", "regio"]
    assert offered(staffed.within(LEIDEN)) == ["leiden", "regio"]
    assert offered(staffed.within(BOTH)) == ["delft", "leiden", "regio"]
    assert offered(staffed.within(NOBODY)) == []


def test_nothing_is_given_to_who_cannot_see_the_person(staffed: Database) -> None:
    assert given(staffed, "regio") == ({HERE, THERE}, {})
    assert given(staffed, "delft") == ({THERE}, {HERE: NotDone.UNSEEN})


@pytest.mark.parametrize("owner", ["niemand", "weg", "onbekend"])
def test_who_is_not_offered_is_refused(staffed: Database, owner: str) -> None:
    with pytest.raises(WrongHeap) as refused:
        given(staffed, owner)
    assert refused.value.code is Unclear.NOBODY


def planned(database: Database, owner: str) -> None:
    """Plan a step of the person of Leiden for somebody."""
    new = NewStep(words="Sollicitatie oefenen", owner=owner, due_on=CLOCK.today(), actor="regio", idempotency_key="k")
    with database.read() as store:
        person = client_id(store, HERE)
    assert set(owners(database, person)) == {"leiden", "regio"}
    plan_step(database, CLOCK, person, new)


@pytest.mark.parametrize("owner", ["leiden", "regio"])
def test_a_step_is_planned_for_who_sees_the_person(staffed: Database, owner: str) -> None:
    planned(staffed, owner)


@pytest.mark.parametrize("owner", ["delft", "niemand", "weg", "onbekend"])
def test_nobody_else_is_given_a_step(staffed: Database, owner: str) -> None:
    with pytest.raises(WrongStep) as refused:
        planned(staffed, owner)
    assert refused.value.faults == (("owner", StepFault.OWNER_UNKNOWN),)
