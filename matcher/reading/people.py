"""From accepted rows to clients: every tuple in canonical order, so that the order of a file never matters."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from matcher.domain.client import (
    Client,
    ClientKey,
    DayPart,
    DropOut,
    HoursStep,
    LegalGroup,
    LksGroup,
    LoonwaardeValue,
    Mode,
    Qualification,
    Stance,
    TaskValue,
    Wish,
    WishKind,
)
from matcher.domain.profile import (
    Answer,
    CapacityProfile,
    CapacityValue,
    Coverage,
    Reading,
    ReadingOutcome,
    Source,
)
from matcher.domain.region import Placement
from matcher.domain.support import Instrument
from matcher.domain.task_kind import TaskKind
from matcher.reading.cells import NONE, SEPARATOR
from matcher.reading.numbers import week_minutes
from matcher.reading.people_sheets import FML_EDITION

Values = Mapping[str, str]
Tables = Mapping[str, Sequence[Values]]


def clients(tables: Tables, placements: Iterable[Placement], day: date) -> tuple[Client, ...]:
    """Give the clients in key order, each with all that other sheets say about him."""
    placed = {placement.client for placement in placements if placement.runs_on(day)}
    by_sheet = {name: _by_client(rows) for name, rows in tables.items()}
    found = [
        _client(values, {name: rows.get(values["client"], []) for name, rows in by_sheet.items()}, placed)
        for values in tables.get("clients", ())
    ]
    return tuple(sorted(found, key=lambda client: client.key))


def _client(values: Values, own: Tables, placed: set[str]) -> Client:
    return Client(
        key=ClientKey(values["client"]),
        gemeente=values["gemeente"],
        profile=_profile(values, own),
        legal_group=LegalGroup(values["legal_group"]) if values["legal_group"] else LegalGroup.UNKNOWN,
        lks_group=LksGroup(values["lks_group"]) if values["lks_group"] else LksGroup.UNKNOWN,
        place=values["place"] or None,
        week_minutes=minutes_or_none(values["hours"]),
        path=_path(values["path"]),
        travel_limit=whole_or_none(values["travel_limit"]),
        modes=tuple(Mode(code) for code in split(values["modes"])) or None,
        times=tuple(DayPart(code) for code in split(values["times"])) or None,
        available_from=day_or_none(values["available_from"]),
        basics_first_until=day_or_none(values["basics_first_until"]),
        education_first_until=day_or_none(values["education_first_until"]),
        one_hour=answer(values["one_hour"]),
        employee_skills=answer(values["employee_skills"]),
        register=answer(values["register"]),
        last_step_on=day_or_none(values["last_step_on"]),
        stratum=values["stratum"],
        wishes=_wishes(own.get("wishes", ())),
        qualifications=_qualifications(own.get("qualifications", ())),
        drop_outs=_drop_outs(own.get("history", ())),
        loonwaarde=_loonwaarde(own.get("loonwaarde", ())),
        task_values=_task_values(own.get("loonwaarde", ())),
        forbidden=_forbidden(own.get("decisions", ())),
        is_placed=values["client"] in placed,
    )


def _profile(values: Values, own: Tables) -> CapacityProfile:
    rows = own.get("capacities", ())
    return CapacityProfile(
        values=_capacity_values([row for row in rows if not row["reading"]]),
        coverage=_coverage(own.get("scope", ())),
        readings=_readings([row for row in rows if row["reading"]]),
        fml_version=values["fml_version"] or FML_EDITION,
    )


def _capacity_values(rows: Iterable[Values]) -> tuple[CapacityValue, ...]:
    found = [
        CapacityValue(
            item=row["item"],
            level=whole_or_none(row["level"]) or 0,
            conditions=numbers(row["conditions"]),
            text=row["text"],
            source=Source(row["source"]),
            recorded_on=date.fromisoformat(row["date"]),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda value: (value.item, value.source)))


def _coverage(rows: Iterable[Values]) -> tuple[Coverage, ...]:
    found = [
        Coverage(rubriek=row["rubriek"], source=Source(row["source"]), recorded_on=date.fromisoformat(row["date"]))
        for row in rows
    ]
    return tuple(sorted(found, key=lambda cover: (cover.rubriek, cover.source)))


def _readings(rows: Iterable[Values]) -> tuple[Reading, ...]:
    found = [
        Reading(
            item=row["item"],
            vacancy=row["vacancy"],
            task=row["task"],
            task_text=row["task_text"],
            outcome=ReadingOutcome(row["reading"]),
            instrument=Instrument(row["instrument"]) if row["instrument"] else None,
            source=Source(row["source"]),
            recorded_on=date.fromisoformat(row["date"]),
            until=day_or_none(row["until"]),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda reading: (reading.item, reading.vacancy, reading.task, reading.source)))


def _wishes(rows: Iterable[Values]) -> tuple[Wish, ...]:
    found = [
        Wish(
            kind=WishKind(row["kind"]),
            code=row["code"],
            stance=Stance(row["stance"]),
            words=row["words"],
            recorded_on=date.fromisoformat(row["date"]),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda wish: (wish.kind, wish.code)))


def _qualifications(rows: Iterable[Values]) -> tuple[Qualification, ...]:
    found = [
        Qualification(
            kind=row["kind"], code=row["code"], has=Answer(row["has"]), mastery=whole_or_none(row["mastery"]) or 0
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda each: (each.kind, each.code)))


def _drop_outs(rows: Iterable[Values]) -> tuple[DropOut, ...]:
    found = [
        DropOut(
            ended_on=date.fromisoformat(row["date"]),
            week_minutes=minutes_or_none(row["hours"]),
            item=row["item"],
            cause=row["cause"],
        )
        for row in rows
        if row["kind"] == "uitval"
    ]
    return tuple(sorted(found, key=lambda drop_out: drop_out.ended_on))


def _loonwaarde(rows: Iterable[Values]) -> tuple[LoonwaardeValue, ...]:
    found = [
        LoonwaardeValue(
            occupation=row["occupation"],
            percent=int(row["percent"]),
            is_measured=row["measured"] == Answer.YES,
            recorded_on=date.fromisoformat(row["date"]),
            source=row["source"],
        )
        for row in rows
        if row["percent"]
    ]
    return tuple(sorted(found, key=_loonwaarde_order))


def _loonwaarde_order(value: LoonwaardeValue) -> tuple[str, str, date, int, bool]:
    return (value.occupation, value.source, value.recorded_on, value.percent, value.is_measured)


def _task_values(rows: Iterable[Values]) -> tuple[TaskValue, ...]:
    found = [
        TaskValue(
            kind=TaskKind(row["task_kind"]),
            pace=int(row["tempo"]),
            quality=int(row["quality"]),
            net_time=int(row["net_time"]),
            occupation=row["occupation"],
            share=whole_or_none(row["share"]),
            is_measured=row["measured"] == Answer.YES,
            recorded_on=date.fromisoformat(row["date"]),
            source=row["source"],
        )
        for row in rows
        if row["task_kind"]
    ]
    return tuple(sorted(found, key=lambda each: (each.kind, each.source, each.recorded_on, each.occupation)))


def _forbidden(rows: Iterable[Values]) -> tuple[tuple[str, date | None], ...]:
    """Give the vacancies whose latest decision is *niet doen*; a later decision takes an earlier ban away."""
    latest: dict[str, Values] = {}
    for row in sorted(rows, key=lambda row: row["date"]):
        latest[row["vacancy"]] = row
    return tuple(
        (vacancy, day_or_none(latest[vacancy]["until"]))
        for vacancy in sorted(latest)
        if latest[vacancy]["decision"] == "niet_doen"
    )


def _path(text: str) -> tuple[HoursStep, ...]:
    steps = [step.split(":") for step in split(text)]
    return tuple(HoursStep(month=int(month), week_minutes=week_minutes("path", hours)) for month, hours in steps)


def _by_client(rows: Iterable[Values]) -> dict[str, list[Values]]:
    grouped: dict[str, list[Values]] = defaultdict(list)
    for row in rows:
        if "client" in row:
            grouped[row["client"]].append(row)
    return grouped


def split(text: str) -> list[str]:
    """Give the parts of a canonical list cell."""
    return text.split(SEPARATOR) if text else []


def numbers(text: str) -> tuple[int, ...]:
    """Give the condition numbers of a canonical cell; none where it says *geen* or nothing."""
    return tuple(int(part) for part in split(text) if part != NONE)


def whole_or_none(text: str) -> int | None:
    """Give a whole number; None where the cell is empty."""
    return int(text) if text else None


def minutes_or_none(text: str) -> int | None:
    """Give minutes a week from a canonical cell of hours; None where it is empty."""
    return week_minutes("hours", text) if text else None


def day_or_none(text: str) -> date | None:
    """Give a day from a canonical cell; None where it is empty."""
    return date.fromisoformat(text) if text else None


def answer(text: str) -> Answer:
    """Give yes, no or unknown; empty is unknown."""
    return Answer(text) if text else Answer.UNKNOWN
