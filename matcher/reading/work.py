"""From accepted rows to vacancies, places, budgets and placements: every tuple in canonical order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from matcher.catalogue.items import Catalogue, ItemType
from matcher.domain.choice import Choice, ChoiceRule
from matcher.domain.client import DayPart, Mode
from matcher.domain.profile import Answer, Demand, DemandSource, Frequency
from matcher.domain.region import Budget, Place, Placement, TravelTime
from matcher.domain.task_kind import TaskKind
from matcher.domain.vacancy import Adaptations, Requirement, Risk, Task, Vacancy, VacancyKey
from matcher.grid import to_grid
from matcher.reading.cells import BIN_DEMANDS, UNKNOWN
from matcher.reading.numbers import week_minutes
from matcher.reading.people import Tables, Values, answer, day_or_none, numbers, split, whole_or_none
from matcher.reading.task_shares import exact_share, whole_shares

DEFAULT_DAYS = 5


def vacancies(tables: Tables, catalogue: Catalogue) -> tuple[Vacancy, ...]:
    """Give the vacancies in key order with their tasks and demands; one whose tasks are not here is left out."""
    tasks = _by_vacancy(tables.get("tasks", ()))
    demands = _by_vacancy(tables.get("demands", ()))
    employers = {row["employer"]: whole_or_none(row["max_supported"]) for row in tables.get("employers", ())}
    found = [
        _vacancy(values, tasks[key], demands.get(key, []), employers, catalogue)
        for values in tables.get("vacancies", ())
        if (key := values["vacancy"]) in tasks
    ]
    return tuple(sorted(found, key=lambda vacancy: vacancy.key))


def _vacancy(
    values: Values,
    task_rows: Sequence[Values],
    demand_rows: Sequence[Values],
    employers: Mapping[str, int | None],
    catalogue: Catalogue,
) -> Vacancy:
    return Vacancy(
        key=VacancyKey(values["vacancy"]),
        employer=values["employer"],
        title=values["title"],
        occupation=values["occupation"],
        sector=values["sector"],
        place=values["place"] or None,
        positions=int(values["positions"] or 1),
        week_minutes_min=week_minutes("hours_min", values["hours_min"]),
        week_minutes_max=week_minutes("hours_max", values["hours_max"]),
        days_per_week=int(values["days_per_week"] or DEFAULT_DAYS),
        ramp_months=int(values["ramp_months"] or 0),
        opens_on=day_or_none(values["opens_on"]),
        closes_on=day_or_none(values["closes_on"]),
        times=tuple(DayPart(code) for code in split(values["times"])) or None,
        every_evening=values["every_evening"] == Answer.YES,
        contract_months=whole_or_none(values["contract_months"]),
        can_grow=answer(values["can_grow"]),
        adaptations=_adaptations(values),
        requirements=_requirements(values),
        tasks=_tasks(values["hours_max"], task_rows, demand_rows, catalogue),
        demands=_demands([row for row in demand_rows if not row["task"]], catalogue),
        max_supported=employers.get(values["employer"]),
    )


def _adaptations(values: Values) -> Adaptations:
    return Adaptations(
        organisation=answer(values["organisation"]),
        aid=answer(values["aid"]),
        work_buddy=answer(values["work_buddy"]),
        jobcoach=answer(values["jobcoach"]),
        slower_pace=answer(values["slower_pace"]),
        seated=answer(values["seated"]),
    )


def _requirements(values: Values) -> tuple[Requirement, ...]:
    found = [Requirement(kind="certificaat", code=code) for code in split(values["certificates"])]
    found += [Requirement(kind="vaardigheid", code=code) for code in split(values["skills"])]
    for pair in split(values["competences"]):
        code, _, mastery = pair.rpartition(":")
        found.append(Requirement(kind="competentie", code=code, mastery=int(mastery)))
    return tuple(sorted(found, key=lambda each: (each.kind, each.code)))


def _tasks(
    hours_max: str, rows: Iterable[Values], demand_rows: Sequence[Values], catalogue: Catalogue
) -> tuple[Task, ...]:
    ordered = sorted(rows, key=lambda row: row["task"])
    shares = whole_shares([exact_share(row, hours_max) for row in ordered])
    return tuple(
        Task(
            key=row["task"],
            description=row["description"],
            share=share,
            kind=TaskKind(row["task_kind"]) if row["task_kind"] else None,
            can_leave_out=answer(row["can_leave_out"]),
            risks=tuple(Risk(code) for code in split(row["risks"])),
            demands=_demands([demand for demand in demand_rows if demand["task"] == row["task"]], catalogue),
        )
        for row, share in zip(ordered, shares, strict=True)
    )


def _demands(rows: Iterable[Values], catalogue: Catalogue) -> tuple[Demand, ...]:
    return tuple(_demand(row, catalogue) for row in sorted(rows, key=lambda row: row["item"]))


def _demand(row: Values, catalogue: Catalogue) -> Demand:
    is_bin = catalogue.by_code(row["item"]).type is ItemType.BIN
    asks = "" if row["asks"] == UNKNOWN else row["asks"]
    return Demand(
        item=row["item"],
        tolerated=None if row["tolerated"] == UNKNOWN else whole_or_none(row["tolerated"]),
        asks=numbers(asks) if asks and not is_bin else None,
        needs=BIN_DEMANDS[asks] if asks and is_bin else None,
        minutes_per_day=whole_or_none(row["minutes"]),
        frequency=Frequency(row["hoe"]) if row["hoe"] else Frequency.UNKNOWN,
        source=DemandSource(row["source"]),
        recorded_on=date.fromisoformat(row["date"]),
    )


def places(rows: Iterable[Values]) -> tuple[Place, ...]:
    """Give the places in key order, on the Dutch grid."""
    found = []
    for row in rows:
        x, y = to_grid(Fraction(row["lat"]), Fraction(row["lon"]))
        found.append(Place(key=row["place"], x=x, y=y))
    return tuple(sorted(found, key=lambda place: place.key))


def travel(rows: Iterable[Values]) -> tuple[TravelTime, ...]:
    """Give known travel times, ordered by from, to and mode."""
    found = [
        TravelTime(
            from_place=row["from_place"],
            to_place=row["to_place"],
            mode=Mode(row["mode"]),
            minutes=int(row["minutes"]),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda each: (each.from_place, each.to_place, each.mode)))


def budgets(rows: Iterable[Values], day: date) -> tuple[Budget, ...]:
    """Give what each gemeente granted for the year of the day."""
    found = [
        Budget(
            gemeente=row["gemeente"],
            coach_minutes=whole_or_none(row["coach_minutes"]),
            discretionary_coach_minutes=whole_or_none(row["discretionary_coach_minutes"]),
            once_cents=whole_or_none(row["once_cents"]),
            expert_questions=whole_or_none(row["expert_questions"]),
        )
        for row in rows
        if row["year"] == str(day.year)
    ]
    return tuple(sorted(found, key=lambda budget: budget.gemeente))


def choices(rows: Iterable[Values]) -> tuple[Choice, ...]:
    """Give what gemeenten chose in their verordening, ordered by gemeente, rule, name and day."""
    found = [
        Choice(
            gemeente=row["gemeente"],
            rule=ChoiceRule(row["rule"]),
            name=row["name"],
            valid_from=date.fromisoformat(row["valid_from"]),
            value=int(row["value"]),
            cvdr=row["cvdr"],
            article=row["article"],
            checked_on=date.fromisoformat(row["checked_on"]),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda each: (each.gemeente, each.rule, each.name, each.valid_from)))


def placements(tables: Tables) -> tuple[Placement, ...]:
    """Give the placements; an empty employer is the vacancy's, an empty gemeente the client's."""
    employer_by_vacancy = {row["vacancy"]: row["employer"] for row in tables.get("vacancies", ())}
    gemeente_by_client = {row["client"]: row["gemeente"] for row in tables.get("clients", ())}
    found = [
        Placement(
            client=row["client"],
            vacancy=row["vacancy"],
            employer=row["employer"] or employer_by_vacancy.get(row["vacancy"], ""),
            gemeente=row["gemeente"] or gemeente_by_client.get(row["client"], ""),
            started_on=date.fromisoformat(row["start_on"]),
            ended_on=day_or_none(row["end_on"]),
            coach_minutes=int(row["coach_minutes"] or 0),
            once_cents=int(row["once_cents"] or 0),
        )
        for row in tables.get("placements", ())
    ]
    return tuple(sorted(found, key=lambda each: (each.client, each.vacancy, each.started_on)))


def _by_vacancy(rows: Iterable[Values]) -> dict[str, list[Values]]:
    grouped: dict[str, list[Values]] = defaultdict(list)
    for row in rows:
        grouped[row["vacancy"]].append(row)
    return grouped
