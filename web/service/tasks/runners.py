"""What runs tasks: the same bytes come from each of them."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from matcher.errors import WaagError

S = TypeVar("S")
T = TypeVar("T")
Runner = Callable[[Callable[[S, T], bytes], S, Mapping[str, T]], Iterator[tuple[str, bytes | WaagError]]]
"""Runs a function of what all share and of each task; gives each answer, or why there is none, as it comes."""


class OtherCode(WaagError):
    """A worker runs other code than who asks."""


def in_process(
    do: Callable[[S, T], bytes], shared: S, tasks: Mapping[str, T]
) -> Iterator[tuple[str, bytes | WaagError]]:
    """Run tasks one after another in this process."""
    for key, task in tasks.items():
        try:
            yield key, do(shared, task)
        except WaagError as problem:
            yield key, problem
