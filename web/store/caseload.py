"""The delivered rows: what is open, what changed and what was closed on which day."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa

from web.store import row_changes
from web.store.bulk import add_rows
from web.store.schema import deliveries, sheet_tables
from web.store.sheets import BATCH_SHEETS, SHEETS

CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRecord:
    """One delivery as it is remembered.

    Attributes
    ----------
    read, accepted, rejected
        Rows; accepted + rejected = read.
    changed, closed
        Rows that were new or different, and rows that were closed because they were absent.
    """

    received_at: datetime
    day: date
    digest: str
    is_delta: bool
    read: int
    accepted: int
    rejected: int
    changed: int = 0
    closed: int = 0


class CaseloadStore:
    """What one transaction can do with delivered rows."""

    connection: sa.Connection

    def open_keys(self, sheet: str) -> dict[tuple[str, ...], str]:
        """Give the digest of every open row of a sheet, by its key."""
        table = sheet_tables[sheet]
        query = sa.select(table.c.row_key, table.c.row_digest).where(table.c.closed_on.is_(None))
        return {tuple(json.loads(key)): digest for key, digest in self.connection.execute(query)}

    def apply(
        self,
        sheet: str,
        upserts: Sequence[tuple[tuple[str, ...], Mapping[str, str], str]],
        closes: Sequence[tuple[str, ...]],
        day: date,
    ) -> None:
        """Add or change rows and close others; a closed row that comes again is open again.

        Parameters
        ----------
        upserts
            (key, text by column, digest) of each row.
        closes
            Keys of rows that end on the day; they stay in the table.
        """
        table = sheet_tables[sheet]
        self._gathered.clear()
        row_changes.remember(self.connection, sheet, map(_text_key, [*(key for key, _, _ in upserts), *closes]))
        known = self._all_keys(sheet)
        rows = [_row(sheet, key, values, digest, day) for key, values, digest in upserts]
        new = [row for row in rows if row["row_key"] not in known]
        changed = [row for row in rows if row["row_key"] in known]
        if new:
            add_rows(self.connection, table, new)
        if changed:
            self._change(table, changed)
        for chunk in _chunks([_text_key(key) for key in closes]):
            self.connection.execute(table.update().where(table.c.row_key.in_(chunk)).values(closed_on=day))

    def record_delivery(self, delivery: DeliveryRecord) -> None:
        """Remember that a delivery came, with its counts."""
        row = {name: getattr(delivery, name) for name in DeliveryRecord.__slots__}
        self.connection.execute(deliveries.insert().values(**row))

    def last_delivery(self) -> DeliveryRecord | None:
        """Give the newest delivery; None where nothing was ever delivered."""
        columns = [deliveries.c[name] for name in DeliveryRecord.__slots__]
        row = self.connection.execute(sa.select(*columns).order_by(deliveries.c.id.desc()).limit(1)).mappings().first()
        return None if row is None else DeliveryRecord(**row)

    def deliveries_since(self, moment: datetime) -> int:
        """Give the number of deliveries that changed or closed rows after a moment."""
        query = sa.select(sa.func.count()).where(
            deliveries.c.received_at > moment, deliveries.c.changed + deliveries.c.closed > 0
        )
        return int(self.connection.execute(query).scalar_one())

    def delivery_totals(self) -> tuple[int, int, int]:
        """Give rows read, accepted and rejected by the newest delivery; zeros where there was none."""
        last = self.last_delivery()
        return (0, 0, 0) if last is None else (last.read, last.accepted, last.rejected)

    def open_rows(self, sheet: str) -> list[dict[str, str]]:
        """Give the open rows of one sheet, text by column, in the order of their keys."""
        gathered = self._gathered.get((sheet, "", ""))
        if gathered is not None:
            return [dict(row) for row in gathered]
        return self._rows(sheet, sheet_tables[sheet].c.closed_on.is_(None))

    def batch_rows(self, last_change: int | None = None) -> dict[str, list[dict[str, str]]]:
        """Give every open row a night may see, now or after a change; who a person is stays behind."""
        if last_change is None:
            return {sheet: self.open_rows(sheet) for sheet in BATCH_SHEETS}
        return {sheet: self._rows_at(sheet, last_change) for sheet in BATCH_SHEETS}

    def last_change(self) -> int:
        """Give the number of the newest change of a row; 0 before the first."""
        return row_changes.last_change(self.connection)

    def gather(self, client: str, sheets: Sequence[str], whole: Sequence[str] = ()) -> None:
        """Read the open rows of a person in several sheets, and some sheets whole, in one question.

        `rows_of` and `open_rows` answer from what was gathered for as long as this transaction changes nothing.
        """
        if (sheets[0], "client", client) not in self._gathered:
            found = self._gather(tuple(sheets), (), tuple(whole), client=client)
            self._keep(found, {"client": client})

    def gather_work(self, vacancy: str, sheets: Sequence[str]) -> None:
        """Read the open rows of a vacancy and that of its employer, in one question, as `gather` does."""
        if (sheets[0], "vacancy", vacancy) not in self._gathered:
            self._keep(self._gather((), tuple(sheets), (), vacancy=vacancy), {"vacancy": vacancy})

    def gather_pair(
        self, client: str, of_client: Sequence[str], vacancy: str, of_work: Sequence[str], whole: Sequence[str] = ()
    ) -> None:
        """Read the open rows of a person and of a vacancy in one question, as `gather` does."""
        found = self._gather(tuple(of_client), tuple(of_work), tuple(whole), client=client, vacancy=vacancy)
        self._keep({sheet: rows for sheet, rows in found.items() if sheet not in of_work}, {"client": client})
        self._keep({sheet: found[sheet] for sheet in of_work}, {"vacancy": vacancy})

    def _keep(self, found: Mapping[str, list[dict[str, str]]], by: Mapping[str, str]) -> None:
        ((column, value),) = by.items()
        for sheet, rows in found.items():
            if sheet == "employers":
                self._gathered |= {(sheet, "employer", row["employer"]): [row] for row in rows}
            elif column in SHEETS[sheet]:
                self._gathered[sheet, column, value] = rows
            else:
                self._gathered[sheet, "", ""] = rows

    def _gather(
        self, of_client: tuple[str, ...], of_work: tuple[str, ...], whole: tuple[str, ...], **about: str
    ) -> dict[str, list[dict[str, str]]]:
        asked, question = _everything_about(of_client, of_work, whole)
        rows = sorted((tuple(map(str, row)) for row in self.connection.execute(question, about).all()), key=_by_key)
        found: dict[str, list[dict[str, str]]] = {sheet: [] for sheet in asked}
        for sheet, _, *cells in rows:
            found[sheet].append(dict(zip(SHEETS[sheet], cells, strict=False)))
        return found

    @cached_property
    def _gathered(self) -> dict[tuple[str, str, str], list[dict[str, str]]]:
        return {}

    def rows_of(self, sheet: str, column: str, value: str) -> list[dict[str, str]]:
        """Give the open rows of a sheet in which a column has a value."""
        gathered = self._gathered.get((sheet, column, value))
        if gathered is not None:
            return [dict(row) for row in gathered]
        table = sheet_tables[sheet]
        return self._rows(sheet, table.c.closed_on.is_(None) & (table.c[column] == value))

    def rows_in(self, sheet: str, column: str, values: Iterable[str]) -> list[dict[str, str]]:
        """Give the open rows of a sheet in which a column has one of the values."""
        wanted = sorted(set(values))
        if not wanted:
            return []
        table = sheet_tables[sheet]
        return self._rows(sheet, table.c.closed_on.is_(None) & table.c[column].in_(wanted))

    def named_work(self, vacancies: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Give title and employer's name of open vacancies, by reference in order; empty where one has none."""
        wanted = sorted(set(vacancies))
        if not wanted:
            return {}
        work, employers = sheet_tables["vacancies"], sheet_tables["employers"]
        is_theirs = (employers.c.employer == work.c.employer) & employers.c.closed_on.is_(None)
        query = sa.select(work.c.vacancy, work.c.title, employers.c.name).outerjoin_from(work, employers, is_theirs)
        query = query.where(work.c.closed_on.is_(None), work.c.vacancy.in_(wanted))
        found = {str(key): (str(title), str(name or "")) for key, title, name in self.connection.execute(query)}
        return dict(sorted(found.items()))

    def closed_on(self, sheet: str, column: str, value: str) -> date | None:
        """Give the day on which the last row of a sheet with a value was closed; None where there is none."""
        table = sheet_tables[sheet]
        found: date | None = self.connection.execute(
            sa.select(sa.func.max(table.c.closed_on)).where(table.c[column] == value)
        ).scalar_one()
        return found

    def open_values(self, sheet: str, column: str) -> list[str]:
        """Give the values of one column over the open rows, in order."""
        table = sheet_tables[sheet]
        return sorted(self.connection.execute(sa.select(table.c[column]).where(table.c.closed_on.is_(None))).scalars())

    def open_pairs(self, sheet: str, column: str, other: str) -> dict[str, str]:
        """Give one column by another over the open rows."""
        table = sheet_tables[sheet]
        query = sa.select(table.c[column], table.c[other]).where(table.c.closed_on.is_(None))
        return {str(key): str(value) for key, value in self.connection.execute(query)}

    def open_clients_seen_by(self, day: date) -> set[str]:
        """Give the clients who were delivered on a day or before it, and are open."""
        table = sheet_tables["clients"]
        query = sa.select(table.c.client).where(table.c.closed_on.is_(None), table.c.first_seen_on <= day)
        return set(self.connection.execute(query).scalars())

    def count_open(self, sheet: str) -> int:
        """Give the number of open rows of a sheet."""
        table = sheet_tables[sheet]
        query = sa.select(sa.func.count()).select_from(table).where(table.c.closed_on.is_(None))
        return int(self.connection.execute(query).scalar_one())

    def count_open_of(self, sheets: Sequence[str]) -> dict[str, int]:
        """Give the number of open rows of several sheets, in one question."""
        tables = [(name, sheet_tables[name]) for name in sheets]
        each = [
            sa.select(sa.literal(name), sa.func.count()).select_from(table).where(table.c.closed_on.is_(None))
            for name, table in tables
        ]
        found = {str(name): int(number) for name, number in self.connection.execute(sa.union_all(*each))}
        return {name: found[name] for name in sheets}

    def input_digest(self, last_change: int | None = None) -> str:
        """Give one digest of everything a night reads, now or after a change, whatever the order of delivery."""
        digest = blake2b(digest_size=16)
        for sheet in BATCH_SHEETS:
            table = sheet_tables[sheet]
            query = sa.select(table.c.row_key, table.c.row_digest).where(table.c.closed_on.is_(None))
            own: dict[str, str] = dict(map(tuple, self.connection.execute(query)))
            for key, before in self._taken_back(sheet, last_change).items():
                own.pop(key, None)
                own |= {key: before.digest} if before else {}
            digest.update(sheet.encode())
            for key, row_digest in sorted(own.items()):
                digest.update(f"\x1e{key}\x1f{row_digest}".encode())
        return digest.hexdigest()

    def names(self) -> dict[str, str]:
        """Give the person's name by reference, for pages only; absent where none was delivered."""
        table = sheet_tables["persoon"]
        query = sa.select(table.c.client, table.c.name).where(table.c.closed_on.is_(None), table.c.name != "")
        return {row.client: row.name for row in self.connection.execute(query)}

    def name_of(self, client: str) -> str:
        """Give one person's name, or the reference where none was delivered."""
        found = self.rows_of("persoon", "client", client)
        return (found[0]["name"] if found else "") or client

    def all_values(self, sheet: str, column: str) -> list[str]:
        """Give every value of a column, of open and closed rows, in order."""
        table = sheet_tables[sheet]
        return sorted(set(self.connection.execute(sa.select(table.c[column])).scalars()))

    def wml_groups(self) -> dict[str, str]:
        """Give the minimum wage group by reference, for amounts after the plan and nothing else."""
        table = sheet_tables["persoon"]
        query = sa.select(table.c.client, table.c.wml_group).where(table.c.closed_on.is_(None), table.c.wml_group != "")
        return {row.client: row.wml_group for row in self.connection.execute(query)}

    def _rows_at(self, sheet: str, last_change: int) -> list[dict[str, str]]:
        table = sheet_tables[sheet]
        columns = [table.c.row_key, *(table.c[name] for name in SHEETS[sheet])]
        query = sa.select(*columns).where(table.c.closed_on.is_(None))
        rows = {row[0]: dict(zip(SHEETS[sheet], row[1:], strict=True)) for row in self.connection.execute(query)}
        for key, before in self._taken_back(sheet, last_change).items():
            rows.pop(key, None)
            rows |= {key: dict(before.values)} if before else {}
        return [rows[key] for key in sorted(rows)]

    def _taken_back(self, sheet: str, last_change: int | None) -> Mapping[str, row_changes.Before | None]:
        return {} if last_change is None else row_changes.taken_back(self.connection, sheet, last_change)

    def _rows(self, sheet: str, where: sa.ColumnElement[bool]) -> list[dict[str, str]]:
        table = sheet_tables[sheet]
        columns = [table.c.row_key, *(table.c[name] for name in SHEETS[sheet])]
        # Sorted here: databases sort text by their own locale, and a plan may not depend on that.
        found = sorted(self.connection.execute(sa.select(*columns).where(where)).all(), key=lambda row: str(row[0]))
        return [dict(zip(SHEETS[sheet], row[1:], strict=True)) for row in found]

    def _all_keys(self, sheet: str) -> set[str]:
        return set(self.connection.execute(sa.select(sheet_tables[sheet].c.row_key)).scalars())

    def _change(self, table: sa.Table, rows: list[dict[str, object]]) -> None:
        kept = {"row_key", "first_seen_on"}
        names = [name for name in rows[0] if name not in kept]
        statement = (
            table.update()
            .where(table.c.row_key == sa.bindparam("is_key"))
            .values({name: sa.bindparam(f"new_{name}") for name in names})
        )
        changes = [{"is_key": row["row_key"], **{f"new_{name}": row[name] for name in names}} for row in rows]
        self.connection.execute(statement, changes)


