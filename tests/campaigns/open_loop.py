"""Questions at a fixed rate, whether or not the last one was answered: a stall makes all behind it wait, and counts.

A closed loop asks less while the server is slow, and so hides what people meet.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import perf_counter, sleep
from urllib.error import HTTPError
from urllib.request import Request, urlopen

WAITING = 64


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What came of a number of questions.

    Attributes
    ----------
    seconds
        From the moment each was due until it was answered, sorted.
    errors
        Answers other than 2xx and 3xx.
    """

    seconds: tuple[float, ...]
    errors: int

    def within(self, share: float) -> float:
        """Give the seconds within which such a share was answered."""
        return self.seconds[min(len(self.seconds) - 1, round(share * len(self.seconds)))]


def ask(rate: int, seconds: float, one: Callable[[int], bool]) -> Answered:
    """Ask `rate` times a second; `one` asks once and tells whether it was answered well."""
    count = int(rate * seconds)
    began = perf_counter()

    def due(number: int) -> tuple[float, bool]:
        at = began + number / rate
        sleep(max(0.0, at - perf_counter()))
        is_well = one(number)
        return perf_counter() - at, is_well

    with ThreadPoolExecutor(WAITING) as pool:
        found = list(pool.map(due, range(count)))
    return Answered(seconds=tuple(sorted(took for took, _ in found)), errors=sum(not is_well for _, is_well in found))


def get(addresses: Sequence[str], cookies: Sequence[str]) -> Callable[[int], bool]:
    """Give what asks for the addresses in turn, each time as somebody else."""

    def one(number: int) -> bool:
        headers = {"Cookie": cookies[number % len(cookies)]} if cookies else {}
        request = Request(addresses[number % len(addresses)], headers=headers)
        try:
            with urlopen(request, timeout=60) as reply:
                reply.read()
                return bool(reply.status < 400)
        except HTTPError as problem:
            with problem:
                return problem.code == 429
        except OSError:
            return False

    return one
