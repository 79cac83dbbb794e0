"""Looking back over a time: how far people came, who came back and why, and how groups fared."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from web.service.clock import ZONE, Clock, dutch_day
from web.service.oversight.deviations import Deviations, deviations_of
from web.service.oversight.equal_treatment import TraitRates, treatment_of
from web.service.review.withholding import withheld_people
from web.store.database import Database
from web.store.events import ClientAnswer, EmployerAnswer, EventKind
from web.store.overview import Happened
from web.store.records import Run
from web.store.store import Store

USUAL_DAYS = 90
MONTH_DAYS = 30.4375
AFTER_MONTHS = (3, 6, 12)


class Step(StrEnum):
    """A number of the page with a list behind it."""

    DISCUSSED = "besproken"
    CLIENT_YES = "client_ja"
    CLIENT_NO = "client_nee"
    CLIENT_DOUBT = "client_twijfel"
    CLIENT_OTHER = "client_ander_werk"
    OFFERED = "voorgesteld"
    EMPLOYER_YES = "werkgever_ja"
    EMPLOYER_NO = "werkgever_nee"
    STARTED = "gestart"
    RETURNED = "terugkeer"
    REJECTED = "niet_doen"
    OVERDUE = "te_laat"
    WITHHELD = "niet_voorstellen"
    RUNS_3 = "loopt_3"
    RUNS_6 = "loopt_6"
    RUNS_12 = "loopt_12"


ANSWER = {
    Step.CLIENT_YES: ClientAnswer.YES.value,
    Step.CLIENT_NO: ClientAnswer.NO.value,
    Step.CLIENT_DOUBT: ClientAnswer.DOUBT.value,
    Step.CLIENT_OTHER: ClientAnswer.OTHER_WORK.value,
    Step.EMPLOYER_YES: EmployerAnswer.YES.value,
    Step.EMPLOYER_NO: EmployerAnswer.NO.value,
}
KINDS = {
    Step.DISCUSSED: (EventKind.DISCUSS, EventKind.MATCH),
    Step.CLIENT_YES: (EventKind.CLIENT,),
    Step.CLIENT_NO: (EventKind.CLIENT,),
    Step.CLIENT_DOUBT: (EventKind.CLIENT,),
    Step.CLIENT_OTHER: (EventKind.CLIENT,),
    Step.OFFERED: (EventKind.OFFER,),
    Step.EMPLOYER_YES: (EventKind.EMPLOYER,),
    Step.EMPLOYER_NO: (EventKind.EMPLOYER,),
    Step.STARTED: (EventKind.START,),
    Step.RETURNED: (EventKind.RETURN,),
    Step.REJECTED: (EventKind.REJECT,),
}
FUNNEL = (Step.DISCUSSED, Step.CLIENT_YES, Step.OFFERED, Step.EMPLOYER_YES, Step.STARTED)
BESIDE = (Step.CLIENT_DOUBT, Step.CLIENT_NO, Step.CLIENT_OTHER, Step.EMPLOYER_NO, Step.REJECTED)
RUNS = {3: Step.RUNS_3, 6: Step.RUNS_6, 12: Step.RUNS_12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days that are looked at, both included."""

    first: date
    last: date

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """Its first moment, and the first moment after it."""
        return _midnight(self.first), _midnight(self.last + timedelta(days=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stayed:
    """Of those who started at least so many months ago, how many worked there all that time."""

    months: int
    started: int
    stayed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonLine:
    """How often a reason was given; `item` is what was wrong, of a return."""

    reason: str
    item: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything the page tells.

    Attributes
    ----------
    funnel, beside
        People per step, in order: towards work, and other ends; of *niet voorstellen* those of whom it holds now.
    stayed
        After so many months, over every start there ever was.
    returns, rejected
        Reasons, most first.
    is_short
        There are fewer than three months of decisions: rates say little.
    """

    run: Run | None
    period: Period
    funnel: tuple[tuple[Step, int], ...]
    beside: tuple[tuple[Step, int], ...]
    stayed: tuple[Stayed, ...]
    returns: tuple[ReasonLine, ...]
    rejected: tuple[ReasonLine, ...]
    treatment: tuple[TraitRates, ...]
    deviations: Deviations
    is_short: bool


def period_of(clock: Clock, first: date | None, last: date | None) -> Period:
    """Give the days somebody asks for; ninety days up to today where he does not, never the wrong way round."""
    end = last or latest_day(clock)
    return Period(first=min(first or end - timedelta(days=USUAL_DAYS - 1), end), last=end)


def latest_day(clock: Clock) -> date:
    """Give the last day anything can have happened on; a demo store lives on its own day and writes with real time."""
    return max(clock.today(), dutch_day(clock.now()))


def overview(database: Database, clock: Clock, period: Period) -> Overview:
    """Look back over a time."""
    since, until = period.bounds
    with database.read() as store:
        run = store.current_run()
        people = store.people_by_event(since, until)
        gone = store.happened((EventKind.RETURN, EventKind.REJECT), since, until)
        discussed = store.happened(KINDS[Step.DISCUSSED], since, until)
        begun = store.happened((EventKind.START, EventKind.RETURN))
        first = store.first_event_at()
        n_withheld = len(withheld_people(store, clock.today()))
        by_team = store.team_counts(since, until)
        counts = store.group_counts(run.id, latest_day(clock).year, since, until) if run else []
    number = {step: _people(people, step) for step in (*FUNNEL, *BESIDE)}
    number[Step.DISCUSSED] = len({one.client for one in discussed})
    number[Step.WITHHELD] = n_withheld
    return Overview(
        run=run,
        period=period,
        funnel=tuple((step, number[step]) for step in FUNNEL),
        beside=tuple((step, number[step]) for step in (*BESIDE, Step.WITHHELD)),
        stayed=tuple(stayed_after(begun, months, latest_day(clock)) for months in AFTER_MONTHS),
        returns=_reasons(one for one in gone if one.kind is EventKind.RETURN),
        rejected=_reasons(one for one in gone if one.kind is EventKind.REJECT),
        treatment=treatment_of(counts),
        deviations=deviations_of(by_team),
        is_short=first is None or latest_day(clock) - dutch_day(first) < timedelta(days=USUAL_DAYS),
    )


def behind(store: Store, clock: Clock, step: Step, period: Period, reason: str = "", item: str = "") -> list[Happened]:
    """Give the events behind a number, newest first: one for each person, and each of them where a reason is asked."""
    if step in RUNS.values():
        months = next(number for number, one in RUNS.items() if one is step)
        begun = store.happened((EventKind.START, EventKind.RETURN))
        return [start for start in _starts(begun, months, latest_day(clock)) if _stays(start, begun, months)][::-1]
    if step not in KINDS:
        return []
    found = store.happened(KINDS[step], *period.bounds)
    if step in ANSWER:
        found = [one for one in found if one.answer == ANSWER[step]]
    if reason:
        return [one for one in found if reason in one.reasons and item in ("", one.item)][::-1]
    return sorted({one.client: one for one in found}.values(), key=lambda one: -one.id)


def stayed_after(begun: Sequence[Happened], months: int, today: date) -> Stayed:
    """Count who started at least so many months ago, and who worked there all that time."""
    starts = _starts(begun, months, today)
    return Stayed(months=months, started=len(starts), stayed=sum(_stays(one, begun, months) for one in starts))


def _starts(begun: Sequence[Happened], months: int, today: date) -> list[Happened]:
    latest = today - _span(months)
    return [one for one in begun if one.kind is EventKind.START and _day(one) <= latest]


def _stays(start: Happened, begun: Sequence[Happened], months: int) -> bool:
    pair = (start.client, start.vacancy)
    ended = (
        _day(one)
        for one in begun
        if one.kind is EventKind.RETURN and one.id > start.id and (one.client, one.vacancy) == pair
    )
    end = next(ended, None)
    return end is None or end >= _day(start) + _span(months)


def _span(months: int) -> timedelta:
    return timedelta(days=round(months * MONTH_DAYS))


def _day(one: Happened) -> date:
    return one.happened_on or dutch_day(one.at)


def _people(people: dict[tuple[EventKind, str], int], step: Step) -> int:
    (kind, *_) = KINDS[step]
    if step in ANSWER:
        return people.get((kind, ANSWER[step]), 0)
    return sum(count for (own, _), count in people.items() if own is kind)


def _reasons(found: Iterable[Happened]) -> tuple[ReasonLine, ...]:
    counts = Counter((reason, one.item) for one in found for reason in one.reasons)
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple(ReasonLine(reason=reason, item=item, count=count) for (reason, item), count in ranked)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE)
