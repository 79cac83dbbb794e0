"""The lottery that breaks ties: reproducible, and another one every night."""

from datetime import date
from hashlib import blake2b

_MASK = (1 << 64) - 1


def half_key(day: date, key: str) -> int:
    """Give the 64 bits a client or a vacancy brings to every tie of one day."""
    return int.from_bytes(blake2b(f"{day.isoformat()}|{key}".encode(), digest_size=8).digest(), "big")


def mix(value: int) -> int:
    """Scramble 64 bits so that close numbers land far apart (finaliser of splitmix64, Steele et al. 2014)."""
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
    return value ^ (value >> 31)


def tie_key(day: date, client: str, vacancy: str) -> int:
    """Give the tie key of a pair; the lower key goes first."""
    return mix(half_key(day, client) ^ half_key(day, vacancy))
