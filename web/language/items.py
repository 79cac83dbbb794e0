"""What one item of the weighing says: what the work asks, what the person can, and what is still to be asked.

Every figure is read from the verdict and the catalogue; nothing is weighed again.
"""

from dataclasses import dataclass

from matcher.catalogue.items import Item, ItemType, load_catalogue
from matcher.domain.candidate import Fit, ItemVerdict, Reason, Verdict
from matcher.domain.profile import BinDemand
from web.language.numbers import day
from web.language.pages import counted, say
from web.language.said import CASEWORKER, CLIENT, EMPLOYER, Question, joined, question, verdict_code, verdict_word
from web.language.sides import condition_text as condition_text
from web.language.sides import level_text as level_text
from web.language.sides import sides
from web.language.terminal import label

_ASKED_OF = {
    Reason.UNKNOWN_CAPACITY: CLIENT,
    Reason.STALE_CAPACITY: CLIENT,
    Reason.UNKNOWN_DEMAND: EMPLOYER,
    Reason.UNKNOWN_BOTH: EMPLOYER,
    Reason.TEXT_UNREAD: CASEWORKER,
    Reason.TEXT_READ: CASEWORKER,
    Reason.FREQUENCY_UNKNOWN: EMPLOYER,
    Reason.STATUS_UNKNOWN: CASEWORKER,
    Reason.DERIVED: EMPLOYER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWords:
    """One row of the item table in words.

    Attributes
    ----------
    code, word
        Verdict for a mark, and as a word.
    asks, can
        Both sides in few words, for a column each.
    has_unit
        The item is measured: both sides are figures with a unit.
    sentence, why
        Both sides in whole sentences, and why that gives this verdict.
    source, note
        Who said what the person can, and when; and whether that is old. Empty where nobody looked.
    asked_by
        Who said what the work asks, and for a level how often; empty where nobody said.
    question
        What to ask, and of whom; only at *vraag na*.
    double
        That the row counts together with the other of its couple; else empty.
    """

    item: str
    name: str
    vakterm: str
    rubriek: str
    code: str
    word: str
    asks: str
    can: str
    has_unit: bool
    sentence: str
    why: str
    source: str
    note: str
    asked_by: str
    question: Question | None
    double: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemGroups:
    """The items of one pair in the order of the page.

    Attributes
    ----------
    flagged
        What has to be looked at, worst first.
    notable
        Fits, but one side is not as usual or not known: always printed.
    plain
        As usual on both sides: one counted sentence says enough.
    """

    flagged: tuple[ItemVerdict, ...]
    notable: tuple[ItemVerdict, ...]
    plain: tuple[ItemVerdict, ...]


def item_groups(fit: Fit) -> ItemGroups:
    """Group the items of a pair; within a group they stay in the order of the FML."""
    flagged = [found for found in fit.items if found.verdict is not Verdict.PAST]
    fitting = [found for found in fit.items if found.verdict is Verdict.PAST]
    return ItemGroups(
        flagged=tuple(sorted(flagged, key=lambda found: -found.verdict)),
        notable=tuple(found for found in fitting if not is_plain(found)),
        plain=tuple(found for found in fitting if is_plain(found)),
    )


def is_plain(found: ItemVerdict) -> bool:
    """Whether both sides are known, the person is at the norm, and the work asks no more than the norm."""
    capacity, item = found.capacity, load_catalogue().by_code(found.item)
    if capacity is None or capacity.is_stale or capacity.is_limited or capacity.has_text:
        return False
    if item.type is ItemType.SET:
        return found.asks is not None
    if found.tolerated is None:
        return False
    return found.tolerated >= 0 if item.type is ItemType.ORD else found.tolerated <= BinDemand.NORM


def item_words(found: ItemVerdict, fit: Fit, language: str) -> ItemWords:
    """Put one weighed item into words.

    Parameters
    ----------
    found
        The item, one of `fit.items`.
    fit
        The whole weighing: minutes a day follow its planned hours, and it holds the other of a couple.
    """
    item = load_catalogue().by_code(found.item)
    asks, can, sentence = sides(found, item, fit, language)
    return ItemWords(
        item=item.code,
        name=item_name(item.code, language),
        vakterm=item.vakterm,
        rubriek=rubriek_name(item.rubriek, language),
        code=verdict_code(found.verdict),
        word=verdict_word(found.verdict, language),
        asks=asks,
        can=can,
        has_unit=bool(item.unit_nl),
        sentence=sentence,
        why=_why(found, language),
        source=_source(found, language),
        note=_note(found, language),
        asked_by=_asked_by(found, language),
        question=item_question(found, fit, language),
        double=_double(found, fit, language),
    )


def item_name(code: str, language: str) -> str:
    """Give the plain name of an item."""
    item = load_catalogue().by_code(code)
    return item.name_nl if language == "nl" else item.name_en


def item_title(code: str, language: str) -> str:
    """Give the plain name of an item; what is no item is shown as it is."""
    is_item = any(item.code == code for item in load_catalogue().items)
    return item_name(code, language) if is_item else code.replace("_", " ")


def rubriek_name(code: str, language: str) -> str:
    """Give the name of a rubriek."""
    found = next(rubriek for rubriek in load_catalogue().rubrieken if rubriek.code == code)
    return found.nl if language == "nl" else found.en


def plain_count(count: int, language: str) -> str:
    """Say in one sentence how many items are as usual on both sides; empty for none."""
    return counted("w_items.plain", count, language) if count else ""


def _why(found: ItemVerdict, language: str) -> str:
    code = found.reason.value
    if found.reason is Reason.TEXT_READ:
        code = f"{code}.{verdict_code(found.verdict)}"
    if _is_unread_limit(found):
        code = "niet_bekeken"
    if found.reason is Reason.WITHIN and found.tolerated is None and found.asks is None:
        code = "binnen_de_norm"
    return say(f"w_items.why.{code}", language)


def _source(found: ItemVerdict, language: str) -> str:
    if found.capacity is None:
        return ""
    source = say(f"w_items.source.{found.capacity.source}", language)
    return say("w_items.known_by", language, source=source, day=day(found.capacity.recorded_on, language))


def _asked_by(found: ItemVerdict, language: str) -> str:
    if found.source is None:
        return ""
    said = say(f"w_items.demand_source.{found.source}", language)
    return said if found.frequency is None else f"{said}, {say(f'w_items.how.{found.frequency}', language)}"


def _note(found: ItemVerdict, language: str) -> str:
    if found.capacity is None or not (found.capacity.is_stale or found.capacity.needs_check):
        return ""
    return say("w_items.stale" if found.capacity.is_stale else "w_items.check", language)


def item_question(found: ItemVerdict, fit: Fit, language: str) -> Question | None:
    """Give what is to be asked about an item, and of whom; None where its verdict asks nothing."""
    if found.verdict is not Verdict.VRAAG_NA:
        return None
    item = load_catalogue().by_code(found.item)
    text = say(
        f"w_items.ask.{_question_code(found, item)}",
        language,
        name=item_name(item.code, language),
        asks=sides(found, item, fit, language)[0],
        norm=item.norm_nl if language == "nl" else item.norm_en,
        support=joined([label(f"instrument.{one}", language) for one in found.closers], "or", language),
    )
    return question(_ASKED_OF[found.reason], text, language)


def _is_unread_limit(found: ItemVerdict) -> bool:
    """Whether there is a limit to look at but no text to read."""
    return found.reason is Reason.TEXT_UNREAD and found.capacity is not None and not found.capacity.has_text


def _question_code(found: ItemVerdict, item: Item) -> str:
    """Give the question that fits the reason: conditions and limits are asked in their own words."""
    if found.reason in (Reason.UNKNOWN_CAPACITY, Reason.STALE_CAPACITY):
        if item.type is ItemType.SET:
            return "set_vermogen"
        if item.type is ItemType.BIN:
            return "bin_vermogen_boven" if found.tolerated == BinDemand.ABOVE else "bin_vermogen"
    if found.reason is Reason.DERIVED and item.type is ItemType.SET:
        return "set_afgeleid"
    code = "niet_bekeken" if _is_unread_limit(found) else found.reason.value
    return f"{code}_met" if found.reason is Reason.TEXT_UNREAD and found.closers else code


def _double(found: ItemVerdict, fit: Fit, language: str) -> str:
    if not found.is_duplicate:
        return ""
    couples = load_catalogue().couples
    pairs = [*((c.first, c.second) for c in couples), *((c.second, c.first) for c in couples)]
    other = next(other for own, other in pairs if own == found.item)
    return say("w_items.double", language, other=item_name(other, language))
