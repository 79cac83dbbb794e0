"""What password is taken, how it is kept, and how often one may try."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Lock, current_thread

import pytest
from argon2 import PasswordHasher

from tests.web.made import NOW
from web.service.door import hashing
from web.service.door.guessable import LEAKED_FILE, common, house_words, leaked_in
from web.service.door.hashing import hashed, is_outdated
from web.service.door.limits import MOST_A_LOGIN, MOST_AN_ADDRESS, begin_try, forgive
from web.service.door.passwords import (
    STARTS_FOR,
    Change,
    PasswordFault,
    WrongPassword,
    choose_password,
    fault_of,
    starting_password,
)
from web.service.manage.accounts import sign_in, signed_in
from web.store.accounts import Account
from web.store.database import Database

GOOD = "fietspomp onder de appelboom"


def add(database: Database, password_hash: str = "", *, is_given: bool = False) -> None:
    until = NOW + STARTS_FOR if is_given else None
    kept = password_hash or hashed("goed")
    with database.begin() as store:
        store.add_account(
            Account(login="m.bakker", password_hash=kept, role="adviseur", is_demo=False, starts_until=until), NOW
        )


def change(chosen: str = GOOD, again: str | None = None, current: str = "goed") -> Change:
    return Change(current=current, chosen=chosen, again=chosen if again is None else again)


@pytest.mark.parametrize("password", ["kort", "1234567", ""])
def test_a_password_of_fewer_than_eight_signs_is_too_short(password: str) -> None:
    assert fault_of(password, "m.bakker") is PasswordFault.TOO_SHORT


@pytest.mark.parametrize(
    "password", [GOOD, "x9 q", "漢字かな交じり文です", "        tussen spaties", "a1" + "b2c3" * 16]
)
def test_any_signs_will_do_and_long_ones_too(password: str) -> None:
    assert fault_of(password + "  vervolg", "m.bakker") is None


def test_the_most_used_passwords_are_refused_every_one() -> None:
    long_enough = {one for one in common() if len(one) >= 8}
    assert len(long_enough) >= 3_000
    assert {fault_of(one, "m.bakker") for one in long_enough} == {PasswordFault.GUESSABLE}


@pytest.mark.parametrize(
    "password",
    ["Welkom2026!", "G3meente!!", "waagLeiden1", "participatiewet", "Nachtrun-2026", "w@chtw00rd", "aaaaaaaaaaaa"],
)
def test_words_of_the_house_with_something_around_them_are_refused(password: str) -> None:
    assert fault_of(password, "m.bakker") is PasswordFault.GUESSABLE


@pytest.mark.parametrize("password", ["bakker2026", "MBakker123!", "m.bakker.2026"])
def test_the_own_name_is_refused(password: str) -> None:
    assert fault_of(password, "m.bakker") is PasswordFault.GUESSABLE


def test_the_words_of_the_house_stand_in_a_list_people_can_read() -> None:
    assert {"waag", "gemeente", "beheerder", "klantmanager", "welkom"} <= house_words()


def test_a_list_of_leaked_passwords_counts_where_an_operator_has_one(tmp_path: Path) -> None:
    (tmp_path / LEAKED_FILE).write_text("TrekvogelOpDak\n", "utf-8")
    leaked = leaked_in(tmp_path)
    assert fault_of("trekvogelopdak", "m.bakker", leaked) is PasswordFault.GUESSABLE
    assert fault_of("trekvogelopdak", "m.bakker") is None


def test_a_password_to_start_with_is_drawn_and_good_enough() -> None:
    drawn = {starting_password() for _ in range(50)}
    assert len(drawn) == 50
    assert {fault_of(one, "m.bakker") for one in drawn} == {None}


def test_a_password_to_start_with_runs_out(database: Database) -> None:
    add(database, is_given=True)
    assert sign_in(database, "m.bakker", "goed", NOW + STARTS_FOR - timedelta(minutes=1)) is not None
    assert sign_in(database, "m.bakker", "goed", NOW + STARTS_FOR) is None


def test_a_chosen_password_never_runs_out(database: Database) -> None:
    add(database, is_given=True)
    choose_password(database, "m.bakker", change(), NOW)
    assert sign_in(database, "m.bakker", GOOD, NOW + timedelta(days=4000)) is not None
    assert sign_in(database, "m.bakker", "goed", NOW) is None


def test_choosing_a_password_ends_every_session_and_gives_a_new_one(database: Database) -> None:
    add(database)
    old = sign_in(database, "m.bakker", "goed", NOW) or ""
    token = choose_password(database, "m.bakker", change(), NOW)
    assert signed_in(database, old, NOW) is None
    assert signed_in(database, token, NOW) is not None


@pytest.mark.parametrize(
    ("filled", "fault"),
    [
        (change(current="mis"), PasswordFault.CURRENT_WRONG),
        (change(again="iets heel anders"), PasswordFault.NOT_TWICE),
        (change(chosen="goed"), PasswordFault.SAME),
        (change(chosen="x" * 201), PasswordFault.TOO_LONG),
    ],
)
def test_a_change_that_is_not_right_changes_nothing(database: Database, filled: Change, fault: PasswordFault) -> None:
    add(database)
    with pytest.raises(WrongPassword) as refused:
        choose_password(database, "m.bakker", filled, NOW)
    assert refused.value.fault is fault
    assert sign_in(database, "m.bakker", "goed", NOW) is not None


@pytest.mark.parametrize("sent", ["Goed", "goed ", " goed", "goe", "goed\0"])
def test_a_password_counts_exactly_as_it_was_sent(database: Database, sent: str) -> None:
    add(database)
    assert sign_in(database, "m.bakker", sent, NOW) is None


def test_passwords_are_kept_on_the_terms_of_today_or_better() -> None:
    parts = hashed(GOOD).split("$")
    assert (parts[1], parts[3]) == ("argon2id", "m=19456,t=2,p=1")
    assert GOOD not in "".join(parts)


def test_a_hash_on_old_terms_is_made_anew_at_the_next_sign_in(database: Database) -> None:
    add(database, PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash("goed"))
    assert sign_in(database, "m.bakker", "goed", NOW) is not None
    with database.read() as store:
        account = store.account("m.bakker")
    assert account is not None
    assert not is_outdated(account.password_hash)
    assert sign_in(database, "m.bakker", "goed", NOW) is not None


def test_never_more_passwords_are_weighed_at_once_than_there_is_memory_for(monkeypatch: pytest.MonkeyPatch) -> None:
    busy, most, counting, threads = [0], [0], Lock(), set[str]()
    # Nobody leaves before as many are inside as there may be, so that the most are really seen together.
    all_inside = Barrier(hashing.MOST_AT_ONCE)

    def count(by: int) -> None:
        with counting:
            busy[0] += by
            most[0] = max(most[0], busy[0])

    class Together:
        def hash(self, _: str) -> str:
            count(1)
            threads.add(current_thread().name)
            all_inside.wait(timeout=10)
            count(-1)
            return "x"

    monkeypatch.setattr(hashing, "_hasher", Together)
    with ThreadPoolExecutor(24) as pool:
        list(pool.map(hashed, [GOOD] * 48))
    assert most[0] == hashing.MOST_AT_ONCE
    assert len(threads) == hashing.MOST_AT_ONCE, "What a thread took for one stays with it."


def test_who_waits_too_long_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashing, "LONGEST_WAIT_SECONDS", 0.0)
    taken = [hashing._slots.acquire() for _ in range(hashing.MOST_AT_ONCE)]
    try:
        with pytest.raises(hashing.TooBusy):
            hashed(GOOD)
    finally:
        for _ in taken:
            hashing._slots.release()


def test_five_tries_a_minute_for_a_name_from_wherever(database: Database) -> None:
    given = [begin_try(database, "m.bakker", f"10.0.0.{number}", NOW) for number in range(MOST_A_LOGIN + 1)]
    assert [one is None for one in given] == [False] * MOST_A_LOGIN + [True]
    assert begin_try(database, "M.Bakker", "10.0.0.9", NOW) is None
    assert begin_try(database, "m.bakker", "10.0.0.1", NOW + timedelta(minutes=1)) is not None


def test_twenty_tries_a_minute_for_an_address_and_sixty_a_quarter(database: Database) -> None:
    def tried(moment: int) -> int:
        at = NOW + timedelta(minutes=moment)
        return sum(begin_try(database, f"n{moment}-{one}", "10.0.0.1", at) is not None for one in range(25))

    assert [tried(moment) for moment in (0, 2, 4, 6)] == [MOST_AN_ADDRESS] * 3 + [0]
    assert begin_try(database, "iemand", "10.0.0.2", NOW) is not None


def test_a_right_password_does_not_count_as_a_try(database: Database) -> None:
    for _ in range(MOST_A_LOGIN * 2):
        number = begin_try(database, "m.bakker", "10.0.0.1", NOW)
        assert number is not None
        forgive(database, number)


def test_the_store_keeps_no_address_of_who_tried(database: Database) -> None:
    begin_try(database, "m.bakker", "10.9.8.7", NOW)
    with database.read() as store:
        rows = store.connection.exec_driver_sql("SELECT name, address FROM tries").all()
    assert len(rows) == 1
    assert not {"m.bakker", "10.9.8.7"} & set(rows[0])
