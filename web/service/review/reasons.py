"""Why a proposal is not taken up: coded, so that the next night and the team can learn from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class RejectReason(StrEnum):
    """The reasons an adviser can choose."""

    LOAD = "belasting_te_hoog"
    STALE = "gegevens_verouderd"
    TRAVEL = "reistijd"
    HOURS = "uren_of_rooster"
    LEVEL = "niveau_of_certificaat"
    UNWILLING = "client_wil_niet"
    UNREACHABLE = "client_niet_bereikbaar"
    PLACED = "al_geplaatst"
    FILLED = "vacature_vervuld"
    EMPLOYER = "werkgever_ongeschikt_of_geweigerd"
    NO_GUIDANCE = "begeleiding_niet_beschikbaar"
    BASICS_FIRST = "eerst_zorg_schulden_of_wonen"
    WRONG_DATA = "profiel_of_vacature_onjuist"
    OTHER = "anders"


class ClientReason(StrEnum):
    """Why the person says no; never what he has or is."""

    WORK = "dit_werk_niet"
    LOAD = "te_zwaar"
    TRAVEL = "reistijd"
    HOURS = "uren_of_rooster"
    EMPLOYER = "deze_werkgever_niet"
    SUPPORT = "hulp_past_niet"
    FIRST = "eerst_iets_anders"
    HAS_WORK = "heeft_al_werk"
    OTHER = "anders"


class EmployerReason(StrEnum):
    """Why the employer says no."""

    FILLED = "vacature_vervuld"
    EXPERIENCE = "vraagt_meer_ervaring"
    HOURS = "uren_of_rooster"
    NO_GUIDANCE = "kan_niet_begeleiden"
    NO_CHANGE = "kan_werk_niet_aanpassen"
    SILENT = "reageert_niet"
    OTHER = "anders"


class ReturnReason(StrEnum):
    """Why somebody came back from work."""

    LOAD = "werk_te_zwaar"
    HOURS = "uren_te_veel"
    TRAVEL = "reis_te_zwaar"
    GUIDANCE = "te_weinig_begeleiding"
    SUPPORT = "hulpmiddel_werkte_niet"
    OTHER_WORK = "werk_anders_dan_afgesproken"
    CONTACT = "samenwerking_liep_niet"
    WISH = "client_wil_ander_werk"
    EMPLOYER = "werkgever_stopte"
    CONTRACT = "contract_liep_af"
    BETTER = "beter_werk_gevonden"
    OTHER = "anders"


class Corrects(StrEnum):
    """What in the records a return says was wrong."""

    ITEM = "punt"
    HOURS = "uren"
    TRAVEL = "reis"
    WISH = "wens"
    VACANCY = "vacature"
    NOTHING = "niets"


CORRECTS_BY_REASON: Mapping[ReturnReason, Corrects] = {
    ReturnReason.LOAD: Corrects.ITEM,
    ReturnReason.HOURS: Corrects.HOURS,
    ReturnReason.TRAVEL: Corrects.TRAVEL,
    ReturnReason.GUIDANCE: Corrects.ITEM,
    ReturnReason.SUPPORT: Corrects.ITEM,
    ReturnReason.OTHER_WORK: Corrects.VACANCY,
    ReturnReason.CONTACT: Corrects.ITEM,
    ReturnReason.WISH: Corrects.WISH,
    ReturnReason.EMPLOYER: Corrects.NOTHING,
    ReturnReason.CONTRACT: Corrects.NOTHING,
    ReturnReason.BETTER: Corrects.NOTHING,
    ReturnReason.OTHER: Corrects.NOTHING,
}
# What ended well, or by itself, is no failure of anybody: it holds nobody back in a next night.
NO_DROP_OUT = frozenset({ReturnReason.CONTRACT, ReturnReason.BETTER})


class NextActor(StrEnum):
    """Who can do something about it."""

    ADVISER = "adviseur"
    CASEWORKER = "klantmanager"
    LABOUR_EXPERT = "arbeidsdeskundige"
    EMPLOYERS_TEAM = "werkgeversteam"
    NOBODY = "niemand"


class ComesBack(StrEnum):
    """When the pair may be proposed again unless the adviser says otherwise."""

    NEVER = "nooit"
    AFTER_DATE = "na_datum"
    AFTER_CHANGE = "na_wijziging"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What follows from a reason."""

    actor: NextActor
    comes_back: ComesBack


_AFTER_CHANGE = ComesBack.AFTER_CHANGE

CONSEQUENCE_BY_REASON: Mapping[RejectReason, Consequence] = {
    RejectReason.LOAD: Consequence(actor=NextActor.LABOUR_EXPERT, comes_back=_AFTER_CHANGE),
    RejectReason.STALE: Consequence(actor=NextActor.CASEWORKER, comes_back=_AFTER_CHANGE),
    RejectReason.TRAVEL: Consequence(actor=NextActor.CASEWORKER, comes_back=_AFTER_CHANGE),
    RejectReason.HOURS: Consequence(actor=NextActor.EMPLOYERS_TEAM, comes_back=_AFTER_CHANGE),
    RejectReason.LEVEL: Consequence(actor=NextActor.CASEWORKER, comes_back=_AFTER_CHANGE),
    RejectReason.UNWILLING: Consequence(actor=NextActor.NOBODY, comes_back=ComesBack.NEVER),
    RejectReason.UNREACHABLE: Consequence(actor=NextActor.CASEWORKER, comes_back=ComesBack.AFTER_DATE),
    RejectReason.PLACED: Consequence(actor=NextActor.CASEWORKER, comes_back=ComesBack.NEVER),
    RejectReason.FILLED: Consequence(actor=NextActor.EMPLOYERS_TEAM, comes_back=ComesBack.NEVER),
    RejectReason.EMPLOYER: Consequence(actor=NextActor.EMPLOYERS_TEAM, comes_back=_AFTER_CHANGE),
    RejectReason.NO_GUIDANCE: Consequence(actor=NextActor.ADVISER, comes_back=ComesBack.AFTER_DATE),
    RejectReason.BASICS_FIRST: Consequence(actor=NextActor.CASEWORKER, comes_back=ComesBack.AFTER_DATE),
    RejectReason.WRONG_DATA: Consequence(actor=NextActor.CASEWORKER, comes_back=_AFTER_CHANGE),
    RejectReason.OTHER: Consequence(actor=NextActor.ADVISER, comes_back=_AFTER_CHANGE),
}
