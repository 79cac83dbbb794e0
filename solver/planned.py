"""What one night gives: proposals with their weighing, why others have none, and what was proven."""

from dataclasses import dataclass, field
from datetime import date

from matcher.domain.candidate import Fit
from matcher.domain.nearmiss import Investment, KeptOut, Opening
from matcher.domain.outcome import NextStep
from matcher.domain.quality import Quality
from matcher.domain.question import Acquisition, AdQuestion, Question
from solver.stored_proof import StoredProof


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """A pair that could be proposed and was not chosen."""

    client: str
    vacancy: str
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One pair of the plan with its weighing.

    Attributes
    ----------
    package
        Number of the chosen package in ``fit.packages``.
    alternatives
        Other vacancies for this person, best first, at most five.
    rivals
        Other people for this vacancy, best first, at most five (adviser's view only, never an employer's).
    """

    fit: Fit
    package: int
    alternatives: tuple[Alternative, ...] = ()
    rivals: tuple[Alternative, ...] = ()

    @property
    def total(self) -> int:
        """Points of the pair with the chosen package."""
        return self.fit.packages[self.package].total


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetUse:
    """Use of one budget by the plan.

    Attributes
    ----------
    kind
        ``coach_minutes`` (claims, may run short), ``discretionary_coach_minutes`` or ``once_cents`` (hard);
        ``supported_people`` is what an employer can carry (hard), and ``gemeente`` then names the employer.
    granted, available, used, short, people
        Granted by the gemeente; left after running placements and held proposals, 0 at least; used by this plan; what
        running placements, held proposals and this plan together need above what was granted; number of proposals that
        use it.  A kind without a limit has no row.
    """

    gemeente: str
    kind: str
    granted: int
    available: int
    used: int
    short: int
    people: int

    @property
    def plan_short(self) -> int:
        """What this plan uses above what is available; nothing where there is no limit."""
        return max(0, self.used - self.available) if self.available >= 0 else 0

    @property
    def running_over(self) -> int:
        """What running placements and held proposals already need above what was granted, before this plan."""
        return max(0, self.short - self.plan_short)


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorUse:
    """What a group was promised and what the plan gives it, in points.

    Attributes
    ----------
    gemeente, stratum, people
        Whose verordening names it ("" small groups of the region together), its name, and how many available people.
    promised_ppm
        The promised share of the reference, in millionths.
    reference, floor, points
        The best the group could have from its own share of everything; what it was promised; what the plan gives.
    proposals
        People of the group with a proposal.
    price
        What the last promised point costs the plan, in millionths of a value unit.
    unavoidable
        Points all groups together must miss at least, whatever the plan; 0 where nothing proves that.
    supported
        Of the proposals those with support; None in nights from before this was counted.
    points_without, proposals_without
        What a plan without floors would give the group; None where that was not worked out.
    """

    gemeente: str
    stratum: str
    people: int
    promised_ppm: int
    reference: int
    floor: int
    points: int
    proposals: int
    price: int
    unavoidable: int
    supported: int | None = None
    points_without: int | None = None
    proposals_without: int | None = None

    @property
    def short(self) -> int:
        """Points missing on the floor."""
        return max(0, self.floor - self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorsPrice:
    """What keeping the floors costs: 1 − worth with floors / worth without, as an interval that is proven.

    Worth counts points less what budgets run over; neither the bonus of yesterday's proposals nor the lottery.  The
    plans with floors are those that miss no more on them than the plan of the night does.

    Attributes
    ----------
    low_ppm, high_ppm
        The price lies between these, in millionths, 0 at least; rounded outwards.
    low_points, high_points
        The same in points.
    points, people, supported
        What the plan without floors that was found gives everybody together: points, proposals, proposals with support.
    """

    low_ppm: int
    high_ppm: int
    low_points: int
    high_points: int
    points: int
    people: int
    supported: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What the people of one stratum have of proposals and support.

    Attributes
    ----------
    stratum
        Its name; empty for people of whom no stratum is known.
    people
        Everybody in it, available or not.
    proposals, coach_minutes, once_cents
        Proposals of this plan and proposals in discussion, and the support that goes with them.
    waiting_days, waiting_known
        Days since the last concrete step, added up over the people of whom that day is known, and how many these are.
    """

    stratum: str
    people: int
    proposals: int
    coach_minutes: int
    once_cents: int
    waiting_days: int
    waiting_known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Creaming:
    """Whether a plan serves all groups or the easy ones only; see `solver.creaming`.

    Attributes
    ----------
    strata
        By name.
    least_ppm
        Least share of its reference that a group of the verordening gets, in millionths; None without floors.
    gini_ppm
        How unevenly the groups get what they could have: 0 all alike, in millionths; None without floors.
    """

    strata: tuple[Served, ...]
    least_ppm: int | None
    gini_ppm: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Why a person without a proposal has none: the code, and how many vacancies fell to it."""

    client: str
    code: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SolveReport:
    """What the solver proved.

    Attributes
    ----------
    objective, bound
        In units of value (points × 100); None while nothing is proven.
    gap_ppm
        (bound − objective) / value of the plan, in millionths, rounded down.
    stages
        (name, objective, bound, work units) of each stage, in order.
    is_cut_short
        An engine was lost: the plan is that of the last stage, and a longer search was not made.
    """

    status: str
    objective: int | None
    bound: int | None
    gap_ppm: int | None
    points: int
    stages: tuple[tuple[str, int, int | None, int], ...]
    is_cut_short: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What opens work for one person: single steps of his own and answers of employers, most vacancies first."""

    client: str
    openings: tuple[Opening, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The outcome of one night: a pure function of region, day, rules and policies.

    Attributes
    ----------
    pairs, candidates
        Pairs looked at, and pairs kept as candidate rows.
    verdicts
        Number of pairs looked at per verdict word, and per instrument in the packages of the candidates.
    dropped
        Pairs dropped per first reason (gate or item code), most first.
    floors_price
        What the floors cost; None where there are none.
    creaming
        What each stratum has of proposals and support; None where nobody is in one.
    next_steps
        Exactly one for every person of the region, held or at work too, in key order.
    questions
        What is not known and would change most, of persons and of vacancies, most useful first.
    ad_queue
        Questions to the arbeidsdeskundige, ranked within the weekly capacity of each gemeente.
    acquisition
        Work to look for, most people first.
    quality
        How good the data are; None where the next steps were not asked for.
    opened
        What opens work, for every person for whom something does, in key order.
    kept_out
        What keeps people out, for every vacancy that keeps somebody out, in key order.
    investments
        Steps of one name over everybody, most people first.
    proof
        What plan and bound can be recomputed from.
    """

    day: date
    proposals: tuple[Proposal, ...]
    outcomes: tuple[Outcome, ...]
    pairs: int
    candidates: int
    verdicts: tuple[tuple[str, int], ...]
    instruments: tuple[tuple[str, int], ...]
    dropped: tuple[tuple[str, int], ...]
    budgets: tuple[BudgetUse, ...]
    solve: SolveReport
    floors: tuple[FloorUse, ...] = ()
    floors_price: FloorsPrice | None = None
    creaming: Creaming | None = None
    next_steps: tuple[NextStep, ...] = ()
    questions: tuple[Question, ...] = ()
    ad_queue: tuple[AdQuestion, ...] = ()
    acquisition: tuple[Acquisition, ...] = ()
    quality: Quality | None = None
    opened: tuple[Opened, ...] = ()
    kept_out: tuple[KeptOut, ...] = ()
    investments: tuple[Investment, ...] = ()
    proof: StoredProof | None = field(default=None, compare=False, repr=False)
