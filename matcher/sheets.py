"""The sheets of a delivery: every column with its kind, codes and meaning, as data.

Names and traits of people (persoon, achtergrond) are no part of this: the shell describes those two sheets itself
with the same words, so that nothing here has a column for them.
"""

from matcher.errors import ReadError
from matcher.reading.columns import Column, Kind, Sheet
from matcher.reading.people_sheets import PEOPLE_SHEETS
from matcher.reading.work_sheets import WORK_SHEETS

__all__ = ["SHEETS", "Column", "Kind", "Sheet", "sheet"]

SHEETS: tuple[Sheet, ...] = (*PEOPLE_SHEETS, *WORK_SHEETS)


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
