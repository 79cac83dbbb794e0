"""Tasks on a Dask cluster; the only module that knows Dask.

What all tasks share is shipped once.  A lost worker costs its tasks, which go to another; a task that was lost three
times comes back as `TaskLost`; a lost scheduler costs a restart, for whoever asks keeps each answer as it comes.
"""

import logging
import pickle
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from matcher.errors import WaagError
from web.service.tasks.lost import TaskLost
from web.service.tasks.runners import Runner

if TYPE_CHECKING:
    from distributed import Client

S = TypeVar("S")
T = TypeVar("T")
TRIES = 3
SECONDS_TO_CONNECT = 30
# The library gives each of these a level of its own.
LOGGERS = ("distributed", "distributed.client", "distributed.utils", "distributed.comm", "distributed.core")


class NoCluster(WaagError):
    """Dask is not installed, or the cluster cannot be reached or was lost."""


def on_cluster(address: str) -> "Runner[S, T]":
    """Give what runs tasks on the cluster of a scheduler (``tcp://host:port``).

    Raises
    ------
    NoCluster
        Where Dask is not installed.
    """
    try:
        import distributed
    except ModuleNotFoundError as problem:
        raise NoCluster(
            f"--cluster {address} needs Dask, which is not installed here ({problem.name}). Install the extra "
            "`waag[cluster]`, or leave --cluster away: the results are the same bytes."
        ) from problem
    # What is lost is told below, in one sentence; the library's own tracebacks would hide it.
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)

    def run(do: Callable[[S, T], bytes], shared: S, tasks: Mapping[str, T]) -> Iterator[tuple[str, bytes | WaagError]]:
        left = dict(tasks)
        for _ in range(TRIES):
            try:
                with distributed.Client(address, timeout=SECONDS_TO_CONNECT) as client:  # type: ignore[no-untyped-call]
                    for key, answer in _answers(client, do, shared, left):
                        del left[key]
                        yield key, answer
            except OSError as problem:
                raise NoCluster(_lost(address, len(left), len(tasks), str(problem))) from problem
            if not left:
                return
        for key in left:
            yield key, TaskLost(_lost(address, 1, len(tasks), f"it was lost {TRIES} times with its worker"))

    return run


def _answers(
    client: "Client", do: Callable[[S, T], bytes], shared: S, tasks: Mapping[str, T]
) -> Iterator[tuple[str, bytes | WaagError]]:
    """Give each answer as it comes; a task that was lost with its worker gives none."""
    import distributed

    ours = client.scatter(pickle.dumps((do, shared)), broadcast=True)  # type: ignore[no-untyped-call]
    futures = {client.submit(call, ours, pickle.dumps(task), pure=False): key for key, task in tasks.items()}
    for future in distributed.as_completed(futures):  # type: ignore[no-untyped-call]
        if future.status == "finished":
            yield futures[future], future.result()
            continue
        problem = future.exception() if future.status == "error" else None
        if isinstance(problem, WaagError):
            yield futures[future], problem
        elif problem is not None and not isinstance(problem, distributed.KilledWorker):
            raise problem


def call(shared: bytes, task: bytes) -> bytes:
    """Do one task on a worker; as bytes, so that a scheduler passes on what it need not know."""
    do, ours = _opened(shared)
    return do(ours, pickle.loads(task))  # nosec B301 # whoever reaches a worker may run code there anyway


@lru_cache(maxsize=1)
def _opened(shared: bytes) -> tuple[Callable[[object, object], bytes], object]:
    """Read what all tasks share, once a worker."""
    do, ours = pickle.loads(shared)  # nosec B301 # as above
    return do, ours


def _lost(address: str, n_left: int, n_tasks: int, why: str) -> str:
    return (
        f"The cluster at {address} could not finish {n_left} of {n_tasks} tasks ({why}). What is done is kept. "
        "Start the cluster again and run the same command: only what is left is done."
    )
