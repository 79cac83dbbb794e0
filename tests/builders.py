"""What tests of weighing share: the scales of a day, and a pair about one item with all else asking nothing."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache

from fixtures.days import DAY
from fixtures.tiny import ASSESSED_ON, FAR, HOME, UNWILLING, job, limit, person
from matcher.catalogue.closes import load_closes
from matcher.catalogue.items import Item, load_catalogue
from matcher.domain.candidate import Fit, Gate, GateResult, ItemVerdict
from matcher.domain.client import Client, Stance, Wish, WishKind
from matcher.domain.profile import Answer, Demand, DemandSource, Frequency, Reading, ReadingOutcome, Source
from matcher.domain.region import Place, Region, TravelTime
from matcher.domain.support import INSTRUMENTS, Instrument
from matcher.domain.vacancy import Adaptations, Risk, Task, Vacancy
from matcher.fit import fit
from matcher.policy import MatchPolicy
from matcher.rules import Rights, Rulebook
from matcher.scales import Scales
from matcher.travel import TravelTable

COACH_SHARES = (300, 600, 1000, 1500)
CATALOGUE = load_catalogue()
ITEMS = {item.code: item for item in CATALOGUE.items}
NO_SEPARATE_GATE = [item for item in CATALOGUE.items if item.type != "META" and item.code not in ("VI-2", "VI-3")]


def scales_of(
    places: Iterable[Place], travel: Iterable[TravelTime] = (), *, day: date = DAY, policy: MatchPolicy | None = None
) -> Scales:
    policy = policy or MatchPolicy()
    return Scales(
        day=day,
        catalogue=CATALOGUE,
        closes=load_closes(),
        may_have=rights(day),
        policy=policy,
        travel=TravelTable.build(places, travel, policy),
        coach_shares=COACH_SHARES,
    )


@cache
def rights(day: date) -> Rights:
    """Give who may have what on a day, as the shipped rulebook says."""
    return Rulebook.load().on(day).may_have


@cache
def scales() -> Scales:
    """Give the scales of the tiny worlds."""
    return scales_of((HOME, FAR))


def region_scales(region: Region, day: date = DAY) -> Scales:
    return scales_of(region.places, region.travel, day=day)


def weighed(client: Client, vacancy: Vacancy, with_scales: Scales | None = None) -> Fit:
    return fit(client, vacancy, with_scales or scales())


def item_of(found: Fit, code: str) -> ItemVerdict:
    return next(item for item in found.items if item.item == code)


def gate_of(found: Fit, gate: Gate) -> GateResult:
    return next(result for result in found.gates if result.gate is gate)


def minutes(item: str, per_day: int, how: Frequency = Frequency.STRUCTURAL) -> Demand:
    """Give what an item counted per day asks in a full day."""
    return Demand(
        item=item, minutes_per_day=per_day, frequency=how, source=DemandSource.EMPLOYER, recorded_on=ASSESSED_ON
    )


def derived(demand: Demand) -> Demand:
    """Give a demand as it comes from an occupation profile."""
    return replace(demand, source=DemandSource.DERIVED)


def unknown(item: str) -> Demand:
    """Give a demand of which nobody said anything."""
    return Demand(item=item, source=DemandSource.EMPLOYER, recorded_on=ASSESSED_ON)


def task(key: str, share: int, *demands: Demand, leave: Answer = Answer.NO, risks: tuple[Risk, ...] = ()) -> Task:
    return Task(key=key, description=f"Taak {key}", share=share, can_leave_out=leave, risks=risks, demands=demands)


def reading(
    item: str,
    outcome: ReadingOutcome,
    instrument: Instrument | None = None,
    *,
    source: Source = Source.CASEWORKER,
    task: str = "",
    vacancy: str = "V1",
    until: date | None = None,
) -> Reading:
    return Reading(
        item=item,
        vacancy=vacancy,
        task=task,
        outcome=outcome,
        instrument=instrument,
        source=source,
        recorded_on=ASSESSED_ON,
        until=until,
    )


def with_readings(client: Client, *readings: Reading) -> Client:
    return replace(client, profile=replace(client.profile, readings=readings))


def refusing(client: Client, *instruments: Instrument) -> Client:
    """Give a person who does not want these kinds of support."""
    refused = tuple(
        Wish(kind=WishKind.SUPPORT, code=instrument, stance=Stance.NOT, words="Nee", recorded_on=ASSESSED_ON)
        for instrument in instruments
    )
    return replace(client, wishes=(*client.wishes, *refused))


def wishing(client: Client, stance: Stance, *instruments: Instrument) -> Client:
    """Give a person who said how he stands towards these kinds of support."""
    said = tuple(
        Wish(kind=WishKind.SUPPORT, code=instrument, stance=stance, words="Zo", recorded_on=ASSESSED_ON)
        for instrument in instruments
    )
    return replace(client, wishes=(*client.wishes, *said))


def all_but(*kept: Instrument) -> tuple[Instrument, ...]:
    return tuple(instrument for instrument in INSTRUMENTS if instrument not in kept)


def verdict_on(
    code: str, level: int, demand: Demand, *conditions: int, text: str = "", can: Adaptations = UNWILLING
) -> ItemVerdict:
    """Weigh one limit against one demand."""
    return item_of(weighed(person("K1", limit(code, level, *conditions, text=text)), job(demand, can=can)), code)


def item_codes(items: Iterable[Item]) -> list[str]:
    return [item.code for item in items]


def wish(kind: WishKind, code: str, stance: Stance) -> Wish:
    """Say a wish in words of one's own."""
    return Wish(kind=kind, code=code, stance=stance, words="Zo zeg ik het", recorded_on=ASSESSED_ON)
