"""Points order the pairs that can be proposed: integers that add up, one line a subject, nothing learned.

Being less limited earns nothing: what support closes, and work that asks more of everybody, costs no points.
"""

from collections.abc import Sequence

from matcher.domain.candidate import Contribution, ItemVerdict, Line, Verdict
from matcher.domain.client import Client, Stance, WishKind
from matcher.domain.dates import months_between
from matcher.domain.profile import Answer
from matcher.domain.support import SupportPackage
from matcher.domain.vacancy import Requirement, Vacancy
from matcher.gates import Hours
from matcher.scales import Scales

KNOWN_MASTERY = (1, 2, 3, 4)
YEAR_MONTHS, HALF_YEAR_MONTHS = 12, 6
WANTED = (WishKind.OCCUPATION, WishKind.SECTOR, WishKind.EMPLOYER)


def wish_points(client: Client, vacancy: Vacancy, scales: Scales) -> Contribution:
    """Give the line *wens*: the person's own wish for this work, employer or sector; unknown is half.

    It is unknown where the person said nothing, or the vacancy does not say what the wish is about.
    """
    glad = [wish for wish in client.wishes if wish.stance is Stance.GLADLY and wish.kind in WANTED]
    rather_not = [wish for wish in client.wishes if wish.stance is Stance.RATHER_NOT and wish.kind in WANTED]
    codes = {
        WishKind.EMPLOYER: vacancy.employer,
        WishKind.OCCUPATION: vacancy.occupation,
        WishKind.SECTOR: vacancy.sector,
    }
    policy = scales.policy
    if any(wish.code and wish.code == codes[wish.kind] for wish in rather_not):
        points = 0
    elif any(wish.kind is not WishKind.SECTOR and wish.code and wish.code == codes[wish.kind] for wish in glad):
        points = policy.wish_full
    elif any(wish.kind is WishKind.SECTOR and wish.code and wish.code == vacancy.sector for wish in glad):
        points = policy.wish_sector
    else:
        is_silent = any(not codes[wish.kind] for wish in glad)
        points = 0 if glad and not is_silent else policy.wish_unknown
    return Contribution(line=Line.WISH, points=points, facts=(len(glad), len(rather_not)))


def load_points(items: Sequence[ItemVerdict], scales: Scales) -> Contribution:
    """Give the line *belasting*: full, less what stays uncovered and what has to be asked."""
    policy = scales.policy
    uncovered = len(uncovered_of(items))
    questions = count_questions(items, scales)
    asked = min(policy.load_questions_most, questions * policy.load_question)
    points = max(policy.load_floor, policy.load_full - uncovered * policy.load_let_op - asked)
    return Contribution(line=Line.LOAD, points=points, facts=(uncovered, questions))


def uncovered_of(items: Sequence[ItemVerdict]) -> list[ItemVerdict]:
    """Give each *let op* that no support closes and that is not just work above everybody's norm; a couple once."""
    return [
        item
        for item in items
        if item.verdict is Verdict.LET_OP and not item.is_covered and not item.is_at_norm and not item.is_duplicate
    ]


def count_questions(items: Sequence[ItemVerdict], scales: Scales) -> int:
    """Count each *vraag na*, a couple once; where neither side is known, once a rubriek."""
    asked = [item for item in items if item.verdict is Verdict.VRAAG_NA and not item.is_duplicate]
    silent = {scales.catalogue.by_code(item.item).rubriek for item in asked if item.is_unknown_both}
    return sum(not item.is_unknown_both for item in asked) + len(silent)


def ability_points(client: Client, vacancy: Vacancy, scales: Scales) -> Contribution:
    """Give the line *kunnen*: the share of what is required that is there; nothing required is full, unknown half."""
    halves = sum(requirement_halves(client, needed) for needed in vacancy.requirements)
    required = len(vacancy.requirements)
    full = scales.policy.ability_full
    points = full if required == 0 else full * halves // (2 * required)
    return Contribution(line=Line.ABILITY, points=points, facts=(halves, required))


