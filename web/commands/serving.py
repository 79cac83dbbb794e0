"""Serving with several processes: gunicorn, set up by us and not by files or the environment of the machine."""

import ctypes
import gc
from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.config import Config  # type: ignore[import-untyped]
from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from web.config import Settings

MEMORY = Path("/dev/shm")  # nosec B108 # gunicorn makes its own files for heartbeats, which a slow disk would delay
SECONDS_TO_REPLY = 60
SECONDS_TO_FINISH = 30
# M_ARENA_MAX of malloc.h of the GNU C library; mallopt(3).
MOST_HEAPS = -8


class QuietLogger(Logger):  # type: ignore[misc]
    """Leaves lines to our own log, and writes no addresses of pages: they would name who looked at whom."""

    def setup(self, cfg: Config) -> None:
        """Let our own handler write."""
        self.error_log.propagate = True

    def access(self, resp: object, req: object, environ: object, request_time: object) -> None:
        """Say nothing; the application writes a line of its own, without whom it was about."""


class Served(BaseApplication):  # type: ignore[misc]
    """The application of the settings under gunicorn."""

    def __init__(self, settings: Settings, chosen: Mapping[str, object]) -> None:
        self.settings, self.chosen = settings, chosen
        super().__init__()

    def load_config(self) -> None:
        """Take what was chosen."""
        for name, value in self.chosen.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        """Give the application; each worker makes its own, with a database connection of its own."""
        from web.app import lasting_app

        return lasting_app(self.settings)


def share_one_heap() -> None:
    """Let all threads of this process, and of those it starts, take memory from one heap.

    The GNU C library gives threads heaps of their own, and what one page left free in one is of no use to a page that
    is made in another: half of what a worker took from it lay idle, and it grew by the hour. Threads that make pages
    do so one at a time, so that they hardly wait for each other here. Other C libraries have one heap, or are left as
    they are.
    """
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is not None:
        set_option(MOST_HEAPS, 1)


def read_ahead(_server: object) -> None:
    """Load what every worker needs before the first is made: they share it, and each has only what it does itself."""
    import_module("web.app")
    gc.collect()
    gc.freeze()


def serve_with(settings: Settings, host: str, port: int, *, workers: int, threads: int) -> None:
    """Serve until this process is told to stop."""
    share_one_heap()
    with TemporaryDirectory(prefix="waag-counts-") as folder:
        counts = Path(folder) if settings.metrics_token else None
        chosen: dict[str, object] = {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "timeout": SECONDS_TO_REPLY,
            "graceful_timeout": SECONDS_TO_FINISH,
            "keepalive": 5,
            "proc_name": "waag",
            "logger_class": QuietLogger,
            "on_starting": read_ahead,
            "forwarded_allow_ips": "127.0.0.1,::1",
            # Figures of all workers together; the library that counts reads this name and no other.
            "raw_env": [f"PROMETHEUS_MULTIPROC_DIR={folder}"] if counts else [],
        }
        if MEMORY.is_dir():
            chosen["worker_tmp_dir"] = str(MEMORY)
        Served(replace(settings, metrics_folder=counts), chosen).run()
