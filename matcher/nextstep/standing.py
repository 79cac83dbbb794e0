"""What a night gave one person, told by whoever made the plan: the steps themselves know of no plan."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Why the best vacancy of a person went without him: which, and what there was of it; never who.

    Attributes
    ----------
    places, fitting
        Places of that vacancy the plan could fill, and people it could have been proposed to.
    budget, owner, available, asked
        Kind of the hard budget that ran out, whose it is, what was available of it and what this pair asks; budget is
        empty where the place was the reason.
    """

    vacancy: str
    points: int
    places: int
    fitting: int
    budget: str = ""
    owner: str = ""
    available: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a person stands after the plan.

    Attributes
    ----------
    proposed, points
        The vacancy that is proposed tonight and its points; empty where none is.
    in_discussion
        The vacancy of a held proposal; empty where there is none.
    elsewhere
        Of somebody who could be proposed and is not.
    """

    client: str
    proposed: str = ""
    points: int = 0
    in_discussion: str = ""
    elsewhere: Elsewhere | None = None
