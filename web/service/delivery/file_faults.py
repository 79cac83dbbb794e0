"""What can be wrong with a file as a whole: then nothing of the delivery is used."""

from dataclasses import dataclass
from enum import StrEnum

from matcher.errors import ReadError
from web.language.files import file_sentence
from web.language.intake import Language


class FileCode(StrEnum):
    """Each way in which a file or a delivery cannot be read."""

    NOTHING_THERE = "niets_gevonden"
    UNREADABLE = "onleesbaar"
    LINK = "verwijzing"
    STILL_WRITTEN = "wordt_geschreven"
    WRONG_SUM = "controlegetal_klopt_niet"
    WRONG_SUMS = "controlegetallen_onleesbaar"
    FILE_MISSING = "bestand_ontbreekt"
    FILE_TWICE = "bestand_dubbel"
    TOO_MANY_FILES = "te_veel_bestanden"
    WRONG_NAME = "verkeerde_naam"
    TOO_HEAVY = "te_zwaar"
    WRONG_TYPE = "verkeerd_bestandstype"
    TOO_LARGE = "te_groot"
    EMPTY = "leeg_bestand"
    WRONG_ENCODING = "verkeerde_tekens"
    OPEN_QUOTE = "open_aanhalingsteken"
    HALF_ROW = "halve_regel"
    HUGE_CELL = "te_grote_cel"
    UNKNOWN_SHEET = "onbekend_blad"
    MISSING_SHEET = "blad_ontbreekt"
    SHEET_TWICE = "blad_dubbel"
    UNKNOWN_COLUMN = "onbekende_kolom"
    MISSING_COLUMN = "kolom_ontbreekt"
    COLUMN_TWICE = "kolom_dubbel"
    NOT_JSON = "geen_json"
    JSON_NUMBER = "json_geen_getal"
    JSON_KEY_TWICE = "json_sleutel_dubbel"
    JSON_TOO_DEEP = "json_te_diep"
    JSON_SHAPE = "json_vorm"
    NOT_XLSX = "geen_xlsx"
    UNSAFE_XLSX = "xlsx_onveilig"
    ERROR_CELL = "cel_met_fout"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFault:
    """One thing that is wrong with a file.

    Attributes
    ----------
    line
        From 1; 0 where it is about the file as a whole.
    facts
        Names and figures its sentence needs.
    """

    code: FileCode
    file: str
    line: int = 0
    column: str = ""
    facts: tuple[tuple[str, str], ...] = ()


class RefusedDelivery(ReadError):
    """A delivery of which nothing is used; `faults` says why, file by file."""

    def __init__(self, *faults: FileFault) -> None:
        self.faults = faults
        super().__init__("\n".join(fault_sentences(faults, "nl")))


def fault_sentences(faults: tuple[FileFault, ...], language: Language) -> list[str]:
    """Say of each fault where it is, what, why and what to do."""
    return [
        file_sentence(fault.code, fault.file, fault.line, fault.column, dict(fault.facts), language) for fault in faults
    ]


def refused(code: FileCode, file: str, line: int = 0, column: str = "", **facts: str) -> RefusedDelivery:
    """Make the refusal of a delivery for one fault."""
    return RefusedDelivery(
        FileFault(code=code, file=file, line=line, column=column, facts=tuple(sorted(facts.items())))
    )
