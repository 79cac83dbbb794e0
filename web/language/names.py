"""Names of the things lists speak of: occupations, sectors, and the values one can filter on."""

from collections.abc import Mapping
from functools import cache

from matcher.catalogue.competences import load_competences
from matcher.catalogue.occupations import load_occupations
from web.language.gates import certificate_name
from web.language.pages import has, say, texts
from web.language.terminal import label

STATUS, VERDICT, INSTRUMENT = "status", "oordeel", "steun"
SECTOR, OCCUPATION, OWNER = "sector", "beroep", "van"


def facet_label(facet: str, value: str, language: str) -> str:
    """Give the words for a value of a facet; a value nobody named, as a gemeente, is its own name."""
    if facet == OCCUPATION:
        return occupation_name(value, language)
    if facet == SECTOR:
        return sector_name(value, language)
    if facet == STATUS:
        return say(f"words.status.{value}", language) if has(f"words.status.{value}") else value
    if facet == VERDICT:
        return label(f"verdict.{value}", language)
    if facet == INSTRUMENT:
        return say("words.no_support", language) if value == "geen" else label(f"instrument.{value}", language)
    if facet == OWNER and value == "niemand":
        return say("words.nobody", language)
    return value


def occupation_name(code: str, language: str) -> str:
    """Give the name of an occupation; an occupation of another scheme is shown by its code."""
    found = _occupations().get(code)
    return found[0 if language == "nl" else 1] if found else code.replace("-", " ").capitalize()


def known_sectors() -> tuple[str, ...]:
    """Give the codes of the sectors that have a name, in the order of their list."""
    begin = "words.sector."
    return tuple(code.removeprefix(begin) for code in texts() if code.startswith(begin))


def sector_name(code: str, language: str) -> str:
    """Give the name of a sector; one we do not know is shown by its code."""
    known = f"words.sector.{code}"
    return say(known, language) if has(known) else code.replace("_", " ").capitalize()


def stratum_name(code: str, language: str) -> str:
    """Give the name of a group of a verordening; one that a gemeente named itself is read from its own code."""
    if not code:
        return say("w_fairness.no_stratum", language)
    known = f"w_fairness.stratum.{code}"
    return say(known, language) if has(known) else code.replace("_", " ")


def wish_words(kind: str, code: str, language: str) -> str:
    """Give the words for what a wish is about; an employer is shown by his reference."""
    if kind == OCCUPATION:
        return occupation_name(code, language)
    if kind == SECTOR:
        return sector_name(code, language)
    return label(f"instrument.{code}", language) if kind == INSTRUMENT else code


def qualification_words(kind: str, code: str, language: str) -> str:
    """Give the words for a certificate, a competence, a skill or an occupation."""
    if kind == "certificaat":
        return certificate_name(code, language)
    if kind == OCCUPATION:
        return occupation_name(code, language)
    return _competences().get(code, (code, code))[0 if language == "nl" else 1]


@cache
def _competences() -> Mapping[str, tuple[str, str]]:
    return {str(one.code): (one.nl, one.en) for one in load_competences().competences}


@cache
def _occupations() -> Mapping[str, tuple[str, str]]:
    return {one.code: (one.name_nl, one.name_en) for one in load_occupations()}
