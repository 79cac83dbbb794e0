"""What rows of different sheets must make together.

Where a row that is refused would leave a looser one to speak in its place, that one is refused as well: what was
not read is unknown, and unknown is never the norm.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from matcher.catalogue.items import Catalogue
from matcher.domain.vacancy import MAX_TASKS
from matcher.reading.columns import Sheet
from matcher.reading.entries import Entries, Entry
from matcher.reading.rows import Reason, Row
from matcher.reading.task_shares import WHOLE_WEEK, exact_share

Known = Mapping[str, frozenset[str]]


def settle(entries: Entries, schemas: Sequence[Sheet], known: Known, catalogue: Catalogue) -> None:
    """Refuse what refers to nothing, tasks that do not fit in a week, and what stands in for an unread row."""
    _check_references(entries, schemas, known)
    _check_tasks(entries)
    _check_vacancies(entries, known)
    _check_references(entries, schemas, known)
    _check_task_references(entries, known)
    _check_payers(entries, known)
    _check_functions(entries)
    _check_coverage(entries, catalogue)
    _check_wide_demands(entries)


def _check_references(entries: Entries, schemas: Sequence[Sheet], known: Known) -> None:
    for sheet in schemas:
        for column, target in sheet.refers_to:
            rows_by_key = _first_by_key(entries.get(target, ()))
            for entry in entries.get(sheet.name, ()):
                if entry.is_accepted:
                    _check_reference(entry, column, target, rows_by_key, known.get(target, frozenset()))


def _first_by_key(entries: Iterable[Entry]) -> dict[tuple[str, ...], Entry]:
    """Give the row of each key; of rows with one key the first in its file, whatever the order of reading."""
    found: dict[tuple[str, ...], Entry] = {}
    for entry in entries:
        if entry.key is None:
            continue
        other = found.setdefault(entry.key, entry)
        if (entry.row.file, entry.row.line) < (other.row.file, other.row.line):
            found[entry.key] = entry
    return found


def _check_reference(
    entry: Entry, column: str, target: str, rows_by_key: Mapping[tuple[str, ...], Entry], known: frozenset[str]
) -> None:
    key = entry.values[column]
    found = rows_by_key.get((key,))
    if found is not None and not found.is_accepted:
        entry.refuse(column, Reason.REFERS_TO_REFUSED, sheet=target, **_place(found.row))
    elif found is None and key not in known:
        entry.refuse(column, Reason.REFERS_TO_UNKNOWN, sheet=target)


def _check_tasks(entries: Entries) -> None:
    vacancies = {entry.key: entry for entry in entries.get("vacancies", ()) if entry.is_accepted}
    for vacancy, tasks in _by_column(entries.get("tasks", ()), "vacancy").items():
        if len(tasks) > MAX_TASKS:
            _refuse_all(tasks, "task", Reason.TOO_MANY_TASKS, count=str(len(tasks)), maximum=str(MAX_TASKS))
        accepted = [task for task in tasks if task.is_accepted]
        known_vacancy = vacancies.get((vacancy,))
        if known_vacancy is not None:
            _check_shares(accepted, known_vacancy.values["hours_max"])
        elif all(task.values["share"] for task in accepted):
            _refuse_long_week(accepted, [Fraction(task.values["share"]) for task in accepted])


def _check_shares(tasks: Sequence[Entry], hours_max: str) -> None:
    shares = [exact_share(task.values, hours_max) for task in tasks]
    _refuse_long_week(tasks, shares)
    for task, share in zip(tasks, shares, strict=True):
        if share < 1:
            task.refuse("minutes", Reason.SHARE_UNDER_1, hours=hours_max)


def _refuse_long_week(tasks: Sequence[Entry], shares: Sequence[Fraction]) -> None:
    total = sum(shares, Fraction(0))
    if total > WHOLE_WEEK:
        percent = str(-(-total.numerator // total.denominator))
        for task in tasks:
            task.refuse("share" if task.values["share"] else "minutes", Reason.SHARE_OVER_100, total=percent)


def _check_vacancies(entries: Entries, known: Known) -> None:
    tasks_by_vacancy = _by_column(entries.get("tasks", ()), "vacancy")
    for vacancy in entries.get("vacancies", ()):
        if not vacancy.is_accepted:
            continue
        key = vacancy.values["vacancy"]
        tasks = tasks_by_vacancy.get(key, [])
        refused = [task for task in tasks if not task.is_accepted]
        if refused:
            # A vacancy without its heaviest task would look lighter than it is.
            vacancy.refuse("vacancy", Reason.TASKS_REFUSED, count=str(len(refused)), **_place(refused[0].row))
        elif not tasks and key not in known.get("tasks", frozenset()):
            vacancy.refuse("vacancy", Reason.NO_TASKS)


def _check_task_references(entries: Entries, known: Known) -> None:
    tasks = {entry.key for entry in entries.get("tasks", ()) if entry.is_accepted}
    for demand in entries.get("demands", ()):
        if not demand.is_accepted or not demand.values["task"]:
            continue
        pair = (demand.values["vacancy"], demand.values["task"])
        if pair not in tasks and demand.values["vacancy"] not in known.get("tasks", frozenset()):
            demand.refuse("task", Reason.REFERS_TO_UNKNOWN, sheet="tasks")


def _check_payers(entries: Entries, known: Known) -> None:
    """A placement of a person who is no longer a client names its gemeente: else nobody's budget would carry it."""
    clients = _first_by_key(entries.get("clients", ()))
    for placement in entries.get("placements", ()):
        if not placement.is_accepted or placement.values["gemeente"]:
            continue
        client = clients.get((placement.values["client"],))
        if client is not None and not client.is_accepted:
            placement.refuse("client", Reason.REFERS_TO_REFUSED, sheet="clients", **_place(client.row))
        elif client is None and placement.values["client"] not in known.get("clients", frozenset()):
            placement.refuse("gemeente", Reason.MISSING_VALUE)


