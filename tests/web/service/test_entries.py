"""Groups of the worklist: what cannot wait first, then what is new or different, what people took up last."""

from dataclasses import replace
from datetime import timedelta

from tests.web.made import DAY, NOW
from tests.web.service.conftest import ROWS, Still, deliver
from tests.web.service.test_review import CLOCK, WORDS, form
from tests.web.service.test_worklist import entry, proposal_ids
from web.service.lists.entries import Change, Entry, Group, changes_of
from web.service.lists.worklist import Query, every_entry
from web.service.night.nightly import Night
from web.service.review import discuss, later
from web.store.pair_states import PairState, PairStatus

NEXT = DAY + timedelta(days=1)
TOMORROW = Still(day=NEXT)


def groups(night: Night, clock: Still = CLOCK) -> dict[str, Group]:
    return {one.row.client: one.group for one in every_entry(night.database, clock, Query())}


def closes(night: Night, vacancy: str) -> None:
    rows = [{**row, "closes_on": DAY.isoformat()} for row in ROWS["vacancies"] if row["vacancy"] == vacancy]
    deliver(night.database, {"vacancies": rows})


def test_the_groups_stand_in_the_order_of_what_cannot_wait() -> None:
    made = [
        replace(entry(0), state=PairState(status=PairStatus.DISCUSSED)),
        replace(entry(1, was_proposed_before=True)),
        replace(entry(2, was_proposed_before=True), changes=(Change.HOURS,)),
        entry(3),
        replace(entry(4), is_due=True),
        replace(entry(5), is_overtaken=True),
    ]
    assert [one.group for one in made] == ["opgepakt", "gelijk", "gewijzigd", "nieuw", "deadline", "opgepakt"]


def test_what_differs_from_the_night_before_is_named_and_points_are_not() -> None:
    then, now = entry(0).row, entry(0, total=1, waiting_months=99).row
    assert changes_of(now, then) == ()
    other = replace(now, verdict="past", n_let_op=9, coach_minutes=1, week_minutes=1, travel_minutes=None)
    assert changes_of(other, then) == tuple(Change)


def test_a_second_night_knows_what_it_proposed_before(night: Night) -> None:
    night.run(DAY)
    assert set(groups(night).values()) == {Group.NEW}
    night.run(NEXT)
    assert set(groups(night, TOMORROW).values()) == {Group.SAME}


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
