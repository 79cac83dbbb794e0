"""What of the law runs out: the days on which the rulebook stops knowing something, seen from a day."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from matcher.domain.dates import months_later
from matcher.rules.legal import LawNumber
from matcher.rules.rulebook import HORIZON_FILE, Rulebook
from matcher.rules.values import DEFAULT_GEMEENTE

MONTHS_AHEAD = 12


class EndReason(StrEnum):
    """Why something is not known from a day on."""

    RENEWED = "wet_vernieuwt"
    ANNOUNCED = "aangekondigd"
    HORIZON = "horizon"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsOut:
    """One thing the rulebook knows only to a day.

    Attributes
    ----------
    name, file
        The value; for the horizon the file that holds it, and no value.
    last_day
        Last day on which it is known.
    note, url
        Where a reader looks for what comes next.
    """

    name: str
    file: str
    last_day: date
    reason: EndReason
    note: str = ""
    url: str = ""


def runs_out(book: Rulebook, day: date, months: int = MONTHS_AHEAD) -> tuple[RunsOut, ...]:
    """Give what is not known on every day from `day` to so many months later, earliest first, then by name.

    The rulebook as a whole is carried to its horizon; a value that the law renews by itself is known to the day before
    that, and one whose change is announced to the day before the change.
    """
    found = [*_renewed(book), *_announced(book)]
    found.append(RunsOut(name=HORIZON_FILE, file=HORIZON_FILE, last_day=book.known_until, reason=EndReason.HORIZON))
    end = months_later(day, months)
    within = [each for each in found if each.last_day + timedelta(days=1) < end]
    return tuple(sorted(within, key=lambda each: (each.last_day, each.reason is EndReason.HORIZON, each.name)))


def unconfirmed(book: Rulebook, day: date) -> tuple[LawNumber, ...]:
    """Give the values of a day that nobody confirmed: of the law first, then of the standard of a gemeente.

    Raises
    ------
    Refusal
        Where the day lies outside what the rulebook knows.
    """
    rules = book.on(day)
    numbers = (*rules.numbers, *rules.choices[DEFAULT_GEMEENTE].numbers)
    return tuple(number for number in numbers if number.is_assumed)


def _renewed(book: Rulebook) -> list[RunsOut]:
    found = []
    for table in book.tables.values():
        last = table.known_until
        if last is not None:
            source = table.values[-1].citation
            end = RunsOut(name=table.name, file=table.file, last_day=last, reason=EndReason.RENEWED)
            found.append(replace(end, note=str(source), url=source.url))
    return found


def _announced(book: Rulebook) -> list[RunsOut]:
    return [
        RunsOut(
            name=table.name,
            file=table.file,
            last_day=change.on - timedelta(days=1),
            reason=EndReason.ANNOUNCED,
            note=change.note,
            url=change.url,
        )
        for table in book.tables.values()
        for change in table.announced
        if table.awaits(change)
    ]
