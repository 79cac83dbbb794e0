"""What a night starts from: the open rows as nouns, and what people decided about earlier proposals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import blake2b

from matcher.catalogue.items import Catalogue
from matcher.domain.client import Client
from matcher.domain.region import Held, Region
from matcher.domain.vacancy import Vacancy
from matcher.read import Row, read_sheets
from solver.planned import Outcome
from web.service.night.work_events import Worked, only_open_places, with_work, worked_of
from web.service.review.standing import Pair, held_rows
from web.store.codec import to_json
from web.store.pair_states import PairState, PairStatus
from web.store.records import ProposalRow, Seen
from web.store.sheets import BATCH_SHEETS
from web.store.store import Store

CLIENT_SHEETS = tuple(name for name, columns in BATCH_SHEETS.items() if "client" in columns)
VACANCY_SHEETS = ("vacancies", "tasks", "demands")
NOT_WEIGHED = "niet_gewogen"
OPEN = (PairStatus.NEW, PairStatus.LATER, PairStatus.ADVICE, PairStatus.LAPSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Everything a night takes from the store, read at one moment.

    Attributes
    ----------
    sheets
        Open rows, text by column, by sheet.
    yesterday
        Pairs of the newest run of an earlier day that nobody rejected or took up.
    held
        The proposal behind each pair that is being discussed.
    banned
        Last day of each ban by pair; None for no end.
    withheld
        Who is not to be proposed on this day.
    seen
        Where the store stood.
    worked
        Every time at work that people recorded here, by client and vacancy.
    delivered_on
        The day of the newest delivery; None before the first.
    known
        Keys that stand elsewhere, where these are the rows of one pair alone.
    """

    sheets: Mapping[str, list[dict[str, str]]]
    digest: str
    rows_read: int
    rows_rejected: int
    yesterday: tuple[Pair, ...]
    held: tuple[ProposalRow, ...]
    banned: tuple[tuple[Pair, date | None], ...]
    seen: Seen
    worked: tuple[Worked, ...] = ()
    delivered_on: date | None = None
    withheld: tuple[str, ...] = ()
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def input_digest(self) -> str:
        """One digest of all that decides what the night gives."""
        held = [[row.client, row.vacancy, row.coach_minutes, row.once_cents, row.is_claim] for row in self.held]
        # A region where nobody started yet has the digest it always had.
        worked = [self.worked] if self.worked else []
        withheld = [{"withheld": self.withheld}] if self.withheld else []
        decided = to_json([self.digest, self.yesterday, held, self.banned, *worked, *withheld])
        return blake2b(decided.encode(), digest_size=16).hexdigest()


def without(rows: Rows, people: Iterable[str]) -> Rows:
    """Give the rows of a night that leaves some people out, as it does with those who are not to be proposed."""
    return replace(rows, withheld=tuple(sorted({*rows.withheld, *people})))


