"""Groups of the worklist: what cannot wait first, then what is new or different, what people took up last."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.web.made import DAY, NOW, proposal, row
from tests.web.service.conftest import ROWS, Still, deliver
from tests.web.service.test_review import CLOCK, WORDS, form
from tests.web.service.test_worklist import proposal_ids
from web.service.lists.entries import Change, Entry, Group, changes_of
from web.service.lists.worklist import Query, every_entry
from web.service.night.nightly import Night
from web.service.review import discuss, later
from web.store.records import Compared
from web.store.schema import proposals

NEXT = DAY + timedelta(days=1)
TOMORROW = Still(day=NEXT)


def groups(night: Night, clock: Still = CLOCK) -> dict[str, Group]:
    return {one.row.client: one.group for one in every_entry(night.database, clock, Query())}


def closes(night: Night, vacancy: str) -> None:
    rows = [{**row, "closes_on": DAY.isoformat()} for row in ROWS["vacancies"] if row["vacancy"] == vacancy]
    deliver(night.database, {"vacancies": rows})


def test_what_differs_from_the_night_before_is_named_and_points_are_not() -> None:
    made = row("r1", proposal())
    then = Compared._make(getattr(made, name) for name in Compared._fields)
    now = replace(made, total=1, waiting_months=99)
    assert changes_of(now, then) == ()
    other = replace(now, verdict="past", n_let_op=9, coach_minutes=1, week_minutes=1, travel_minutes=None)
    assert changes_of(other, then) == tuple(Change)


def test_a_second_night_knows_what_it_proposed_before(night: Night) -> None:
    night.run(DAY)
    assert set(groups(night).values()) == {Group.NEW}
    night.run(NEXT)
    assert set(groups(night, TOMORROW).values()) == {Group.SAME}


@pytest.mark.parametrize("column", [*Compared._fields, "total"])
def test_a_line_is_in_the_group_of_what_differs_exactly_where_its_row_says_what(night: Night, column: str) -> None:
    night.run(DAY)
    other: dict[str, str | int | None] = {"verdict": "past", "instruments": "tolk", "travel_minutes": None}
    with night.database.begin() as store:
        first = proposals.update().where(proposals.c.client == "K1")
        store.connection.execute(first.values({column: other.get(column, 1234)}))
    night.run(NEXT)
    found = {one.row.client: one for one in every_entry(night.database, TOMORROW, Query())}
    assert bool(found["K1"].changes) is (column != "total")
    assert found["K1"].group is (Group.CHANGED if found["K1"].changes else Group.SAME)
    assert (found["K2"].group, found["K2"].changes) == (Group.SAME, ())


def test_what_comes_back_today_and_what_closes_today_cannot_wait(night: Night) -> None:
    closes(night, "V2")
    night.run(DAY)
    later(night.database, CLOCK, form(proposal_ids(night.database)["K1", "V1"]), until=NEXT)
    assert groups(night) == {"K1": Group.TAKEN_UP, "K2": Group.DEADLINE}
    assert groups(night, TOMORROW)["K1"] is Group.DEADLINE


def test_what_is_taken_up_no_longer_waits_for_anybody_today(night: Night) -> None:
    closes(night, "V1")
    night.run(DAY)
    discuss(night.database, CLOCK, form(proposal_ids(night.database)["K1", "V1"]), WORDS)
    assert groups(night)["K1"] is Group.TAKEN_UP


def test_a_proposal_is_of_the_adviser_until_it_is_given_to_somebody_else(night: Night) -> None:
    with night.database.begin() as store:
        row = {"client": "K1", "adviser": "adviseur-07", "team": "team-1", "origin": "groep_b"}
        store.apply("achtergrond", [(("K1",), row, "d")], [], DAY)
    night.run(DAY)

    def listed() -> dict[str, Entry]:
        return {one.row.client: one for one in every_entry(night.database, CLOCK, Query())}

    assert (listed()["K1"].owner, listed()["K1"].team, listed()["K2"].owner) == ("adviseur-07", "team-1", "")
    with night.database.begin() as store:
        store.assign([("K1", "V1")], "demo", "adviseur-07", NOW)
        store.assign([("K1", "V1")], "bakker", "demo", NOW)
    assert listed()["K1"].owner == "bakker"
