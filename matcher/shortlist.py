"""Everybody's best pairs, and why the others dropped: what the solver chooses from."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, fields

import numpy as np

from matcher import kernel
from matcher.catalogue.items import Catalogue
from matcher.domain.candidate import GATES, Verdict
from matcher.domain.caseload import I8, I32, I64, U64, Caseload
from matcher.domain.support import INSTRUMENTS, Instrument
from matcher.kernel import COUNT, N_PACKAGES, PACKAGE, PACKAGE_FIELDS, REASON, VERDICT, Asking

Rank = Callable[[Caseload, int], kernel.Ranked]
"""Gives each person the best so many pairs, and counts all of them, as `matcher.kernel.rank` does."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Candidates:
    """Pairs that can be proposed, a row per package.

    Attributes
    ----------
    client, vacancy, package
        Rows of the caseload, and the number of the package within the pair, [n_rows].
    verdict, total, coach_minutes, once_cents
        Of the row, [n_rows].
    instruments
        Bit m is instrument m of `INSTRUMENTS`, [n_rows].
    tie
        Key of the lottery, [n_rows].
    """

    client: I32
    vacancy: I32
    package: I8
    verdict: I8
    total: I64
    coach_minutes: I64
    once_cents: I64
    instruments: I32
    tie: U64

    def uses(self, instrument: Instrument) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Say per row whether an instrument is in its package."""
        return (self.instruments >> INSTRUMENTS.index(instrument) & 1).astype(bool)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CandidateGraph(Candidates):
    """Everybody's best pairs, and what became of the others.

    Attributes
    ----------
    n_pairs
        Pairs looked at.
    verdicts
        How many of those had each verdict, in the order of `Verdict`.
    reasons
        Pairs dropped per person and reason, [n_clients, n_reasons]; names by `reason_names`.
    """

    n_pairs: int
    verdicts: tuple[int, ...]
    reasons: I32


def joined(parts: Sequence[Candidates]) -> Candidates:
    """Put rows behind each other, in the order given."""
    columns = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Candidates)
    }
    return Candidates(**columns)


def near(
    caseload: Caseload, asking: Asking, threshold: int, threads: int = 2, known: Sequence[Candidates] = ()
) -> tuple[Candidates, I64]:
    """Look at all pairs at given prices: the rows near each person's best, and that best, [n_clients].

    Rows that are ``known`` already change the time, never the answer.
    """
    found = kernel.price(caseload, asking, threshold, threads, known)._asdict()
    best = found.pop("best")
    return Candidates(**found), best


def reason_names(catalogue: Catalogue) -> tuple[str, ...]:
    """Give the code of each reason: the gates, the items, too much together, and no package that closes every gap."""
    return (*(str(gate) for gate in GATES), *(item.code for item in catalogue.items), "stapeling", "geen_steun")


def shortlist(
    caseload: Caseload,
    k: int,
    always: Collection[tuple[int, int]] = (),
    threads: int = 2,
    *,
    is_counted: bool = True,
    rank: Rank | None = None,
) -> CandidateGraph:
    """Look at all pairs and keep each person's best ``k``.

    Parameters
    ----------
    caseload
        Columns of the night.
    k
        Pairs kept a person.
    always
        Pairs (rows of client and vacancy) kept too where they can be proposed: yesterday's proposals.
    threads
        Changes the time, never the answer.
    is_counted
        Whether every pair that no gate shuts is counted by its verdict and reason; without it the candidates are the
        same, found without weighing pairs that cannot be among them.
    rank
        What ranks and counts everybody's pairs, such as several machines together; by default the kernel, here.
    """
    ranked = kernel.rank(caseload, k, threads, is_whole=is_counted) if rank is None else rank(caseload, k)
    client = np.repeat(np.arange(len(ranked.found), dtype=np.int32), ranked.found)
    vacancy = ranked.vacancy[ranked.vacancy >= 0]
    client, vacancy = _with(client, vacancy, sorted(always), len(caseload.vacancy_keys))
    found = weigh_pairs(caseload, client, vacancy, threads)
    return CandidateGraph(
        **{field.name: getattr(found, field.name) for field in fields(Candidates)},
        n_pairs=len(caseload.client_keys) * len(caseload.vacancy_keys),
        verdicts=tuple(int(ranked.verdicts[verdict]) for verdict in Verdict),
        reasons=ranked.reasons,
    )


def weigh_pairs(caseload: Caseload, client: I32, vacancy: I32, threads: int = 2) -> Candidates:
    """Give the packages of the pairs named (rows of client and vacancy) that can be proposed, in their order."""
    judged = kernel.judge_each(caseload, client, vacancy, threads=threads)
    rows = _rows(judged, client, vacancy)
    columns = caseload.clients.tie[rows.client] ^ caseload.vacancies.tie[rows.vacancy]
    at = PACKAGE + rows.package.astype(np.int64) * PACKAGE_FIELDS
    field = [judged.out[rows.pair, at + offset] for offset in range(PACKAGE_FIELDS)]
    return Candidates(
        client=rows.client,
        vacancy=rows.vacancy,
        package=rows.package,
        verdict=judged.out[rows.pair, VERDICT].astype(np.int8),
        total=field[5],
        coach_minutes=field[1],
        once_cents=field[2],
        instruments=field[0].astype(np.int32),
        tie=kernel.mixed(columns),
    )


def _with(client: I32, vacancy: I32, always: Sequence[tuple[int, int]], n_vacancies: int) -> tuple[I32, I32]:
    """Add pairs that are not there yet, in the order of client and vacancy."""
    if not always:
        return client, vacancy
    more = np.array(always, np.int64)
    keys = np.unique(
        np.concatenate((client.astype(np.int64) * n_vacancies + vacancy, more[:, 0] * n_vacancies + more[:, 1]))
    )
    return (keys // n_vacancies).astype(np.int32), (keys % n_vacancies).astype(np.int32)


@dataclass(frozen=True, slots=True)
class _Rows:
    pair: I64
    client: I32
    vacancy: I32
    package: I8


def _rows(judged: kernel.Judged, client: I32, vacancy: I32) -> _Rows:
    is_open = judged.out[:, REASON] < 0
    counts = np.where(is_open, judged.out[:, COUNT], 0)
    pair = np.repeat(np.arange(len(client), dtype=np.int64), counts)
    package = (np.arange(len(pair)) - np.repeat(np.cumsum(counts) - counts, counts)).astype(np.int8)
    if len(package) and package.max() >= N_PACKAGES:
        raise AssertionError("a pair has more packages than the kernel makes")
    return _Rows(pair, client[pair], vacancy[pair], package)
