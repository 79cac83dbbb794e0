"""Why a file is refused whole and what to do about it, in Dutch (B1) and English, made from codes and facts."""

from collections.abc import Mapping
from types import MappingProxyType

from web.language.intake import Language, Pair, hint, pick, place

_FILES: Mapping[str, Pair] = MappingProxyType(
    {
        "niets_gevonden": (
            "Hier staat geen bestand om te lezen. Wijs een map met CSV-bestanden aan, of één JSON- of xlsx-bestand.",
            "There is no file here to read. Name a folder with CSV files, or one JSON or xlsx file.",
        ),
        "onleesbaar": (
            "Het bestand is niet te openen ({problem}). Geef Waag leesrechten of kopieer het opnieuw.",
            "The file cannot be opened ({problem}). Give Waag the right to read it or copy it again.",
        ),
        "verwijzing": (
            "Dit is een verwijzing naar een bestand op een andere plek. Waag volgt die niet. Zet het bestand zelf in "
            "de map.",
            "This is a link to a file elsewhere. Waag does not follow it. Put the file itself in the folder.",
        ),
        "wordt_geschreven": (
            "Dit bestand wordt nog geschreven. Half lezen zou regels kosten. Wacht tot het klaar is, of zet als "
            "laatste een leeg bestand klaar.ready in de map.",
            "This file is still being written. Reading half of it would lose rows. Wait until it is done, or put an "
            "empty file done.ready in the folder as the last one.",
        ),
        "controlegetal_klopt_niet": (
            "Het bestand is niet wat SHA256SUMS belooft. Het is beschadigd of maar half. Stuur het opnieuw.",
            "The file is not what SHA256SUMS promises. It is damaged or only half. Send it again.",
        ),
        "controlegetallen_onleesbaar": (
            "Deze regel is geen controlegetal met een bestandsnaam. Maak het bestand met: sha256sum *.csv > "
            "SHA256SUMS.",
            "This line is no checksum with a file name. Make the file with: sha256sum *.csv > SHA256SUMS.",
        ),
        "bestand_ontbreekt": (
            "SHA256SUMS noemt dit bestand, maar het is er niet. De levering is niet heel. Stuur het bestand mee.",
            "SHA256SUMS names this file, and it is not there. The delivery is not whole. Send the file along.",
        ),
        "bestand_dubbel": (
            "Er zijn twee bestanden met deze naam. Waag kiest niet welk bestand geldt. Houd er één over.",
            "There are two files of this name. Waag does not choose which one holds. Keep one.",
        ),
        "te_veel_bestanden": (
            "Dit zijn {count} bestanden; hoogstens {maximum} kan. De rest zou verloren gaan. Splits de levering.",
            "These are {count} files; at most {maximum} fit. The rest would be lost. Split the delivery.",
        ),
        "verkeerde_naam": (
            "Deze bestandsnaam kan niet. Gebruik letters, cijfers, spaties, punten en streepjes, hoogstens 100.",
            "This file name cannot be used. Take letters, digits, spaces, dots and dashes, at most 100.",
        ),
        "te_zwaar": (
            "Dit bestand kost te veel geheugen of tijd om te lezen. Zo ziet een levering er niet uit. Sla de gegevens "
            "op als CSV.",
            "This file costs too much memory or time to read. No delivery looks like that. Save the data as CSV.",
        ),
        "verkeerd_bestandstype": (
            "Waag leest alleen .csv, .json en .xlsx. Sla het bestand zo op, of haal het uit de map.",
            "Waag reads .csv, .json and .xlsx only. Save the file as one of these, or take it out of the folder.",
        ),
        "te_groot": (
            "Het bestand is {size} MB; hoogstens {maximum} MB past. Splits de levering of gebruik CSV in een map.",
            "The file is {size} MB; at most {maximum} MB fits. Split the delivery or use CSV in a folder.",
        ),
        "leeg_bestand": (
            "Het bestand is leeg. Een leeg blad zou alles sluiten. Maak het bestand opnieuw, met de namen van de "
            "kolommen op de eerste regel.",
            "The file is empty. An empty sheet would close everything. Make the file again, with the names of the "
            "columns on the first line.",
        ),
        "verkeerde_tekens": (
            "Het bestand is geen UTF-8 (byte {byte}). Letters zoals é kunnen dan verkeerd lezen. Sla het op als UTF-8.",
            "The file is no UTF-8 (byte {byte}). Letters such as é may then be misread. Save it as UTF-8.",
        ),
        "open_aanhalingsteken": (
            "Een aanhalingsteken gaat open en niet goed dicht. Mogelijk is het bestand maar half. Maak het opnieuw.",
            "A quotation mark opens and does not close well. Perhaps this is half a file. Make it again.",
        ),
        "halve_regel": (
            "Deze regel heeft {found} cellen en de eerste regel {expected}. Mogelijk is het bestand maar half, of "
            "mist een tekst zijn aanhalingstekens. Maak het opnieuw.",
            "This row has {found} cells and the first row {expected}. Perhaps this is half a file, or a text lacks "
            "its quotation marks. Make it again.",
        ),
        "te_grote_cel": (
            "Een cel is veel te groot. Mogelijk mist een aanhalingsteken. Verbeter de regel.",
            "A cell is far too large. Perhaps a quotation mark is missing. Correct the row.",
        ),
        "onbekend_blad": (
            "'{sheet}' is geen blad van Waag, dus de regels zouden verloren gaan.{hint} Mogelijk zijn: {allowed}.",
            "'{sheet}' is no sheet of Waag, so its rows would be lost.{hint} Possible are: {allowed}.",
        ),
        "blad_ontbreekt": (
            "Het blad {sheet} ontbreekt. Zonder dit blad is de levering niet heel. Voeg het toe, of gebruik --delta "
            "voor alleen wijzigingen.",
            "The sheet {sheet} is missing. Without it the delivery is not whole. Add it, or use --delta for changes "
            "only.",
        ),
        "blad_dubbel": (
            "Het blad {sheet} staat er twee keer (ook in {other}). Waag kiest niet welk blad geldt. Houd er één over.",
            "The sheet {sheet} is there twice (also in {other}). Waag does not choose which one holds. Keep one.",
        ),
        "onbekende_kolom": (
            "Kolom '{column}' kent Waag niet, dus de waarden zouden verloren gaan.{hint} Mogelijk zijn: {allowed}.",
            "Waag does not know column '{column}', so its values would be lost.{hint} Possible are: {allowed}.",
        ),
        "kolom_ontbreekt": (
            "Kolom {column} ontbreekt en is verplicht. Voeg haar toe en vul haar op elke regel.",
            "Column {column} is missing and required. Add it and fill it on every row.",
        ),
        "kolom_dubbel": (
            "Kolom {column} staat er twee keer. Waag kiest niet welke geldt. Houd er één over.",
            "Column {column} is there twice. Waag does not choose which one holds. Keep one.",
        ),
        "geen_json": (
            "Dit is geen geldige JSON (teken {place} van deze regel). Mogelijk is het bestand maar half. "
            "Maak het opnieuw.",
            "This is no valid JSON (character {place} of this line). Perhaps this is half a file. Make it again.",
        ),
        "json_geen_getal": (
            "In het bestand staat {value}. Dat is geen getal; Waag kan er niet mee rekenen. Laat een onbekende waarde "
            "leeg.",
            "The file holds {value}. That is no number; Waag cannot count with it. Leave an unknown value empty.",
        ),
        "json_sleutel_dubbel": (
            "'{column}' staat twee keer in dezelfde regel. Waag kiest niet welke waarde geldt. Houd er één over.",
            "'{column}' stands twice in one row. Waag does not choose which value holds. Keep one.",
        ),
        "json_te_diep": (
            "De JSON is meer dan {maximum} lagen diep. Zo ziet een levering er niet uit. Maak het bestand opnieuw.",
            "The JSON is more than {maximum} levels deep. No delivery looks like that. Make the file again.",
        ),
        "json_vorm": (
            'De JSON heeft niet de goede vorm. Gebruik bladen met regels: {{"clients": [{{"client": "c1"}}]}}.',
            'The JSON does not have the right shape. Use sheets of rows: {{"clients": [{{"client": "c1"}}]}}.',
        ),
        "geen_xlsx": (
            "Dit is geen xlsx-bestand, of het is beschadigd. Sla het opnieuw op als xlsx.",
            "This is no xlsx file, or it is damaged. Save it as xlsx again.",
        ),
        "cel_met_fout": (
            "In deze cel staat een formule die mislukt. De waarde is onbekend. Verbeter de formule of maak haar leeg.",
            "This cell holds a formula that fails. Its value is unknown. Correct the formula or empty the cell.",
        ),
    }
)
_UNSAFE: Mapping[str, Pair] = MappingProxyType(
    {
        "entries": ("het heeft {value} onderdelen, hoogstens {maximum}", "it has {value} parts, at most {maximum}"),
        "size": (
            "het is uitgepakt {value} bytes, hoogstens {maximum}",
            "it unpacks to {value} bytes, at most {maximum}",
        ),
        "ratio": (
            "een onderdeel wordt {value} keer zo groot, hoogstens {maximum}",
            "a part grows {value} times, at most {maximum}",
        ),
        "name": ("een onderdeel heet '{value}'", "a part is called '{value}'"),
        "packing": ("een onderdeel is vreemd ingepakt ({value})", "a part is packed in a strange way ({value})"),
        "lie": ("een onderdeel is groter dan het zegt", "a part is larger than it says"),
        "cells": (
            "een blad beslaat {value} cellen, hoogstens {maximum}",
            "a sheet spans {value} cells, at most {maximum}",
        ),
        "password": ("het heeft een wachtwoord", "it has a password"),
    }
)
_UNSAFE_FILE: Pair = (
    "Dit xlsx-bestand is niet veilig om te openen: {what}. Sla de gegevens op in een nieuw bestand.",
    "This xlsx file is not safe to open: {what}. Save the data in a new file.",
)


def file_sentence(code: str, file: str, line: int, column: str, facts: Mapping[str, str], language: Language) -> str:
    """Say where, what, why and what to do, of a file that is refused whole."""
    if code == "xlsx_onveilig":
        what = pick(_UNSAFE[facts["what"]], language).format(**facts)
        sentence = pick(_UNSAFE_FILE, language).format(what=what)
    else:
        sentence = pick(_FILES[code], language).format(**{"column": column, "hint": hint(facts, language), **facts})
    return f"{place(file, line, column, language)}: {sentence}"
