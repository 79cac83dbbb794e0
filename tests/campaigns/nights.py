"""Whole nights from files into fresh stores: made-up sheets, changed one way, delivered, decided, exported."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from fixtures.caseload import delivery
from fixtures.days import DAY
from fixtures.writer import Row, as_csv
from fixtures.writer import sheets as sheets_of
from tests.campaigns.inputs import Unread
from tests.web.made import NOW, fresh
from tests.web.service.conftest import Still
from web.config import Settings
from web.service.delivery.intake import Intake, import_files
from web.service.night.export import export_amounts, export_plan
from web.service.night.nightly import Night, NightReport
from web.store.database import Database

Sheets = Mapping[str, Sequence[Row]]
KEY = "client"


@dataclass(frozen=True, kw_only=True)
class Exported:
    """What a night gives out: the plan and, apart from it, the amounts."""

    plan: str
    amounts: str

    @property
    def pairs(self) -> str:
        """What was weighed and chosen: the plan without the steps, questions and quality that cite words and facts."""
        lines = [json.loads(line) for line in self.plan.splitlines()]
        kept = [{**line, "quality": None} for line in lines if line["kind"] in ("plan", "proposal", "outcome")]
        return "\n".join(json.dumps(line, sort_keys=True) for line in kept)


def made_sheets(n_clients: int, n_vacancies: int, seed: int) -> Sheets:
    """Give a made-up region as the rows of its files."""
    return sheets_of(delivery(n_clients, n_vacancies, seed))


def write(sheets: Sheets, folder: Path) -> Path:
    """Write each sheet that has rows as a CSV file."""
    folder.mkdir(parents=True)
    for name, rows in sheets.items():
        if rows:
            (folder / f"{name}.csv").write_text(as_csv(list(rows)), encoding="utf-8")
    return folder


def deliver(database: Database, folder: Path) -> Intake:
    """Import a folder; a row that is refused would make a control say nothing, so none may be."""
    intake = import_files(database, folder, day=DAY, received_at=NOW, is_confirmed=True)
    assert intake.is_applied
    assert intake.rejected == ()
    return intake


def decide(database: Database, folder: Path) -> NightReport:
    """Make the night of the day with the real pipeline."""
    settings = Settings(data_folder=folder, database_url=database.url)
    report = Night(database=database, settings=settings, clock=Still(moment=NOW, day=DAY)).run(DAY)
    assert report.run.has_plan, report.run.problem
    return report


def exported(database: Database) -> Exported:
    """Give what is exported of the night that is shown."""
    return Exported(
        plan="\n".join(export_plan(database, "latest")), amounts="\n".join(export_amounts(database, "latest"))
    )


def night_from(sheets: Sheets, folder: Path) -> Exported:
    """Give what a night exports that starts from these sheets and nothing else."""
    folder.mkdir(parents=True)
    database = fresh(folder)
    deliver(database, write(sheets, folder / "files"))
    decide(database, folder)
    found = exported(database)
    database.close()
    return found


def with_column(sheets: Sheets, sheet: str, column: str, values: Sequence[str]) -> Sheets:
    """Give the sheets with other values in one column."""
    rows = [{**row, column: value} for row, value in zip(sheets[sheet], values, strict=True)]
    return {**sheets, sheet: rows}


def permuted(sheets: Sheets, sheet: str, column: str, seed: int = 1) -> Sheets:
    """Give the sheets with one column dealt out anew over all rows, the keys as they were."""
    before = [row[column] for row in sheets[sheet]]
    values = list(before)
    Random(seed).shuffle(values)
    assert values != before, f"{sheet}.{column} is the same for everybody: permuting it says nothing."
    return with_column(sheets, sheet, column, values)


def without_column(sheets: Sheets, sheet: str, column: str) -> Sheets:
    """Give the sheets as if a source system does not know a column."""
    rows = [{name: value for name, value in row.items() if name != column} for row in sheets[sheet]]
    return {**sheets, sheet: rows}


def overwritten(sheets: Sheets, one: Unread) -> Sheets:
    """Give the sheets with a column that is not read written over in every row, or taken out."""
    assert sheets[one.sheet], f"Sheet {one.sheet} has no rows: writing over it says nothing."
    if not one.other:
        return without_column(sheets, one.sheet, one.column)
    return with_column(sheets, one.sheet, one.column, [one.other] * len(sheets[one.sheet]))


def with_item_permuted(sheets: Sheets, item: str, seed: int = 1) -> Sheets:
    """Give the sheets with what is recorded on one item dealt out anew over all people."""
    people = [row[KEY] for row in sheets["clients"]]
    others = list(people)
    Random(seed).shuffle(others)
    other = dict(zip(people, others, strict=True))
    rows = [
        {**row, KEY: other[row[KEY]]} if row["item"] == item and not row["reading"] else row
        for row in sheets["capacities"]
    ]
    return {**sheets, "capacities": rows}
