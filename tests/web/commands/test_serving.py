"""How pages are served: what a process of the server takes from the machine."""

import subprocess
import sys
from pathlib import Path

# Counts the heaps of a process in which threads take memory at the same time, as those that make pages do.
COUNTS = """
import ctypes, sys
from pathlib import Path
from threading import Barrier, Thread

from web.commands import serving
from web.config import Settings

def heaps():
    libc = ctypes.CDLL(None)
    libc.fopen.restype, libc.malloc.restype = ctypes.c_void_p, ctypes.c_void_p
    together = Barrier(8)
    def take():
        together.wait()
        libc.malloc(ctypes.c_size_t(4_096))
        together.wait()
    threads = [Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    place = Path(sys.argv[1])
    told = ctypes.c_void_p(libc.fopen(bytes(place), b"w"))
    libc.malloc_info(0, told)
    libc.fclose(told)
    print(place.read_text("utf-8").count("<heap "))

if sys.argv[2] == "served":
    serving.Served.run = lambda _served: heaps()
    serving.serve_with(Settings(), "127.0.0.1", 0, workers=1, threads=8)
else:
    heaps()
"""


def test_threads_of_the_server_share_one_heap(tmp_path: Path) -> None:
    def counted(how: str) -> int:
        command = [sys.executable, "-c", COUNTS, str(tmp_path / "heaps.xml"), how]
        return int(subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout)

    assert counted("served") == 1
    assert counted("bare") > 1, "threads share a heap without being told to; this test shows nothing"
