"""A proposal put into words and pictures, part by part, before its template lays them out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from matcher.domain.candidate import Fit, Reason, Verdict
from web.language.cells import cell_day, code_words, minutes_of, path_steps
from web.language.entitled import RuledLine, lkv_line, no_risk_line, support_line, trial_line
from web.language.gates import gate_words
from web.language.items import ItemWords, item_words
from web.language.law import Language
from web.language.loonwaarde import (
    FigureWords,
    LoonwaardeWords,
    MunicipalWords,
    condition_words,
    figure_words,
    loonwaarde_words,
    municipal_words,
)
from web.language.names import wish_words
from web.language.numbers import day
from web.language.pages import say
from web.language.pair import ItemLine, PackageLine, PairWords, by_role, pair_words
from web.language.points import PointsWords, points_words
from web.language.said import signed
from web.language.subsidy import SubsidyLine, basis_words, subsidy_lines
from web.language.support import PackageWords, effort_words
from web.language.weighing import travel_words
from web.pages.dossier.rings import away_words
from web.pages.proposal.charts import UNKNOWN, HoursPath, TravelBar, Waterfall, hours_path, travel_bar, waterfall
from web.pages.proposal.item_notes import ItemNotes, motivation_of, notes_of
from web.pages.proposal.picture import Chips, Dumbbell, item_picture
from web.service.dossier.delivered import Cells
from web.service.dossier.others import Other
from web.service.dossier.proposals import ProposalPage
from web.service.dossier.rulings import PairRulings
from web.service.dossier.surroundings import Around
from web.service.review import GATE_PREFIX

ASKS_PERSON = (Reason.UNKNOWN_CAPACITY, Reason.STALE_CAPACITY, Reason.UNKNOWN_BOTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One row of the item table: both sides in words and as a picture, what closes it, and what was written.

    Attributes
    ----------
    effort
        What that support takes of money or time; empty where it takes none of its own.
    is_open
        Something about the person is not known, so that it can be filled in.
    """

    words: ItemWords
    picture: Dumbbell | Chips
    help: str
    effort: str = ""
    notes: ItemNotes = field(default_factory=ItemNotes)
    is_open: bool = False

    @property
    def is_stale(self) -> bool:
        """Whether its verdict itself says that what is known is too old."""
        return isinstance(self.picture, Dumbbell) and self.picture.is_stale


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherRow:
    """Another possibility, with what it gives more or less than this one.

    Attributes
    ----------
    number, away
        Its number on the rings, and how far its work is from home; 0 and empty where that is not known.
    """

    other: Other
    difference: str
    number: int = 0
    away: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be asked of one role."""

    who: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the person said about work or support, in his own words, and what it was about."""

    words: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Everything a proposal's page says about its weighing: the words of the pair, and the pictures beside them."""

    pair: PairWords
    travel: str
    wishes: tuple[Wish, ...]
    flagged: tuple[ItemRow, ...]
    notable: tuple[ItemRow, ...]
    questions: tuple[Asked, ...]
    package: PackageWords
    packages: tuple[PackageLine, ...]
    points: PointsWords
    waterfall: Waterfall
    hours: HoursPath | None
    travel_picture: TravelBar
    subsidy: tuple[SubsidyLine, ...]
    subsidy_basis: str
    loonwaarde: LoonwaardeWords | None
    figures: tuple[FigureWords, ...]
    conditions: tuple[str, ...]
    municipal: MunicipalWords | None
    field_sentences: Mapping[str, str]
    rulings: tuple[RuledLine, ...]
    rulings_day: str
    gate_notes: Mapping[str, str]


def said_of(found: ProposalPage, language: Language) -> Said:
    """Put the weighing behind a page into words and pictures."""
    proposal, row = found.proposal, found.entry.row
    fit = proposal.fit
    pair = pair_words(fit, proposal.package, language, tasks=_task_names(found))
    points = points_words(proposal, language)
    return Said(
        pair=pair,
        travel=travel_words(row.travel_minutes, row.travel_limit, language),
        wishes=tuple(_wish(cells, language) for cells in found.person.sheets["wishes"] if cells["words"]),
        flagged=_noted(pair.flagged, found, language),
        notable=_noted(pair.notable, found, language),
        questions=tuple(Asked(who=who, texts=texts) for who, texts in by_role(pair.questions)),
        package=pair.packages[0].words,
        packages=pair.packages[1:],
        points=points,
        waterfall=waterfall(points),
        hours=_hours(found, language),
        travel_picture=travel_bar(_or_unknown(row.travel_minutes), _or_unknown(row.travel_limit)),
        field_sentences=field_sentences(fit, language),
        subsidy=subsidy_lines(found.amount.steps, row.week_minutes, language),
        subsidy_basis=basis_words(found.amount, language),
        loonwaarde=loonwaarde_words(found.amount.estimate, _task_names(found), language)
        if found.amount.estimate
        else None,
        figures=figure_words(found.amount.figures, language),
        conditions=condition_words(found.amount.conditions, language),
        municipal=municipal_words(found.amount.municipal, language) if found.amount.municipal else None,
        rulings=_ruled(found.rulings, language) if found.rulings else (),
        rulings_day=day(found.run.key.day, language),
        gate_notes={gate.gate: motivation_of(found, f"{GATE_PREFIX}{gate.gate}", language) for gate in fit.gates},
    )


