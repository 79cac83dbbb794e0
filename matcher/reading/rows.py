"""Rows as they came, and rows that were refused, with a code for the reason and for the way out."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a row is refused; a row has one reason, the first in the order of its columns."""

    MISSING_VALUE = "waarde_ontbreekt"
    CONTROL_CHARACTER = "stuurteken"
    TOO_LONG = "te_lang"
    LOOKS_LIKE_BSN = "lijkt_bsn"
    UNKNOWN_CODE = "onbekende_code"
    REPEATED = "dubbel_in_lijst"
    WRONG_FORM = "verkeerde_vorm"
    NOT_A_NUMBER = "geen_getal"
    NOT_WHOLE = "geen_heel_getal"
    NOT_QUARTERS = "geen_kwartieren"
    OUT_OF_RANGE = "buiten_bereik"
    BELOW_ZERO = "onder_nul"
    HOURS_OUT_OF_RANGE = "uren_buiten_bereik"
    MIN_ABOVE_MAX = "minimum_boven_maximum"
    NOT_A_DATE = "geen_datum"
    IN_THE_FUTURE = "datum_in_de_toekomst"
    END_BEFORE_START = "einde_voor_begin"
    UNKNOWN_ITEM = "onbekend_item"
    ITEM_WITHOUT_LIMIT = "item_zonder_beperking"
    LEVEL_OUTSIDE_SCALE = "niveau_buiten_schaal"
    LEVEL_ON_CONDITIONS = "niveau_bij_voorwaarden"
    CONDITIONS_ON_LEVEL = "voorwaarden_bij_niveau"
    UNKNOWN_CONDITION = "onbekende_voorwaarde"
    ONLY_WITH_READING = "alleen_bij_lezing"
    READING_WITH_VALUE = "lezing_met_waarde"
    INSTRUMENT_MISMATCH = "middel_past_niet_bij_lezing"
    WRONG_DEMAND_COLUMN = "verkeerde_vraagkolom"
    TWO_DEMANDS = "twee_vragen"
    SHARE_OR_MINUTES = "aandeel_of_minuten"
    SHARE_OVER_100 = "aandeel_boven_100"
    SHARE_UNDER_1 = "aandeel_onder_1"
    TOO_MANY_TASKS = "te_veel_taken"
    NO_TASKS = "vacature_zonder_taken"
    TASKS_REFUSED = "taken_geweigerd"
    ONLY_OF_ONE_TASK = "alleen_bij_een_taak"
    FUNCTION_OVER_100 = "functie_boven_100"
    NAME_WITHOUT_STRATUM = "naam_zonder_stratum"
    GROUP_OF_WHO_ONE_IS = "groep_van_wie_iemand_is"
    OUTSIDE_THE_NETHERLANDS = "buiten_nederland"
    DUPLICATE = "dubbel"
    REFERS_TO_REFUSED = "verwijst_naar_geweigerd"
    REFERS_TO_UNKNOWN = "verwijst_naar_onbekend"
    COVERAGE_UNCERTAIN = "dekking_onzeker"
    DEMAND_UNCERTAIN = "vraag_onzeker"


class Remedy(StrEnum):
    """What the sender can do."""

    FILL_IN = "vul_in"
    CORRECT = "verbeter_de_waarde"
    CHOOSE_CODE = "kies_een_code"
    SHORTEN = "kort_in"
    USE_REFERENCE = "gebruik_een_eigen_nummer"
    CORRECT_DATE = "verbeter_de_datum"
    CHOOSE_ITEM = "kies_een_item"
    EMPTY_THE_CELL = "maak_leeg"
    CHOOSE_ONE = "kies_een_van_beide"
    ADD_TASKS = "geef_taken"
    CORRECT_TASKS = "verbeter_de_taken"
    SPLIT_THE_ROW = "splits_de_regel"
    KEEP_ONE = "houd_een_regel"
    CORRECT_OTHER_ROW = "verbeter_de_andere_regel"
    ADD_OTHER_ROW = "lever_de_andere_regel"


