"""What stands beside an item of a proposal: free texts, what was read for this work, the motivation, what is newer."""

from dataclasses import dataclass

from matcher.domain.candidate import ItemVerdict
from web.language.cells import capacity_words, cell_day, code_words
from web.language.law import Language
from web.language.numbers import moment
from web.language.pages import say
from web.language.support import instrument_name
from web.service.dossier.delivered import Cells
from web.service.dossier.proposals import ProposalPage
from web.service.dossier.written import motivation_for


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemNotes:
    """What people wrote about one item.

    Attributes
    ----------
    texts
        Free texts of the profile, each with its source and day.
    readings
        What somebody found when reading it for this work.
    motivation
        Why it is no reason to stop, with who wrote it and when; empty while nobody did.
    newer
        What the profile says since the night; the night's own value stays beside it.
    """

    texts: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    motivation: str = ""
    newer: tuple[str, ...] = ()


def notes_of(found: ProposalPage, item: ItemVerdict, language: Language) -> ItemNotes:
    """Give what stands beside one item."""
    rows = [row for row in found.person.sheets["capacities"] if row["item"] == item.item]
    of_profile = [row for row in rows if not row["vacancy"]]
    of_work = [row for row in rows if row["vacancy"] == found.work.key and row["reading"]]
    return ItemNotes(
        texts=tuple(_text(row, language) for row in of_profile if row["text"]),
        readings=tuple(_reading(row, language) for row in of_work),
        motivation=motivation_of(found, item.item, language),
        newer=tuple(_newer(row, language) for row in of_profile if _is_newer(row, item, found)),
    )


def motivation_of(found: ProposalPage, field: str, language: Language) -> str:
    """Give what was last written about an item or a gate, by whom and when."""
    written = motivation_for(found.events, field)
    if written is None:
        return ""
    at = moment(written.at, language)
    return say("proposal.motivated", language, actor=written.actor, at=at, text=written.text)


def _text(row: Cells, language: Language) -> str:
    quoted = say("frame.quote", language, words=row["text"])
    return say("proposal.text", language, text=quoted, by=_by(row, language))


def _reading(row: Cells, language: Language) -> str:
    found = code_words("reading", row["reading"], language)
    if row["instrument"]:
        support = instrument_name(row["instrument"], language)
        found = say("proposal.read_with", language, found=found, support=support)
    return say("proposal.read", language, found=found, by=_by(row, language))


def _newer(row: Cells, language: Language) -> str:
    value = capacity_words(row["item"], row["level"], row["conditions"], language)
    return say("proposal.newer", language, value=value, by=_by(row, language))


def _is_newer(row: Cells, item: ItemVerdict, found: ProposalPage) -> bool:
    if row["date"] < found.run.key.day.isoformat():
        return False
    can = item.capacity
    return can is None or (can.source.value, can.recorded_on.isoformat()) != (row["source"], row["date"])


def _by(row: Cells, language: Language) -> str:
    source = say(f"w_items.source.{row['source']}", language) if row["source"] else ""
    return ", ".join(part for part in (source, cell_day(row["date"], language) if row["date"] else "") if part)
