"""The sheet an employer gets once the person agreed: strengths, hours to start with, and who arranges what.

It is made of what was chosen to be told.  No item, level, limit, source or figure of any weighing comes in here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matcher.domain.support import SupportPackage
from web.language.cells import minutes_of, path_steps
from web.language.names import qualification_words
from web.language.pages import has, say
from web.language.said import hour_words

MOST_STRENGTHS = 6
CERTIFICATE, COMPETENCE, OCCUPATION = "certificaat", "competentie", "beroep"
HAS = "ja"
GOOD = "1"
_LINES = {CERTIFICATE: "certificate", COMPETENCE: "competence", OCCUPATION: "occupation"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferWords:
    """Everything an employer is told; each a list of short sentences.

    Attributes
    ----------
    asks
        Whether something is still to be asked of him.
    """

    strong: tuple[str, ...]
    hours: tuple[str, ...]
    yours: tuple[str, ...]
    ours: tuple[str, ...]
    asks: bool


def offer_words(
    package: SupportPackage,
    language: str,
    *,
    is_wished: bool,
    start_minutes: int,
    person: Mapping[str, str],
    qualifications: Sequence[Mapping[str, str]],
) -> OfferWords:
    """Put a candidate into words for an employer.

    Parameters
    ----------
    is_wished
        The person said he would like this work.
    start_minutes
        Minutes a week to start with.
    person, qualifications
        The delivered rows; of the first only hours to grow to and the day he can start are told.
    """
    strong = [say("offer.wish", language)] if is_wished else []
    strong += _strengths(qualifications, language)
    yours = _lines(package, "yours", language)
    return OfferWords(
        strong=tuple(strong[:MOST_STRENGTHS]) or (say("offer.meet", language),),
        hours=tuple(_hours(start_minutes, person, language)),
        yours=yours or (say("offer.you_none", language),),
        ours=(*_lines(package, "ours", language), say("offer.we_none", language)),
        asks=any(part.asks_employer for part in package.parts),
    )


def _strengths(qualifications: Iterable[Mapping[str, str]], language: str) -> list[str]:
    """Give certificates somebody has, competences he is good at, and work he did; what he lacks stays unsaid."""
    found = []
    for kind in (CERTIFICATE, COMPETENCE, OCCUPATION):
        for row in qualifications:
            is_good = row["kind"] != COMPETENCE or row.get("mastery", "") == GOOD
            if row["kind"] == kind and row["has"] == HAS and is_good:
                name = qualification_words(kind, row["code"], language)
                found.append(say(f"offer.{_LINES[kind]}", language, name=name))
    return list(dict.fromkeys(found))


def _hours(start: int, person: Mapping[str, str], language: str) -> list[str]:
    said = [say("offer.hours_start", language, hours=hour_words(start, language))]
    goals = [minutes_of(hours) or 0 for _, hours in path_steps(person.get("path", ""))]
    if goals and max(goals) > start:
        said.append(say("offer.hours_grow", language, hours=hour_words(max(goals), language)))
    return said


def _lines(package: SupportPackage, side: str, language: str) -> tuple[str, ...]:
    codes = (f"offer.{side}.{part.instrument}" for part in package.parts)
    return tuple(dict.fromkeys(say(code, language) for code in codes if has(code)))
