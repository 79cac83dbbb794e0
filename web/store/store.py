"""What one transaction can do."""

from hashlib import sha256

import sqlalchemy as sa

from web.store.accounts import AccountStore
from web.store.caseload import CaseloadStore
from web.store.certificates import CertificateStore
from web.store.decisions import DecisionStore
from web.store.doors import DoorStore
from web.store.drafts import DraftStore
from web.store.erasing import ErasingStore
from web.store.events import Event, NewEvent
from web.store.journal import Entry, JournalStore, NewEntry, Subject
from web.store.listing import ListingStore
from web.store.log import LogKind, NewLine
from web.store.overview import OverviewStore
from web.store.proposals import ProposalStore
from web.store.prune import PruneStore
from web.store.results import ResultStore
from web.store.runs import RunStore
from web.store.stop import StopStore
from web.store.typed import TypedStore
from web.store.uploads import UploadStore
from web.store.views import ViewStore


class Store(
    CaseloadStore,
    RunStore,
    PruneStore,
    ProposalStore,
    ListingStore,
    ResultStore,
    CertificateStore,
    DecisionStore,
    AccountStore,
    DoorStore,
    ErasingStore,
    ViewStore,
    TypedStore,
    JournalStore,
    OverviewStore,
    DraftStore,
    UploadStore,
    StopStore,
):
    """One open transaction on the store; made by `Database`, gone when its `with` ends."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection

    def add_event(self, new: NewEvent) -> Event:
        """Add an event and seal it in the log, both or neither; the same form twice is one event and one line."""
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

    def add_entry(self, new: NewEntry) -> Entry:
        """Add an entry of the journal and seal it in the log, both or neither."""
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
