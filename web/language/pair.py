"""One weighed pair in words, part by part: the one source of its page and of `waag explain`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matcher.domain.candidate import Fit, ItemVerdict, Verdict
from matcher.domain.nearmiss import Step
from web.language.gates import GateWords, gate_words
from web.language.items import ItemWords, item_groups, item_words, plain_count
from web.language.pages import say
from web.language.points import PointsWords, points_of
from web.language.said import Question, verdict_code, verdict_word
from web.language.steps import step_words
from web.language.support import PackageWords, package_words
from web.language.weighing import never_counts, questions, start_hours, summary


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One row of the item table: the weighing it was read from, its words, and what closes its gap (else empty)."""

    found: ItemVerdict
    words: ItemWords
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageLine:
    """One package of the pair with its points; the one that is spoken of is chosen."""

    words: PackageWords
    total: int
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PairWords:
    """Everything that is told about a weighed pair.

    Attributes
    ----------
    code, word
        The verdict, for a mark and as a word.
    refusal
        Why it is no proposal though no item says *kan niet*; else empty.
    flagged, notable, plain
        Items that need attention, worst first; that fit but are not as usual; and how many are as usual.
    packages
        The chosen one first.
    points
        Lines that add up; None where the pair cannot be proposed.
    near
        Steps that would open the pair on their own.
    """

    code: str
    word: str
    refusal: str
    summary: str
    start: str
    gates: tuple[GateWords, ...]
    flagged: tuple[ItemLine, ...]
    notable: tuple[ItemLine, ...]
    plain: str
    packages: tuple[PackageLine, ...]
    points: PointsWords | None
    questions: tuple[Question, ...]
    near: tuple[str, ...]
    never: str

    @property
    def package(self) -> PackageWords | None:
        """The package that is spoken of."""
        return self.packages[0].words if self.packages else None


def pair_words(
    fit: Fit, chosen: int | None, language: str, near: Sequence[Step] = (), tasks: Mapping[str, str] | None = None
) -> PairWords:
    """Put a weighed pair into words.

    Parameters
    ----------
    chosen
        Number of the package that is spoken of; None where there is none.
    near
        Steps that would open the pair.
    tasks
        Words for the tasks of the vacancy, by key.
    """
    made = [
        PackageLine(words=package_words(one.package, fit, language, tasks), total=one.total, is_chosen=number == chosen)
        for number, one in enumerate(fit.packages)
    ]
    packages = tuple(sorted(made, key=lambda one: not one.is_chosen))
    helps = helps_of(packages[0].words) if chosen is not None else {}
    groups = item_groups(fit)
    spoken = fit.packages[chosen].package if chosen is not None else None
    return PairWords(
        code=verdict_code(fit.verdict),
        word=verdict_word(fit.verdict, language),
        refusal=_refusal(fit, language),
        summary=summary(fit, language),
        start=start_hours(fit, language),
        gates=tuple(gate_words(gate, language) for gate in fit.gates),
        flagged=_lines(groups.flagged, fit, helps, language),
        notable=_lines(groups.notable, fit, helps, language),
        plain=plain_count(len(groups.plain), language),
        packages=packages,
        points=None if chosen is None else points_of(fit, chosen, language),
        questions=questions(fit, spoken, language),
        near=tuple(step_words(step, language, tasks) for step in near),
        never=never_counts(language),
    )


def helps_of(package: PackageWords) -> Mapping[str, str]:
    """Give by item what closes it, in words."""
    found: dict[str, list[str]] = {}
    for part in package.parts:
        for one in part.helps:
            found.setdefault(one.item, []).append(f"{part.name} ({one.how})" if one.how else part.name)
    return {item: ", ".join(words) for item, words in found.items()}


def by_role(asked: Iterable[Question]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Group questions by who can answer them, in the order in which each is first needed."""
    found: dict[str, list[str]] = {}
    for one in asked:
        found.setdefault(one.who, []).append(one.text)
    return tuple((who, tuple(texts)) for who, texts in found.items())


def _refusal(fit: Fit, language: str) -> str:
    if fit.verdict is Verdict.KAN_NIET or fit.is_proposable:
        return ""
    return say("w_pair.stacked" if fit.is_stacked else "w_pair.unclosed", language)


def _lines(items: Iterable[ItemVerdict], fit: Fit, helps: Mapping[str, str], language: str) -> tuple[ItemLine, ...]:
    return tuple(
        ItemLine(
            found=found,
            words=item_words(found, fit, language),
            help=helps.get(found.item, "") if found.verdict else "",
        )
        for found in items
    )
