"""Where compiled rules are kept: a folder named after the sources, so that no rule outlives its text.

numba looks only at the file of the function it loads; a change in a file that this one calls would go unseen.
"""

from hashlib import blake2b
from pathlib import Path

from numba.core import config


def keep_apart() -> None:
    """Point numba's cache at a folder of these very sources, beside them."""
    folder = Path(__file__).parent
    digest = blake2b(digest_size=8)
    for file in sorted(folder.glob("*.py")):
        digest.update(file.name.encode() + file.read_bytes())
    # numba reads this name from its environment at start, and its stubs do not know it.
    setattr(config, "CACHE_DIR", str(folder / "__pycache__" / f"compiled-{digest.hexdigest()}"))  # noqa: B010
