"""The whole definition in NumPy, three ways: what the compiled kernel is measured against.

Each form gives verdict, gates, points and packages of every pair, the same integers as the kernel.  No form has a
Python loop over pairs::

    lookups → gates → items → load, packages → answer
    (a) broadcasting: all rules for all pairs of a block
    (b) planar: gates as bytes, items as 64-bit planes, only what is limited and asked is weighed
    (c) gather: person after person, over the vacancies no gate stops
"""

from benchmarks.peers.answer import Answer, Peer, written_out
from benchmarks.peers.broadcasting import BROADCASTING
from benchmarks.peers.gates import Classes
from benchmarks.peers.gather import GATHER
from benchmarks.peers.lookups import Lookups
from benchmarks.peers.planar import PLANAR

PEERS: tuple[Peer, ...] = (BROADCASTING, PLANAR, GATHER)

__all__ = ["PEERS", "Answer", "Classes", "Lookups", "Peer", "written_out"]
