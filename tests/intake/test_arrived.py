"""Damaged, half and late deliveries: nothing is read that is not whole, and no row goes missing unsaid."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.read import Row
from tests.intake.files import write_csv
from tests.intake.memory import MemoryStore
from tests.read.world import DAY, changed, world
from web.service.delivery.arrived import wait_for
from web.service.delivery.file_faults import FileCode, RefusedDelivery
from web.service.delivery.folder import Delivery, read_delivery
from web.service.delivery.intake import deliver

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A whole delivery, written at noon."""
    made = write_csv(tmp_path / "d", world())
    for path in made.iterdir():
        set_time(path, NOON)
    return made


def set_time(path: Path, moment: datetime) -> None:
    os.utime(path, (moment.timestamp(), moment.timestamp()))


def promise(folder: Path) -> None:
    lines = [f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(folder.glob("*.csv"))]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def refusal_of(read: Callable[[], object]) -> FileCode | None:
    try:
        read()
    except RefusedDelivery as problem:
        return problem.faults[0].code
    return None


def test_f07_with_checksums_a_file_cut_off_anywhere_or_changed_by_a_byte_is_refused_whole(folder: Path) -> None:
    promise(folder)
    assert refusal_of(lambda: read_delivery(folder, is_delta=False)) is None
    path = folder / "capacities.csv"
    whole = path.read_bytes()
    for part in range(50):
        path.write_bytes(whole[: len(whole) * part // 50])
        assert refusal_of(lambda: read_delivery(folder, is_delta=False)) is not None
    for place in range(0, len(whole), len(whole) // 20):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert refusal_of(lambda: read_delivery(folder, is_delta=False)) is FileCode.WRONG_SUM


def test_f07_a_promised_file_that_is_not_there_and_sums_nobody_can_read_refuse_the_delivery(folder: Path) -> None:
    promise(folder)
    (folder / "wishes.csv").unlink()
    assert refusal_of(lambda: read_delivery(folder, is_delta=False)) is FileCode.FILE_MISSING
    (folder / "SHA256SUMS").write_text("hallo\n", encoding="utf-8")
    assert refusal_of(lambda: read_delivery(folder, is_delta=False)) is FileCode.WRONG_SUMS


def test_t32_more_than_one_row_in_twenty_refused_stops_before_anything_is_replaced(tmp_path: Path) -> None:
    store = MemoryStore()
    whole = read_delivery(write_csv(tmp_path / "a", world()), is_delta=False)
    assert deliver(store, whole, day=DAY, received_at=NOON).is_applied
    before = {name: dict(store.open_keys(name)) for name in world()}
    bad = read_delivery(write_csv(tmp_path / "b", changed("clients", 0, hours="61")), is_delta=False)
    stopped = deliver(store, bad, day=DAY, received_at=NOON)
    assert (stopped.is_applied, stopped.has_many_refused, stopped.asks_confirmation) == (False, True, ())
    assert {name: dict(store.open_keys(name)) for name in world()} == before
    assert deliver(store, bad, day=DAY, received_at=NOON, is_confirmed=True).is_applied


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "client": st.sampled_from(["c1", "c2", "c3", ""]),
                "gemeente": st.sampled_from(["Leiden", "Delft", "Leiden", ""]),
                "hours": st.sampled_from(["24", "NaN", "Infinity", "-1", "1e309", "61", "0", "24,0001", "9" * 400]),
            }
        ),
        max_size=6,
    )
)
def test_f10_f11_t32_every_row_is_accepted_or_refused_and_of_two_with_one_id_neither_counts(
    rows: list[dict[str, str]],
) -> None:
    store = MemoryStore()
    found = [Row(file="clients.csv", line=line, values=row) for line, row in enumerate(rows, start=2)]
    delivery = Delivery(sheets={"clients": found}, digest="")
    total = deliver(store, delivery, day=DAY, received_at=NOON, is_confirmed=True).total
    assert total.read == len(rows) == total.accepted + total.rejected
    ids = [row["client"] for row in rows]
    for (client,) in store.open_keys("clients"):
        assert ids.count(client) == 1
        assert rows[ids.index(client)]["hours"] == "24"


def test_f10_the_same_client_in_two_gemeenten_is_refused_twice() -> None:
    rows = [
        Row(file="clients.csv", line=line, values={"client": "c1", "gemeente": gemeente})
        for line, gemeente in ((2, "Leiden"), (3, "Delft"))
    ]
    store = MemoryStore()
    delivery = Delivery(sheets={"clients": rows}, digest="")
    intake = deliver(store, delivery, day=DAY, received_at=NOON, is_confirmed=True)
    assert [(row.line, row.reason.value) for row in intake.rejected] == [(2, "dubbel"), (3, "dubbel")]
    assert not store.open_keys("clients")


class Hours:
    """A clock that goes on only while somebody waits; and whoever writes meanwhile."""

    def __init__(self, moment: datetime, write: Callable[[int], None] = lambda _: None) -> None:
        self.moment, self.write, self.pauses = moment, write, 0

    def now(self) -> datetime:
        return self.moment

    def pause(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)
        self.pauses += 1
        self.write(self.pauses)


def test_f08_a_delivery_that_stood_still_for_half_a_minute_is_read_at_once(folder: Path) -> None:
    hours = Hours(NOON + timedelta(seconds=31))
    wait_for(folder, hours.now, hours.pause)
    assert hours.pauses == 0


def test_f08_a_slow_writer_is_waited_for(folder: Path) -> None:
    path = folder / "capacities.csv"
    text = path.read_bytes()
    path.write_bytes(text[:40])
    set_time(path, NOON)

    def write(pauses: int) -> None:
        if pauses <= 4:
            path.write_bytes(text[: len(text) * pauses // 4])
            set_time(path, NOON + timedelta(seconds=5 * pauses))

    hours = Hours(NOON, write)
    wait_for(folder, hours.now, hours.pause)
    assert path.read_bytes() == text
    assert hours.moment - NOON >= timedelta(seconds=50)


def test_f08_a_mark_that_it_is_whole_ends_the_waiting_unless_a_file_came_after_it(folder: Path) -> None:
    (folder / "klaar.ready").touch()
    set_time(folder / "klaar.ready", NOON)
    hours = Hours(NOON + timedelta(seconds=1))
    wait_for(folder, hours.now, hours.pause)
    assert hours.pauses == 0
    set_time(folder / "wishes.csv", NOON + timedelta(seconds=1))
    wait_for(folder, hours.now, hours.pause)
    assert hours.pauses == 6


def test_f08_a_half_file_is_never_read_and_after_ten_minutes_the_night_says_so(folder: Path) -> None:
    (folder / "clients.csv.part").write_bytes(b"client")
    hours = Hours(NOON + timedelta(hours=1))
    assert refusal_of(lambda: wait_for(folder, hours.now, hours.pause)) is FileCode.STILL_WRITTEN
    assert hours.moment == NOON + timedelta(hours=1, minutes=10)
