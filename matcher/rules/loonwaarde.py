"""Loonwaarde from hoofdtaken: what a person does per task against the normfunctie (Besluit loonkostensubsidie)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from matcher.rules.refusal import Refusal, RefusalCode
from matcher.rules.rounding import decimal_text, round_half_up
from matcher.rules.values import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPerformance:
    """One hoofdtaak; every figure is a share, 0 to 1, of the same task in the normfunctie.

    Attributes
    ----------
    pace, quality, net_time
        Tempo T, kwaliteit K and netto werktijd N (art. 5 lid 2).
    time_share
        Share BT of the working time.
    """

    name: str
    pace: Fraction
    quality: Fraction
    net_time: Fraction
    time_share: Fraction

    def __post_init__(self) -> None:
        factors = {"T": self.pace, "K": self.quality, "N": self.net_time, "BT": self.time_share}
        for factor, value in factors.items():
            if not 0 <= value <= 1:
                raise Refusal(
                    RefusalCode.TASK_FACTOR_OUTSIDE, factor=factor, task=self.name, given=decimal_text(value * 100)
                )

    @property
    def performance(self) -> Fraction:
        """AP = T x K x N x BT, the part of the loonwaarde this task brings, exact."""
        return self.pace * self.quality * self.net_time * self.time_share


@dataclass(frozen=True, slots=True, kw_only=True)
class Loonwaarde:
    """A loonwaarde from tasks: the exact share and the whole percentage the law asks for (art. 3 lid 2)."""

    exact: Fraction

    @property
    def percent(self) -> int:
        """The whole percentage, a half going up."""
        return round_half_up(self.exact * 100)


def loonwaarde_from_tasks(tasks: Sequence[TaskPerformance], rules: Rules) -> Loonwaarde:
    """Give the loonwaarde of a person in one function: the sum of AP over the hoofdtaken.

    Raises
    ------
    Refusal
        Where there are no tasks or more than the law counts, one is too small to be a hoofdtaak, or together they
        do not take exactly the working time (art. 1 and art. 5 lid 1).
    """
    limits = rules.loonwaarde
    if not tasks:
        raise Refusal(RefusalCode.NO_TASKS)
    if len(tasks) > limits.most_tasks.whole:
        raise Refusal(RefusalCode.TOO_MANY_TASKS, given=len(tasks), most=limits.most_tasks.whole)
    for task in tasks:
        if task.time_share < limits.least_share.amount:
            raise Refusal(
                RefusalCode.TASK_TOO_SMALL,
                task=task.name,
                given=decimal_text(task.time_share * 100),
                least=decimal_text(limits.least_share.amount * 100),
            )
    total = sum((task.time_share for task in tasks), Fraction(0))
    if total != 1:
        raise Refusal(RefusalCode.TASK_SHARES, given=decimal_text(total * 100))
    return Loonwaarde(exact=sum((task.performance for task in tasks), Fraction(0)))
