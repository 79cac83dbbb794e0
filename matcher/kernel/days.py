"""What work asks of an item counted per day, on the planned day of one person; twin of `matcher.weigh`."""

from matcher.kernel.fields import (
    FULL_DAY,
)
from matcher.kernel.hot import inline
from matcher.kernel.packed import (
    J_DAYS,
    TOP,
    Desk,
    Jobs,
)


@inline
def cell_of_day(v: int, k: int, level: int, planned: int, V: Jobs, T: Desk) -> int:
    """Write what an item counted per day asks of a person at a level as the cell of an ordered item; 0 not too much."""
    minutes, firm, top = V.day[v, k, 0], V.day[v, k, 1], T.item[T.day[k, 0], TOP]
    over = firm_over = 0
    if minutes >= 0:
        over = max(0, level - tolerated_by_minutes(minutes, planned, V.number[v, J_DAYS], k, T))
    if over and firm >= 0:
        firm_over = max(0, level - min(top, tolerated_by_minutes(firm, planned, V.number[v, J_DAYS], k, T)))
    return day_cell(over, firm_over, firm == minutes, V.day[v, k, 2]) if over else 0


@inline
def tolerated_by_minutes(minutes: int, planned: int, days: int, k: int, T: Desk) -> int:
    top = T.item[T.day[k, 0], TOP]
    if minutes == 0:
        return int(top)
    for level in range(top, 0, -1):
        if minutes * planned <= T.day[k, level] * FULL_DAY * days:
            return level
    return 0


@inline
def day_cell(over: int, firm: int, is_firm: bool, asked: int) -> int:
    """Write levels too many, in all and over firm minutes alone, as the cell of an ordered item."""
    rest = 0 if is_firm else if_open(over, asked, 2)
    core, tasks = 0, asked >> 10 & 255
    if firm > 0:
        tasks |= asked >> 18 & 255
        rest_of_firm = if_open(firm, asked >> 4, 0)
        rest = max(rest, rest_of_firm)
        core = 0 if rest_of_firm else firm
    is_risk = asked >> 3 & 1
    cell = over | rest << 6 | is_risk << 8 | tasks << 10
    return cell | core << 3 | is_risk << 9 | (asked >> 18 & 255) << 18 if core else cell


@inline
def if_open(excess: int, how: int, otherwise: int) -> int:
    """Give what minutes that are too many come to where nothing closes them: 1 *let op*, 2 *vraag na*, or otherwise."""
    if excess == 1 and how & 1:
        return 1
    return 2 if excess == 1 and how & 2 else otherwise
