"""Whether the arbeidsdeskundige has answered a question of the night, so that nobody asks it again.

The strictest source holds, so an answer that is looser than another source changes nothing in the next night, and that
night asks the same again. Here it counts as answered until somebody else says something new about it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from matcher.domain.dates import is_older
from matcher.domain.profile import CHECK_AFTER_MONTHS, Source
from matcher.domain.question import AdKind, AdQuestion
from web.language.cells import as_day
from web.service.dossier.delivered import Cells

EXPERT = Source.LABOUR_EXPERT.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The answer to a question.

    Attributes
    ----------
    on
        The day of the value.
    is_stricter_elsewhere
        Another source still says something stricter: that is what nights go by until that source changes it.
    """

    on: date
    is_stricter_elsewhere: bool


def answer_to(question: AdQuestion, capacities: Iterable[Cells], today: date) -> Answered | None:
    """Give the answer to a question; None while it waits for one.

    A value of the arbeidsdeskundige is an answer where it is newer than all that others said, and not due to be
    checked again. A text that nobody read is only answered by a value after it, whoever wrote that text.

    Parameters
    ----------
    capacities
        Open rows, of anybody.
    """
    own = [
        row
        for row in capacities
        if (row["client"], row["item"]) == (question.client, question.code) and not row["reading"]
    ]
    expert = [row for row in own if row["source"] == EXPERT]
    counts_own = question.kind is AdKind.TEXT_UNREAD
    heard = (each for each in question.heard if each.recorded_on and (counts_own or each.what != EXPERT))
    since = max((each.recorded_on for each in heard if each.recorded_on), default=date.min)
    days = [
        day
        for row in expert
        if (day := as_day(row["date"])) is not None and day > since and not is_older(day, today, CHECK_AFTER_MONTHS)
    ]
    if not days:
        return None
    most = max(_level(row) for row in expert)
    return Answered(on=max(days), is_stricter_elsewhere=any(_level(row) > most for row in own))


def _level(row: Cells) -> int:
    return int(row["level"]) if row["level"].isdecimal() else 0
