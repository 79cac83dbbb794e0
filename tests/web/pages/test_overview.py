"""Looking back: each number is true, stands for a list, and a small group is never told."""

import csv
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import count

import pytest

from tests.web.made import DAY, event_of
from tests.web.pages.visit import Visit, words
from web.pages.frame import desk
from web.store.events import ClientAnswer, EmployerAnswer, EventKind, Told
from web.store.schema import proposals

NUMBERS = count(1)


def happen(visit: Visit, client: str, kind: EventKind, *, days_ago: int = 0, **told: object) -> None:
    """Let something happen to the proposal of a client."""
    with visit.app.app_context(), desk().database.begin() as store:
        run = store.current_run()
        assert run is not None
        row = next(one for one in store.proposal_rows(run.id) if one.client == client)
        store.add_event(
            event_of(
                row,
                kind,
                f"sleutel-{next(NUMBERS)}",
                at=datetime.now(UTC) - timedelta(days=days_ago),
                seen=len(store.events_of_pair(*row.pair)),
                told=Told(**told),  # type: ignore[arg-type]
            )
        )


@pytest.fixture
def morning(adviser: Visit) -> Visit:
    """A caseload with a start, a return, a no and a rejection."""
    happen(adviser, "K1", EventKind.DISCUSS, days_ago=40)
    happen(adviser, "K1", EventKind.CLIENT, days_ago=40, answer=ClientAnswer.YES)
    happen(adviser, "K1", EventKind.OFFER, days_ago=39)
    happen(adviser, "K1", EventKind.EMPLOYER, days_ago=38, answer=EmployerAnswer.YES)
    happen(adviser, "K1", EventKind.START, days_ago=30)
    happen(adviser, "K1", EventKind.RETURN, days_ago=3, reasons=("werk_te_zwaar",), item="IV-13")
    happen(adviser, "K2", EventKind.DISCUSS, days_ago=5)
    happen(adviser, "K2", EventKind.CLIENT, days_ago=4, answer=ClientAnswer.NO, reasons=("dit_werk_niet",))
    happen(adviser, "K3", EventKind.REJECT, days_ago=2, reasons=("reistijd",))
    return adviser


def numbers(visit: Visit, name: str, path: str = "/overzicht") -> dict[str, int]:
    """Give the numbers of one table."""
    rows = visit.get(path).select(f"section[aria-labelledby={name}] tbody tr")
    return {words(row.th): int(words(row.select_one("td.number")).split()[0]) for row in rows}


def test_the_funnel_counts_people_per_step(morning: Visit) -> None:
    assert numbers(morning, "trechter") == {
        "Heeft nu een voorstel": 3,
        "Besproken": 2,
        "Cliënt zegt ja": 1,
        "Voorgesteld aan werkgever": 1,
        "Werkgever zegt ja": 1,
        "Gestart": 1,
    }
    assert numbers(morning, "anders")["Cliënt zegt nee"] == 1


def test_each_number_is_the_number_of_rows_behind_it(morning: Visit) -> None:
    page = morning.get("/overzicht")
    tried = 0
    for link in page.select("a[href^='/overzicht/']"):
        shown = words(link).split()[0]
        rows = morning.get(str(link["href"])).select("tbody tr")
        if shown.isdecimal():
            tried += 1
            assert len(rows) == int(shown), link
            lines = csv_rows(morning, str(link["href"]).replace("?", ".csv?"))
            assert len(lines) == len(rows)
    assert tried >= 8


def test_who_waits_too_long_stands_there_with_the_day_of_the_last_step(morning: Visit) -> None:
    table = morning.get("/overzicht/te_laat").select_one("table")
    assert table is not None
    assert [words(one) for one in table.select("thead th")] == ["Cliënt", "Laatste stap"]
    said = [words(one) for one in table.select("tbody td")]
    assert said
    assert all(one == "nog geen" or re.search(r"20\d\d$", one) for one in said)
    assert [one["laatste stap"] for one in csv_rows(morning, "/overzicht/te_laat.csv")] == [
        "" if one == "nog geen" else one for one in said
    ]


