"""The worklist: facets count what a click would show, sorts break every tie, and the CSV is what is shown."""

import csv
import json
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.made import DAY, NOW, proposal, row
from tests.web.service.conftest import Still, deliver
from tests.web.service.test_review import CLOCK, WORDS, form
from web.service.lists.worklist import (
    PAGE_SIZE,
    Facet,
    Group,
    Line,
    Query,
    Sort,
    count_of,
    counted,
    every_entry,
    found_lines,
    neighbours,
    worklist,
)
from web.service.lists.worklist_csv import COLUMNS, csv_lines, safe
from web.service.lists.worklist_json import json_lines
from web.service.night.nightly import Night
from web.service.review import discuss, later, reject
from web.store.database import Database
from web.store.listing import ListedRow
from web.store.pair_states import PairStatus
from web.store.schema import proposals

NEXT = DAY + timedelta(days=1)
TOMORROW = Still(day=NEXT)


def proposal_ids(database: Database) -> dict[tuple[str, str], str]:
    with database.read() as store:
        run = store.current_run()
        assert run is not None
        return {one.pair: one.id for one in store.proposal_rows(run.id)}


def listed(rank: int, **changes: object) -> Line:
    made = row("r1", proposal(f"K{rank}", f"V{rank}"), rank)
    beside = {"name": "", "adviser": "", "team": "", "is_changed": False, "is_of_run": True}
    told = {name: getattr(made, name) for name in ListedRow._fields if name not in beside}
    return Line(ListedRow(**told | beside | changes), PairStatus.NEW, "", Group.NEW)  # type: ignore[arg-type]


def test_before_the_first_night_there_is_nothing(database: Database) -> None:
    shown = worklist(database, CLOCK, Query())
    assert (shown.run, shown.entries, shown.n_all, shown.n_pages) == (None, (), 0, 1)


def test_the_worklist_shows_the_proposals_of_the_night_with_names(night: Night) -> None:
    with night.database.begin() as store:
        store.apply("persoon", [(("K1",), {"client": "K1", "name": "Sanne H."}, "d")], [], DAY)
    night.run(DAY)
    shown = worklist(night.database, CLOCK, Query())
    assert {(one.name, one.row.vacancy, one.status) for one in shown.entries} == {
        ("Sanne H.", "V1", PairStatus.NEW),
        ("K2", "V2", PairStatus.NEW),
    }
    assert (shown.n_found, shown.n_all, shown.failed) == (2, 2, None)
    assert [use.short for use in shown.coach] == [30]


def test_a_facet_shows_what_a_click_would_give(night: Night) -> None:
    night.run(DAY)
    later(night.database, CLOCK, form(proposal_ids(night.database)["K1", "V1"]), until=NEXT)
    shown = worklist(night.database, CLOCK, Query(chosen={Facet.STATUS: frozenset({"later"})}))
    assert [one.row.pair for one in shown.entries] == [("K1", "V1")]
    status = {value.value: (value.count, value.is_chosen) for value in shown.facets[Facet.STATUS]}
    assert status == {"nieuw": (1, False), "later": (1, True)}
    gemeente = {value.value: value.count for value in shown.facets[Facet.GEMEENTE]}
    assert gemeente == {"Leiden": 1}


VALUES = {
    "verdict": st.sampled_from(["past", "let_op", "vraag_na"]),
    "instruments": st.sampled_from(["", "hulpmiddel", "hulpmiddel|jobcoach_licht", "tolk"]),
    "sector": st.sampled_from(["", "groen", "zorg"]),
    "gemeente": st.sampled_from(["Leiden", "Delft"]),
}
CHOICES = st.fixed_dictionaries(
    {
        Facet.VERDICT: st.frozensets(VALUES["verdict"], max_size=2),
        Facet.INSTRUMENT: st.frozensets(st.sampled_from(["geen", "hulpmiddel", "tolk"]), max_size=2),
        Facet.GEMEENTE: st.frozensets(VALUES["gemeente"], max_size=1),
    }
)


@given(st.lists(st.fixed_dictionaries(VALUES), max_size=12), CHOICES)
def test_criterion_26_every_count_equals_the_rows_after_the_click(
    made: list[dict[str, str]], chosen: dict[Facet, frozenset[str]]
) -> None:
    lines = [listed(rank, **changes) for rank, changes in enumerate(made)]
    for facet, values in counted(lines, Query(chosen=chosen)).items():
        for value in values:
            clicked = Query(chosen={**chosen, facet: frozenset({value.value})})
            assert value.count == len(found_lines(lines, clicked)) == count_of(lines, clicked)


@given(st.permutations(range(8)), st.sampled_from(list(Sort)))
def test_the_order_never_depends_on_the_order_of_reading(order: list[int], sort: Sort) -> None:
    lines = [listed(rank, waiting_months=rank % 2, travel_minutes=rank % 3) for rank in range(8)]
    shuffled = [lines[number] for number in order]
    assert found_lines(shuffled, Query(sort=sort)) == found_lines(lines, Query(sort=sort))


