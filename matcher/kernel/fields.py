"""Names of the numbers a weighed pair is made of, and of the rules' constants."""

from typing import NamedTuple

import numpy as np

from matcher.domain.caseload import I32, I64, U64

N_PACKAGES, N_INSTRUMENTS, N_GATES, N_LINES, N_RUBRIEKEN = 3, 15, 8, 7, 6

VERDICT, STACKED, PLANNED, MINUTES, GATE = 0, 1, 2, 3, 4
LINE = GATE + N_GATES
COUNT = LINE + N_LINES
PACKAGE = COUNT + 1
PACKAGE_FIELDS = 6
REASON = PACKAGE + N_PACKAGES * PACKAGE_FIELDS
OUT = REASON + 1
"""A pair's numbers: verdict, stacked, planned minutes a week, travel minutes, 8 gates, 7 lines, the number of packages,
per package (instruments, coach minutes, once-only cents, effort, points of *steun*, total), and why it dropped."""

LET_OP, COVERED, AT_NORM, QUESTION, BOTH, IMPOSSIBLE, DUPLICATE, MASKS = range(8)
"""A pair's items as masks: *let op*, closed by support, only above the norm, *vraag na*, neither side known,
*kan niet*, and the lighter half of a couple."""

REASON_ITEM, REASON_STACKED, REASON_NO_PACKAGE, N_REASONS = N_GATES, N_GATES + 64, N_GATES + 65, N_GATES + 66
"""Why a pair dropped: a gate by its number, an item by its index, too much together, no package that closes all."""

G_ITEM, G_YES, G_PERHAPS, G_TASKS, G_IS_OFFER, G_AID, GAP_FIELDS = range(7)
MOST_GAPS, SLOTS = 192, 10
NO_CEILING, WEEK_MOST, FULL_DAY = 1440, 3600, 480
LONGEST, NOT_YET = 255, -2
YES, PERHAPS = 2, 1
LEAVE_OUT, AID, WORK_BUDDY, COACH_FIRST, COACH_LAST, WAGE_SUBSIDY, HOURS_PATH = 1, 2, 8, 9, 12, 13, 14
READ_TEXT, READ_WHOLE, READ_WITH, READ_TEXT_WITH, READ_FAILS = 1, 2, 3, 4, 5
ORD, SET, BIN = 0, 1, 2
GUIDANCE_FIRST, LAST_ITEM = 2, 63
DAY_WALK, DAY_SIT, DAY_STAND = 1, 2, 3
ALL_INSTRUMENTS = (1 << N_INSTRUMENTS) - 1
ONE, ZERO = np.uint64(1), np.uint64(0)


class Scratch(NamedTuple):
    """Room for one thread.

    Attributes
    ----------
    out, masks, gap
        Numbers and masks of the pair at hand, and the gaps a package has to close.
    yes, perhaps
        Instruments that close an item for the person at hand, surely or perhaps, whatever the vacancy; by item and by
        excess (ordered items), condition (conditions) or 0 (limited or not), [64, 10].
    minutes
        Travel of the person at hand to each place by the fastest of his modes, −1 unknown, `NOT_YET` not worked out.
    """

    out: I64
    masks: U64
    gap: I64
    yes: I32
    perhaps: I32
    minutes: I32


def scratch(n_places: int) -> Scratch:
    """Give fresh room for one thread."""
    return Scratch(
        np.zeros(OUT, np.int64),
        np.zeros(MASKS, np.uint64),
        np.zeros((MOST_GAPS, GAP_FIELDS), np.int64),
        np.zeros((64, SLOTS), np.int32),
        np.zeros((64, SLOTS), np.int32),
        np.full(max(1, n_places), NOT_YET, np.int32),
    )
