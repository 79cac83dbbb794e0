"""What one change would open: steps of a person, answers of an employer, and what each of them reaches.

A step is one change that can be stated; it is applied and the whole is weighed again, so what it opens is counted and
never guessed.  An unknown is a question and never a step.
"""

from dataclasses import dataclass
from enum import StrEnum

from matcher.errors import ReadError


class StepKind(StrEnum):
    """What changes: five are of the person, two are answers of the employer."""

    ITEM = "item"
    CONDITION = "voorwaarde"
    HOURS = "uren"
    TRAVEL = "reistijd"
    CERTIFICATE = "certificaat"
    EMPLOYER = "werkgever"
    TASK = "taak"


EMPLOYER_KINDS = (StepKind.EMPLOYER, StepKind.TASK)
EMPLOYER_PARTS = ("organisation", "aid", "work_buddy", "jobcoach", "slower_pace")
"""Parts of the employer's answers (`Adaptations`) of which a no can become a yes."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Step:
    """One change; apply it and weigh again.

    Attributes
    ----------
    code
        FML code; code of a certificate; part of the employer's answers (`EMPLOYER_PARTS`); key of a task that a
        colleague takes over; empty for hours and travel.
    before, after
        Level, minutes a week, minutes one way; condition number and 0; 0 and 1 for a certificate, an answer and a task.
    """

    kind: StepKind
    code: str = ""
    before: int
    after: int

    def __post_init__(self) -> None:
        if self.before == self.after:
            raise ReadError(f"Step {self.kind} {self.code}: from {self.before} to {self.after} changes nothing.")
        if bool(self.code) is (self.kind in (StepKind.HOURS, StepKind.TRAVEL)):
            raise ReadError(f"Step {self.kind}: code '{self.code}'. Hours and travel have none, the other kinds one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What one step, or a pair of steps, opens for one person.

    Attributes
    ----------
    opens
        Vacancies that become proposable, exactly.
    vacancies
        Their keys, ascending; empty where nobody asked for them.
    """

    steps: tuple[Step, ...]
    opens: int
    vacancies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class StepName:
    """Steps of one name, whoever takes them: what an investment or a vacancy counts by.

    Attributes
    ----------
    condition
        Number of the condition that is no longer needed; 0 for every other kind.
    """

    kind: StepKind
    code: str = ""
    condition: int = 0

    @staticmethod
    def of(step: Step) -> "StepName":
        """Give the name of a step."""
        is_condition = step.kind is StepKind.CONDITION
        return StepName(kind=step.kind, code=step.code, condition=step.before if is_condition else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How many people a vacancy would reach by steps of one name: of each of them, or of its employer."""

    name: StepName
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """People whom one thing stops first at a vacancy: a gate, an item, *stapeling* or *geen_steun*."""

    code: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptOut:
    """What keeps people out of one vacancy, and what would let them in.

    Attributes
    ----------
    stopped
        What stops people first, most people first.
    one_step
        People who could be proposed after one step of their own, most people first.
    answers
        People who could be proposed after one other answer of the employer.
    carved
        People who could be proposed if the job were made without one task (of at most the share policy allows).
    """

    vacancy: str
    stopped: tuple[Stopped, ...] = ()
    one_step: tuple[Reach, ...] = ()
    answers: tuple[Reach, ...] = ()
    carved: tuple[Reach, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Investment:
    """What steps of one name would do over everybody.

    Attributes
    ----------
    people
        People for whom it opens at least one vacancy.
    first
        Of those, people who have no vacancy they can be proposed for today: it would be their first.
    pairs
        Pairs of person and vacancy that it opens.
    """

    name: StepName
    people: int
    first: int
    pairs: int
