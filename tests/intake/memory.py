"""A store in memory that keeps the promises intake asks of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from web.service.delivery.stored import Key, Upsert, digest_of
from web.store.caseload import DeliveryRecord
from web.store.typed import Typed


@dataclass
class MemoryStore:
    """Rows by sheet and key; a closed row stays, with its day."""

    rows: dict[str, dict[Key, Mapping[str, str]]] = field(default_factory=dict)
    closed: dict[str, dict[Key, date]] = field(default_factory=dict)
    deliveries: list[DeliveryRecord] = field(default_factory=list)
    marks: dict[tuple[str, Key], Typed] = field(default_factory=dict)
    changes: int = 0

    def open_keys(self, sheet: str) -> Mapping[Key, str]:
        return {key: digest_of(values) for key, values in self._open(sheet).items()}

    def open_rows(self, sheet: str) -> Sequence[Mapping[str, str]]:
        return [values for _, values in sorted(self._open(sheet).items())]

    def apply(self, sheet: str, upserts: Sequence[Upsert], closes: Sequence[Key], day: date) -> None:
        self.changes += len(upserts) + len(closes)
        for key, values, digest in upserts:
            assert digest == digest_of(values)
            self.rows.setdefault(sheet, {})[key] = values
            self.closed.get(sheet, {}).pop(key, None)
        for key in closes:
            assert key in self._open(sheet)
            self.closed.setdefault(sheet, {})[key] = day

    def record_delivery(self, delivery: DeliveryRecord) -> None:
        self.deliveries.append(delivery)

    def last_delivery(self) -> DeliveryRecord | None:
        return self.deliveries[-1] if self.deliveries else None

    def typed(self) -> Sequence[Typed]:
        return [self.marks[at] for at in sorted(self.marks)]

    def put_typed(self, typed: Typed) -> None:
        self.marks[typed.sheet, typed.key] = typed

    def drop_typed(self, sheet: str, key: Key) -> None:
        del self.marks[sheet, key]

    def _open(self, sheet: str) -> dict[Key, Mapping[str, str]]:
        gone = self.closed.get(sheet, {})
        return {key: values for key, values in self.rows.get(sheet, {}).items() if key not in gone}