def _check_functions(entries: Entries) -> None:
    """The kinds of task that one source saw in one function on one day fit in its working time."""
    groups: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in entries.get("loonwaarde", ()):
        if entry.is_accepted and entry.values["share"]:
            groups[tuple(entry.values[name] for name in ("client", "occupation", "source", "date"))].append(entry)
    for (_, occupation, _, _), seen in groups.items():
        total = sum(int(entry.values["share"]) for entry in seen)
        if total > WHOLE_WEEK:
            _refuse_all(seen, "share", Reason.FUNCTION_OVER_100, occupation=occupation, total=str(total))


def _check_coverage(entries: Entries, catalogue: Catalogue) -> None:
    """A rubriek is no longer covered where one of its values was not read: that item would become the norm."""
    refused = _by_column((entry for entry in entries.get("capacities", ()) if not entry.is_accepted), "client")
    for cover in entries.get("scope", ()):
        for value in refused.get(cover.values.get("client", ""), ()):
            if cover.is_accepted and may_lie_under(value, cover.values["rubriek"], cover.values["source"], catalogue):
                cover.refuse("rubriek", Reason.COVERAGE_UNCERTAIN, sheet="capacities", **_place(value.row))


def may_lie_under(value: Entry, rubriek: str, source: str, catalogue: Catalogue) -> bool:
    """Whether a refused capacity row may be a value that a covered rubriek would now call the norm."""
    if value.row.values.get("reading", "").strip():
        return False
    item, said_by = value.values.get("item"), value.values.get("source")
    return (item is None or catalogue.by_code(item).rubriek == rubriek) and said_by in (None, source)


def _check_wide_demands(entries: Entries) -> None:
    """A demand for every task does not hold where the words of one task on that item were not read."""
    demands = entries.get("demands", ())
    refused = _by_column((entry for entry in demands if not entry.is_accepted), "vacancy")
    for demand in demands:
        if not demand.is_accepted or demand.values["task"]:
            continue
        for other in refused.get(demand.values["vacancy"], ()):
            if other.row.values.get("task", "").strip() and other.values.get("item") in (None, demand.values["item"]):
                demand.refuse("item", Reason.DEMAND_UNCERTAIN, sheet="demands", **_place(other.row))


def _by_column(entries: Iterable[Entry], column: str) -> dict[str, list[Entry]]:
    grouped: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if column in entry.values:
            grouped[entry.values[column]].append(entry)
    for group in grouped.values():
        group.sort(key=lambda entry: (entry.row.file, entry.row.line))
    return grouped


def _refuse_all(entries: Iterable[Entry], column: str, reason: Reason, **facts: str) -> None:
    for entry in entries:
        entry.refuse(column, reason, **facts)


def _place(row: Row) -> dict[str, str]:
    return {"file": row.file, "line": str(row.line)}
