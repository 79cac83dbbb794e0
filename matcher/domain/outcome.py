"""Nobody without a next step: what one person gets this night, with its arguments and what it opens."""

from dataclasses import dataclass
from datetime import date

from matcher.domain.argument import OUTCOMES, Argument, OutcomeKind
from matcher.domain.nearmiss import Opening
from matcher.domain.question import Addressee, Question
from matcher.domain.road import Goal, OwnChoice, OwnStep
from matcher.errors import ReadError


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What one person gets this night.

    Attributes
    ----------
    outcome, also
        The first of the eleven that holds, and what else holds, in order.
    arguments
        For and against, each citing a value.
    addressee
        Who takes the step.
    opens, vacancies
        What it opens, exactly, and up to ten of those vacancies.
    until
        Day up to which it holds (a person who is not free), or on which it must be done (an order, an advice).
    review_on
        Day to look again.
    first_step_by
        Day by which a concrete step is due: 90 days after the last one.
    is_overdue
        That day has passed, or there never was a concrete step.
    questions
        What to ask first, most useful first.
    opening
        The smallest step, or pair of steps, that opens work.
    occupations
        Occupations that would fit if there were a vacancy.
    work_step
        The nearest step to work, also beside a participatietraject; None where nothing is near.
    goals, own_step, own_choice
        The person's own: in his words.
    """

    client: str
    outcome: OutcomeKind
    also: tuple[OutcomeKind, ...] = ()
    arguments: tuple[Argument, ...]
    addressee: Addressee
    opens: int = 0
    vacancies: tuple[str, ...] = ()
    until: date | None = None
    review_on: date | None = None
    first_step_by: date
    is_overdue: bool = False
    questions: tuple[Question, ...] = ()
    opening: Opening | None = None
    occupations: tuple[str, ...] = ()
    work_step: Opening | None = None
    goals: tuple[Goal, ...] = ()
    own_step: OwnStep | None = None
    own_choice: OwnChoice | None = None

    def __post_init__(self) -> None:
        if any(OUTCOMES.index(other) <= OUTCOMES.index(self.outcome) for other in self.also):
            raise ReadError(f"Client {self.client}: what also holds must come after {self.outcome}, in order.")
        if not any(argument.is_for and argument.outcome is self.outcome for argument in self.arguments):
            raise ReadError(f"Client {self.client}: outcome {self.outcome} has no argument for it.")
