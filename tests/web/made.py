"""Small made-up runs, proposals and stores for the tests of the shell."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from matcher.domain.candidate import Contribution, Fit, GateResult, ItemVerdict, Line, PackagedPoints, Reason, Verdict
from matcher.domain.candidate import Gate as GateName
from matcher.domain.profile import Capacity, DemandSource, Frequency, Source
from matcher.domain.support import Instrument, LegalBasis, PackagePart, SupportPackage
from solver.planned import Alternative, BudgetUse, FloorsPrice, FloorUse, Outcome, Plan, Proposal, Served, SolveReport
from web.store.database import Database
from web.store.events import EventKind, NewEvent, Told
from web.store.records import Amount, Manifest, ProposalRow, RunKey, RunState, public_id
from web.store.store import Store

DAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 4, 0, tzinfo=UTC)
NOTHING_TOLD = Told()


def fresh(folder: Path) -> Database:
    """Give an empty store in a folder, copied from one that was migrated once for all tests."""
    file = folder / "waag.db"
    file.write_bytes(_empty_store())
    return Database(f"sqlite:///{file}").ready()


@cache
def _empty_store() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "waag.db"
        database = Database(f"sqlite:///{file}").ready()
        # Closing the last connection brings everything from the log into the file.
        database.close()
        return file.read_bytes()


def item(code: str, verdict: Verdict, level: int = 1) -> ItemVerdict:
    """Give one weighed item."""
    capacity = Capacity(
        level=level,
        conditions=(),
        has_text=False,
        is_stale=False,
        needs_check=False,
        source=Source.LABOUR_EXPERT,
        recorded_on=date(2026, 6, 12),
    )
    return ItemVerdict(
        item=code,
        verdict=verdict,
        reason=Reason.WITHIN if verdict is Verdict.PAST else Reason.CLOSED,
        capacity=None if verdict is Verdict.VRAAG_NA else capacity,
        tolerated=1,
        asks=None,
        task="vullen",
        frequency=Frequency.MARGINAL,
        source=DemandSource.EMPLOYER,
        closers=(Instrument.AID,) if verdict is Verdict.LET_OP else (),
        is_covered=verdict is Verdict.LET_OP,
    )


def package(coach_minutes: int = 30, *parts: Instrument) -> PackagedPoints:
    """Give a package of parts."""
    basis = LegalBasis(law="Participatiewet", article="10da", confidence="verified")
    made = tuple(PackagePart(instrument=part, closes=("IV-13",), legal_basis=basis) for part in parts)
    support = SupportPackage(parts=made, coach_minutes=coach_minutes, once_cents=0, is_claim=True, effort=5)
    return PackagedPoints(package=support, support_points=-5, total=495)


def proposal(client: str = "K1", vacancy: str = "V1", *items: ItemVerdict, package_minutes: int = 30) -> Proposal:
    """Give a proposal with the items given, or with a let op and a question."""
    weighed = items or (item("IV-13", Verdict.LET_OP), item("I-1", Verdict.VRAAG_NA), item("IV-9", Verdict.PAST))
    fit = Fit(
        client=client,
        vacancy=vacancy,
        verdict=max(one.verdict for one in weighed),
        is_stacked=False,
        planned_week_minutes=24 * 60,
        travel_minutes=20,
        gates=(GateResult(gate=GateName.HOURS, verdict=Verdict.PAST, has=1440, asks=1200),),
        items=weighed,
        contributions=(
            Contribution(line=Line.WISH, points=250),
            Contribution(line=Line.LOAD, points=250, facts=(1, 0)),
        ),
        packages=(package(package_minutes, Instrument.AID, Instrument.JOBCOACH_LIGHT),),
    )
    return Proposal(fit=fit, package=0, alternatives=(Alternative(client=client, vacancy="V9", total=300),))


def plan(*proposals: Proposal, day: date = DAY, status: str = "optimal", outcomes: tuple[Outcome, ...] = ()) -> Plan:
    """Give a plan of the proposals."""
    solve = SolveReport(
        status=status, objective=49500, bound=49500, gap_ppm=0, points=495, stages=(("exact", 49500, 49500, 12),)
    )
    budget = BudgetUse(
        gemeente="Leiden", kind="coach_minutes", granted=60, available=60, used=90, short=30, people=len(proposals)
    )
    return Plan(
        day=day,
        proposals=proposals,
        outcomes=outcomes,
        pairs=12,
        candidates=4,
        verdicts=(("past", 3), ("let_op", 1), ("vraag_na", 2), ("kan_niet", 6)),
        instruments=((Instrument.AID.value, 2),),
        dropped=(("reis", 4), ("IV-13", 2)),
        budgets=(budget,),
        solve=solve,
    )


def key(day: date = DAY, input_digest: str = "aa") -> RunKey:
    """Give the key of a run."""
    return RunKey(tenant="regio", day=day, input_digest=input_digest, config_digest="bb", code_version="1")


def row(
    run_id: str, made: Proposal, rank: int = 0, *, run_key: RunKey | None = None, gemeente: str = "Leiden"
) -> ProposalRow:
    """Give the list row of a proposal."""
    fit = made.fit
    chosen = fit.packages[made.package].package
    return ProposalRow(
        id=public_id("salt", run_key or key(), fit.client, fit.vacancy),
        run_id=run_id,
        rank=rank,
        client=fit.client,
        vacancy=fit.vacancy,
        employer="E1",
        employer_name="Drukkerij Holt",
        title="Medewerker groen",
        occupation="tuin",
        sector="groen",
        gemeente=gemeente,
        verdict=fit.verdict.name.lower(),
        n_let_op=1,
        n_vraag_na=1,
        instruments="|".join(chosen.instruments),
        total=made.total,
        week_minutes=fit.planned_week_minutes,
        travel_minutes=fit.travel_minutes,
        travel_limit=None,
        waiting_months=7,
        coach_minutes=chosen.coach_minutes,
        once_cents=chosen.once_cents,
        is_claim=chosen.is_claim,
        was_proposed_before=False,
    )


def event_of(
    row: ProposalRow,
    kind: EventKind,
    form: str,
    *,
    at: datetime = NOW,
    actor: str = "m.bakker",
    seen: int = 0,
    told: Told = NOTHING_TOLD,
) -> NewEvent:
    """Give an event about a proposal, as somebody hands it in who saw so many before it; a form counts once."""
    return NewEvent(
        at=at,
        actor=actor,
        run_id=row.run_id,
        proposal_id=row.id,
        client=row.client,
        vacancy=row.vacancy,
        kind=kind,
        idempotency_key=form,
        seen_version=seen,
        told=told,
    )


def published(store: Store, *made: Proposal, run_key: RunKey | None = None, run_id: str = "r1") -> list[ProposalRow]:
    """Write a whole run into a store and make it current."""
    own = run_key or key()
    store.start_run(own, run_id, NOW)
    rows = [row(run_id, one, rank, run_key=own) for rank, one in enumerate(made)]
    store.write_proposals([(one, each, Amount(basis="onbekend")) for one, each in zip(rows, made, strict=True)])
    store.publish(run_id, RunState.DONE, Manifest(proposals=len(made)), NOW)
    return rows


FAR_GROUP = FloorUse(
    gemeente="Leiden",
    stratum="ver",
    people=24,
    promised_ppm=800_000,
    reference=5_000,
    floor=4_000,
    points=3_400,
    proposals=5,
    price=0,
    unavoidable=600,
    supported=2,
    points_without=700,
    proposals_without=1,
)
FLOORS_PRICE = FloorsPrice(
    low_ppm=61_000, high_ppm=63_200, low_points=610, high_points=632, points=9_800, people=12, supported=1
)


def served(stratum: str, people: int, proposals: int, coach: int, known: int) -> Served:
    """Give how one stratum was served; who waits, a hundred days on average."""
    return Served(
        stratum=stratum,
        people=people,
        proposals=proposals,
        coach_minutes=coach,
        once_cents=0,
        waiting_days=known * 100,
        waiting_known=known,
    )
