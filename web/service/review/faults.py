"""What can be wrong with a decision, field by field."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matcher.errors import WaagError

LEAST_MOTIVATION = 10
LEAST_NOTE = 20
MOST_TEXT = 2_000
OTHER = "anders"


class FaultCode(StrEnum):
    """Each way in which a decision is not complete, or cannot be."""

    UNKNOWN_PROPOSAL = "voorstel_onbekend"
    MOTIVATION_MISSING = "motivatie_ontbreekt"
    MOTIVATION_SHORT = "motivatie_te_kort"
    REASON_MISSING = "reden_ontbreekt"
    REASON_UNKNOWN = "reden_onbekend"
    NOTE_MISSING = "toelichting_ontbreekt"
    NOTE_SHORT = "toelichting_te_kort"
    TEXT_LONG = "tekst_te_lang"
    DATE_MISSING = "datum_ontbreekt"
    DATE_PAST = "datum_voorbij"
    DATE_AHEAD = "datum_nog_niet_geweest"
    DATE_FAR = "datum_te_ver"
    DAY_MISSING = "dag_ontbreekt"
    BEFORE_ANSWER = "voor_het_antwoord"
    BEFORE_START = "voor_de_start"
    ANSWER_MISSING = "antwoord_ontbreekt"
    CLIENT_ANSWER_MISSING = "antwoord_client_ontbreekt"
    ITEM_MISSING = "punt_ontbreekt"
    ITEM_UNKNOWN = "punt_onbekend"
    HOURS_WRONG = "uren_onleesbaar"
    ADDRESSEE_MISSING = "adviseur_ontbreekt"
    ARGUMENT_UNKNOWN = "argument_onbekend"
    WRONG_STEP = "stap_kan_nu_niet"
    TOO_OLD = "voorstel_te_oud"
    CLIENT_DISCUSSED = "client_al_in_bespreking"
    CLIENT_WORKS = "client_aan_het_werk"
    NO_PLACE = "geen_plek_vrij"
    CLOSED = "client_of_vacature_gesloten"
    CANNOT = "kan_niet_zonder_advies"
    WITHHELD = "niet_voorstellen"
    STACKED = "te_veel_tegelijk"
    NOTHING_TO_UNDO = "niets_om_terug_te_draaien"
    TOO_LATE_TO_UNDO = "te_laat_om_terug_te_draaien"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong with a decision; `field` names the input it is about."""

    field: str
    code: FaultCode
    facts: tuple[tuple[str, str], ...] = ()


class WrongDecision(WaagError):
    """A decision that is not recorded; `faults` says why, field by field."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.field}: {fault.code}" for fault in faults))


def refuse(faults: Sequence[Fault]) -> None:
    """Refuse a decision with anything wrong in it."""
    if faults:
        raise WrongDecision(*faults)


def length_faults(field: str, text: str) -> list[Fault]:
    """Refuse a text nobody will read."""
    most = (("most", str(MOST_TEXT)),)
    return [Fault(field=field, code=FaultCode.TEXT_LONG, facts=most)] if len(text) > MOST_TEXT else []


def reason_faults(reasons: Sequence[str], known: Iterable[str], note: str) -> list[Fault]:
    """Refuse no reason at all, one that is not in the list, and *anders* without words."""
    listed = set(known)
    faults = length_faults("note", note)
    if not reasons:
        faults.append(Fault(field="reasons", code=FaultCode.REASON_MISSING))
    if any(reason not in listed for reason in reasons):
        faults.append(Fault(field="reasons", code=FaultCode.REASON_UNKNOWN))
    if OTHER in reasons and len(note) < LEAST_NOTE:
        faults.append(Fault(field="note", code=FaultCode.NOTE_SHORT, facts=(("least", str(LEAST_NOTE)),)))
    return faults


def until_faults(until: date | None, today: date, *, is_required: bool) -> list[Fault]:
    """Refuse a day to come that is none."""
    if until is None:
        return [Fault(field="until", code=FaultCode.DATE_MISSING)] if is_required else []
    return [] if until > today else [Fault(field="until", code=FaultCode.DATE_PAST)]


def happened_faults(day: date | None, today: date) -> list[Fault]:
    """Refuse a day on which something happened that is missing, or has not come yet."""
    if day is None:
        return [Fault(field="day", code=FaultCode.DAY_MISSING)]
    return [Fault(field="day", code=FaultCode.DATE_AHEAD)] if day > today else []
