"""Which steps a proposal can take now, and what their forms offer to choose from, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from matcher.catalogue.items import load_catalogue
from matcher.domain.candidate import Fit
from web.language.items import item_name
from web.language.law import Language
from web.language.pages import say
from web.language.weighing import field_name
from web.service.dossier.proposals import ProposalPage
from web.service.review import BEGINS, Addressee, EventKind, is_possible
from web.service.review.arguments import LINE_PREFIX, Side, offered_arguments
from web.service.review.withholding import may_go_on

Options = tuple[tuple[str, str], ...]
# What brings a proposal on comes first; what ends it or puts it away comes last.
ORDER = (
    EventKind.CLIENT,
    EventKind.OFFER,
    EventKind.EMPLOYER,
    EventKind.START,
    EventKind.RUNS,
    EventKind.RETURN,
    EventKind.DISCUSS,
    EventKind.CONTACT,
    EventKind.ADVICE,
    EventKind.LATER,
    EventKind.REJECT,
)
ENDS = (EventKind.REJECT,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Codes of the reasons each form offers."""

    reject: tuple[str, ...]
    client: tuple[str, ...]
    employer: tuple[str, ...]
    back: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentWords:
    """Per side the arguments of the model, each as code and words."""

    arguments: tuple[tuple[str, Options], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionWords:
    """The decision part of a proposal's page.

    Attributes
    ----------
    steps
        Kinds of the steps that can be taken now by this visitor, the likeliest first.
    open
        The step whose form stands open; empty for none.
    arguments
        Per side the arguments of the model, each as code and words.
    """

    steps: tuple[str, ...]
    open: str
    arguments: tuple[tuple[str, Options], ...]
    items: Options
    addressees: Options
    reasons: Reasons


def decision_of(
    found: ProposalPage, filled_kind: str, language: Language, *, may_decide: bool, may_advise: bool
) -> DecisionWords:
    """Give what the decision part of a page needs."""
    steps = [kind.value for kind in _steps(found) if may_decide]
    if may_advise and is_possible(EventKind.ADVISED, found.entry.state):
        steps.insert(0, EventKind.ADVISED.value)
    first = steps[0] if steps and not found.is_closed else ""
    return DecisionWords(
        steps=tuple(steps),
        open=filled_kind if filled_kind in steps else first,
        arguments=weighed_arguments(found.proposal.fit, language).arguments,
        items=items_in_words(language),
        reasons=_reasons(found.offered),
        addressees=tuple((one.value, say(f"decision.addressee.{one.value}", language)) for one in Addressee),
    )


def _reasons(offered: Mapping[str, tuple[str, ...]]) -> Reasons:
    """Give what the lists offer today: a reason that was retired stays in old decisions and goes from the forms."""
    return Reasons(
        reject=offered["niet_doen"], client=offered["client"], employer=offered["werkgever"], back=offered["terugkeer"]
    )


@cache
def items_in_words(language: Language) -> Options:
    """Give every item of the catalogue to choose from."""
    return tuple((item.code, f"{item.code} {item_name(item.code, language)}") for item in load_catalogue().items)


def _steps(found: ProposalPage) -> tuple[EventKind, ...]:
    """Give the steps of where the pair is; of what closed only its end, and nothing of a night that has passed."""
    state = found.entry.state
    possible = tuple(kind for kind in ORDER if is_possible(kind, state))
    if found.withheld is not None:
        possible = tuple(kind for kind in possible if may_go_on(kind, state))
    if found.is_locked:
        possible = tuple(kind for kind in possible if kind not in BEGINS)
    if state.is_at_work:
        return possible
    if found.is_closed:
        return ENDS if state.is_unfinished else ()
    return possible if found.is_current and not found.entry.is_overtaken else ()


def weighed_arguments(fit: Fit, language: Language) -> ArgumentWords:
    """Give the arguments of the model for a pair."""
    offered = offered_arguments(fit)
    sides = ((Side.FOR, offered.speaks_for), (Side.AGAINST, offered.speaks_against))
    worded = ((side.value, tuple((code, argument_words(code, language)) for code in own)) for side, own in sides)
    return ArgumentWords(arguments=tuple(worded))


def argument_words(code: str, language: Language) -> str:
    """Give the words of an argument of the model: a line of points, an item or a gate."""
    if code.startswith(LINE_PREFIX):
        return say(f"decision.line.{code.removeprefix(LINE_PREFIX)}", language)
    return field_name(code, language)
