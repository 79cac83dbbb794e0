"""What a package of support does: each part, the items it closes and by what, its article, and what is still to ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from matcher.catalogue.closes import Closing, load_closes
from matcher.domain.answer import Answer
from matcher.domain.candidate import Fit
from matcher.domain.support import JOBCOACH, Instrument, LegalBasis, MovedTask, PackagePart, SupportPackage
from matcher.rules import Rulebook
from web.language.items import item_name
from web.language.law import confidence_label
from web.language.numbers import day, hours, money
from web.language.pages import has, say
from web.language.said import CASEWORKER, EMPLOYER, Question, joined, question
from web.language.terminal import label


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """One item a part closes, and by what (*een tilhulp*); `how` is empty where the part itself says it all."""

    item: str
    name: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartWords:
    """One instrument of a package in words.

    Attributes
    ----------
    what
        What it is, in a sentence.
    helps
        Items it closes; empty for a claim that closes nothing, and then `right` says so.
    article, sureness
        The ground, and how sure the reading of it is; sureness is empty where no decision is needed.
    employer_question, status_question
        What the employer, and who decides, still have to say.
    employer_answer
        That he said yes; empty where he has still to be asked, or where it asks nothing of him.
    moved
        Tasks that a colleague gets, with the hours a week: functiecreatie is load on somebody else.
    """

    instrument: str
    name: str
    what: str
    helps: tuple[Help, ...]
    right: str
    article: str
    sureness: str
    employer_question: Question | None
    status_question: Question | None
    employer_answer: str
    moved: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageWords:
    """A package in words.

    Attributes
    ----------
    title
        Its instruments in one line.
    hours, money, ground
        Jobcoach time, once-only money, and whether guidance is a right; each empty where the package has none.
    group, follow_up
        That the doelgroep has to be established, and when to look together whether the support works; else empty.
    """

    title: str
    parts: tuple[PartWords, ...]
    hours: str
    money: str
    ground: str
    group: str
    follow_up: str
    is_empty: bool


def instrument_name(instrument: str, language: str) -> str:
    """Give the name of a kind of support."""
    return label(f"instrument.{instrument}", language)


def package_words(
    package: SupportPackage, fit: Fit, language: str, tasks: Mapping[str, str] | None = None
) -> PackageWords:
    """Put a package into words.

    Parameters
    ----------
    fit
        The weighing it belongs to: says which conditions of an item clash, and so which means is meant.
    tasks
        Words for the tasks of the vacancy, by key.
    """
    parts = tuple(_part(part, fit, tasks or {}, language) for part in package.parts)
    is_guided = any(part.instrument in (*JOBCOACH, Instrument.WORK_BUDDY) for part in package.parts)
    hours_said = say("w_support.coach", language, hours=hours(package.coach_minutes, language))
    money_said = say("w_support.once", language, amount=money(package.once_cents, language))
    return PackageWords(
        title=joined([part.name for part in parts], "and", language) or say("w_support.title_none", language),
        parts=parts,
        hours=hours_said if package.coach_minutes else "",
        money=money_said if package.once_cents else "",
        ground=say(f"w_support.{'is_claim' if package.is_claim else 'is_choice'}", language) if is_guided else "",
        group=say("w_support.group", language) if package.asks_group else "",
        follow_up=_follow_up(package, language) if parts else "",
        is_empty=not parts,
    )


def _follow_up(package: SupportPackage, language: str) -> str:
    on = package.follow_up_on
    return say("w_support.follow_up", language, day=day(on, language)) if on else ""


def package_questions(package: SupportPackage, language: str) -> tuple[Question, ...]:
    """Give what is still to be asked about a package, part by part; the same question once."""
    asked = [one for part in package.parts for one in (_employer(part, language), _status(part, language))]
    if package.asks_group:
        asked.insert(0, question(CASEWORKER, say("w_support.group", language), language))
    return tuple(dict.fromkeys(one for one in asked if one is not None))


def _part(part: PackagePart, fit: Fit, tasks: Mapping[str, str], language: str) -> PartWords:
    return PartWords(
        instrument=part.instrument.value,
        name=instrument_name(part.instrument, language),
        what=say(f"w_support.what.{part.instrument}", language),
        helps=tuple(_help(part.instrument, code, fit, language) for code in part.closes),
        right="" if part.closes else say("w_support.right_only", language),
        article=article(part.legal_basis, language),
        sureness=_sureness(part.legal_basis, language),
        employer_question=_employer(part, language),
        status_question=_status(part, language),
        employer_answer=_answer(part, language),
        moved=tuple(_moved(task, tasks, language) for task in part.moved),
    )


def article(basis: LegalBasis | None, language: str) -> str:
    """Give the article a kind of support rests on; an agreement at work rests on none."""
    if basis is None:
        return say("w_support.no_article", language)
    return say("w_support.article", language, law=basis.law, article=basis.article)


def _sureness(basis: LegalBasis | None, language: str) -> str:
    return confidence_label(basis.confidence, "nl" if language == "nl" else "en") if basis else ""


def _help(instrument: Instrument, code: str, fit: Fit, language: str) -> Help:
    return Help(item=code, name=item_name(code, language), how=_how(instrument, code, fit, language))


def _how(instrument: Instrument, code: str, fit: Fit, language: str) -> str:
    """Give by what an instrument closes an item: the catalogue's own words; guidance says it by itself."""
    if instrument in (*JOBCOACH, Instrument.WORK_BUDDY, Instrument.WAGE_SUBSIDY):
        return ""
    if instrument is Instrument.HOURS_PATH:
        return say("w_support.path_how", language)
    rows = [row for row in load_closes().for_item(code) if row.instrument == instrument and _is_meant(row, code, fit)]
    return joined(list(dict.fromkeys(row.nl if language == "nl" else row.en for row in rows)), "and", language)


