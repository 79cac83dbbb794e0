"""The sheets of a delivery: every column with its kind, codes and meaning, as data.

Names and traits of people (persoon, achtergrond) are no part of this: the shell describes those two sheets itself
with the same words, so that nothing here has a column for them.
"""

from matcher.errors import ReadError
from matcher.reading.capacity_sheets import CAPACITIES, SCOPE
from matcher.reading.choice_sheets import VERORDENING
from matcher.reading.columns import Column, Kind, Sheet
from matcher.reading.people_sheets import CLIENTS, HISTORY, LOONWAARDE, QUALIFICATIONS, WISHES
from matcher.reading.region_sheets import BUDGETS, DECISIONS, PLACEMENTS, PLACES, TRAVEL
from matcher.reading.road_sheets import ROAD_SHEETS
from matcher.reading.work_sheets import DEMANDS, EMPLOYERS, TASKS, VACANCIES

__all__ = ["SHEETS", "Column", "Kind", "Sheet", "sheet"]

SHEETS: tuple[Sheet, ...] = (
    CLIENTS,
    SCOPE,
    CAPACITIES,
    WISHES,
    QUALIFICATIONS,
    HISTORY,
    LOONWAARDE,
    *ROAD_SHEETS,
    EMPLOYERS,
    VACANCIES,
    TASKS,
    DEMANDS,
    TRAVEL,
    PLACES,
    PLACEMENTS,
    BUDGETS,
    VERORDENING,
    DECISIONS,
)


def sheet(name: str) -> Sheet:
    """Give a sheet by its name.

    Raises
    ------
    ReadError
        There is no such sheet; the message names those there are.
    """
    for one in SHEETS:
        if one.name == name:
            return one
    raise ReadError(
        f"There is no sheet {name}. Its rows would not be used. Use one of {', '.join(s.name for s in SHEETS)}."
    )
