"""The ranking of a night over several machines: blocks of people as tasks, joined to the same bytes."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from io import BytesIO
from pathlib import Path

import numpy as np

from matcher.blocks import block_of, joined_ranks
from matcher.domain.caseload import Caseload
from matcher.errors import WaagError
from matcher.kernel import Ranked, rank
from web.service.night.versions import code_version
from web.service.tasks.children import in_children
from web.service.tasks.kept import Kept
from web.service.tasks.lost import MOST_NOT_WEIGHED, NotWeighed, TaskLost, TooManyNotWeighed
from web.service.tasks.runners import OtherCode, Runner

FORM = "rank-1"
PEOPLE = 8_192
"""People in a block: enough that a task takes longer than sending it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Columns:
    """What all blocks of a ranking share, shipped once: the columns of everybody, and how it is ranked."""

    caseload: Caseload
    k: int
    code_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """People from one row up to another."""

    low: int
    high: int

    @property
    def people(self) -> int:
        """How many they are."""
        return self.high - self.low

    @property
    def halves(self) -> tuple["Block", "Block"]:
        """The same people in two blocks."""
        middle = (self.low + self.high) // 2
        return Block(low=self.low, high=middle), Block(low=middle, high=self.high)


def ranked_in_blocks(
    caseload: Caseload,
    k: int,
    *,
    folder: Path,
    run: "Runner[Columns, Block]",
    people: int = PEOPLE,
    on_done: Callable[[str], None] = lambda key: None,
) -> Ranked:
    """Give what `matcher.kernel.rank` gives, block by block; blocks that were ranked before are read.

    A block that ends its process is cut in two until the people are found that do it.

    Parameters
    ----------
    caseload, k
        As of `matcher.kernel.rank`.
    folder
        Where the rankings of blocks are kept, each under the digest of its own columns, the vacancies and the code.
    run
        Where blocks are ranked: in this process or on a cluster.
    people
        People in a block; changes no byte of the whole.
    on_done
        Hears the key of each block once it is kept.

    Raises
    ------
    NotWeighed
        Where the blocks of some people alone end their process; all others were ranked and are kept.
    TooManyNotWeighed
        Where that are more than `MOST_NOT_WEIGHED`.
    WaagError
        Where a block could not be ranked: half a ranking would send people away unseen.
    """
    n, kept = len(caseload.client_keys), Kept(folder=folder)
    if not n:
        return rank(caseload, k)
    shared, columns = _digest(caseload, k), Columns(caseload=caseload, k=k, code_version=code_version())
    left = [Block(low=low, high=min(low + people, n)) for low in range(0, n, people)]
    done: dict[Block, str] = {}
    found: dict[str, bytes] = {}
    alone: list[str] = []
    while left:
        keys = {block: _key(caseload, block, shared) for block in left}
        found |= {key: body for key in keys.values() if (body := kept.read(key)) is not None}
        tasks: Mapping[str, Block] = {key: block for block, key in keys.items() if key not in found}
        for key, answer in run(rank_block, columns, tasks) if tasks else ():
            if isinstance(answer, TaskLost):
                continue
            if isinstance(answer, WaagError):
                raise answer
            kept.write(key, answer)
            found[key] = answer
            on_done(key)
        done |= {block: key for block, key in keys.items() if key in found}
        lost = [block for block, key in keys.items() if key not in found]
        alone += [caseload.client_keys[block.low] for block in lost if block.people == 1]
        if len(alone) > MOST_NOT_WEIGHED:
            raise TooManyNotWeighed(len(alone))
        left = [half for block in lost if block.people > 1 for half in block.halves]
    if alone:
        raise NotWeighed(sorted(alone))
    return joined_ranks([_ranked(found[done[block]]) for block in sorted(done, key=lambda one: one.low)])


def rank_block(shared: Columns, block: Block) -> bytes:
    """Rank one block; this is what a worker does.

    Raises
    ------
    OtherCode
        Where the worker's code could rank otherwise.
    """
    if shared.code_version != code_version():
        raise OtherCode(
            f"A worker runs Waag {code_version()} and this night is of {shared.code_version}: people would be ranked "
            "by other rules. Start the workers from the same version and run again."
        )
    return _written(rank(block_of(shared.caseload, block.low, block.high), shared.k, threads=1))


def ranking_on(run: "Runner[Columns, Block]", folder: Path) -> Callable[[Caseload, int], Ranked]:
    """Give a ranking that works in blocks, as a night takes it."""
    return partial(ranked_in_blocks, folder=folder, run=run)


def ranking_apart(folder: Path) -> Callable[[Caseload, int], Ranked]:
    """Give a ranking that works in blocks, each in a process of its own on this machine."""
    return ranking_on(in_children, folder)


def kept_ranking(folder: Path, threads: int) -> Callable[[Caseload, int], Ranked]:
    """Give a ranking in this process that is kept whole, and read back where it was made before.

    What cannot be kept or read is ranked again: it costs time and changes nothing.
    """
    kept = Kept(folder=folder)

    def ranked(caseload: Caseload, k: int) -> Ranked:
        digest = blake2b(_digest(caseload, k), digest_size=16)
        _add(caseload.clients, digest)
        key = digest.hexdigest()
        with suppress(WaagError, OSError, ValueError):
            if (body := kept.read(key)) is not None:
                return _ranked(body)
        found = rank(caseload, k, threads)
        with suppress(OSError):
            kept.write(key, _written(found))
        return found

    return ranked


def _ranked(body: bytes) -> Ranked:
    with np.load(BytesIO(body), allow_pickle=False) as arrays:
        return Ranked(**{name: arrays[name] for name in Ranked._fields})


def _written(found: Ranked) -> bytes:
    body = BytesIO()
    np.savez(body, **found._asdict())
    return body.getvalue()


def _digest(caseload: Caseload, k: int) -> bytes:
    digest = blake2b(f"{FORM}\x1f{code_version()}\x1f{k}".encode(), digest_size=16)
    for part in (caseload.vacancies, caseload.tables):
        _add(part, digest)
    return digest.digest()


def _key(caseload: Caseload, block: Block, shared: bytes) -> str:
    digest = blake2b(shared, digest_size=16)
    _add(block_of(caseload, block.low, block.high).clients, digest)
    return digest.hexdigest()


def _add(columns: tuple[object, ...], digest: blake2b) -> None:
    for name, column in _arrays(columns):
        digest.update(f"{name}:{column.dtype.str}{column.shape}".encode() + np.ascontiguousarray(column).tobytes())


def _arrays(columns: tuple[object, ...], within: str = "") -> Iterator[tuple[str, np.ndarray]]:
    """Give every array of columns with its name, those of columns inside them too."""
    for name, column in zip(getattr(columns, "_fields", ()), columns, strict=True):
        if isinstance(column, np.ndarray):
            yield within + name, column
        elif isinstance(column, tuple):
            yield from _arrays(column, f"{within}{name}.")
