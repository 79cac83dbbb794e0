"""What one transaction can do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

import sqlalchemy as sa

from solver.planned import Proposal
from web.store.accounts import AccountStore
from web.store.caseload import CaseloadStore
from web.store.certificates import CertificateStore
from web.store.chain import Chain
from web.store.codec import to_json
from web.store.copying import CopyStore
from web.store.decisions import DecisionStore
from web.store.deeds import DeedStore
from web.store.doors import DoorStore
from web.store.drafts import DraftStore
from web.store.errors import StoreError
from web.store.events import Event, NewEvent
from web.store.journal import Entry, JournalStore, NewEntry, Subject
from web.store.listing import ListingStore
from web.store.log import LogKind, NewLine
from web.store.overview import OverviewStore
from web.store.pieces import PieceStore
from web.store.policies import see_on_server
from web.store.proposals import ProposalStore
from web.store.prune import PruneStore
from web.store.records import Amount, ProposalRow, Run
from web.store.results import ACQUISITIONS, EVERYTHING, Kind, ResultStore
from web.store.retaining import RetainingStore
from web.store.runs import RunStore
from web.store.schema import sheet_tables
from web.store.scope import REGION, Scope
from web.store.stop import StopStore
from web.store.typed import Typed, TypedStore
from web.store.uploads import UploadStore
from web.store.views import ViewStore
from web.store.withheld import NewWithholding, WithheldStore, Withholding

T = TypeVar("T")
VACANCIES = "vacancies"
_SEEN = sa.select(sheet_tables["clients"].c.client).where(sheet_tables["clients"].c.client == sa.bindparam("asked"))
NOT_PROPOSED, PROPOSED_AGAIN = "niet_voorstellen", "weer_voorstellen"


class Store(
    CaseloadStore,
    RunStore,
    PruneStore,
    PieceStore,
    ProposalStore,
    ListingStore,
    ResultStore,
    CertificateStore,
    DecisionStore,
    DeedStore,
    WithheldStore,
    AccountStore,
    DoorStore,
    RetainingStore,
    ViewStore,
    TypedStore,
    JournalStore,
    OverviewStore,
    DraftStore,
    UploadStore,
    StopStore,
    CopyStore,
):
    """One open transaction on the store; made by `Database`, gone when its `with` ends."""

    def __init__(self, connection: sa.Connection, scope: Scope) -> None:
        self.connection = connection
        self.scope = scope

    @contextmanager
    def beyond_scope(self) -> Iterator[None]:
        """See the region for a moment: to count places that others took, or to seal the log. Never to show anybody."""
        if self.scope.is_region:
            yield
            return
        narrow, self.connection.dialect = self.connection.dialect, self.connection.engine.dialect
        # What is kept is kept by scope: what is seen now is the region's.
        own, self.scope = self.scope, REGION
        is_server = self.connection.dialect.name == "postgresql"
        try:
            # A fault takes the wider sight back with it.
            with self.connection.begin_nested() if is_server else nullcontext():
                see_on_server(self.connection, REGION.text)
                yield
                see_on_server(self.connection, own.text)
        finally:
            self.connection.dialect, self.scope = narrow, own

    def sees(self, client: str) -> bool:
        """Whether a person is one of this scope."""
        return self.scope.is_region or self.connection.execute(_SEEN, {"asked": client}).first() is not None

    def refuse_foreign(self, client: str) -> None:
        """Refuse to write about somebody of another gemeente; PostgreSQL refuses it by itself too.

        Raises
        ------
        StoreError
            Without saying whether there is such a person.
        """
        if client and not self.sees(client):
            raise StoreError("This is about nobody of your gemeente; nothing was written.")

    def add_event(self, new: NewEvent) -> Event:
        """Add an event and seal it in the log, both or neither; the same form twice is one event and one line."""
        self.refuse_foreign(new.client)
        newest = self.last_event()
        added = super().add_event(new)
        if added.id > newest:
            self.add_line(
                NewLine(
                    at=added.at,
                    actor=added.actor,
                    role="",
                    kind=LogKind.DECISION,
                    what=added.kind.value,
                    client=added.client,
                    vacancy=added.vacancy,
                    detail=added.proposal_id,
                    event_id=added.id,
                )
            )
        return added

    def add_withholding(self, new: NewWithholding) -> Withholding:
        """Add a step of *niet voorstellen* and seal it in the log, both or neither."""
        self.refuse_foreign(new.client)
        again = self.withholding_of_form(new.idempotency_key)
        added = again or super().add_withholding(new)
        if again is None:
            said = sha256(to_json([added.reason, added.note, added.until]).encode()).hexdigest()[:16]
            self.add_line(
                NewLine(
                    at=added.at,
                    actor=added.actor,
                    role="",
                    kind=LogKind.CHANGE,
                    what=NOT_PROPOSED if added.is_on else PROPOSED_AGAIN,
                    client=added.client,
                    detail=f"{added.id} {said}",
                )
            )
        return added

    def add_entry(self, new: NewEntry) -> Entry:
        """Add an entry of the journal and seal it in the log, both or neither."""
        self.refuse_foreign(new.key if new.subject is Subject.CLIENT else "")
        again = self.entry_of_form(new.idempotency_key)
        added = again or super().add_entry(new)
        if again is None:
            self.add_line(
                NewLine(
                    at=added.at,
                    actor=added.actor,
                    role="",
                    kind=LogKind.CHANGE,
                    what=added.kind,
                    client=added.key if added.subject is Subject.CLIENT else "",
                    vacancy=added.key if added.subject is Subject.VACANCY else "",
                    detail=f"{added.id} {sha256(added.content.encode()).hexdigest()[:16]}",
                )
            )
        return added

    def add_line(self, new: NewLine) -> None:
        """Add a line after the newest of the region."""
        self.refuse_foreign(new.client)
        super().add_line(new)

    def log_head(self) -> str:
        """Give the digest of the newest line, whoever it is about; it tells nothing of anybody."""
        with self.beyond_scope():
            return super().log_head()

    def check_chain(self) -> Chain:
        """Go over every line and every decision of the region once more; only numbers come back."""
        with self.beyond_scope():
            return super().check_chain()

    def assign(self, pairs: Iterable[tuple[str, str]], owner: str, actor: str, at: datetime) -> None:
        """Note that somebody looks after proposals from now on."""
        own = sorted(pairs)
        for client, _ in own:
            self.refuse_foreign(client)
        super().assign(own, owner, actor, at)

    def put_typed(self, typed: Typed) -> None:
        """Keep what was typed over a row."""
        self.refuse_foreign("" if typed.sheet == VACANCIES else typed.owner)
        super().put_typed(typed)

    def write_proposals(self, rows: Sequence[tuple[ProposalRow, Proposal, Amount]]) -> None:
        """Add proposals of a run."""
        if not self.scope.is_region:
            for row, _, _ in rows:
                self.refuse_foreign(row.client)
        super().write_proposals(rows)

    def results(
        self,
        run_id: str,
        kind: Kind[T],
        where: Mapping[str, str] = EVERYTHING,
        *,
        limit: int | None = None,
        skip: int = 0,
    ) -> list[T]:
        """Give the results of a kind; an order to look for work names nobody of another gemeente."""
        found = super().results(run_id, kind, where, limit=limit, skip=skip)
        if self.scope.is_region or kind.table is not ACQUISITIONS.table:
            return found
        own = set(self.open_values("clients", "client"))
        return [replace(one, clients=tuple(key for key in one.clients if key in own)) for one in found]  # type: ignore[type-var, attr-defined]

    def own_part(self, run: Run) -> Run:
        """Give a run with the budgets and floors of this scope alone."""
        if self.scope.gemeenten is None or run.manifest is None:
            return run
        budgets = tuple(one for one in run.manifest.budgets if one.gemeente in self.scope.gemeenten)
        floors = tuple(one for one in run.manifest.floors if one.gemeente in self.scope.gemeenten)
        return replace(run, manifest=replace(run.manifest, budgets=budgets, floors=floors))
