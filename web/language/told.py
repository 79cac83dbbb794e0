"""What a question to a plan gave, in references and figures: what a page needs, and nothing of the solver.

A page that only shows an answer loads no compiler for it.
"""

from dataclasses import dataclass

from matcher.domain.candidate import Fit
from matcher.domain.question import QuestionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A vacancy somebody has or gets, and its points."""

    vacancy: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPerson:
    """Somebody whose proposal differs: what he had and gets; None without a proposal."""

    client: str
    had: Spot | None
    gets: Spot | None

    @property
    def keeps_work(self) -> bool:
        """Whether only the support differs."""
        return self.had is not None and self.gets is not None and self.had.vacancy == self.gets.vacancy


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a change does to a plan; `solver.whatif.Answer` says what each figure means.

    Attributes
    ----------
    units
        Value units in one point.
    meaning
        ``proven``, ``neighbourhood`` or ``between``.
    is_interval
        Only the interval may be shown.
    """

    units: int
    at_least: int
    loss: int
    low: int
    high: int
    meaning: str
    is_interval: bool
    gap: int
    given_up: int
    points: int
    people: int
    moved: tuple[MovedPerson, ...]
    is_fewest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CostTold:
    """What a pair would take, at the prices of the night: ``plek``, ``budget`` or ``eigen_plek``, in value units."""

    kind: str
    value: int
    owner: str
    budget: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyTold:
    """Why a pair is not in the plan; `solver.whynot.WhyNot` says what each part means.

    Attributes
    ----------
    why
        A value of `solver.whynot.Why`.
    unknowns
        Kind and code of each question that keeps it shut.
    effect
        What proposing it would do; None where it cannot be proposed.
    """

    client: str
    vacancy: str
    why: str
    fit: Fit | None
    unknowns: tuple[tuple[QuestionKind, str], ...]
    units: int
    at_least: int | None
    effect: Effect | None
    costs: tuple[CostTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorthTold:
    """What one more of one thing gives, in value units and in people.

    Attributes
    ----------
    kind
        A kind of budget, or ``places``; then `owner` is a vacancy, else a gemeente.
    low, high
        The least and the most it gives.
    effect
        None where prices prove that it gives nothing.
    """

    owner: str
    kind: str
    amount: int
    units: int
    low: int
    high: int
    effect: Effect | None
