"""The worklist as CSV: exactly the rows on the screen, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from web.language.terminal import label
from web.service.lists.worklist import NOTHING, Entry

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "nl": (
        "voorstel", "client", "naam", "gemeente", "vacature", "functie", "werkgever", "beroep", "sector", "oordeel",
        "aantal_let_op", "aantal_vraag_na", "steun", "uren", "reisminuten", "reisgrens", "wachtmaanden",
        "jobcoach_minuten", "eenmalig_centen", "subsidie_centen_per_maand", "punten", "status", "tot", "door", "groep",
        "gewijzigd", "van", "team",
    ),
    "en": (
        "proposal", "client", "name", "gemeente", "vacancy", "job", "employer", "occupation", "sector", "verdict",
        "n_take_care", "n_ask_first", "support", "hours", "travel_minutes", "travel_limit", "waiting_months",
        "jobcoach_minutes", "once_cents", "subsidy_cents_per_month", "points", "status", "until", "by", "group",
        "changed", "owner", "team",
    ),
}  # fmt: skip
# A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\x00")


def csv_lines(entries: Iterable[Entry], language: str) -> Iterator[str]:
    """Give the header and one line per entry, each with its line end."""
    yield csv_line(COLUMNS[language])
    for entry in entries:
        yield csv_line(_row(entry, language))


def csv_line(cells: Iterable[str]) -> str:
    """Give cells as a line with its end, of which a spreadsheet runs nothing."""
    line = StringIO()
    csv.writer(line, delimiter=";", lineterminator="\r\n").writerow([safe(cell) for cell in cells])
    return line.getvalue()


def safe(cell: str) -> str:
    """Give a cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _row(entry: Entry, language: str) -> tuple[str, ...]:
    row, last = entry.row, entry.state.last
    instruments = [part for part in row.instruments.split("|") if part]
    support = ", ".join(label(f"instrument.{part}", language) for part in instruments) or NOTHING
    until = last.until.isoformat() if last and last.until else ""
    return (
        row.id, row.client, entry.name, row.gemeente, row.vacancy, row.title, row.employer_name, row.occupation,
        row.sector, label(f"verdict.{row.verdict}", language), str(row.n_let_op), str(row.n_vraag_na), support,
        _hours(row.week_minutes, language), _known(row.travel_minutes), _known(row.travel_limit),
        _known(row.waiting_months),
        str(row.coach_minutes), str(row.once_cents), _known(entry.cents_per_month), str(row.total),
        label(f"status.{entry.status}", language), until, last.actor if last else "",
        entry.group.value, "|".join(entry.changes), entry.owner, entry.team,
    )  # fmt: skip


def _known(value: int | None) -> str:
    """Give a figure; unknown is empty, never zero."""
    return "" if value is None else str(value)


def _hours(minutes: int, language: str) -> str:
    """Give hours with two decimals and no thousands, the way a spreadsheet of that language reads them."""
    text = f"{minutes // 60}.{minutes % 60 * 100 // 60:02}"
    return text.replace(".", ",") if language == "nl" else text
