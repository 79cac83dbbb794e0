"""Rulebooks made of the installed texts with something else in them; no test changes a file."""

from collections.abc import Mapping
from pathlib import Path

from matcher.rules import Rulebook

HORIZON = "known_until = 2026-12-31"
ROOT = Path(__file__).parents[2] / "matcher" / "rules"


def installed(folder: str) -> dict[str, str]:
    """Give the texts of a folder of the rulebook by file name."""
    return {file.name: file.read_text(encoding="utf-8") for file in (ROOT / folder).glob("*.toml")}


def book(
    *,
    law: Mapping[str, str] | None = None,
    rights: Mapping[str, str] | None = None,
    local: Mapping[str, str] | None = None,
    horizon: str = HORIZON,
) -> Rulebook:
    """Give the installed rulebook with some texts replaced or added."""
    return Rulebook.from_texts(
        law=installed("law") | dict(law or {}),
        rights=installed("rights") | dict(rights or {}),
        local=installed("gemeente") | dict(local or {}),
        horizon=horizon,
    )
