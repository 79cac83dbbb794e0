"""The names of the values of the law, their amounts, and what runs out, in Dutch and English."""

from collections.abc import Mapping

from matcher.domain.support import INSTRUMENTS
from matcher.rules import LawNumber, Unit
from matcher.rules.outlook import EndReason, RunsOut
from web.language.law import Language, decimal_number, percentage
from web.language.names import stratum_name
from web.language.numbers import day as day_in_words
from web.language.numbers import money
from web.language.pages import say
from web.language.terminal import label

VALUES: Mapping[str, tuple[str, str]] = {
    "arbeidsmogelijkheden": ("Mogelijkheden om te werken", "Ability to work"),
    "bijstandsnorm": ("Bijstandsnorm per maand vanaf 21 jaar", "Social assistance a month from age 21"),
    "beschut_werk": ("Advies beschut werk", "Advice on sheltered work"),
    "functiecreatie": ("Hoogste deel dat functiecreatie weglaat", "Highest share that functiecreatie leaves out"),
    "hoofdtaken": ("Hoofdtaken", "Main tasks"),
    "lkv_arbeidsgehandicapt": ("LKV arbeidsgehandicapte werknemer", "LKV disabled worker"),
    "lkv_banenafspraak": ("LKV banenafspraak", "LKV banenafspraak"),
    "lkv_herplaatsing": ("LKV herplaatsing arbeidsgehandicapte", "LKV disabled worker placed again"),
    "lkv_oudere_werknemer": ("LKV oudere werknemer", "LKV older worker"),
    "lkv_scholingsbelemmerd": ("LKV scholingsbelemmerden", "LKV hindered in education"),
    "loonkostensubsidie_forfait": ("Forfaitaire loonkostensubsidie", "Flat-rate loonkostensubsidie"),
    "loonkostensubsidie_plafond": ("Hoogste loonkostensubsidie", "Highest loonkostensubsidie"),
    "loonkostensubsidie_referentieweek": ("Week achter het maandbedrag", "Week behind the month amount"),
    "loonkostensubsidie_termijnen": ("Termijnen loonkostensubsidie", "Terms of loonkostensubsidie"),
    "minimumjeugdloon": ("Minimumjeugdloon", "Youth minimum wage"),
    "minimumloon_maand": ("Minimumloon per maand (36 uur)", "Minimum wage a month (36 hours)"),
    "minimumloon_uren_per_maand": ("Uren in een maand", "Hours in a month"),
    "minimumloon_uur": ("Minimumloon per uur", "Minimum wage an hour"),
    "no_risk": ("No-riskpolis, deel van het dagloon", "No-riskpolis, share of the daily wage"),
    "no_risk_duur": ("No-riskpolis bij recht op WIA", "No-riskpolis with a right to WIA"),
    "no_risk_loonkostensubsidie": ("No-riskpolis naast loonkostensubsidie", "No-riskpolis beside loonkostensubsidie"),
    "normfunctie_overlap": ("Overlap met de normfunctie", "Overlap with the normfunctie"),
    "participatieplaats": ("Participatieplaats", "Participatieplaats"),
    "proefplaatsing": ("Proefplaatsing", "Trial placement"),
    "reistijdplicht": ("Reistijd per dag bij de plicht tot werk", "Travel a day under the duty to work"),
    "vakantiebijslag": ("Vakantiebijslag", "Holiday allowance"),
    "werkgeverslasten": ("Vergoeding werkgeverslasten", "Surcharge for employer charges"),
    "jobcoach_tarief": ("Jobcoach, per uur", "Jobcoach, an hour"),
    "jobcoach_voorwaarden": ("Voorwaarden jobcoach", "Conditions of a jobcoach"),
    "jobcoach_zeer_licht": ("Jobcoach zeer licht, deel van de uren", "Jobcoach very light, share of the hours"),
    "jobcoach_licht": ("Jobcoach licht, deel van de uren", "Jobcoach light, share of the hours"),
    "jobcoach_midden": ("Jobcoach midden, deel van de uren", "Jobcoach medium, share of the hours"),
    "jobcoach_intensief": ("Jobcoach intensief, deel van de uren", "Jobcoach intensive, share of the hours"),
    "proefplaatsing_maanden": ("Proefplaatsing", "Trial placement"),
    "proefplaatsing_verlenging_maanden": ("Verlenging proefplaatsing", "Extension of a trial placement"),
    "voltijdweek_sector": ("Voltijdweek van een sector", "Full-time week of a sector"),
}
KEYS: Mapping[str, tuple[str, str]] = {
    "": ("", ""),
    "alleenstaande": ("alleenstaande", "alone"),
    "gehuwden": ("gehuwden", "couple"),
    "aaneen": ("aaneen", "without a break"),
    "per_dag": ("per dag", "a day"),
    "per_dag_bij_minimumloon": ("per dag bij minimumloon", "a day at the minimum wage"),
    "advies_weken": ("advies binnen", "advice within"),
    "eigen_aanvraag_maanden": ("nieuwe eigen aanvraag na", "new own request after"),
    "hoogstens": ("hoogstens", "at most"),
    "minstens_aandeel": ("minstens, deel van de week", "at least, share of the week"),
    "minstens_minuten_per_dag": ("minstens per dag", "at least a day"),
    "per_uur": ("per uur", "an hour"),
    "hoogstens_per_jaar": ("hoogstens per jaar", "at most a year"),
    "maanden": ("duur", "length"),
    "doelgroepverklaring_maanden": ("doelgroepverklaring binnen", "doelgroepverklaring within"),
    "niet_in_dienst_maanden": ("niet eerder in dienst binnen", "not employed there within"),
    "aandeel": ("deel", "share"),
    "aanvraag_maanden": ("aanvraag binnen", "request within"),
    "doelgroep_aanvraag_maanden": ("doelgroep opnieuw aanvragen na", "group requested again after"),
    "besluit_weken": ("besluit binnen", "decision within"),
    "jaar_1": ("jaar 1", "year 1"),
    "jaar_2": ("jaar 2", "year 2"),
    "jaar_3": ("jaar 3", "year 3"),
    "ondergrens": ("loonwaarde ten minste", "loonwaarde at least"),
    "forfait": ("loonwaarde bij forfait", "loonwaarde with the forfait"),
    "beoordeling_maanden": ("beoordeling na", "review after"),
    "scholing_na_maanden": ("scholing na", "training after"),
    "verlenging_maanden": ("verlenging hoogstens", "extension at most"),
    "uren_per_week": ("uren per week, minstens", "hours a week, at least"),
    "contract_maanden": ("contract, minstens", "contract, at least"),
    "aandeel_minimumloon": ("verdient van het minimumloon, minstens", "earns of the minimum wage, at least"),
    "hoogstens_maanden": ("hoogstens", "at most"),
    **{str(age): (f"{age} jaar", f"age {age}") for age in range(15, 21)},
    **{f"bbl{age}": (f"bbl, {age} jaar", f"bbl, age {age}") for age in range(18, 21)},
}
STRATUM = "stratum"
_GROUP = ("Ten minste dit deel van het beste voor groep", "At least this share of its best for group")
_PROVISIONS: Mapping[str, tuple[str, str]] = {
    "proefplaatsing": ("proefplaatsing", "trial placement"),
    "loonkostensubsidie_forfait": ("forfaitaire loonkostensubsidie", "flat-rate loonkostensubsidie"),
    "scholing": ("scholing", "training"),
    "sociale_activering": ("sociale activering", "sociale activering"),
    "participatieplaats": ("participatieplaats", "participatieplaats"),
    "beschut_werk": ("beschut werk", "sheltered work"),
}
_UNITS: Mapping[Unit, tuple[str, str]] = {
    Unit.HOURS: ("uur", "hours"),
    Unit.MINUTES: ("minuten", "minutes"),
    Unit.WEEKS: ("weken", "weeks"),
    Unit.MONTHS: ("maanden", "months"),
    Unit.COUNT: ("stuks", "pieces"),
}
_ENDS: Mapping[EndReason, tuple[str, str]] = {
    EndReason.RENEWED: (
        "{value} is bekend tot en met {day}. Daarna geldt een nieuw bedrag: vul het aan in {file}.",
        "{value} is known to {day}. After that a new amount holds: add it to {file}.",
    ),
    EndReason.ANNOUNCED: (
        "{value} is bekend tot en met {day}. Daarna verandert de wet: {note}.",
        "{value} is known to {day}. After that the law changes: {note}.",
    ),
    EndReason.HORIZON: (
        "Alle waarden samen gelden tot en met {day}. Verzet die dag in {file} als de nieuwe bedragen er zijn.",
        "All values together hold to {day}. Move that day in {file} when the new amounts are there.",
    ),
}
_LABELS: Mapping[str, tuple[str, str]] = {
    "national": ("Landelijk recht op {day}", "National law on {day}"),
    "rights": ("Wie wat kan krijgen", "Who may have what"),
    "local": ("Keuzes van gemeente {gemeente} (geen wet)", "Choices of gemeente {gemeente} (no law)"),
    "standard": (
        "Standaard voor wie niets koos (geen wet)",
        "Standard for whoever chose nothing (no law)",
    ),
    "until": ("Alles is bekend tot en met {day}.", "Everything is known to {day}."),
    "value": ("waarde", "value"),
    "amount": ("bedrag", "amount"),
    "article": ("artikel", "article"),
    "from": ("vanaf", "from"),
    "checked": ("nagekeken", "checked"),
    "sure": ("hoe zeker", "how sure"),
    "where": ("waar", "where"),
    "who": ("wie", "who"),
    "ended": ("vervallen", "ended"),
    "no_limit": ("geen grens", "no limit"),
    "claim": ("doelgroep loonkostensubsidie (aanspraak)", "doelgroep loonkostensubsidie (claim)"),
    "decided_by": ("{who} beslist", "{who} decides"),
    "nothing": (
        "Binnen een jaar na {day} loopt niets af.",
        "Nothing runs out within a year after {day}.",
    ),
    "something": (
        "Dit loopt af binnen een jaar na {day}:",
        "This runs out within a year after {day}:",
    ),
    "unconfirmed": ("Nog niet bevestigd, en dus aangenomen:", "Not confirmed yet, and so assumed:"),
}


