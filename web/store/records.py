"""Runs and proposals as values: what a night writes and a page reads."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from hashlib import blake2b
from typing import NamedTuple

from matcher.domain.loonwaarde import LoonwaardeEstimate
from matcher.municipal import MunicipalEffect
from matcher.wage_costs import CostCondition, SubsidyFigure
from solver.overnight import Changed
from solver.planned import BudgetUse, Creaming, FloorsPrice, FloorUse, SolveReport


class RunState(StrEnum):
    """Where a run is; only `DONE` and `FALLEN_BACK` have a plan."""

    WAITING = "wacht"
    BUSY = "bezig"
    DONE = "klaar"
    FALLEN_BACK = "teruggevallen"
    FAILED = "mislukt"


WITH_PLAN = (RunState.DONE, RunState.FALLEN_BACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunKey:
    """What makes a run the same run: where, which day, from what, with which choices and code."""

    tenant: str
    day: date
    input_digest: str
    config_digest: str
    code_version: str

    @property
    def text(self) -> str:
        """One digest of the five parts."""
        parts = (self.tenant, self.day.isoformat(), self.input_digest, self.config_digest, self.code_version)
        return blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCost:
    """What one stage took: wall-clock milliseconds and the highest memory of the process in kibibytes."""

    name: str
    milliseconds: int
    peak_kib: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityTotals:
    """How good the data of a night are, added up.

    Attributes
    ----------
    people, people_if_known, pairs, pairs_if_known, sure, sure_if_known
        As in `matcher.domain.quality.Quality`.
    late, never
        People without a concrete step in the last 90 days, and of them those who never had one.
    stale, contradicted
        People of whom everything known is older than 24 months, and of whom sources say different things.
    with_unknown, with_derived
        Vacancies of which a demand is unknown, or known from an occupation profile alone.
    client_items_known, client_items, client_facts_known, client_facts, vacancy_items_known, vacancy_items
        Values that are known, of all that are weighed, over everybody.
    """

    people: int
    people_if_known: int
    pairs: int
    pairs_if_known: int
    sure: int
    sure_if_known: int
    late: int
    never: int
    stale: int
    contradicted: int
    with_unknown: int
    with_derived: int
    client_items_known: int
    client_items: int
    client_facts_known: int
    client_facts: int
    vacancy_items_known: int
    vacancy_items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How far the store had come when a night read it.

    Attributes
    ----------
    before
        The run whose proposals were yesterday's; empty where there was none.
    last_event
        The newest decision; 0 before the first.
    last_change
        The newest change of a delivered row; 0 before the first that was kept.
    last_withheld
        The newest step of *niet voorstellen*; 0 before the first.
    """

    before: str = ""
    last_event: int = 0
    last_change: int = 0
    last_withheld: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a run was made with and what came out, in numbers.

    Attributes
    ----------
    versions, policies, seeds
        (name, version) of packages, (name, canonical JSON) of each policy, and (name, seed) of each search.
    rows_read, rows_rejected
        Of the newest delivery.
    rows_unread
        Open rows that this night could not use, such as what was observed after its day.
    seen
        Where the store stood; None in nights that did not keep it.
    withheld
        People in the caseload who were not to be proposed: taken out before anything was weighed.
    not_weighed
        People whose weighing ends the process that does it, and who were left out.
    verdicts, instruments, dropped, budgets, floors, floors_price, creaming, solve
        As in `solver.plan.Plan`.
    unproposed
        Per stratum the people who are known for longer than 90 days, had no proposal in those days and have none in
        discussion; None where the nights do not go back that far.
    proposal_verdicts
        Number of proposals per verdict word.
    forecast_cents, n_forecast_unknown
        Subsidy forecast per month of all proposals with a known amount, and the number of entitled ones without.
    next_steps
        Number of people per outcome, in the order of the outcomes.
    n_questions, n_ad_questions, n_ad_now, n_acquisitions
        Questions to people and employers, to the arbeidsdeskundige, of those within this week's capacity, and orders
        to the employers' desk.
    plan_digest
        SHA-256 of the exported plan.
    delivered_on
        The day of the newest delivery it read; None where nothing was ever delivered.
    is_pruned
        Its details were thrown away to make room: what was proposed to whom, decisions and these numbers stay.
    changes
        Whose proposal differs from the night before, each with its cause; none where that night cannot be read again.
    certificate
        (name, digest) of each part that `waag verify` recomputes the plan from; none in nights that kept none.
    log_line, log_head
        Number and digest of the newest line of the log at the flip: a log that lost its end no longer holds them.
    """

    versions: tuple[tuple[str, str], ...] = ()
    policies: tuple[tuple[str, str], ...] = ()
    seeds: tuple[tuple[str, int], ...] = ()
    stages: tuple[StageCost, ...] = ()
    rows_read: int = 0
    rows_rejected: int = 0
    rows_unread: int = 0
    seen: Seen | None = None
    clients: int = 0
    vacancies: int = 0
    pairs: int = 0
    candidates: int = 0
    proposals: int = 0
    held: int = 0
    verdicts: tuple[tuple[str, int], ...] = ()
    proposal_verdicts: tuple[tuple[str, int], ...] = ()
    instruments: tuple[tuple[str, int], ...] = ()
    proposal_instruments: tuple[tuple[str, int], ...] = ()
    dropped: tuple[tuple[str, int], ...] = ()
    budgets: tuple[BudgetUse, ...] = ()
    floors: tuple[FloorUse, ...] = ()
    floors_price: FloorsPrice | None = None
    creaming: Creaming | None = None
    unproposed: tuple[tuple[str, int], ...] | None = None
    solve: SolveReport | None = None
    changes: tuple[Changed, ...] = ()
    forecast_cents: int = 0
    n_forecast_unknown: int = 0
    law_is_assumed: bool = False
    next_steps: tuple[tuple[str, int], ...] = ()
    quality: QualityTotals | None = None
    n_questions: int = 0
    n_ad_questions: int = 0
    n_ad_now: int = 0
    n_acquisitions: int = 0
    plan_digest: str = ""
    not_weighed: int = 0
    is_pruned: bool = False
    delivered_on: date | None = None
    certificate: tuple[tuple[str, str], ...] = ()
    log_line: int = 0
    log_head: str = ""
    withheld: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One night as it is kept."""

    id: str
    key: RunKey
    state: RunState
    attempts: int
    started_at: datetime
    finished_at: datetime | None
    problem: str
    manifest: Manifest | None

    @property
    def has_plan(self) -> bool:
        """Whether it ended with proposals to show."""
        return self.state in WITH_PLAN


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """One night as a list of nights names it."""

    id: str
    day: date
    state: RunState
    started_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RunProgress:
    """Where a night is: the stage it is in, and how much of that stage is done."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """A proposal as a list shows it.

    Attributes
    ----------
    id
        Public, tells nothing of the source's reference.
    rank
        0 is first in *beste voor iedereen*: most points, ties by a lottery of the day.
    travel_minutes, travel_limit, waiting_months
        None where unknown, or (waiting) where there never was a step.
    was_proposed_before
        The same pair stood in the run before.
    is_own_match
        An adviser put the pair together; no night proposed it.
    """

    id: str
    run_id: str
    rank: int
    client: str
    vacancy: str
    employer: str
    employer_name: str
    title: str
    occupation: str
    sector: str
    gemeente: str
    verdict: str
    n_let_op: int
    n_vraag_na: int
    instruments: str
    total: int
    week_minutes: int
    travel_minutes: int | None
    travel_limit: int | None
    waiting_months: int | None
    coach_minutes: int
    once_cents: int
    is_claim: bool
    was_proposed_before: bool
    is_own_match: bool = False

    @property
    def pair(self) -> tuple[str, str]:
        """Client and vacancy."""
        return self.client, self.vacancy


class Compared(NamedTuple):
    """What of a proposal can differ between two nights; points differ every day and are no change."""

    verdict: str
    n_let_op: int
    n_vraag_na: int
    instruments: str
    coach_minutes: int
    once_cents: int
    week_minutes: int
    travel_minutes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountStep:
    """One step of a subsidy calculation.

    Attributes
    ----------
    cents
        Per month, rounded half up from its own exact value.
    rate
        The share or factor it applies, exact (``47/200``); empty where it applies none.
    source, url, valid_from
        The article behind it, where to read it, and from when it holds; empty for a figure that was given.
    is_assumed
        Nobody confirmed the value behind it.
    """

    code: str
    cents: int
    rate: str = ""
    source: str = ""
    url: str = ""
    valid_from: date | None = None
    is_assumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Subsidy forecast of one proposal.

    Attributes
    ----------
    basis
        ``loonwaarde``, ``forfait``, ``onbekend`` (entitled, but no figure can be given) or ``geen``.
    cents_per_month
        None where no single figure can be given.
    steps
        The calculation of the main figure.
    estimate
        What is known of the loonwaarde; None for who has no claim, and in nights before there were estimates.
    figures, conditions
        The subsidy over the range, and what has to be so for it.
    municipal
        What it costs and saves the gemeente: its interest, apart from what counts for the person.
    """

    basis: str
    cents_per_month: int | None = None
    steps: tuple[AmountStep, ...] = field(default=())
    estimate: LoonwaardeEstimate | None = None
    figures: tuple[SubsidyFigure, ...] = ()
    conditions: tuple[CostCondition, ...] = ()
    municipal: MunicipalEffect | None = None


def public_id(salt: str, key: RunKey, client: str, vacancy: str) -> str:
    """Give the id a page uses for a proposal: the same for the same night, and no way back to the references."""
    text = f"{key.text}\x1f{client}\x1f{vacancy}"
    return blake2b(text.encode(), key=salt.encode()[:64], digest_size=10).hexdigest()
