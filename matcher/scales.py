"""The scales one night weighs on: the day, the tables and the choices that hold, together in one frozen value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matcher.catalogue.closes import ClosesTable, load_closes
from matcher.catalogue.items import Catalogue, Item
from matcher.domain.client import Client, LegalGroup, LksGroup
from matcher.domain.profile import Answer, Capacity
from matcher.domain.region import Region
from matcher.domain.support import JOBCOACH, Instrument
from matcher.domain.vacancy import Vacancy
from matcher.policy import MatchPolicy
from matcher.rules import Rights, Rules, first_year_basis_points
from matcher.travel import TravelTable

YES, PERHAPS, NO = 2, 1, 0
EMPLOYER_PART: dict[Instrument, str] = {
    Instrument.ORGANISATION: "organisation",
    Instrument.AID: "aid",
    Instrument.INTERMEDIATE: "aid",
    Instrument.VISUAL_AID: "aid",
    Instrument.WORK_BUDDY: "work_buddy",
    **dict.fromkeys(JOBCOACH, "jobcoach"),
    Instrument.WAGE_SUBSIDY: "slower_pace",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scales:
    """What a weighing needs beside the person and the vacancy.

    Attributes
    ----------
    coach_shares
        First-year jobcoach time in basis points of the working time, per regime of `JOBCOACH`; from the law.
    """

    day: date
    catalogue: Catalogue
    closes: ClosesTable
    may_have: Rights
    policy: MatchPolicy
    travel: TravelTable
    coach_shares: tuple[int, int, int, int]

    def capacity(self, client: Client, item: Item) -> Capacity | None:
        """Give what a person can on an item; None where nobody looked."""
        return client.profile.on(item.code, item.rubriek, self.day)

    def capacities(self, client: Client, items: Sequence[Item]) -> list[Capacity | None]:
        """Give what a person can on each of these items, in their order."""
        return client.profile.on_each([(item.code, item.rubriek) for item in items], self.day)

    def status(self, client: Client, instrument: Instrument) -> int:
        """Say whether a person may have an instrument: `YES`, `NO`, or `PERHAPS` where that is not known yet.

        What the person refuses he does not get, nor a heavier regime of a jobcoach he refuses; what nobody needs a
        right to (organisation, other tasks, an hours path) he may always have.
        """
        if client.refuses(instrument):
            return NO
        if instrument in (Instrument.ORGANISATION, Instrument.LEAVE_OUT, Instrument.HOURS_PATH):
            return YES
        row = self.may_have.row(instrument)
        is_allowed = self.may_have.allows(instrument, client.legal_group)
        if not is_allowed and client.legal_group is not LegalGroup.UNKNOWN:
            return NO
        if row.needs_lks_group and client.lks_group is LksGroup.NOT:
            return NO
        is_member = not row.needs_lks_group or client.lks_group is LksGroup.ESTABLISHED
        return YES if is_allowed and is_member and row.decided_by is None else PERHAPS

    def asks_employer(self, instrument: Instrument) -> bool:
        """Whether an instrument needs the employer's yes; functiecreatie needs it per task."""
        return instrument is Instrument.LEAVE_OUT or instrument in EMPLOYER_PART

    def coach_minutes(self, instrument: Instrument, week_minutes: int) -> int:
        """Give jobcoach minutes a week in the first year for a regime and working time, rounded up."""
        if instrument not in JOBCOACH:
            return 0
        return -(-week_minutes * self.coach_shares[JOBCOACH.index(instrument)] // 10_000)


def scales_of(region: Region, *, day: date, rules: Rules, policy: MatchPolicy, catalogue: Catalogue) -> Scales:
    """Put together what a night weighs on."""
    return Scales(
        day=day,
        catalogue=catalogue,
        closes=load_closes(),
        may_have=rules.may_have,
        policy=policy,
        travel=TravelTable.build(region.places, region.travel, policy),
        coach_shares=first_year_basis_points(rules.jobcoach),
    )


def employer_answer(vacancy: Vacancy, instrument: Instrument) -> Answer:
    """Give the employer's answer to an instrument; yes where it asks nothing of him."""
    part = EMPLOYER_PART.get(instrument)
    answer: Answer = Answer.YES if part is None else getattr(vacancy.adaptations, part)
    return answer
