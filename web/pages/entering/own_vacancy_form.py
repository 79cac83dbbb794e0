"""The form of a vacancy: its rows as fields and back, and which field a refused cell is about."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from matcher.catalogue.items import Item, ItemType, load_catalogue
from matcher.domain.client import DayPart
from matcher.domain.profile import DemandSource
from matcher.domain.task_kind import TaskKind
from matcher.domain.vacancy import MAX_TASKS
from matcher.read import Reason, RejectedRow
from web.language.cells import code_words, demand_words
from web.language.gates import certificate_name, known_certificates
from web.language.items import item_name, level_text
from web.language.loonwaarde import kind_name
from web.language.pages import say
from web.pages.decision.form import ShownFault
from web.pages.entering.typed_form import Filled, cell_faults, day_cell
from web.pages.frame import language, text
from web.service.entering.own_work import OwnWork, can_be_asked, new_key, own_rows
from web.service.entering.typed import VACANCY

Cells = Mapping[str, str]
SIGN = "|"
ONE_CELL = (
    *("employer", "title", "occupation", "sector", "place", "positions", "hours_min", "hours_max"),
    *("days_per_week", "ramp_months", "contract_months", "description"),
)
DAYS = ("opens_on", "closes_on")
ANSWERS = ("every_evening", "can_grow", "organisation", "aid", "work_buddy", "jobcoach", "slower_pace", "seated")
NEW_EMPLOYER = "employer_name"
# In euros, as people write wages; the rows of a delivery hold cents.
WAGE = "loon"
WAGE_COLUMN = "wage_cents"
AMOUNT = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:[,.](\d{1,2}))?")
SPARE_TASKS = 2
HOURS_IN_MINUTES = 60
HOW_OFTEN = "structureel"
SOURCES = (DemandSource.EMPLOYER, DemandSource.MEASURED, DemandSource.ESTIMATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskField:
    """One task of the form; `number` from 1, in the order of the page; `share` is what is known without minutes."""

    number: int
    key: str
    share: str = ""

    def name(self, column: str) -> str:
        """Give the name of one of its fields."""
        return f"taak_{self.number}_{column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandField:
    """What the work, or one task of it, asks of one item."""

    name: str
    item: str
    label: str
    task: str
    source: str
    options: tuple[tuple[str, str], ...]
    is_minutes: bool
    is_many: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandPart:
    """The demands of one rubriek, and how many of them are known."""

    code: str
    fields: tuple[DemandField, ...]
    n_known: int


def first_filled(found: OwnWork) -> Filled:
    """Give the form as its page shows it first."""
    own = next(iter(found.rows[VACANCY]), {})
    values: dict[str, Sequence[str]] = {name: (own.get(name, ""),) for name in (*ONE_CELL, *DAYS, *ANSWERS)}
    values["times"] = _parts(own.get("times", ""))
    values["certificates"] = _parts(own.get("certificates", ""))
    values[WAGE] = (_euros(own.get(WAGE_COLUMN, "")),)
    values["bron"] = (SOURCES[0].value,)
    for field, row in zip(task_fields(found), found.rows["tasks"], strict=False):
        values |= {field.name(name): (row[name],) for name in ("description", "can_leave_out", "task_kind")}
        values[field.name("minutes")] = (_minutes(row, own.get("hours_max", "")),)
        values[field.name("share")] = (row["share"],)
    for name, row in _demands(found).items():
        values[name] = _parts(row["asks"]) if row["asks"] else (row["tolerated"] or row["minutes"],)
    return Filled(values=values, version=found.version)


def task_fields(found: OwnWork) -> list[TaskField]:
    """Give the tasks of the form: those there are, and room for more."""
    rows = found.rows["tasks"]
    count = min(MAX_TASKS, max(len(rows) + SPARE_TASKS, 3))
    taken = {row["task"] for row in rows}
    free = iter(key for key in (f"t{n}" for n in range(1, 100)) if key not in taken)
    return [
        TaskField(number=number, key=rows[number - 1]["task"], share=rows[number - 1]["share"])
        if number <= len(rows)
        else TaskField(number=number, key=next(free))
        for number in range(1, count + 1)
    ]


def demand_parts(found: OwnWork) -> list[DemandPart]:
    """Give what can be asked, rubriek by rubriek: of the work as a whole, and where a task has its own answer."""
    catalogue, spoken = load_catalogue(), language()
    tasks = [("", "")] + [(field.key, str(field.number)) for field in task_fields(found)]
    words = {row["task"]: row["description"] for row in found.rows["tasks"]}
    made = []
    for rubriek in catalogue.rubrieken:
        fields = []
        items = [one for one in catalogue.items if one.rubriek == rubriek.code and can_be_asked(one.type)]
        for item in (one for one in items if not one.is_gate):
            for task, number in tasks:
                row = own_rows(found.rows["demands"], task).get(item.code)
                if row is None and task:
                    continue
                fields.append(_field(item, task, number, words.get(task, ""), row, spoken))
        known = sum(bool(field.source) for field in fields)
        made.append(DemandPart(code=rubriek.code, fields=tuple(fields), n_known=known))
    return made


def typed_rows(found: OwnWork, filled: Filled, today: str) -> dict[str, list[Cells]]:
    """Give what was typed as the rows of a delivery."""
    before = next(iter(found.rows[VACANCY]), {})
    key = found.key or filled.value("nummer") or new_key()
    own = {**before, "vacancy": key}
    own |= {name: filled.value(name) for name in (*ONE_CELL, *ANSWERS)}
    own |= {name: day_cell(filled.value(name)) for name in DAYS}
    own |= {name: SIGN.join(filled.values.get(name, ())) for name in ("times", "certificates")}
    own[WAGE_COLUMN] = _cents(filled.value(WAGE))
    if filled.value(NEW_EMPLOYER):
        own["employer"] = f"{key}-wg"
    tasks = _typed_tasks(found, filled, own, before)
    kept = {row["task"] for row in tasks}
    demands = [row for row in _typed_demands(found, filled, key, today) if not row["task"] or row["task"] in kept]
    return {VACANCY: [own], "tasks": tasks, "demands": demands}


def faults_of(found: OwnWork, rejected: Sequence[RejectedRow]) -> tuple[ShownFault, ...]:
    """Give each refused cell with the field it is about."""
    made: list[ShownFault] = []
    for one in rejected:
        target = {"vacancy": "title", "task": "title", WAGE_COLUMN: WAGE}.get(one.column, one.column)
        if one.sheet == "tasks":
            number = next((f.number for f in task_fields(found) if f.key == one.row.values.get("task")), 1)
            target = f"taak_{number}_{'minutes' if one.column in ('share', 'task') else one.column}"
        elif one.sheet == "demands":
            numbers = {field.key: str(field.number) for field in task_fields(found)}
            values = one.row.values
            target = f"eis_{numbers.get(values.get('task', ''), '')}_{values.get('item', '')}"
        (fault,) = cell_faults([one], {one.column: target})
        if one.reason is Reason.SHARE_OR_MINUTES:
            fault = ShownFault(target=target, sentence=text("own_vacancy.minutes_missing"))
        if fault not in made:
            made.append(fault)
    return tuple(made)


def choices(found: OwnWork) -> Mapping[str, list[tuple[str, str]]]:
    """Give what can be chosen, by field."""
    spoken = language()
    unknown = ("", text("form.unknown"))
    return {
        "employer": [("", text("own_vacancy.employer_new")), *((one.key, one.name) for one in found.employers)],
        "place": [unknown, *((place, place) for place in found.places)],
        "answer": [unknown, *((code, code_words("answer", code, spoken)) for code in ("ja", "nee"))],
        "times": [(one.value, code_words("part", one.value, spoken)) for one in DayPart],
        "certificates": [(code, certificate_name(code, spoken)) for code in _certificates(found)],
        "task_kind": [unknown, *((kind.value, kind_name(kind.value, spoken)) for kind in TaskKind)],
        "bron": [(one.value, code_words("source", one.value, spoken)) for one in SOURCES],
    }


def _typed_tasks(found: OwnWork, filled: Filled, own: Cells, before: Cells) -> list[Cells]:
    rows = {row["task"]: row for row in found.rows["tasks"]}
    same_hours = own["hours_max"] == before.get("hours_max", "") and bool(own["hours_max"])
    made: list[Cells] = []
    for field in task_fields(found):
        if not filled.value(field.name("description")):
            continue
        row = {**rows.get(field.key, {"risks": ""}), "vacancy": own["vacancy"], "task": field.key}
        row |= {name: filled.value(field.name(name)) for name in ("description", "can_leave_out", "task_kind")}
        minutes, share = filled.value(field.name("minutes")), rows.get(field.key, {}).get("share", "")
        is_same = bool(share) and same_hours and minutes == _minutes(rows[field.key], own["hours_max"])
        # A part of the week stays a part of the week where nobody touched it, or where no minutes were given.
        keeps = bool(share) and (is_same or not minutes)
        made.append({**row, "share": share if keeps else "", "minutes": "" if keeps else minutes})
    return made


def _typed_demands(found: OwnWork, filled: Filled, key: str, today: str) -> list[Cells]:
    made: list[Cells] = []
    existing = _demands(found)
    for part in demand_parts(found):
        for field in part.fields:
            before = existing.get(field.name)
            typed = [one for one in filled.values.get(field.name, ()) if one]
            if not typed:
                continue
            value = SIGN.join(typed)
            if before is not None and value == (before["asks"] or before["tolerated"] or before["minutes"]):
                made.append({**before, "vacancy": key})
                continue
            column = "minutes" if field.is_minutes else "asks" if _asks(field.item) else "tolerated"
            row = {"vacancy": key, "task": field.task, "item": field.item, column: value}
            row |= {"source": filled.value("bron") or SOURCES[0].value, "date": today}
            # Nobody said how often: all day long is the reading that promises nobody too much.
            made.append(row | ({"hoe": HOW_OFTEN} if column == "tolerated" else {}))
    return made


def _asks(code: str) -> bool:
    return load_catalogue().by_code(code).type is not ItemType.ORD


def _demands(found: OwnWork) -> dict[str, Cells]:
    """Give the demands there are, by the name of their field."""
    numbers = {field.key: str(field.number) for field in task_fields(found)} | {"": ""}
    rows = found.rows["demands"]
    return {f"eis_{numbers[row['task']]}_{row['item']}": row for row in rows if row["task"] in numbers}


def _field(item: Item, task: str, number: str, words: str, row: Cells | None, spoken: str) -> DemandField:
    name = item_name(item.code, spoken)
    return DemandField(
        name=f"eis_{number}_{item.code}",
        item=item.code,
        label=text("own_vacancy.in_task", item=name, task=words) if task else name,
        task=task,
        source=code_words("source", row["source"], spoken) if row else "",
        options=() if item.per_day else _options(item, row, spoken),
        is_minutes=item.per_day,
        is_many=item.type is ItemType.SET,
    )


def _options(item: Item, row: Cells | None, spoken: str) -> tuple[tuple[str, str], ...]:
    nothing = say("words.asks_nothing", spoken)
    if item.type is ItemType.BIN:
        known = [(code, demand_words(item.code, "", code, "", spoken)) for code in ("geen", "norm", "boven")]
        return (("", text("form.unknown")), *known)
    if item.type is ItemType.SET:
        return (
            ("geen", nothing),
            *((str(one.number), one.nl if spoken == "nl" else one.en) for one in item.conditions),
        )
    levels = [(str(level.value), level_text(item, level.value, spoken)) for level in item.levels[:-1]]
    above = [("-1", say("words.above_norm", spoken))]
    return (("", text("form.unknown")), (str(item.k), nothing), *reversed(levels), *above)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(SIGN) if part)


def _certificates(found: OwnWork) -> list[str]:
    """Give the certificates that can be ticked: those with a name, and those the vacancy asks already."""
    own = _parts(next(iter(found.rows[VACANCY]), {}).get("certificates", ""))
    return list(dict.fromkeys((*known_certificates(), *own)))


def _euros(cents: str) -> str:
    return f"{int(cents) // 100},{int(cents) % 100:02d}" if cents.isdecimal() else cents


def _cents(euros: str) -> str:
    """Give whole cents; what is no amount stays as it was typed, to be refused with its reason."""
    found = AMOUNT.fullmatch(euros.strip())
    if not found:
        return euros.strip()
    return str(int(found[1].replace(".", "")) * 100 + int((found[2] or "0").ljust(2, "0")))


def _minutes(row: Cells, hours_max: str) -> str:
    """Give the minutes a week of a task; empty where only its part of the week is known."""
    if row["minutes"] or not row["share"]:
        return row["minutes"]
    try:
        return str(int(Decimal(hours_max.replace(",", ".")) * HOURS_IN_MINUTES * int(row["share"]) / 100))
    except InvalidOperation:
        return ""
