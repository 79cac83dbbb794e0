"""The sheet for the talk with the person: what the work is, what suits, what help there is, what is still to be asked.

To the person himself, in short words.  It names no points, no other person and nothing anybody else asked for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from matcher.catalogue.items import ItemType, load_catalogue
from matcher.domain.candidate import Fit, Gate, GateResult, ItemVerdict, Line, Reason, Verdict
from matcher.domain.support import PackagePart, SupportPackage
from web.language.gates import gate_facts
from web.language.items import item_name
from web.language.numbers import hours, whole
from web.language.pages import counted, say
from web.language.said import EMPLOYER, hour_words, joined, minute_words
from web.language.weighing import questions, start_hours_you

MOST_TASKS, MOST_STRENGTHS, MOST_NAMES, MOST_QUESTIONS = 4, 3, 3, 4
MOST_HELPS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkWords:
    """Everything the sheet says of one proposal; each a list of short sentences.

    Attributes
    ----------
    work, hours
        The work with its employer, and how many hours it is and begins with.
    does
        What there is to do; names of tasks as the employer gave them.
    """

    work: str
    hours: str
    does: tuple[str, ...]
    fits: tuple[str, ...]
    helps: tuple[str, ...]
    unknown: tuple[str, ...]


def talk_words(
    fit: Fit,
    package: SupportPackage,
    language: str,
    *,
    work: tuple[str, str],
    offered: tuple[int | None, int | None],
    tasks: Sequence[str],
    travel_limit: int | None,
) -> TalkWords:
    """Put a proposal into words for the person himself.

    Parameters
    ----------
    work
        Title and employer.
    offered
        The least and the most minutes a week of the vacancy; None where it says none.
    tasks
        What there is to do, most of the time first.
    travel_limit
        Minutes one way the person named; None where he named none.
    """
    title, employer = work
    return TalkWords(
        work=say("talk.work", language, vacancy=title, employer=employer) if employer else title,
        hours=_hours(fit, offered, language),
        does=tuple(task.rstrip(".") + "." for task in tasks[:MOST_TASKS]),
        fits=tuple(_fits(fit, travel_limit, language)),
        helps=tuple(_helps(fit, package, language)),
        unknown=tuple(_unknown(fit, package, language)),
    )


def _hours(fit: Fit, offered: tuple[int | None, int | None], language: str) -> str:
    low, high = offered
    said = []
    if low and high and low != high:
        said.append(say("talk.hours_range", language, low=_bare_hours(low, language), high=hour_words(high, language)))
    elif known := high or low:
        said.append(say("talk.hours_one", language, hours=hour_words(known, language)))
    return " ".join([*said, start_hours_you(fit, language)])


def _bare_hours(minutes: int, language: str) -> str:
    return hours(minutes, language) if minutes % 60 else whole(minutes // 60, language)


def _fits(fit: Fit, travel_limit: int | None, language: str) -> list[str]:
    found = [say("talk.fit.wish", language)] if is_wished(fit) else []
    if fit.travel_minutes == 0:
        found.append(say("talk.fit.near", language))
    elif travel_limit is not None and 0 < fit.travel_minutes <= travel_limit:
        found.append(say("talk.fit.travel", language, minutes=minute_words(fit.travel_minutes, language)))
    if any(gate.gate is Gate.HOURS and gate.verdict is Verdict.PAST for gate in fit.gates):
        found.append(say("talk.fit.hours", language))
    names = [item_name(one.item, language) for one in _strengths(fit)[:MOST_STRENGTHS]]
    found += [say("talk.fit.item", language, name=name) for name in names]
    return found or [say("talk.fit.open", language)]


def is_wished(fit: Fit) -> bool:
    """Whether the work is something the person said he would like."""
    wish = next((one for one in fit.contributions if one.line is Line.WISH), None)
    return wish is not None and bool(wish.points) and bool(wish.facts) and wish.facts[0] > 0


def _strengths(fit: Fit) -> list[ItemVerdict]:
    """Give what the work asks and the person can do as usual, most asked first: what he can, not what he cannot."""
    catalogue = load_catalogue()
    found = []
    for one in fit.items:
        item = catalogue.by_code(one.item)
        is_asked = item.type is ItemType.ORD and one.tolerated is not None and one.tolerated < item.k
        can = one.capacity
        is_known = can is not None and not (can.is_stale or can.has_text or can.is_limited)
        if one.verdict is Verdict.PAST and one.reason is Reason.WITHIN and is_asked and is_known:
            found.append((one.is_duplicate, one.tolerated or 0, item.index, one))
    return [one for *_, one in sorted(found, key=lambda row: row[:3])]


def _helps(fit: Fit, package: SupportPackage, language: str) -> Iterator[str]:
    for part in package.parts[:MOST_HELPS]:
        yield _help(part, language)
    if not package.parts:
        yield say("talk.help.none", language)
    closed = {code for part in package.parts for code in part.closes}
    left = [
        one
        for one in fit.items
        if one.verdict is Verdict.LET_OP and one.item not in closed and not one.is_duplicate and not one.is_at_norm
    ]
    if left:
        yield say("talk.help.mind", language, names=_names(left, language))


def _help(part: PackagePart, language: str) -> str:
    said = [say(f"talk.help.{part.instrument}", language)]
    if part.closes:
        names = [item_name(code, language).lower() for code in part.closes[:MOST_NAMES]]
        said.append(say("talk.help.with", language, names=joined(names, "and", language)))
    if part.asks_employer:
        said.append(say("talk.help.ask", language))
    return " ".join(said)


def _unknown(fit: Fit, package: SupportPackage, language: str) -> Iterator[str]:
    asked = [one for one in fit.items if one.verdict is Verdict.VRAAG_NA and not one.is_duplicate]
    of_you = [say(f"talk.ask_gate.{one.gate}", language, **gate_facts(one, language)) for one in _asking(fit)] + [
        say("talk.ask_you", language, names=item_name(one.item, language).lower())
        for one in asked
        if one.capacity is None or one.capacity.is_stale
    ]
    yield from of_you[:MOST_QUESTIONS]
    if rest := of_you[MOST_QUESTIONS:]:
        yield counted("talk.ask_more", len(rest), language)
    to = [one.to for one in questions(fit, package, language)]
    if n_employer := to.count(EMPLOYER):
        yield counted("talk.ask_employer", n_employer, language)
    if not of_you and not n_employer:
        yield say("talk.ask_ours" if to else "talk.ask_none", language)


def _asking(fit: Fit) -> Iterator[GateResult]:
    return (one for one in fit.gates if one.verdict is Verdict.VRAAG_NA)


def _names(found: Iterable[ItemVerdict], language: str) -> str:
    names = [item_name(one.item, language).lower() for one in found][:MOST_NAMES]
    return joined(names, "and", language)


def task_names(tasks: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """Give what there is to do, what takes most of the time first; tasks without a share come last, in their order."""
    rows = list(enumerate(tasks))
    ordered = sorted(rows, key=lambda row: (-(_share(row[1])), row[0]))
    return tuple(row["description"] for _, row in ordered if row["description"])


def _share(task: Mapping[str, str]) -> int:
    share = task.get("share", "")
    return int(share) if share.isdecimal() else 0
