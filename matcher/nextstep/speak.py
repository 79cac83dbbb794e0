"""Arguments beside the outcome itself: what the person said, how much is known, how long he waits, what people saw.

Each rests on a value that is there.  There is none on who a person is, none on what employers would like, and no grade
of somebody's motivation: only his own choice and words.
"""

from matcher.domain.argument import Argument, ArgumentCode, FactName, OutcomeKind
from matcher.domain.client import Stance
from matcher.domain.dates import months_between
from matcher.domain.road import WANTS_WORK
from matcher.nextstep.case import Case
from matcher.nextstep.holds import argue
from matcher.points import WANTED
from matcher.scales import Scales

TO_WORK = (
    OutcomeKind.PROPOSAL,
    OutcomeKind.WAITS_FOR_PLACE,
    OutcomeKind.ASK,
    OutcomeKind.DEVELOP,
    OutcomeKind.SHELTERED_ADVICE,
    OutcomeKind.WAITS_FOR_VACANCY,
)
"""Outcomes that lead to work."""
LONG_MONTHS = 6


def spoken(case: Case, outcome: OutcomeKind, scales: Scales) -> tuple[Argument, ...]:
    """Give the arguments for and against an outcome that do not say when it holds."""
    return (*_own(case, outcome), *_known(case, outcome, scales), *_put_forward(case, outcome))


def _own(case: Case, outcome: OutcomeKind) -> list[Argument]:
    """Cite the person's own choice, step and first wish; a no today speaks against work, and never decides."""
    road, found = case.road, []
    leads_to_work = outcome is not OutcomeKind.PARTICIPATION
    choice = road.choice
    if choice is not None:
        cited = (
            (FactName.CHOICE, choice.choice),
            (FactName.WORDS, choice.words),
            (FactName.RECORDED_ON, choice.recorded_on),
        )
        is_for = (choice.choice in WANTS_WORK) is leads_to_work
        found.append(argue(outcome, ArgumentCode.OWN_CHOICE, *cited, is_for=is_for))
    if road.own_step is not None:
        step = ((FactName.WORDS, road.own_step.words), (FactName.RECORDED_ON, road.own_step.recorded_on))
        found.append(argue(outcome, ArgumentCode.OWN_STEP, *step))
    glad = [wish for wish in case.client.wishes if wish.stance is Stance.GLADLY and wish.kind in WANTED]
    if glad:
        wish = glad[0]
        wanted = ((FactName.WISH, wish.code), (FactName.WORDS, wish.words), (FactName.RECORDED_ON, wish.recorded_on))
        found.append(argue(outcome, ArgumentCode.OWN_WISH, *wanted, is_for=leads_to_work))
    return found


def _known(case: Case, outcome: OutcomeKind, scales: Scales) -> list[Argument]:
    """Cite how much is known and how long it takes; many limits never speak against work."""
    profile, policy, found = case.profile, scales.policy.next_step, []
    counted = ((FactName.LIMITED, profile.limited), (FactName.KNOWN, profile.known), (FactName.ALL, profile.all))
    is_well_known = 2 * profile.known >= profile.all
    if is_well_known and profile.limited <= policy.few_limits:
        is_for = outcome is not OutcomeKind.PARTICIPATION
        found.append(argue(outcome, ArgumentCode.FEW_LIMITS, *counted, is_for=is_for))
    if profile.limited >= policy.many_limits and outcome in (OutcomeKind.ASK_EXPERT_FIRST, OutcomeKind.ASK_EXPERT):
        found.append(argue(outcome, ArgumentCode.MANY_LIMITS, *counted))
    if not is_well_known:
        found.append(argue(outcome, ArgumentCode.LITTLE_KNOWN, *counted[1:], is_for=False))
    if profile.stale and not profile.known and profile.newest_on is not None:
        found.append(argue(outcome, ArgumentCode.OUTDATED, (FactName.OLDEST_ON, profile.newest_on), is_for=False))
    stepped_on = case.client.last_step_on
    months = 0 if stepped_on is None else months_between(stepped_on, scales.day)
    if stepped_on is not None and months >= LONG_MONTHS:
        waited = ((FactName.WAITING_MONTHS, months), (FactName.LAST_ON, stepped_on))
        found.append(argue(outcome, ArgumentCode.WAITED_LONG, *waited))
    return [*found, *_worked(case, outcome)]


def _worked(case: Case, outcome: OutcomeKind) -> list[Argument]:
    client, found = case.client, []
    if client.drop_outs and outcome in TO_WORK:
        last = max(client.drop_outs, key=lambda one: (one.ended_on, one.cause))
        cited = ((FactName.LAST_ON, last.ended_on), (FactName.CAUSE, last.cause), (FactName.ITEM, last.item))
        found.append(argue(outcome, ArgumentCode.EARLIER_DROP_OUT, *cited, is_for=False))
    if client.path and outcome in TO_WORK:
        most = max(step.week_minutes for step in client.path)
        found.append(argue(outcome, ArgumentCode.HOURS_GROW, (FactName.WEEK_MINUTES, most)))
    return found


def _put_forward(case: Case, outcome: OutcomeKind) -> list[Argument]:
    return [
        argue(
            outcome,
            ArgumentCode(one.code.value),
            (FactName.WORDS, one.words),
            (FactName.SOURCE, one.source),
            (FactName.RECORDED_ON, one.recorded_on),
            is_for=one.is_for is (outcome is not OutcomeKind.PARTICIPATION),
        )
        for one in case.road.put_forward
    ]
