"""The night before beside this one: what each knew, from the rows it read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from solver.overnight import Changed, Known, changes_between
from solver.planned import Plan
from web.service.night.input import CLIENT_SHEETS, VACANCY_SHEETS, Rows, read_rows
from web.store.codec import to_json
from web.store.records import Run
from web.store.store import Store


def changes_since(store: Store, before: Run | None, rows: Rows, plan: Plan) -> tuple[Changed, ...]:
    """Give whose proposal differs from the night before, and why; nothing where that night cannot be read again."""
    if before is None or before.manifest is None or before.manifest.seen is None:
        return ()
    then = read_rows(store, before.key.day, before.manifest.seen)
    if then.input_digest != before.key.input_digest:
        return ()
    had = {row.client: row.vacancy for row in store.proposal_rows(before.id)}
    gets = {str(proposal.fit.client): str(proposal.fit.vacancy) for proposal in plan.proposals}
    return changes_between(_known(then, had), _known(rows, gets))


def _known(rows: Rows, proposals: Mapping[str, str]) -> Known:
    clients = rows.sheets.get("clients", [])
    return Known(
        proposals=proposals,
        clients=_by_key(rows, CLIENT_SHEETS, "client"),
        vacancies=_by_key(rows, VACANCY_SHEETS, "vacancy", only="vacancies"),
        gemeente_of={row["client"]: row.get("gemeente", "") for row in clients},
        budgets=_by_key(rows, ("budgets",), "gemeente"),
        banned=frozenset(pair for pair, _ in rows.banned) | {(client, "") for client in rows.withheld},
        held=frozenset(row.pair for row in rows.held) | _at_work(rows),
    )


def _at_work(rows: Rows) -> frozenset[tuple[str, str]]:
    """Give the pairs somebody started on here and did not come back from: their place went by a decision too."""
    return frozenset((one.client, one.vacancy) for one in rows.worked if one.ended_on is None)


def _by_key(rows: Rows, sheets: Iterable[str], column: str, only: str = "") -> dict[str, str]:
    """Give all that was delivered under each key, as one text; only keys of one sheet where it is named."""
    found: defaultdict[str, list[object]] = defaultdict(list)
    for sheet in sheets:
        for row in rows.sheets.get(sheet, []):
            found[row[column]].append([sheet, sorted(row.items())])
    known = {row[column] for row in rows.sheets.get(only, [])} if only else set(found)
    return {key: to_json(said) for key, said in found.items() if key in known}
