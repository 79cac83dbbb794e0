"""People, roles and nights let loose on the forms of a proposal: nothing becomes final without a person.

A state machine sends forms as any role would, complete, half, twice or out of turn, and lets nights pass in between.
After each step the events in the store are held to T17: who may decide recorded every one of them, a pair that was put
to an employer has the person's own yes with its day before it, and a night or a role without the right never adds one.
"""

import shutil
from collections import Counter
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.web.made import DAY
from tests.web.pages.unanswered import Never
from tests.web.pages.visit import Visit
from tests.web.pages.world import ADVISER, AUDITOR, BATCH, CASEWORKER, EXPERT, build, night_of, settings_of
from web.app import create_app
from web.service.oversight.audit import Audit, audit
from web.store.database import Database
from web.store.events import ClientAnswer, Event, EventKind
from web.store.pair_states import AT_WORK, PairStatus

TODAY = DAY.isoformat()
RIGHT_ONES, MOST = 20, 40
DAYS = ("", "maandag", TODAY, "2026-11-01", "2026-11-03", "2027-06-01")
STEPS = (
    "bespreken", "niet-doen", "later", "ongedaan", "contact", "advies-gevraagd", "advies-gegeven", "antwoord-client",
    "voorgesteld", "antwoord-werkgever", "gestart", "loopt", "terugkeer",
)  # fmt: skip
RIGHT_ORDER = {
    "bespreken": EventKind.DISCUSS,
    "antwoord-client": EventKind.CLIENT,
    "voorgesteld": EventKind.OFFER,
    "antwoord-werkgever": EventKind.EMPLOYER,
}
REASONS = ("reistijd", "anders", "werk_te_zwaar", "geen_interesse", "client_niet_bereikbaar", "onzin")
NOTES = ("", "kort", "Dit is een toelichting van meer dan twintig tekens.", "x" * 5000, "\x00\n=1+1")
ROLES = (ADVISER, CASEWORKER, EXPERT, AUDITOR, BATCH, "")
MAY_DECIDE, MAY_ADVISE = frozenset({ADVISER, CASEWORKER}), frozenset({EXPERT})
FINAL = frozenset({PairStatus.OFFERED, PairStatus.ACCEPTED}) | AT_WORK
REPLIES = frozenset({303, 400, 403, 404, 409, 422, 429})
reached: Counter[str] = Counter()
audits: list[Audit] = []

FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "answer": st.sampled_from(["ja", "nee", "twijfel", "ander_werk", "uit te ja", ""]),
        "day": st.sampled_from(DAYS),
        "until": st.sampled_from(DAYS),
        "note": st.sampled_from(NOTES),
        "reasons": st.lists(st.sampled_from(REASONS), max_size=2),
        "hours": st.sampled_from(["", "16,5", "veel", "-4", "1e309"]),
        "item": st.sampled_from(["", "IV-13", "XX-1"]),
        "addressee": st.sampled_from(["", "arbeidsdeskundige", "collega"]),
    },
)


