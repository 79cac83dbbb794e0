"""A what-if as somebody chooses it on the page of a proposal, written as a question to its night."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from matcher.catalogue.items import Item, ItemType, load_catalogue
from matcher.domain.candidate import ItemVerdict, Reason
from matcher.domain.support import JOBCOACH, Instrument, PackagePart
from matcher.errors import WaagError
from web.service.dossier.others import Other
from web.service.dossier.proposals import ProposalPage
from web.service.night.given import client_id, named_vacancies
from web.service.questions.values import Wanted
from web.store.database import Database
from web.store.records import Run

COACH_KINDS = ("coach_minutes", "discretionary_coach_minutes")
HOUR = 60
MOST_HOURS = 40
SEPARATOR = ","
_UNKNOWN_PERSON = (Reason.UNKNOWN_CAPACITY, Reason.STALE_CAPACITY, Reason.UNKNOWN_BOTH)
# What an employer said about each kind of support, as `Adaptations` names it.
_ANSWER_OF = {
    Instrument.ORGANISATION: "organisation",
    Instrument.AID: "aid",
    Instrument.WORK_BUDDY: "work_buddy",
    **dict.fromkeys(JOBCOACH, "jobcoach"),
    Instrument.WAGE_SUBSIDY: "slower_pace",
}


class Kind(StrEnum):
    """What would be different."""

    NOT_THIS = "niet_doen"
    OTHER_WORK = "toch"
    COACH = "jobcoach"
    HOURS = "uren"
    ANSWER = "antwoord"


class Outcome(StrEnum):
    """How a question that is open would be answered."""

    GOOD = "gunstig"
    BAD = "ongunstig"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """Something that is not known: of the person (an item), or of the employer (a part of his answers).

    Attributes
    ----------
    code
        As a form sends it: the side and what is asked, ``client.I-1`` or ``werk.jobcoach``.
    item
        Code of the FML; empty for an answer of the employer.
    part
        Part of the employer's answers; empty for an item.
    """

    code: str
    item: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was filled in, as text."""

    kind: str = ""
    vacancy: str = ""
    hours: str = ""
    question: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What can be asked about one proposal.

    Attributes
    ----------
    others
        Other work the person could be proposed for.
    has_coach_limit
        The gemeente of the person named a limit for jobcoach time; else one hour more changes nothing.
    hours
        Hours a week he starts with now.
    """

    others: tuple[Other, ...]
    questions: tuple[OpenQuestion, ...]
    has_coach_limit: bool
    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Words and ids of the people and the work an answer speaks of, by reference.

    Attributes
    ----------
    gemeenten
        Of who belongs to another gemeente.
    """

    people: Mapping[str, str]
    gemeenten: Mapping[str, str]
    ids: Mapping[str, str]
    work: Mapping[str, str]
    work_ids: Mapping[str, str]


class WrongChoice(WaagError):
    """A what-if that is not complete; `field` names the input, `code` what is wrong."""

    def __init__(self, field: str, code: str) -> None:
        self.field, self.code = field, code
        super().__init__(f"{field}: {code}")


def offered(found: ProposalPage) -> Offered:
    """Give what can be asked about a proposal."""
    return Offered(
        others=found.alternatives,
        questions=tuple(_open_questions(found)),
        has_coach_limit=bool(_coach_kind(found.run, found.person.cells.get("gemeente", ""))),
        hours=found.proposal.fit.planned_week_minutes // HOUR,
    )


def wanted_of(found: ProposalPage, choice: Choice) -> Wanted:
    """Give the question a choice stands for.

    Raises
    ------
    WrongChoice
        Where nothing was chosen, or what was chosen is not complete.
    """
    client, vacancy = found.entry.row.pair
    match choice.kind:
        case Kind.NOT_THIS:
            return Wanted(forbid=(f"{client}:{vacancy}",))
        case Kind.OTHER_WORK:
            return Wanted(pin=f"{client}:{_other(found, choice.vacancy)}")
        case Kind.COACH:
            gemeente = found.person.cells.get("gemeente", "")
            kind = _coach_kind(found.run, gemeente)
            if not kind:
                raise WrongChoice("wat", "geen_grens")
            return Wanted(budget=(f"{gemeente}:{kind}=+{HOUR}",))
        case Kind.HOURS:
            return Wanted(hours=f"{client}={_minutes(choice.hours)}")
        case Kind.ANSWER:
            return Wanted(answer=(_answered(found, choice),))
    raise WrongChoice("wat", "niets_gekozen")


