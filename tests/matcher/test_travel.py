"""Travel in whole minutes: worked by hand, known times first, and one matrix that says the same for all places."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.peers.travel import exact_roots, travel_minutes
from fixtures.caseload import region
from fixtures.tiny import job, person
from matcher.domain.client import Mode
from matcher.domain.region import Place, TravelTime
from matcher.encode import encode
from matcher.kernel.packed import pack
from matcher.kernel.travel import farthest, time_to, whole_root
from matcher.policy import MatchPolicy
from matcher.travel import MODES, TravelTable
from tests.builders import scales_of

HERE, NEAR, FAR = Place(key="a", x=0, y=0), Place(key="b", x=3_000, y=4_000), Place(key="c", x=30_000, y=40_000)


def table(*known: TravelTime, policy: MatchPolicy | None = None) -> TravelTable:
    return TravelTable.build((HERE, NEAR, FAR), known, policy or MatchPolicy())


# 5,000 m x 1.3 = 6,500 m on the road.
@pytest.mark.parametrize(
    ("mode", "minutes"),
    [
        (Mode.WALK, 78),  # 6.5 / 5 h
        (Mode.BIKE, 26),  # 6.5 / 15 h
        (Mode.TRANSIT, 30),  # 6.5 / 20 h = 19.5, rounded up, and 10 more
        (Mode.CAR, 15),  # 6.5 / 40 h = 9.75, rounded up, and 5 more
    ],
)
def test_five_kilometres_by_each_mode(mode: Mode, minutes: int) -> None:
    assert table().minutes("a", "b", mode) == minutes


def test_the_same_place_takes_only_the_fixed_minutes() -> None:
    assert [table().minutes("a", "a", mode) for mode in MODES] == [0, 0, 10, 5]


def test_no_trip_is_longer_than_the_largest_figure() -> None:
    assert table().minutes("a", "c", Mode.WALK) == 255
    known = TravelTime(from_place="a", to_place="b", mode=Mode.WALK, minutes=400)
    assert table(known).minutes("a", "b", Mode.WALK) == 255


def test_a_known_time_goes_first_in_its_own_direction_and_mode() -> None:
    known = table(TravelTime(from_place="a", to_place="b", mode=Mode.TRANSIT, minutes=55))
    assert known.minutes("a", "b", Mode.TRANSIT) == 55
    assert known.minutes("b", "a", Mode.TRANSIT) == 30
    assert known.minutes("a", "b", Mode.BIKE) == 26


def test_a_place_without_a_position_has_known_times_only() -> None:
    known = table(TravelTime(from_place="a", to_place="x", mode=Mode.BIKE, minutes=12))
    assert known.best("a", "x", (Mode.WALK, Mode.BIKE)) == 12
    assert known.best("a", "x", (Mode.WALK,)) is None
    assert known.best(None, "x", MODES) is None
    assert known.all_places() == {"a", "b", "c", "x"}


def test_the_fastest_of_the_own_modes_counts() -> None:
    assert table().best("a", "b", (Mode.WALK, Mode.BIKE)) == 26
    assert table().best("a", "b", ()) is None


def test_a_known_time_can_be_shorter_or_longer_than_the_estimate() -> None:
    for minutes in (1, 200):
        known = TravelTime(from_place="a", to_place="b", mode=Mode.BIKE, minutes=minutes)
        assert table(known).minutes("a", "b", Mode.BIKE) == minutes


def test_the_detour_and_the_speeds_are_policy() -> None:
    policy = MatchPolicy(detour_tenths=10, metres_per_hour=(5_000, 10_000, 20_000, 40_000))
    assert table(policy=policy).minutes("a", "b", Mode.BIKE) == 30


def test_the_kernel_and_the_matrix_of_the_peers_say_what_the_table_says() -> None:
    drawn = region(5, 5, 3)
    unplaced = TravelTime(from_place=drawn.places[0].key, to_place="zonder_plek", mode=Mode.TRANSIT, minutes=300)
    night = scales_of(drawn.places, (*drawn.travel, unplaced))
    people = tuple(
        replace(person(f"{start}/{mode}"), place=start, modes=(mode,))
        for start, mode in product(sorted(night.travel.all_places()), MODES)
    )
    caseload = encode(people, (job(),), night)
    minutes, is_known = travel_minutes(caseload)
    columns = pack(caseload)
    assert drawn.travel
    for row, one in enumerate(people):
        assert one.modes is not None
        start, mode = int(caseload.clients.place[row]), MODES.index(one.modes[0])
        for number, end in enumerate(sorted(night.travel.all_places())):
            expected = night.travel.minutes(one.place, end, one.modes[0])
            assert time_to(row, number, columns.people, columns.desk) == (-1 if expected is None else expected)
            assert (int(minutes[mode, start, number]) if is_known[mode, start, number] else None) == expected


@pytest.mark.parametrize("limit", [1, 5, 10, 11, 25, 90, 180, 254, 255])
def test_the_farthest_metres_of_a_limit_are_the_last_within_it(limit: int) -> None:
    policy = MatchPolicy(detour_tenths=17, metres_per_hour=(4_999, 15_001, 20_000, 40_003))
    desk = pack(encode((), (job(),), scales_of((), (), policy=policy))).desk
    for mode in range(len(MODES)):
        metres = farthest(limit, mode, desk)
        assert (metres < 0) == (policy.fixed_minutes[mode] > limit)
        for at in range(max(0, metres - 2), metres + 1):
            assert min(255, policy.estimate_minutes(at, mode)) <= limit
        if limit < 255 and metres >= 0:
            assert policy.estimate_minutes(metres + 1, mode) > limit


@given(st.lists(st.integers(0, 2**52), min_size=1, max_size=50))
def test_whole_roots_are_exact(values: list[int]) -> None:
    squares = np.array([*values, *(value // 2**26 * (value // 2**26) for value in values)], np.int64)
    roots = exact_roots(squares)
    assert (roots * roots <= squares).all()
    assert ((roots + 1) * (roots + 1) > squares).all()
    assert [whole_root(int(square)) for square in squares] == roots.tolist()
