"""Weighing all pairs: the compiled kernel against three NumPy forms and the readable definition, on the same columns.

What one run of each does: the kernel weighs every pair, counts why pairs dropped and keeps everybody's best; a NumPy
form weighs every pair of a sample of people and keeps nothing (which spares it the best lists); the definition weighs a
sample of pairs with every reason spelt out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from benchmarks.measure import Timing
from benchmarks.peers import PEERS, Classes, Lookups, Peer, written_out
from benchmarks.registry import DEMO, LARGE, MIDDLE, Case, Phase, Row, Table
from benchmarks.rounds import in_rounds
from benchmarks.world import SEED, World
from matcher.domain.caseload import I32, Caseload
from matcher.fit import fit
from matcher.kernel import REASON, VERDICT, judge_each, rank

NAME = "weighing"
KEPT = 15
PEER_PAIRS = 1 << 20
CHECKED_PAIRS = 20_000
DEFINITION_PAIRS = 300
IMPOSSIBLE = 3
N_THREADS = 2
TWO, ONE, DEFINITION = "kernel, two threads", "kernel, one thread", "readable definition"


class Weighed(Protocol):
    """Columns of people and work."""

    @property
    def caseload(self) -> Caseload:
        """Give the columns."""

    @property
    def n_vacancies(self) -> int:
        """Give how much work there is."""


def differences(peer: Peer, world: Weighed, people: I32, *, judged_on: Caseload | None = None) -> list[str]:
    """Say where a NumPy form and the kernel give other integers for these people and all vacancies; [] where nowhere.

    Parameters
    ----------
    judged_on
        Other columns for the kernel; to see that a difference is found.
    """
    n = world.n_vacancies
    client, vacancy = np.repeat(people, n), np.tile(np.arange(n, dtype=np.int32), len(people))
    judged = judge_each(judged_on or world.caseload, client, vacancy)
    answers = list(peer.weigh(Lookups.of(world.caseload), peer.classes(world.caseload), people))
    reason = np.concatenate([answer.reason.ravel() for answer in answers])
    sizes = np.cumsum([0, *(len(answer.people) for answer in answers)])
    pair = np.concatenate([(low + one.row) * n + one.vacancy for low, one in zip(sizes, answers, strict=False)])
    found = [f"reason of {count} pairs"] if (count := int((reason != judged.out[:, REASON]).sum())) else []
    if not np.array_equal(pair, np.flatnonzero(judged.out[:, VERDICT] < IMPOSSIBLE)):
        return [*found, "which pairs are not kan niet"]
    differs = np.concatenate([written_out(answer) for answer in answers]) != judged.out[pair]
    return found + [f"column {k} of {int(differs[:, k].sum())} pairs" for k in np.flatnonzero(differs.any(axis=0))]


def _hold_equal(world: World) -> int:
    """Refuse to time forms that answer something else; give the number of pairs that were compared."""
    people = world.sample(CHECKED_PAIRS)
    for peer in PEERS:
        found = differences(peer, world, people)
        if found:
            raise AssertionError(f"{peer.name} and the kernel differ in {', '.join(found)}: nothing to time")
    return len(people) * world.n_vacancies


def _phases(world: World) -> tuple[Phase, ...]:
    caseload, people = world.caseload, world.sample(PEER_PAIRS)
    look = Lookups.of(caseload)
    n_pairs, n_sampled = world.n_clients * world.n_vacancies, len(people) * world.n_vacancies
    return (
        Phase(TWO, n_pairs, lambda: rank(caseload, KEPT, N_THREADS)),
        Phase(ONE, n_pairs, lambda: rank(caseload, KEPT, 1)),
        *(Phase(peer.name, n_sampled, _of_peer(peer, look, peer.classes(caseload), people)) for peer in PEERS),
        _of_definition(world),
    )


def _of_peer(peer: Peer, look: Lookups, classes: Classes, people: I32) -> Callable[[], None]:
    def verb() -> None:
        for _ in peer.weigh(look, classes, people):
            pass

    return verb


def _of_definition(world: World) -> Phase:
    draw = np.random.default_rng(SEED)
    clients = draw.integers(0, world.n_clients, DEFINITION_PAIRS).tolist()
    vacancies = draw.integers(0, world.n_vacancies, DEFINITION_PAIRS).tolist()
    pairs = [(world.region.clients[c], world.region.vacancies[v]) for c, v in zip(clients, vacancies, strict=True)]

    def verb() -> None:
        for client, vacancy in pairs:
            fit(client, vacancy, world.scales)

    return Phase(DEFINITION, len(pairs), verb)


def measure(world: World, repeat: int) -> tuple[Table, ...]:
    """Time everything that weighs, once it is certain that all answer alike."""
    n_checked = _hold_equal(world)
    timings = in_rounds(_phases(world), repeat)
    size = f"{world.n_clients:,} × {world.n_vacancies:,}"
    return (
        Table(
            title=f"Weighing all pairs, {size}",
            header=("form", "pairs", "seconds", "pairs/s", "pairs/s of processor", "kernel is"),
            rows=tuple(_cells(timing, timings[0]) for timing in timings),
            notes=(
                f"All forms gave the same integers as the kernel on {n_checked:,} pairs before any was timed.",
                f"NumPy forms: one thread, a sample of people against all vacancies (all people where there are up to "
                f"{PEER_PAIRS:,} pairs), tables made beforehand; the kernel: all pairs, best {KEPT} kept.",
                _verdict(timings[0], fastest_peer(timings)),
            ),
            records=tuple(_record(timing, timings[0], world) for timing in timings),
        ),
    )


def _verdict(kernel: Timing, fastest: Timing) -> str:
    """Say how much faster the kernel is, and how far the wall clock can be believed."""
    per_cpu = kernel.per_cpu_second / fastest.per_cpu_second
    shares = [f"{100 * timing.share_of(n):.0f}%" for timing, n in ((kernel, N_THREADS), (fastest, 1))]
    return (
        f"Fastest NumPy form: {fastest.name}.  The kernel on two threads is "
        f"{kernel.per_second / fastest.per_second:.1f} × as fast on the wall; per second of processor "
        f"{per_cpu:.1f} ×, so about {N_THREADS * per_cpu:.0f} × where two cores are free.  It got "
        f"{shares[0]} of the time of two threads, NumPy {shares[1]} of "
        "one: well below 100% the machine was busy and the wall says little."
    )


def fastest_peer(timings: Sequence[Timing]) -> Timing:
    """Give the NumPy form with the most pairs per second."""
    names = {peer.name for peer in PEERS}
    return max((timing for timing in timings if timing.name in names), key=lambda timing: timing.per_second)


def _cells(timing: Timing, kernel: Timing) -> tuple[str, ...]:
    return (
        timing.name,
        f"{timing.n_units:,}",
        timing.range_text(),
        f"{timing.per_second:,.0f}",
        f"{timing.per_cpu_second:,.0f}",
        "" if timing is kernel else f"{kernel.per_second / timing.per_second:,.1f} ×",
    )


def _record(timing: Timing, kernel: Timing, world: World) -> Row:
    return {
        "case": NAME,
        "n_clients": world.n_clients,
        "n_vacancies": world.n_vacancies,
        "phase": timing.name,
        "n_pairs": timing.n_units,
        "n_runs": len(timing.runs),
        "seconds": timing.wall,
        "pairs_per_second": timing.per_second,
        "pairs_per_cpu_second": timing.per_cpu_second,
        "cpu_per_wall": timing.share_of(1),
        "kernel_ratio": kernel.per_second / timing.per_second,
    }


def overview(records: Sequence[Row]) -> Table | None:
    """Show how pairs per second go with size."""
    sizes = list(dict.fromkeys((row["n_clients"], row["n_vacancies"]) for row in records))
    if len(sizes) < 2:
        return None
    rows = []
    for n_clients, n_vacancies in sizes:
        rate = {
            str(row["phase"]): float(row["pairs_per_second"] or 0)
            for row in records
            if (row["n_clients"], row["n_vacancies"]) == (n_clients, n_vacancies)
        }
        name = max((peer.name for peer in PEERS), key=lambda peer: rate[peer])
        ratio = f"{rate[TWO] / rate[name]:,.1f} ×"
        rows.append(
            (
                f"{n_clients:,} × {n_vacancies:,}",
                f"{rate[TWO]:,.0f}",
                f"{rate[ONE]:,.0f}",
                f"{rate[name]:,.0f}",
                name,
                ratio,
                f"{rate[DEFINITION]:,.0f}",
                f"{rate[TWO] / rate[DEFINITION]:,.0f} ×",
            )
        )
    header = ("size", TWO, ONE, "fastest NumPy", "which", "kernel is", "definition", "kernel is")
    return Table(title="Pairs per second over sizes", header=header, rows=tuple(rows))


CASE = Case(name=NAME, sizes=(DEMO, MIDDLE, LARGE), measure=measure, overview=overview)
