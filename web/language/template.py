"""The words of the manual that goes with empty sheets, in Dutch (B1) and English."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from web.language.intake import Language, Pair, pick

_BILLION = 10**9

_KINDS: Mapping[str, Pair] = MappingProxyType(
    {
        "sleutel": ("nummer of naam, hoogstens 100 tekens", "number or name, at most 100 characters"),
        "tekst": ("tekst, hoogstens 2.000 tekens", "text, at most 2,000 characters"),
        "code": ("één van: {codes}", "one of: {codes}"),
        "codes": ("een of meer van: {codes}; gescheiden door |", "one or more of: {codes}; separated by |"),
        "woorden": ("een of meer woorden, gescheiden door |", "one or more words, separated by |"),
        "datum": ("datum, zoals 2026-11-02 of 02-11-2026", "date, such as 2026-11-02 or 02-11-2026"),
        "datum_waarneming": ("datum, niet in de toekomst", "date, not in the future"),
        "uren": (
            "uren per week in kwartieren, zoals 16 of 16,25; meer dan 0 en hoogstens 60",
            "hours per week in quarters, such as 16 or 16.25; more than 0 and at most 60",
        ),
        "getal": ("heel getal van {minimum} tot en met {maximum}", "whole number from {minimum} to {maximum}"),
        "graden": ("graden met cijfers achter de komma", "decimal degrees"),
        "item": ("item van de FML: I-1 tot en met VI-4", "item of the FML: I-1 to VI-4"),
        "voorwaarden": ("nummers gescheiden door |, of geen", "numbers separated by |, or geen"),
        "urenpad": ("maand:uren, gescheiden door |", "month:hours, separated by |"),
        "competenties": ("code:beheersing, gescheiden door |", "code:mastery, separated by |"),
        "tolerantie": (
            "-1 tot het hoogste niveau van het item, of onbekend",
            "-1 to the item's highest level, or onbekend",
        ),
        "gevraagd": (
            "nummers gescheiden door |, of geen, norm, boven, onbekend",
            "numbers separated by |, or geen, norm, boven, onbekend",
        ),
    }
)
_FROM_ZERO: Pair = ("heel getal, 0 of meer", "whole number, 0 or more")
_LEVEL: Pair = ("heel getal: een niveau van het item", "whole number: a level of the item")

_TEXTS: Mapping[str, Pair] = MappingProxyType(
    {
        "opening": (
            "# Invoerbladen voor Waag\n\n"
            "Vul de bladen in en lees ze in met `waag import MAP`.\n\n"
            "- Elk blad is een CSV-bestand in UTF-8, met `;` of `,` tussen de cellen. U mag ook één xlsx-bestand "
            'maken met bladen van dezelfde naam, of één JSON-bestand: `{"clients": [{"client": "c1"}]}`.\n'
            "- Een lege cel betekent onbekend, nooit nul.\n"
            "- Een levering is een foto per blad: een regel die ontbreekt, wordt gesloten. Met `--delta` komt er "
            "alleen bij of verandert er iets. Een blad dat u niet aanlevert, blijft zoals het is.\n"
            "- Verplicht zijn: clients, capacities, vacancies, tasks en demands. Andere bladen mag u weghalen.\n"
            "- Geen BSN, geen diagnose en geen medicijn, in geen enkele cel.\n"
            "- Geweigerde regels komen in de map `rejected`. Verbeter ze daar en lees ze in met "
            "`waag import MAP/rejected --delta`.",
            "# Import sheets of Waag\n\n"
            "Fill in the sheets and read them with `waag import FOLDER`.\n\n"
            "- Each sheet is a CSV file in UTF-8, with `;` or `,` between the cells. One xlsx file with sheets of the "
            'same names will do as well, or one JSON file: `{"clients": [{"client": "c1"}]}`.\n'
            "- An empty cell means unknown, never zero.\n"
            "- A delivery is a snapshot per sheet: a row that is absent is closed. With `--delta` rows are only added "
            "or changed. A sheet you do not deliver stays as it is.\n"
            "- Required are: clients, capacities, vacancies, tasks and demands. Other sheets may be left out.\n"
            "- No BSN, no diagnosis and no medicine, in any cell.\n"
            "- Refused rows are written to the folder `rejected`. Correct them there and read them with "
            "`waag import FOLDER/rejected --delta`.",
        ),
        "required": ("Dit blad is verplicht.", "This sheet is required."),
        "optional": ("Dit blad mag ontbreken.", "This sheet may be absent."),
        "key": ("Elke regel is uniek op: {columns}.", "Each row is unique by: {columns}."),
        "heading": (
            "| kolom | verplicht | wat erin staat | betekenis |",
            "| column | required | what it holds | meaning |",
        ),
        "yes": ("ja", "yes"),
    }
)


def manual_text(name: str, language: Language, **facts: str) -> str:
    """Give a text of the manual."""
    text = pick(_TEXTS[name], language)
    return text.format(**facts) if facts else text


def kind_sentence(kind: str, codes: Sequence[str], minimum: int, maximum: int, language: Language) -> str:
    """Say what may stand in a column."""
    if kind == "getal" and maximum >= _BILLION:
        return pick(_FROM_ZERO, language)
    if kind == "getal" and minimum < 0:
        return pick(_LEVEL, language)
    facts = {"codes": ", ".join(codes), "minimum": str(minimum), "maximum": str(maximum)}
    return pick(_KINDS[kind], language).format(**facts)
