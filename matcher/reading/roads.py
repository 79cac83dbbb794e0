"""From accepted rows to what people say of their own road: of what was said again, the last counts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from matcher.domain.profile import Source
from matcher.domain.road import (
    Goal,
    GoalArea,
    Motivation,
    OwnChoice,
    OwnStep,
    PutForward,
    Road,
    RoadArgument,
    ShelteredFact,
    ShelteredQuestion,
    StepStatus,
)
from matcher.reading.people import answer, day_or_none
from matcher.reading.road_sheets import FOR, ROAD_SHEETS

Values = Mapping[str, str]


def roads(tables: Mapping[str, Sequence[Values]]) -> tuple[Road, ...]:
    """Give the road of everybody who has a row in one of the sheets, in key order."""
    by_client: dict[str, dict[str, list[Values]]] = defaultdict(lambda: defaultdict(list))
    for sheet in ROAD_SHEETS:
        for row in tables.get(sheet.name, ()):
            by_client[row["client"]][sheet.name].append(row)
    return tuple(_road(client, by_client[client]) for client in sorted(by_client))


def _road(client: str, own: Mapping[str, Sequence[Values]]) -> Road:
    return Road(
        client=client,
        goals=_goals(own.get("goals", ())),
        own_step=_own_step(_last(own.get("own_steps", ()))),
        choice=_choice(_last(own.get("choices", ()))),
        sheltered=_sheltered(own.get("sheltered", ())),
        put_forward=_put_forward(own.get("arguments", ())),
    )


def _last(rows: Sequence[Values]) -> Values | None:
    return max(rows, key=lambda row: row["date"], default=None)


def _goals(rows: Iterable[Values]) -> tuple[Goal, ...]:
    """Give the last goal in each area, in the order of the wheel."""
    latest: dict[str, Values] = {}
    for row in sorted(rows, key=lambda row: row["date"]):
        latest[row["area"]] = row
    return tuple(
        Goal(
            area=area,
            words=latest[area]["words"],
            status=_status(latest[area]),
            recorded_on=date.fromisoformat(latest[area]["date"]),
        )
        for area in GoalArea
        if area in latest
    )


def _status(row: Values) -> StepStatus:
    return StepStatus(row["status"]) if row["status"] else StepStatus.WANTED


def _own_step(row: Values | None) -> OwnStep | None:
    if row is None:
        return None
    return OwnStep(
        words=row["words"],
        status=_status(row),
        by=day_or_none(row["by"]),
        recorded_on=date.fromisoformat(row["date"]),
    )


def _choice(row: Values | None) -> OwnChoice | None:
    if row is None:
        return None
    return OwnChoice(choice=Motivation(row["choice"]), words=row["words"], recorded_on=date.fromisoformat(row["date"]))


def _sheltered(rows: Iterable[Values]) -> tuple[ShelteredFact, ...]:
    found = [
        ShelteredFact(
            question=ShelteredQuestion(row["question"]),
            answer=answer(row["answer"]),
            source=Source(row["source"]),
            agrees=answer(row["agrees"]),
            recorded_on=date.fromisoformat(row["date"]),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda fact: (fact.question, fact.source)))


def _put_forward(rows: Iterable[Values]) -> tuple[PutForward, ...]:
    found = [
        PutForward(
            code=RoadArgument(row["code"]),
            is_for=row["direction"] == FOR,
            words=row["words"],
            source=Source(row["source"]),
            recorded_on=date.fromisoformat(row["date"]),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.code, one.source, one.recorded_on)))
