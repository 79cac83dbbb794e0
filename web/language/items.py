"""What one item of the weighing says: what the work asks, what the person can, and what is still to be asked.

Every figure is read from the verdict and the catalogue; nothing is weighed again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.asked import FULL_DAY_MINUTES
from matcher.catalogue.items import Item, ItemType, load_catalogue
from matcher.domain.candidate import Fit, Gate, ItemVerdict, Reason, Verdict
from matcher.domain.profile import BinDemand
from web.language.numbers import day, whole
from web.language.pages import counted, say
from web.language.said import CASEWORKER, CLIENT, EMPLOYER, Question, joined, question, verdict_code, verdict_word
from web.language.terminal import label

MOST_CONDITIONS = 3
LESS_THAN = ("minder dan ", "less than ")
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
    asks, can, sentence = _sides(found, item, fit, language)
    return ItemWords(
        item=item.code,
        name=item_name(item.code, language),
        vakterm=item.vakterm,
        rubriek=rubriek_name(item.rubriek, language),
        code=verdict_code(found.verdict),
        word=verdict_word(found.verdict, language),
        asks=asks,
        can=can,
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


def rubriek_name(code: str, language: str) -> str:
    """Give the name of a rubriek."""
    found = next(rubriek for rubriek in load_catalogue().rubrieken if rubriek.code == code)
    return found.nl if language == "nl" else found.en


def level_text(item: Item, level: int, language: str) -> str:
    """Give the catalogue's own words for a level."""
    found = item.levels[level]
    return found.nl if language == "nl" else found.en


def condition_text(item: Item, number: int, language: str) -> str:
    """Give the catalogue's own words for a condition."""
    found = next(condition for condition in item.conditions if condition.number == number)
    return found.nl if language == "nl" else found.en


def short_unit(item: Item, language: str) -> str:
    """Give the unit of an item as a picture has room for; empty where it has none."""
    return say(f"w_items.unit.{item.unit_nl}", language) if item.unit_nl else ""


def plain_count(count: int, language: str) -> str:
    """Say in one sentence how many items are as usual on both sides; empty for none."""
    return counted("w_items.plain", count, language) if count else ""