def not_weighed(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """Give who was left out of a plan because weighing him ends the process that does it."""
    return tuple(sorted(one.client for one in outcomes if one.code == NOT_WEIGHED))


@dataclass(frozen=True, slots=True, kw_only=True)
class NightInput:
    """The nouns of a night, how many stored rows could not be read on this day, and how many people stay out of it."""

    region: Region
    n_unread: int
    n_withheld: int = 0

    @property
    def client_by_key(self) -> dict[str, Client]:
        """The clients by reference."""
        return {client.key: client for client in self.region.clients}

    @property
    def vacancy_by_key(self) -> dict[str, Vacancy]:
        """The vacancies by reference."""
        return {vacancy.key: vacancy for vacancy in self.region.vacancies}


def read_rows(store: Store, day: date, seen: Seen | None = None) -> Rows:
    """Take what a night of a day needs, now or as a night of before saw it; who a person is is not among it."""
    decided = read_decided(store, day, seen)
    return replace(decided, sheets=store.batch_rows(seen.last_change if seen else None))


def read_decided(store: Store, day: date, seen: Seen | None = None) -> Rows:
    """Take what was decided before a night of a day, and the digest of what was delivered, without the rows."""
    last_change = seen.last_change if seen else None
    seen = seen or seen_now(store, day)
    states = store.pair_states(day, seen.last_event)
    proposed = store.proposal_rows(seen.before) if seen.before else []
    last = store.last_delivery()
    return Rows(
        sheets={},
        digest=store.input_digest(last_change),
        rows_read=last.read if last else 0,
        rows_rejected=last.rejected if last else 0,
        yesterday=tuple(sorted(row.pair for row in proposed if _is_open(states.get(row.pair)))),
        held=held_rows(store, states),
        banned=tuple(sorted(_bans(states), key=lambda ban: ban[0])),
        seen=seen,
        worked=worked_of(store, states),
        delivered_on=last.day if last else None,
        withheld=tuple(store.withheld_on(day, seen.last_withheld)),
    )


def seen_now(store: Store, day: date) -> Seen:
    """Give where the store stands for a night of a day."""
    before = store.run_before(day)
    return Seen(
        before=before.id if before else "",
        last_event=store.last_event(),
        last_change=store.last_change(),
        last_withheld=store.last_withholding(),
    )


def pair_rows(store: Store, client: str, vacancy: str, day: date) -> Rows:
    """Take what the weighing of one pair needs: the rows of both, and the places between them."""
    sheets = {sheet: store.rows_of(sheet, "client", client) for sheet in CLIENT_SHEETS}
    sheets |= {sheet: store.rows_of(sheet, "vacancy", vacancy) for sheet in VACANCY_SHEETS}
    work = sheets["vacancies"]
    places = {row["place"] for row in (*sheets["clients"], *work)}
    sheets["employers"] = store.rows_in("employers", "employer", (row["employer"] for row in work))
    sheets["places"] = store.rows_in("places", "place", places)
    sheets["travel"] = store.rows_in("travel", "from_place", places)
    vacancies = frozenset(row["vacancy"] for row in store.open_rows("vacancies"))
    decided = read_decided(store, day)
    return replace(
        decided,
        sheets=sheets,
        yesterday=(),
        held=(),
        withheld=(),
        banned=tuple(ban for ban in decided.banned if ban[0] == (client, vacancy)),
        worked=tuple(one for one in decided.worked if one.client == client),
        known={
            "clients": frozenset({client}),
            "vacancies": vacancies,
            "tasks": vacancies - {vacancy},
        },
    )


def to_region(rows: Rows, day: date, catalogue: Catalogue) -> NightInput:
    """Make the nouns of a night out of its rows, without those who are not to be proposed.

    What was taken up for somebody before that keeps its place and support until a person ends it.
    """
    sheets = {
        name: [Row(file=name, line=line, values=values) for line, values in enumerate(found, start=1)]
        for name, found in with_work(rows.sheets, rows.worked, day).items()
    }
    result = read_sheets(sheets, day, catalogue, rows.known)
    everybody = {str(client.key): client for client in result.region.clients}
    withheld = everybody.keys() & set(rows.withheld)
    clients = {key: client for key, client in everybody.items() if key not in withheld}
    open_vacancies = only_open_places(result.region.vacancies, rows.worked, day)
    vacancies = {vacancy.key for vacancy in open_vacancies}
    region = replace(
        result.region,
        vacancies=open_vacancies,
        clients=tuple(_with_bans(client, rows) for client in clients.values()),
        yesterday=tuple(pair for pair in rows.yesterday if pair[0] in clients and pair[1] in vacancies),
        held=tuple(
            _held(row, everybody[row.client])
            for row in rows.held
            if row.client in everybody and row.vacancy in vacancies
        ),
    )
    return NightInput(region=region, n_unread=len(result.rejected), n_withheld=len(withheld))


def _with_bans(client: Client, rows: Rows) -> Client:
    own = tuple((vacancy, until) for (key, vacancy), until in rows.banned if key == client.key)
    return replace(client, forbidden=(*client.forbidden, *own)) if own else client


def _held(row: ProposalRow, client: Client) -> Held:
    return Held(
        client=row.client,
        vacancy=row.vacancy,
        gemeente=client.gemeente,
        coach_minutes=row.coach_minutes,
        once_cents=row.once_cents,
        is_claim=client.may_claim_guidance,
    )


def _is_open(state: PairState | None) -> bool:
    return state is None or state.status in OPEN


def _bans(states: Mapping[Pair, PairState]) -> list[tuple[Pair, date | None]]:
    return [(pair, state.last.until) for pair, state in states.items() if state.last is not None and state.is_out]
