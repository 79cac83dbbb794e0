"""What each line of points stands for, and the figures it was read from; the lines add up to the total."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from matcher.domain.candidate import Contribution, Fit, Line
from solver.planned import Proposal
from web.language.numbers import hours, whole
from web.language.pages import counted, say
from web.language.said import hour_words, minute_words, signed

UNKNOWN = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsLine:
    """One line of points in words; `sign` is the figure with its sign."""

    line: str
    label: str
    points: int
    sign: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsWords:
    """All lines of one pair with one package, in the order of the page; they sum to `total`."""

    lines: tuple[PointsLine, ...]
    total: int
    total_label: str
    sentence: str

    @property
    def zeros(self) -> tuple[str, ...]:
        """Names of the lines that count nothing for this pair."""
        return tuple(line.label for line in self.lines if not line.points)


def points_words(proposal: Proposal, language: str, package: int | None = None) -> PointsWords:
    """Put the points of a proposal into words.

    Parameters
    ----------
    package
        Number of another package of the same pair; by default the chosen one.
    """
    return points_of(proposal.fit, proposal.package if package is None else package, language)


def points_of(fit: Fit, package: int, language: str) -> PointsWords:
    """Put the points of a weighed pair with one of its packages into words."""
    chosen = fit.packages[package]
    support = Contribution(line=Line.SUPPORT, points=chosen.support_points)
    lines = tuple(_line(one, language) for one in (*fit.contributions, support))
    return PointsWords(
        lines=lines,
        total=chosen.total,
        total_label=say("w_points.total", language),
        sentence=say("w_points.sum", language, count=whole(len(lines), language), total=whole(chosen.total, language)),
    )


def line_label(line: Line, language: str) -> str:
    """Give the name of a line."""
    return say(f"w_points.label.{line}", language)


def _line(found: Contribution, language: str) -> PointsLine:
    return PointsLine(
        line=found.line.value,
        label=line_label(found.line, language),
        points=found.points,
        sign=signed(found.points, language),
        why=_WHY[found.line](found, language),
    )


def _wish(found: Contribution, language: str) -> str:
    n_glad, n_rather_not = found.facts
    if n_glad:
        return say(f"w_points.wens.{'met' if found.points else 'andere'}", language)
    is_refused = n_rather_not and not found.points
    return say(f"w_points.wens.{'andere' if is_refused else 'onbekend'}", language)


def _load(found: Contribution, language: str) -> str:
    n_uncovered, n_questions = found.facts
    said = [counted("w_points.belasting.zwaar", n_uncovered, language)] if n_uncovered else []
    said += [counted("w_points.belasting.vragen", n_questions, language)] if n_questions else []
    return " ".join(said) or say("w_points.belasting.niets", language)


def _ability(found: Contribution, language: str) -> str:
    halves, n_required = found.facts
    if not n_required:
        return say("w_points.kunnen.niets", language)
    share = Fraction(halves, 2)
    # A half is written as hours are: with one decimal.
    spoken = whole(halves // 2, language) if share.denominator == 1 else hours(halves * 30, language)
    return counted("w_points.kunnen.deel", n_required, language, share=spoken)


def _travel(found: Contribution, language: str) -> str:
    minutes, limit = found.facts
    if minutes == UNKNOWN:
        return say("w_points.reis.onbekend", language)
    facts = {"minutes": minute_words(minutes, language), "limit": minute_words(limit, language)}
    return say("w_points.reis.bekend", language, **facts)


def _hours(found: Contribution, language: str) -> str:
    stated, most, *goal = found.facts
    if stated == UNKNOWN:
        return say("w_points.uren_en_groei.onbekend", language)
    facts = {"stated": hour_words(stated, language), "most": hour_words(most, language)}
    said = say("w_points.uren_en_groei.nu", language, **facts)
    if goal[0] <= stated:
        return said
    return f"{said} {say('w_points.uren_en_groei.groei', language, goal=hour_words(goal[0], language))}"


def _lasting(found: Contribution, language: str) -> str:
    contract, growth, guidance = (whole(fact, language) for fact in found.facts)
    return say("w_points.duurzaam.delen", language, contract=contract, growth=growth, guidance=guidance)


def _waiting(found: Contribution, language: str) -> str:
    return counted("w_points.wachttijd.maanden", found.facts[0], language)


def _support(found: Contribution, language: str) -> str:
    return say(f"w_points.steun.{'zwaarder' if found.points else 'lichtst'}", language)


_WHY: dict[Line, Callable[[Contribution, str], str]] = {
    Line.WISH: _wish,
    Line.LOAD: _load,
    Line.ABILITY: _ability,
    Line.TRAVEL: _travel,
    Line.HOURS: _hours,
    Line.LASTING: _lasting,
    Line.WAITING: _waiting,
    Line.SUPPORT: _support,
}