def _ruled(found: PairRulings, language: Language) -> tuple[RuledLine, ...]:
    """Give what the law leaves open: the support of its packages, then what comes beside it."""
    return (
        *(support_line(one, language) for one in found.support),
        trial_line(found.trial, found.learns, language),
        no_risk_line(found.no_risk, language),
        lkv_line(found.lkv, found.lkv_if_new, language),
    )


def _wish(cells: Cells, language: Language) -> Wish:
    about = say(
        "client.wish_said",
        language,
        stance=code_words("stance", cells["stance"], language),
        kind=code_words("wish", cells["kind"], language),
        code=wish_words(cells["kind"], cells["code"], language),
        day=cell_day(cells["date"], language),
    )
    return Wish(words=cells["words"], about=about)


def _task_names(found: ProposalPage) -> Mapping[str, str]:
    return {task["task"]: task["description"] for task in found.work.sheets["tasks"]}


def others_of(others: Iterable[Other], total: int, language: str) -> list[OtherRow]:
    """Give other possibilities with the difference in points from this proposal."""
    return [OtherRow(other=other, difference=signed(other.alternative.total - total, language)) for other in others]


def placed(rows: Iterable[OtherRow], around: Iterable[Around], language: str) -> list[OtherRow]:
    """Give other work with its number on the rings, and how far it is."""
    found = {one.vacancy: (number, one) for number, one in enumerate(around, start=1)}

    def row(one: OtherRow) -> OtherRow:
        if one.other.alternative.vacancy not in found:
            return one
        number, place = found[one.other.alternative.vacancy]
        return replace(one, number=number, away=away_words(place.metres, language))

    return [row(one) for one in rows]


def field_sentences(fit: Fit, language: Language) -> Mapping[str, str]:
    """Give by field of the motivations what the weighing says there, so that it is read while writing."""
    items = {found.item: item_words(found, fit, language) for found in fit.items if found.verdict is not Verdict.PAST}
    gates = {f"{GATE_PREFIX}{gate.gate}": gate_words(gate, language).sentence for gate in fit.gates}
    return {**gates, **{code: f"{words.sentence} {words.why}" for code, words in items.items()}}


def item_rows(lines: Iterable[ItemLine], fit: Fit, language: Language) -> tuple[ItemRow, ...]:
    """Give rows of the item table: both sides in words and as a picture."""
    return tuple(
        ItemRow(words=line.words, picture=item_picture(line.found, fit, language), help=line.help) for line in lines
    )


def _noted(lines: Iterable[ItemLine], found: ProposalPage, language: Language) -> tuple[ItemRow, ...]:
    """Give rows of the item table with what people wrote beside them."""
    lines, fit = tuple(lines), found.proposal.fit
    package = fit.packages[found.proposal.package].package
    return tuple(
        replace(
            row,
            effort=effort_words(package, line.found.item, fit, language) if row.help else "",
            notes=notes_of(found, line.found, language),
            is_open=line.found.reason in ASKS_PERSON,
        )
        for line, row in zip(lines, item_rows(lines, fit, language), strict=True)
    )


def _or_unknown(minutes: int | None) -> int:
    return UNKNOWN if minutes is None else minutes


def _hours(found: ProposalPage, language: Language) -> HoursPath | None:
    """Draw how hours grow against what the vacancy asks; nothing where nobody agreed on growth."""
    path, vacancy = path_steps(found.person.cells.get("path", "")), found.work.cells
    minimum = minutes_of(vacancy.get("hours_min", ""))
    steps = [(int(month), minutes_of(hours) or 0) for month, hours in path if month.isdecimal()]
    if not steps or minimum is None:
        return None
    start = [(0, found.proposal.fit.planned_week_minutes)] if steps[0][0] else []
    ramp = vacancy.get("ramp_months", "")
    months = int(ramp) if ramp.isdecimal() else 0
    return hours_path([*start, *steps], minimum=minimum, ramp_months=months, language=language)