def test_who_never_got_a_step_waits_longest_and_unknown_travel_comes_last() -> None:
    lines = [listed(0, waiting_months=3, travel_minutes=None), listed(1, waiting_months=None, travel_minutes=40)]
    assert [one.row.rank for one in found_lines(lines, Query(sort=Sort.WAITING))] == [1, 0]
    assert [one.row.rank for one in found_lines(lines, Query(sort=Sort.TRAVEL))] == [1, 0]


def test_a_page_holds_fifty_and_a_page_too_far_is_the_last(night: Night) -> None:
    clients = [{"client": f"K{n:03}", "gemeente": "Delft", "hours": "16"} for n in range(60)]
    vacancies = [
        {"vacancy": f"V{n:03}", "employer": "E1", "title": "T", "hours_min": "8", "hours_max": "16"} for n in range(60)
    ]
    tasks = [{"vacancy": f"V{n:03}", "task": "t", "description": "T", "share": "100"} for n in range(60)]
    deliver(night.database, {"clients": clients, "vacancies": vacancies, "tasks": tasks})
    night.run(DAY)
    first, last = (worklist(night.database, CLOCK, Query(page=page)) for page in (1, 99))
    assert (len(first.entries), len(last.entries), last.page, last.n_pages) == (PAGE_SIZE, 12, 2, 2)
    assert len(list(every_entry(night.database, CLOCK, Query()))) == 62


def test_what_is_held_from_an_earlier_night_stays_in_the_list(night: Night) -> None:
    night.run(DAY)
    discuss(night.database, CLOCK, form(proposal_ids(night.database)["K1", "V1"]), WORDS)
    night.run(NEXT)
    shown = worklist(night.database, TOMORROW, Query())
    held = [one for one in shown.entries if one.is_from_before]
    assert [(one.row.pair, one.status) for one in held] == [(("K1", "V1"), PairStatus.DISCUSSED)]


def test_a_rejected_proposal_stays_to_be_seen_with_its_status(night: Night) -> None:
    night.run(DAY)
    reject(night.database, CLOCK, form(proposal_ids(night.database)["K2", "V2"]), reasons=("reistijd",))
    statuses = {one.row.pair: one.status for one in worklist(night.database, CLOCK, Query()).entries}
    assert statuses == {("K1", "V1"): PairStatus.NEW, ("K2", "V2"): PairStatus.REJECTED}


def test_a_failed_night_is_told_until_a_good_one(night: Night) -> None:
    night.run(DAY)
    night.run(date(2027, 1, 1))
    shown = worklist(night.database, CLOCK, Query())
    assert shown.failed is not None
    assert shown.run is not None
    assert shown.run.key.day == DAY
    replace(night, clock=Still(moment=NOW + timedelta(days=1))).run(NEXT)
    assert worklist(night.database, CLOCK, Query()).failed is None


def test_the_csv_holds_every_row_of_the_filter_in_its_order(night: Night) -> None:
    night.run(DAY)
    entries = every_entry(night.database, CLOCK, Query(sort=Sort.CLIENT))
    rows = list(csv.DictReader(StringIO("".join(csv_lines(entries, "nl"))), delimiter=";"))
    assert [one["client"] for one in rows] == ["K1", "K2"]
    assert (rows[0]["oordeel"], rows[0]["uren"], rows[0]["status"]) == ("vraag na", "24,00", "nieuw")
    assert rows[0]["steun"] == "hulpmiddel, jobcoach licht"
    assert (rows[1]["reisgrens"], rows[1]["subsidie_centen_per_maand"]) == ("", "")


def test_the_json_is_one_array_whatever_a_text_holds(night: Night) -> None:
    night.run(DAY)
    strange = 'a\nb \u2028 c \x85 "d" \\n'
    with night.database.begin() as store:
        store.connection.execute(proposals.update().values(title=strange))
    text = "".join(json_lines(every_entry(night.database, CLOCK, Query(sort=Sort.CLIENT))))
    rows = json.loads(text)
    assert [(one["client"], one["title"]) for one in rows] == [("K1", strange), ("K2", strange)]
    assert text == json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    assert "".join(json_lines([])) == "[]\n"


def test_the_csv_speaks_english_too(night: Night) -> None:
    night.run(DAY)
    text = "".join(csv_lines(every_entry(night.database, CLOCK, Query()), "en"))
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    assert {(one["verdict"], one["hours"], one["status"]) for one in rows} == {("ask first", "24.00", "new")}
    assert len(COLUMNS["nl"]) == len(COLUMNS["en"])


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\ta", "\ra", "\x00a"])
def test_no_cell_is_run_as_a_formula(cell: str) -> None:
    assert safe(cell) == f"'{cell}"
    assert safe("a=1") == "a=1"


def test_neighbours_follow_the_list() -> None:
    lines = [listed(rank) for rank in range(3)]
    ids = [one.row.id for one in lines]
    assert neighbours(lines, ids[1]) == (ids[0], ids[2], 2)
    assert neighbours(lines, ids[0]) == (None, ids[1], 1)
    assert neighbours(lines, "elsewhere") == (None, None, 0)
