"""Why a row is refused and what to do about it, in Dutch (B1) and English, made from codes and facts."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["nl", "en"]
Pair: TypeAlias = tuple[str, str]

LONGEST_SHOWN = 60

_REASONS: Mapping[str, Pair] = MappingProxyType(
    {
        "waarde_ontbreekt": (
            "Deze cel is leeg en dat kan hier niet. Zonder deze waarde zegt de regel niets.",
            "This cell is empty, and here it cannot be. Without this value the row says nothing.",
        ),
        "stuurteken": (
            "In deze cel staat een onzichtbaar teken: '{value}'. Zo'n teken wijst op een fout bij het overzetten.",
            "This cell holds an invisible character: '{value}'. Such a character points to a faulty export.",
        ),
        "te_lang": (
            "Deze cel heeft {length} tekens. Het hoogste aantal is {maximum}.",
            "This cell has {length} characters. The most allowed is {maximum}.",
        ),
        "lijkt_bsn": (
            "Hier staat een getal van negen cijfers dat een BSN kan zijn. Waag mag geen BSN bewaren.",
            "Here stand nine digits that may be a BSN. Waag may not keep a BSN.",
        ),
        "onbekende_code": (
            "'{value}' is geen code van deze kolom. Waag weet dan niet wat u bedoelt. Mogelijk zijn: {allowed}.",
            "'{value}' is no code of this column, so Waag cannot know what is meant. Possible are: {allowed}.",
        ),
        "dubbel_in_lijst": (
            "'{repeated}' staat twee keer in '{value}'. Dan is niet duidelijk wat u bedoelt.",
            "'{repeated}' stands twice in '{value}', so it is not clear what is meant.",
        ),
        "verkeerde_vorm": (
            "'{value}' heeft niet de vorm die bij deze kolom hoort. Een goed voorbeeld is: {example}.",
            "'{value}' does not have the form of this column. A good example is: {example}.",
        ),
        "geen_getal": (
            "'{value}' is geen getal. Waag kan er niet mee rekenen.",
            "'{value}' is no number. Waag cannot count with it.",
        ),
        "geen_heel_getal": (
            "'{value}' is geen heel getal. Gebruik geen punt of komma in deze kolom.",
            "'{value}' is no whole number. Use no point or comma in this column.",
        ),
        "geen_kwartieren": (
            "'{value}' uur is niet te schrijven in kwartieren. Waag rekent met hele kwartieren, zoals 16,25.",
            "'{value}' hours cannot be written in quarters. Waag counts in whole quarters, such as 16.25.",
        ),
        "buiten_bereik": (
            "{value} kan hier niet. De waarde ligt van {minimum} tot en met {maximum}.",
            "{value} is not possible here. The value lies from {minimum} to {maximum}.",
        ),
        "onder_nul": (
            "{value} is minder dan nul. Een bedrag of een aantal kan niet onder nul liggen.",
            "{value} is below zero. An amount or a number cannot be below zero.",
        ),
        "uren_buiten_bereik": (
            "{value} uur per week kan niet. Een werkweek heeft meer dan 0 en hoogstens {maximum} uur.",
            "{value} hours a week is not possible. A working week has more than 0 and at most {maximum} hours.",
        ),
        "minimum_boven_maximum": (
            "De minste uren ({value}) zijn meer dan de meeste uren ({maximum}).",
            "The fewest hours ({value}) are more than the most hours ({maximum}).",
        ),
        "geen_datum": (
            "'{value}' is geen datum. Schrijf een datum als 2026-11-02 of 02-11-2026.",
            "'{value}' is no date. Write a date as 2026-11-02 or 02-11-2026.",
        ),
        "datum_in_de_toekomst": (
            "{value} ligt in de toekomst; het is nu {day}. Wat nog niet is gezien, kan niet meetellen.",
            "{value} lies in the future; today is {day}. What nobody has seen yet cannot count.",
        ),
        "einde_voor_begin": (
            "{value} ligt voor het begin ({start}).",
            "{value} lies before the start ({start}).",
        ),
        "onbekend_item": (
            "'{value}' is geen item van de FML. Waag kan het met niets vergelijken.{hint}",
            "'{value}' is no item of the FML. Waag cannot compare it with anything.{hint}",
        ),
        "item_zonder_beperking": (
            "{value} zegt alleen iets over links of rechts. Werk kan daar niets van vragen.",
            "{value} only speaks of left or right. Work can ask nothing of it.",
        ),
        "niveau_buiten_schaal": (
            "{value} ligt buiten de schaal van {item}. Het hoogste niveau van dit item is {highest}.",
            "{value} lies outside the scale of {item}. The highest level of this item is {highest}.",
        ),
        "niveau_bij_voorwaarden": (
            "{item} heeft voorwaarden en geen niveaus, maar hier staat niveau {value}.",
            "{item} has conditions and no levels, but here stands level {value}.",
        ),
        "voorwaarden_bij_niveau": (
            "{item} heeft niveaus en geen voorwaarden, maar hier staat '{value}'.",
            "{item} has levels and no conditions, but here stands '{value}'.",
        ),
        "onbekende_voorwaarde": (
            "{item} heeft geen voorwaarde {unknown}. Mogelijk zijn: {allowed}.",
            "{item} has no condition {unknown}. Possible are: {allowed}.",
        ),
        "alleen_bij_lezing": (
            "'{value}' hoort alleen bij een regel met reading. Deze regel heeft geen reading.",
            "'{value}' belongs only to a row with a reading. This row has none.",
        ),
        "lezing_met_waarde": (
            "Een regel met reading zegt hoe een beperking uitpakt. Een niveau of voorwaarde ({value}) hoort daar niet.",
            "A row with a reading says how a limit works out. A level or condition ({value}) is no part of it.",
        ),
        "middel_past_niet_bij_lezing": (
            "Bij lukt_met hoort een middel; bij lukt en lukt_niet blijft deze cel leeg.",
            "With lukt_met belongs an instrument; with lukt and lukt_niet this cell stays empty.",
        ),
        "verkeerde_vraagkolom": (
            "Wat het werk vraagt van {item} hoort in: {allowed}. Hier staat '{value}' in een andere kolom.",
            "What the work asks of {item} belongs in: {allowed}. Here '{value}' stands in another column.",
        ),
        "twee_vragen": (
            "Hier staat '{value}', maar {other} is ook ingevuld. Waag weet dan niet wat het werk vraagt.",
            "Here stands '{value}', but {other} is filled in as well, so Waag cannot know what the work asks.",
        ),
        "aandeel_of_minuten": (
            "Een taak heeft een aandeel (share) of minuten per week (minutes). Vul er precies één in.",
            "A task has a share or minutes per week (minutes). Fill in exactly one.",
        ),
        "aandeel_boven_100": (
            "De taken van deze vacature vullen samen {total}% van de werktijd. Meer dan 100% kan niet.",
            "The tasks of this vacancy together take {total}% of the working time. More than 100% is not possible.",
        ),
        "aandeel_onder_1": (
            "Deze taak duurt {value} minuten per week. Dat is minder dan 1% van {hours} uur.",
            "This task takes {value} minutes a week. That is less than 1% of {hours} hours.",
        ),
        "te_veel_taken": (
            "Deze vacature heeft {count} taken. Waag kan er hoogstens {maximum} wegen.",
            "This vacancy has {count} tasks. Waag can weigh at most {maximum}.",
        ),
        "vacature_zonder_taken": (
            "Vacature {value} heeft geen taken. Zonder taken is er niets om te wegen.",
            "Vacancy {value} has no tasks. Without tasks there is nothing to weigh.",
        ),
        "taken_geweigerd": (
            "Van vacature {value} zijn taken geweigerd ({count}), zoals {file}, regel {line}. "
            "Zonder die taken lijkt het werk lichter dan het is.",
            "Of vacancy {value} tasks were refused ({count}), such as {file}, line {line}. "
            "Without them the work looks lighter than it is.",
        ),
        "alleen_bij_een_taak": (
            "'{value}' gaat over één soort taak, maar percent gaat over de hele functie. "
            "Een regel kan niet allebei zeggen.",
            "'{value}' is about one kind of task, but percent is about the whole function. A row cannot say both.",
        ),
        "functie_boven_100": (
            "De soorten taken van functie {occupation} vullen samen {total}% van de werktijd. Meer dan 100% kan niet.",
            "The kinds of task of function {occupation} together take {total}% of the working time. "
            "More than 100% is not possible.",
        ),
        "naam_zonder_stratum": (
            "Bij deze regel hoort geen naam, en hier staat '{value}'. Alleen een stratum heeft een naam.",
            "This rule has no name, and here stands '{value}'. Only a stratum has a name.",
        ),
        "groep_van_wie_iemand_is": (
            "'{value}' is een groep van wie mensen zijn ({word}). Dat kenmerk zou dan bepalen wie werk krijgt. "
            "Een groep gaat over afstand tot werk of over steun.",
            "'{value}' is a group of who people are ({word}). That trait would then decide who gets work. "
            "A group is about distance to work or about support.",
        ),
        "buiten_nederland": (
            "{value} ligt buiten Nederland. De waarde ligt van {minimum} tot en met {maximum} graden.",
            "{value} lies outside the Netherlands. The value lies from {minimum} to {maximum} degrees.",
        ),
        "dubbel": (
            "Dezelfde sleutel ({key}) staat op meer regels: {lines}. Waag kiest niet welke regel geldt.",
            "The same key ({key}) stands on more lines: {lines}. Waag does not choose which one holds.",
        ),
        "verwijst_naar_geweigerd": (
            "'{value}' is geweigerd in het blad {sheet} ({file}, regel {line}). Deze regel kan niet zonder.",
            "'{value}' was refused in the sheet {sheet} ({file}, line {line}). This row cannot do without it.",
        ),
        "verwijst_naar_onbekend": (
            "'{value}' staat niet in het blad {sheet}. Deze regel hoort dan nergens bij.",
            "'{value}' does not stand in the sheet {sheet}, so this row belongs to nothing.",
        ),
        "dekking_onzeker": (
            "Een regel uit deze rubriek is geweigerd ({file}, regel {line}). "
            "Zonder die regel zou de beperking als normaal gelden.",
            "A row of this rubriek was refused ({file}, line {line}). Without it the limit would count as the norm.",
        ),
        "vraag_onzeker": (
            "Wat één taak van {value} vraagt, is geweigerd ({file}, regel {line}). "
            "Deze regel voor alle taken zou er dan ten onrechte voor gelden.",
            "What one task asks of {value} was refused ({file}, line {line}). "
            "This row for all tasks would then wrongly hold in its place.",
        ),
    }
)
_REMEDIES: Mapping[str, Pair] = MappingProxyType(
    {
        "vul_in": ("Vul deze cel in.", "Fill in this cell."),
        "verbeter_de_waarde": ("Verbeter de waarde in deze cel.", "Correct the value in this cell."),
        "kies_een_code": ("Kies een van de genoemde waarden.", "Choose one of the values named."),
        "kort_in": ("Maak de tekst korter.", "Make the text shorter."),
        "gebruik_een_eigen_nummer": (
            "Gebruik een eigen nummer en haal het BSN uit het bestand.",
            "Use a number of your own and take the BSN out of the file.",
        ),
        "verbeter_de_datum": ("Verbeter de datum.", "Correct the date."),
        "kies_een_item": ("Gebruik een item van de FML, zoals IV-13.", "Use an item of the FML, such as IV-13."),
        "maak_leeg": ("Maak deze cel leeg of verbeter het item.", "Empty this cell or correct the item."),
        "kies_een_van_beide": ("Vul één van beide in en maak de andere leeg.", "Fill in one of the two only."),
        "geef_taken": (
            "Geef de vacature taken in het blad tasks, of haal haar weg.",
            "Give the vacancy tasks in the sheet tasks, or take it out.",
        ),
        "verbeter_de_taken": (
            "Verbeter de taken van deze vacature samen.",
            "Correct the tasks of this vacancy together.",
        ),
        "splits_de_regel": (
            "Maak er een regel voor de functie van en een regel per soort taak.",
            "Make it one row for the function and one row per kind of task.",
        ),
        "houd_een_regel": ("Houd één van deze regels over.", "Keep one of these lines."),
        "verbeter_de_andere_regel": (
            "Verbeter eerst die andere regel en lever deze dan opnieuw aan.",
            "Correct that other line first and then deliver this one again.",
        ),
        "lever_de_andere_regel": (
            "Lever die regel ook aan, of verbeter het nummer.",
            "Deliver that row too, or correct the number.",
        ),
    }
)


def reason_sentence(code: str, value: str, facts: Mapping[str, str], language: Language) -> str:
    """Say why a row was refused."""
    shown = value if len(value) <= LONGEST_SHOWN else value[:LONGEST_SHOWN] + "…"
    return pick(_REASONS[code], language).format(**{"value": shown, "hint": hint(facts, language), **facts})


def remedy_sentence(code: str, language: Language) -> str:
    """Say what can be done about a refused row."""
    return pick(_REMEDIES[code], language)


def row_sentence(
    file: str,
    line: int,
    column: str,
    value: str,
    reason: str,
    remedy: str,
    facts: Mapping[str, str],
    language: Language,
) -> str:
    """Say where, what, why and what to do, of one refused row."""
    where = place(file, line, column, language)
    return f"{where}: {reason_sentence(reason, value, facts, language)} {remedy_sentence(remedy, language)}"


def place(file: str, line: int, column: str, language: Language) -> str:
    """Name a place in a file: ``clients.csv, regel 2, kolom hours``."""
    parts = [file]
    if line:
        parts.append(f"{pick(('regel', 'line'), language)} {line}")
    if column:
        parts.append(f"{pick(('kolom', 'column'), language)} {column}")
    return ", ".join(parts)


def hint(facts: Mapping[str, str], language: Language) -> str:
    """Ask whether the nearest name was meant; empty where none is near."""
    nearest = facts.get("nearest")
    return f" {pick(('Bedoelt u', 'Did you mean'), language)} {nearest}?" if nearest else ""


def pick(pair: Pair, language: Language) -> str:
    """Give the text in a language."""
    return pair[0] if language == "nl" else pair[1]
