"""Several processes that serve one store, as a unit or a container starts them."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from select import select
from time import monotonic
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from tests.web.made import fresh
from tests.web.running.ports import free_port

TOKEN = "een-lang-geheim-van-de-beheerder"
START_SECONDS = 60


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """The address of two workers over an empty store, and the process that keeps them."""
    fresh(tmp_path).close()
    port = free_port()
    environ = {**os.environ, "WAAG_DATA": str(tmp_path), "WAAG_METRICS_TOKEN": TOKEN, "WAAG_LOG": "json"}
    command = [sys.executable, "-m", "web.cli", "serve", "--workers", "2", "--threads", "2", "--port", str(port)]
    with (tmp_path / "log").open("wb") as log, subprocess.Popen(command, env=environ, stderr=log) as process:
        yield f"http://127.0.0.1:{port}", process
        process.kill()


def test_two_workers_answer_count_together_and_end_when_told(
    served: tuple[str, "subprocess.Popen[bytes]"], tmp_path: Path
) -> None:
    address, process = served
    wait_for(f"{address}/readyz")
    for _ in range(20):
        assert asked(f"{address}/healthz") == "ok\n"
    text = asked(f"{address}/metrics", {"Authorization": f"Bearer {TOKEN}"})
    counted = re.search(r'waag_replies_total{endpoint="machines.lives",method="GET",status="200"} ([\d.]+)', text)
    assert counted is not None
    assert float(counted[1]) == 20
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=START_SECONDS) == 0
    lines = (tmp_path / "log").read_text("utf-8").splitlines()
    assert lines
    assert all(line.startswith("{") for line in lines)
    assert not any("/healthz" in line for line in lines)


def wait_for(url: str) -> None:
    until = monotonic() + START_SECONDS
    while True:
        try:
            asked(url)
        except (URLError, ConnectionError):
            assert monotonic() < until, f"{url} does not answer"
            select([], [], [], 0.1)
        else:
            return


def asked(url: str, headers: dict[str, str] | None = None) -> str:
    with urlopen(Request(url, headers=headers or {}), timeout=10) as reply:
        return str(reply.read().decode())
