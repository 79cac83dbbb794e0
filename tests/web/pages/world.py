"""A small demo store with a night in it, for tests of pages: every verdict, support to give, and somebody without work.

K1 can lift less than V1 asks and an aid closes it; K2 fits V2; for V3 nobody said whether it asks K3 something he
cannot have; K4 cannot travel as long as any work asks. The plan is worked out with the readable definition alone.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from matcher.catalogue.items import Catalogue, ItemType, load_catalogue
from matcher.domain.argument import ArgumentCode, Fact, FactName, OutcomeKind
from matcher.domain.outcome import NextStep
from matcher.domain.question import QuestionKind
from matcher.domain.region import Region
from matcher.fit import fit
from matcher.policy import MatchPolicy
from matcher.rules import Rules
from matcher.sheets import SHEETS
from solver.plan import Alternative, Outcome, Plan, Progress, Proposal, scales_of
from solver.planned import Creaming
from solver.policy import SolverPolicy
from tests.web.made import DAY, FAR_GROUP, FLOORS_PRICE, NOW, plan, served
from tests.web.results import (
    acquisition,
    ad_question,
    argument,
    investment,
    kept_out,
    next_step,
    opened,
    quality,
    question,
)
from tests.web.service.conftest import Still
from web.config import Settings
from web.service.delivery.private_sheets import PRIVATE_SHEETS
from web.service.manage.accounts import DEMO_LOGIN, DEMO_PASSWORD, hashed
from web.service.manage.demo import mark_as_demo
from web.service.night.nightly import Night
from web.store.accounts import Account
from web.store.database import Database

Row = Mapping[str, str]
STEP_FACTS = (
    Fact.of(FactName.STEP, "item"),
    Fact.of(FactName.ITEM, "IV-13"),
    Fact.of(FactName.BEFORE, 2),
    Fact.of(FactName.AFTER, 1),
    Fact.of(FactName.OPENS, 14),
)
LITTLE_KNOWN = Fact.of(FactName.KNOWN, 12)
OCCUPATION = Fact.of(FactName.OCCUPATION, "tuin")
CLOCK = Still()
PASSWORD = DEMO_PASSWORD
ADVISER, AUDITOR, BATCH = DEMO_LOGIN, "auditor", "batch"
CASEWORKER, EXPERT = "klantmanager", "arbeidsdeskundige"
SCOPE_DAY, SEEN_DAY = "2026-06-12", "2026-09-01"
FULL_DAY = {"V-2": "160", "V-4": "160", "IV-17": "160"}
SHEET_BY_NAME = {sheet.name: sheet for sheet in (*SHEETS, *PRIVATE_SHEETS)}
RUBRIEKEN = ("I", "II", "III", "IV", "V", "VI")
VACANCIES = {"V1": "Medewerker groen", "V2": "Inpakker", "V3": "Arbeidsongeschiktheidsverzekeringsmedewerker"}


def settings_of(folder: Path) -> Settings:
    """Give the settings of a store in a folder."""
    # A test takes along in a second what a colleague takes in a week.
    return Settings(data_folder=folder, database_url=f"sqlite:///{folder / 'waag.db'}", files_an_hour=100_000)


def build(folder: Path, *, with_night: bool = True) -> Settings:
    """Make the store, and its night; give its settings."""
    settings = settings_of(folder)
    database = Database(settings.database_url).ready()
    mark_as_demo(database, CLOCK)
    with database.begin() as store:
        for login, role in ((AUDITOR, "auditor"), (BATCH, "batch"), (CASEWORKER, CASEWORKER), (EXPERT, EXPERT)):
            store.add_account(Account(login=login, password_hash=hashed(PASSWORD), role=role, is_demo=True), NOW)
        for name, rows in rows_by_sheet().items():
            keys = SHEET_BY_NAME[name].key
            filled = [(tuple(row.get(key, "") for key in keys), row, repr(sorted(row.items()))) for row in rows]
            store.apply(name, filled, [], DAY)
    if with_night:
        night_of(database, settings).run(DAY)
    database.close()
    return settings


def night_of(database: Database, settings: Settings) -> Night:
    """Give the night of this store."""
    return Night(database=database, settings=settings, clock=CLOCK, plan=by_definition)


SERVED = Creaming(
    strata=(served("nabij", 30, 9, 0, 30), served("ver", 10, 1, 90, 0)),
    least_ppm=680_000,
    gini_ppm=107_142,
)


def by_definition(
    region: Region,
    *,
    day: date,
    rules: Rules,
    catalogue: Catalogue,
    match_policy: MatchPolicy,
    solver_policy: SolverPolicy,
    progress: Progress,
) -> Plan:
    """In place of the solver: each person gets the best free vacancy, weighed by the definition."""
    scales = scales_of(region, day=day, rules=rules, policy=match_policy, catalogue=catalogue)
    free, held = {vacancy.key for vacancy in region.vacancies}, {one.client for one in region.held}
    free -= {one.vacancy for one in region.held}
    proposals, outcomes = [], []
    for client in region.clients:
        if client.key in held:
            continue
        weighed = [fit(client, vacancy, scales) for vacancy in region.vacancies]
        able = sorted((one for one in weighed if one.is_proposable), key=lambda one: -one.packages[0].total)
        chosen = next((one for one in able if one.vacancy in free), None)
        if chosen is None:
            outcomes.append(Outcome(client=client.key, code="reis", count=len(weighed)))
            continue
        free.remove(chosen.vacancy)
        others = tuple(
            Alternative(client=one.client, vacancy=one.vacancy, total=one.packages[0].total)
            for one in able
            if one is not chosen
        )
        rivals = tuple(
            Alternative(client=other.client, vacancy=chosen.vacancy, total=1) for other in proposed(proposals)
        )
        proposals.append(Proposal(fit=chosen, package=0, alternatives=others, rivals=rivals))
    made = plan(*proposals, day=day, outcomes=tuple(outcomes))
    return replace(
        made,
        floors=(FAR_GROUP,),
        floors_price=FLOORS_PRICE,
        creaming=SERVED,
        solve=replace(made.solve, stages=(("canonical", 49_500, None, 3), ("flow", 49_500, 49_500, 3))),
        next_steps=tuple(_next_step(client.key, proposals) for client in region.clients),
        questions=(question("K3"), question("", "V3", QuestionKind.DEMANDS)),
        ad_queue=(ad_question("K3"), ad_question("K4", rank=2, week=1)),
        acquisition=(acquisition(),),
        quality=quality(*(client.key for client in region.clients)),
        opened=(opened("K4"),),
        kept_out=(kept_out("V1"), replace(kept_out("V2"), carved=())),
        investments=(investment(),),
    )


def _next_step(client: str, proposals: list[Proposal]) -> NextStep:
    """Give everybody with a proposal that outcome, and the others a step that opens work."""
    if client in {one.fit.client for one in proposals}:
        return next_step(client, OutcomeKind.PROPOSAL, argument(OutcomeKind.PROPOSAL, code=ArgumentCode.PROPOSED))
    return next_step(
        client,
        OutcomeKind.DEVELOP,
        argument(OutcomeKind.DEVELOP, *STEP_FACTS, code=ArgumentCode.STEP_OPENS),
        argument(OutcomeKind.DEVELOP, LITTLE_KNOWN, code=ArgumentCode.LITTLE_KNOWN, is_for=False),
        argument(OutcomeKind.WAITS_FOR_VACANCY, OCCUPATION, code=ArgumentCode.OCCUPATION_FITS),
        also=(OutcomeKind.WAITS_FOR_VACANCY,),
        questions=(question(client),),
        opening=opened(client).openings[0],
        is_overdue=True,
    )


def proposed(proposals: list[Proposal]) -> list[Alternative]:
    """Give the people who have a proposal so far."""
    return [Alternative(client=one.fit.client, vacancy=one.fit.vacancy, total=one.total) for one in proposals]


def rows_by_sheet() -> dict[str, list[Row]]:
    """Give the delivered rows."""
    return {
        "clients": [_client(key) for key in ("K1", "K2", "K3")] + [_client("K4", travel_limit="5", place="Delft")],
        "persoon": [{"client": "K1", "name": "Sanne H."}, {"client": "K2", "name": "=Bram C.", "wml_group": "21"}],
        "scope": [
            {"client": key, "rubriek": rubriek, "source": "arbeidsdeskundige", "date": SCOPE_DAY}
            for key in ("K1", "K2", "K3", "K4")
            for rubriek in RUBRIEKEN
        ],
        "capacities": [
            _capacity("K1", "IV-13", level="1"),
            _capacity("K1", "IV-14", level="1"),
            _capacity("K3", "III-6", level="1", text="niet langer dan een uur in lawaai"),
            _reading("K4", "V2", reading="lukt_met", instrument="hulpmiddel", task="t1", task_text="Dozen inpakken"),
            _reading("K4", "V9", reading="lukt_niet", until="2027-02-01"),
        ],
        "wishes": [
            _wish("K1", "groen", "Ik wil graag buiten werken."),
            _wish("K2", "industrie", "Ik werk graag met mijn handen."),
        ],
        "ladder": [
            {"client": "K4", "step": step, "source": "klantmanager", "date": day}
            for step, day in (("2", "2025-03-02"), ("3", "2026-03-02"))
        ],
        "choices": [{"client": "K4", "choice": "wil_leren", "words": "Ik wil eerst iets leren", "date": SEEN_DAY}],
        "decisions": [
            {"client": "K4", "vacancy": "V3", "decision": "niet_doen", "reason": "te ver", "date": "2026-08-15"},
        ],
        "history": [{"client": "K3", "kind": "uitval", "date": "2025-03-01", "hours": "16", "cause": "reis te lang"}],
        "loonwaarde": [
            _seen("inpakken_sorteren", "80", "90", "jobcoach"),
            _seen("inpakken_sorteren", "40", "90", "werkgever"),
            _seen("laden_verplaatsen", "50", "100", "jobcoach"),
            {
                "client": "K2",
                "occupation": "inpakker",
                "percent": "60",
                "measured": "nee",
                "source": "klantmanager",
                "date": SEEN_DAY,
            },
        ],
        "employers": [{"employer": "E1", "name": "Drukkerij Holt"}],
        "vacancies": [
            _vacancy("V1", sector="groen", aid="ja"),
            _vacancy("V2", sector="industrie"),
            _vacancy("V3", sector="zakelijke_diensten"),
        ],
        "tasks": [
            {"vacancy": key, "task": "t1", "description": f"Werk van {key}", "share": "100", "can_leave_out": "nee"}
            for key in ("V1", "V3")
        ]
        + [
            _task("t1", "Inpakken", "60", "inpakken_sorteren"),
            _task("t2", "Dozen stapelen", "40", "laden_verplaatsen"),
        ],
        "demands": [row for key in VACANCIES for row in _demands(key)],
        "travel": [
            {"from_place": "Leiden", "to_place": "Leiden", "mode": mode, "minutes": "20"} for mode in ("fiets", "ov")
        ]
        + [{"from_place": "Delft", "to_place": "Leiden", "mode": "fiets", "minutes": "60"}],
        "budgets": [{"gemeente": "Leiden", "year": "2026", "coach_minutes": "60", "once_cents": "100000"}],
    }


def _client(key: str, **own: str) -> Row:
    usual = {
        "client": key, "gemeente": "Leiden", "legal_group": "bijstand", "lks_group": "vastgesteld", "place": "Leiden",
        "hours": "24", "path": "3:28|6:32", "travel_limit": "45", "modes": "fiets", "times": "dag",
        "available_from": "2026-01-01", "last_step_on": "2026-04-01", "register": "ja",
    }  # fmt: skip
    return {**usual, **own}


def _vacancy(key: str, **own: str) -> Row:
    usual = {
        "vacancy": key, "employer": "E1", "title": VACANCIES[key], "place": "Leiden", "positions": "1",
        "hours_min": "20", "hours_max": "32", "times": "dag", "opens_on": "2026-10-01", "contract_months": "12",
    }  # fmt: skip
    return {**usual, **own}


def _capacity(client: str, item: str, level: str, text: str = "") -> Row:
    return {"client": client, "item": item, "level": level, "text": text, "source": "uwv", "date": SCOPE_DAY}


def _reading(client: str, vacancy: str, **own: str) -> Row:
    return {"client": client, "item": "III-6", "vacancy": vacancy, "source": "uwv", "date": SEEN_DAY, **own}


def _seen(kind: str, pace: str, quality: str, source: str) -> Row:
    return {
        "client": "K2", "task_kind": kind, "tempo": pace, "quality": quality, "net_time": "100", "source": source,
        "date": SEEN_DAY,
    }  # fmt: skip


def _task(key: str, description: str, share: str, kind: str) -> Row:
    task = {"vacancy": "V2", "task": key, "description": description, "share": share, "task_kind": kind}
    return {**task, "can_leave_out": "nee"}


def _wish(client: str, sector: str, words: str) -> Row:
    return {"client": client, "kind": "sector", "code": sector, "stance": "graag", "words": words, "date": SCOPE_DAY}


def _demands(vacancy: str) -> list[Row]:
    """Ask nothing of any item but the posture of a day, and of V1 and V3 one thing more."""
    found = []
    for item in load_catalogue().items:
        if item.type is ItemType.META or item.is_gate:
            continue
        row = {"vacancy": vacancy, "item": item.code, "source": "werkgever", "date": "2026-10-12"}
        if item.per_day:
            row |= {"task": "t1", "minutes": FULL_DAY.get(item.code, "0")}
        elif item.type is ItemType.ORD:
            row |= {"tolerated": str(item.k), "hoe": "structureel"}
        else:
            row |= {"asks": "geen"}
        found.append(row)
    if vacancy == "V1":
        found = [{**row, "tolerated": "0"} if row["item"] in ("IV-13", "IV-14") else row for row in found]
    if vacancy == "V3":
        found = [{**row, "asks": "norm"} if row["item"] == "III-6" else row for row in found if row["item"] != "I-3"]
    return found