def effort_words(package: SupportPackage, code: str, fit: Fit, language: str) -> str:
    """Give what closing one item takes: money once for an aid, and coach time; empty where it takes neither."""
    said = []
    for part in package.parts:
        if code not in part.closes:
            continue
        rows = [row for row in load_closes().for_item(code) if row.instrument == part.instrument]
        cents = max((row.once_cents for row in rows if _is_meant(row, code, fit)), default=0)
        if cents:
            said.append(say("w_support.effort_once", language, amount=money(cents, language)))
        if part.instrument in JOBCOACH and package.coach_minutes:
            said.append(say("w_support.effort_coach", language, hours=hours(package.coach_minutes, language)))
    return ", ".join(dict.fromkeys(said))


def _is_meant(row: Closing, code: str, fit: Fit) -> bool:
    """Whether a row speaks of a condition that clashes; a row without conditions speaks of the whole item."""
    found = next((item for item in fit.items if item.item == code), None)
    if not row.conditions or found is None or found.capacity is None:
        return True
    return bool(set(row.conditions) & set(found.capacity.conditions) & set(found.asks or ()))


def _employer(part: PackagePart, language: str) -> Question | None:
    if not part.asks_employer:
        return None
    return question(EMPLOYER, say(f"w_support.employer.{part.instrument}", language), language)


def _moved(task: MovedTask, tasks: Mapping[str, str], language: str) -> str:
    hours_said = hours(task.week_minutes, language)
    return say("w_support.moved", language, task=tasks.get(task.task, task.task), hours=hours_said)


def _answer(part: PackagePart, language: str) -> str:
    return say("w_support.employer_yes", language) if part.employer is Answer.YES else ""


def _status(part: PackagePart, language: str) -> Question | None:
    """Give the question whether the person can have a part; who decides where that is not the gemeente, is named."""
    if not part.asks_status:
        return None
    text = say(f"w_support.status.{part.instrument}", language)
    decider = f"w_support.decider.{_decided_by()[part.instrument]}"
    return question(CASEWORKER, f"{text} {say(decider, language)}" if has(decider) else text, language)


@cache
def _decided_by() -> Mapping[str, str | None]:
    """Give who decides on each kind of support where that is not the college."""
    tables = Rulebook.load().rights.values()
    return {kind: table.right.decided_by for table in tables for kind in table.kinds}
