"""What people typed, beside what a source delivers: neither is lost, and a person chooses where they differ.

A correction of a row about a person covers the columns that were typed; the other columns follow the source. A vacancy
that was changed here is kept whole, because tasks and demands only make sense together. A row that was made here stays
open though no delivery names it; a person or vacancy the source takes away goes, with what was typed about it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial

from matcher.catalogue.items import Catalogue
from matcher.read import ReadResult, Row, read_sheets
from web.service.delivery.stored import DeliveryStore, Key, key_of
from web.store.typed import Typed

Cells = Mapping[str, str]
Sheets = Mapping[str, Sequence[Cells]]
VACANCY = "vacancies"
VACANCY_SHEETS = (VACANCY, "tasks", "demands")
PERSON = "clients"
PERSON_SHEETS = (PERSON, "capacities", "wishes")
TYPED_FILE = "~ingevoerd"


@dataclass(slots=True, kw_only=True)
class Beside:
    """What was typed does to a delivery.

    Attributes
    ----------
    rows
        Delivered rows as they go to the store instead, by sheet and key; None: this row stays as it was typed.
    kept
        Keys that stay open though the delivery does not name them, by sheet.
    differs
        What was typed, with what the source says now: somebody has to choose.
    released
        What was typed and no longer is needed: the source says the same, or its owner is gone.
    """

    rows: dict[str, dict[Key, Cells | None]] = field(default_factory=dict)
    kept: dict[str, set[Key]] = field(default_factory=dict)
    differs: list[Typed] = field(default_factory=list)
    released: list[Typed] = field(default_factory=list)

    def on(self, sheet: str, rows: Mapping[Key, Cells]) -> dict[Key, Cells]:
        """Give the rows of a sheet as they go to the store."""
        own = self.rows.get(sheet, {})
        put = {key: own.get(key, values) for key, values in rows.items()}
        return {key: values for key, values in put.items() if values is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Delivered:
    """What a delivery says of the rows people typed over, and which rows of changed vacancies are open."""

    rows: Mapping[tuple[str, Key], Cells]
    work: Mapping[str, Mapping[str, list[Cells]]]
    open_work: Mapping[str, Mapping[str, set[Key]]]


def beside(store: DeliveryStore, read: ReadResult, day: date, catalogue: Catalogue, *, whole: frozenset[str]) -> Beside:
    """Lay what was typed beside a delivery that was read.

    Parameters
    ----------
    whole
        Sheets of which the delivery is everything there is.
    """
    found, typed = Beside(), store.typed()
    if not typed:
        return found
    delivered = _delivered(store, read, typed)
    gone = {sheet: _gone(store, read, sheet, whole) for sheet in (PERSON, VACANCY)}
    for one in typed:
        if one.sheet == VACANCY:
            _vacancy(delivered, one, one.owner in gone[VACANCY], found)
        elif one.sheet in PERSON_SHEETS and one.owner in gone[PERSON]:
            found.released.append(one)
        else:
            _row(delivered, one, day, catalogue, found)
    return found


def _delivered(store: DeliveryStore, read: ReadResult, typed: Sequence[Typed]) -> _Delivered:
    wanted = {(one.sheet, one.key) for one in typed if one.sheet != VACANCY}
    owners = {one.owner for one in typed if one.sheet == VACANCY}
    rows = {
        (sheet, key): row.values
        for sheet in sorted({sheet for sheet, _ in wanted})
        for row in read.accepted.get(sheet, ())
        if (sheet, key := key_of(sheet, row.values)) in wanted
    }
    work: dict[str, dict[str, list[Cells]]] = {owner: {name: [] for name in VACANCY_SHEETS} for owner in owners}
    open_work: dict[str, dict[str, set[Key]]] = {owner: {name: set() for name in VACANCY_SHEETS} for owner in owners}
    for name in VACANCY_SHEETS if owners else ():
        for row in read.accepted.get(name, ()):
            if row.values["vacancy"] in owners:
                work[row.values["vacancy"]][name].append(row.values)
        for key in store.open_keys(name):
            if key[0] in owners:
                open_work[key[0]][name].add(key)
    return _Delivered(rows=rows, work=work, open_work=open_work)


def settle(store: DeliveryStore, found: Beside) -> None:
    """Write down where the source now differs, and let go of what it caught up with."""
    for one in found.released:
        store.drop_typed(one.sheet, one.key)
    for one in found.differs:
        store.put_typed(one)


def over_row(
    before: Cells | None, after: Cells, earlier: Typed | None, *, sheet: str, owner: str, actor: str, at: datetime
) -> Typed | None:
    """Give the mark of a row somebody typed; None where it says what the source says.

    Parameters
    ----------
    before
        The row as it stood; None where there was none.
    earlier
        What was typed over it before.
    """
    columns = [name for name in after if before is None or after[name] != before.get(name, "")]
    typed = {**(_cells(earlier.content) if earlier else {}), **{name: after[name] for name in columns}}
    base: dict[str, str] | None
    if earlier is not None:
        base = None if earlier.base is None else dict(_cells(earlier.base))
    else:
        base = None if before is None else {}
    if base is not None and before is not None:
        base |= {name: before.get(name, "") for name in columns if name not in base}
    if base is not None and typed == base:
        return None
    return Typed(
        sheet=sheet,
        key=key_of(sheet, after),
        owner=owner,
        content=_text(typed),
        base=None if base is None else _text(base),
        says=earlier.says if earlier else None,
        actor=actor,
        at=at,
    )


def over_vacancy(before: Sheets | None, after: Sheets, earlier: Typed | None, *, actor: str, at: datetime) -> Typed:
    """Give the mark of a vacancy somebody typed, whole."""
    owner = after[VACANCY][0]["vacancy"]
    base = earlier.base if earlier else None if before is None else rows_text(before)
    says = earlier.says if earlier else None
    content = rows_text(after)
    return Typed(sheet=VACANCY, key=(owner,), owner=owner, content=content, base=base, says=says, actor=actor, at=at)


def rows_text(rows: Sheets) -> str:
    """Give the rows of a vacancy as one text, whatever their order."""
    ordered = {name: sorted(rows.get(name, ()), key=partial(key_of, name)) for name in VACANCY_SHEETS}
    return json.dumps(
        {name: [dict(row) for row in found] for name, found in ordered.items()}, ensure_ascii=False, sort_keys=True
    )


def rows_in(text: str) -> dict[str, list[dict[str, str]]]:
    """Give the rows of a vacancy back."""
    found: dict[str, list[dict[str, str]]] = json.loads(text)
    return found


def as_typed(one: Typed) -> Typed:
    """Give what was typed where somebody chose it over what the source says now."""
    return replace(one, base=one.says, says=None)


def _gone(store: DeliveryStore, read: ReadResult, sheet: str, whole: frozenset[str]) -> set[str]:
    """Give who stood in the store and whom a whole delivery no longer names."""
    if sheet not in whole:
        return set()
    named = {row.values[key_name(sheet)] for row in read.accepted.get(sheet, ())}
    named |= {row.key[0] for row in read.rejected if row.sheet == sheet and row.key}
    return {key[0] for key in store.open_keys(sheet)} - named


def key_name(sheet: str) -> str:
    """Give the column that names a person or a vacancy."""
    return "client" if sheet == PERSON else "vacancy"


def _row(delivered: _Delivered, one: Typed, day: date, catalogue: Catalogue, found: Beside) -> None:
    found.kept.setdefault(one.sheet, set()).add(one.key)
    row = delivered.rows.get((one.sheet, one.key))
    if row is None:
        return
    typed = _cells(one.content)
    base = None if one.base is None else _cells(one.base)
    said = {name: row[name] for name in typed}
    if said == typed:
        found.released.append(one)
        return
    merged = {**row, **typed}
    is_read = _is_read(one.sheet, merged, day, catalogue)
    # Where the two make no sense together the row stays as it is, and somebody is asked.
    found.rows.setdefault(one.sheet, {})[one.key] = merged if is_read else None
    says = None if said == base and is_read else _text(said)
    if says != one.says:
        found.differs.append(replace(one, says=says))


def _is_read(sheet: str, row: Cells, day: date, catalogue: Catalogue) -> bool:
    known = {"clients": frozenset({row.get("client", "")})} if sheet != PERSON else {}
    read = read_sheets({sheet: [Row(file=TYPED_FILE, line=1, values=row)]}, day, catalogue, known=known)
    return not read.rejected


def _vacancy(delivered: _Delivered, one: Typed, is_gone: bool, found: Beside) -> None:
    if is_gone and one.base is not None:
        found.released.append(one)
        return
    rows = delivered.work[one.owner]
    for name in VACANCY_SHEETS:
        found.kept.setdefault(name, set()).update(delivered.open_work[one.owner][name])
        found.rows.setdefault(name, {}).update({key_of(name, row): None for row in rows[name]})
    if not rows[VACANCY]:
        return
    said = rows_text(rows)
    if said == one.content:
        found.released.append(one)
        return
    says = None if said == one.base else said
    if says != one.says:
        found.differs.append(replace(one, says=says))


def _cells(text: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(text)
    return found


def _text(cells: Mapping[str, str]) -> str:
    return json.dumps(dict(cells), ensure_ascii=False, sort_keys=True)


def waiting(typed: Iterable[Typed]) -> list[Typed]:
    """Give what waits for a choice between typed and delivered."""
    return [one for one in typed if one.says is not None]
