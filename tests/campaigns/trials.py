"""Tests run on a module with other code, each time in a forked process that ends with the trial.

A trial is *quick* where the other code is put into the functions that are loaded already, so that nothing is imported
or collected again.  What a quick trial does not notice is tried *anew*: all that is our own is imported afresh with the
other code in it, so that what a module or a test works out at import is worked out again too.
"""

import importlib.abc
import importlib.machinery
import importlib.util
import os
import resource
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import pytest

OWN = ("matcher", "solver", "web", "fixtures", "tests")
# Processor seconds after which code that never ends is taken to be noticed.
MOST_SECONDS = 120


class Trials:
    """The tests of one module, collected once, to be run on other code again and again; a plugin of pytest.

    Parameters
    ----------
    module, path
        What gets other code.
    tests
        Arguments for pytest: files and options.
    """

    def __init__(self, module: str, path: Path, tests: Sequence[str]) -> None:
        self._module = module
        self._path = path
        self._arguments = ["-x", "-s", "-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:terminal", *tests]
        self._first: list[str] = []
        self._items: list[pytest.Item] = []
        self._failed = ""

    def hold(self, use: Callable[["Trials"], None]) -> None:
        """Collect the tests and call `use` while they stand ready."""
        # The plugins that are installed serve the browser tests; loading them costs more than a trial.
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        pytest.main(self._arguments, plugins=[self, _Stage(self, use)])

    def notice(self, code: CodeType, *, anew: bool = True) -> bool:
        """Say whether a test fails on other code; with `anew` also where it shows in what is worked out at import."""
        return self._in_a_fork(self._quick, code) or (anew and self._in_a_fork(self._anew, code))

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Let the tests that noticed something before go first."""
        rank = {name: place for place, name in enumerate(self._first)}
        items.sort(key=lambda item: rank.get(item.nodeid, len(rank)))
        self._items = items

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the name of a test that fails."""
        if report.failed:
            self._failed = report.nodeid

    def _in_a_fork(self, run: Callable[[CodeType], bool], code: CodeType) -> bool:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            self._run_and_leave(run, code, writer)
        os.close(writer)
        with os.fdopen(reader, encoding="utf-8") as stream:
            name = stream.read()
        _, status = os.waitpid(child, 0)
        if name:
            self._first = [name, *(other for other in self._first if other != name)]
        return status != 0

    def _run_and_leave(self, run: Callable[[CodeType], bool], code: CodeType, writer: int) -> None:
        """Never return: the forked process ends here, whatever happens in it."""
        has_noticed = True
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 5))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nowhere, stream)
            socket.socket.connect = _refuse  # type: ignore[method-assign]
            has_noticed = run(code)
            os.write(writer, self._failed.encode())
        finally:
            os._exit(int(has_noticed))

    def _quick(self, code: CodeType) -> bool:
        changed = ModuleType(self._module)
        try:
            exec(code, changed.__dict__)
            _put_in_place(sys.modules[self._module], changed)
        except Exception:
            # Perhaps a mistake that shows at import, perhaps code that cannot be put in place: the other trial knows.
            return False
        self.pytest_collection_modifyitems(self._items)
        for item, following in zip(self._items, [*self._items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self._failed:
                return True
        return False

    def _anew(self, code: CodeType) -> bool:
        for name in [name for name in sys.modules if name.partition(".")[0] in OWN or name == self._module]:
            del sys.modules[name]
        sys.meta_path.insert(0, _Changed(self._module, self._path, code))
        return pytest.main(self._arguments, plugins=[self]) != pytest.ExitCode.OK


class _Stage:
    """Hands over the collected tests instead of running them."""

    def __init__(self, trials: Trials, use: Callable[[Trials], None]) -> None:
        self._trials = trials
        self._use = use

    def pytest_runtestloop(self) -> bool:
        self._use(self._trials)
        return True


class _Changed(importlib.abc.MetaPathFinder, importlib.machinery.SourceFileLoader):  # type: ignore[misc]
    """Loads one module with other code."""

    def __init__(self, module: str, path: Path, code: CodeType) -> None:
        super().__init__(module, str(path))
        self._code = code

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def get_code(self, fullname: str) -> CodeType:
        return self._code


def _put_in_place(loaded: object, changed: object) -> None:
    """Give every function of a loaded module or class the code of its changed twin."""
    for old, new in _twins(loaded, changed):
        if isinstance(old, type) and isinstance(new, type):
            _put_in_place(old, new)
        elif isinstance(old, FunctionType) and isinstance(new, FunctionType):
            old.__code__, old.__defaults__, old.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__


def _twins(loaded: object, changed: object) -> Iterator[tuple[object, object]]:
    for name, new in vars(changed).items():
        old = vars(loaded).get(name)
        for inner in ("__func__", "fget", "func", "__wrapped__"):
            old, new = getattr(old, inner, old), getattr(new, inner, new)
        if old is not new and getattr(new, "__module__", "") == getattr(old, "__module__", None):
            yield old, new


def _refuse(*_: object) -> None:
    raise OSError("A trial reaches for the network.")
