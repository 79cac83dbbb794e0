"""Bits of 64-bit masks, and the scrambler of the lottery."""

import numpy as np
from numba import njit

from matcher.kernel.fields import ONE
from matcher.kernel.hot import inline

_DE_BRUIJN = np.uint64(0x03F79D71B4CB0A89)
_PLACES = np.zeros(64, np.int64)
for _bit in range(64):
    _PLACES[(((1 << _bit) * 0x03F79D71B4CB0A89) & ((1 << 64) - 1)) >> 58] = _bit


@inline
def lowest(mask: np.uint64) -> int:
    """Give the place of the lowest bit that is set."""
    alone = mask & (~mask + ONE)
    return int(_PLACES[(alone * _DE_BRUIJN) >> np.uint64(58)])


@njit(nogil=True, cache=True)
def count_bits(mask: np.uint64) -> int:
    """Give the number of bits that are set (pairs, then nibbles, then bytes are added up in one word)."""
    mask = mask - (mask >> ONE & np.uint64(0x5555555555555555))
    mask = (mask & np.uint64(0x3333333333333333)) + (mask >> np.uint64(2) & np.uint64(0x3333333333333333))
    mask = mask + (mask >> np.uint64(4)) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int(mask * np.uint64(0x0101010101010101) >> np.uint64(56))


@njit(nogil=True, cache=True)
def mix(value: np.uint64) -> np.uint64:
    """Scramble 64 bits (finaliser of splitmix64), as `matcher.tie.mix`."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))
