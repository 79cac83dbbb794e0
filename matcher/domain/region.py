"""One region on one day: everything a night weighs, as values."""

from dataclasses import dataclass
from datetime import date

from matcher.domain.choice import Choice
from matcher.domain.client import Client, Mode
from matcher.domain.road import Road
from matcher.domain.vacancy import Vacancy
from matcher.errors import ReadError


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place by its key, with its position in whole metres on a flat grid."""

    key: str
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelTime:
    """Known travel time between two places by one mode, in whole minutes one way; goes before the estimate."""

    from_place: str
    to_place: str
    mode: Mode
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What one gemeente has granted; None where it named no limit.

    Attributes
    ----------
    coach_minutes
        Jobcoach time per week for people with a claim; may be exceeded at a price, and every shortage is shown.
    discretionary_coach_minutes
        Jobcoach time per week for others; a hard limit.
    once_cents
        Once-only money per year; a hard limit.
    expert_questions
        Questions its arbeidsdeskundigen answer a week; None leaves it to policy.
    """

    gemeente: str
    coach_minutes: int | None = None
    discretionary_coach_minutes: int | None = None
    once_cents: int | None = None
    expert_questions: int | None = None

    def __post_init__(self) -> None:
        for amount in (
            self.coach_minutes,
            self.discretionary_coach_minutes,
            self.once_cents,
            self.expert_questions,
        ):
            if amount is not None and amount < 0:
                raise ReadError(f"Budget of {self.gemeente}: {amount} is below zero.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A person at work from a day on: while it runs, its coach time and its employer's place for somebody supported
    are not available to others.

    The place on the vacancy itself is not subtracted: ``Vacancy.positions`` counts open places.

    Attributes
    ----------
    ended_on
        First day on which it no longer runs; None where no end is known.
    coach_minutes, once_cents
        Jobcoach time a week while it runs, and once-only money, spent on the day of the start.
    """

    client: str
    vacancy: str
    employer: str
    gemeente: str
    started_on: date
    ended_on: date | None = None
    coach_minutes: int = 0
    once_cents: int = 0

    def runs_on(self, day: date) -> bool:
        """Whether it runs on a day."""
        return self.started_on <= day and (self.ended_on is None or self.ended_on > day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A proposal an adviser and a person are working on: pinned with its place and its budget.

    Attributes
    ----------
    gemeente
        The gemeente of the client, whose budgets it draws on.
    is_claim
        Whether its guidance draws on the budget of the claims (`Client.may_claim_guidance`).
    """

    client: str
    vacancy: str
    gemeente: str
    coach_minutes: int
    once_cents: int
    is_claim: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Everything one night weighs.

    Attributes
    ----------
    clients, vacancies
        In canonical order of their keys.
    choices
        What each gemeente chose in its verordening, whatever the day.
    yesterday
        Pairs (client, vacancy) proposed the night before and not yet decided: they earn the stability bonus.
    held
        Pairs that are being discussed: substituted out before the solve.
    roads
        What people say of their own road to work, by client key; a person may have none. Nothing that weighs a pair
        reads it.
    """

    clients: tuple[Client, ...]
    vacancies: tuple[Vacancy, ...]
    places: tuple[Place, ...] = ()
    travel: tuple[TravelTime, ...] = ()
    budgets: tuple[Budget, ...] = ()
    placements: tuple[Placement, ...] = ()
    choices: tuple[Choice, ...] = ()
    yesterday: tuple[tuple[str, str], ...] = ()
    held: tuple[Held, ...] = ()
    roads: tuple[Road, ...] = ()
