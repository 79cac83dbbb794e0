"""The worklist as JSON: exactly the rows on the screen, as codes, whole numbers and null for what is not known."""

import json
from collections.abc import Iterable, Iterator

from web.service.lists.worklist import Entry


def json_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Give one array with an object per row, in the order of the list, a row at a time."""
    before = "[\n"
    for entry in entries:
        # Line ends of a text are written as codes: every one that stands here is of the layout.
        yield before + " " + json.dumps(_row(entry), ensure_ascii=False, indent=1).replace("\n", "\n ")
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _row(entry: Entry) -> dict[str, object]:
    row, last = entry.row, entry.state.last
    return {
        "proposal": row.id,
        "client": row.client,
        "name": entry.name,
        "gemeente": row.gemeente,
        "vacancy": row.vacancy,
        "title": row.title,
        "employer": row.employer_name,
        "occupation": row.occupation,
        "sector": row.sector,
        "verdict": row.verdict,
        "n_let_op": row.n_let_op,
        "n_vraag_na": row.n_vraag_na,
        "support": [part for part in row.instruments.split("|") if part],
        "week_minutes": row.week_minutes,
        "travel_minutes": row.travel_minutes,
        "travel_limit": row.travel_limit,
        "waiting_months": row.waiting_months,
        "coach_minutes": row.coach_minutes,
        "once_cents": row.once_cents,
        "subsidy_cents_per_month": entry.cents_per_month,
        "points": row.total,
        "status": entry.status.value,
        "group": entry.group.value,
        "changed": [change.value for change in entry.changes],
        "owner": entry.owner,
        "team": entry.team,
        "until": last.until.isoformat() if last and last.until else None,
        "by": last.actor if last else None,
        "version": entry.state.version,
    }
