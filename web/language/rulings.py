"""Sentences about rulings of the law in Dutch (B1) and English, made from their codes."""

from collections.abc import Mapping

from matcher.rules import (
    LkvKind,
    LkvNote,
    NoRiskGround,
    ReasonCode,
    ShelteredQuestion,
    ShelteredReason,
    Standing,
    TrialCode,
)
from web.language.law import Language

_STANDING: Mapping[str, tuple[str, str]] = {
    Standing.YES: ("kan", "possible"),
    Standing.QUESTION: ("eerst vragen", "ask first"),
    Standing.NO: ("kan niet", "not possible"),
}
_REASON: Mapping[str, tuple[str, str]] = {
    ReasonCode.DECLINED: ("Deze persoon wil dit niet.", "This person does not want it."),
    ReasonCode.AGREEMENT: (
        "Werkgever en werknemer spreken dit samen af.",
        "Employer and worker agree on this together.",
    ),
    ReasonCode.NOT_IN_FORCE: ("Op deze dag bestaat dit recht niet.", "On this day this right does not exist."),
    ReasonCode.GROUP_NOT: (
        "De wet geeft dit niet aan de groep van deze persoon.",
        "The law does not give this to the group of this person.",
    ),
    ReasonCode.GROUP_UNKNOWN: (
        "De groep van deze persoon is niet bekend. Vraag op welke grond de gemeente helpt.",
        "The group of this person is not known. Ask on which ground the gemeente helps.",
    ),
    ReasonCode.LKS_NOT: (
        "Deze persoon hoort niet tot de doelgroep loonkostensubsidie.",
        "This person does not belong to the doelgroep loonkostensubsidie.",
    ),
    ReasonCode.LKS_UNKNOWN: (
        "Laat eerst vaststellen of deze persoon tot de doelgroep loonkostensubsidie hoort.",
        "First have it established whether this person belongs to the doelgroep loonkostensubsidie.",
    ),
    ReasonCode.LIMITATION_NOT: (
        "Dit is er alleen bij een beperking die deze persoon niet heeft.",
        "This is only for a limitation that this person does not have.",
    ),
    ReasonCode.LIMITATION_UNKNOWN: (
        "Het is niet bekend of deze persoon de beperking heeft waar dit voor is.",
        "It is not known whether this person has the limitation this is for.",
    ),
    ReasonCode.LIMITATION_ELSEWHERE: (
        "Bij een visuele beperking regelt UWV dit.",
        "With a visual limitation UWV provides this.",
    ),
    ReasonCode.DECIDED_ELSEWHERE: (
        "UWV beslist of adviseert hierover, niet de gemeente alleen.",
        "UWV decides or advises on this, not the gemeente alone.",
    ),
    ReasonCode.GRANTED: ("De wet noemt deze groep.", "The law names this group."),
    ReasonCode.CLAIM: ("Deze persoon heeft hier recht op.", "This person has a claim to it."),
}
_TRIAL: Mapping[str, tuple[str, str]] = {
    TrialCode.DECLINED: ("Deze persoon wil geen proefplaatsing.", "This person does not want a trial placement."),
    TrialCode.NOT_BIJSTAND: (
        "Een proefplaatsing is er alleen voor mensen met bijstand.",
        "A trial placement is only for people on bijstand.",
    ),
    TrialCode.NO_INTENTION: (
        "De werkgever wil deze persoon daarna niet in dienst nemen.",
        "The employer does not mean to hire this person afterwards.",
    ),
    TrialCode.BESIDE_FORFAIT: (
        "Er loopt al een forfaitaire loonkostensubsidie voor dit werk.",
        "A flat-rate loonkostensubsidie already runs for this work.",
    ),
    TrialCode.NOTHING_TO_LEARN: (
        "Het is niet duidelijk wat de proefplaatsing moet laten zien.",
        "It is not clear what the trial placement has to show.",
    ),
    TrialCode.TESTS_A_LIMIT: (
        "Een grens van lichaam, zintuigen, reizen of werktijd probeert u niet uit op een mens.",
        "A limit of body, senses, travel or working time is not tried out on a person.",
    ),
    TrialCode.TOO_LONG: ("De proefplaatsing duurt te lang.", "The trial placement is too long."),
    TrialCode.EXTENSION_TOO_LONG: ("De verlenging duurt te lang.", "The extension is too long."),
    TrialCode.GROUP_UNKNOWN: (
        "Vraag eerst of deze persoon bijstand krijgt.",
        "First ask whether this person receives bijstand.",
    ),
    TrialCode.INTENTION_UNKNOWN: (
        "Vraag de werkgever of hij deze persoon daarna in dienst wil nemen.",
        "Ask the employer whether he means to hire this person afterwards.",
    ),
}
_GROUND: Mapping[str, tuple[str, str]] = {
    NoRiskGround.SHELTERED_WORK: ("het werk is beschut werk", "the job is sheltered work"),
    NoRiskGround.REGISTER: ("staat in het doelgroepregister", "is in the doelgroepregister"),
    NoRiskGround.WIA: ("heeft recht op WIA", "has a right to WIA"),
}
_LKV: Mapping[str, tuple[str, str]] = {
    LkvKind.DISABLED_WORKER: ("arbeidsgehandicapte werknemer", "disabled worker"),
    LkvKind.REPLACED_DISABLED_WORKER: ("herplaatsing arbeidsgehandicapte werknemer", "disabled worker placed again"),
    LkvKind.BANENAFSPRAAK: ("doelgroep banenafspraak", "doelgroep banenafspraak"),
    LkvKind.OLDER_WORKER: ("oudere werknemer", "older worker"),
    LkvKind.EDUCATION_HINDERED: ("scholingsbelemmerde werknemer", "worker hindered in education"),
}
_NOTE: Mapping[str, tuple[str, str]] = {
    LkvNote.NOT_ADDED_TO_SUBSIDY: (
        "Tel dit bedrag niet op bij loonkostensubsidie. De wet regelt niet of beide samen mogen.",
        "Do not add this amount to loonkostensubsidie. The law does not settle whether both may be had together.",
    ),
    LkvNote.ONLY_THE_HIGHEST: (
        "Voor één werknemer telt alleen het hoogste loonkostenvoordeel.",
        "For one worker only the highest loonkostenvoordeel counts.",
    ),
}
_QUESTION: Mapping[str, tuple[str, str]] = {
    ShelteredQuestion.ADAPTATION: (
        "Zijn er aanpassingen nodig die een werkgever redelijkerwijs niet kan maken?",
        "Are adaptations needed that an employer cannot make within reasonable limits?",
    ),
    ShelteredQuestion.SUPERVISION: (
        "Is er toezicht of begeleiding nodig die een werkgever redelijkerwijs niet kan geven?",
        "Is supervision or guidance needed that an employer cannot give within reasonable limits?",
    ),
}
_SHELTERED: Mapping[str, tuple[str, str]] = {
    ShelteredReason.PERSON_UNWILLING: (
        "Deze persoon wil deze aanvraag niet.",
        "This person does not want this request.",
    ),
    ShelteredReason.PERSON_NOT_ASKED: (
        "Vraag deze persoon eerst of hij de aanvraag wil. Hij kan UWV ook zelf om advies vragen.",
        "First ask this person whether he wants the request. He may also ask UWV for advice himself.",
    ),
    ShelteredReason.NO_FINDING: (
        "Er is geen bevinding van een arbeidsdeskundige of van UWV.",
        "There is no finding of an arbeidsdeskundige or of UWV.",
    ),
    ShelteredReason.NO_YES: (
        "Geen van de twee vragen heeft het antwoord ja.",
        "Neither of the two questions has the answer yes.",
    ),
}
_TEXTS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "standing": _STANDING,
    "reason": _REASON,
    "trial": _TRIAL,
    "no_risk": _GROUND,
    "lkv": _LKV,
    "note": _NOTE,
    "question": _QUESTION,
    "sheltered": _SHELTERED,
}


def ruling_words(kind: str, code: str, language: Language) -> str:
    """Give the words for a code of a ruling.

    Parameters
    ----------
    kind
        What the code is of: standing, reason, trial, no_risk, lkv, note, question or sheltered.
    """
    texts = _TEXTS[kind][code]
    return texts[0] if language == "nl" else texts[1]


def known_codes() -> Mapping[str, frozenset[str]]:
    """Give the codes that have words, by kind; a test holds them against the codes of the rules."""
    return {kind: frozenset(texts) for kind, texts in _TEXTS.items()}
