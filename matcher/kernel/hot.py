"""How the loops over pairs are compiled: a loop of its own, or a rule written into whatever loop uses it.

A rule is written in by numba (`inline`) or by LLVM (`placed`).  numba's way takes time that grows with the square of
what stands there already, minutes over all rules together; LLVM's costs a compilation of each rule.  So what is small
is `inline`, and what uses many of those is `placed`.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])

# numba counts a reference at every look at a column of a named tuple; without counting the loops run six times faster.
# The option is internal to numba and so not in its types; functions that allocate cannot have it and fail to compile.
_UNCOUNTED: Any = {"_nrt": False}
_WRITTEN_IN: Any = {"inline": "always"}


def hot(function: Function) -> Function:
    """Compile a loop that allocates nothing, without counting references."""
    compiled: Function = njit(nogil=True, cache=True, **_UNCOUNTED)(function)
    return compiled


def placed(function: Function) -> Function:
    """Compile a rule once and have LLVM write it into whatever loop uses it."""
    compiled: Function = njit(nogil=True, forceinline=True, **_UNCOUNTED)(function)
    return compiled


def inline(function: Function) -> Function:
    """Have numba write a small rule into whatever loop uses it."""
    compiled: Function = njit(nogil=True, **_WRITTEN_IN)(function)
    return compiled
