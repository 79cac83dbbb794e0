"""One attempt at a night, from its rows to the flip: plan, keep it, forecast, write, show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Protocol

from matcher.catalogue.items import Catalogue, load_catalogue
from matcher.domain.region import Region
from matcher.policy import MatchPolicy
from matcher.rules import Rules, with_choices
from solver.engines.apart import engines_apart
from solver.overnight import Changed
from solver.planned import Outcome, Plan
from solver.policy import SolverPolicy
from web.service.dossier.amounts import forecast_of
from web.service.lists.unproposed import unproposed
from web.service.night.export import digest_of, plan_lines
from web.service.night.input import NOT_WEIGHED, NightInput, Rows, not_weighed, to_region, without
from web.service.night.kept_stages import KeptStages
from web.service.night.measure import Progress, Stopwatch
from web.service.night.output import Desk, outcome_of
from web.service.night.overnight import changes_since
from web.service.night.versions import package_versions, policies, seeds
from web.service.night.writing import Writer, again
from web.service.tasks.lost import MOST_NOT_WEIGHED, NotWeighed, TooManyNotWeighed
from web.store.accounts import PUBLIC_IDS
from web.store.records import RunKey, RunState

if TYPE_CHECKING:
    from web.service.night.nightly import Night

ONLY_CANONICAL = "canonical"
TRIES = 3
"""Attempts at a night in this process; whatever ended so many of them can be somebody's data."""


class MakePlan(Protocol):
    """The pipeline of the solver, or what a test puts in its place."""

    def __call__(
        self,
        region: Region,
        *,
        day: date,
        rules: Rules,
        catalogue: Catalogue,
        match_policy: MatchPolicy,
        solver_policy: SolverPolicy,
        progress: Progress,
    ) -> Plan: ...


def pipeline(threads: int, kept: KeptStages | None = None, *, is_apart: bool = False) -> MakePlan:
    """Give the pipeline of the solver; with a place to keep its ranking, one that was kept is read back.

    Parameters
    ----------
    is_apart
        Rank in processes of their own, so that nobody's data can end this one.
    """
    from solver.plan import make_plan

    return partial(make_plan, threads=threads, rank=kept.ranking(threads, is_apart=is_apart) if kept else None)


def with_left_out(plan: Plan, people: Sequence[str]) -> Plan:
    """Give a plan that says of people who were left out of it that they were."""
    said = tuple(Outcome(client=key, code=NOT_WEIGHED, count=0) for key in people)
    return replace(plan, outcomes=(*plan.outcomes, *said)) if said else plan


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What a night takes from the store after its plan was made."""

    salt: str
    wage_groups: Mapping[str, str]
    unproposed: tuple[tuple[str, int], ...] | None
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """One attempt to make one run: from its rows to the flip."""

    night: Night
    key: RunKey
    rules: Rules
    rows: Rows
    watch: Stopwatch
    kept: KeptStages
    writer: Writer

    def make(self) -> None:
        """Make the plan, or read the one that was kept; write it and show it."""
        catalogue, night, watch = load_catalogue(), self.night, self.watch
        with watch.stage("controleren"):
            night.progress("controleren", 0, 1)
            made_of = to_region(self.rows, self.key.day, catalogue)
            rules = with_choices(self.rules, made_of.region.choices)
        plan, lines = self._kept_plan(made_of, rules, catalogue)
        aside = not_weighed(plan.outcomes)
        made_of = to_region(without(self.rows, aside), self.key.day, catalogue) if aside else made_of
        with watch.stage("bedragen"):
            night.progress("bedragen", 0, 1)
            beside = again(partial(self._beside, made_of.region, plan), night.wait)
            desk = Desk(
                run_id=self.writer.run_id,
                key=self.key,
                salt=beside.salt,
                night=made_of,
                rows=self.rows,
                forecast=forecast_of(made_of.region, rules, beside.wage_groups),
            )
            made = desk.write(plan)
        with watch.stage("schrijven"):
            certificate = self.writer.write(plan, made)
        manifest = replace(
            outcome_of(plan, made, self.rows, made_of),
            withheld=made_of.n_withheld - len(aside),
            not_weighed=len(aside),
            unproposed=beside.unproposed,
            changes=beside.changes,
            versions=package_versions(),
            policies=policies(night.match_policy, night.solver_policy),
            seeds=seeds(),
            stages=watch.costs,
            plan_digest=digest_of(lines),
            certificate=certificate,
        )
        is_less = plan.solve.status == ONLY_CANONICAL or plan.solve.is_cut_short
        self.writer.publish(RunState.FALLEN_BACK if is_less else RunState.DONE, manifest, night.clock.now())
        self.kept.forget()

    def _beside(self, region: Region, plan: Plan) -> _Beside:
        with self.night.database.begin() as store:
            return _Beside(
                salt=store.secret(PUBLIC_IDS),
                wage_groups=store.wml_groups(),
                unproposed=unproposed(store, region, plan, self.key.day),
                changes=changes_since(store, store.run_before(self.key.day), self.rows, plan),
            )

    def _kept_plan(self, made_of: NightInput, rules: Rules, catalogue: Catalogue) -> tuple[Plan, list[str]]:
        """Give the plan with the lines of its export: as it was kept, else made now and kept."""
        kept = self.kept.plan()
        plan = kept or self._plan(made_of, rules, catalogue)
        lines = list(plan_lines(plan))
        if kept is None:
            self.kept.keep_plan(plan, lines)
        self.writer.points.reach("bewaard")
        return plan, lines

    def _plan(self, made_of: NightInput, rules: Rules, catalogue: Catalogue) -> Plan:
        def hear(stage: str, done: int, total: int) -> None:
            self.watch.begin(stage)
            self.night.progress(stage, done, total)

        is_apart = self.writer.attempt > TRIES
        make_plan = self.night.plan or pipeline(self.night.settings.threads, self.kept, is_apart=is_apart)
        region, aside = made_of.region, frozenset[str]()
        with engines_apart():
            while True:
                try:
                    plan = make_plan(
                        region,
                        day=self.key.day,
                        rules=rules,
                        catalogue=catalogue,
                        match_policy=self.night.match_policy,
                        solver_policy=self.night.solver_policy,
                        progress=hear,
                    )
                    break
                except NotWeighed as found:
                    aside |= set(found.people)
                    if len(aside) > MOST_NOT_WEIGHED:
                        raise TooManyNotWeighed(len(aside)) from found
                    region = to_region(without(self.rows, aside), self.key.day, catalogue).region
        self.watch.end()
        return with_left_out(plan, sorted(aside))