def _row(sheet: str, key: tuple[str, ...], values: Mapping[str, str], digest: str, day: date) -> dict[str, object]:
    row: dict[str, object] = {column: values.get(column) or "" for column in SHEETS[sheet]}
    own = {"row_key": _text_key(key), "row_digest": digest, "first_seen_on": day, "changed_on": day, "closed_on": None}
    return row | own


def _text_key(key: Iterable[str]) -> str:
    return json.dumps(list(key), ensure_ascii=False, separators=(",", ":"))


@cache
def _everything_about(
    of_client: tuple[str, ...], of_work: tuple[str, ...], whole: tuple[str, ...]
) -> tuple[tuple[str, ...], sa.CompoundSelect[Any]]:
    """Give which sheets are asked, and the question after the open rows of ``:client`` and ``:vacancy`` in them.

    Every page about a person asks it and it is long: it is made once, not for every page.
    """
    asked = _about("client", of_client) | _of_work(of_work) | dict.fromkeys(whole, sa.true())
    widest = max(len(SHEETS[sheet]) for sheet in asked)
    each: list[sa.Select[Any]] = []
    for sheet, where in asked.items():
        table = sheet_tables[sheet]
        names = [table.c[name] for name in SHEETS[sheet]]
        rest: list[sa.ColumnElement[Any]] = [sa.literal_column("''")] * (widest - len(names))
        query = sa.select(sa.literal_column(f"'{sheet}'"), table.c.row_key, *names, *rest)
        each.append(query.where(table.c.closed_on.is_(None), where))
    return tuple(asked), sa.union_all(*each)


def _about(column: str, sheets: Sequence[str]) -> dict[str, sa.ColumnElement[bool]]:
    return {sheet: sheet_tables[sheet].c[column] == sa.bindparam(column) for sheet in sheets}


def _of_work(sheets: Sequence[str]) -> dict[str, sa.ColumnElement[bool]]:
    if not sheets:
        return {}
    work, employers = sheet_tables["vacancies"], sheet_tables["employers"]
    whose = sa.select(work.c.employer).where(work.c.vacancy == sa.bindparam("vacancy"), work.c.closed_on.is_(None))
    return {**_about("vacancy", sheets), "employers": employers.c.employer.in_(whose)}


def _by_key(row: tuple[str, ...]) -> tuple[str, str]:
    return row[0], row[1]


def _chunks(keys: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]
