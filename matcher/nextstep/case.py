"""All that is known of one person at the moment his next step is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matcher.domain.client import Client
from matcher.domain.nearmiss import Opening
from matcher.domain.question import AdQuestion, Question
from matcher.domain.region import Placement
from matcher.domain.road import Road
from matcher.nextstep.ask import Opens
from matcher.nextstep.nearest import Nearest
from matcher.nextstep.standing import Standing
from matcher.nextstep.unknown import Held


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How much is known of the items, and how much of that is limited.

    Attributes
    ----------
    known, limited
        Items with a value at most 24 months old, and of those the ones that are not at the norm.
    all
        Items that are weighed.
    stale
        Items of which all that is known is older than 24 months.
    newest_on
        Day of the newest value or covered rubriek; None where there is none.
    """

    known: int
    limited: int
    all: int
    stale: int
    newest_on: date | None


def profile_of(client: Client, held: Sequence[Held]) -> Profile:
    """Count what is known of a person's items (`held_items`)."""
    known = [capacity for _, capacity in held if capacity is not None and not capacity.is_stale]
    days = [value.recorded_on for value in client.profile.values] + [
        cover.recorded_on for cover in client.profile.coverage
    ]
    return Profile(
        known=len(known),
        limited=sum(capacity.is_limited for capacity in known),
        all=len(held),
        stale=sum(capacity is not None and capacity.is_stale for _, capacity in held),
        newest_on=max(days, default=None),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One person with what the night weighed of him.

    Attributes
    ----------
    proposable
        Vacancies that can be proposed to him tonight.
    placement
        The placement that runs, where he is at work.
    answers
        Answers that would open vacancies.
    steps
        Steps, or pairs of steps, that would open vacancies; smallest first.
    occupations
        Occupations that would fit, of somebody for whom nothing is open; best first.
    nearest
        The nearest work, of somebody whom none of them fits.
    """

    client: Client
    road: Road
    standing: Standing
    profile: Profile
    proposable: int = 0
    placement: Placement | None = None
    questions: tuple[Question, ...] = ()
    answers: tuple[Opens, ...] = ()
    expert: tuple[AdQuestion, ...] = ()
    steps: tuple[Opening, ...] = ()
    occupations: tuple[str, ...] = ()
    nearest: Nearest | None = None
