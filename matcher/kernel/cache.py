"""Where compiled rules are kept: a folder named after the sources, so that no rule outlives its text.

numba looks only at the file of the function it loads; a change in a file that this one calls would go unseen.
"""

from hashlib import blake2b
from pathlib import Path
from typing import Any

from numba.core import config as _config

# numba fills this module from its environment at start, which its types do not know.
config: Any = _config


def keep_apart() -> None:
    """Point numba's cache at a folder of these very sources: beside them, or in the folder numba was told to use."""
    folder = Path(__file__).parent
    digest = blake2b(digest_size=8)
    for file in sorted(folder.glob("*.py")):
        digest.update(file.name.encode() + file.read_bytes())
    parent = Path(config.CACHE_DIR) if config.CACHE_DIR else folder / "__pycache__"
    config.CACHE_DIR = str(parent / f"compiled-{digest.hexdigest()}")
