"""What one transaction can do."""

import sqlalchemy as sa

from web.store.accounts import AccountStore
from web.store.caseload import CaseloadStore
from web.store.certificates import CertificateStore
from web.store.decisions import DecisionStore
from web.store.proposals import ProposalStore
from web.store.results import ResultStore
from web.store.runs import RunStore


class Store(CaseloadStore, RunStore, ProposalStore, ResultStore, CertificateStore, DecisionStore, AccountStore):
    """One open transaction on the store; made by `Database`, gone when its `with` ends."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
