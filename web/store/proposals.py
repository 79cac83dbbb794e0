"""Proposals of a run: the list, the whole weighing of each, and the amounts that were worked out after the plan."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa

from solver.planned import Outcome, Proposal
from web.store.asked import as_asked, texts
from web.store.codec import from_json
from web.store.records import WITH_PLAN, Amount, AmountStep, Compared, ProposalRow
from web.store.schema import outcomes, proposal_amounts, proposals, runs, unfinished_pairs, weighings
from web.store.stop import StopStore, is_on, may_be_seen

COLUMNS = tuple(proposals.c[name] for name in ProposalRow.__slots__)
# In the place of an outcome in one list of counts; no outcome is called so.
MADE, KEPT = "=voorstel", "=bleef"
WHY, TAKEN = "waarom", "bezet"


@dataclass(frozen=True, slots=True, kw_only=True)
class NightCounts:
    """A night in numbers.

    Attributes
    ----------
    proposals, kept
        Proposals it made, and how many of them the night before made too.
    outcomes
        Why people without a proposal have none: how many by reason.
    """

    proposals: int
    kept: int
    outcomes: Mapping[str, int]


class ProposalStore(StopStore):
    """What one transaction can do with proposals."""

    connection: sa.Connection

    def count_written(self, run_id: str) -> int:
        """Give how many proposals of a night stand in the store, whoever may see them; own matches are none of them."""
        own = sa.select(sa.func.count()).where(proposals.c.run_id == run_id, ~proposals.c.is_own_match)
        return int(self.connection.execute(own).scalar_one())

    def proposal_rows(self, run_id: str) -> list[ProposalRow]:
        """Give the proposals of a run, best first; pairs an adviser put together are none of them."""
        own = (proposals.c.run_id == run_id, ~proposals.c.is_own_match, self._may_be_seen())
        query = sa.select(*COLUMNS).where(*own).order_by(proposals.c.rank)
        return [ProposalRow(**row) for row in self.connection.execute(query).mappings()]

    def rows_with_forecast(self, proposal_ids: Sequence[str]) -> dict[str, tuple[ProposalRow, int | None]]:
        """Give proposals of any run by id, each with its forecast in cents a month."""
        query = _with_forecast(self.connection.dialect.name, self.heeds_stop)
        rows = self.connection.execute(query, {"proposals": as_asked(proposal_ids)}).all()
        made = ((ProposalRow(**dict(zip(ProposalRow.__slots__, row, strict=False))), row[-1]) for row in rows)
        return {row.id: (row, cents) for row, cents in made}

    def compared_before(self, proposal_ids: Sequence[str], day: date) -> dict[str, Compared]:
        """Give what proposals were in the night before a day, by their id; who was not proposed then is not there."""
        if not proposal_ids:
            return {}
        query = _compared_before(self.connection.dialect.name, self.heeds_stop)
        rows = self.connection.execute(query, {"proposals": as_asked(proposal_ids), "day": day}).all()
        return {row[0]: Compared._make(row[1:]) for row in rows}

    def proposals_by_id(self, proposal_ids: Sequence[str]) -> list[ProposalRow]:
        """Give proposals of any run by their ids, in the order of the ids."""
        if not proposal_ids:
            return []
        query = sa.select(*COLUMNS).where(proposals.c.id.in_(list(proposal_ids)), self._may_be_seen())
        query = query.order_by(proposals.c.id)
        return [ProposalRow(**row) for row in self.connection.execute(query).mappings()]

    def proposal_row(self, proposal_id: str) -> ProposalRow | None:
        """Give one proposal as a list shows it."""
        found = self.proposals_by_id([proposal_id])
        return found[0] if found else None

    def proposal_of_pair(self, run_id: str, client: str, vacancy: str) -> ProposalRow | None:
        """Give the proposal of a pair in a run."""
        own = (proposals.c.run_id == run_id, proposals.c.client == client, proposals.c.vacancy == vacancy)
        query = sa.select(*COLUMNS).where(*own, ~proposals.c.is_own_match, self._may_be_seen())
        row = self.connection.execute(query).mappings().first()
        return None if row is None else ProposalRow(**row)

    def proposals_of(self, *, client: str = "", vacancy: str = "", limit: int = 100) -> list[tuple[date, ProposalRow]]:
        """Give the proposals ever made for a client or a vacancy with their day, newest first."""
        query = sa.select(runs.c.day, *COLUMNS).join(runs, runs.c.id == proposals.c.run_id)
        query = query.where(runs.c.state.in_(WITH_PLAN), self._may_be_seen())
        if client:
            query = query.where(proposals.c.client == client)
        if vacancy:
            query = query.where(proposals.c.vacancy == vacancy)
        found = self.connection.execute(query.order_by(runs.c.day.desc(), proposals.c.rank).limit(limit)).mappings()
        return [(row["day"], ProposalRow(**{name: row[name] for name in ProposalRow.__slots__})) for row in found]

    def proposed_since(self, since: date, until: date) -> set[str]:
        """Give who had a proposal in a run with a plan of one of these days, both included."""
        query = sa.select(proposals.c.client).distinct().join(runs, runs.c.id == proposals.c.run_id)
        query = query.where(
            runs.c.state.in_(WITH_PLAN), runs.c.day >= since, runs.c.day <= until, ~proposals.c.is_own_match
        )
        return set(self.connection.execute(query).scalars())

    def plan_proposal(self, proposal_id: str) -> Proposal | None:
        """Give the whole weighing of a proposal."""
        query = sa.select(weighings.c.proposal).where(weighings.c.proposal_id == proposal_id)
        text = self.connection.execute(query).scalar_one_or_none()
        return None if text is None else from_json(Proposal, text)

    def told_proposal(self, proposal_id: str) -> tuple[ProposalRow, Proposal, Amount | None] | None:
        """Give a proposal of any run with its whole weighing and its subsidy forecast, in one question.

        While the stop button is on it comes without the other proposals it names.
        """
        row = self.connection.execute(_told(self.heeds_stop), {"proposal": proposal_id}).mappings().first()
        if row is None:
            return None
        own = ProposalRow(**{name: row[proposals.c[name]] for name in ProposalRow.__slots__})
        made = from_json(Proposal, row["proposal"])
        alone = replace(made, alternatives=(), rivals=()) if row["is_alone"] else made
        return own, alone, _amount(row) if row["basis"] is not None else None

    def plan_proposals(self, run_id: str) -> Iterator[Proposal]:
        """Give every proposal of a run by client, then vacancy."""
        query = (
            sa.select(proposals.c.client, proposals.c.vacancy, weighings.c.proposal)
            .join(proposals, proposals.c.id == weighings.c.proposal_id)
            .where(proposals.c.run_id == run_id, ~proposals.c.is_own_match)
        )
        for _, _, text in sorted(tuple(row) for row in self.connection.execute(query)):
            yield from_json(Proposal, text)

    def amount(self, proposal_id: str) -> Amount | None:
        """Give the subsidy forecast of a proposal."""
        query = sa.select(proposal_amounts).where(proposal_amounts.c.proposal_id == proposal_id)
        row = self.connection.execute(query).mappings().first()
        return None if row is None else _amount(row)

    def amounts(self, run_id: str) -> dict[str, Amount]:
        """Give the subsidy forecast of every proposal of a run, by proposal id."""
        query = sa.select(proposal_amounts).join(proposals, proposals.c.id == proposal_amounts.c.proposal_id)
        own = (proposals.c.run_id == run_id, ~proposals.c.is_own_match)
        found = self.connection.execute(query.where(*own)).mappings()
        return {row["proposal_id"]: _amount(row) for row in found}

    def cents_per_month(self, proposal_ids: Sequence[str]) -> dict[str, int | None]:
        """Give the forecast in cents by proposal id, without the steps."""
        query = sa.select(proposal_amounts.c.proposal_id, proposal_amounts.c.cents_per_month)
        query = query.where(proposal_amounts.c.proposal_id.in_(list(proposal_ids)))
        return {row.proposal_id: row.cents_per_month for row in self.connection.execute(query)}

    def outcomes(self, run_id: str) -> list[Outcome]:
        """Give why people without a proposal have none, by client."""
        query = sa.select(outcomes).where(outcomes.c.run_id == run_id)
        found = [
            Outcome(client=row["client"], code=row["code"], count=row["count"])
            for row in self.connection.execute(query).mappings()
        ]
        return sorted(found, key=lambda one: one.client)

    def night_counts(self, run_id: str) -> NightCounts:
        """Give what a run comes to in numbers, in one question."""
        none = sa.select(outcomes.c.code, sa.func.count()).where(outcomes.c.run_id == run_id).group_by(outcomes.c.code)
        own = (proposals.c.run_id == run_id, ~proposals.c.is_own_match)
        made = sa.select(sa.literal(MADE), sa.func.count()).where(*own)
        kept = sa.select(sa.literal(KEPT), sa.func.count()).where(*own, proposals.c.was_proposed_before)
        found = {str(code): int(number) for code, number in self.connection.execute(sa.union_all(none, made, kept))}
        return NightCounts(proposals=found.pop(MADE), kept=found.pop(KEPT), outcomes=found)

    def plan_about(self, run_id: str, client: str, vacancies: Iterable[str]) -> tuple[Outcome | None, Counter[str]]:
        """Give why one person has no proposal, and how many people some vacancies are taken by, in one question.

        Taken is what the run proposed to somebody and what anybody holds or works on, whoever may see him.
        """
        wanted = sorted(set(vacancies))
        proposed = (proposals.c.run_id == run_id, ~proposals.c.is_own_match, proposals.c.vacancy.in_(wanted))
        held = sa.select(unfinished_pairs.c.client, unfinished_pairs.c.vacancy)
        pairs = sa.union(
            sa.select(proposals.c.client, proposals.c.vacancy).where(*proposed),
            held.where(unfinished_pairs.c.vacancy.in_(wanted)),
        ).subquery()
        why = sa.select(sa.literal(WHY), outcomes.c.code, outcomes.c.count)
        taken = sa.select(sa.literal(TAKEN), pairs.c.vacancy, sa.func.count()).group_by(pairs.c.vacancy)
        own = why.where(outcomes.c.run_id == run_id, outcomes.c.client == client)
        rows = [tuple(row) for row in self.connection.execute(sa.union_all(own, taken))]
        outcome = next((Outcome(client=client, code=str(a), count=int(b)) for what, a, b in rows if what == WHY), None)
        return outcome, Counter({str(key): int(count) for what, key, count in rows if what == TAKEN})


@cache
def _told(heeds_stop: bool) -> sa.Select[Any]:
    """Ask for ``:proposal`` with its weighing, its forecast and whether it may name other proposals."""
    is_alone = is_on() if heeds_stop else sa.false()
    query = sa.select(*COLUMNS, weighings.c.proposal, proposal_amounts, is_alone.label("is_alone"))
    query = query.join_from(proposals, weighings, weighings.c.proposal_id == proposals.c.id)
    query = query.outerjoin(proposal_amounts, proposal_amounts.c.proposal_id == proposals.c.id)
    return query.where(proposals.c.id == sa.bindparam("proposal"), may_be_seen(heeds_stop))


@cache
def _with_forecast(dialect: str, heeds_stop: bool) -> sa.Select[Any]:
    """Ask for ``:proposals`` with their forecasts."""
    query = sa.select(*COLUMNS, proposal_amounts.c.cents_per_month)
    query = query.outerjoin_from(proposals, proposal_amounts, proposal_amounts.c.proposal_id == proposals.c.id)
    return query.where(proposals.c.id.in_(texts(dialect, "proposals")), may_be_seen(heeds_stop))


@cache
def _compared_before(dialect: str, heeds_stop: bool) -> sa.Select[Any]:
    """Ask for what the pairs of ``:proposals`` were in the night before ``:day``."""
    then = proposals.alias()
    earlier = sa.select(runs.c.id).where(runs.c.day < sa.bindparam("day"), runs.c.state.in_(WITH_PLAN))
    before = earlier.order_by(runs.c.day.desc(), runs.c.finished_at.desc(), runs.c.id).limit(1).scalar_subquery()
    same = (then.c.client == proposals.c.client) & (then.c.vacancy == proposals.c.vacancy) & ~then.c.is_own_match
    query = sa.select(proposals.c.id, *(then.c[name] for name in Compared._fields))
    query = query.join_from(proposals, then, same & (then.c.run_id == before))
    return query.where(proposals.c.id.in_(texts(dialect, "proposals")), may_be_seen(heeds_stop))


def _amount(row: sa.RowMapping) -> Amount:
    if row["detail"] is not None:
        return from_json(Amount, row["detail"])
    return Amount(
        basis=row["basis"],
        cents_per_month=row["cents_per_month"],
        steps=from_json(tuple[AmountStep, ...], row["steps"]),
    )
