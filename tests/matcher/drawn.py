"""Pairs drawn so that every rule of weighing decides some of them, each made by changing a plain pair on purpose.

Five sorts: one item and all around it plain; several items at once; one gate; one instrument; one line of points beside
its neighbour without it; and pairs of a drawn region.  The same seed gives the same pairs.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from random import Random

import numpy as np

from fixtures.caseload import region
from fixtures.days import DAY
from fixtures.tiny import ASSESSED_ON, FAR, HOME, UNWILLING, WILLING, demand, job, limit, person
from matcher.catalogue.closes import load_closes
from matcher.catalogue.items import Item, ItemType
from matcher.domain.candidate import Gate, Line
from matcher.domain.caseload import I32, Caseload
from matcher.domain.client import (
    Client,
    ClientKey,
    DayPart,
    HoursStep,
    LegalGroup,
    LksGroup,
    Mode,
    Qualification,
    Stance,
    Wish,
    WishKind,
)
from matcher.domain.profile import (
    Answer,
    BinDemand,
    CapacityValue,
    Demand,
    DemandSource,
    Frequency,
    Reading,
    ReadingOutcome,
    Source,
)
from matcher.domain.region import Place
from matcher.domain.support import INSTRUMENTS, Instrument
from matcher.domain.vacancy import Adaptations, Requirement, Risk, Task, Vacancy, VacancyKey
from matcher.encode import encode
from matcher.kernel import VERDICT, judge_each
from matcher.scales import Scales
from tests.builders import CATALOGUE, ITEMS, NO_SEPARATE_GATE, minutes, refusing, scales_of, with_readings
from tests.matcher.test_support import ROWS, STOPPED_BY, closing
from tests.matcher.test_support import Pair as OnePair

HOUR = 60
OLD = date(2024, 3, 1)
ANSWERS = (Answer.YES, Answer.YES, Answer.NO, Answer.UNKNOWN)
LONELY = Place(key="eiland", x=100_000, y=600_000)
Pair = tuple[Client, Vacancy]


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


def some(draw: Random, values: Sequence[int], most: int = 9) -> tuple[int, ...]:
    return tuple(sorted(draw.sample(values, draw.randint(1, min(most, len(values))))))


def draw_values(draw: Random, item: Item) -> list[CapacityValue]:
    """Give what sources said of an item; nothing at all means that nobody looked."""
    sort = draw.choices(("limited", "norm", "unknown", "old", "two"), (60, 10, 12, 6, 12))[0]
    if sort == "unknown":
        return []
    on = OLD if sort == "old" else ASSESSED_ON
    values = [replace(_value(draw, item, is_limited=sort != "norm"), recorded_on=on)]
    if sort == "two":
        own = _value(draw, item, is_limited=draw.random() < 0.5)
        values.append(replace(own, source=Source.SELF, recorded_on=draw.choice((on, OLD))))
    return values


def _value(draw: Random, item: Item, *, is_limited: bool) -> CapacityValue:
    text = "alleen onder voorwaarden" if draw.random() < 0.15 else ""
    if not is_limited:
        return limit(item.code, text=text)
    if item.type is ItemType.SET:
        return limit(item.code, 0, *some(draw, item.condition_numbers), text=text)
    level = draw.randint(1, item.k) if item.type is ItemType.ORD else 1
    return limit(item.code, level, text=text)


def draw_demand(draw: Random, item: Item) -> Demand:
    """Give what is asked of an item, around what a person can just or just not do."""
    source = draw.choices((DemandSource.EMPLOYER, DemandSource.DERIVED), (85, 15))[0]
    how = draw.choice(tuple(Frequency))
    if draw.random() < 0.07:
        return Demand(item=item.code, source=source, recorded_on=ASSESSED_ON)
    if item.per_day:
        ceiling = draw.choice(item.day_ceilings)
        asked = min(1440, max(0, ceiling * draw.choice((1, 2, 3, 4)) * 2 // 3 + draw.randint(-2, 2)))
        return Demand(item=item.code, minutes_per_day=asked, frequency=how, source=source, recorded_on=ASSESSED_ON)
    if item.type is ItemType.ORD:
        value: int | tuple[int, ...] = draw.choice((-1, 0, 0, 0, 1, 2, 3))
        return replace(demand(item.code, min(int(value), item.k), how), source=source)
    if item.type is ItemType.SET:
        return replace(demand(item.code, some(draw, item.condition_numbers)), source=source)
    return replace(demand(item.code, draw.choice(tuple(BinDemand))), source=source)


def draw_adaptations(draw: Random) -> Adaptations:
    return Adaptations(
        organisation=draw.choice(ANSWERS),
        aid=draw.choice(ANSWERS),
        work_buddy=draw.choice(ANSWERS),
        jobcoach=draw.choice(ANSWERS),
        slower_pace=draw.choice(ANSWERS),
        seated=draw.choice(ANSWERS),
    )


def draw_pair(draw: Random, items: Sequence[Item]) -> Pair:
    """Give a pair about some items: what sources said, one to four tasks that ask, readings and refusals."""
    values = [value for item in items for value in draw_values(draw, item)]
    known = {value.item for value in values}
    blank = {item.rubriek for item in items if item.code not in known}
    client = person("K1", *values)
    coverage = tuple(one for one in client.profile.coverage if one.rubriek not in blank)
    readings = tuple(_reading(draw, value) for value in values if draw.random() < (0.35 if value.text else 0.08))
    client = replace(
        client,
        profile=replace(client.profile, coverage=coverage, readings=readings),
        lks_group=draw.choice(tuple(LksGroup)),
        legal_group=draw.choice((LegalGroup.BIJSTAND, LegalGroup.JONGERE_7A, LegalGroup.UNKNOWN)),
        week_minutes=draw.choice((20, 22, 24)) * HOUR,
    )
    if draw.random() < 0.25:
        client = refusing(client, *draw.sample(INSTRUMENTS, 3))
    return client, draw_vacancy(draw, items)


def draw_stacked(draw: Random) -> Pair:
    """Give a pair with three to seven items one level too heavy now and then, of which support covers few."""
    levelled = [item for item in NO_SEPARATE_GATE if item.type is ItemType.ORD and not item.per_day]
    start = draw.randrange(len(levelled))
    near = (levelled * 2)[start : start + 10]
    items = draw.sample(near, draw.randint(3, 7))
    how = (Frequency.INCIDENTAL, Frequency.MARGINAL, Frequency.MARGINAL, Frequency.UNKNOWN)
    asked = (demand(item.code, 0, draw.choice(how[: draw.randint(2, 4)])) for item in items)
    can = replace(UNWILLING, aid=draw.choice((Answer.NO, Answer.NO, Answer.YES)))
    return person("K1", *(limit(item.code, 1) for item in items)), job(*asked, can=can)


LEFT_OUT: dict[str, tuple[CapacityValue, Demand]] = {
    "I-8": (limit("I-8", 0, 6), demand("I-8", (6,))),
    "II-6": (limit("II-6", 0, 1), demand("II-6", (1,))),
    "II-8": (limit("II-8", 2), demand("II-8", 0)),
    "II-11": (limit("II-11", 1), demand("II-11", BinDemand.NORM)),
    "II-12": (limit("II-12", 0, 2), demand("II-12", (2,))),
    "IV-4": (limit("IV-4", 2), minutes("IV-4", 120)),
    "IV-13": (limit("IV-13", 2), demand("IV-13", 0)),
    "IV-18": (limit("IV-18", 2), demand("IV-18", 0)),
}


def draw_left_out(draw: Random) -> Pair:
    """Give a pair with two or three gaps that leaving tasks out closes; together they can be too much."""
    codes = draw.sample(sorted(LEFT_OUT), draw.randint(2, 3))
    share = draw.choice((15, 20, 25, 30))
    tasks = [
        Task(
            key=f"t{place}",
            description="Deel",
            share=share,
            can_leave_out=Answer.YES,
            demands=(LEFT_OUT[code][1], *(() if code == "IV-4" else (minutes("IV-4", 0),))),
        )
        for place, code in enumerate(codes)
    ]
    rest = Task(key="rest", description="De rest", share=100 - share * len(codes), demands=(minutes("IV-4", 0),))
    vacancy = job(tasks=(*tasks, rest), can=replace(UNWILLING, aid=draw.choice((Answer.YES, Answer.NO))))
    vacancy = replace(vacancy, demands=tuple(one for one in vacancy.demands if one.item != "IV-4"))
    return person("K1", *(LEFT_OUT[code][0] for code in codes)), vacancy


def draw_read(draw: Random) -> Pair:
    """Give a pair about an item with levels and a text that somebody read, at every weight of the work."""
    item = draw.choice([item for item in NO_SEPARATE_GATE if item.type is ItemType.ORD and not item.per_day])
    client = person("K1", limit(item.code, 1, text="alleen onder voorwaarden"))
    found = Reading(
        item=item.code,
        vacancy="V1",
        outcome=ReadingOutcome.WORKS_WITH,
        instrument=draw.choice(INSTRUMENTS),
        source=draw.choice((Source.CASEWORKER, Source.CASEWORKER, Source.LABOUR_EXPERT)),
        recorded_on=ASSESSED_ON,
    )
    asked = demand(item.code, draw.choice((-1, 0, 0, 1)), draw.choice(tuple(Frequency)))
    return with_readings(client, found), job(asked, can=draw_adaptations(draw))


@cache
def _stopped(why: str) -> tuple[OnePair, ...]:
    return tuple(pair for row in ROWS for pair in STOPPED_BY[why](row))


def draw_stopped(draw: Random) -> Pair:
    """Give a pair whose one gap a row of the closes table would close, but for one condition of that row."""
    pair = draw.choice(_stopped(draw.choice(sorted(STOPPED_BY))))
    return pair.client, pair.vacancy


def _reading(draw: Random, value: CapacityValue) -> Reading:
    outcome = draw.choice(tuple(ReadingOutcome))
    return Reading(
        item=value.item,
        vacancy="V1",
        task=draw.choice(("", "", "t0")),
        outcome=outcome,
        instrument=draw.choice(INSTRUMENTS) if outcome is ReadingOutcome.WORKS_WITH else None,
        source=draw.choice((Source.CASEWORKER, Source.LABOUR_EXPERT)),
        recorded_on=ASSESSED_ON,
        until=draw.choice((None, DAY, DAY - timedelta(days=1))),
    )


def draw_vacancy(draw: Random, items: Sequence[Item]) -> Vacancy:
    shares = draw.choice(((100,), (60, 40), (55, 45), (40, 35, 25), (40, 20, 20, 20)))
    own: list[list[Demand]] = [[] for _ in shares]
    common: list[Demand] = []
    for item in items:
        if (item.code != "VI-1" and draw.random() < 0.4 and not item.per_day) or (item.per_day and draw.random() < 0.5):
            common.append(draw_demand(draw, item))
        else:
            for demands in own:
                if draw.random() < 0.7:
                    demands.append(draw_demand(draw, item))
    tasks = tuple(
        Task(
            key=f"t{place}",
            description=f"Taak {place}",
            share=share,
            can_leave_out=draw.choice(ANSWERS),
            risks=(draw.choice(tuple(Risk)),) if draw.random() < 0.15 else (),
            demands=tuple(demands),
        )
        for place, (share, demands) in enumerate(zip(shares, own, strict=True))
    )
    per_task = {one.item for demands in own for one in demands if ITEMS[one.item].per_day}
    vacancy = job(*common, tasks=tasks, can=draw_adaptations(draw))
    kept = tuple(one for one in vacancy.demands if one.item not in per_task)
    return replace(vacancy, demands=kept, days_per_week=draw.choice((4, 4, 5)))


def objection(kind: WishKind, code: str, stance: Stance = Stance.NOT) -> Wish:
    return Wish(kind=kind, code=code, stance=stance, words="Zo zeg ik het", recorded_on=ASSESSED_ON)


def _open(draw: Random) -> Pair:
    shift = [None, *(DAY + timedelta(days=days) for days in (-1, 0, 1))]
    return person(), replace(job(), opens_on=draw.choice(shift), closes_on=draw.choice(shift))


def _available(draw: Random) -> Pair:
    near = [None, *(DAY + timedelta(days=days) for days in (-1, 0, 1, 28, 29))]
    client = person()
    which = draw.choice(("available_from", "basics_first_until", "education_first_until", "is_placed"))
    changed: dict[str, object] = {which: draw.choice(near) if which != "is_placed" else draw.random() < 0.7}
    return replace(client, **changed), job()  # type: ignore[arg-type]


def _objection(draw: Random) -> Pair:
    if draw.random() < 0.3:
        until = draw.choice((None, DAY, DAY - timedelta(days=1)))
        return replace(person(), forbidden=((draw.choice(("V1", "V1", "elders")), until),)), job()
    kind = draw.choice((WishKind.OCCUPATION, WishKind.SECTOR, WishKind.EMPLOYER, WishKind.SEARCH))
    code = {WishKind.OCCUPATION: "test", WishKind.SECTOR: "overig", WishKind.EMPLOYER: "W1"}.get(kind, "")
    stance = draw.choice((Stance.NOT, Stance.NOT, Stance.RATHER_NOT))
    wishes = (objection(kind, draw.choice((code, code, "ander")), stance),)
    return replace(person(), wishes=wishes), _at_another(draw, job())


def _at_another(draw: Random, vacancy: Vacancy) -> Vacancy:
    """Give a vacancy at perhaps another employer, in perhaps another sector or occupation."""
    return replace(
        vacancy,
        occupation=draw.choice((vacancy.occupation, vacancy.occupation, "ander")),
        sector=draw.choice((vacancy.sector, vacancy.sector, "ander")),
        employer=draw.choice((vacancy.employer, vacancy.employer, "ander")),
    )


def _hours(draw: Random) -> Pair:
    ceilings = (limit("VI-2", draw.randint(0, 4)), limit("VI-3", draw.randint(0, 4)))
    stated = draw.choice((None, 8, 12, 16, 20, 24, 36))
    client = replace(
        person("K1", *ceilings, without=draw.choice(("", "", "", "VI"))),
        week_minutes=None if stated is None else stated * HOUR,
        path=tuple(HoursStep(month=month, week_minutes=draw.choice((16, 20, 24, 30)) * HOUR) for month in (2, 6)),
    )
    least = draw.choice((8, 12, 16, 20))
    vacancy = replace(job(), ramp_months=draw.choice((0, 2, 3, 6)), days_per_week=draw.choice((3, 4, 5)))
    return client, replace(vacancy, week_minutes_min=least * HOUR, week_minutes_max=(least + 8) * HOUR)


def _times(draw: Random) -> Pair:
    parts = [None, *(tuple(draw.sample(tuple(DayPart), count)) for count in (1, 1, 2, 3, 4))]
    vacancy = replace(job(), times=draw.choice(parts), every_evening=draw.random() < 0.5)
    kept = tuple(one for one in vacancy.demands if one.item != "VI-1")
    client = person("K1", limit("VI-1", 0, *some(draw, (1, 2)))) if draw.random() < 0.3 else person()
    return replace(client, times=draw.choice(parts)), replace(vacancy, demands=kept)


def _travel(draw: Random, places: Sequence[Place] = (HOME, FAR, LONELY)) -> Pair:
    modes = draw.choice((None, *(tuple(draw.sample(tuple(Mode), count)) for count in (1, 2, 3, 4))))
    ends = [draw.choice((None, *(place.key for place in places))) for _ in range(2)]
    own_limit = draw.choice((None, 10, 15, 20, 45, 60, 90, 120))
    client = replace(person(), place=ends[0], modes=modes, travel_limit=own_limit)
    return client, replace(job(), place=ends[1])


def _certificate(draw: Random) -> Pair:
    held = tuple(
        Qualification(kind="certificaat", code=code, has=draw.choice(tuple(Answer)))
        for code in draw.sample("abc", draw.randint(0, 3))
    )
    wanted = tuple(Requirement(kind="certificaat", code=code) for code in draw.sample("abc", draw.randint(1, 2)))
    return replace(person(), qualifications=held), replace(job(), requirements=wanted)


def _posture(draw: Random) -> Pair:
    limits = (limit(code, draw.randint(2, 3)) for code in ("V-2", "V-4", "IV-17"))
    client = replace(person("K1", *limits), week_minutes=draw.randint(700, 1440))
    return client, replace(job(), week_minutes_min=10 * HOUR, days_per_week=draw.randint(2, 6))


GATES_DRAWN: dict[Gate, Callable[[Random], Pair]] = {
    Gate.OPEN: _open,
    Gate.AVAILABLE: _available,
    Gate.OBJECTION: _objection,
    Gate.HOURS: _hours,
    Gate.TIMES: _times,
    Gate.TRAVEL: _travel,
    Gate.CERTIFICATE: _certificate,
    Gate.POSTURE: _posture,
}


def draw_with_instrument(draw: Random, instrument: Instrument) -> Pair:
    """Give a pair that only this instrument opens, or where it is a claim."""
    member = replace(person(), lks_group=LksGroup.ESTABLISHED, week_minutes=draw.randint(20 * HOUR, 24 * HOUR))
    if instrument is Instrument.HOURS_PATH:
        now, later = draw.randint(8, 19), draw.randint(20, 30)
        client = replace(person(), week_minutes=now * HOUR, path=(HoursStep(month=2, week_minutes=later * HOUR),))
        return client, replace(job(), ramp_months=draw.randint(2, 6))
    if instrument is Instrument.JOBCOACH_VERY_LIGHT:
        return member, job(can=replace(UNWILLING, jobcoach=draw.choice((Answer.YES, Answer.UNKNOWN))))
    pair = closing(draw.choice([row for row in load_closes().rows if row.instrument is instrument]))
    group = draw.choice(tuple(LksGroup)) if instrument is not Instrument.WAGE_SUBSIDY else LksGroup.ESTABLISHED
    return replace(pair.client, lks_group=group, week_minutes=draw.randint(20 * HOUR, 24 * HOUR)), pair.vacancy


def _wish_twin(draw: Random, client: Client, vacancy: Vacancy) -> Pair:
    kinds = ((WishKind.OCCUPATION, vacancy.occupation), (WishKind.SECTOR, vacancy.sector), (WishKind.EMPLOYER, "X"))
    kind, code = draw.choice(kinds)
    wish = objection(kind, code, draw.choice((Stance.GLADLY, Stance.RATHER_NOT)))
    rest = tuple(one for one in client.wishes if one.kind is WishKind.SUPPORT)
    return replace(client, wishes=(*rest, wish)), vacancy


def _load_twin(draw: Random, client: Client, vacancy: Vacancy) -> Pair:
    codes = draw.sample(("IV-18", "V-5", "II-8", "IV-19"), draw.randint(1, 2))
    asked = tuple(demand(code, 0, Frequency.INCIDENTAL) for code in codes)
    limited = {value.item: value for value in client.profile.values} | {code: limit(code, 1) for code in codes}
    profile = replace(client.profile, values=tuple(limited.values()))
    kept = tuple(one for one in vacancy.demands if one.item not in codes)
    return replace(client, profile=profile), replace(vacancy, demands=(*asked, *kept), adaptations=UNWILLING)


def _ability_twin(draw: Random, client: Client, vacancy: Vacancy) -> Pair:
    held = tuple(
        Qualification(kind="vaardigheid", code=code, has=draw.choice(tuple(Answer)), mastery=draw.randint(0, 5))
        for code in "ab"
    )
    wanted = tuple(Requirement(kind="vaardigheid", code=code, mastery=draw.randint(0, 4)) for code in "abc")
    return replace(client, qualifications=held), replace(vacancy, requirements=wanted)


def _travel_twin(draw: Random, client: Client, vacancy: Vacancy) -> Pair:
    return replace(client, modes=tuple(Mode), travel_limit=draw.randint(60, 120)), replace(vacancy, place=FAR.key)


def _hours_twin(draw: Random, client: Client, vacancy: Vacancy) -> Pair:
    return replace(client, path=(HoursStep(month=9, week_minutes=draw.randint(28, 50) * HOUR),)), vacancy


def _lasting_twin(draw: Random, client: Client, vacancy: Vacancy) -> Pair:
    months, grows = draw.choice((None, 3, 6, 9)), draw.choice(tuple(Answer))
    return client, replace(vacancy, contract_months=months, can_grow=grows)


def _waiting_twin(draw: Random, client: Client, vacancy: Vacancy) -> Pair:
    return replace(client, last_step_on=DAY - timedelta(days=draw.randint(0, 150))), vacancy


def _support_twin(draw: Random, client: Client, vacancy: Vacancy) -> Pair:
    code = draw.choice(("I-9", "IV-7", "IV-15", "IV-16", "V-3"))
    kept = tuple(one for one in vacancy.demands if one.item != code)
    heavy = replace(vacancy, demands=(demand(code, 0), *kept), adaptations=replace(WILLING, jobcoach=Answer.YES))
    return replace(client, profile=replace(client.profile, values=(limit(code, 1),))), heavy


TWINS: dict[Line, Callable[[Random, Client, Vacancy], Pair]] = {
    Line.WISH: _wish_twin,
    Line.LOAD: _load_twin,
    Line.ABILITY: _ability_twin,
    Line.TRAVEL: _travel_twin,
    Line.HOURS: _hours_twin,
    Line.LASTING: _lasting_twin,
    Line.WAITING: _waiting_twin,
    Line.SUPPORT: _support_twin,
}


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
) -> tuple[Drawn, Scales]:
    """Draw pairs of every sort."""
    drawn, draw = Drawn(), Random(seed)
    whole = region(300, 120, seed)
    scales = scales_of((*whole.places, HOME, FAR, LONELY), whole.travel)
    for client, vacancy in _on_purpose(draw, per_item, mixed, per_gate, per_instrument):
        drawn.add(client, vacancy)
    for _ in range(together):
        drawn.add(*draw_stacked(draw))
        drawn.add(*draw_left_out(draw))
        drawn.add(*draw_read(draw))
        drawn.add(*draw_stopped(draw))
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
