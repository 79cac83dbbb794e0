"""What a gemeente may choose: weights, thresholds and tolerances, each with its bounds; never law.

Every field has the value of the design as its default and is stored with each run.  The tables of points are monotone,
and no field speaks of who a person is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

from matcher.domain.support import INSTRUMENTS, Instrument
from matcher.errors import PolicyError

_EFFORT: dict[Instrument, int] = {
    Instrument.ORGANISATION: 4,
    Instrument.LEAVE_OUT: 8,
    Instrument.AID: 5,
    Instrument.INTERMEDIATE: 10,
    Instrument.TRANSPORT: 8,
    Instrument.TRAVEL_TRAINING: 6,
    Instrument.INTERPRETER: 8,
    Instrument.VISUAL_AID: 8,
    Instrument.WORK_BUDDY: 8,
    Instrument.JOBCOACH_VERY_LIGHT: 9,
    Instrument.JOBCOACH_LIGHT: 12,
    Instrument.JOBCOACH_MEDIUM: 18,
    Instrument.JOBCOACH_INTENSIVE: 26,
    Instrument.WAGE_SUBSIDY: 0,
    Instrument.HOURS_PATH: 2,
}

_BOUNDS: dict[str, tuple[int, int]] = {
    "unknown_travel_minutes": (15, 90),
    "detour_tenths": (10, 20),
    "start_lead_days": (0, 180),
    "drop_out_months": (1, 6),
    "follow_up_days": (7, 89),
    "leave_out_percent": (0, 40),
    "stack_in_rubriek": (1, 5),
    "stack_in_all": (1, 10),
    "wish_full": (0, 250),
    "wish_sector": (0, 250),
    "wish_unknown": (0, 250),
    "load_full": (80, 250),
    "load_floor": (80, 250),
    "load_let_op": (0, 60),
    "load_question": (0, 20),
    "load_questions_most": (0, 50),
    "ability_full": (0, 150),
    "travel_full": (0, 100),
    "travel_free_minutes": (0, 30),
    "travel_unknown": (0, 100),
    "hours_now": (0, 60),
    "hours_growth": (0, 40),
    "lasting_year": (0, 40),
    "lasting_half_year": (0, 40),
    "lasting_unknown": (0, 40),
    "lasting_growth": (0, 20),
    "lasting_guidance": (0, 15),
    "waiting_full": (0, 75),
    "waiting_months": (6, 24),
    "support_most": (0, 40),
    "step_week_minutes": (60, 600),
    "step_travel_minutes": (5, 60),
}


POLICY_BOUNDS: Mapping[str, tuple[int, int]] = MappingProxyType(_BOUNDS)
"""Least and most of every field a gemeente may choose by one number."""

_STEP_BOUNDS: dict[str, tuple[int, int]] = {
    "expert_questions_a_week": (1, 200),
    "first_step_days": (7, 90),
    "acquisition_days": (7, 56),
    "review_days": (14, 182),
    "drop_out_months": (12, 60),
    "few_limits": (0, 12),
    "many_limits": (5, 40),
    "occupations_most": (1, 10),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPolicy:
    """Choices about the next step of everybody; none of them decides who gets one.

    Attributes
    ----------
    expert_questions_a_week
        Questions an arbeidsdeskundige answers a week, where a gemeente named no number of its own.
    first_step_days, acquisition_days
        A concrete step within so many days; an order to look for work within so many (at most eight weeks).
    review_days
        A participatietraject, and whatever takes long, is looked at again after so many days.
    drop_out_months
        Two drop-outs with one cause within so many months go to the arbeidsdeskundige first.
    few_limits, many_limits
        At most, and at least, so many limited items are cited as few and many.
    occupations_most
        Occupations named for one person, best first.
    """

    expert_questions_a_week: int = 10
    first_step_days: int = 90
    acquisition_days: int = 56
    review_days: int = 91
    drop_out_months: int = 36
    few_limits: int = 4
    many_limits: int = 13
    occupations_most: int = 3

    def __post_init__(self) -> None:
        for name, (low, high) in _STEP_BOUNDS.items():
            value = getattr(self, name)
            if not low <= value <= high:
                raise PolicyError(
                    f"Policy field next_step.{name} is {value}; it may be {low} to {high}. "
                    "Change it in the policy card."
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchPolicy:
    """Choices of one gemeente or region for weighing.

    Attributes
    ----------
    unknown_travel_minutes
        Limit used where a person named none; the pair carries the question.
    detour_tenths, metres_per_hour, fixed_minutes
        Estimate of travel: straight distance × detour / speed + fixed time, per mode (walk, bike, transit, car).
    start_lead_days
        A person who is available within this many days can be proposed.
    drop_out_months
        So long after an early end of a placement a person starts with the hours he last held.
    follow_up_days
        So long after the night of a proposal its support is looked at together; within three months.
    leave_out_percent
        Largest part of the working time functiecreatie may take away (Besluit loonkostensubsidie art. 4).
    stack_in_rubriek, stack_in_all
        This many uncovered *let op* are too much together.
    step_week_minutes, step_travel_minutes
        How far one step of more hours a week, or of a longer journey one way, goes: what a near miss is.
    effort
        Effort of each instrument in the order of `INSTRUMENTS`; only differences within one pair count.
    next_step
        Choices about the next step of everybody.

    Raises
    ------
    PolicyError
        If a value lies outside its bounds, or a wish for the sector or an unknown wish outweighs one for the work.
    """

    version: str = "standaard-1"
    unknown_travel_minutes: int = 45
    detour_tenths: int = 13
    metres_per_hour: tuple[int, int, int, int] = (5_000, 15_000, 20_000, 40_000)
    fixed_minutes: tuple[int, int, int, int] = (0, 0, 10, 5)
    start_lead_days: int = 28
    drop_out_months: int = 3
    follow_up_days: int = 84
    leave_out_percent: int = 40
    stack_in_rubriek: int = 3
    stack_in_all: int = 5
    wish_full: int = 250
    wish_sector: int = 190
    wish_unknown: int = 125
    load_full: int = 250
    load_floor: int = 80
    load_let_op: int = 30
    load_question: int = 10
    load_questions_most: int = 50
    ability_full: int = 150
    travel_full: int = 100
    travel_free_minutes: int = 15
    travel_unknown: int = 50
    hours_now: int = 60
    hours_growth: int = 40
    lasting_year: int = 40
    lasting_half_year: int = 25
    lasting_unknown: int = 20
    lasting_growth: int = 20
    lasting_guidance: int = 15
    waiting_full: int = 75
    waiting_months: int = 24
    support_most: int = 40
    step_week_minutes: int = 240
    step_travel_minutes: int = 15
    effort: tuple[int, ...] = tuple(_EFFORT[instrument] for instrument in INSTRUMENTS)
    next_step: StepPolicy = StepPolicy()

    def __post_init__(self) -> None:
        for name in (field.name for field in fields(self) if field.name in _BOUNDS):
            low, high = _BOUNDS[name]
            value = getattr(self, name)
            if not low <= value <= high:
                raise PolicyError(
                    f"Policy field {name} is {value}; it may be {low} to {high}. Change it in the policy card."
                )
        if len(self.effort) != len(INSTRUMENTS) or any(not 0 <= effort <= 100 for effort in self.effort):
            raise PolicyError(
                f"Policy field effort needs {len(INSTRUMENTS)} values of 0 to 100, one for each instrument."
            )
        if not 0 <= self.wish_unknown <= self.wish_full or not 0 <= self.wish_sector <= self.wish_full:
            raise PolicyError(
                "Policy: a wish for the sector or an unknown wish cannot be worth more than a wish for the work."
            )
        if any(speed <= 0 for speed in self.metres_per_hour) or any(fixed < 0 for fixed in self.fixed_minutes):
            raise PolicyError("Policy: speeds must be above zero and fixed minutes not below it.")

    def estimate_minutes(self, metres: int, mode: int) -> int:
        """Give whole minutes over a straight distance by a mode (0 walk, 1 bike, 2 transit, 3 car), rounded up."""
        scaled = metres * self.detour_tenths * 60
        return -(-scaled // (10 * self.metres_per_hour[mode])) + self.fixed_minutes[mode]

    def effort_of(self, instrument: Instrument) -> int:
        """Give the effort of one instrument."""
        return self.effort[INSTRUMENTS.index(instrument)]
