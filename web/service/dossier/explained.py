"""One pair weighed, proposed or not: what its page and `waag explain` both tell.

A proposal is told as its night kept it. Any other pair is weighed again, on the day and with the choices of the night,
from the rows as they stand now; `is_changed` says whether the night read other rows than these.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from matcher.catalogue.items import load_catalogue
from matcher.domain.candidate import Fit
from matcher.domain.client import Client
from matcher.domain.nearmiss import Step
from matcher.domain.region import Region
from matcher.domain.vacancy import Vacancy
from matcher.errors import WaagError
from matcher.fit import fit
from matcher.nearmiss import apply, apply_to_vacancy, employer_steps, steps_of
from matcher.policy import MatchPolicy
from matcher.rules import Rulebook
from matcher.scales import Scales, scales_of
from solver.planned import Proposal
from web.service.clock import Clock
from web.service.dossier.amounts import forecast_of
from web.service.night.export import LATEST, find_run
from web.service.night.input import Rows, pair_rows, read_decided, to_region
from web.store.codec import from_json
from web.store.database import Database
from web.store.records import Amount, ProposalRow, Run
from web.store.store import Store

MOST_GUESSES = 3


class UnknownKey(WaagError):
    """A client or a vacancy that is not open in this store.

    Attributes
    ----------
    sheet, key
        Where it was looked for, and what for.
    closed_on
        The last day it stood in a delivery; None where it never did.
    nearest
        Keys that look like it.
    """

    def __init__(self, *, sheet: str, key: str, closed_on: date | None, nearest: tuple[str, ...]) -> None:
        self.sheet, self.key, self.closed_on, self.nearest = sheet, key, closed_on, nearest
        was = f" (closed on {closed_on})" if closed_on else ""
        guess = f" Perhaps {', '.join(nearest)} is meant." if nearest else ""
        super().__init__(f"The sheet {sheet} has no open row {key}{was}: there is nothing to weigh.{guess}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One pair with its weighing.

    Attributes
    ----------
    run
        The night it is told of; None where the store has none: then it is weighed on today with the usual choices.
    day
        The day it was weighed on.
    proposal, proposal_id
        As the night kept them; None and empty where the pair is no proposal of that night: then it is weighed again.
    amount
        As the night kept it, else worked out again; None where the night kept none.
    openers
        Steps of the person or of the employer that would each open this pair on their own; none where it is open.
    tasks
        Words for the tasks of the vacancy, by key.
    is_changed
        Made again from other rows than the night read.
    """

    run: Run | None
    day: date
    fit: Fit
    title: str
    employer_name: str
    proposal: Proposal | None = None
    proposal_id: str = ""
    amount: Amount | None = None
    openers: tuple[Step, ...] = ()
    tasks: Mapping[str, str] = field(default_factory=dict)
    is_changed: bool = False

    @property
    def package(self) -> int | None:
        """The package that is spoken of: the chosen one, else the first; None where nothing can be proposed."""
        if self.proposal is not None:
            return self.proposal.package
        return 0 if self.fit.packages else None


def explain(database: Database, clock: Clock, client: str, vacancy: str, run_id: str = LATEST) -> Explained:
    """Give the weighing of any client with any vacancy.

    Raises
    ------
    UnknownKey
        Where the client or the vacancy is not open.
    StoreError
        Where there is no such run with a plan.
    RuleError
        Where the law of the day is not known.
    """
    run = _run_of(database, run_id)
    with database.read() as store:
        row = store.proposal_of_pair(run.id, client, vacancy) if run else None
        if run is not None and row is not None:
            kept = kept_pair(store, run, row)
            if kept is not None:
                return kept
        _check(store, "clients", "client", client)
        _check(store, "vacancies", "vacancy", vacancy)
        day = run.key.day if run else clock.today()
        rows = pair_rows(store, client, vacancy, day)
        with store.beyond_scope():
            is_changed = run is not None and read_decided(store, day).input_digest != run.key.input_digest
        employers = {one["employer"]: one["name"] for one in rows.sheets["employers"]}
        wage_groups = store.wml_groups()
    rules = Rulebook.load().on(day)
    person, work, region = _nouns(rows, client, vacancy, day)
    scales = scales_of(region, day=day, rules=rules, policy=_policy(run), catalogue=load_catalogue())
    weighed = fit(person, work, scales)
    return Explained(
        run=run,
        day=day,
        fit=weighed,
        title=work.title,
        employer_name=employers.get(work.employer) or work.employer,
        amount=forecast_of(region, rules, wage_groups).of(weighed, person, work, 0 if weighed.packages else None),
        openers=() if weighed.is_proposable else openers(person, work, scales),
        tasks={task.key: task.description for task in work.tasks},
        is_changed=is_changed,
    )


def openers(person: Client, work: Vacancy, scales: Scales) -> tuple[Step, ...]:
    """Give each single step, of the person or of the employer, after which the pair could be proposed."""
    own = (step for step in steps_of(person, scales) if fit(apply(person, step, scales), work, scales).is_proposable)
    answers = (step for step in employer_steps(work) if fit(person, apply_to_vacancy(work, step), scales).is_proposable)
    return (*own, *answers)


def kept_pair(store: Store, run: Run, row: ProposalRow) -> Explained | None:
    """Give a proposal as its night kept it; None where its weighing is gone."""
    told = store.told_proposal(row.id)
    return kept_proposal(store, run, *told) if told else None


def kept_proposal(store: Store, run: Run, row: ProposalRow, proposal: Proposal, amount: Amount | None) -> Explained:
    """Give a proposal as its night kept it, from what was read of it."""
    return Explained(
        run=run,
        day=run.key.day,
        fit=proposal.fit,
        title=row.title,
        employer_name=row.employer_name,
        proposal=proposal,
        proposal_id=row.id,
        amount=amount,
        tasks={task["task"]: task["description"] for task in store.rows_of("tasks", "vacancy", row.vacancy)},
    )


def _nouns(rows: Rows, client: str, vacancy: str, day: date) -> tuple[Client, Vacancy, Region]:
    night = to_region(rows, day, load_catalogue())
    person, work = night.client_by_key.get(client), night.vacancy_by_key.get(vacancy)
    if person is None:
        raise _unreadable("clients", client, day)
    if work is None:
        raise _unreadable("vacancies", vacancy, day)
    return person, work, night.region


def _unreadable(sheet: str, key: str, day: date) -> WaagError:
    return WaagError(
        f"Row {key} of the sheet {sheet} cannot be used on {day}: something in it, or in its tasks, was seen later "
        "than that day or contradicts itself. Explain it for a later night, or correct the row and deliver it again."
    )


def _run_of(database: Database, run_id: str) -> Run | None:
    """Give the run that is asked for; None where the newest is asked for and there is none yet."""
    if run_id == LATEST:
        with database.read() as store:
            if store.current_run() is None:
                return None
    return find_run(database, run_id)[0]


def _policy(run: Run | None) -> MatchPolicy:
    texts: Mapping[str, str] = dict(run.manifest.policies) if run and run.manifest else {}
    return from_json(MatchPolicy, texts["match"]) if "match" in texts else MatchPolicy()


def _check(store: Store, sheet: str, column: str, key: str) -> None:
    if store.rows_of(sheet, column, key):
        return
    raise UnknownKey(
        sheet=sheet,
        key=key,
        closed_on=store.closed_on(sheet, column, key),
        nearest=_nearest(key, (row[column] for row in store.open_rows(sheet))),
    )


def _nearest(key: str, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(get_close_matches(key, list(keys), n=MOST_GUESSES))
