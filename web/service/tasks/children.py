"""Tasks in processes of their own, one after another: a task that kills its process costs that task and no more.

this process ─ pickled task ─> child ─ pickled answer ─> this process
                                 └ gone ─> `TaskLost`
"""

import json
import logging
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from matcher.errors import WaagError
from web.service.tasks.lost import TaskLost

S = TypeVar("S")
T = TypeVar("T")
# A child finds what its parent finds, wherever that was started from.
CHILD = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from web.service.tasks.children import main; main()"
LAST_WORDS = 400


def in_children(
    do: Callable[[S, T], bytes], shared: S, tasks: Mapping[str, T]
) -> Iterator[tuple[str, bytes | WaagError]]:
    """Run each task in a new process on this machine; what ends that process comes back as `TaskLost`."""
    for key, task in tasks.items():
        yield key, _asked(pickle.dumps((do, shared, task)))


def _asked(content: bytes) -> bytes | WaagError:
    command = [sys.executable, "-c", CHILD, json.dumps(sys.path)]
    done = subprocess.run(command, input=content, capture_output=True, check=False)
    if done.returncode:
        # What it said can name somebody, and stays out of logs; the signal tells who is on call where to look.
        logging.getLogger(__name__).warning("A task ended its process with %d and gave no answer.", done.returncode)
        said = done.stderr.decode("utf-8", "replace").strip()[-LAST_WORDS:]
        return TaskLost(f"The process of a task ended with {done.returncode} and gave no answer. {said}".strip())
    answer: bytes | WaagError = pickle.loads(done.stdout)  # nosec B301 # what our own child wrote to its own pipe
    return answer


def main() -> None:
    """Do the task that is read, in the child."""
    do, shared, task = pickle.loads(sys.stdin.buffer.read())  # nosec B301 # what our own parent wrote to our pipe
    try:
        answer = do(shared, task)
    except WaagError as problem:
        answer = problem
    sys.stdout.buffer.write(pickle.dumps(answer))
