"""What there is to tell of the data as a whole: how many rows stand open, the last delivery, and how good they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from web.store.caseload import DeliveryRecord
from web.store.database import Database
from web.store.records import Run

SHEETS = ("clients", "capacities", "wishes", "qualifications", "history", "vacancies", "demands", "budgets")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage:
    """The data as a whole.

    Attributes
    ----------
    rows
        Open rows by sheet, in the order of the page.
    delivery
        The newest; None before the first.
    """

    rows: Mapping[str, int]
    delivery: DeliveryRecord | None
    run: Run | None


def data_page(database: Database) -> DataPage:
    """Give what the page of data tells."""
    with database.read() as store:
        return DataPage(rows=store.count_open_of(SHEETS), delivery=store.last_delivery(), run=store.current_run())
