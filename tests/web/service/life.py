"""One proposal on its way to work and back, a step at a time."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from matcher.domain.region import Region
from tests.web.made import DAY, NOW
from tests.web.service.conftest import FirstFits, Still
from tests.web.service.test_review import WORDS
from web.service.night.nightly import Night
from web.service.review import (
    Form,
    client_answered,
    discuss,
    employer_answered,
    offered,
    returned,
    started,
)
from web.store.events import ClientAnswer, EmployerAnswer, Event
from web.store.pair_states import PairState

DAYS = timedelta(days=1)
QUESTION = "Kan deze cliënt staan met een stahulp?"


@dataclass
class Life:
    """One proposal of one night, and who works on it."""

    night: Night
    proposal_id: str
    clock: Still = field(default_factory=Still)

    def form(self) -> Form:
        state = self.state()
        return Form(
            proposal_id=self.proposal_id,
            actor="m.bakker",
            seen_version=state.version,
            idempotency_key=f"{self.proposal_id}-{state.version}",
        )

    def state(self, day: date | None = None) -> PairState:
        with self.night.database.read() as store:
            row = store.proposal_row(self.proposal_id)
            assert row is not None
            return store.pair_state(row.client, row.vacancy, day or self.clock.today())

    def on(self, day: date) -> "Life":
        clock = Still(moment=NOW + (day - DAY), day=day)
        return Life(self.night, self.proposal_id, clock)

    def discussed(self) -> Event:
        return discuss(self.night.database, self.clock, self.form(), WORDS)

    def said(self, answer: ClientAnswer | None, **more: object) -> Event:
        return client_answered(
            self.night.database,
            self.clock,
            self.form(),
            answer=answer,
            **{"on": DAY, **more},  # type: ignore[arg-type]
        )

    def offered(self, on: date | None = DAY) -> Event:
        return offered(self.night.database, self.clock, self.form(), on=on)

    def employer(self, answer: EmployerAnswer | None = EmployerAnswer.YES, **more: object) -> Event:
        return employer_answered(
            self.night.database,
            self.clock,
            self.form(),
            answer=answer,
            **{"on": DAY, **more},  # type: ignore[arg-type]
        )

    def started(self, on: date | None = DAY, week_minutes: int | None = None) -> Event:
        return started(self.night.database, self.clock, self.form(), on=on, week_minutes=week_minutes)

    def returned(self, **more: object) -> Event:
        facts: dict[str, object] = {"on": self.clock.today(), "reasons": ("werk_te_zwaar",), "item": "IV-13", **more}
        return returned(self.night.database, self.clock, self.form(), **facts)  # type: ignore[arg-type]

    def at_work(self, on: date = DAY) -> "Life":
        for step in (self.discussed, lambda: self.said(ClientAnswer.YES), self.offered, self.employer):
            step()
        self.started(on)
        return self

    def next_region(self, day: date = DAY + DAYS) -> Region:
        """Give what the night of a day weighed."""
        self.night.run(day)
        plan = self.night.plan
        assert isinstance(plan, FirstFits)
        return plan.seen[-1]


def life_of(night: Night) -> Life:
    """Give the proposal of the first person for the first vacancy, on the morning after its night."""
    run = night.run(DAY).run
    with night.database.read() as store:
        found = next(row.id for row in store.proposal_rows(run.id) if row.pair == ("K1", "V1"))
    return Life(night, found)