class Deciding(RuleBasedStateMachine):
    """One small region and everybody who has an account in it."""

    made: Path | None = None

    @initialize()
    def open(self) -> None:
        """Give everybody a browser at a region of our own."""
        type(self).made = made = self.made or build(Path(mkdtemp())).data_folder
        self.folder = Path(mkdtemp())
        shutil.copy(made / "waag.db", self.folder / "waag.db")
        self.settings = settings_of(self.folder)
        self.app = create_app(self.settings, start=Never)
        self.app.testing = False
        self.visits = {role: Visit(self.app) for role in ROLES}
        for role, visit in self.visits.items():
            if role:
                visit.sign_in(role)
        self.tokens = {role: self._token(role) for role in ROLES}
        self.database = Database(self.settings.database_url)
        self.day, self.keys, self.known = DAY, 0, 0
        self.proposals: list[tuple[str, tuple[str, str]]] = []
        self._find()

    def _token(self, role: str) -> str:
        page = "/voorstellen" if role in (ADVISER, CASEWORKER, EXPERT, AUDITOR) else "/inloggen"
        try:
            return self.visits[role].token(page)
        except AssertionError:
            return "none"

    def _find(self) -> None:
        """Take the proposals of the night; where it has none, forms go on about those of the night before."""
        with self.database.read() as store:
            run = store.current_run()
            assert run is not None
            found = [(row.id, row.pair) for row in store.proposal_rows(run.id)]
        self.proposals = found or self.proposals

    @rule(
        what=st.integers(0, MOST), role=st.sampled_from(ROLES), place=st.integers(0, 5), step=st.sampled_from(STEPS),
        fields=FIELDS, behind=st.integers(0, 1), is_twice=st.booleans(),
    )  # fmt: skip
    def happen(
        self, what: int, role: str, place: int, step: str, fields: dict[str, Any], behind: int, is_twice: bool
    ) -> None:
        """Let one thing happen: the right next step, some form of somebody, or, now and then, a night."""
        if what < RIGHT_ONES:
            self._go_on(place, role)
        elif what == MOST:
            self._night()
        else:
            self._post(role, place, step, fields, behind)
            if is_twice:
                self._post(role, place, step, fields, behind, is_again=True)

    def _go_on(self, place: int, role: str) -> None:
        """Take the right next step with all it asks, so that whole lives are lived; who may not is refused."""
        _, pair = self.proposals[place % len(self.proposals)]
        kinds = {event.kind for event in self._events(pair)}
        step = next((step for step, kind in RIGHT_ORDER.items() if kind not in kinds), "gestart")
        self._post(role, place, step, {"answer": "ja", "day": TODAY, "note": NOTES[2]}, 0)

    def _night(self) -> None:
        """Let a night pass; it may change what is proposed and nothing of what people said."""
        before = self._count()
        self.day += timedelta(days=1)
        night_of(self.database, self.settings).run(self.day)
        assert self._count() == before, "a night added an event"
        reached["nights"] += 1
        self._find()

    def _post(
        self, role: str, place: int, step: str, fields: dict[str, Any], behind: int, *, is_again: bool = False
    ) -> None:
        proposal, pair = self.proposals[place % len(self.proposals)]
        before = self._count()
        self.keys += not is_again
        seen = max(0, len(self._events(pair)) - behind - is_again)
        unseen = {"csrf_token": self.tokens[role], "versie": str(seen), "sleutel": f"{self.keys:032x}"}
        reply = self.visits[role].browser.post(f"/voorstellen/{proposal}/{step}", data={**fields, **unseen})
        assert reply.status_code in REPLIES, (role, step, fields, reply.status_code)
        added = self._count() - before
        may = role in MAY_ADVISE if step == "advies-gegeven" else role in MAY_DECIDE
        assert added in ((0, 1) if may and reply.status_code == 303 else (0,)), (role, step, reply.status_code)
        assert not (is_again and added), f"a form sent twice counted twice: {step}"
        reached[step] += added
        reached["sent"] += 1

    @invariant()
    def nothing_is_final_without_a_person(self) -> None:
        """Hold every pair to T17."""
        if not hasattr(self, "database"):
            return
        with self.database.read() as store:
            states = store.pair_states(self.day)
        for pair, state in states.items():
            for event in state.events:
                allowed = MAY_ADVISE if event.kind is EventKind.ADVISED else MAY_DECIDE
                assert event.actor in allowed, (pair, event.kind, event.actor)
            if state.status in FINAL:
                assert person_said_yes(state.events), (pair, state.status)
                reached[f"stands on {state.status.value}"] += 1

    def _events(self, pair: tuple[str, str]) -> list[Event]:
        with self.database.read() as store:
            return store.events_of_pair(*pair)

    def _count(self) -> int:
        with self.database.read() as store:
            return store.last_event()

    def teardown(self) -> None:
        """Give the store back."""
        if hasattr(self, "database"):
            audits.append(audit(self.database, None))
            assert audits[-1].holds, audits[-1]
            self.database.close()
            self.visits[ADVISER].close()
            shutil.rmtree(self.folder)


def person_said_yes(events: tuple[Event, ...]) -> bool:
    """Whether the person's own yes, with its day, stands before the pair was put to an employer."""
    offered = next((at for at, event in enumerate(events) if event.kind is EventKind.OFFER), len(events))
    return any(
        event.kind is EventKind.CLIENT and event.answer == ClientAnswer.YES and event.happened_on is not None
        for event in events[:offered]
    )


def lived(steps: int, lives: int, *, is_drawn_anew: bool = False) -> settings:
    """Give the settings for so many lives of so many steps; the same ones each time, unless drawn anew."""
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    return settings(
        max_examples=lives, stateful_step_count=steps, deadline=None, database=None, derandomize=not is_drawn_anew,
        suppress_health_check=checks, phases=[Phase.generate],
    )  # fmt: skip
