"""A piece of what a night writes: rows made ready before anybody has to wait for them, and what takes them away again.

Who writes holds up everybody who writes too, and every page about a person writes a line of the log. So texts are made
and deflated first, and only then a transaction begins.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

import sqlalchemy as sa

from solver.planned import Outcome, Proposal
from solver.stored_proof import StoredProof
from web.store.bulk import add_rows
from web.store.certificates import packed_proof, part_digest
from web.store.codec import to_json
from web.store.records import Amount, ProposalRow
from web.store.results import Kind
from web.store.schema import Deflated, certificates, outcomes, proposal_amounts, proposals, weighings

T = TypeVar("T")
Rows: TypeAlias = Sequence[Mapping[str, Any]]
Piece: TypeAlias = tuple[tuple[sa.Table, Rows], ...]
"""Tables with rows for each, in the order in which they are added."""

# The whole amount is kept deflated in `detail`; nights before that kept its steps as text.
NO_STEPS = "[]"


def of_proposals(rows: Sequence[tuple[ProposalRow, Proposal, Amount]]) -> Piece:
    """Give proposals with their weighings and their subsidy forecasts."""
    listing = [{name: getattr(row, name) for name in ProposalRow.__slots__} for row, _, _ in rows]
    details = [{"proposal_id": row.id, "proposal": Deflated.of(to_json(proposal))} for row, proposal, _ in rows]
    amounts = [
        {
            "proposal_id": row.id,
            "basis": amount.basis,
            "cents_per_month": amount.cents_per_month,
            "steps": NO_STEPS,
            "detail": Deflated.of(to_json(amount)),
        }
        for row, _, amount in rows
    ]
    return (proposals, listing), (weighings, details), (proposal_amounts, amounts)


def of_outcomes(run_id: str, found: Sequence[Outcome]) -> Piece:
    """Give why people without a proposal have none."""
    rows = [{"run_id": run_id, "client": one.client, "code": one.code, "count": one.count} for one in found]
    return ((outcomes, rows),)


def of_results(run_id: str, kind: Kind[T], found: Sequence[T], first: int = 0) -> Piece:
    """Give results of a kind, of which the first has this number."""
    numbered = enumerate(found, start=first)
    rows = [
        {"run_id": run_id, **kind.names(number, one), "content": Deflated.of(to_json(one))} for number, one in numbered
    ]
    return ((kind.table, rows),)


def of_certificate(run_id: str, proof: StoredProof) -> list[Piece]:
    """Give each part of a certificate as a piece of its own: they are large."""
    parts = packed_proof(proof)
    return [
        ((certificates, [{"run_id": run_id, "part": part, "content": content}]),) for part, content in parts.items()
    ]


def digests_of(certificate: Sequence[Piece]) -> tuple[tuple[str, str], ...]:
    """Give name and digest of each part of a certificate."""
    return tuple((row["part"], part_digest(row["content"])) for ((_, rows),) in certificate for row in rows)


class PieceStore:
    """What one transaction can add of a night that nobody sees yet, and take away of it again."""

    connection: sa.Connection

    def add_piece(self, piece: Piece) -> None:
        """Add a piece."""
        for table, rows in piece:
            if rows:
                add_rows(self.connection, table, rows)

    def drop_piece(self, piece: Piece) -> None:
        """Take a piece away, as far as it is there: such as one of which nobody knows whether it was kept."""
        for table, rows in reversed(piece):
            keys = (column.in_(sorted({row[column.name] for row in rows})) for column in table.primary_key.columns)
            self.connection.execute(table.delete().where(*keys))

    def write_proposals(self, rows: Sequence[tuple[ProposalRow, Proposal, Amount]]) -> None:
        """Add proposals with their weighings and their subsidy forecasts."""
        self.add_piece(of_proposals(rows))

    def put_own_match(self, row: ProposalRow, proposal: Proposal, amount: Amount) -> None:
        """Write a pair that an adviser put together, in the place of what he wrote of it before for the same run."""
        for table in (weighings, proposal_amounts):
            self.connection.execute(table.delete().where(table.c.proposal_id == row.id))
        self.connection.execute(proposals.delete().where(proposals.c.id == row.id, proposals.c.is_own_match))
        self.write_proposals([(row, proposal, amount)])

    def write_outcomes(self, run_id: str, found: Sequence[Outcome]) -> None:
        """Add why people without a proposal have none."""
        self.add_piece(of_outcomes(run_id, found))

    def write_results(self, run_id: str, kind: Kind[T], found: Sequence[T]) -> None:
        """Add results of a kind, in their order."""
        self.add_piece(of_results(run_id, kind, found))
