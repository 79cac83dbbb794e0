"""The shortlist: brute force by the definition gives the same, on any number of threads and in any order of people."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
import pytest

from fixtures.caseload import region
from matcher.domain.candidate import Fit, Verdict
from matcher.domain.caseload import Caseload
from matcher.domain.region import Region
from matcher.domain.support import INSTRUMENTS
from matcher.encode import encode
from matcher.fit import fit
from matcher.kernel import N_REASONS, REASON, rank
from matcher.scales import Scales
from matcher.shortlist import CandidateGraph, reason_names, shortlist
from matcher.tie import tie_key
from tests.builders import CATALOGUE, region_scales
from tests.matcher.equality import as_numbers

N_CLIENTS, N_VACANCIES, KEPT = 70, 24, 4
Row = tuple[str, str, int, int, int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Small:
    """A small region with every pair weighed by the definition."""

    region: Region
    scales: Scales
    caseload: Caseload
    fits: Mapping[tuple[int, int], Fit]

    def best(self, client: int) -> list[int]:
        """Give the vacancies that can be proposed, best first: most points, then the lowest lot."""
        open_ones = [vacancy for vacancy in range(N_VACANCIES) if self.fits[client, vacancy].is_proposable]
        return sorted(open_ones, key=lambda vacancy: (-self.total(client, vacancy), self.tie(client, vacancy)))

    def total(self, client: int, vacancy: int) -> int:
        return max(one.total for one in self.fits[client, vacancy].packages)

    def tie(self, client: int, vacancy: int) -> int:
        keys = self.region.clients[client].key, self.region.vacancies[vacancy].key
        return tie_key(self.scales.day, *keys)


@pytest.fixture(scope="module")
def small() -> Small:
    drawn = region(N_CLIENTS, N_VACANCIES, 17)
    # Many alike in everything: places and points tie, so that the lottery has something to decide.
    twins = tuple(replace(one, wishes=(), qualifications=()) for one in drawn.clients)
    drawn = replace(drawn, clients=twins)
    scales = region_scales(drawn)
    fits = {
        (row, column): fit(client, vacancy, scales)
        for row, client in enumerate(drawn.clients)
        for column, vacancy in enumerate(drawn.vacancies)
    }
    return Small(region=drawn, scales=scales, caseload=encode(drawn.clients, drawn.vacancies, scales), fits=fits)


def test_everybody_gets_the_best_pairs_brute_force_finds(small: Small) -> None:
    ranked = rank(small.caseload, KEPT)
    full = 0
    for client in range(N_CLIENTS):
        best = small.best(client)
        kept = best[:KEPT]
        assert ranked.found[client] == len(kept)
        assert ranked.vacancy[client, : len(kept)].tolist() == kept
        assert ranked.total[client, : len(kept)].tolist() == [small.total(client, vacancy) for vacancy in kept]
        assert (ranked.vacancy[client, len(kept) :] == -1).all()
        full += len(best) > KEPT
    assert full > 5


def test_every_pair_is_counted_once_by_its_verdict_and_dropped_for_one_reason(small: Small) -> None:
    ranked = rank(small.caseload, KEPT)
    verdicts = Counter(found.verdict for found in small.fits.values())
    assert ranked.verdicts.tolist() == [verdicts[verdict] for verdict in Verdict]
    reasons = np.zeros((N_CLIENTS, N_REASONS), np.int64)
    for (client, _), found in small.fits.items():
        reason = int(as_numbers(found, CATALOGUE)[0][REASON])
        if reason >= 0:
            reasons[client, reason] += 1
    assert np.array_equal(ranked.reasons, reasons)
    proposable = sum(found.is_proposable for found in small.fits.values())
    assert reasons.sum() + proposable == N_CLIENTS * N_VACANCIES


def test_each_reason_has_a_name() -> None:
    names = reason_names(CATALOGUE)
    assert len(names) == len(set(names)) == N_REASONS


def test_the_graph_has_a_row_for_each_package_of_each_kept_pair(small: Small) -> None:
    graph = shortlist(small.caseload, KEPT)
    expected = [
        row
        for client in range(N_CLIENTS)
        for vacancy in small.best(client)[:KEPT]
        for row in _rows(small, client, vacancy)
    ]
    assert sorted(_as_rows(graph, small.caseload)) == sorted(expected)
    assert graph.n_pairs == N_CLIENTS * N_VACANCIES


def test_a_pair_that_must_be_kept_is_there_once_where_it_can_be_proposed(small: Small) -> None:
    client = next(row for row in range(N_CLIENTS) if len(small.best(row)) > KEPT)
    best = small.best(client)
    shut = next(column for column in range(N_VACANCIES) if not small.fits[client, column].is_proposable)
    plain = _pairs(shortlist(small.caseload, KEPT))
    more = _pairs(shortlist(small.caseload, KEPT, always=[(client, best[-1]), (client, best[0]), (client, shut)]))
    assert more == plain | {(client, best[-1])}


@pytest.mark.parametrize("threads", [1, 3])
def test_the_number_of_threads_changes_no_byte(small: Small, threads: int) -> None:
    two, other = shortlist(small.caseload, KEPT, threads=2), shortlist(small.caseload, KEPT, threads=threads)
    for field in fields(CandidateGraph):
        one, same = getattr(two, field.name), getattr(other, field.name)
        assert (one.tobytes() == same.tobytes()) if isinstance(one, np.ndarray) else one == same


def test_the_order_of_people_and_vacancies_changes_no_answer(small: Small) -> None:
    draw = np.random.default_rng(5)
    clients = [small.region.clients[row] for row in draw.permutation(N_CLIENTS)]
    vacancies = [small.region.vacancies[row] for row in draw.permutation(N_VACANCIES)]
    shuffled = encode(clients, vacancies, small.scales)
    before, after = shortlist(small.caseload, KEPT), shortlist(shuffled, KEPT)
    assert sorted(_as_rows(before, small.caseload)) == sorted(_as_rows(after, shuffled))
    assert before.verdicts == after.verdicts
    by_key = dict(zip(shuffled.client_keys, after.reasons.tolist(), strict=True))
    assert by_key == dict(zip(small.caseload.client_keys, before.reasons.tolist(), strict=True))


def test_a_person_weighed_alone_gets_what_he_gets_among_many(small: Small) -> None:
    for row in (0, 7, N_CLIENTS - 1):
        alone = encode(small.region.clients[row : row + 1], small.region.vacancies, small.scales)
        ranked, many = rank(alone, KEPT), rank(small.caseload, KEPT)
        assert ranked.vacancy[0].tolist() == many.vacancy[row].tolist()
        assert ranked.total[0].tolist() == many.total[row].tolist()


def test_a_shorter_list_is_the_top_of_a_longer_one(small: Small) -> None:
    long = rank(small.caseload, N_VACANCIES)
    for kept in (1, 2, KEPT):
        short = rank(small.caseload, kept)
        assert np.array_equal(short.vacancy, long.vacancy[:, :kept])
        assert np.array_equal(short.found, np.minimum(long.found, kept))


def test_nobody_and_nothing_give_an_empty_graph(small: Small) -> None:
    for clients, vacancies in (((), small.region.vacancies), (small.region.clients[:3], ())):
        graph = shortlist(encode(clients, vacancies, small.scales), KEPT)
        assert (len(graph.client), graph.n_pairs, sum(graph.verdicts)) == (0, 0, 0)


def _rows(small: Small, client: int, vacancy: int) -> list[Row]:
    found = small.fits[client, vacancy]
    return [
        (
            found.client,
            found.vacancy,
            number,
            int(found.verdict),
            one.total,
            one.package.coach_minutes,
            one.package.once_cents,
            sum(1 << INSTRUMENTS.index(instrument) for instrument in one.package.instruments),
        )
        for number, one in enumerate(found.packages)
    ]


def _as_rows(graph: CandidateGraph, caseload: Caseload) -> list[Row]:
    columns: Sequence[np.ndarray[tuple[int], np.dtype[np.int64]]] = (
        graph.package,
        graph.verdict,
        graph.total,
        graph.coach_minutes,
        graph.once_cents,
        graph.instruments,
    )
    numbers = [column.tolist() for column in columns]
    keys = [(caseload.client_keys[row], caseload.vacancy_keys[column]) for row, column in _places(graph)]
    return [(*key, *rest) for key, rest in zip(keys, zip(*numbers, strict=True), strict=True)]


def _places(graph: CandidateGraph) -> list[tuple[int, int]]:
    return list(zip(graph.client.tolist(), graph.vacancy.tolist(), strict=True))


def _pairs(graph: CandidateGraph) -> set[tuple[int, int]]:
    return set(_places(graph))
