"""What intake asks of a store, and how it tells rows apart: by key, and by the digest of their words."""

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Protocol, TypeAlias

from web.service.delivery.private_sheets import SHEET_BY_NAME
from web.store.caseload import DeliveryRecord
from web.store.typed import Typed

Key: TypeAlias = tuple[str, ...]
Upsert: TypeAlias = tuple[Key, Mapping[str, str], str]


class DeliveryStore(Protocol):
    """What intake asks of one open transaction on a store."""

    def open_keys(self, sheet: str) -> Mapping[Key, str]:
        """Give the digest of every open row of a sheet, by its key."""

    def open_rows(self, sheet: str) -> Sequence[Mapping[str, str]]:
        """Give the open rows of a sheet, text by column."""

    def apply(self, sheet: str, upserts: Sequence[Upsert], closes: Sequence[Key], day: date) -> None:
        """Add or change rows and close others on the day."""

    def record_delivery(self, delivery: DeliveryRecord) -> None:
        """Remember that a delivery came, with its counts."""

    def last_delivery(self) -> DeliveryRecord | None:
        """Give the newest delivery; None where nothing was ever delivered."""

    def typed(self) -> Sequence[Typed]:
        """Give what people typed over rows, by sheet and key."""

    def put_typed(self, typed: Typed) -> None:
        """Keep what was typed over a row."""

    def drop_typed(self, sheet: str, key: Key) -> None:
        """Let a row follow its source again."""


def key_of(sheet: str, values: Mapping[str, str]) -> Key:
    """Give the key of a canonical row."""
    return tuple(values[name] for name in SHEET_BY_NAME[sheet].key)


def digest_of(values: Mapping[str, str]) -> str:
    """Give one digest of the canonical text of a row."""
    return blake2b("\x1f".join(values.values()).encode(), digest_size=16).hexdigest()
