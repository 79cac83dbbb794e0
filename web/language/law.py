"""Sentences about the law in Dutch (B1) and English, made from the codes of the rules."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Literal, TypeAlias

from matcher.rules import StepCode, SubsidyStep

Language: TypeAlias = Literal["nl", "en"]

_STEPS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "minimumloon": ("Minimumloon per maand (21 jaar en ouder)", "Minimum wage per month (21 and over)"),
        "minimumjeugdloon": ("Aandeel van deze groep: {rate}", "Share of this group: {rate}"),
        "vakantiebijslag": ("Vakantiebijslag: {rate} van het loon", "Holiday allowance: {rate} of the wage"),
        "grondslag": ("Loon en vakantiebijslag samen", "Wage and holiday allowance together"),
        "grondslag_opgegeven": ("Loon en vakantiebijslag samen, door u opgegeven", "Wage and holiday allowance, given"),
        "loonverlies": ("Deel dat de loonwaarde niet dekt: {rate}", "Part the loonwaarde does not cover: {rate}"),
        "plafond": ("Hoogste subsidie: {rate} van loon en vakantiebijslag", "Highest subsidy: {rate} of the base"),
        "forfait": ("Vast bedrag zonder meting: {rate}", "Fixed amount without a measurement: {rate}"),
        "subsidie_voor_lasten": ("Het laagste van deze twee", "The lower of these two"),
        "werkgeverslasten": ("Met {rate} erbij voor werkgeverslasten", "With {rate} added for employer charges"),
        "naar_uren": ("Naar rato van de uren: {hours} van {week}", "In proportion to the hours: {hours} of {week}"),
    }
)
_CONFIDENCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "verified": ("nagelezen in de wet", "read in the law"),
        "stated": ("opgegeven door de gemeente", "stated by the gemeente"),
        "secondary": ("uit een andere bron", "from another source"),
        "derived": ("afgeleid", "derived"),
        "assumed": ("aangenomen", "assumed"),
    }
)
_LABELS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "total": ("Loonkostensubsidie per maand: {amount}", "Loonkostensubsidie per month: {amount}"),
        "law_of": ("Berekend met het recht van {day}.", "Worked out under the law of {day}."),
        "new": (
            "Een nieuwe toekenning volgt het recht van de startdatum.",
            "A new case follows the law of its start.",
        ),
        "running": (
            "Een lopende toekenning volgt het recht van 1 januari.",
            "A running case follows the law of 1 January.",
        ),
        "from_tasks": (
            "Loonwaarde uit de taken: {exact}%, afgerond {percent}%.",
            "Loonwaarde from the tasks: {exact}%, rounded {percent}%.",
        ),
        "remainder": (
            "Door het plafond betaalt de werkgever zelf {amount} per maand, zonder werkgeverslasten.",
            "Because of the cap the employer pays {amount} per month himself, without charges.",
        ),
        "assumed": (
            "Let op: niet bevestigd en dus aangenomen: {names}.",
            "Note: not confirmed and therefore assumed: {names}.",
        ),
        "step": ("stap", "step"),
        "amount": ("bedrag", "amount"),
        "article": ("artikel", "article"),
        "valid_from": ("geldt vanaf", "valid from"),
        "confidence": ("hoe zeker", "how sure"),
        "given": ("opgegeven", "given"),
    }
)
_REFUSALS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "na_het_recht": (
            "{day} ligt na {known_until} ({horizon}), de laatste dag waarop {value} in {file} bekend is: vul eerst de "
            "nieuwe bedragen van de wet aan of kies een eerdere datum.",
            "{day} lies after {known_until} ({horizon}), the last day on which {value} in {file} is known: add the new "
            "amounts of the law first or choose an earlier date.",
        ),
        "voor_het_recht": (
            "{day} ligt voor {known_from}, de eerste dag van {value} in {file}: kies een latere datum.",
            "{day} lies before {known_from}, the first day of {value} in {file}: choose a later date.",
        ),
        "waarde_beeindigd": (
            "{value} in {file} is beëindigd en geldt niet meer op {day}: kies een eerdere datum.",
            "{value} in {file} has ended and holds no longer on {day}: choose an earlier date.",
        ),
        "loonwaarde_buiten": (
            "Loonwaarde {given} ligt buiten 0 tot 100: geef een heel percentage van 0 tot en met 100.",
            "Loonwaarde {given} lies outside 0 to 100: give a whole percentage from 0 to 100.",
        ),
        "uren_buiten": (
            "{given} uur per week ligt buiten 1 tot 60: geef de uren van het contract.",
            "{given} hours a week lies outside 1 to 60: give the hours of the contract.",
        ),
        "voltijd_buiten": (
            "Een voltijdweek van {given} uur ligt buiten 1 tot 60: geef de gewone voltijdweek van de sector.",
            "A full-time week of {given} hours lies outside 1 to 60: give the usual full-time week of the sector.",
        ),
        "grondslag_negatief": (
            "Een grondslag van {given} cent is geen loon: geef loon en vakantiebijslag samen, in centen per maand.",
            "A base of {given} cents is no wage: give wage and holiday allowance together, in cents per month.",
        ),
        "grondslag_en_groep": (
            "Een opgegeven grondslag bevat het loon van de groep al: geef --base-cents of --wml-group, niet beide.",
            "A given base already holds the wage of the group: give --base-cents or --wml-group, not both.",
        ),
        "voor_de_start": (
            "{day} ligt voor de start {start}: geef een datum op of na de start.",
            "{day} lies before the start {start}: give a date on or after the start.",
        ),
        "forfait_voorbij": (
            "Op {day} is het forfait voorbij: het begon op {start} en duurt {months} maanden; laat eerst de loonwaarde "
            "vaststellen.",
            "On {day} the forfait is over: it began on {start} and lasts {months} months; have the loonwaarde "
            "determined first.",
        ),
        "geen_taken": (
            "Er staan geen taken in het bestand: een loonwaarde vraagt ten minste één hoofdtaak.",
            "There are no tasks in the file: a loonwaarde needs at least one hoofdtaak.",
        ),
        "te_veel_taken": (
            "Er zijn {given} hoofdtaken en er tellen er hoogstens {most}: voeg de kleinste samen.",
            "There are {given} hoofdtaken and at most {most} count: join the smallest ones.",
        ),
        "taakfactor_buiten": (
            "{factor} van taak {task} is {given}%: dit moet tussen 0 en 100% liggen.",
            "{factor} of task {task} is {given}%: it must lie between 0 and 100%.",
        ),
        "taak_te_klein": (
            "Taak {task} neemt {given}% van de tijd en een hoofdtaak ten minste {least}%: voeg haar bij een andere.",
            "Task {task} takes {given}% of the time and a hoofdtaak at least {least}%: join it to another.",
        ),
        "taakaandelen": (
            "De hoofdtaken nemen samen {given}% van de tijd: dit moet precies 100% zijn.",
            "The hoofdtaken together take {given}% of the time: it must be exactly 100%.",
        ),
        "jobcoach_jaar": (
            "Regime {regime} heeft geen aandeel voor jaar {year}: kies een ander regime of jaar.",
            "Regime {regime} has no share for year {year}: choose another regime or year.",
        ),
        "jobcoach_minuten": (
            "{given} contractminuten per week ligt buiten 1 tot 3600: geef de minuten van het contract.",
            "{given} contract minutes a week lies outside 1 to 3600: give the minutes of the contract.",
        ),
        "een_van_drie": (
            "Geef precies één van --loonwaarde, --tasks en --forfait.",
            "Give exactly one of --loonwaarde, --tasks and --forfait.",
        ),
        "geen_uren": (
            "Geef de contracturen per week met --hours, van 1 tot en met 60.",
            "Give the contract hours a week with --hours, from 1 to 60.",
        ),
        "geen_getal": (
            "{option} is '{given}' en dat is geen getal: schrijf cijfers, bijvoorbeeld 24 of 25,5.",
            "{option} is '{given}' and that is no number: write digits, for example 24 or 25.5.",
        ),
        "geen_geheel_getal": (
            "{option} is '{given}' en dat is geen heel getal: schrijf alleen cijfers.",
            "{option} is '{given}' and that is no whole number: write digits only.",
        ),
        "geen_datum": (
            "{option} is '{given}' en dat is geen datum: schrijf jaar-maand-dag, bijvoorbeeld 2026-03-01.",
            "{option} is '{given}' and that is no date: write year-month-day, for example 2026-03-01.",
        ),
        "onbekende_groep": (
            "Groep '{given}' bestaat niet: kies uit {known}.",
            "Group '{given}' does not exist: choose from {known}.",
        ),
        "taken_onleesbaar": (
            "Het bestand {file} is niet te lezen: controleer de naam en bewaar het als UTF-8.",
            "The file {file} cannot be read: check its name and save it as UTF-8.",
        ),
        "taken_vorm": (
            "Het bestand {file} is geen tabel met taken: zie de hulp van dit commando voor de vorm.",
            "The file {file} is no table of tasks: see the help of this command for its form.",
        ),
        "taken_kolom": (
            "{file}, taak {row}: kolom '{column}' is onbekend of staat er twee keer; gebruik taak, {known}.",
            "{file}, task {row}: column '{column}' is unknown or stands twice; use taak, {known}.",
        ),
        "taken_ontbreekt": (
            "{file}, taak {row}: {column} ontbreekt; onbekend telt niet als nul, vul het in.",
            "{file}, task {row}: {column} is missing; unknown does not count as zero, fill it in.",
        ),
        "taken_geen_getal": (
            "{file}, taak {row}: {column} is '{given}' en dat is geen percentage; schrijf cijfers.",
            "{file}, task {row}: {column} is '{given}' and that is no percentage; write digits.",
        ),
    }
)


def refusal_sentence(code: str, facts: Mapping[str, str], language: Language) -> str:
    """Give the one sentence for a refused question."""
    return _in(_REFUSALS[code], language).format_map(facts)


def step_label(step: SubsidyStep, language: Language) -> str:
    """Give the name of a step of the calculation, with its rate or its hours where it has them."""
    text = _in(_STEPS[step.code], language)
    if step.rate is None or step.number is None:
        return text
    if step.code is StepCode.HOURS:
        week = step.number.amount
        return text.format(hours=decimal_number(step.rate * week, language), week=decimal_number(week, language))
    return text.format(rate=percentage(step.rate, language))


def label(name: str, language: Language, **facts: str) -> str:
    """Give a fixed text of the page or command about the law."""
    return _in(_LABELS[name], language).format_map(facts)


def confidence_label(code: str, language: Language) -> str:
    """Say how sure a value of the law is."""
    return _in(_CONFIDENCES[code], language)


def percentage(share: Fraction, language: Language) -> str:
    """Write a share of the law as a percentage, in full."""
    return f"{decimal_number(share * 100, language)}%"


def decimal_number(value: Fraction, language: Language) -> str:
    """Write a number that has an end in decimals with the decimal sign of the language."""
    text = f"{(Decimal(value.numerator) / Decimal(value.denominator)).normalize():f}"
    return text.replace(".", ",") if language == "nl" else text


def known_codes() -> Mapping[str, frozenset[str]]:
    """Give the codes that have a text, by kind; a test holds them against the codes of the rules."""
    return {"step": frozenset(_STEPS), "refusal": frozenset(_REFUSALS), "confidence": frozenset(_CONFIDENCES)}


def _in(texts: tuple[str, str], language: Language) -> str:
    return texts[0] if language == "nl" else texts[1]
