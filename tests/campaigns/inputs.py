"""Which columns may count and which never do: the lists that the campaigns hold a night to.

A trait stands in the sheets of the shell and is permuted. What is not read yet is written over, in every row; a column
moves out of that list in the same commit that makes a night read it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

PERSON, BACKGROUND = "persoon", "achtergrond"
LADDER = "ladder"
"""The Participatieladder compares before with after; no night may read it, so that nobody is sent away for a step."""

TRAIT_COLUMNS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "age": ((PERSON, "birth_year"),),
    "sex": ((BACKGROUND, "sex"),),
    "origin": ((BACKGROUND, "origin"),),
    "nationality": ((BACKGROUND, "nationality"),),
    "name": ((PERSON, "name"),),
    "postcode": ((PERSON, "postcode"),),
    "family state": ((BACKGROUND, "family"),),
    "pregnancy": ((BACKGROUND, "pregnancy"),),
    "religion": ((BACKGROUND, "religion"),),
    "sexual orientation": ((BACKGROUND, "orientation"),),
    "benefit duration": ((BACKGROUND, "benefit_since"),),
    "adviser or team": ((BACKGROUND, "adviser"), (BACKGROUND, "team")),
}
"""The columns that hold each of the twelve traits; places and travel are other sheets, so travel stays equal."""


@dataclass(frozen=True, kw_only=True)
class Unread:
    """A column that changes no byte of a plan, and why.

    Attributes
    ----------
    other
        What is written over it in every row; empty: the column is taken out.
    """

    sheet: str
    column: str
    why: str
    other: str = ""


UNREAD: tuple[Unread, ...] = (
    Unread(
        sheet="clients", column="one_hour", why="A condition of working somewhere at all: it opens next steps, no pair."
    ),
    Unread(sheet="clients", column="employee_skills", why="The other such condition; a next step, no pair."),
    Unread(
        sheet="clients",
        column="register",
        why="The register decides what an employer may claim; support follows from the group for loonkostensubsidie.",
    ),
    Unread(
        sheet="clients",
        column="fml_version",
        other="2023-referentiewaarden",
        why="One edition of the FML can be read; leaving it out means that one.",
    ),
    Unread(sheet="wishes", column="words", other="Andere woorden", why="For a reader; a plan goes by kind and code."),
    Unread(sheet="qualifications", column="source", other="jobcoach", why="Who said it weighs on limits only."),
    Unread(sheet="qualifications", column="date", other="2026-01-02", why="A certificate has no age in a plan."),
    Unread(sheet="history", column="cause", why="Causes compare drop-outs with each other; they lower no pair."),
    Unread(sheet="history", column="words", other="Andere woorden", why="For a reader."),
    Unread(sheet="choices", column="choice", other="nu_niet", why="The person's own choice speaks in his next step."),
    Unread(sheet="choices", column="words", other="Andere woorden", why="For a reader."),
    Unread(sheet="own_steps", column="words", other="Andere woorden", why="The person's own step, beside the plan."),
    Unread(sheet="own_steps", column="status", why="How far the person is with it is his."),
    Unread(sheet="own_steps", column="by", why="His own day."),
    Unread(
        sheet="goals", column="words", other="Andere woorden", why="Goals stand in a next step; they weigh in no pair."
    ),
    Unread(sheet="goals", column="status", why="How far a goal is weighs in no pair."),
    Unread(
        sheet="sheltered", column="answer", other="nee", why="It opens a request for advice, and weighs in no pair."
    ),
    Unread(sheet="sheltered", column="agrees", other="nee", why="Without a yes no advice is asked; no pair changes."),
    Unread(
        sheet="arguments", column="direction", other="tegen", why="Arguments are for a talk; none weighs in a pair."
    ),
    Unread(sheet="arguments", column="words", other="Andere woorden", why="For a reader."),
    Unread(sheet="budgets", column="expert_questions", why="How fast questions are answered changes no pair."),
    Unread(sheet="ladder", column="step", other="1", why="The Participatieladder looks back; it never counts."),
    Unread(sheet="loonwaarde", column="measured", why="Amounts are worked out after the plan."),
    Unread(sheet="loonwaarde", column="share", why="What a measured function was made of is for the forecast."),
    Unread(sheet="loonwaarde", column="source", other="iemand", why="Who saw a pace is for the forecast."),
    Unread(sheet="employers", column="name", other="Andere naam", why="A name is for the screen."),
    Unread(sheet="employers", column="sector", why="A wish is about the sector of the vacancy."),
    Unread(sheet="employers", column="place", why="People travel to the vacancy, not to the employer."),
    Unread(sheet="vacancies", column="title", other="Andere titel", why="A title is for the screen."),
    Unread(sheet="vacancies", column="wage_cents", other="250000", why="Amounts are worked out after the plan."),
    Unread(sheet="vacancies", column="description", other="Andere tekst", why="For a reader; the tasks are weighed."),
    Unread(sheet="tasks", column="task_kind", why="The kind of a task is for the forecast; its demands are weighed."),
    Unread(sheet="verordening", column="cvdr", other="CVDR1", why="Where a choice stands is for the screen."),
    Unread(sheet="placements", column="hours", other="12", why="A running placement takes coach time, not hours."),
)

READ_OF_CLIENTS = (
    *("client", "gemeente", "legal_group", "lks_group", "place", "hours", "path", "travel_limit", "modes", "times"),
    *("available_from", "basics_first_until", "education_first_until", "last_step_on", "stratum"),
)
"""The columns of clients that a night reads; the key and the gemeente cannot be left out."""
