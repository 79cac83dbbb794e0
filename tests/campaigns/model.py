"""Random small worlds against trying every plan, and one plan in twenty disguises: one hash.

A world has packages, hard and elastic budgets, floors, pins and forbids. It is solved from its rows, and again from its
best rows with a pass over all pairs; a little more of anything may not lower what is proven, a forbid may not raise it.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

import click
import numpy as np

import solver
from solver import Problem, Status
from tests.solver.builders import AllPairs, World, best_objective, best_rows, random_world

WORLDS, DISGUISES, SEED = 2_000, 20, 20261102


def faults(seed: int) -> Iterator[str]:
    """Give what is wrong with the answers to one world; nothing where all is well."""
    world = random_world(seed)
    best = best_objective(world)
    found = solver.solve(world.build(), "quick")
    check = solver.verify(found.problem, found)
    if best is None:
        if found.status is not Status.PIN_CONFLICT or set(check.violations) != {one.rule for one in found.conflicts}:
            yield f"pins allow no plan, answered {found.status} with {sorted(check.violations)}"
        return
    if (found.status, found.objective, found.bound) != (Status.OPTIMAL, best, best) or check.violations:
        yield f"best is {best}, answered {found.status} {found.objective} of {found.bound}, {sorted(check.violations)}"
    yield from _over_all_pairs(replace(world, pinned=[], forbidden=[]))
    yield from _monotone(world, best)


def _over_all_pairs(world: World) -> Iterator[str]:
    best, full = best_objective(world), world.build()
    found = solver.solve(best_rows(full, 1), "quick", AllPairs(full=full))
    if found.objective is None or found.bound is None or not found.objective <= (best or 0) <= found.bound:
        yield f"over all pairs the best is {best}, answered {found.objective} of {found.bound}"
    if found.status is Status.OPTIMAL and found.objective != best:
        yield f"over all pairs the best is {best}, and {found.objective} is called optimal"


def _monotone(world: World, best: int) -> Iterator[str]:
    richer = {
        "more budget": replace(world, budgets=[size + 2 for size in world.budgets]),
        "more places": replace(world, positions=[places + 1 for places in world.positions]),
        "lower floors": replace(world, floors=[max(0, floor - 1) for floor in world.floors]),
        "one more row": _with_a_row(world),
    }
    for name, more in richer.items():
        value = solver.solve(more.build(), "quick").objective
        if value is None or value < best:
            yield f"{name} lowers {best} to {value}"
    free = [row for row in range(len(world.client)) if row not in (*world.pinned, *world.forbidden)]
    for row in free[:2]:
        value = solver.solve(replace(world, forbidden=[*world.forbidden, row]).build(), "quick").objective
        if value is None or value > best:
            yield f"forbidding row {row} raises {best} to {value}"


def _with_a_row(world: World) -> World:
    """Give the world with a row for its first client at its last vacancy, worth something and using nothing."""
    assert world.floor_amount is not None
    return replace(
        world,
        client=[*world.client, 0],
        vacancy=[*world.vacancy, len(world.positions) - 1],
        value=[*world.value, 17],
        floor_amount=[*world.floor_amount, 2],
        tie=None if world.tie is None else [*world.tie, 2],
    )


def region(seed: int, n_clients: int = 160, n_vacancies: int = 60) -> World:
    """Draw a world too large to try, with every kind of rule, and a lottery key per row."""
    random = np.random.default_rng(seed)
    kept = np.flatnonzero(random.random(n_clients * n_vacancies) < 0.12)
    client, vacancy = np.divmod(kept, n_vacancies)
    n_rows = len(kept)
    points = random.integers(300, 900, n_rows)
    drawing = np.flatnonzero(random.random(n_rows) < 0.5)
    uses = [
        (int(row), int(client[row] % 3), int(amount))
        for row, amount in zip(drawing, random.integers(20, 200, len(drawing)), strict=True)
    ]
    uses += [(int(row), 3 + int(vacancy[row] % 4), 1) for row in drawing[::2]]
    return World(
        client=client.tolist(),
        vacancy=vacancy.tolist(),
        value=(points * 100).tolist(),
        positions=random.integers(1, 3, n_vacancies).tolist(),
        n_clients=n_clients,
        uses=uses,
        budgets=[1_500, 1_200, 900, 4, 4, 4, 4],
        overflow_price=[50, -1, -1, -1, -1, -1, -1],
        group=(np.arange(n_clients) % 4 - 1).tolist(),
        floor_amount=points.tolist(),
        floors=[9_000, 9_000, 9_000],
        tie=random.integers(0, 2**62, n_rows).tolist(),
    )  # fmt: skip


def disguised(world: World, seed: int) -> tuple[World, list[int], list[int]]:
    """Give the world with rows listed in another order and everybody renumbered; and who is who, by the new numbers."""
    random = np.random.default_rng(seed)
    client, vacancy = random.permutation(world.n_clients), random.permutation(len(world.positions))
    assert world.group is not None
    other = replace(
        world.shuffled(seed),
        positions=[world.positions[old] for old in np.argsort(vacancy)],
        group=[world.group[old] for old in np.argsort(client)],
    )
    renamed = replace(
        other, client=[int(client[i]) for i in other.client], vacancy=[int(vacancy[j]) for j in other.vacancy]
    )
    return renamed, np.argsort(client).tolist(), np.argsort(vacancy).tolist()


def fingerprint(world: World, clients: Sequence[int], vacancies: Sequence[int]) -> str:
    """Give the SHA-256 of an answer in the names of the world before its disguise: plan, prices, bound and stages."""
    result = solver.solve(world.build(), "quick")
    problem: Problem = result.problem
    assert result.chosen is not None
    rows = zip(problem.client[result.chosen].tolist(), problem.vacancy[result.chosen].tolist(), strict=True)
    plan = sorted((clients[i], vacancies[j]) for i, j in rows)
    prices = result.prices
    asked = (
        []
        if prices is None
        else [prices.place[np.argsort(vacancies)].tolist(), prices.budget.tolist(), prices.floor.tolist()]
    )
    told = (plan, asked, result.status, result.objective, result.bound, result.stages)
    return sha256(repr(told).encode()).hexdigest()  # fmt: skip


def fingerprints(count: int, seed: int = SEED) -> list[str]:
    """Solve one region in so many disguises."""
    world = region(seed)
    return [fingerprint(*disguised(world, seed + k)) for k in range(count)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign, print every fault, and give 1 where there is one."""
    parser = argparse.ArgumentParser(description="The model against trying every plan.")
    parser.add_argument("--worlds", type=int, default=WORLDS)
    parser.add_argument("--disguises", type=int, default=DISGUISES)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args(arguments)
    n_wrong = 0
    for seed in range(asked.seed, asked.seed + asked.worlds):
        for fault in faults(seed):
            n_wrong += 1
            click.echo(f"world {seed}: {fault}")
    hashes = set(fingerprints(asked.disguises, asked.seed))
    click.echo(f"{asked.worlds} worlds: {n_wrong} faults")
    click.echo(f"{asked.disguises} disguises: {len(hashes)} SHA-256, {min(hashes)}")
    return int(n_wrong > 0 or len(hashes) != 1)


if __name__ == "__main__":
    sys.exit(main())
