"""The other side of `solver.engines.apart`: searches come in by a pipe, answers go back, until it closes."""

import os
import pickle
import signal
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

_ENGINES = "solver.engines."


def main() -> None:
    """Answer searches until the pipe closes."""
    # Whoever presses Ctrl+C ends the night; its engines end when it closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _give_way()
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What an engine prints may not end up among the answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    while True:
        try:
            name, arguments, named = pickle.load(asked)  # nosec B301 # the question of our own parent
        except EOFError:
            return
        answer = _search(name, arguments, named)
        try:
            pickle.dump(answer, answers, protocol=pickle.HIGHEST_PROTOCOL)
            answers.flush()
        except BrokenPipeError:
            # Whoever asked is gone; closing the pipe would fail once more.
            os._exit(0)


def _search(name: str, arguments: tuple[object, ...], named: dict[str, object]) -> tuple[str, object]:
    """Give (what failed, the answer)."""
    module, _, engine = name.partition(":")
    if not module.startswith(_ENGINES):
        return f"{name} is no engine", None
    try:
        return "", getattr(import_module(module), engine)(*arguments, **named)
    except Exception as problem:  # whatever an engine raises, the night goes on without it
        return f"{type(problem).__name__}: {problem}", None


def _give_way() -> None:
    """Where memory runs out, let the system end this process before the one that holds the plan."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
