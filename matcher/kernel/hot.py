"""How the loops over pairs are compiled."""

from collections.abc import Callable
from typing import Any, TypeVar

from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])

# numba counts a reference at every look at a column of a named tuple; without counting the loops run six times faster.
# The option is internal to numba and so not in its types; functions that allocate cannot have it and fail to compile.
_UNCOUNTED: Any = {"_nrt": False}


def hot(function: Function) -> Function:
    """Compile a loop that allocates nothing, without counting references."""
    compiled: Function = njit(nogil=True, cache=True, **_UNCOUNTED)(function)
    return compiled
