"""Pairs drawn so that every rule of weighing decides some of them, each made by changing a plain pair on purpose.

Five sorts: one item and all around it plain; several items at once; one gate; one instrument; one line of points beside
its neighbour without it; and pairs of a drawn region.  The same seed gives the same pairs.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

import numpy as np

from fixtures.caseload import region
from fixtures.days import DAY
from fixtures.tiny import FAR, HOME, job, person
from matcher.domain.candidate import Line
from matcher.domain.caseload import I32, Caseload
from matcher.domain.client import Client, ClientKey
from matcher.domain.support import INSTRUMENTS
from matcher.domain.vacancy import Vacancy, VacancyKey
from matcher.encode import encode
from matcher.kernel import VERDICT, judge_each
from matcher.policy import MatchPolicy
from matcher.scales import Scales
from tests.builders import CATALOGUE, ITEMS, NO_SEPARATE_GATE, scales_of
from tests.matcher.drawing.gaps import draw_day_parts, draw_left_out, draw_read, draw_stacked, draw_stopped, draw_unread
from tests.matcher.drawing.gates import GATES_DRAWN, KNOWN_TIMES, LONELY
from tests.matcher.drawing.items import Pair, draw_pair
from tests.matcher.drawing.lines import TWINS, draw_with_instrument
from tests.matcher.drawing.together import draw_carved, draw_couple, draw_dropped, draw_read_apart, draw_wished

TOGETHER = (draw_couple, draw_couple, draw_carved, draw_read_apart, draw_dropped, draw_wished)


@dataclass(slots=True)
class Drawn:
    """Drawn pairs with the people and vacancies they are made of.

    Attributes
    ----------
    pairs
        Row of the person and of the vacancy, in the order of drawing.
    twins
        Pairs that differ in one line of points only: the line and their places in ``pairs``.
    """

    clients: list[Client] = field(default_factory=list)
    vacancies: list[Vacancy] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    twins: list[tuple[Line, int, int]] = field(default_factory=list)
    _rows: dict[int, tuple[object, int]] = field(default_factory=dict)

    def add(self, client: Client, vacancy: Vacancy) -> int:
        """Keep a pair under keys of its own; give its place."""
        column = self._vacancy(vacancy)
        key = self.vacancies[column].key
        readings = tuple(replace(one, vacancy=key) if one.vacancy == "V1" else one for one in client.profile.readings)
        banned = tuple((key if name == "V1" else name, until) for name, until in client.forbidden)
        if readings or banned:
            client = replace(client, profile=replace(client.profile, readings=readings), forbidden=banned)
        self.pairs.append((self._client(client), column))
        return len(self.pairs) - 1

    def caseload(self, scales: Scales) -> Caseload:
        return encode(self.clients, self.vacancies, scales)

    def rows(self) -> tuple[I32, I32]:
        table = np.array(self.pairs, np.int32)
        return np.ascontiguousarray(table[:, 0]), np.ascontiguousarray(table[:, 1])

    def _vacancy(self, vacancy: Vacancy) -> int:
        if id(vacancy) not in self._rows:
            self._rows[id(vacancy)] = (vacancy, len(self.vacancies))
            own = vacancy if vacancy.key.startswith("W") else replace(vacancy, key=VacancyKey(self._key("V")))
            self.vacancies.append(own)
        return self._rows[id(vacancy)][1]

    def _client(self, client: Client) -> int:
        if id(client) not in self._rows:
            self._rows[id(client)] = (client, len(self.clients))
            self.clients.append(replace(client, key=ClientKey(self._key("K"))))
        return self._rows[id(client)][1]

    def _key(self, letter: str) -> str:
        return f"{letter}{len(self.clients if letter == 'K' else self.vacancies):06d}"


def draw_all(
    *,
    per_item: int,
    mixed: int,
    together: int,
    per_gate: int,
    per_instrument: int,
    per_line: int,
    natural: int,
    seed: int = 7,
    policy: MatchPolicy | None = None,
    day: date = DAY,
) -> tuple[Drawn, Scales]:
    """Draw pairs of every sort."""
    drawn, draw, apart = Drawn(), Random(seed), Random(seed + 1)
    whole = region(300, 120, seed)
    scales = scales_of((*whole.places, HOME, FAR, LONELY), (*whole.travel, *KNOWN_TIMES), policy=policy, day=day)
    for client, vacancy in _on_purpose(draw, per_item, mixed, per_gate, per_instrument):
        drawn.add(client, vacancy)
    for _ in range(together):
        drawn.add(*draw_stacked(draw))
        drawn.add(*draw_left_out(draw))
        drawn.add(*draw_read(draw))
        drawn.add(*draw_stopped(draw))
        drawn.add(*draw_unread(draw))
        drawn.add(*draw_day_parts(draw))
        for draw_together in TOGETHER:
            drawn.add(*draw_together(apart))
    for line, change in TWINS.items():
        for _ in range(per_line):
            client, vacancy = person(), job()
            before = drawn.add(client, vacancy)
            drawn.twins.append((line, before, drawn.add(*change(draw, client, vacancy))))
    if natural:
        _add_natural(drawn, natural, seed, scales)
    return drawn, scales


def _on_purpose(draw: Random, per_item: int, mixed: int, per_gate: int, per_instrument: int) -> Iterator[Pair]:
    for item in NO_SEPARATE_GATE:
        for _ in range(per_item):
            yield draw_pair(draw, [item])
    for _ in range(mixed):
        together = draw.sample(NO_SEPARATE_GATE, draw.randint(2, 9))
        if draw.random() < 0.3:
            couple = draw.choice(CATALOGUE.couples)
            halves = [ITEMS[couple.first], ITEMS[couple.second]]
            together = [*halves, *(item for item in together if item not in halves)]
        yield draw_pair(draw, together)
    for draw_gate in GATES_DRAWN.values():
        for _ in range(per_gate):
            yield draw_gate(draw)
    for instrument in INSTRUMENTS:
        for _ in range(per_instrument):
            yield draw_with_instrument(draw, instrument)


def _add_natural(drawn: Drawn, count: int, seed: int, scales: Scales) -> None:
    """Add pairs of a drawn region, as many of each verdict as there are, by what the kernel says of them."""
    whole = region(300, 120, seed)
    caseload = encode(whole.clients, whole.vacancies, scales)
    clients, vacancies = (np.ascontiguousarray(one.ravel(), np.int32) for one in np.indices((300, 120)))
    verdicts = judge_each(caseload, clients, vacancies).out[:, VERDICT]
    lots = np.random.default_rng(seed).permutation(len(verdicts))
    chosen = np.concatenate([lots[verdicts[lots] == verdict][: count // 4] for verdict in range(4)])
    keys = {one.key: replace(one, key=VacancyKey(f"W{one.key}")) for one in whole.vacancies}
    people = {one.key: _renamed(one, keys) for one in whole.clients}
    for place in np.sort(chosen):
        client = people[whole.clients[clients[place]].key]
        drawn.add(client, keys[whole.vacancies[vacancies[place]].key])


def _renamed(client: Client, keys: dict[VacancyKey, Vacancy]) -> Client:
    """Give a person whose readings and bans speak of the vacancies under their new keys."""
    readings = tuple(replace(one, vacancy=f"W{one.vacancy}") for one in client.profile.readings)
    banned = tuple((f"W{name}", until) for name, until in client.forbidden)
    return replace(client, profile=replace(client.profile, readings=readings), forbidden=banned)