def requirement_halves(client: Client, needed: Requirement) -> int:
    """Give 2 for a requirement that is met, 1 where that is unknown, 0 where it is not.

    Mastery is the code of the VUM standard: 1 good to 4 absent, a lower code is more; any other code says nothing.
    """
    for held in client.qualifications:
        if held.kind != needed.kind or held.code != needed.code:
            continue
        if held.has is Answer.UNKNOWN:
            return 1
        if held.has is Answer.NO or needed.mastery == 0 or needed.kind == "certificaat":
            return 2 if held.has is Answer.YES else 0
        if held.mastery not in KNOWN_MASTERY:
            return 1
        return 2 if held.mastery <= needed.mastery else 0
    return 1


def travel_points(minutes: int, limit: int, scales: Scales) -> Contribution:
    """Give the line *reis*: minutes against the own limit; below a quarter of an hour nothing is gained."""
    policy = scales.policy
    free = policy.travel_free_minutes
    if minutes < 0:
        points = policy.travel_unknown
    elif minutes <= free:
        points = policy.travel_full
    else:
        points = policy.travel_full * max(0, limit - minutes) // (limit - free) if limit > free else 0
    return Contribution(line=Line.TRAVEL, points=points, facts=(minutes, limit))


def hours_points(client: Client, vacancy: Vacancy, hours: Hours, scales: Scales) -> Contribution:
    """Give the line *uren en groei*: full when the job takes this person's hours and his path, whatever the number.

    A path counts up to the FML's ceilings: above them it needs a new assessment first.
    """
    policy = scales.policy
    if hours.stated is None:
        points = policy.hours_now // 2 + policy.hours_growth // 2
        return Contribution(line=Line.HOURS, points=points, facts=(-1, vacancy.week_minutes_max))
    goal = max([hours.stated, *(min(step.week_minutes, hours.ceiling) for step in client.path)])
    most = vacancy.week_minutes_max
    now = policy.hours_now * min(hours.stated, most) // hours.stated
    growth = policy.hours_growth * min(goal, most) // goal
    return Contribution(line=Line.HOURS, points=now + growth, facts=(hours.stated, most, goal))


def lasting_points(vacancy: Vacancy, scales: Scales) -> Contribution:
    """Give the line *duurzaam*: length of the contract, room to grow, and guidance the employer secures."""
    policy = scales.policy
    months = vacancy.contract_months
    if months is None:
        contract = policy.lasting_unknown
    elif months >= YEAR_MONTHS:
        contract = policy.lasting_year
    else:
        contract = policy.lasting_half_year if months >= HALF_YEAR_MONTHS else 0
    growth = _part(vacancy.can_grow, policy.lasting_growth)
    answers = (vacancy.adaptations.work_buddy, vacancy.adaptations.jobcoach)
    secured = Answer.YES if Answer.YES in answers else Answer.UNKNOWN if Answer.UNKNOWN in answers else Answer.NO
    guidance = _part(secured, policy.lasting_guidance)
    return Contribution(line=Line.LASTING, points=contract + growth + guidance, facts=(contract, growth, guidance))


def _part(answer: Answer, full: int) -> int:
    return {Answer.YES: full, Answer.UNKNOWN: full // 2, Answer.NO: 0}[answer]


def waiting_points(client: Client, scales: Scales) -> Contribution:
    """Give the line *wachttijd*: months since the gemeente's last concrete step, capped; never one is the cap."""
    policy = scales.policy
    most = policy.waiting_months
    months = most if client.last_step_on is None else min(most, months_between(client.last_step_on, scales.day))
    return Contribution(line=Line.WAITING, points=policy.waiting_full * months // most, facts=(months,))


def support_points(package: SupportPackage, least_effort: int, scales: Scales) -> int:
    """Give the line *steun*: chooses between packages of one pair, never between people."""
    return -min(scales.policy.support_most, package.effort - least_effort)