def minutes_on_planned_day(found: ItemVerdict, fit: Fit) -> int | None:
    """Give the minutes the work asks on a day of the planned length, rounded up; None where unknown.

    The verdict counts a full day's minutes for the part of the day that this person works: never a different side of a
    ceiling than these minutes.
    """
    if found.minutes_per_day is None:
        return None
    planned = fit.planned_week_minutes
    per_day = {gate.gate: gate.asks for gate in fit.gates}[Gate.POSTURE]
    days = next(days for days in range(1, 8) if planned // days == per_day)
    return -(-found.minutes_per_day * planned // (FULL_DAY_MINUTES * days))


def _sides(found: ItemVerdict, item: Item, fit: Fit, language: str) -> tuple[str, str, str]:
    if item.type is ItemType.ORD:
        return _level_sides(found, item, fit, language)
    return (_condition_sides if item.type is ItemType.SET else _limit_sides)(found, item, language)


def _level_sides(found: ItemVerdict, item: Item, fit: Fit, language: str) -> tuple[str, str, str]:
    asks, capacity = _asks_level(found, item, fit, language), found.capacity
    can = _can_level(item, capacity.level, language) if capacity else say("w_items.not_known", language)
    if found.tolerated == item.k and found.reason is not Reason.UNKNOWN_DEMAND:
        return asks, can, say("w_items.not_asked", language)
    if capacity is None and found.tolerated is None:
        return asks, can, say("w_items.neither", language)
    if item.unit_nl:
        codes = {"both": "asks_and_can", "asks": "asks_only", "can": "can_only", "then": "could"}
    else:
        codes = {"both": "enough_and_now", "asks": "enough_only", "can": "now_only", "then": "enough_then"}
    if found.tolerated is None:
        code = codes["can"]
    elif capacity is None:
        code = codes["asks"]
    else:
        code = codes["then"] if capacity.is_stale else codes["both"]
    sentence = say(f"w_items.{code}", language, asks=asks, can=can)
    if found.reason is Reason.UNKNOWN_DEMAND and found.tolerated is not None:
        sentence = f"{sentence} {say('w_items.partly', language)}"
    return asks, can, sentence


def _asks_level(found: ItemVerdict, item: Item, fit: Fit, language: str) -> str:
    """Say what the work asks: as much as the most limited level that can still do it."""
    if found.tolerated is None:
        return say("w_items.not_known", language)
    if found.tolerated == item.k:
        return say("w_items.asks_nothing", language)
    minutes = minutes_on_planned_day(found, fit) if item.per_day else None
    if minutes is not None:
        return _figure(minutes, item, language)
    if found.tolerated >= 0:
        threshold = item.levels[found.tolerated].threshold
        return level_text(item, found.tolerated, language) if threshold is None else _figure(threshold, item, language)
    norm = item.levels[0].threshold
    if norm is None:
        return say("w_items.above_text", language)
    return say("w_items.above_norm", language, norm=_figure(norm, item, language))


def _can_level(item: Item, level: int, language: str) -> str:
    """Say what a person at a level can; a level the FML calls *less than* a figure is not given that figure."""
    text, threshold = level_text(item, level, language), item.levels[level].threshold
    if threshold is None or text.startswith(LESS_THAN):
        return text
    figure = _figure(threshold, item, language)
    return say("w_items.at_norm", language, figure=figure) if level == 0 else figure


def _figure(number: int, item: Item, language: str) -> str:
    unit = item.unit_nl if language == "nl" else item.unit_en
    return say("w_items.figure", language, number=whole(number, language), unit=unit)


def _condition_sides(found: ItemVerdict, item: Item, language: str) -> tuple[str, str, str]:
    capacity = found.capacity if found.capacity is not None and not found.capacity.is_stale else None
    needs = capacity.conditions if capacity else ()
    clash = [number for number in needs if number in (found.asks or ())]
    texts = [condition_text(item, number, language) for number in (clash if capacity else found.asks or ())]
    can = "; ".join(condition_text(item, number, language) for number in needs)
    if capacity is None:
        can = say("w_items.not_known", language)
    elif not needs:
        can = say("w_items.no_conditions", language)
    if found.asks is None:
        asks = say("w_items.not_known", language)
    elif texts:
        asks = counted("w_items.clashes" if capacity else "w_items.may_clash", len(texts), language)
    else:
        asks = say("w_items.no_clashes", language)
    return asks, can, _condition_sentence(found, bool(capacity), bool(needs), texts, language)


def _condition_sentence(
    found: ItemVerdict, is_known: bool, has_needs: bool, texts: Sequence[str], language: str
) -> str:
    if not is_known and found.asks is None:
        return say("w_items.neither", language)
    if found.asks is None:
        asked = say("w_items.set_asks_unknown", language)
        return asked if has_needs else f"{say('w_items.nothing_needed', language)} {asked}"
    if not is_known:
        if not texts:
            return say("w_items.not_asked", language)
        return f"{say('w_items.set_can_unknown', language)} {_listed('would_clash', texts, language)}"
    if not texts:
        return say("w_items.no_clash" if has_needs else "w_items.nothing_needed", language)
    return _listed("clash", texts, language)


def _listed(code: str, texts: Sequence[str], language: str) -> str:
    """Give a sentence per condition, and a count of what stays unnamed."""
    first, *others = texts
    said = [say(f"w_items.{code}", language, condition=first)]
    said += [say("w_items.clash_more", language, condition=text) for text in others[: MOST_CONDITIONS - 1]]
    left = len(others) - (MOST_CONDITIONS - 1)
    return " ".join([*said, counted("w_items.and_more", left, language)] if left > 0 else said)


def _limit_sides(found: ItemVerdict, item: Item, language: str) -> tuple[str, str, str]:
    capacity = found.capacity if found.capacity is not None and not found.capacity.is_stale else None
    side = "unknown" if capacity is None else "limit" if capacity.is_limited else "free"
    need = "unknown" if found.tolerated is None else BinDemand(found.tolerated).name.lower()
    can = {"unknown": "not_known", "limit": "limited", "free": "not_limited"}[side]
    asks = {"unknown": "not_known", "none": "asks_nothing", "norm": "as_daily_life", "above": "above_daily_life"}[need]
    pair = {("unknown", "none"): "not_asked", ("unknown", "unknown"): "neither"}.get((side, need), f"{side}_and_{need}")
    return say(f"w_items.{asks}", language), say(f"w_items.{can}", language), say(f"w_items.{pair}", language)


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
    code, is_set = found.reason.value, item.type is ItemType.SET
    if is_set and found.reason in (Reason.UNKNOWN_CAPACITY, Reason.STALE_CAPACITY):
        code = "set_vermogen"
    if is_set and found.reason is Reason.DERIVED:
        code = "set_afgeleid"
    if _is_unread_limit(found):
        code = "niet_bekeken"
    if found.reason is Reason.TEXT_UNREAD and found.closers:
        code = f"{code}_met"
    text = say(
        f"w_items.ask.{code}",
        language,
        name=item_name(item.code, language),
        asks=_sides(found, item, fit, language)[0],
        support=joined([label(f"instrument.{one}", language) for one in found.closers], "or", language),
    )
    return question(_ASKED_OF[found.reason], text, language)


def _is_unread_limit(found: ItemVerdict) -> bool:
    """Whether there is a limit to look at but no text to read."""
    return found.reason is Reason.TEXT_UNREAD and found.capacity is not None and not found.capacity.has_text


def _double(found: ItemVerdict, fit: Fit, language: str) -> str:
    if not found.is_duplicate:
        return ""
    couples = load_catalogue().couples
    pairs = [*((c.first, c.second) for c in couples), *((c.second, c.first) for c in couples)]
    other = next(other for own, other in pairs if own == found.item)
    return say("w_items.double", language, other=item_name(other, language))
