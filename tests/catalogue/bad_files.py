"""Small broken catalogue files: one file per message, with the message it gives."""

from collections.abc import Callable
from pathlib import Path

import pytest

from matcher.errors import CatalogueError

FOLDER = Path(__file__).parent / "bad"


def names(prefix: str) -> set[str]:
    """Names of the broken files for one loader."""
    return {path.name for path in FOLDER.glob(f"{prefix}_*.toml")}


def message(read: Callable[[str], object], name: str) -> str:
    """What the loader says about a broken file; no refusal fails the test."""
    with pytest.raises(CatalogueError) as refusal:
        read((FOLDER / name).read_text(encoding="utf-8"))
    return str(refusal.value)
