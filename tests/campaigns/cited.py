"""Whether what an argument cites is there: each fact held against the person, the region and the catalogue."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from matcher.catalogue.items import load_catalogue
from matcher.catalogue.occupations import load_occupations
from matcher.domain.argument import Argument, Fact, FactName
from matcher.domain.candidate import GATES
from matcher.domain.client import Client
from matcher.domain.dates import months_between
from matcher.domain.nearmiss import StepKind
from matcher.domain.question import QuestionKind
from matcher.domain.region import Placement, Region
from matcher.domain.road import Road

BUDGETS = {"coach_minutes", "discretionary_coach_minutes", "once_cents", "supported_people"}
# Of the two sources of a question one can be something that happened or was read instead of somebody who spoke.
NOT_SPOKEN = {"uitval", "werk"}


@dataclass(frozen=True, kw_only=True)
class Record:
    """All that is recorded of one person, and the region around him."""

    client: Client
    road: Road
    placements: tuple[Placement, ...]
    region: Region
    day: date

    @classmethod
    def of(cls, client: Client, region: Region, day: date) -> "Record":
        road = next((one for one in region.roads if one.client == client.key), Road(client=str(client.key)))
        placements = tuple(one for one in region.placements if one.client == client.key)
        return cls(client=client, road=road, placements=placements, region=region, day=day)

    def days(self) -> set[date]:
        """Give every day that is recorded of the person."""
        client, road = self.client, self.road
        profile = client.profile
        single = (road.choice, road.own_step)
        said = [*client.wishes, *road.goals, *road.put_forward, *road.sheltered, *(one for one in single if one)]
        days = {one.recorded_on for one in (*said, *profile.values, *profile.coverage, *profile.readings)}
        days |= {one.ended_on for one in client.drop_outs} | {one.started_on for one in self.placements}
        return days | ({client.last_step_on} if client.last_step_on else set())

    def untils(self) -> set[date | None]:
        """Give every day up to which the person is not free."""
        client = self.client
        own = {client.basics_first_until, client.education_first_until, client.available_from}
        return own | {one.ended_on for one in self.placements}

    def jobs(self) -> set[str]:
        """Give every vacancy of the region, and those the person was placed on."""
        return {str(one.key) for one in self.region.vacancies} | {one.vacancy for one in self.placements}

    def words(self) -> set[str]:
        """Give every text that is recorded of the person."""
        client, road = self.client, self.road
        single = (road.choice, road.own_step)
        said = [*client.wishes, *road.goals, *road.put_forward, *(one for one in single if one)]
        return {one.words for one in said} | {one.cause for one in client.drop_outs}

    def sources(self) -> set[str]:
        """Give everybody who said something of the person."""
        profile, road = self.client.profile, self.road
        named = [one.source for one in profile.values] + [one.source for one in profile.coverage]
        named += [one.source for one in road.put_forward] + [one.source for one in road.sheltered]
        return {str(one) for one in named}


def uncited(argument: Argument, record: Record) -> Iterator[str]:
    """Give each fact of an argument that is not there."""
    for fact in argument.facts:
        if not _CHECKS.get(fact.name, _is_number)(fact, record):
            yield f"{record.client.key} {argument.code}: {fact.name} {fact.value} is nowhere"


def _is_number(fact: Fact, _: Record) -> bool:
    return fact.value.isdigit()


def _is_level(fact: Fact, record: Record) -> bool:
    said = {str(one.level) for one in record.client.profile.values} | {"0"}
    return fact.value in said | {"|".join(map(str, one.conditions)) for one in record.client.profile.values}


def _is_item(fact: Fact, _: Record) -> bool:
    return fact.value in {item.code for item in load_catalogue().items}


def _is_certificate(fact: Fact, record: Record) -> bool:
    held = {one.code for one in record.client.qualifications}
    return fact.value in held | {one.code for vacancy in record.region.vacancies for one in vacancy.requirements}


def _waited(fact: Fact, record: Record) -> bool:
    stepped_on = record.client.last_step_on
    return stepped_on is not None and fact.value == str(months_between(stepped_on, record.day))


Check = Callable[[Fact, Record], bool]
_CHECKS: dict[FactName, Check] = {
    FactName.UNTIL: lambda fact, of: date.fromisoformat(fact.value) in of.untils(),
    FactName.RECORDED_ON: lambda fact, of: date.fromisoformat(fact.value) in of.days(),
    FactName.LAST_ON: lambda fact, of: date.fromisoformat(fact.value) in of.days(),
    FactName.OLDEST_ON: lambda fact, of: date.fromisoformat(fact.value) in of.days(),
    FactName.SOURCE: lambda fact, of: fact.value in of.sources(),
    FactName.OTHER_SOURCE: lambda fact, of: fact.value in of.sources() | NOT_SPOKEN,
    FactName.WORDS: lambda fact, of: fact.value in of.words(),
    FactName.CAUSE: lambda fact, of: fact.value in of.words(),
    FactName.CHOICE: lambda fact, of: of.road.choice is not None and fact.value == of.road.choice.choice,
    FactName.WISH: lambda fact, of: fact.value in {wish.code for wish in of.client.wishes},
    FactName.ITEM: _is_item,
    FactName.CERTIFICATE: _is_certificate,
    FactName.GATE: lambda fact, _: fact.value in GATES,
    FactName.LEVEL: _is_level,
    FactName.OTHER_LEVEL: _is_level,
    FactName.VACANCY: lambda fact, of: fact.value in of.jobs(),
    FactName.BUDGET: lambda fact, _: fact.value in BUDGETS,
    FactName.QUESTION: lambda fact, _: fact.value in set(QuestionKind),
    FactName.STEP: lambda fact, _: fact.value in set(StepKind),
    FactName.WAITING_MONTHS: _waited,
    FactName.WEEK_MINUTES: lambda fact, of: fact.value in {str(step.week_minutes) for step in of.client.path},
    FactName.OCCUPATION: lambda fact, _: fact.value in {one.code for one in load_occupations()},
    FactName.SHELTERED: lambda fact, of: fact.value in {one.question for one in of.road.sheltered},
    FactName.GOAL: lambda fact, of: fact.value in {one.area for one in of.road.goals},
}