def law_label(name: str, language: Language, **facts: str) -> str:
    """Give a fixed text of the command about the law."""
    return _in(_LABELS[name], language).format_map(facts)


def value_name(name: str, language: Language) -> str:
    """Give the name of a value from its file and key: ``no_risk.jaar_1``."""
    file, _, key = name.partition(".")
    if file == STRATUM:
        return f"{_in(_GROUP, language)} {stratum_name(key, language)}"
    words = _in(VALUES[file], language), _in(KEYS[key], language)
    return ", ".join(word for word in words if word)


def amount_words(number: LawNumber, language: Language) -> str:
    """Write an amount in its unit: money, a percentage, or a number with what it counts."""
    if number.unit is Unit.CENTS:
        return money(number.whole, language)
    if number.unit is Unit.SHARE:
        return percentage(number.amount, language)
    count = decimal_number(number.amount, language)
    return count if number.unit is Unit.COUNT else f"{count} {_in(_UNITS[number.unit], language)}"


def kind_name(kind: str, language: Language) -> str:
    """Give the name of a kind of support."""
    return label(f"instrument.{kind}", language) if kind in INSTRUMENTS else _in(_PROVISIONS[kind], language)


def group_names(groups: tuple[str, ...], language: Language) -> str:
    """Name legal groups; none is a claim of the doelgroep."""
    if not groups:
        return law_label("claim", language)
    return ", ".join(say(f"words.legal_group.{group}", language) for group in groups)


def end_sentence(found: RunsOut, language: Language) -> str:
    """Say what runs out, when, and what to do."""
    value = "" if found.reason is EndReason.HORIZON else value_name(found.name, language)
    last = day_in_words(found.last_day, language)
    return _in(_ENDS[found.reason], language).format(value=value, day=last, file=found.file, note=found.note)


def known_words() -> Mapping[str, frozenset[str]]:
    """Give what has a name, by kind; a test holds it against the rulebook."""
    return {
        "value": frozenset(VALUES),
        "key": frozenset(KEYS),
        "provision": frozenset(_PROVISIONS),
        "unit": frozenset(_UNITS),
        "end": frozenset(_ENDS),
    }


def _in(texts: tuple[str, str], language: Language) -> str:
    return texts[0] if language == "nl" else texts[1]
