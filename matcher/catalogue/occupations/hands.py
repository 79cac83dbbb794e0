"""Keyboard and mouse stand in the FML twice, as a hand condition and as minutes: here they are kept in step."""

from matcher.catalogue.items import Catalogue
from matcher.catalogue.occupations.asked import Asked
from matcher.catalogue.occupations.occupation import OccupationDemand
from matcher.domain.profile import DemandSource

HAND_USE, KEYBOARD_MINUTES = "IV-3", "IV-4"
KEYBOARD_CONDITION = 9


def asks_keyboard(catalogue: Catalogue, minutes: int) -> bool:
    """Whether so many minutes a day are more than somebody with the lowest level on the item can give."""
    return minutes > catalogue.by_code(KEYBOARD_MINUTES).day_ceilings[-1]


def with_keyboard(hand_use: OccupationDemand, minutes: int) -> OccupationDemand:
    """Add the keyboard condition to what is asked of the hands."""
    conditions = hand_use.asked.asks if hand_use.asked and hand_use.asked.asks else ()
    return OccupationDemand(
        item=HAND_USE,
        asked=Asked(asks=tuple(sorted({*conditions, KEYBOARD_CONDITION}))),
        source=hand_use.source,
        reason=f"{hand_use.reason} Keyboard and mouse (9) are in use for an estimated {minutes} minutes a day.",
    )


def task_hand_use(
    hand_use: OccupationDemand, *, does_hand_work: bool, keyboard_minutes: int, n_day_minutes: int
) -> OccupationDemand:
    """What one task asks of the hands in an occupation that has keyboard work somewhere.

    Parameters
    ----------
    hand_use
        What the occupation asks without the keyboard.
    does_hand_work
        Whether this task asks it.
    keyboard_minutes, n_day_minutes
        Keyboard minutes of this task, and of the occupation as a whole.
    """
    own = hand_use if does_hand_work else without_hand_work()
    return with_keyboard(own, n_day_minutes) if keyboard_minutes else own


def without_hand_work() -> OccupationDemand:
    """What a task asks that does without special use of the hands."""
    return OccupationDemand(
        item=HAND_USE,
        asked=Asked(asks=()),
        source=DemandSource.ESTIMATED,
        reason="This task needs no special grip; another task of the occupation does.",
    )
