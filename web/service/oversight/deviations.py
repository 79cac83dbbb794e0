"""Which team does not do what the verdict says, with what chance alone can do; a team, never a colleague."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from matcher.domain.candidate import Verdict
from web.service.oversight.equal_treatment import Rate, rate
from web.store.overview import TeamCount

SHOWN = tuple(one.name.lower() for one in Verdict if one is not Verdict.KAN_NIET)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRates:
    """The share a team did not do of the proposals it decided on, in the order of `SHOWN`; None under ten of them.

    Attributes
    ----------
    team
        Empty for the people of whom no team was delivered.
    """

    team: str
    rates: tuple[Rate | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviations:
    """Every team that decided; `differs` names the verdicts where chance alone does not explain how teams differ."""

    teams: tuple[TeamRates, ...]
    differs: tuple[str, ...]


def deviations_of(counts: Sequence[TeamCount]) -> Deviations:
    """Give the rates by team, teams in order and those without a name last."""
    found = {(one.team, one.verdict): one for one in counts}
    teams = sorted({one.team for one in counts}, key=lambda team: (not team, team))
    lines = tuple(
        TeamRates(team=team, rates=tuple(_rate(found.get((team, verdict))) for verdict in SHOWN)) for team in teams
    )
    return Deviations(teams=lines, differs=tuple(one for at, one in enumerate(SHOWN) if _differs(lines, at)))


def _rate(one: TeamCount | None) -> Rate | None:
    return rate(one.overridden, one.decided) if one else None


def _differs(lines: Sequence[TeamRates], at: int) -> bool:
    known = [one for line in lines if (one := line.rates[at]) is not None]
    return any(one.differs_from(other) for one, other in combinations(known, 2))