def csv_rows(visit: Visit, path: str) -> list[dict[str, str]]:
    text = visit.browser.get(path).text.removeprefix("\ufeff")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def test_a_return_stands_under_its_reason_and_its_item(morning: Visit) -> None:
    page = morning.get("/overzicht").select_one("section[aria-labelledby=terug] tbody tr")
    assert words(page).startswith("Het werk was te zwaar Tillen 1")


def test_criterion_21_a_reason_is_counted_as_soon_as_it_is_given(adviser: Visit) -> None:
    assert numbers(adviser, "nietdoen") == {}
    adviser.decide("K1", "niet-doen", {"reasons": "reistijd"})
    assert numbers(adviser, "nietdoen") == {"De reis is te lang of te moeilijk": 1}


def test_what_was_undone_does_not_count(adviser: Visit) -> None:
    adviser.decide("K1", "niet-doen", {"reasons": "reistijd"})
    adviser.decide("K1", "ongedaan", {})
    assert numbers(adviser, "nietdoen") == {}


def test_another_period_holds_other_people(morning: Visit) -> None:
    week = datetime.now(UTC).date() - timedelta(days=7)
    found = numbers(morning, "trechter", f"/overzicht?van={week}")
    assert (found["Besproken"], found["Gestart"]) == (1, 0)
    far = "/overzicht?van=2020-01-01&tot=2020-02-01"
    assert numbers(morning, "trechter", far)["Besproken"] == 0
    assert numbers(morning, "trechter", "/overzicht?van=onzin&tot=ook")["Besproken"] == 2


@pytest.mark.parametrize(("days", "said"), [(100, "1 van 1 (100%)"), (80, "nog niemand is zo lang geleden gestart")])
def test_who_stays_is_counted_among_those_who_started_long_enough_ago(adviser: Visit, days: int, said: str) -> None:
    happen(adviser, "K1", EventKind.DISCUSS, days_ago=days)
    happen(adviser, "K1", EventKind.START, days_ago=days)
    stays = words(adviser.get("/overzicht").select_one("section[aria-labelledby=blijft]"))
    assert f"Na 3 maanden nog aan het werk {said}" in stays


def test_who_came_back_before_did_not_stay(adviser: Visit) -> None:
    happen(adviser, "K1", EventKind.DISCUSS, days_ago=120)
    happen(adviser, "K1", EventKind.START, days_ago=120)
    happen(adviser, "K1", EventKind.RETURN, days_ago=60, reasons=("anders",))
    stays = words(adviser.get("/overzicht").select_one("section[aria-labelledby=blijft]"))
    assert "Na 3 maanden nog aan het werk 0 van 1 (0%)" in stays


def background(visit: Visit, sizes: dict[str, int]) -> None:
    """Deliver people with a trait; the first of each group have a proposal as K1 to K3 do."""
    usual: dict[str, str] = {"gemeente": "Leiden"}
    keys = iter([f"K{number}" for number in range(1, sum(sizes.values()) + 1)])
    with visit.app.app_context(), desk().database.begin() as store:
        known = {key[0] for key in store.open_keys("clients")}
        rows = [(next(keys), value) for value, people in sizes.items() for _ in range(people)]
        store.apply("clients", [((key,), usual | {"client": key}, key) for key, _ in rows if key not in known], [], DAY)
        store.apply("achtergrond", [((key,), {"client": key, "sex": value}, key) for key, value in rows], [], DAY)