REMEDY_BY_REASON: Mapping[Reason, Remedy] = {
    Reason.MISSING_VALUE: Remedy.FILL_IN,
    Reason.CONTROL_CHARACTER: Remedy.CORRECT,
    Reason.TOO_LONG: Remedy.SHORTEN,
    Reason.LOOKS_LIKE_BSN: Remedy.USE_REFERENCE,
    Reason.UNKNOWN_CODE: Remedy.CHOOSE_CODE,
    Reason.REPEATED: Remedy.CORRECT,
    Reason.WRONG_FORM: Remedy.CORRECT,
    Reason.NOT_A_NUMBER: Remedy.CORRECT,
    Reason.NOT_WHOLE: Remedy.CORRECT,
    Reason.NOT_QUARTERS: Remedy.CORRECT,
    Reason.OUT_OF_RANGE: Remedy.CORRECT,
    Reason.BELOW_ZERO: Remedy.CORRECT,
    Reason.HOURS_OUT_OF_RANGE: Remedy.CORRECT,
    Reason.MIN_ABOVE_MAX: Remedy.CORRECT,
    Reason.NOT_A_DATE: Remedy.CORRECT_DATE,
    Reason.IN_THE_FUTURE: Remedy.CORRECT_DATE,
    Reason.END_BEFORE_START: Remedy.CORRECT_DATE,
    Reason.UNKNOWN_ITEM: Remedy.CHOOSE_ITEM,
    Reason.ITEM_WITHOUT_LIMIT: Remedy.CHOOSE_ITEM,
    Reason.LEVEL_OUTSIDE_SCALE: Remedy.CORRECT,
    Reason.LEVEL_ON_CONDITIONS: Remedy.EMPTY_THE_CELL,
    Reason.CONDITIONS_ON_LEVEL: Remedy.EMPTY_THE_CELL,
    Reason.UNKNOWN_CONDITION: Remedy.CORRECT,
    Reason.ONLY_WITH_READING: Remedy.EMPTY_THE_CELL,
    Reason.READING_WITH_VALUE: Remedy.EMPTY_THE_CELL,
    Reason.INSTRUMENT_MISMATCH: Remedy.CORRECT,
    Reason.WRONG_DEMAND_COLUMN: Remedy.EMPTY_THE_CELL,
    Reason.TWO_DEMANDS: Remedy.CHOOSE_ONE,
    Reason.SHARE_OR_MINUTES: Remedy.CHOOSE_ONE,
    Reason.SHARE_OVER_100: Remedy.CORRECT_TASKS,
    Reason.SHARE_UNDER_1: Remedy.CORRECT_TASKS,
    Reason.TOO_MANY_TASKS: Remedy.CORRECT_TASKS,
    Reason.NO_TASKS: Remedy.ADD_TASKS,
    Reason.TASKS_REFUSED: Remedy.CORRECT_OTHER_ROW,
    Reason.ONLY_OF_ONE_TASK: Remedy.SPLIT_THE_ROW,
    Reason.FUNCTION_OVER_100: Remedy.CORRECT,
    Reason.NAME_WITHOUT_STRATUM: Remedy.EMPTY_THE_CELL,
    Reason.GROUP_OF_WHO_ONE_IS: Remedy.CORRECT,
    Reason.OUTSIDE_THE_NETHERLANDS: Remedy.CORRECT,
    Reason.DUPLICATE: Remedy.KEEP_ONE,
    Reason.REFERS_TO_REFUSED: Remedy.CORRECT_OTHER_ROW,
    Reason.REFERS_TO_UNKNOWN: Remedy.ADD_OTHER_ROW,
    Reason.COVERAGE_UNCERTAIN: Remedy.CORRECT_OTHER_ROW,
    Reason.DEMAND_UNCERTAIN: Remedy.CORRECT_OTHER_ROW,
}


CONSEQUENCES = frozenset(
    {
        Reason.REFERS_TO_REFUSED,
        Reason.TASKS_REFUSED,
        Reason.COVERAGE_UNCERTAIN,
        Reason.DEMAND_UNCERTAIN,
    }
)
"""Reasons that go away when another row is corrected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a sheet as text, with where it came from.

    Attributes
    ----------
    line
        The line of a CSV file, the row of an xlsx sheet, or the place in a JSON list, from 1.
    values
        Cell text by column name; a column that is not there is empty, and empty means unknown.
    """

    file: str
    line: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRow:
    """A row that was refused: it goes back to the sender, nothing of it is used.

    Attributes
    ----------
    column, value
        The cell that decided and what stood there.
    facts
        Names and figures a sentence needs: allowed codes, bounds, the nearest item code, other lines.
    row
        The row as it came, so that it can be given back unchanged.
    key
        Canonical key of the row; None where its key cannot be read.
    """

    sheet: str
    file: str
    line: int
    column: str
    value: str
    reason: Reason
    facts: tuple[tuple[str, str], ...] = ()
    row: Row
    key: tuple[str, ...] | None = None

    @property
    def is_consequence(self) -> bool:
        """Whether it was refused only because another row was."""
        return self.reason in CONSEQUENCES

    @property
    def remedy(self) -> Remedy:
        """What the sender can do about it."""
        return REMEDY_BY_REASON[self.reason]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with one cell, before it is tied to a row."""

    column: str
    value: str
    reason: Reason
    facts: tuple[tuple[str, str], ...] = ()


class RefusedCell(Exception):
    """Carries a fault out of nested parsing to the one place that makes it a `RejectedRow`."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.reason)
        self.fault = fault