def names_of(database: Database, clients: Iterable[str], vacancies: Iterable[str], own: str) -> Names:
    """Give how a page names people and work of an answer.

    Somebody of another gemeente than `own` keeps his reference: who works here has no business with his name.
    """
    with database.read() as store:
        rows = {row["client"]: row for row in store.rows_in("clients", "client", clients)}
        here = [key for key, row in rows.items() if row.get("gemeente", "") == own]
        named = {row["client"]: row["name"] for row in store.rows_in("persoon", "client", here)}
        work = named_vacancies(store, vacancies)
        return Names(
            people={key: named.get(key) or key for key in rows},
            gemeenten={key: row.get("gemeente", "") for key, row in rows.items() if row.get("gemeente", "") != own},
            ids={key: client_id(store, key) for key in here},
            work={key: one.words for key, one in work.items()},
            work_ids={key: one.id for key, one in work.items()},
        )


def _other(found: ProposalPage, public: str) -> str:
    key = next((one.alternative.vacancy for one in found.alternatives if one.id == public), "")
    if not key:
        raise WrongChoice("vacature", "kies_werk")
    return key


def _minutes(text: str) -> int:
    hours = text.strip()
    if not (hours.isdecimal() and len(hours) <= 2 and 0 < int(hours) <= MOST_HOURS):
        raise WrongChoice("uren", "kies_uren")
    return int(hours) * HOUR


def _coach_kind(run: Run, gemeente: str) -> str:
    """Give which jobcoach time of a gemeente has a limit; empty where none has."""
    limited = {use.kind for use in (run.manifest.budgets if run.manifest else ()) if use.gemeente == gemeente}
    return next((kind for kind in COACH_KINDS if kind in limited), "")


def _open_questions(found: ProposalPage) -> Iterator[OpenQuestion]:
    for item in found.proposal.fit.items:
        if item.reason in _UNKNOWN_PERSON:
            yield OpenQuestion(code=f"client.{item.item}", item=item.item)
    asked: dict[str, None] = {}
    for part in found.proposal.fit.packages[found.proposal.package].package.parts:
        if part.asks_employer and (name := _part_of(part)):
            asked[name] = None
    for name in asked:
        yield OpenQuestion(code=f"werk.{name}", part=name)


def _part_of(part: PackagePart) -> str:
    return _ANSWER_OF.get(part.instrument, "")


def _answered(found: ProposalPage, choice: Choice) -> str:
    asked = next((one for one in _open_questions(found) if one.code == choice.question), None)
    if asked is None:
        raise WrongChoice("vraag", "kies_vraag")
    if choice.outcome not in {one.value for one in Outcome}:
        raise WrongChoice("uitkomst", "kies_uitkomst")
    is_good = choice.outcome == Outcome.GOOD
    client, vacancy = found.entry.row.pair
    if asked.part:
        return f"{vacancy}:{asked.part}={'ja' if is_good else 'nee'}"
    weighed = next(one for one in found.proposal.fit.items if one.item == asked.item)
    return f"{client}:{asked.item}={_level(load_catalogue().by_code(asked.item), weighed, is_good)}"


def _level(item: Item, weighed: ItemVerdict, is_good: bool) -> str:
    """Give the best answer to an item, or the worst: the norm, or the most limited there is."""
    if item.type is ItemType.SET:
        # Nothing between the separators: no condition at all.
        return (
            SEPARATOR if is_good else SEPARATOR.join(str(number) for number in weighed.asks or item.condition_numbers)
        )
    if is_good:
        return "0"
    return "1" if item.type is ItemType.BIN else str(item.k)