def test_groups_stand_with_their_rates_and_a_small_one_is_not_told(adviser: Visit) -> None:
    background(adviser, {"m": 20, "v": 15, "x": 3})
    page = adviser.get("/overzicht").select_one("section[aria-labelledby=gelijk]")
    assert page is not None
    rows = {words(row.th): words(row) for row in page.select("tbody tr")}
    assert rows["m"].startswith("m 20 15% (5% tot 36%) 0%")
    assert rows["v"] == "v te weinig te weinig te weinig te weinig te weinig"
    assert rows["x"] == "x te weinig te weinig te weinig te weinig te weinig"
    assert page.select("a") == []
    assert "Het verschil kan toeval zijn." in words(page)


def decided(visit: Visit, team: str, *, done: int, rejected: int) -> None:
    """Let a team decide on so many proposals like the one of K1, each of a person of its own."""
    with visit.app.app_context(), desk().database.begin() as store:
        run = store.current_run()
        assert run is not None
        like = next(one for one in store.proposal_rows(run.id) if one.client == "K1")
        for number in range(done + rejected):
            key = f"{team}-{number}"
            own = replace(like, id=key, client=key)
            store.connection.execute(proposals.insert().values({name: getattr(own, name) for name in own.__slots__}))
            store.apply("achtergrond", [((key,), {"client": key, "team": team}, key)], [], DAY)
            kind = EventKind.DISCUSS if number < done else EventKind.REJECT
            told = Told(reasons=("reistijd",) if kind is EventKind.REJECT else ())
            store.add_event(event_of(own, kind, key, at=datetime.now(UTC), told=told))


def test_it_says_which_team_deviates_from_which_verdict_and_nothing_of_a_few(adviser: Visit) -> None:
    decided(adviser, "team-1", done=20, rejected=0)
    decided(adviser, "team-2", done=5, rejected=15)
    decided(adviser, "team-3", done=9, rejected=0)
    happen(adviser, "K2", EventKind.DISCUSS)
    page = adviser.get("/overzicht").select_one("section[aria-labelledby=afwijken]")
    assert page is not None
    rows = {words(row.th): [words(cell) for cell in row.select("td")] for row in page.select("tbody tr")}
    assert rows == {
        "team-1": ["te weinig", "0% (0% tot 16%)", "te weinig"],
        "team-2": ["te weinig", "75% (53% tot 89%)", "te weinig"],
        "team-3": ["te weinig"] * 3,
        "team niet bekend": ["te weinig"] * 3,
    }
    assert "Bij «let op» is het verschil groter dan toeval alleen verklaart." in words(page)
    assert page.select("a") == []
    lines = {row["wat"]: (row["van"], row["aantal"]) for row in csv_rows(adviser, "/overzicht.csv")}
    assert {what: line for what, line in lines.items() if what.startswith("niet gedaan:")} == {
        "niet gedaan: team-1, let op": ("20", "0"),
        "niet gedaan: team-2, let op": ("20", "15"),
    }


def test_without_background_nothing_is_told_of_groups(adviser: Visit) -> None:
    page = adviser.get("/overzicht").select_one("section[aria-labelledby=gelijk]")
    assert "Er zijn geen achtergrondgegevens aangeleverd." in words(page)


def test_the_figures_can_be_taken_along(morning: Visit) -> None:
    rows = {row["wat"]: row["aantal"] for row in csv_rows(morning, "/overzicht.csv")}
    assert rows["Besproken"] == "2"
    assert rows["Teruggekomen: het werk was te zwaar"] == "1"


def test_the_price_of_promises_and_who_is_served_stand_there_too(adviser: Visit) -> None:
    said = words(adviser.get("/overzicht").main)
    assert "Deze afspraken kosten 6,1% tot 6,32% van alle punten." in said
    assert "Er zijn nog geen drie maanden aan besluiten." in said


@pytest.mark.parametrize("path", ["/overzicht/nergens", "/overzicht/nergens.csv"])
def test_a_list_that_is_not_there_is_not_there(adviser: Visit, path: str) -> None:
    adviser.get(path, 404)


def test_a_batch_account_sees_no_overview(batch: Visit) -> None:
    batch.get("/overzicht", 403)
