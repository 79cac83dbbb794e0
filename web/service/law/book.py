"""What the rulebook holds on a day and what of it runs out, as rows for a screen and as plain values for JSON."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from matcher.catalogue.items import load_catalogue
from matcher.domain.choice import Choice
from matcher.read import Row, read_sheets
from matcher.rules import Citation, Confidence, LawNumber, LawTable, Rulebook, Unit, with_choices
from matcher.rules.outlook import RunsOut, runs_out, unconfirmed
from matcher.rules.rights import RightTable
from matcher.rules.rounding import decimal_text
from web.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class LawRow:
    """One value of the law, or of what a gemeente chose.

    Attributes
    ----------
    name
        File, and after a point the key in it.
    number
        The amount; None where the law sets no limit or the value has ended.
    """

    name: str
    number: LawNumber | None
    has_ended: bool
    valid_from: date
    citation: Citation
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class RightRow:
    """One ground on which legal groups have a kind of support; without groups a claim of the doelgroep."""

    kind: str
    groups: tuple[str, ...]
    decided_by: str | None
    valid_from: date
    citation: Citation
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class LawOfDay:
    """What holds on a day: national law, who may have what, and what a gemeente chose, apart."""

    day: date
    known_until: date
    national: tuple[LawRow, ...]
    rights: tuple[RightRow, ...]
    gemeente: str
    local: tuple[LawRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What runs out within a year of a day, and what of that day nobody confirmed."""

    day: date
    runs_out: tuple[RunsOut, ...]
    unconfirmed: tuple[LawNumber, ...]


def law_of(book: Rulebook, day: date, gemeente: str, choices: Iterable[Choice] = ()) -> LawOfDay:
    """Give the law of a day, and what a gemeente chose: by its file, and over that by its sheet `verordening`.

    Raises
    ------
    Refusal
        Where the day lies outside what the rulebook knows.
    """
    chosen = with_choices(book.on(day), choices).local(gemeente)
    strata = (replace(number, name=f"{number.name}.{stratum}") for stratum, number in chosen.strata)
    return LawOfDay(
        day=day,
        known_until=book.known_until,
        national=_rows(book.tables.values(), day),
        rights=tuple(row for name in sorted(book.rights) for row in _grounds(book.rights[name], day)),
        gemeente=chosen.gemeente,
        local=tuple(_row(number) for number in (*chosen.numbers, *strata)),
    )


def choices_in(database: Database) -> tuple[Choice, ...]:
    """Give what gemeenten chose on the sheets that were delivered."""
    with database.read() as store:
        stored = store.open_rows("verordening")
    rows = [Row(file="verordening", line=line, values=values) for line, values in enumerate(stored, start=1)]
    return read_sheets({"verordening": rows}, date.max, load_catalogue()).region.choices


def outlook(book: Rulebook, day: date) -> Outlook:
    """Give what runs out within a year; of a day past the horizon everything has."""
    seen = min(max(day, book.known_from), book.known_until)
    return Outlook(day=day, runs_out=runs_out(book, day), unconfirmed=unconfirmed(book, seen))


def law_record(law: LawOfDay) -> dict[str, object]:
    """Give the law of a day as plain values."""
    return {
        "date": law.day.isoformat(),
        "known_until": law.known_until.isoformat(),
        "national": [_row_record(row) for row in law.national],
        "rights": [_right_record(row) for row in law.rights],
        "gemeente": {"name": law.gemeente, "values": [_row_record(row) for row in law.local]},
    }


def outlook_record(found: Outlook) -> dict[str, object]:
    """Give what runs out as plain values."""
    return {
        "date": found.day.isoformat(),
        "runs_out": [
            {
                "name": each.name,
                "file": each.file,
                "last_day": each.last_day.isoformat(),
                "reason": each.reason.value,
                "note": each.note,
                "url": each.url,
            }
            for each in found.runs_out
        ],
        "unconfirmed": [number.name for number in found.unconfirmed],
    }


def _row(number: LawNumber) -> LawRow:
    return LawRow(
        name=number.name,
        number=number,
        has_ended=False,
        valid_from=number.valid_from,
        citation=number.citation,
        confidence=number.confidence,
    )


def _rows(tables: Iterable[LawTable], day: date) -> tuple[LawRow, ...]:
    return tuple(row for table in sorted(tables, key=lambda each: each.name) for row in _rows_of(table, day))


def _rows_of(table: LawTable, day: date) -> list[LawRow]:
    value = table.on(day)
    if value is None:
        return []
    pairs = value.numbers or (("", None),)
    return [
        LawRow(
            name=f"{table.name}.{key}" if key else table.name,
            number=number,
            has_ended=value.ended,
            valid_from=value.valid_from,
            citation=value.citation,
            confidence=number.confidence if number else value.confidence,
        )
        for key, number in pairs
    ]


def _grounds(table: RightTable, day: date) -> list[RightRow]:
    found = []
    for right in table.on(day):
        for ground in (*right.grants, *([right.claim] if right.claim else [])):
            if ground.citation is None or ground.confidence is None:
                continue
            found.append(
                RightRow(
                    kind=right.kind,
                    groups=tuple(group.value for group in ground.groups),
                    decided_by=right.decided_by,
                    valid_from=ground.valid_from,
                    citation=ground.citation,
                    confidence=ground.confidence,
                )
            )
    return found


def _row_record(row: LawRow) -> dict[str, object]:
    number = row.number
    return {
        "name": row.name,
        "amount": None if number is None else _written(number),
        "unit": None if number is None else number.unit.value,
        "ended": row.has_ended,
        **_source_record(row.valid_from, row.citation, row.confidence),
    }


def _right_record(row: RightRow) -> dict[str, object]:
    return {
        "kind": row.kind,
        "groups": list(row.groups),
        "is_claim": not row.groups,
        "decided_by": row.decided_by,
        **_source_record(row.valid_from, row.citation, row.confidence),
    }


def _written(number: LawNumber) -> str:
    """Write an amount in its unit: cents, a percentage, or a count."""
    return decimal_text(number.amount * 100 if number.unit is Unit.SHARE else number.amount)


def _source_record(valid_from: date, citation: Citation, confidence: Confidence) -> dict[str, object]:
    return {
        "valid_from": valid_from.isoformat(),
        "confidence": confidence.value,
        "law": citation.law,
        "bwb_id": citation.bwb_id,
        "article": citation.article,
        "lid": citation.lid,
        "url": citation.url,
        "checked_on": citation.checked_on.isoformat(),
        "note": citation.note,
    }
