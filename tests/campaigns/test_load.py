"""A small version of `make load`: questions at a fixed rate while the night is published again, and what is told."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from subprocess import CalledProcessError
from threading import Thread

import pytest
from werkzeug.serving import make_server

from tests.campaigns import load_beside
from tests.campaigns.load import Crowd, is_whole, read_crowd, resident, tokens, told
from tests.campaigns.load_store import advisers, of_the_region, publish_again
from tests.campaigns.open_loop import Answered, ask, get
from tests.campaigns.publishing import niceness, publishing
from tests.campaigns.trust import audited
from tests.web.pages.unanswered import Never
from tests.web.pages.world import PASSWORD, build
from web.app import create_app
from web.commands.serve import QuietHandler
from web.service.oversight.audit import audit
from web.store.chain import Damage
from web.store.database import Database

HEADINGS = "Type,Name,Request Count,Failure Count,50%,95%,99%\n"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The pages of a small region, served on this computer, with three advisers who are signed in."""
    settings = replace(build(tmp_path), proxies=1)
    database = Database(settings.database_url)
    advisers(database, 3, tmp_path / "tokens.json")
    database.close()
    app = create_app(settings, start=Never)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietHandler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["waag"].desk.database.close()


def test_t44_everybody_is_answered_while_a_night_is_published_and_nobody_sees_half_of_it(
    address: str, tmp_path: Path
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'waag.db'}")
    cookies = [f"waag={token}" for token in tokens(tmp_path)]
    well = get([f"{address}/voorstellen.json"], cookies)
    publish = Thread(target=lambda: [publish_again(database, number) for number in range(3)])
    publish.start()
    found = ask(10, 1.5, well)
    publish.join()
    assert (len(found.seconds), found.errors) == (15, 0)
    with database.read() as store:
        shown = store.current_run()
        assert shown is not None
        assert shown.id == "load00000002"
        assert len(store.proposal_rows(shown.id)) == 3
    database.close()
    assert not get([f"{address}/nergens"], cookies)(0)


def test_t44_files_junk_and_everybody_at_the_door_make_nobody_wait(address: str, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'waag.db'}")
    with database.read() as store:
        seen = [store.account(f"adviseur{number}") for number in range(3)]
    assert [one.gemeenten for one in seen if one] == ["Leiden"] * 3
    cookies = [f"waag={token}" for token in tokens(tmp_path)]
    takers = [f"waag={token}" for token in of_the_region(database, 2)]
    database.close()
    taken = load_beside.files(address, takers, cookies, 0.5)
    assert taken.figure.startswith("2 files of 3 lines; lists p95"), taken.figure
    assert not taken.is_reached, "Two files are no ten."
    bothered = load_beside.junk(address, cookies, 0.5)
    assert bothered.figure.endswith(" 0 errors"), bothered.figure
    answers = re.findall(r"\d+ × (\d+)", bothered.figure)
    assert answers
    assert {status[0] for status in answers} <= {"3", "4"}, bothered.figure
    in_time = load_beside.storm(address, 3, 3, PASSWORD, lambda: 1)
    assert in_time.figure.endswith(" 0 errors"), in_time.figure
    assert not in_time.is_reached, "Three people are no two hundred."
    assert not load_beside.signs_in(address, "adviseur1", "something else", "10.1.1.1")


def test_a_night_is_published_by_a_process_of_its_own_until_it_is_enough(address: str, tmp_path: Path) -> None:
    with publishing(f"sqlite:///{tmp_path / 'waag.db'}") as written:
        assert written == []
    assert set(written) == {3}
    database = Database(f"sqlite:///{tmp_path / 'waag.db'}")
    with database.read() as store:
        shown = store.current_run()
        assert shown is not None
        proposal_id = store.proposal_rows(shown.id)[0].id
    assert shown.id == f"load{len(written) - 1:08}"
    assert get([f"{address}/voorstellen/{proposal_id}"], [f"waag={tokens(tmp_path)[0]}"])(0)
    found = audit(database, None)
    assert audited([found]).is_reached
    torn = audited([found, replace(found, chain=replace(found.chain, damage=next(iter(Damage))))])
    assert not torn.is_reached
    assert torn.figure.endswith("in 2 stores, 1 of them whole")
    database.close()
    with pytest.raises(CalledProcessError), publishing(f"sqlite:///{tmp_path / 'nothing.db'}"):
        pass


def test_a_night_lets_pages_go_first_as_its_unit_says() -> None:
    assert niceness() == 10


def test_whoever_is_late_counts_from_when_he_was_due() -> None:
    found = ask(100, 0.1, lambda number: number != 3)
    assert (len(found.seconds), found.errors) == (10, 1)
    assert list(found.seconds) == sorted(found.seconds)
    assert Answered(seconds=(0.1, 0.2, 0.3), errors=0).within(0.99) == 0.3


def test_a_promise_is_reached_only_by_what_was_promised(tmp_path: Path) -> None:
    file = tmp_path / "crowd_stats.csv"
    file.write_text(HEADINGS + "GET,/x,9,0,1,2,3\n,Aggregated,100,0,40,150,210\n", encoding="utf-8")
    crowd = read_crowd(file)
    assert crowd == Crowd(requests=100, failures=0, p50=40, p95=150, p99=210)
    assert [one.is_reached for one in told(200, 10, 100_000, crowd, crowd, [8000])] == [True, True]
    assert [one.is_reached for one in told(20, 10, 100_000, crowd, crowd, [8000])] == [False, False]
    assert [one.is_reached for one in told(200, 10, 100_000, crowd, crowd, [])] == [True, False]
    assert not is_whole(10, 10, 4, 5)


def test_memory_is_that_of_a_process_and_its_children() -> None:
    import os

    assert resident(os.getpid()) > 10_000
