"""Passwords as argon2id hashes: never more at once than memory was set aside for, and renewed when the terms rise."""

import os
import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from matcher.errors import WaagError

# The minimum the OWASP password storage sheet names: 19 MiB, two passes, one lane.
MEMORY_KIB, PASSES, LANES = 19_456, 2, 1
# Four at once is 76 MiB in one process, however many people sign in in the same second.
MOST_AT_ONCE = 4
LONGEST_WAIT_SECONDS = 5.0
_slots = BoundedSemaphore(MOST_AT_ONCE)


class TooBusy(WaagError):
    """Too many passwords are being weighed at once; this one was not looked at."""


def hashed(password: str) -> str:
    """Give the argon2id hash of a password.

    Raises
    ------
    TooBusy
        Where no turn came free within five seconds.
    """
    with _turn():
        return _threads(os.getpid()).submit(_hasher().hash, password).result()


def fits(known_hash: str, password: str) -> bool:
    """Whether a password is the one a hash was made of, exactly as it was sent.

    Raises
    ------
    TooBusy
        Where no turn came free within five seconds.
    """
    with _turn():
        try:
            return _threads(os.getpid()).submit(_hasher().verify, known_hash, password).result()
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(known_hash: str) -> bool:
    """Whether a hash was made on other terms than today's."""
    return _hasher().check_needs_rehash(known_hash)


@cache
def hash_of_nobody() -> str:
    """Give a hash that no password fits: a name nobody has costs the same work as a wrong password."""
    return hashed(secrets.token_hex(16))


@contextmanager
def _turn() -> Iterator[None]:
    if not _slots.acquire(timeout=LONGEST_WAIT_SECONDS):
        raise TooBusy("Too many people are signing in at this moment. Try again in a minute.")
    try:
        yield
    finally:
        _slots.release()


@cache
def _threads(_process: int) -> ThreadPoolExecutor:
    """Give the threads of a process that weigh passwords.

    What a thread took for one stays with it: threads that make pages would each keep that much.
    """
    return ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="password")


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)
