"""How good the data of a night are, in whole numbers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientQuality:
    """How much is known of one person.

    Attributes
    ----------
    items_known, items
        FML items with a value at most 24 months old, of all that are weighed.
    facts_known, facts
        Of hours, travel limit, modes, place, times, day of availability, ground, doelgroep, and a wish.
    contradictions
        Items on which sources differ.
    is_stale
        All its values are older than 24 months.
    """

    client: str
    items_known: int
    items: int
    facts_known: int
    facts: int
    items_stale: int = 0
    contradictions: int = 0
    is_stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VacancyQuality:
    """How much is known of one vacancy.

    Attributes
    ----------
    items_known, items
        Items of which somebody said what every task asks, of all that are weighed.
    items_derived
        Of those, items of which it follows only from an occupation profile.
    answers_open
        Parts of what the employer can adapt that he was not asked about.
    """

    vacancy: str
    items_known: int
    items: int
    items_derived: int = 0
    answers_open: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How good the data are, as a result of the night.

    Attributes
    ----------
    people, people_if_known
        People with a pair that can be proposed: now, and if everything about them were known (unknown items at the
        norm, the widest answer to every other question).
    pairs, pairs_if_known
        The same in pairs.
    sure, sure_if_known
        Of those, pairs without a question.
    late
        People without a concrete step in the last 90 days, in key order, and of them those who never had one.
    """

    clients: tuple[ClientQuality, ...]
    vacancies: tuple[VacancyQuality, ...]
    people: int
    people_if_known: int
    pairs: int
    pairs_if_known: int
    sure: int
    sure_if_known: int
    late: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    @property
    def stale(self) -> int:
        """Profiles of which everything is older than 24 months."""
        return sum(one.is_stale for one in self.clients)

    @property
    def contradicted(self) -> int:
        """People of whom sources say different things."""
        return sum(one.contradictions > 0 for one in self.clients)

    @property
    def vacancies_with_unknown(self) -> int:
        """Vacancies of which nobody said what they ask on some item."""
        return sum(one.items_known < one.items for one in self.vacancies)

    @property
    def vacancies_with_derived(self) -> int:
        """Vacancies of which some demand follows only from an occupation profile."""
        return sum(one.items_derived > 0 for one in self.vacancies)
