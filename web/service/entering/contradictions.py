"""People of whom the sources of the FML do not agree: the strictest holds until somebody asks what is so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matcher.catalogue.items import load_catalogue
from matcher.nextstep.sources import Contradiction, contradictions_of
from matcher.policy import MatchPolicy
from matcher.read import Row, read_sheets
from matcher.rules import Rulebook
from matcher.scales import scales_of
from web.service.clock import Clock
from web.service.night.given import client_id
from web.service.night.quality import contradicted_people
from web.store.database import Database
from web.store.store import Store

PAGE_SIZE = 50
SHEETS = ("clients", "capacities", "scope")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradicted:
    """One person with the items on which sources differ, in the order of the FML; `id` stands in a URL."""

    id: str
    name: str
    found: tuple[Contradiction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionPage:
    """One page of them; who was settled since the night is not among `people`."""

    people: tuple[Contradicted, ...]
    n_found: int
    page: int
    n_pages: int


def contradictions(database: Database, clock: Clock, page: int = 1) -> ContradictionPage:
    """Give a page of the people of whom the newest night saw sources differ, with what differs now, by reference."""
    with database.read() as store:
        run = store.current_run()
        keys = contradicted_people(database, store, run.id) if run else ()
        n_pages = max(1, -(-len(keys) // PAGE_SIZE))
        own = min(max(1, page), n_pages)
        shown = keys[(own - 1) * PAGE_SIZE : own * PAGE_SIZE]
        found = _found(store, shown, clock.today())
        names = {row["client"]: row["name"] for row in store.rows_in("persoon", "client", found)} if found else {}
        people = tuple(
            Contradicted(id=client_id(store, key), name=names.get(key) or key, found=found[key])
            for key in sorted(found)
        )
    return ContradictionPage(people=people, n_found=len(keys), page=own, n_pages=n_pages)


def _found(store: Store, keys: Sequence[str], day: date) -> dict[str, tuple[Contradiction, ...]]:
    """Read these people alone, without what was read against one vacancy, and compare what each source last said."""
    if not keys:
        return {}
    rows = {name: store.rows_in(name, "client", keys) for name in SHEETS}
    rows["capacities"] = [row for row in rows["capacities"] if not row["reading"]]
    sheets = {
        name: [Row(file=name, line=line, values=values) for line, values in enumerate(own, start=1)]
        for name, own in rows.items()
    }
    region = read_sheets(sheets, day, load_catalogue()).region
    scales = scales_of(region, day=day, rules=Rulebook.load().on(day), policy=MatchPolicy(), catalogue=load_catalogue())
    each = {str(client.key): contradictions_of(client, scales) for client in region.clients}
    return {key: found for key, found in each.items() if found}
