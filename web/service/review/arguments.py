"""The arguments for and against a proposal: those of the model, of which an adviser says which count, and his own.

Nothing here reads who a person is: the model's arguments are lines of points and doubtful items, and nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matcher.domain.candidate import Fit, Line
from solver.planned import Proposal
from web.service.review.faults import Fault, FaultCode
from web.service.review.recording import doubtful
from web.store.events import Side as Side
from web.store.events import WeighedArgument as WeighedArgument

MOST_WORDS = 300
LINE_PREFIX = "regel."
# Half of what a line can give under the standard policy: unknown gives no more, so that it never speaks for a pair.
HALF: Mapping[Line, int] = {
    Line.WISH: 125,
    Line.LOAD: 165,
    Line.ABILITY: 75,
    Line.TRAVEL: 50,
    Line.HOURS: 50,
    Line.LASTING: 37,
    Line.WAITING: 37,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """The arguments of the model for one proposal, as codes, each side in the order of the page."""

    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


def offered_arguments(fit: Fit) -> Offered:
    """Give what the model says for and against: lines with more than half their points, and what is doubtful."""
    lines = [
        f"{LINE_PREFIX}{one.line.value}"
        for one in fit.contributions
        if one.line in HALF and one.points > HALF[one.line]
    ]
    return Offered(speaks_for=tuple(lines), speaks_against=doubtful(fit))


def argument_faults(proposal: Proposal | None, arguments: Sequence[WeighedArgument]) -> list[Fault]:
    """Refuse an argument the model did not give, and one of somebody's own that is longer than anybody reads."""
    offered = offered_arguments(proposal.fit) if proposal else Offered(speaks_for=(), speaks_against=())
    known = {Side.FOR: set(offered.speaks_for), Side.AGAINST: set(offered.speaks_against)}
    faults = []
    for one in arguments:
        field = f"own.{one.side.value}" if not one.code else "arguments"
        if one.code and one.code not in known[one.side]:
            faults.append(Fault(field=field, code=FaultCode.ARGUMENT_UNKNOWN))
        if len(one.text) > MOST_WORDS:
            faults.append(Fault(field=field, code=FaultCode.TEXT_LONG, facts=(("most", str(MOST_WORDS)),)))
    return faults
